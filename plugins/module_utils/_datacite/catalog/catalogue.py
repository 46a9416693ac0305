# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the files of a catalogue declare. Private to the collection."""

from __future__ import annotations

import pathlib
from dataclasses import dataclass

from ..planning.shelf import Shelf


@dataclass(frozen=True)
class Unnamed:
    """An entry whose DOI is computed from `prefix` and `identity` and does not stand in its file yet.

    `file` is the file that holds it (no symbolic link), `digest` the SHA-256 of the bytes that were read; `path` leads to the entry
    in it: () where the file is one declaration, ("dois", 3) for the fourth of a list.
    """

    doi: str
    place: str
    file: pathlib.Path
    digest: str
    path: tuple[str | int, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """All declarations of a run, on a shelf.

    `files` is how many files were read, `_defaults` aside. `warnings` are sentences, each with a place; the same one of many entries is there once.
    """

    shelf: Shelf
    files: int = 0
    unnamed: tuple[Unnamed, ...] = ()
    warnings: tuple[str, ...] = ()
