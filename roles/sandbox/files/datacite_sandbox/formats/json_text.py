# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON documents: what is one, what DataCite's parser makes of it, and what its lint objects to."""

from __future__ import annotations

import json
from typing import Any

from .document import Unreadable


def parsed(text: str) -> dict[str, Any] | None:
    """The object that `text` is. None for what is no JSON, an empty list or null, and for a single text, number, true or false.

    Raises Unreadable for a list, on which DataCite's back end breaks, and for text that no UTF-8 can carry.
    """
    try:
        value = json.loads(text, parse_constant=_refused)
    except (ValueError, RecursionError):
        return None
    if "\\u" in text:
        _need_whole_characters(value)
    if isinstance(value, list) and value:
        return _pairs(value)
    return value if isinstance(value, dict) else None


def repeats_keys(text: str) -> bool:
    """Whether an object anywhere in `text` has the same key twice."""
    repeated = False

    def noted(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal repeated
        members = dict(pairs)
        repeated = repeated or len(members) < len(pairs)
        return members

    json.loads(text, object_pairs_hook=noted)
    return repeated


def _need_whole_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise Unreadable("source sequence is illegal/malformed utf-8") from None


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _pairs(entries: list[Any]) -> dict[str, Any]:
    """A list of pairs counts as an object, any other list breaks the reading."""
    members = {}
    for place, entry in enumerate(entries):
        if not isinstance(entry, list):
            kind = {dict: "Hash", str: "String", int: "Integer", float: "Float", type(None): "nil"}.get(type(entry), str(entry).lower())
            raise Unreadable(f"wrong element type {kind} at {place} (expected array)")
        if len(entry) != 2:
            raise Unreadable(f"wrong array length at {place} (expected 2, was {len(entry)})")
        members[str(entry[0])] = entry[1]
    return members
