# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The first object of a BibTeX text, read as strictly as DataCite's back end reads it.

A parser of our own, since it must refuse what that one refuses: an entry without key, an unfinished entry, an @ in the text between
objects. LaTeX and braces inside values stay as they are written; macros are not replaced.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

Token = tuple[str, str]

_WORD = r"[^\W_]"
_PUNCTUATION = r"/:_!$?.%+&*"
_OPEN = re.compile(r"\s*\{", re.ASCII)
_CLOSE = re.compile(r"\s*\}\s*", re.ASCII)
_KEY = re.compile(rf"\s*(?:{_WORD}|[ {_PUNCTUATION};'\"{{}}-])+,")
_TYPE = re.compile(r"[A-Za-z\d:_!.$%&*-]+", re.ASCII)
_SPECIAL = re.compile(r"(?i:(string)|(preamble\b)|(comment\b))")
_STEPS = (
    ("EQ", re.compile(r"\s*=\s*", re.ASCII)),
    ("COMMA", re.compile(r"\s*,\s*", re.ASCII)),
    ("NUMBER", re.compile(r"\d+")),
    ("NAME", re.compile(rf"(?:{_WORD}|[{_PUNCTUATION}-])+")),
    ("QUOTE", re.compile(r'\s*"', re.ASCII)),
    ("SHARP", re.compile(r"\s*#\s*", re.ASCII)),
    ("OBJECT", re.compile("@")),
    ("SPACE", re.compile(r"\s+", re.ASCII)),
)


class NotBibtex(Exception):
    """The text breaks BibTeX's grammar in a way that ends the reading of it."""


@dataclass(frozen=True)
class Entry:
    """An entry: its type in lower case, and its fields (names in lower case) as text."""

    kind: str
    fields: dict[str, str] = field(default_factory=dict)


def first_object(text: str) -> Entry | str | None:
    """The first entry, or the kind of another object that comes before any entry (`comment`, `string`, `preamble`, `error`).

    None for a text without objects. Raises NotBibtex when the text as a whole cannot be read.
    """
    objects = _Grammar(_Lexer(text).tokens()).objects()
    return objects[0] if objects else None


class _Lexer:
    """Cuts the text into tokens. Broken objects become one token ERROR, and reading goes on after them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._out: list[Token] = []
        self._mode = "meta"
        self._level = 0
        self._in_comment = False

    def tokens(self) -> list[Token]:
        while self._at < len(self._text):
            getattr(self, f"_read_{self._mode}")()
        return self._out

    def _scan(self, pattern: re.Pattern[str]) -> str | None:
        found = pattern.match(self._text, self._at)
        if not found:
            return None
        self._at = found.end()
        return found[0]

    def _until(self, characters: str) -> tuple[str, str]:
        """The text up to and with the first of the characters, and that character (empty at the end of the text)."""
        found = re.compile(f"[{re.escape(characters)}]").search(self._text, self._at)
        start, self._at = self._at, found.end() if found else len(self._text)
        return self._text[start : self._at], found[0] if found else ""

    def _push(self, kind: str, text: str) -> None:
        if kind in ("CONTENT", "LITERAL"):
            text = text if self._in_comment else re.sub(r"\n\s*", " ", text, flags=re.ASCII)
            if self._out and self._out[-1][0] == kind:
                self._out[-1] = (kind, self._out[-1][1] + text)
                return
        self._out.append((kind, text))

    def _fail(self) -> None:
        """The object under way, back to its @, becomes an error."""
        while self._out and self._out.pop()[0] != "AT":
            continue
        self._out.append(("ERROR", ""))
        self._leave()

    def _leave(self) -> None:
        self._mode, self._level, self._in_comment = "meta", 0, False

    def _read_meta(self) -> None:
        _unused, mark = self._until("@")
        if mark:
            self._scan(re.compile(r"[\t ]*"))
            self._enter()

    def _enter(self) -> None:
        self._level = 0
        self._push("AT", "@")
        special = _SPECIAL.match(self._text, self._at)
        if special:
            self._at = special.end()
            self._mode, self._in_comment = "bibtex", special[3] is not None
            self._push(special[0].upper(), special[0])
            return
        kind = self._scan(_TYPE)
        if kind is None:
            self._fail()
            return
        self._mode = "bibtex"
        self._push("NAME", kind)
        if self._scan(_OPEN) is not None:
            self._level = 1
            self._push("OPEN", "{")
            key = self._scan(_KEY)
            if key is not None:
                self._push("KEY", key[:-1].strip())

    def _read_bibtex(self) -> None:
        if self._scan(_OPEN) is not None:
            self._level += 1
            self._push("OPEN", "{")
            if self._level > 1 or self._in_comment:
                self._mode = "content"
        elif self._scan(_CLOSE) is not None:
            self._level -= 1
            self._push("CLOSE", "}")
            if self._level == 0:
                self._leave()
            elif self._level < 0:
                self._fail()
        else:
            self._read_step()

    def _read_step(self) -> None:
        for kind, pattern in _STEPS:
            matched = self._scan(pattern)
            if matched is None:
                continue
            if kind == "QUOTE":
                self._mode = "literal"
            elif kind == "OBJECT":
                self._enter()
            elif kind != "SPACE":
                self._push(kind, matched)
            return
        self._at += 1
        self._fail()

    def _read_content(self) -> None:
        text, mark = self._until("{}")
        self._level += {"{": 1, "}": -1, "": 0}[mark]
        if mark == "{":
            self._push("CONTENT", text)
        elif not mark or self._level < 0:
            self._push("CONTENT", text)
            self._fail()
        elif self._level == 0 or self._level == 1 and not self._in_comment:
            self._push("CONTENT", text[:-1])
            self._push("CLOSE", "}")
            if self._level == 0:
                self._leave()
            else:
                self._mode = "bibtex"
        else:
            self._push("CONTENT", text)

    def _read_literal(self) -> None:
        text, mark = self._until('{}"')
        self._level += {"{": 1, "}": -1}.get(mark, 0)
        if mark == '"' and self._level == 1:
            self._push("LITERAL", text[:-1])
            self._mode = "bibtex"
            return
        self._push("LITERAL", text)
        if not mark or mark == "}" and self._level < 1:
            self._fail()


class _Grammar:
    """Puts tokens together as objects."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._at = 0

    def objects(self) -> list[Entry | str]:
        found: list[Entry | str] = []
        while self._at < len(self._tokens):
            found.append("error" if self._next("AT", "ERROR")[0] == "ERROR" else self._object())
        return found

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _next(self, *kinds: str) -> Token:
        if self._peek() not in kinds:
            raise NotBibtex(f"{self._peek() or 'the end'} where one of {kinds} belongs")
        self._at += 1
        return self._tokens[self._at - 1]

    def _object(self) -> Entry | str:
        kind, text = self._next("COMMENT", "STRING", "PREAMBLE", "NAME")
        self._next("OPEN")
        if kind == "NAME":
            self._next("KEY")
            return Entry(text.lower(), self._fields())
        if kind == "COMMENT":
            if self._peek() == "CONTENT":
                self._at += 1
        else:
            if kind == "STRING":
                self._next("NAME")
                self._next("EQ")
            self._text_value()
        self._next("CLOSE")
        return kind.lower()

    def _fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        if self._peek() == "CLOSE":
            self._at += 1
            return fields
        while True:
            name = self._next("NAME")[1].lower()
            self._next("EQ")
            fields[name] = self._next("NUMBER")[1] if self._peek() == "NUMBER" else self._text_value()
            if self._next("COMMA", "CLOSE")[0] == "CLOSE":
                return fields
            if self._peek() == "CLOSE":
                self._at += 1
                return fields

    def _text_value(self) -> str:
        """A value; several parts keep the sign between them, text among them its quotes."""
        parts = [self._part()]
        while self._peek() == "SHARP":
            self._at += 1
            parts.append(self._part())
        if len(parts) == 1:
            return parts[0][1]
        return " # ".join(text if macro else f'"{text}"' for macro, text in parts)

    def _part(self) -> tuple[bool, str]:
        kind, text = self._next("NAME", "LITERAL", "OPEN")
        if kind == "NAME":
            return True, text.lower()
        if kind == "OPEN":
            text = self._next("CONTENT")[1] if self._peek() == "CONTENT" else ""
            self._next("CLOSE")
        return False, text
