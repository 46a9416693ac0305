# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that is wrong with a catalogue, each thing once and at its line. Private to the collection.

The same thing may be wrong with thousands of entries, because one default breaks them all. So complaints are gathered by what they say, and
only for those that are shown a file is looked at again, to find the line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ..planning.refusal import Problem
from . import document
from .defaults import DefaultsFile
from .document import Step
from .entries import Entry, Shaped
from .file_bytes import file_bytes
from .unreadable import Unreadable

MOST_SHOWN = 500
"""Problems that a refusal names; the rest is counted."""

SINGLY = 10
"""The same complaint about up to so many entries is shown for each of them."""

_SAMPLES = 3
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


class Origin(NamedTuple):
    """What a complaint is about: an entry in a file (or in a list that is no file, then `path` is None), its shape and its defaults."""

    path: str | None
    shown: str
    entry: Entry
    shape: Shaped | None = None
    defaults: Sequence[DefaultsFile] = ()

    @property
    def place(self) -> str:
        """Where the entry is declared: `dois/0012.yml:3`, or `dois[3]`."""
        return self.shown if self.path is None else f"{self.shown}:{self.entry.line}"


@dataclass
class _Group:
    """One complaint, and the first entries that it is about. `file`: the defaults that it comes from."""

    problem: Problem
    file: DefaultsFile | None
    origins: list[Origin] = field(default_factory=list)
    count: int = 0


class Complaints:
    """The complaints of one reading, in the order in which they came up."""

    def __init__(self) -> None:
        self._groups: dict[Any, _Group] = {}
        self._unshown = 0
        self._places: document.Places | None = None
        #: The number of complaints.
        self.count = 0

    def about_file(self, shown: str, error: Unreadable) -> None:
        """A file, or what is in it, cannot be taken."""
        path = f"{shown}:{error.line}" if error.line else shown
        self._group((path, error.message), Problem(path, error.message, error.suggestion), None)

    def about_defaults(self, file: DefaultsFile, problem: Problem) -> None:
        """Something is wrong with what a file of defaults says."""
        self._group((file.path, problem), problem, file)

    def about_entry(self, origin: Origin, problem: Problem) -> None:
        """Something is wrong with an entry, maybe because of its defaults."""
        file = _blamed(origin, problem.path)
        group = self._group((file.path if file else None, problem), problem, file)
        if group is not None and len(group.origins) < SINGLY:
            group.origins.append(origin)

    def problems(self) -> tuple[Problem, ...]:
        """All complaints, as they are shown."""
        shown = [problem for group in self._groups.values() for problem in self._shown(group)]
        left = self._unshown + max(0, len(shown) - MOST_SHOWN)
        if not left:
            return tuple(shown)
        return (*shown[:MOST_SHOWN], Problem("", f"and {left:,} more", "put these right first"))

    def _group(self, key: Any, problem: Problem, file: DefaultsFile | None) -> _Group | None:
        self.count += 1
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) > MOST_SHOWN:
                self._unshown += 1
                return None
            group = self._groups[key] = _Group(problem, file)
        group.count += 1
        return group

    def _shown(self, group: _Group) -> list[Problem]:
        problem, origins = group.problem, group.origins
        if group.file is not None:
            path = self._place_in_defaults(group.file, problem.path)
            breaks = f"; this breaks {_entries(group.count)}, such as {', '.join(origin.place for origin in origins[:_SAMPLES])}" if origins else ""
            return [Problem(path, problem.message + breaks, problem.suggestion)]
        if not origins:
            return [problem]
        if group.count <= SINGLY:
            return [Problem(self._place_in_entry(origin, problem.path), problem.message, problem.suggestion) for origin in origins]
        others = ", ".join(origin.place for origin in origins[1 : _SAMPLES + 1])
        message = f"{problem.message}; the same in {_entries(group.count - 1)} more, such as {others}"
        return [Problem(self._place_in_entry(origins[0], problem.path), message, problem.suggestion)]

    def _place_in_defaults(self, file: DefaultsFile, path: str) -> str:
        return f"{file.shown}:{self._line(file.path, steps_of(path), 1)}: {path}"

    def _place_in_entry(self, origin: Origin, path: str) -> str:
        if origin.path is None:
            return f"{origin.shown}.{path}" if path else origin.shown
        steps = written_steps(origin, path)
        line = self._line(origin.path, (*origin.entry.steps, *steps), origin.entry.line)
        inner = _joined(steps) if steps or not path else path
        return f"{origin.shown}:{line}: {inner}" if inner else f"{origin.shown}:{line}"

    def _line(self, path: str, steps: Sequence[Step], otherwise: int) -> int:
        try:
            if self._places is None or self._places.path != path:
                self._places = document.Places(path, file_bytes(path))
            return self._places.line(steps)
        except Unreadable:
            return otherwise


def steps_of(path: str) -> tuple[Step, ...]:
    """The steps of a problem's path: `metadata.creators[0].name` is ("metadata", "creators", 0, "name")."""
    return tuple(int(index) if index else name for name, index in _STEP.findall(path.partition(" / ")[0]))


def written_steps(origin: Origin, path: str) -> tuple[Step, ...]:
    """The steps from an entry to what a problem's path means, as it stands there: a payload has no `metadata`, and `data` and `attributes` instead."""
    steps = steps_of(path)
    shape = origin.shape
    if shape is None or not steps or steps[0] != "metadata":
        return steps
    in_attributes = (*shape.before, *shape.inner, *steps[1:])
    as_given = (*shape.before, *steps[1:])
    return max((in_attributes, as_given, steps), key=lambda candidate: (depth(origin.entry.value, candidate), -len(candidate)))


def depth(value: Any, steps: Sequence[Step]) -> int:
    """How many of the steps can be gone in a value."""
    for count, step in enumerate(steps):
        if not _has(value, step):
            return count
        value = value[step]
    return len(steps)


def _has(value: Any, step: Step) -> bool:
    if isinstance(step, int):
        return isinstance(value, list) and step < len(value)
    return isinstance(value, Mapping) and step in value


def _blamed(origin: Origin, path: str) -> DefaultsFile | None:
    """The file of defaults that a problem comes from: the nearest that has more of its path than the entry has; None for the entry itself."""
    if not origin.defaults:
        return None
    steps = steps_of(path)
    own = depth(origin.entry.value, written_steps(origin, path))
    before = len(origin.shape.before) + len(origin.shape.inner) - 1 if origin.shape and steps[:1] == ("metadata",) else 0
    best, blamed = max(own - before, 1 if steps[:1] == ("metadata",) else 0), None
    for file in origin.defaults:
        found = depth(file.value, steps)
        if found > best:
            best, blamed = found, file
    return blamed


def _joined(steps: Sequence[Step]) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in steps).lstrip(".")


def _entries(count: int) -> str:
    return f"{count:,} entries" if count != 1 else "one entry"
