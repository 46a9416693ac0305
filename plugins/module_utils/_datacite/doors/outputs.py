# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that a run over a catalogue writes, and where they must not lie. Private to the collection."""

from __future__ import annotations

import os
import pathlib
from collections.abc import Iterable, Mapping

from ..catalog.tree import DEFAULTS, is_entry_file
from ..planning.refusal import Problem


def misplaced(
    sources: Iterable[pathlib.Path], journal: pathlib.Path | None, inputs: Mapping[str, pathlib.Path], outputs: Mapping[str, pathlib.Path]
) -> list[Problem]:
    """What is wrong with the files that a run writes.

    `inputs` are those that it reads besides its `sources`, `outputs` those that it writes anew, each by the name of its option. The `journal` is added to,
    and so may be one of the inputs.
    """
    used = {**{_real(path): name for name, path in inputs.items()}, **({_real(journal): "journal"} if journal is not None else {})}
    problems = []
    for name, path in outputs.items():
        real = _real(path)
        if real in used:
            problems.append(Problem(name, f"{path} is the file of `{used[real]}` as well, and would take its place", "name another file"))
        used[real] = name
    trees = [_real(source) for source in sources]
    for name, path in {**({"journal": journal} if journal is not None else {}), **outputs}.items():
        if any(_is_of(_real(path), tree) for tree in trees):
            problems.append(Problem(name, f"{path} would be a file of the catalogue itself", "name a file outside of `src`"))
    return problems


def _real(path: pathlib.Path) -> str:
    return os.path.realpath(path)


def _is_of(path: str, tree: str) -> bool:
    """Whether this is a file that is read as a part of the source `tree`, or would be."""
    if path == tree:
        return True
    inside = os.path.relpath(path, tree).split(os.sep)
    if inside[0] == os.pardir or any(part.startswith(".") for part in inside):
        return False
    return is_entry_file(inside[-1]) or os.path.splitext(inside[-1])[0] == DEFAULTS
