# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words and phrases: how a term of a query matches a text of a record. Letters are compared without case, texts word by word."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Any

WORD = re.compile(r"\w+(?:['.\u2019]\w+)*", re.UNICODE)


@dataclasses.dataclass(frozen=True)
class Term:
    """A word or phrase with its escapes taken out; `wild`: `*` and `?` stand for letters."""

    text: str
    phrase: bool
    wild: bool

    @classmethod
    def read(cls, written: str, *, phrase: bool) -> Term:
        if phrase:
            return cls(re.sub(r"\\(.)", r"\1", written[1:-1]), True, False)
        wild = bool(re.search(r"(?<!\\)[*?]", written))
        return cls(re.sub(r"\\(.)", r"\1", written), False, wild)

    @functools.cached_property
    def words(self) -> list[str]:
        return tokens(self.text)

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        parts = (".*" if letter == "*" else "." if letter == "?" else re.escape(letter) for letter in self.text.lower())
        return re.compile("".join(parts), re.DOTALL)

    def matches(self, text: str) -> bool:
        """Whether the text holds the words of this term one after the other, or is equal to it."""
        if self.wild:
            lower = text.lower()
            return bool(self.pattern.fullmatch(lower)) or any(self.pattern.fullmatch(word) for word in tokens(lower))
        if text.lower() == self.text.lower():
            return True
        wanted, found = self.words, tokens(text)
        size = len(wanted)
        return size > 0 and any(found[start : start + size] == wanted for start in range(len(found) - size + 1))


def tokens(text: str) -> list[str]:
    """The words of a text in lower case."""
    return WORD.findall(text.lower())


def texts_at(value: Any, path: list[str]) -> Iterator[str]:
    """All scalars as text at a path of members, through lists; a path that ends at an object gives its `name`, if it has one."""
    if isinstance(value, list):
        for entry in value:
            yield from texts_at(entry, path)
    elif isinstance(value, dict):
        if path:
            yield from texts_at(value.get(path[0]), path[1:])
        elif isinstance(value.get("name"), str):
            yield value["name"]
    elif value is not None and not path:
        yield str(value).lower() if isinstance(value, bool) else str(value)


def reaches(value: Any, path: list[str]) -> bool:
    """Whether there is anything at the path: a scalar, or an object that is not empty."""
    if isinstance(value, list):
        return any(reaches(entry, path) for entry in value)
    if isinstance(value, dict):
        return reaches(value.get(path[0]), path[1:]) if path else bool(value)
    return value is not None and not path
