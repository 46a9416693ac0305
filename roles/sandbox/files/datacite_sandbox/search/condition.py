# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conditions over rows of the index: SQL where a column holds the answer, a Python predicate over one attribute elsewhere.

Predicates run inside SQLite through the function `leaf(key, lines)`, which `Predicates` registers once per database.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ..store.database import Database
from ..store.index import PLACE

Predicate = Callable[[Any], bool]


@dataclasses.dataclass(frozen=True)
class Condition:
    """A piece of a WHERE clause, with its values in the order of its question marks."""

    sql: str
    values: tuple[object, ...] = ()

    def __invert__(self) -> Condition:
        return Condition(f"NOT ({self.sql})", self.values)


EVERYTHING = Condition("1")
NOTHING = Condition("0")


def every(parts: Sequence[Condition]) -> Condition:
    return _joined(parts, " AND ", EVERYTHING)


def some(parts: Sequence[Condition]) -> Condition:
    return _joined(parts, " OR ", NOTHING)


def column(name: str, values: Iterable[object]) -> Condition:
    """The column holds one of the values."""
    listed = tuple(values)
    return Condition(f"{name} IN ({','.join('?' * len(listed))})", listed) if listed else NOTHING


def _joined(parts: Sequence[Condition], word: str, empty: Condition) -> Condition:
    if not parts:
        return empty
    if len(parts) == 1:
        return parts[0]
    return Condition("(" + word.join(f"({part.sql})" for part in parts) + ")", tuple(value for part in parts for value in part.values))


class Predicates:
    """The predicates of the search under way, by number."""

    def __init__(self, database: Database) -> None:
        self.waiting: list[tuple[int, Predicate]] = []
        database.connection.create_function("leaf", 2, self._holds)

    def clear(self) -> None:
        self.waiting.clear()

    def over(self, attribute: str, predicate: Predicate, word: str | None = None) -> Condition:
        """True of rows whose attribute the predicate accepts. Where that needs a certain word in the row's text, it is looked for first."""
        self.waiting.append((PLACE[attribute], predicate))
        if word and word.isascii() and word.isalnum():
            return Condition("lines LIKE ? AND leaf(?, lines)", (f"%{word}%", len(self.waiting) - 1))
        return Condition("leaf(?, lines)", (len(self.waiting) - 1,))

    def _holds(self, number: int, lines: str) -> bool:
        place, predicate = self.waiting[number]
        return predicate(json.loads(lines.split("\n", place + 1)[place] or "null"))
