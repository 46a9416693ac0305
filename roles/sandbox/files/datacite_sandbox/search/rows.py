# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""List rows as JSON text: a choice of the lines that the index keeps, in one of a few variants."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Mapping
from typing import Any

from ..params import Params
from ..store.index import ATTRIBUTES, PLACE

DETAIL_ONLY = frozenset({"prefix", "suffix", "alternateIdentifiers", "xml", "viewsOverTime", "downloadsOverTime", "citationsOverTime"})
COMPOSITE_WITHOUT = frozenset({"contributors", "fundingReferences", "relatedIdentifiers", "geoLocations", "subjects"})
RELATED = ("references", "citations", "parts", "partOf", "versions", "versionOf")


@dataclasses.dataclass(frozen=True)
class Row:
    """A row as it was read: DOI, repository, member and the lines of its attributes."""

    id: str
    repository: str
    member: str
    lines: str


@dataclasses.dataclass(frozen=True)
class Shape:
    """Which attributes and relationships a list shows, and whether publisher and affiliations are objects or names."""

    attributes: tuple[str, ...]
    relationships: tuple[str, ...]
    affiliation: bool
    publisher: bool

    @classmethod
    def of(cls, params: Params) -> Shape:
        detail = "detail" in params
        hidden = (frozenset() if detail else DETAIL_ONLY) | (COMPOSITE_WITHOUT if "composite" in params else frozenset())
        attributes = tuple(name for name in ATTRIBUTES if name not in hidden)
        relationships: tuple[str, ...] = ("client", "provider", *RELATED) if detail else ("client",)
        if "fields[dois]" in params:
            chosen = set(params.parts("fields[dois]"))
            attributes = tuple(name for name in attributes if name in chosen)
            relationships = tuple(name for name in relationships if name in chosen)
        return cls(attributes, relationships, params.true("affiliation"), params.true("publisher"))

    @property
    def needs_xml(self) -> bool:
        return "xml" in self.attributes


def renderer(shape: Shape, xml: Mapping[str, str | None]) -> Callable[[Row], str]:
    """A function from a row to the text of its JSON:API resource. `xml` holds base64 text by DOI, where the shape shows it."""
    chosen = [(PLACE[name], f'"{name}":', _change(name, shape)) for name in shape.attributes]
    related = _relationships(shape)

    def render(row: Row) -> str:
        lines = row.lines.split("\n")
        parts = []
        for place, key, change in chosen:
            parts.append(key + (change(lines[place], row) if change else lines[place]))
        return f'{{"id":{json.dumps(row.id, ensure_ascii=False)},"type":"dois","attributes":{{{",".join(parts)}}},"relationships":{related(row)}}}'

    def with_xml(_line: str, row: Row) -> str:
        return json.dumps(xml.get(row.id))

    chosen = [(place, key, with_xml if place == PLACE["xml"] else change) for place, key, change in chosen]
    return render


def _change(name: str, shape: Shape) -> Callable[[str, Row], str] | None:
    if name in ("creators", "contributors") and not shape.affiliation:
        return _flat_affiliations
    if name == "publisher" and not shape.publisher:
        return _flat_publisher
    return None


def _flat_affiliations(line: str, _row: Row) -> str:
    if '"affiliation":[{' not in line:
        return line
    people = json.loads(line)
    for person in people if isinstance(people, list) else []:
        if isinstance(person, dict) and isinstance(person.get("affiliation"), list):
            person["affiliation"] = affiliation_names(person["affiliation"])
    return _dump(people)


def affiliation_names(entries: list[Any]) -> list[Any]:
    """Affiliations by name alone."""
    return [entry.get("name") if isinstance(entry, dict) else entry for entry in entries]


def _flat_publisher(line: str, _row: Row) -> str:
    publisher = json.loads(line)
    return _dump(publisher.get("name")) if isinstance(publisher, dict) else line


def _relationships(shape: Shape) -> Callable[[Row], str]:
    def render(row: Row) -> str:
        found: dict[str, Any] = {}
        for name in shape.relationships:
            if name == "client":
                found[name] = {"data": {"id": row.repository, "type": "clients"}}
            elif name == "provider":
                found[name] = {"data": {"id": row.member, "type": "providers"}}
            else:
                found[name] = {"data": []}
        return _dump(found)

    return render


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
