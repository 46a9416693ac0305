# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How DataCite's back end looks at values whose kind nobody has checked: what counts as blank, as having members, as text."""

from __future__ import annotations

import re
from typing import Any

from ..formats.values import present
from .refusal import no_conversion, no_method

_LEADING_INTEGER = re.compile(r"\s*([-+]?\d+(?:_\d+)*)")


def blank(value: Any) -> bool:
    """Null, false, an empty list or object, text of white space alone."""
    return not present(value)


def filled(value: Any) -> bool:
    """Whether a check that is only made where the attribute is set is made: blank values and the number 0 are not set."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value != 0
    return not blank(value)


def member(value: Any, name: str) -> Any:
    """`value[name]`: text has a member where it contains the name; other kinds fail, each in its own way."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, str):
        return name if name in value else None
    if isinstance(value, list) or (isinstance(value, int) and not isinstance(value, bool)):
        raise no_conversion("", "Integer")
    raise no_method("[]", value)


def as_text(value: Any) -> str | None:
    """A value as a text column takes it; true and false become what the database calls them."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    return str(value)


def as_integer(value: Any) -> int | None:
    """A value as an integer column takes it: text by its leading digits, text without any as 0, blank text as null."""
    if isinstance(value, str):
        if not value.strip():
            return None
        found = _LEADING_INTEGER.match(value)
        return int(found[1]) if found else 0
    if isinstance(value, (int, float)):
        return int(value)
    return None


def as_switch(value: Any) -> bool:
    """A value as a yes or no."""
    return value not in (None, "", False, 0, "0", "f", "F", "false", "FALSE", "off", "OFF")


def dump(value: Any) -> str:
    """A value as the back end's messages show it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{dump(name)}=>{dump(entry)}" for name, entry in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(dump(entry) for entry in value) + "]"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "nil" if value is None else str(value)


def shown(value: Any) -> str:
    """A value inside a sentence: text as it is, anything else dumped, null as nothing."""
    if isinstance(value, str):
        return value
    return "" if value is None else dump(value)


def _quoted(text: str) -> str:
    escaped = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f", "\v": "\\v", "\b": "\\b", "\a": "\\a", "\x1b": "\\e"}
    text = re.sub(r'["\\\n\t\r\f\v\x08\a\x1b]', lambda found: escaped[found[0]], text)
    return '"' + re.sub(r"#(?=[{$@])", r"\\#", text) + '"'
