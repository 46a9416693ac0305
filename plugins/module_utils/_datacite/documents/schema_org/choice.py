# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which node of a JSON-LD document is the one that it is about. Private to the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..json_parts.choice import Choice
from ..json_parts.values import line_of, listed, named, once
from ..ordered import Unusable
from ..own_name import doi_in
from .graph import Node, index_of, inlined, nodes, types_of
from .kinds import MEDIA, NO_WORKS, PAGES, is_work

_DESCRIPTOR = "ro-crate-metadata.json"


def work_in(value: Any, entry: str | None) -> Node:
    """The creative work of a document, with what it refers to inside it; raises Unusable where there is none, or several and none is chosen."""
    tops = nodes(value)
    index = index_of(tops)
    if entry is not None:
        return inlined(_choice(_entered(tops)).of(entry), index)
    works = _works(tops, index)
    if not works:
        raise Unusable(f"holds no creative work ({_kinds_of(tops)})", "give the JSON-LD of the dataset, software, article … itself")
    if len(works) > 1:
        raise Unusable(f"has {len(works)} creative works: {_choice(works).names}", "choose one of them with `entry`", option="entry")
    return inlined(works[0], index)


def keys_of(work: Mapping[str, Any]) -> list[str]:
    """By what a work can be chosen: its `@id`, its DOI, its name."""
    name, title = line_of(work.get("@id")), line_of(work.get("name")) or line_of(work.get("headline"))
    identifiers = [text for one in listed(work.get("identifier")) if (text := line_of(one.get("value") if isinstance(one, dict) else one))]
    dois = [doi for text in (name, *identifiers) if (doi := doi_in(text))]
    return once(key for key in (name, *dois, *identifiers, title) if key)


def _works(tops: list[Node], index: Mapping[str, Node]) -> list[Node]:
    """The works that the document is about: what its page or descriptor leads to, else those that no other work refers to."""
    for top in tops:
        led = _led_to(top, index)
        if led:
            return led
    works = _distinct([top for top in tops if is_work(top) and not (set(types_of(top)) & NO_WORKS and len(types_of(top)) == 1)])
    for lesser in (PAGES, MEDIA):
        works = [work for work in works if not set(types_of(work)) <= lesser or not types_of(work)] or works
    if len(works) > 1:
        works = _unreferenced(works) or works
    if len(works) > 1:
        works = [work for work in works if line_of(work.get("name")) or line_of(work.get("headline"))] or works
    if not works and len(tops) == 1 and not set(types_of(tops[0])) & NO_WORKS:
        return [top for top in tops if line_of(top.get("name")) or line_of(top.get("headline"))]
    return works


def _led_to(top: Node, index: Mapping[str, Node]) -> list[Node]:
    """What a page has for its main entity, and the descriptor of a research object for its subject."""
    if str(top.get("@id", "")).endswith(_DESCRIPTOR):
        members: tuple[str, ...] = ("about",)
    elif set(types_of(top)) & PAGES:
        members = ("mainEntity",)
    else:
        return []
    found = [index.get(name, one) if isinstance(name := one.get("@id"), str) else one for one in _references(top, members)]
    return _distinct([one for one in found if is_work(one)])


def _references(node: Node, members: Iterable[str]) -> list[Node]:
    return [one if isinstance(one, dict) else {"@id": one} for member in members for one in listed(node.get(member)) if isinstance(one, dict | str)]


def _unreferenced(works: list[Node]) -> list[Node]:
    """The works that no other work among them refers to."""
    names = {name for work in works if (name := _name_of(work))}
    referred: set[str] = set()
    for work in works:
        referred |= (_mentioned(work) & names) - {_name_of(work)}
    return [work for work in works if _name_of(work) not in referred]


def _name_of(work: Node) -> str | None:
    name = work.get("@id")
    return name if isinstance(name, str) else None


def _mentioned(work: Node) -> set[str]:
    waiting: list[Any] = [value for name, value in work.items() if name != "@id"]
    found: set[str] = set()
    while waiting:
        value = waiting.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())
    return found


def _distinct(works: list[Node]) -> list[Node]:
    """Each node once: pages repeat the same JSON-LD, and a node is split over objects of the same `@id`."""
    found: dict[str, Node] = {}
    for place, work in enumerate(works):
        key = _name_of(work) or f"\0{place}"
        found[key] = {**work, **found[key]} if key in found else work
    return once(found.values())


def _entered(tops: list[Node]) -> list[Node]:
    return _distinct([top for top in tops if not set(types_of(top)) & NO_WORKS])


def _choice(works: list[Node]) -> Choice:
    return Choice(works, "works", "`@id` or DOI", keys_of, keys_of, named)


def _kinds_of(tops: list[Node]) -> str:
    kinds = once(kind for top in tops for kind in types_of(top))[:5]
    return f"only {', '.join(kinds)}" if kinds else "no object with a `@type`"
