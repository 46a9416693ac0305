# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Link` headers. Private to the collection. Source: RFC 8288 §3."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TARGET = re.compile(r"[\s,]*<([^>]*)>")
_PARAMETER = re.compile(r"""\s*;\s*([!#$%&'*+.^_`|~\w-]+)\s*(?:=\s*("(?:[^"\\]|\\.)*"|[^\s;,"]*))?""")
_ESCAPED = re.compile(r"\\(.)")
_MOST = 2000


@dataclass(frozen=True)
class Link:
    """A typed link: its relations in lower case, where it leads as it was written, and the media type it promises. `anchor` is what it is a link of."""

    relations: tuple[str, ...]
    target: str
    type: str = ""
    anchor: str = ""


def links(headers: Iterable[str]) -> tuple[Link, ...]:
    """The links of all `Link` headers of an answer; what cannot be read is passed over."""
    found: list[Link] = []
    for header in headers:
        for link in _links(header):
            if len(found) >= _MOST:
                return tuple(found)
            found.append(link)
    return tuple(found)


def _links(header: str) -> Iterator[Link]:
    position = 0
    while True:
        target = _TARGET.match(header, position)
        if target is None:
            position = _next_link(header, position)
            if position < 0:
                return
            continue
        position = target.end()
        parameters: dict[str, str] = {}
        while parameter := _PARAMETER.match(header, position):
            # Of a parameter that is given twice the first one counts.
            parameters.setdefault(parameter[1].lower(), _value(parameter[2] or ""))
            position = parameter.end()
        relations = tuple(parameters.get("rel", "").lower().split())
        if relations:
            yield Link(relations, target[1].strip(), parameters.get("type", ""), parameters.get("anchor", ""))


def _next_link(header: str, position: int) -> int:
    """Where the next link begins behind something that cannot be read; -1 where none does."""
    comma = header.find(",", position)
    return header.find("<", comma) if comma >= 0 else -1


def _value(text: str) -> str:
    return _ESCAPED.sub(r"\1", text[1:-1]) if text.startswith('"') else text
