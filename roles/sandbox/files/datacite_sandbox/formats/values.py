# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How DataCite's back end looks at loosely typed JSON values: what counts as present, as a list, and how a number becomes text."""

from __future__ import annotations

import json
from typing import Any


def present(value: Any) -> bool:
    """Neither null, false, an empty list or object, nor text of white space alone."""
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, (list, dict)):
        return bool(value)
    return value is not None and value is not False


def wrapped(value: Any) -> list[Any]:
    """A list as it is, nothing as an empty list, anything else as a list of one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def objects(value: Any) -> list[dict[str, Any]]:
    """The objects among the entries of a list (or the one object)."""
    return [entry for entry in wrapped(value) if isinstance(entry, dict)]


def members(value: Any) -> list[dict[str, Any]]:
    """The entries of a list, each as an object: one that is none (a string where an object belongs) has no members."""
    return [entry if isinstance(entry, dict) else {} for entry in wrapped(value)]


def text_of(value: Any) -> str:
    """A JSON value as text: null is empty, true and false are words, floats keep their decimal point."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return printed(value) if isinstance(value, (list, dict)) else str(value)


def printed(value: Any) -> str:
    """A value as the back end prints it where text was expected: lists in brackets, arrows in objects, text in quotes."""
    if isinstance(value, list):
        return "[" + ", ".join(printed(entry) for entry in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{printed(name)}=>{printed(member)}" for name, member in value.items()) + "}"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return "nil" if value is None else text_of(value)


def without_nulls(members: dict[str, Any]) -> dict[str, Any]:
    """The members that are not null, in order."""
    return {name: value for name, value in members.items() if value is not None}


def plain(value: Any) -> Any:
    """None for no entry, the entry itself for one, the list for several."""
    entries = wrapped(value)
    if not entries:
        return None
    return entries[0] if len(entries) == 1 else entries
