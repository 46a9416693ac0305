# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a text holds what a regular expression describes, in a time that grows with the length of the text and never faster.

All ways through the pattern are followed at once, one character after the other (Thompson, 1968), and each situation is worked out once and kept.
So no pattern and no text, however unlucky, can hang a run, which Python's own `re` does for `(a+)+b`.
"""

from __future__ import annotations

from collections.abc import Iterable

from .regex_syntax import Edge, Either, Node, One, Repeated, Row, Test, UnusablePattern, is_word, parse

LONGEST_TEXT = 20_000
"""Characters of a text that are looked at; DataCite's longest descriptions have half of that."""

LONGEST_PROGRAM = 1_000
"""Steps that a pattern may come to, repetitions counted out."""

MOST_KEPT = 20_000
"""Situations that are kept; then all are forgotten and worked out again."""

_BEGIN, _WORD, _OTHER, _END = range(4)


class Pattern:
    """A regular expression, ready to be looked for; raises UnusablePattern."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self._program: list[tuple[str, Test | None, tuple[int, ...]]] = []
        self._build(parse(pattern))
        self._add("found")
        self._first = _Situation(frozenset({0}), _BEGIN)
        self._situations = {(self._first.threads, self._first.before): self._first}
        self._kept = 0

    def found_in(self, text: str) -> bool:
        """Whether it is anywhere in the first `LONGEST_TEXT` characters of `text`."""
        situation = self._first
        for character in text[:LONGEST_TEXT]:
            try:
                situation = situation.after[character]
            except KeyError:
                situation = self._step(situation, character)
            if situation is _FOUND:
                return True
        return self._is_found(self._reached(situation, _END))

    def _step(self, situation: _Situation, character: str) -> _Situation:
        """The situation after one more character; `_FOUND` where the pattern was found before it."""
        if self._kept > MOST_KEPT:
            self._forget()
        kind = _WORD if is_word(character) else _OTHER
        reached = self._reached(situation, kind)
        following = _FOUND
        if not self._is_found(reached):
            threads = frozenset({0, *(at + 1 for at in reached for test in [self._program[at][1]] if test is not None and test(character))})
            following = self._situations.setdefault((threads, kind), _Situation(threads, kind))
        situation.after[character] = following
        self._kept += 1
        return following

    def _forget(self) -> None:
        for situation in self._situations.values():
            situation.after.clear()
        self._situations = {(self._first.threads, self._first.before): self._first}
        self._kept = 0

    def _is_found(self, reached: Iterable[int]) -> bool:
        return len(self._program) - 1 in reached

    def _reached(self, situation: _Situation, after: int) -> set[int]:
        """The steps that wait for a character, gone to from the situation's without taking any; `after` is what comes next."""
        seen: set[int] = set()
        waiting = list(situation.threads)
        while waiting:
            at = waiting.pop()
            if at in seen:
                continue
            seen.add(at)
            kind, _test, targets = self._program[at]
            if kind == "go":
                waiting.extend(targets)
            elif kind not in ("one", "found") and _holds(kind, situation.before, after):
                waiting.append(at + 1)
        return seen

    def _add(self, kind: str, test: Test | None = None, targets: tuple[int, ...] = ()) -> int:
        if len(self._program) >= LONGEST_PROGRAM:
            raise UnusablePattern("too long, its repetitions counted out", 0)
        self._program.append((kind, test, targets))
        return len(self._program) - 1

    def _build(self, node: Node) -> None:
        if isinstance(node, One):
            self._add("one", node.test)
        elif isinstance(node, Edge):
            self._add(node.kind)
        elif isinstance(node, Row):
            for part in node.parts:
                self._build(part)
        elif isinstance(node, Either):
            self._build_either(node)
        else:
            self._build_repeated(node)

    def _build_either(self, node: Either) -> None:
        ends = []
        for part in node.parts[:-1]:
            fork = self._add("go")
            self._build(part)
            ends.append(self._add("go"))
            self._aim(fork, fork + 1, len(self._program))
        self._build(node.parts[-1])
        for end in ends:
            self._aim(end, len(self._program))

    def _build_repeated(self, node: Repeated) -> None:
        for _time in range(node.least):
            self._build(node.part)
        if node.most is None:
            fork = self._add("go")
            self._build(node.part)
            back = self._add("go")
            self._aim(back, fork)
            self._aim(fork, fork + 1, len(self._program))
            return
        forks = []
        for _time in range(node.most - node.least):
            forks.append(self._add("go"))
            self._build(node.part)
        for fork in forks:
            self._aim(fork, fork + 1, len(self._program))

    def _aim(self, at: int, *targets: int) -> None:
        self._program[at] = ("go", None, targets)


class _Situation:
    """Which steps are waited at, of what kind the character before was, and what comes of each next one."""

    __slots__ = ("after", "before", "threads")

    def __init__(self, threads: frozenset[int], before: int) -> None:
        self.threads = threads
        self.before = before
        self.after: dict[str, _Situation] = {}


_FOUND = _Situation(frozenset(), _END)


def _holds(edge: str, before: int, after: int) -> bool:
    if edge == "^":
        return before == _BEGIN
    if edge == "$":
        return after == _END
    return ((before == _WORD) != (after == _WORD)) == (edge == "b")
