# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as rules see it: what is a list at DataCite is a list, what is text is text, whatever an old or damaged record has there.

So an expression may say `length(titles)` without a thought of null. What is changed in comparison with the answer of DataCite:
- a list that is null or absent is empty; entries that are null are left out; `types`, `container` and `publisher` are objects;
- a publisher or an affiliation that is a text is `{name: …}`, as a read with `publisher=true&affiliation=true` gives it;
- `alternateIdentifiers` are there also where only their other name, `identifiers`, is; `doi`, `prefix` and `suffix` always, in small letters;
- what is of a type that DataCite never makes is left out, and named in `damage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..metadata.doi_names import plain, split

LISTS_OF_OBJECTS = (
    "creators", "titles", "subjects", "contributors", "dates", "alternateIdentifiers", "relatedIdentifiers", "relatedItems", "rightsList", "descriptions",
    "geoLocations", "fundingReferences",
)
LISTS_OF_TEXTS = ("sizes", "formats")
OBJECTS = ("types", "container", "publisher")
TEXTS = ("url", "state", "language", "version", "schemaVersion", "created", "registered", "published", "updated", "source", "reason")
OTHERS = frozenset({
    "doi", "prefix", "suffix", "publicationYear", "identifiers", "contentUrl", "metadataVersion", "isActive", "viewCount", "downloadCount", "referenceCount",
    "citationCount", "partCount", "partOfCount", "versionCount", "versionOfCount", "xml", "landingPage", "agency", "viewsOverTime", "downloadsOverTime",
    "citationsOverTime",
})

NAMES = frozenset({*LISTS_OF_OBJECTS, *LISTS_OF_TEXTS, *OBJECTS, *TEXTS, *OTHERS})
"""The attributes of a record."""

_PEOPLE = ("creators", "contributors")
_TYPES: Mapping[type, str] = {str: "a text", list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number", type(None): "null"}


class RecordView(NamedTuple):
    """The attributes in that form, and what of the record is of a wrong type (`creators: a text instead of a list`)."""

    attributes: dict[str, Any]
    damage: tuple[str, ...]


def view(attributes: Mapping[str, Any]) -> RecordView:
    """A record's attributes as rules see them; nothing of what is given is changed."""
    seen = dict(attributes)
    damage: list[str] = []
    _name(seen, damage)
    _alternate_identifiers(seen)
    for name in LISTS_OF_OBJECTS:
        seen[name] = _objects(seen.get(name), name, damage)
    for name in LISTS_OF_TEXTS:
        seen[name] = _texts(seen.get(name), name, damage)
    for name in OBJECTS:
        seen[name] = _object(seen.get(name), name, damage)
    for name in TEXTS:
        seen[name] = _text(seen.get(name), name, damage)
    for name in _PEOPLE:
        seen[name] = [_person(person, f"{name}[{number}]", damage) for number, person in enumerate(seen[name])]
    seen["publicationYear"] = _year(seen.get("publicationYear"), damage)
    return RecordView(seen, tuple(damage))


def _name(seen: dict[str, Any], damage: list[str]) -> None:
    name = seen.get("doi")
    seen["doi"] = plain(name) if isinstance(name, str) else ""
    if not isinstance(name, str):
        damage.append(_wrong("doi", name, "a text"))
    seen["prefix"], seen["suffix"] = split(seen["doi"])


def _alternate_identifiers(seen: dict[str, Any]) -> None:
    """DataCite gives them under two names; older answers have `identifiers` alone, the DOI itself among them."""
    others = seen.get("identifiers")
    if seen.get("alternateIdentifiers") is None and isinstance(others, list):
        seen["alternateIdentifiers"] = [
            {"alternateIdentifier": other.get("identifier"), "alternateIdentifierType": other.get("identifierType")}
            for other in others
            if isinstance(other, dict) and other.get("identifierType") != "DOI"
        ]


def _objects(value: Any, path: str, damage: list[str]) -> list[Any]:
    if isinstance(value, list):
        for entry in value:
            if not isinstance(entry, dict):
                return _sorted_out(value, path, dict, "an object", damage)
        return value
    if value is not None:
        damage.append(_wrong(path, value, "a list"))
    return []


def _texts(value: Any, path: str, damage: list[str]) -> list[Any]:
    if isinstance(value, list):
        return value if all(isinstance(entry, str) for entry in value) else _sorted_out(value, path, str, "a text", damage)
    if value is not None:
        damage.append(_wrong(path, value, "a list"))
    return []


def _sorted_out(value: list[Any], path: str, wanted: type, called: str, damage: list[str]) -> list[Any]:
    damage.extend(_wrong(f"{path}[{number}]", entry, called) for number, entry in enumerate(value) if entry is not None and not isinstance(entry, wanted))
    return [entry for entry in value if isinstance(entry, wanted)]


def _object(value: Any, path: str, damage: list[str]) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    if path == "publisher" and isinstance(value, str):
        return {"name": value}
    if value is not None:
        damage.append(_wrong(path, value, "an object"))
    return {}


def _text(value: Any, path: str, damage: list[str]) -> str | None:
    if value is None or isinstance(value, str):
        return value
    damage.append(_wrong(path, value, "a text"))
    return None


def _year(value: Any, damage: list[str]) -> Any:
    if value is None or (isinstance(value, (int, float, str)) and not isinstance(value, bool)):
        return value
    damage.append(_wrong("publicationYear", value, "a number"))
    return None


def _person(person: dict[str, Any], path: str, damage: list[str]) -> dict[str, Any]:
    """A creator or contributor, whose `nameIdentifiers` and `affiliation` are lists of objects."""
    identifiers, affiliation = person.get("nameIdentifiers"), person.get("affiliation")
    if _are_objects(identifiers) and _are_objects(affiliation):
        return person
    return {
        **person,
        "nameIdentifiers": _objects(identifiers, f"{path}.nameIdentifiers", damage),
        "affiliation": _affiliation(affiliation, f"{path}.affiliation", damage),
    }


def _are_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _affiliation(value: Any, path: str, damage: list[str]) -> list[Any]:
    entries = [value] if isinstance(value, (str, dict)) else value
    named = [{"name": entry} if isinstance(entry, str) else entry for entry in entries] if isinstance(entries, list) else entries
    return _objects(named, path, damage)


def _wrong(path: str, value: Any, wanted: str) -> str:
    return f"`{path}` is {_TYPES.get(type(value), 'something else')} instead of {wanted}"
