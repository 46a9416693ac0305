# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values of JSON documents, looked at as people mean them: one or several, text or an object with a name. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_INLINE_TAG = re.compile(r"</?(?:strong|em|b|i|code|pre|sub|sup|br)>")
"""Tags without attributes that DataCite takes for text where a document holds them."""

_SHOWN = 40


def listed(value: Any) -> list[Any]:
    """Nothing as no entry, a list (also a list within it) as its entries, anything else as one entry; null entries are left out."""
    if value is None:
        return []
    if not isinstance(value, list):
        return [value]
    return [inner for entry in value for inner in (entry if isinstance(entry, list) else [entry]) if inner is not None]


def text_of(value: Any) -> str | None:
    """The text in a value: of a string or number, of `{"@value": …}`, of the first of a list that has any; None where there is none."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return _number_as_text(value)
    if isinstance(value, dict):
        value = value.get("@value")
        return text_of(value) if not isinstance(value, dict | list) else None
    if isinstance(value, list):
        return next((text for entry in value if not isinstance(entry, list) and (text := text_of(entry))), None)
    return value.strip() or None if isinstance(value, str) else None


def line_of(value: Any) -> str | None:
    """As `text_of`, every run of white space as one blank."""
    text = text_of(value)
    return " ".join(text.split()) if text else None


def named(value: Any) -> str | None:
    """The text of a value, or the name of an object."""
    found = line_of(value)
    if found or not isinstance(value, dict | list):
        return found
    objects = [value] if isinstance(value, dict) else [entry for entry in value if isinstance(entry, dict)]
    return next((name for one in objects for member in ("name", "legalName", "alternateName", "headline", "title") if (name := line_of(one.get(member)))), None)


def without_nothing(members: dict[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value not in (None, "", [], {})}


def once(entries: Iterable[Any]) -> list[Any]:
    """The entries in order, each only once."""
    found: dict[str, Any] = {}
    for entry in entries:
        found.setdefault(repr(entry), entry)
    return list(found.values())


def has_inline_tag(text: str) -> bool:
    """Whether DataCite would make visible text of a tag in it."""
    return _INLINE_TAG.search(text) is not None


def fits(text: str, longest: int) -> bool:
    """Whether a text fits into a column of DataCite's database: so many characters, none of four bytes."""
    return len(text) <= longest and not any(character > "\uffff" for character in text)


def shown(name: str, value: Any) -> str:
    """A field that is lost, for people: its name and the beginning of its value."""
    text = named(value)
    if text is None and isinstance(value, bool):
        text = "true" if value else "false"
    several = f"{len(value)} entries" if isinstance(value, list) and len(value) > 1 else text
    return f"`{name}`" + (f" ({several if len(several) <= _SHOWN else several[: _SHOWN - 1] + '…'})" if several else "")


def _number_as_text(value: float) -> str | None:
    return str(int(value)) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 and not isinstance(value, int) else str(value)
