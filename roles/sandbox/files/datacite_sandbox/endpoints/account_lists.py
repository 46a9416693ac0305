# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of accounts, prefixes and assignments: filtered, sorted and cut into pages in memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from ..answer import Answer, document
from ..call import Call
from ..search.paging import DEFAULT_SIZE, MAX_SIZE, integer

Entry = TypeVar("Entry")


def page_of(
    call: Call, entries: Sequence[Entry], show: Callable[[Entry], dict[str, Any]], more_meta: Callable[[Sequence[Entry]], dict[str, Any]] | None = None
) -> Answer:
    """One page of the entries as a JSON:API document."""
    params = call.request.params
    size = min(max(integer(params.text("page[size]")), 0), MAX_SIZE) if "page[size]" in params else DEFAULT_SIZE
    number = max(integer(params.text("page[number]")), 1) if "page[number]" in params else 1
    start = (number - 1) * size
    shown = [show(entry) for entry in entries[start : start + size]]
    pages = -(-len(entries) // size) if size else 0
    meta: dict[str, Any] = {"total": len(entries), "totalPages": pages, "page": number}
    if more_meta:
        meta.update(more_meta(entries))
    links = {"self": call.request.link(call.request.target)}
    if shown and number < pages:
        path, _unused, _query = call.request.target.partition("?")
        links["next"] = call.request.link(f"{path}?page%5Bnumber%5D={number + 1}&page%5Bsize%5D={size}")
    return document(200, {"data": shown, "meta": meta, "links": links})


def counted(values: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Buckets of (id, title) pairs, largest first."""
    counts: dict[tuple[str, str], int] = {}
    for value in values:
        counts[value] = counts.get(value, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [{"id": name, "title": title, "count": count} for (name, title), count in ordered]
