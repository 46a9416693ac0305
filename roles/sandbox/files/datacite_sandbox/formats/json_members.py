# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members of JSON documents, looked at as carelessly as DataCite's readers look at them."""

from __future__ import annotations

import html
from typing import Any

from .values import plain, wrapped


class Stumble(Exception):
    """The reader meets a value of a kind that it cannot deal with; the whole document is then read as nothing."""


def member(value: Any, name: str) -> Any:
    """A member of an object; of text, the name itself where the text contains it; of anything else a stumble."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, str):
        return name if name in value else None
    raise Stumble(f"no member {name} in {type(value).__name__}")


def dug(value: Any, *names: str) -> Any:
    """A member within members; null ends the search, text and lists make the reader stumble."""
    for name in names:
        if value is None:
            return None
        if not isinstance(value, dict):
            raise Stumble(f"no member {name} in {type(value).__name__}")
        value = value.get(name)
    return value


def first_named(value: Any, name: str) -> Any:
    """A member of an object, or of the first object of a list (text in a list stands for itself); nothing for text alone."""
    if isinstance(value, dict):
        return value.get(name)
    if isinstance(value, list) and value:
        return value[0].get(name) if isinstance(value[0], dict) else value[0]
    return None


def text_or_texts(value: Any) -> Any:
    """Text with character references resolved; a list as its different entries."""
    if isinstance(value, str):
        return html.unescape(value)
    return plain([entry for place, entry in enumerate(wrapped(value)) if entry not in wrapped(value)[:place]]) if isinstance(value, list) else None
