# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which item of a Citeproc document is the one that it is about. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..json_parts.choice import Choice
from ..json_parts.values import line_of, once
from ..ordered import Unusable
from ..own_name import doi_in

_WRAPPERS = ("message", "items", "references")
"""Members in which Crossref's REST API, Zotero and pandoc put the items."""


def item_in(value: Any, entry: str | None) -> Mapping[str, Any]:
    """The item of a document; raises Unusable where there is none, or several and none is chosen."""
    items = _items(value)
    if not items:
        raise Unusable("holds no item of Citeproc (CSL) JSON", "give one object with `type`, `title`, `author`, `issued` …")
    if entry is not None:
        return _choice(items).of(entry)
    if len(items) > 1:
        raise Unusable(f"has {len(items)} items: {_choice(items).names}", "choose one of them with `entry`", option="entry")
    return items[0]


def own_dois(item: Mapping[str, Any]) -> list[str]:
    """The DOIs by which an item names itself, the most telling first; its address counts where there is no other."""
    found = once(doi for member in ("DOI", "doi", "id") if (doi := doi_in(line_of(item.get(member)))))
    return found or once(doi for member in ("URL", "url") if (doi := doi_in(line_of(item.get(member)))))


def _items(value: Any) -> list[dict[str, Any]]:
    for _level in range(len(_WRAPPERS)):
        inner = (
            next((value[name] for name in _WRAPPERS if isinstance(value.get(name), dict | list) and "title" not in value), None)
            if isinstance(value, dict)
            else None
        )
        if inner is None:
            break
        value = inner
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict) and one]


def _choice(items: list[dict[str, Any]]) -> Choice:
    return Choice(items, "items", "`id` or DOI", _keys_of, own_dois)


def _keys_of(item: Mapping[str, Any]) -> list[str]:
    return [text for member in ("id", "citation-key", "DOI", "title") if (text := line_of(item.get(member)))]
