# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A file of rules, profiles or waivers, read: its entries, the lines on which things stand, and the complaints about it. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Union

from ...catalog import yaml_reading
from ...catalog.unreadable import Unreadable
from ...metadata.spelling import nearest
from .rule import RuleProblem

SECTIONS = ("rules", "profiles", "waivers")
"""Members at the root of a file; each is a list."""

_MOST_NAMED = 12

Step = Union[str, int]  # noqa: UP007 - ansible-test reads `|` as older Pythons do


class Entry(NamedTuple):
    """One entry of a list: its members, the node it is made of, and how it is called (`rules[3]`)."""

    value: Mapping[str, Any]
    node: Any
    name: str


class Source:
    """One file. `shipped` where it is the collection's own. What is wrong is collected in `problems`."""

    def __init__(self, shown: str, data: bytes, problems: list[RuleProblem], *, shipped: bool = False) -> None:
        self.shown = shown
        self.shipped = shipped
        self._problems = problems
        self._root: Any = None
        self._value: Any = None
        try:
            self._value, self._root = yaml_reading.read(data)
        except Unreadable as error:
            problems.append(RuleProblem(f"{shown}:{error.line}" if error.line else shown, error.message, error.suggestion))
        else:
            self._look_at_sections()

    def _look_at_sections(self) -> None:
        if not isinstance(self._value, dict):
            self._problems.append(RuleProblem(self.shown, "holds no rules, profiles or waivers", "write lists under `rules:`, `profiles:` or `waivers:`"))
            self._value = {}
        for name in self._value:
            if name not in SECTIONS:
                self.complain(self._root, name, (name,), f"`{name}` is not known here", unknown_name(name, SECTIONS))

    def entries(self, section: str) -> list[Entry]:
        """The entries of a section, each an object."""
        value = (self._value or {}).get(section)
        if value is None:
            return []
        if not isinstance(value, list):
            self.complain(self._root, section, (section,), "must be a list")
            return []
        nodes = yaml_reading.member(self._root, section)
        found = []
        for number, entry in enumerate(value):
            name, node = f"{section}[{number}]", yaml_reading.member(nodes[1], number) if nodes else None
            if isinstance(entry, dict):
                found.append(Entry(entry, node[1] if node else None, name))
            else:
                self.complain(nodes[1] if nodes else None, name, (number,), "must be an object")
        return found

    def place(self, node: Any, steps: Sequence[Step] = ()) -> str:
        """The file and line of what the steps lead to from a node, or of the last that there is."""
        line = node.start_mark.line if node is not None else 0
        for step in steps:
            found = yaml_reading.member(node, step)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        return f"{self.shown}:{line + 1}"

    def complain(self, node: Any, name: str, steps: Sequence[Step], message: str, suggestion: str | None = None) -> None:
        """Keep a complaint about what the steps lead to from a node; `name` is how the place is called."""
        self._problems.append(RuleProblem(f"{self.place(node, steps)}: {name}", message, suggestion))


class Reader:
    """Takes the members of one entry, and complains where they are not what they must be."""

    def __init__(self, source: Source, entry: Entry, known: Sequence[str]) -> None:
        self.source = source
        self.entry = entry
        self.good = True
        for name in entry.value:
            if name not in known:
                self.complain(name, f"`{name}` is not known here", unknown_name(name, known))

    @property
    def place(self) -> str:
        """Where the entry begins."""
        return self.source.place(self.entry.node)

    def complain(self, member: str, message: str, suggestion: str | None = None, number: int | None = None) -> None:
        """Keep a complaint about a member, or about one of those it lists."""
        self.good = False
        steps: tuple[Step, ...] = (member,) if number is None else (member, number)
        name = f"{self.entry.name}.{member}" if member else self.entry.name
        self.source.complain(self.entry.node, name if number is None else f"{name}[{number}]", steps if member else (), message, suggestion)

    def text(self, member: str, *, required: bool = False) -> str:
        """A text, empty where there is none."""
        value = self.entry.value.get(member)
        if value is None or (isinstance(value, str) and not value.strip()):
            if required:
                self.complain(member, "is missing" if member not in self.entry.value else "is empty")
            return ""
        if not isinstance(value, str):
            self.complain(member, "must be a text")
            return ""
        return value.strip()

    def texts(self, *members: str, required: bool = False) -> tuple[str, ...]:
        """A list of texts, or one, under any of these names (`rule` or `rules`)."""
        given = [member for member in members if self.entry.value.get(member) is not None]
        if not given:
            if required:
                self.complain(members[0], "is missing")
            return ()
        value = self.entry.value[given[0]]
        if len(given) > 1:
            self.complain(given[1], f"stands beside `{given[0]}`; one of the two is enough")
        found = value if isinstance(value, list) else [value]
        for number, one in enumerate(found):
            if not isinstance(one, str) or not one.strip():
                self.complain(given[0], "must be texts", None, number)
        return tuple(one.strip() for one in found if isinstance(one, str) and one.strip())

    def flag(self, member: str) -> bool:
        """`true` or `false`."""
        value = self.text(member).lower()
        if value not in ("", "true", "false"):
            self.complain(member, f"must be true or false, and is `{value}`")
        return value == "true"


def unknown_name(written: str, known: Sequence[str]) -> str | None:
    """What to do about a name that is not known; None where nothing comes near, and there are too many to name them all."""
    near = nearest(written, {name: name for name in known})
    if near:
        return f"did you mean `{near}`?"
    return f"known are {', '.join(known)}" if len(known) <= _MOST_NAMED else None
