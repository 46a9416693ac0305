# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members that one entry of a list cannot do without: types of contributors, relations, funders' names, coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..shapes import ATTRIBUTES, ListOf, Object
from ..vocabularies import kernel4
from ..vocabularies.vocabulary import Vocabulary
from .declared import Declared, blank, entries, written
from .finding import Finding

_RELATED = (("relatedIdentifierType", kernel4.RELATED_IDENTIFIER_TYPE), ("relationType", kernel4.RELATION_TYPE))
_ITEM = (("relatedItemType", kernel4.RESOURCE_TYPE_GENERAL), ("relationType", kernel4.RELATION_TYPE))


def required_member_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for members without which DataCite refuses the entry: contributors in every state, the others in public states."""
    # One empty object instead of the list passes at DataCite; in a list it does not.
    contributors = [(path, entry) for path, entry in declared.entries("contributors") if entry or declared.attributes["contributors"] != {}]
    for path, entry in contributors:
        yield from _needs(entry, path, "contributorType", kernel4.CONTRIBUTOR_TYPE)
    yield from _alternate_identifiers(declared)
    if not declared.public:
        return
    for path, entry in contributors:
        if blank(entry.get("familyName")) and written(entry.get("name")) in (None, ""):
            yield Finding("error", f"{path}.name", "a contributor needs a name", "declare name")
    for path, entry in declared.entries("relatedIdentifiers"):
        for member, vocabulary in _RELATED:
            yield from _needs(entry, path, member, vocabulary)
    for path, entry in declared.entries("relatedItems"):
        for member, vocabulary in _ITEM:
            yield from _needs(entry, path, member, vocabulary)
        for where, person in entries(entry.get("contributors"), f"{path}.contributors"):
            yield from _needs(person, where, "contributorType", kernel4.CONTRIBUTOR_TYPE)
    yield from _funders(declared)
    yield from _places(declared)


def _needs(entry: Mapping[str, Any], path: str, member: str, vocabulary: Vocabulary) -> Iterator[Finding]:
    if written(entry.get(member)) is None:
        yield Finding("error", f"{path}.{member}", "missing; DataCite refuses the entry without it", f"one of: {', '.join(vocabulary.since)}")


def _alternate_identifiers(declared: Declared) -> Iterator[Finding]:
    if declared.attributes.get("identifiers") is not None:
        return
    for path, entry in declared.entries("alternateIdentifiers"):
        for member in ("alternateIdentifier", "alternateIdentifierType"):
            if blank(entry.get(member)):
                yield Finding(
                    "error",
                    f"{path}.{member}",
                    "missing; DataCite refuses the entry without it",
                    "declare both alternateIdentifier and alternateIdentifierType",
                )


def _funders(declared: Declared) -> Iterator[Finding]:
    for path, entry in declared.entries("fundingReferences"):
        if written(entry.get("funderName")) in (None, ""):
            yield Finding("error", f"{path}.funderName", "missing; DataCite refuses the entry without it", "declare the funder's name")
        if not blank(entry.get("funderIdentifier")) and written(entry.get("funderIdentifierType")) is None:
            kinds = ", ".join(kernel4.FUNDER_IDENTIFIER_TYPE.since)
            yield Finding("error", f"{path}.funderIdentifierType", "missing; a funderIdentifier needs it", f"one of: {kinds}")


def _places(declared: Declared) -> Iterator[Finding]:
    locations = ATTRIBUTES["geoLocations"]
    if not isinstance(locations, ListOf):
        return
    for path, entry in declared.entries("geoLocations"):
        for member in ("geoLocationPoint", "geoLocationBox"):
            yield from _coordinates(entry.get(member), locations.members[member], f"{path}.{member}")
        polygon = entry.get("geoLocationPolygon")
        if isinstance(polygon, dict | list) and polygon:
            yield from _polygon(polygon, f"{path}.geoLocationPolygon", locations.members["geoLocationPoint"])


def _coordinates(value: Any, kind: Any, path: str) -> Iterator[Finding]:
    if isinstance(value, dict) and value and isinstance(kind, Object):
        for member in kind.members:
            if written(value.get(member)) is None:
                yield Finding("error", f"{path}.{member}", "missing; DataCite refuses the place without it", "declare it as a number of degrees")


def _polygon(polygon: Any, path: str, point: Any) -> Iterator[Finding]:
    corners = inside = 0
    for where, entry in entries(polygon, path):
        for member in ("polygonPoint", "inPolygonPoint"):
            yield from _coordinates(entry.get(member), point, f"{where}.{member}")
        corners += isinstance(entry.get("polygonPoint"), dict)
        inside += isinstance(entry.get("inPolygonPoint"), dict)
    if corners < 4:
        yield Finding("error", path, f"{corners} corners; DataCite wants at least four, the last of them the first again", "add - {polygonPoint: …}")
    if inside > 1:
        yield Finding("error", path, f"{inside} points inside; DataCite wants one at most", "keep one inPolygonPoint")
