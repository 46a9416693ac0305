# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tree that an export writes into: what it declares now, and what a new file in it would declare. Private to the collection."""

from __future__ import annotations

import os
import pathlib
from collections import Counter
from collections.abc import Mapping
from typing import Any

from ..planning.declaration import Declaration, declaration
from ..planning.progress import Progress, silent
from ..planning.refusal import Problem, Refusal
from ..planning.shelf import Shelf
from . import document
from .defaults import Chains, Defaults, DefaultsFile, under
from .entries import entries, shaped
from .loading import load
from .tree import DEFAULTS, SUFFIXES, found
from .unreadable import Unreadable


class Tree:
    """A folder, its declarations by DOI, and its defaults; `is_new` where there is nothing of a catalogue in it yet. Nothing in it is changed here."""

    def __init__(self, top: pathlib.Path, progress: Progress = silent) -> None:
        """Raises Refusal for what is no folder, and for a catalogue that has errors: they have to go first."""
        if os.path.lexists(top) and not top.is_dir():
            raise _unusable(top, "is there and is no folder", "name a folder; a new one is made")
        self.top = top
        has_files = top.is_dir() and bool(found(top, lambda _shown, _error: None))
        #: What the tree declares.
        self.shelf = load([top], progress).shelf if has_files else Shelf()
        self.is_new = not has_files and not any(os.path.lexists(top / f"{DEFAULTS}{suffix}") for suffix in SUFFIXES)
        self._files = {doi: _inside(self.shelf.place(doi), top) for doi in self.shelf}
        self._entries = Counter(self._files.values())
        self._chains = Chains(_refuse, _complain)

    def __contains__(self, doi: object) -> bool:
        return doi in self._files

    def declaration(self, doi: str) -> Declaration:
        """What the tree declares a DOI to be; raises KeyError where it does not."""
        return self.shelf[doi]

    def file(self, doi: str) -> str:
        """The file that declares a DOI, below the top, with `/`; raises KeyError where there is none."""
        return self._files[doi]

    def others(self, doi: str) -> int:
        """How many more DOIs the same file declares."""
        return self._entries[self._files[doi]] - 1

    def text(self, file: str) -> str | None:
        """What a file holds, None where it is not there or no plain text."""
        path = self.top / file
        try:
            return None if path.is_symlink() else path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            return None

    def kept_options(self, doi: str) -> dict[str, Any]:
        """What the entry of a DOI says that no record holds: how its name was computed, and how the declaration is to be taken."""
        file = self._files[doi]
        options = _shape(file, self.text(file) or "").options
        return {name: options[name] for name in ("prefix", "identity", "undeclared", "server_validation") if options.get(name) is not None}

    def defaults(self, folder: str) -> Mapping[str, Any]:
        """What the defaults of a folder below the top add to an entry, as options."""
        held = self._held(folder)
        return {**held.options, **({"metadata": held.metadata} if held.metadata else {})}

    def read(self, text: str, file: str) -> Declaration:
        """What a text would declare in this file; raises Refusal."""
        options = under(self._held(file.rpartition("/")[0]), _shape(file, text))
        named = {name: value for name, value in options.items() if name not in ("prefix", "identity")}
        return declaration({**named, "undeclared": options.get("undeclared") or ("clear" if self.is_new else None)})

    def _held(self, folder: str) -> Defaults:
        path = os.path.join(os.path.abspath(self.top), *folder.split("/")) if folder else os.path.abspath(self.top)
        return self._chains.of(path, path, os.path.abspath(self.top), os.path.realpath(self.top))


def _shape(file: str, text: str) -> Any:
    try:
        return shaped(entries(document.read(file, text.encode("utf-8")))[0].value)
    except Unreadable as error:
        raise Refusal(f"{file} {error.message}") from None


def _inside(place: str, top: pathlib.Path) -> str:
    """The file of a place (`dois/10.5438/0012.yml:3`), below the top."""
    return place.rpartition(":")[0].removeprefix(str(top).rstrip("/") + "/")


def _unusable(path: pathlib.Path | str, words: str, mend: str | None = None) -> Refusal:
    return Refusal("The tree cannot be exported to. Nothing was written.", (Problem(str(path), words, mend),))


def _refuse(shown: str, error: Unreadable) -> None:
    raise _unusable(shown, error.message, error.suggestion)


def _complain(file: DefaultsFile, problem: Problem) -> None:
    raise _unusable(f"{file.shown}: {problem.path}", problem.message, problem.suggestion)
