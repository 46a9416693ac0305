# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export does to files, as values: decided first, carried out afterwards. Private to the collection."""

from __future__ import annotations

import pathlib
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .. import whole_file
from ..planning.progress import Progress
from ..planning.refusal import Problem, Refusal


@dataclass(frozen=True)
class FileChange:
    """A file that is made, rewritten or removed: its path below the top with `/`, and its new text, packed (None: removed). `doi` is empty for defaults."""

    file: str
    doi: str
    existed: bool
    packed: bytes | None

    @property
    def action(self) -> str:
        """`create`, `update` or `remove`."""
        return "remove" if self.packed is None else "update" if self.existed else "create"

    @property
    def text(self) -> str:
        """The new text, empty where the file is removed."""
        return "" if self.packed is None else zlib.decompress(self.packed).decode("utf-8")


@dataclass(frozen=True)
class Kept:
    """A file that was left as it is although it does not say what DataCite says, and why."""

    file: str
    doi: str
    reason: str

    def as_dict(self) -> dict[str, Any]:
        """The shape under which a result shows it."""
        return {"doi": self.doi, "file": self.file, "reason": self.reason}


def writing(file: str, doi: str, text: str, *, existed: bool) -> FileChange:
    """A file that is to hold `text`."""
    return FileChange(file, doi, existed, zlib.compress(text.encode("utf-8"), 1))


def in_the_way(top: pathlib.Path, file: str) -> str | None:
    """Why nothing can be written at `file` below `top`, in words that follow a name; None where nothing is there, or a plain file."""
    path = top
    parts = pathlib.PurePosixPath(file).parts
    for part in parts[:-1]:
        path = path / part
        if path.is_symlink():
            return f"{path} is a symbolic link, which is not followed"
        if path.exists() and not path.is_dir():
            return f"{path} is no folder"
    path = path / parts[-1]
    if path.is_symlink():
        return "is a symbolic link, which is not followed"
    if path.exists() and not path.is_file():
        return "is no plain file"
    return None


def carry_out(top: pathlib.Path, changes: Iterable[FileChange], progress: Progress) -> None:
    """Make, rewrite and remove the files; raises Refusal at the first that cannot be, with what was done before."""
    whole = list(changes)
    for done, change in enumerate(whole, 1):
        try:
            wrong = in_the_way(top, change.file)
            if wrong:
                raise OSError(0, wrong)
            if change.packed is None:
                (top / change.file).unlink(missing_ok=True)
            else:
                whole_file.write(top / change.file, change.text)
        except OSError as error:
            words = f"The export stopped: {done - 1} of {len(whole)} files were written. Run again once the reason is gone; what was written stays right."
            raise Refusal(words, (Problem(str(top / change.file), error.strerror or str(error)),), changed=done > 1) from None
        progress("writing", done, len(whole))
