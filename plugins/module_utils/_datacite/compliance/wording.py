# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How a finding says what is wrong with this one record: a rule's message, and the values that its `show` has found. Private to the collection."""

from __future__ import annotations

import json
from typing import Any

MOST_SHOWN = 5
"""Values that are told in a message."""

MOST_KEPT = 20
"""Values that are kept as evidence."""

LONGEST = 100
"""Characters of one value."""


def shown_values(found: Any) -> list[str]:
    """What an expression has found, as short texts: of a list each entry, of an object its values."""
    if found is None:
        return []
    entries = found if isinstance(found, list) else [found]
    return [text for text in map(_shown, entries) if text]


def with_shown(message: str, found: Any) -> str:
    """A message with what was found behind it: `without an ORCID iD: Garcia, Sofia; Miller, Elizabeth; and 3 more`."""
    values = shown_values(found)
    return f"{message}: {listed(values, '; ')}" if values else message


def listed(values: list[str], separator: str = ", ", most: int = MOST_SHOWN) -> str:
    """The first of some texts, and how many more there are."""
    more = len(values) - most
    return separator.join([*values[:most], *([f"and {more:,} more"] if more > 0 else [])])


def evidence(found: Any) -> dict[str, Any]:
    """The same values for programs."""
    values = shown_values(found)
    return {"shown": values[:MOST_KEPT]} if values else {}


def _shown(value: Any) -> str:
    if isinstance(value, dict):
        value = " ".join(text for text in map(_shown, value.values()) if text)
    elif isinstance(value, (list, bool)) or not isinstance(value, (str, int, float, type(None))):
        value = json.dumps(value, ensure_ascii=False, default=str)
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
