# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets of links that a page keeps in a document of its own. Private to the collection.

Some repositories send one link to it instead of all the others. Source: RFC 9264 §4.2 (JSON), §4.1 (the form of the header).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .link_header import Link, links
from .location import joined, normalised

RELATION = "linkset"
TYPES = ("application/linkset+json", "application/linkset")
_MOST = 2000


def links_in(content: str, media_type: str, page_url: str, url: str) -> tuple[Link, ...]:
    """The links of the page at `page_url` in the document at `url`; none in what cannot be read."""
    if media_type == TYPES[1]:
        found = [Link(link.relations, joined(url, link.target), link.type, link.anchor) for link in links([" ".join(content.split())])]
    else:
        found = list(_of_json(content, url))[:_MOST]
    return tuple(
        Link(link.relations, link.target, link.type) for link in found if not link.anchor or normalised(joined(url, link.anchor)) == normalised(page_url)
    )


def _of_json(content: str, url: str) -> Iterator[Link]:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return
    for context in _objects(value.get("linkset") if isinstance(value, dict) else None):
        anchor = context.get("anchor")
        for relation, targets in context.items():
            for target in _objects(targets):
                href, kind = target.get("href"), target.get("type")
                if isinstance(href, str):
                    yield Link((relation.lower(),), joined(url, href), kind if isinstance(kind, str) else "", anchor if isinstance(anchor, str) else "")


def _objects(value: Any) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
