# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Regular expressions as rules have them: the part of Python's syntax that can be matched in a time that grows with the text alone.

Letters and other characters, `.`, classes (`[a-z]`, `[^/]`, `\\d \\w \\s` and their opposites), groups, `|`, `* + ? {2} {2,} {,3} {2,3}` (also lazy),
`^`, `$` (the very end), `\\b`, `\\B`, and `(?i)` at the beginning. Nothing that looks around or back.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Union

MOST_REPEATED = 100
"""The largest number in `{…}`."""

DEEPEST = 50
"""Groups within each other."""

Test = Callable[[str], bool]
"""Whether one character fits."""


class UnusablePattern(ValueError):
    """A regular expression that is not understood here; `position` counts its characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(message)
        self.message = message
        self.position = position


@dataclass(frozen=True)
class One:
    """One character."""

    test: Test


@dataclass(frozen=True)
class Edge:
    """A place between characters: `^`, `$`, `b` or `B`."""

    kind: str


@dataclass(frozen=True)
class Row:
    """One after the other; none at all for what is empty."""

    parts: Sequence[Node]


@dataclass(frozen=True)
class Either:
    """One of several."""

    parts: Sequence[Node]


@dataclass(frozen=True)
class Repeated:
    """`least` times or more, up to `most` (None: any number)."""

    part: Node
    least: int
    most: int | None


Node = Union[One, Edge, Row, Either, Repeated]  # noqa: UP007 - a name that is evaluated, for what stands above it


def is_word(character: str) -> bool:
    """Whether `\\w` fits: letters and digits of any script, and the underscore."""
    return character.isalnum() or character == "_"


_COUNTS = re.compile(r"\{(\d*)(,?)(\d*)\}", re.ASCII)
_NO_COUNT = "`{` begins a number of repetitions, such as {2} or {2,4}; write \\{ for the character"
_CLASSES: dict[str, Test] = {
    "d": str.isdecimal,
    "D": lambda character: not character.isdecimal(),
    "s": str.isspace,
    "S": lambda character: not character.isspace(),
    "w": is_word,
    "W": lambda character: not is_word(character),
}
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v"}
_EDGES = {"b": "b", "B": "B", "A": "^", "Z": "$"}
_HEX = {"x": 2, "u": 4}


def parse(pattern: str) -> Node:
    """The tree of a regular expression; raises UnusablePattern."""
    ignore_case = pattern.startswith("(?i)")
    parser = _Parser(pattern, 4 if ignore_case else 0, ignore_case)
    tree = parser.either(0)
    if parser.at < len(pattern):
        raise UnusablePattern("`)` closes no group; write \\) for a bracket", parser.at)
    return tree


class _Parser:
    """Reads one pattern from left to right."""

    def __init__(self, pattern: str, at: int, ignore_case: bool) -> None:
        self.pattern = pattern
        self.at = at
        self._ignore_case = ignore_case

    def either(self, depth: int) -> Node:
        """Alternatives, up to the end or the bracket that closes them."""
        if depth > DEEPEST:
            raise UnusablePattern(f"more than {DEEPEST} groups lie within each other", self.at)
        parts = [self._row(depth)]
        while self._peek() == "|":
            self.at += 1
            parts.append(self._row(depth))
        return parts[0] if len(parts) == 1 else Either(parts)

    def _row(self, depth: int) -> Node:
        parts: list[Node] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom(depth)))
        return parts[0] if len(parts) == 1 else Row(parts)

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self) -> str:
        taken = self._peek()
        if not taken:
            raise UnusablePattern("ends too early", self.at)
        self.at += 1
        return taken

    def _atom(self, depth: int) -> Node:
        start = self.at
        character = self._take()
        if character == "(":
            return self._group(depth, start)
        if character == "[":
            return One(self._set(start))
        if character == ".":
            return One(lambda other: other != "\n")
        if character in "^$":
            return Edge(character)
        if character == "\\":
            return self._escape(start)
        if character in "*+?{":
            raise UnusablePattern(f"`{character}` repeats nothing; write \\{character} for the character", start)
        return One(self._literal(character))

    def _group(self, depth: int, start: int) -> Node:
        if self._peek() == "?":
            if self.pattern[self.at : self.at + 2] != "?:":
                raise UnusablePattern("looking around, names and flags are not understood here; groups are (…) or (?:…), and (?i) may begin a pattern", start)
            self.at += 2
        inner = self.either(depth + 1)
        if self._peek() != ")":
            raise UnusablePattern("`(` is not closed", start)
        self.at += 1
        return inner

    def _escape(self, start: int) -> Node:
        if self._peek() in _EDGES:
            return Edge(_EDGES[self._take()])
        member = self._escaped(start)
        return One(member if callable(member) else self._literal(member))

    def _escaped(self, start: int) -> Test | str:
        """What `\\` and the next character mean: a class, or one character."""
        character = self._take()
        if character in _CLASSES:
            return _CLASSES[character]
        if character in _CONTROLS:
            return _CONTROLS[character]
        if character in _HEX:
            digits = self.pattern[self.at : self.at + _HEX[character]]
            if not re.fullmatch(rf"[0-9a-fA-F]{{{_HEX[character]}}}", digits):
                raise UnusablePattern(f"`\\{character}` wants {_HEX[character]} hexadecimal digits", start)
            self.at += _HEX[character]
            return chr(int(digits, 16))
        if character.isdigit():
            raise UnusablePattern("looking back at a group is not understood here", start)
        if character.isalpha():
            raise UnusablePattern(f"`\\{character}` means nothing", start)
        return character

    def _literal(self, wanted: str) -> Test:
        if self._ignore_case and wanted.lower() != wanted.upper():
            return {wanted, wanted.lower(), wanted.upper()}.__contains__
        return wanted.__eq__

    def _set(self, start: int) -> Test:
        negated = self._peek() == "^"
        self.at += negated
        tests: list[Test] = []
        ranges: list[tuple[str, str]] = []
        while self._peek() != "]" or not (tests or ranges):
            if not self._peek():
                raise UnusablePattern("`[` is not closed", start)
            self._member(tests, ranges)
        self.at += 1
        return _set_test(tests, ranges, negated, self._ignore_case)

    def _member(self, tests: list[Test], ranges: list[tuple[str, str]]) -> None:
        at = self.at
        first = self._set_character()
        if callable(first):
            tests.append(first)
            return
        last = first
        if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("", "]"):
            self.at += 1
            end = self._set_character()
            if callable(end) or end < first:
                raise UnusablePattern("a range in [ ] goes from a character to a later one", at)
            last = end
        ranges.append((first, last))

    def _set_character(self) -> Test | str:
        start = self.at
        character = self._take()
        if character != "\\":
            return character
        if self._peek() == "b":
            raise UnusablePattern("`\\b` means nothing in [ ]", start)
        return self._escaped(start)

    def _repeated(self, part: Node) -> Node:
        start, sign = self.at, self._peek()
        if not sign or sign not in "*+?{":
            return part
        least, most = self._counts(start) if sign == "{" else {"*": (0, None), "+": (1, None), "?": (0, 1)}[sign]
        self.at += sign != "{"
        if self._peek() == "?":
            self.at += 1  # Lazy or not is a question of how far a match goes, never of whether there is one.
        elif self._peek() in ("*", "+", "{"):
            raise UnusablePattern("two repetitions follow each other; put the first into (?:…)", self.at)
        return Repeated(part, least, most)

    def _counts(self, start: int) -> tuple[int, int | None]:
        found = _COUNTS.match(self.pattern, start)
        if not found or not (found[1] or found[3]):
            raise UnusablePattern(_NO_COUNT, start)
        least = int(found[1] or 0)
        most = least if not found[2] else int(found[3]) if found[3] else None
        if max(least, most or 0) > MOST_REPEATED or (most is not None and most < least):
            raise UnusablePattern(f"repetitions are from a number to a larger one, up to {MOST_REPEATED}", start)
        self.at = found.end()
        return least, most


def _set_test(tests: Sequence[Test], ranges: Sequence[tuple[str, str]], negated: bool, ignore_case: bool) -> Test:
    def within(character: str) -> bool:
        return any(first <= character <= last for first, last in ranges) or any(test(character) for test in tests)

    def test(character: str) -> bool:
        fits = within(character) or (ignore_case and (within(character.lower()) or within(character.upper())))
        return fits != negated

    return test
