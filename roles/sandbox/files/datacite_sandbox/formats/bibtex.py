# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first object of a BibTeX text, read as strictly as DataCite reads it.

Reading of our own, since it must refuse what DataCite refuses: an entry without key, an unfinished entry, an @ where none belongs.
LaTeX and braces inside values stay as they are written; macros are not replaced.

An object is first cut into pieces, each with a letter for its kind. What the letters of an object spell must fit one of SHAPES as a
whole; its values are then picked from the pieces. An object whose braces or quotes do not add up is broken: it counts as an object
of kind `error`, and the text after it is read on. An object that adds up and fits no shape spoils the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

_BLANK = r"[ \t\n\r\f\v]*"
_LETTERS = r"[^\W_]"
_MARKS = r"/:_!$?.%+&*"
_START = re.compile(r"@[\t ]*")
_SPECIAL = re.compile(r"(?i:string|preamble\b|comment\b)")
_TYPE = re.compile(r"[A-Za-z0-9:_!.$%&*-]+")
_KEYED = re.compile(rf"{_BLANK}\{{(?P<key>\s*(?:{_LETTERS}|[ {_MARKS};'\"{{}}-])+,)?")
_INSIDE = re.compile(
    rf"{_BLANK}(?:(?P<open>\{{)|(?P<close>\}}){_BLANK}|(?P<equals>=){_BLANK}|(?P<comma>,){_BLANK}|(?P<quote>\")|(?P<joint>#){_BLANK})"
    rf"|(?P<digits>\d+)|(?P<word>(?:{_LETTERS}|[{_MARKS}-])+)|(?P<object>@)|[ \t\n\r\f\v]+"
)
_LINE_END = re.compile(r"\n[ \t\n\r\f\v]*")

NO_END = "an object without an end"
_LETTER_OF = {"close": "}", "equals": "=", "comma": ",", "joint": "#", "digits": "9", "word": "w"}
_VALUE = "[wqb](?:#[wqb])*"  # a macro, a quoted or a braced text, or several of them
_FIELD = f"w=(?:9|{_VALUE})"
SHAPES = {
    "entry": re.compile(rf"t\{{k(?:{_FIELD}(?:,{_FIELD})*,?)?\}}"),
    "string": re.compile(rf"s\{{w={_VALUE}\}}"),
    "preamble": re.compile(rf"s\{{{_VALUE}\}}"),
    "comment": re.compile("sb"),
}


class NotBibtex(Exception):
    """The text breaks BibTeX's grammar in a way that ends the reading of it."""


class _Broken(Exception):
    """Braces or quotes of an object do not add up; `at` is where the text goes on."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


@dataclass(frozen=True)
class Entry:
    """An entry: its type in lower case, and its fields (names in lower case) as text."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)


class _Piece(NamedTuple):
    """`letter`: t type, s special word, k key, w word, 9 digits, q quoted text, b braced text; { } = , # are themselves."""

    letter: str
    text: str = ""


def first_object(text: str) -> Entry | str | None:
    """The first entry, or the kind of another object that comes before any entry (`comment`, `string`, `preamble`, `error`).

    None for a text without objects. Raises NotBibtex when the text as a whole cannot be read.
    """
    objects = list(_objects(text))
    return objects[0] if objects else None


def _objects(text: str) -> Iterator[Entry | str]:
    start = _START.search(text)
    while start:
        try:
            pieces, at = _Cutter(text, start.end()).cut()
            yield _object(pieces)
        except _Broken as broken:
            at = broken.at
            yield "error"
        start = _START.search(text, at)


def _object(pieces: list[_Piece]) -> Entry | str:
    first = pieces[0]
    kind = "entry" if first.letter == "t" else first.text.lower()
    spelled = "".join(piece.letter for piece in pieces)
    if not SHAPES[kind].fullmatch(spelled):
        raise NotBibtex(f"{first.text}: {spelled} is no {kind}")
    return Entry(first.text.lower(), _fields(pieces[3:-1])) if kind == "entry" else kind


def _fields(pieces: list[_Piece]) -> dict[str, str]:
    """The fields of an entry from the pieces after its key; of several with one name the last."""
    fields: dict[str, str] = {}
    while pieces:
        end = next((place for place, piece in enumerate(pieces) if piece.letter == ","), len(pieces))
        name, _equals, *value = pieces[:end]
        fields[name.text.lower()] = _value(value)
        pieces = pieces[end + 1 :]
    return fields


def _value(pieces: list[_Piece]) -> str:
    """One text as it is, a macro in lower case; several keep the sign between them, text among them its quotes."""
    parts = [piece for piece in pieces if piece.letter != "#"]
    if len(parts) == 1:
        return parts[0].text.lower() if parts[0].letter == "w" else parts[0].text
    return " # ".join(part.text.lower() if part.letter == "w" else f'"{part.text}"' for part in parts)


class _Cutter:
    """Cuts one object into pieces; `at` is behind its @."""

    def __init__(self, text: str, at: int) -> None:
        self.text, self.at = text, at
        self.depth = 0
        self.ended = False
        self.pieces: list[_Piece] = []

    def cut(self) -> tuple[list[_Piece], int]:
        """The pieces, and where the text goes on. Raises _Broken, and NotBibtex where the object has no end or another begins in it."""
        comment = self._head()
        while not self.ended:
            found = _INSIDE.match(self.text, self.at)
            if found is None and self.at < len(self.text):
                raise _Broken(self.at + 1)
            if found is None or found.lastgroup == "object":
                raise NotBibtex(NO_END)
            self.at = found.end()
            if found.lastgroup == "open":
                self._open(comment)
            elif found.lastgroup == "quote":
                self._quoted()
            elif found.lastgroup is not None:
                self._add(_LETTER_OF[found.lastgroup], found[found.lastgroup])
        return self.pieces, self.at

    def _head(self) -> bool:
        """What stands before the fields; whether the object is a comment."""
        special = _SPECIAL.match(self.text, self.at)
        kind = special or _TYPE.match(self.text, self.at)
        if kind is None:
            raise _Broken(self.at)
        self.at = kind.end()
        self._add("s" if special else "t", kind[0])
        keyed = None if special else _KEYED.match(self.text, self.at)
        if keyed:
            self.at, self.depth = keyed.end(), 1
            self._add("{")
            if keyed["key"]:
                self._add("k", keyed["key"])
        return special is not None and special[0].lower() == "comment"

    def _add(self, letter: str, text: str = "") -> None:
        self.pieces.append(_Piece(letter, text))
        if letter == "}":
            self.depth -= 1
            self.ended = self.depth == 0
            if self.depth < 0:
                raise _Broken(self.at)

    def _open(self, comment: bool) -> None:
        """An opening brace begins the object's body once, and a text everywhere else."""
        if self.depth == 0 and not comment:
            self.depth = 1
            self._add("{")
            return
        start, level = self.at, 1
        while level:
            level += 1 if self._next("{}") == "{" else -1
        self._add("b", _on_one_line(self.text[start : self.at - 1]))
        self.ended = self.depth == 0

    def _quoted(self) -> None:
        """A text in quotes; in braces within it a quote is a sign like others. Two texts side by side are one."""
        start = self.at
        while (sign := self._next('{}"')) != '"' or self.depth != 1:
            self.depth += {"{": 1, "}": -1, '"': 0}[sign]
            if sign == "}" and self.depth < 1:
                raise _Broken(self.at)
        text = _on_one_line(self.text[start : self.at - 1])
        if self.pieces[-1].letter == "q":
            text = self.pieces.pop().text + text
        self._add("q", text)

    def _next(self, signs: str) -> str:
        """The next of the signs, and on behind it. A text that goes on without one is broken, one that stops there has no end."""
        found = re.compile(f"[{signs}]").search(self.text, self.at)
        if found is None:
            raise _Broken(len(self.text)) if self.at < len(self.text) else NotBibtex(NO_END)
        self.at = found.end()
        return found[0]


def _on_one_line(text: str) -> str:
    return _LINE_END.sub(" ", text)
