# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the JSON-LD of a page says of the work. Private to the collection.

Sources: https://support.datacite.org/docs/schemaorg (DataCite's advice), https://www.w3.org/TR/json-ld11/.
"""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...documents.ordered import Unusable
from ...documents.schema_org.graph import Node, nodes, types_of

_NOT_WORKS = frozenset((
    "WebSite", "WebPage", "Organization", "BreadcrumbList", "Person", "ItemList", "SearchAction", "ImageObject", "CollegeOrUniversity", "Library",
    "ListItem", "DataCatalog", "ItemPage", "CollectionPage", "SearchResultsPage", "ContactPoint", "Corporation", "ResearchOrganization",
))  # fmt: skip
"""What sites say of themselves on each of their pages."""


@dataclass(frozen=True)
class Described:
    """The JSON-LD of one page: the nodes of all its scripts, and what was wrong with scripts that could not be read."""

    nodes: tuple[Node, ...] = ()
    problems: tuple[str, ...] = ()

    def works(self, fitting: frozenset[str] = frozenset()) -> tuple[Node, ...]:
        """The nodes that describe a work: those of a fitting type, else those that are not about the site itself."""
        typed = [node for node in self.nodes if types_of(node)]
        best = [node for node in typed if fitting.intersection(types_of(node))]
        return tuple(best or (node for node in typed if not _NOT_WORKS.issuperset(types_of(node))))


def described(scripts: tuple[str, ...]) -> Described:
    """All nodes of all scripts, with schema.org's plain names."""
    found: list[Node] = []
    problems: list[str] = []
    for script in scripts:
        try:
            found.extend(_with_main_entities(nodes(_parsed(script))))
        except Unusable as other:
            problems.append(other.message)
        except (ValueError, RecursionError) as broken:
            problems.append(f"is no JSON: {str(broken)[:100]}")
    return Described(tuple(found), tuple(problems))


def types(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The types of a node, without namespace."""
    return tuple(types_of(node))


def identifiers(node: Mapping[str, Any]) -> tuple[str, ...]:
    """All that a node gives as its own identifiers: `@id` and `identifier`, as text, list or PropertyValue."""
    return tuple(dict.fromkeys((*_texts(node.get("@id")), *_texts(node.get("identifier")))))


def names(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of a node."""
    return tuple(text for member in ("name", "headline", "alternateName", "alternativeHeadline") for text in _texts(node.get(member)))


def licences(node: Mapping[str, Any]) -> tuple[str, ...]:
    """The licences of a node, as addresses or names."""
    return _texts(node.get("license"))


def content_addresses(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Where the node says that its data are."""
    downloads = node.get("distribution")
    entries = downloads if isinstance(downloads, list) else [downloads]
    found = [text for entry in (*entries, node) if isinstance(entry, dict) for text in _texts(entry.get("contentUrl"))]
    return tuple(dict.fromkeys(found))


def _parsed(script: str) -> Any:
    """The value in a script, also where its page put it into a comment or CDATA, or escaped it."""
    text = script.strip().removeprefix("<!--").removesuffix("-->").strip()
    text = text.removeprefix("//").removeprefix("<! [CDATA[").removesuffix("]]>").removesuffix("//").strip().rstrip(";")
    try:
        return json.loads(text, strict=False)
    except ValueError:
        if "&quot;" in text:
            return json.loads(html.unescape(text), strict=False)
        raise


def _with_main_entities(tops: list[Node]) -> Iterator[Node]:
    """The nodes, and the works that pages name as their `mainEntity`."""
    for node in tops:
        yield node
        main = node.get("mainEntity")
        yield from (entry for entry in (main if isinstance(main, list) else [main]) if isinstance(entry, dict))


def _texts(value: Any) -> tuple[str, ...]:
    """The texts in a value that may be a text, a list, or an object that has the text as one of its usual members."""
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    if isinstance(value, list):
        return tuple(text for entry in value for text in _texts(entry))
    if isinstance(value, dict):
        members = ("value", "@value", "@id", "url", "identifier", "name")
        return tuple(dict.fromkeys(text for member in members if isinstance(value.get(member), str | dict) for text in _texts(value[member])))
    return ()
