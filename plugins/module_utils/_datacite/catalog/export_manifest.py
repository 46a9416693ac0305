# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export remembers of the files that it wrote, in a file at the top of their tree. Private to the collection.

It tells a file that nobody has touched since from one that a person edited, so that only the former is ever removed.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..planning.refusal import Problem, Refusal

NAME = ".datacite-export.json"
_FORMAT = 1
_MEND = f"put {NAME} back as it was in version control, or remove it; without it no file is known to be the export's own"


class Mark(NamedTuple):
    """A file that the export wrote: its path below the top of the tree, with `/`, and the SHA-256 of what was written."""

    file: str
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """Whose records a tree holds, which of them (`selection`: `prefix`, `query`, `state`; empty for all), and the files by DOI."""

    repository: str
    system: str
    selection: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The file: one line for each DOI, in order, so that a change in it is as small as what changed."""
        head = {"format": _FORMAT, "repository": self.repository, "system": self.system, "selection": dict(sorted(self.selection.items()))}
        lines = [f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in head.items()]
        marks = ",\n".join(f"  {json.dumps(doi, ensure_ascii=False)}: {json.dumps(list(mark))}" for doi, mark in sorted(self.marks.items()))
        return "\n".join(["{", *lines, ' "files": {' + (f"\n{marks}\n }}" if marks else "}"), "}", ""])

    def selecting(self, selection: Mapping[str, str]) -> Manifest:
        """This manifest after an export of `selection`; a tree of different selections counts as one of everything."""
        return self if dict(self.selection) == dict(selection) else replace(self, selection={})


def sha256(text: str) -> str:
    """The mark of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read_manifest(top: pathlib.Path) -> Manifest | None:
    """The manifest of a tree, None where there is none; raises Refusal for one that cannot be believed."""
    path = top / NAME
    if path.is_symlink():
        raise _unusable(path, "is a symbolic link, which is not followed")
    try:
        document = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unusable(path, f"cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError):
        raise _unusable(path, "is no JSON") from None
    if not isinstance(document, dict) or document.get("format") != _FORMAT:
        raise _unusable(path, f"is not of the format {_FORMAT}, which this version of the collection writes")
    try:
        marks = {doi: _mark(doi, mark) for doi, mark in document["files"].items()}
        selection = {str(name): str(value) for name, value in document["selection"].items()}
        return Manifest(str(document["repository"]), str(document["system"]), selection, marks)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise _unusable(path, "does not hold what an export writes there") from None


def _mark(doi: str, mark: Any) -> Mark:
    """A mark that leads to a file below the top; raises ValueError for any other."""
    file, digest = mark
    parts = pathlib.PurePosixPath(file).parts
    if not isinstance(digest, str) or not parts or any(part in ("..", "/") or part.startswith(".") for part in parts) or "\\" in file or "\0" in file:
        raise ValueError(doi)
    if pathlib.PurePosixPath(file).suffix not in (".yml", ".yaml", ".json"):
        raise ValueError(doi)
    return Mark(file, digest)


def _unusable(path: pathlib.Path, words: str) -> Refusal:
    return Refusal("The tree cannot be exported to. Nothing was written.", (Problem(str(path), words, _MEND),))
