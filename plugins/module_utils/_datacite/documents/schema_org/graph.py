# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The creative work in a JSON-LD document: plain keys whatever the context says, references led to what they name. Private to the collection.

DataCite's reader expands nothing: it looks for schema.org's own keys in one object whose `@context` is one text.
Sources: https://www.w3.org/TR/json-ld11/ (keywords, contexts, graphs), https://schema.org/docs/datamodel.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..ordered import Unusable

_NAMESPACE = re.compile(r"(?:https?:)?//(?:www\.)?schema\.org/?#?|https?://(?:www\.)?schema\.org/version/\S*?/?", re.IGNORECASE)
_TERM = re.compile(r"https?://(?:www\.)?schema\.org/([A-Za-z][\w-]*)", re.IGNORECASE)
_KINDRED = re.compile(r"schema\.org|codemeta|ro/crate|bioschemas|mlcommons\.org/croissant", re.IGNORECASE)
"""Contexts whose terms are schema.org's."""

_LANGUAGE = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]{2,8})*")
"""The keys of a text in several languages."""

_TEXTS = frozenset(("name", "headline", "alternateName", "alternativeHeadline", "description", "abstract", "keywords"))

_USUAL_PREFIXES = frozenset(("schema", "sdo", "sc", "s"))
_MOST_INLINED = 20_000
_DEEPEST_INLINED = 5
_REFERENCED = frozenset((
    "author", "creator", "contributor", "editor", "publisher", "provider", "funder", "sponsor", "affiliation", "isPartOf", "mainEntity", "about", "license",
    "spatialCoverage", "distribution", "funding", "includedInDataCatalog", "translator", "copyrightHolder", "sourceOrganization",
))  # fmt: skip
"""Properties whose plain text may be the `@id` of another node."""

Node = dict[str, Any]


def nodes(value: Any) -> list[Node]:
    """All top nodes of a document with plain keys: the objects of a list and of `@graph`. Raises Unusable for another vocabulary."""
    found: list[Node] = []
    for entry in value if isinstance(value, list) else [value]:
        if not isinstance(entry, dict):
            continue
        context = entry.get("@context")
        _refuse_strange(context)
        terms = _terms(context)
        inner = [plain for name in entry if _keyword(name, terms) == "@graph" for plain in _objects(entry[name])]
        rest = {name: member for name, member in entry.items() if name != "@context" and _keyword(name, terms) != "@graph"}
        if not inner or any(_keyword(name, terms) == "@type" for name in rest):
            inner = [rest, *inner]
        found.extend(_plain_node(one, terms) for one in inner)
    return found


def index_of(tops: list[Node]) -> dict[str, Node]:
    """The nodes that say more than their name, at any depth, by their `@id`."""
    found: dict[str, Node] = {}
    for node in _all_nodes(tops):
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(node.keys() & {"@id", "@type"}):
            found.setdefault(name, node)
    return found


def inlined(work: Node, index: Mapping[str, Node]) -> Node:
    """The work with every reference to a node of the document replaced by that node, a few levels deep and never in a circle."""
    budget = [_MOST_INLINED]
    name = work.get("@id")
    path = (name,) if isinstance(name, str) else ()
    return {key: _resolved(key, value, index, path, budget) for key, value in work.items()}


def types_of(node: Mapping[str, Any]) -> list[str]:
    """The types of a node, without namespace."""
    kind = node.get("@type")
    return [one for one in (kind if isinstance(kind, list) else [kind]) if isinstance(one, str) and one]


def _refuse_strange(context: Any) -> None:
    if context is None or _KINDRED.search(_context_text(context)):
        return
    raise Unusable(
        f"is JSON-LD of another vocabulary than schema.org (`@context`: {_context_text(context)[:80]})",
        "convert it, or write `metadata`",
    )


def _context_text(context: Any) -> str:
    if isinstance(context, dict):
        return " ".join(_context_text(entry) for entry in context.values())
    if isinstance(context, list):
        return " ".join(_context_text(entry) for entry in context)
    return context if isinstance(context, str) else ""


def _terms(context: Any) -> dict[str, str]:
    """What a context calls schema.org's terms: prefixes end in `:`, aliases name the term or keyword."""
    terms = {f"{prefix}:": "" for prefix in _USUAL_PREFIXES}
    for entry in context if isinstance(context, list) else [context]:
        for name, value in entry.items() if isinstance(entry, dict) else ():
            target = value.get("@id") if isinstance(value, dict) else value
            if not isinstance(target, str) or name.startswith("@"):
                continue
            if _NAMESPACE.fullmatch(target):
                terms[f"{name}:"] = ""
            elif target in ("@id", "@type", "@graph", "@value", "@language") or _TERM.fullmatch(target) or target.partition(":")[0] in _USUAL_PREFIXES:
                terms[name] = target
    return terms


def _keyword(name: str, terms: Mapping[str, str]) -> str:
    """A key (or type) in its plain form."""
    name = terms.get(name, name)
    found = _TERM.fullmatch(name) if name[:4].lower() == "http" else None
    if found:
        return found[1]
    prefix, colon, rest = name.partition(":")
    return rest if colon and f"{prefix}:" in terms else name


def _plain_node(node: Node, terms: Mapping[str, str]) -> Node:
    plain: Node = {}
    for name, value in node.items():
        known = _keyword(name, terms)
        if known != "@context" and plain.get(known) is None:
            plain[known] = _plain_value(_by_language(known, value), terms)
    if "@type" not in plain and isinstance(plain.get("type"), str | list):
        plain["@type"] = plain.pop("type")
    if "@type" in plain:
        kinds = plain["@type"] if isinstance(plain["@type"], list) else [plain["@type"]]
        kinds = [_keyword(kind, terms) if isinstance(kind, str) else kind for kind in kinds]
        plain["@type"] = kinds[0] if len(kinds) == 1 else kinds
    return plain


def _by_language(key: str, value: Any) -> Any:
    """A text that is given in several languages, as the list of them (https://www.w3.org/TR/json-ld11/#language-maps)."""
    if key not in _TEXTS or not isinstance(value, dict) or not all(isinstance(one, str) and _LANGUAGE.fullmatch(name) for name, one in value.items()):
        return value
    return [{"@value": one, "@language": name} for name, one in value.items()]


def _plain_value(value: Any, terms: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_plain_value(entry, terms) for entry in value]
    if not isinstance(value, dict):
        return value
    for wrapper in ("@list", "@set"):
        if wrapper in value:
            return _plain_value(value[wrapper], terms)
    if "@value" in value:
        return value if isinstance(value.get("@language"), str) else value["@value"]
    return _plain_node(value, terms)


def _objects(value: Any) -> list[Node]:
    return [entry for entry in (value if isinstance(value, list) else [value]) if isinstance(entry, dict)]


def _all_nodes(tops: list[Node]) -> Iterator[Node]:
    waiting: list[Any] = [*reversed(tops)]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))


def _resolved(key: str, value: Any, index: Mapping[str, Node], path: tuple[str, ...], budget: list[int]) -> Any:
    if isinstance(value, list):
        return [_resolved(key, entry, index, path, budget) for entry in value]
    if isinstance(value, str):
        if key.startswith("@") or (not value.startswith(("#", "_:")) and key not in _REFERENCED):
            return value
        target = index.get(value)
        return value if target is None else _followed(value, {"@id": value}, target, index, path, budget)
    if not isinstance(value, dict) or "@value" in value:
        return value
    name = value.get("@id")
    target = index.get(name) if isinstance(name, str) and not value.keys() - {"@id", "@type"} else None
    if isinstance(name, str) and target is not None:
        return _followed(name, value, target, index, path, budget)
    return {inner: _resolved(inner, member, index, path, budget) for inner, member in value.items()}


def _followed(name: str, reference: Any, target: Node, index: Mapping[str, Node], path: tuple[str, ...], budget: list[int]) -> Any:
    if name in path or len(path) >= _DEEPEST_INLINED or budget[0] <= 0:
        return reference
    budget[0] -= 1
    return {inner: _resolved(inner, member, index, (*path, name), budget) for inner, member in target.items()}
