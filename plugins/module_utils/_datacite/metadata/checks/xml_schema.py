# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lexical rules of XML Schema that DataCite's schema puts on single values.

DataCite writes its XML from the declared values and holds it against the schema before a DOI is registered or findable; these are the rules
for `xs:language`, `xs:anyURI`, `xs:float` and years, as the schema processor that it uses reads them.
Source: W3C XML Schema Part 2, https://www.w3.org/TR/xmlschema-2/, and RFC 3986.
"""

from __future__ import annotations

import functools
import math
import re

_SPACE = re.compile(r"[ \t\r\n]+")
# Characters that XML 1.0 cannot hold: DataCite leaves them out of an element's text.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*\Z")
_YEAR = re.compile(r"\d{4}\Z")
_FLOAT = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]*)?\Z")

_PCT = "%[0-9A-Fa-f]{2}"
_PCHAR = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|{_PCT})"
_AUTHORITY = rf"(?:(?:[A-Za-z0-9\-._~!$&'()*+,;=:]|{_PCT})*@)?(?:\[[^\]]*\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|{_PCT})*)(?::0*[0-9]{{1,9}})?"
_PATH = rf"{_PCHAR}*(?:/{_PCHAR}*)*"
_TAIL = rf"(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?\[\]])*)?"
_FIRST_SEGMENT = rf"(?:[A-Za-z0-9\-._~!$&'()*+,;=@]|{_PCT})*"
_URI = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.\-]*:)(?://{_AUTHORITY}(?:/{_PCHAR}*)*|(?!//){_PATH}){_TAIL}\Z"
    rf"|(?://{_AUTHORITY}(?:/{_PCHAR}*)*|(?!//)/{_PATH}|(?!//){_FIRST_SEGMENT}(?:/{_PCHAR}*)*){_TAIL}\Z"
)
# The schema processor reads these as if they had been escaped.
_ESCAPED = re.compile('[\x00-\x20\x7f-\U0010ffff<>"{}|\\\\^`]')


def collapsed(text: str) -> str:
    """`text` with white space squeezed and cut off at both ends, as XML Schema does before it looks at a language, number or URI."""
    return _SPACE.sub(" ", text).strip(" ")


def without_control_characters(text: str) -> str:
    """`text` without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def is_language(text: str) -> bool:
    """`xs:language`: letters and digits in parts of one to eight, joined by hyphens: `en`, `pt-BR`."""
    return _LANGUAGE.match(collapsed(text)) is not None


def is_year(text: str) -> bool:
    """Four digits."""
    return _YEAR.match(collapsed(without_control_characters(text))) is not None


@functools.lru_cache(maxsize=4096)
def is_uri(text: str) -> bool:
    """`xs:anyURI`: nearly everything; refused are a colon in the first part of what is no URL, stray `%`, `[`, `]` and a second `#`."""
    return _URI.match(_ESCAPED.sub("_", collapsed(text))) is not None


def number(text: str) -> float | None:
    """The value of an `xs:float`, or None where the text is none (`10,2`, ``, `56.15 N`) or no finite number."""
    plain = collapsed(without_control_characters(text))
    if not _FLOAT.match(plain):
        return None
    # `1e` passes as a number, with an exponent of nothing.
    value = float(plain.rstrip("eE+-"))
    return value if math.isfinite(value) else None
