# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON as catalogue files have it, and where its members stand in the text. Private to the collection."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from .unreadable import Unreadable

_SPACE = re.compile(r"[ \t\r\n]*")
_SKIPPING = json.JSONDecoder()


class _Twice(Exception):
    """A member that stands twice in one object."""


def read(text: str) -> Any:
    """The value of a JSON text, in JSON's own types; raises Unreadable."""
    try:
        return _READING.decode(text)
    except json.JSONDecodeError as error:
        raise Unreadable(f"cannot be read as JSON: {error.msg}", error.lineno) from None
    except _Twice as twice:
        name = str(twice)
        places = [found.start() for found in re.finditer(re.escape(json.dumps(name, ensure_ascii=False)) + r"\s*:", text)]
        line = text.count("\n", 0, places[1]) + 1 if len(places) == 2 else None
        raise Unreadable(f"`{name}` stands twice in one object", line, "keep one of the two") from None
    except RecursionError:
        raise Unreadable("too many lists and objects lie within each other", None, "write it out flat") from None
    except ValueError as error:
        raise Unreadable(f"cannot be read as JSON: {error}") from None


def start(text: str) -> int:
    """Where the value of a JSON text begins."""
    return _skipped(text, 0)


def members(text: str, at: int) -> Iterator[tuple[str | int, int, int]]:
    """(name or index, where it begins, where its value begins) of each member of the list or object at `at` in a good JSON text; nothing for a scalar."""
    opening, index, count = text[at], _skipped(text, at + 1), 0
    if opening not in "[{":
        return
    while text[index] not in "]}":
        name: str | int = count
        value_at = name_at = index
        if opening == "{":
            name, index = _SKIPPING.raw_decode(text, index)
            value_at = _skipped(text, _skipped(text, index) + 1)
        yield name, name_at, value_at
        index = _skipped(text, _SKIPPING.raw_decode(text, value_at)[1])
        if text[index] == ",":
            index = _skipped(text, index + 1)
        count += 1


def _skipped(text: str, index: int) -> int:
    """The index of the next character that is no white space."""
    found = _SPACE.match(text, index)
    return found.end() if found else index


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen = set()
        for name, _value in pairs:
            if name in seen:
                raise _Twice(name)
            seen.add(name)
    return result


def _no_number(text: str) -> Any:
    raise ValueError(f"{text} is no JSON")


_READING = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
