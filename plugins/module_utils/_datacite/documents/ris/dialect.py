# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RIS as people and programs write it, brought to the strict form that its parser reads. Private to the collection.

The strict form: a line is a tag of two capital signs, two spaces, a hyphen, a space and a value; a record begins with TY and ends with ER. What is met
besides: one space or none, lower case, indented lines, dashes that a word processor made, values wrapped over lines, a record without ER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..ordered import Unusable

_START = re.compile(r"(?P<indent>[ \t]*)(?P<tag>TY)(?P<gap>[ \t]*)[-\u2010-\u2015](?P<value>.*)", re.IGNORECASE)
_TAG = re.compile(r"[ \t]*(?P<tag>[A-Za-z][A-Za-z0-9]|DOI)(?P<gap>[ \t]{0,6})[-\u2010-\u2015](?:[ \t]+(?P<value>.*)|(?P<end>)|(?P<tight>\S.*))")
_KNOWN = frozenset((
    "A1", "A2", "A3", "A4", "AB", "AD", "AN", "AU", "AV", "BT", "CA", "CN", "CP", "CR", "CT", "CY", "DA", "DB", "DI", "DO", "DOI", "DP", "ED", "EP", "ER",
    "ET", "ID", "IS", "J1", "J2", "JA", "JF", "JO", "KW", "L1", "L2", "L3", "L4", "LA", "LB", "LK", "M1", "M2", "M3", "N1", "N2", "NV", "OP", "PB", "PP", "PY",
    "RI", "RN", "RP", "SE", "SN", "SP", "ST", "SV", "T1", "T2", "T3", "TA", "TI", "TT", "TY", "UR", "VL", "VO", "Y1", "Y2", "YR",
    *(f"{letter}{number}" for letter, most in (("C", 8), ("U", 15), ("H", 2)) for number in range(1, min(most, 9) + 1)),
))  # fmt: skip
_SPACES = re.compile(r"[ \t\v]+")
_LINE = 60
_ENDED = (".", ":", ";", "?", "!")


def strict(text: str) -> str:
    """The records of a text in strict form, lines ended by line feeds; raises Unusable where there is none."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if _START.fullmatch(line)), None)
    if first is None:
        raise Unusable("has no RIS record in it: no line begins with `TY  - `", "look whether it is the right file")
    return "\n".join(_records(lines[first:])) + "\n"


def _records(lines: list[str]) -> Iterator[str]:
    any_case = not lines[0].lstrip()[:2].isupper()
    inside = False
    tag, values = "", [""]
    for line in lines:
        found = _tag(line, any_case, inside)
        if found is None:
            if inside:
                values.append(line)
            continue
        yield from _lines(tag, values)
        tag, values = found[0], [found[1]]
        if tag == "TY":
            if inside:
                yield "ER  - "
            inside = True
        elif tag == "ER":
            yield "ER  - "
            inside, tag, values = False, "", [""]
    yield from _lines(tag, values)
    if inside:
        yield "ER  - "


def _tag(line: str, any_case: bool, inside: bool) -> tuple[str, str] | None:
    """The tag that a line begins with, and the rest of it; None for a line that goes on with the one before."""
    found = _START.fullmatch(line) if not inside else _TAG.fullmatch(line)
    if found is None:
        return None
    written = found["tag"]
    tag = written.upper()
    usual = written.isupper() and found["gap"] == "  "
    if inside and found["tight"] and not (usual and tag in _KNOWN):
        return None
    if not (usual or (tag in _KNOWN and (any_case or written.isupper() or tag == "TY"))):
        return None
    return {"DOI": "DO", "DI": "DO", "NO": "N1"}.get(tag, tag), (found["value"] or (inside and found["tight"]) or "").strip()


def _lines(tag: str, values: list[str]) -> Iterator[str]:
    """The lines of one tag: wrapped keywords are keywords of their own, another wrapped value is one value."""
    if not tag:
        return
    if tag == "KW":
        yield from (f"KW  - {value.strip()}" for value in values if value.strip())
    else:
        yield f"{tag}  - {_unwrapped(values)}"


def _unwrapped(values: list[str]) -> str:
    """The lines of one value as one; where a paragraph or a short line ends, a sign for it stands in place (see `with_line_ends`)."""
    parts: list[str] = []
    before = ""
    for at, value in enumerate(values):
        line = value.strip()
        if at and parts and line:
            ended = not before or before.endswith(_ENDED) or (len(before) < _LINE and not line[0].islower())
            parts.append(_END if ended else " ")
        if line:
            parts.append(line)
        before = line
    return "".join(parts)


_END = "\v"
"""Stands for the end of a line inside a value; the parser knows no such values, and this character cannot come in otherwise."""


def with_line_ends(value: str) -> str:
    """A value with the ends of its lines."""
    return value.replace(_END, "\n")


def on_one_line(value: str) -> str:
    """A value on one line, white space squeezed."""
    return _SPACES.sub(" ", value)
