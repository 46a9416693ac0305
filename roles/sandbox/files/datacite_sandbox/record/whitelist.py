# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a request's attributes is taken notice of: known members in expected shapes. The rest disappears without a word."""

from __future__ import annotations

import re
from typing import Any

from .refusal import no_method, parameter_missing, uncaught

Filters = tuple[Any, ...]
"""Names of scalar members, and pairs of a name and the filters of the object (or list of objects) there; `()` is a list of scalars."""

_NAME_IDENTIFIER: Filters = ("nameIdentifier", "nameIdentifierScheme", "schemeUri")
_AFFILIATION: Filters = ("name", "affiliationIdentifier", "affiliationIdentifierScheme", "schemeUri")
_PERSON: Filters = ("nameType", ("nameIdentifiers", _NAME_IDENTIFIER), "name", "givenName", "familyName", ("affiliation", _AFFILIATION))
_POINT: Filters = ("pointLongitude", "pointLatitude")
_BOX: Filters = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
_ITEM_IDENTIFIER: Filters = ("relatedItemIdentifier", "relatedItemIdentifierType", "relatedMetadataScheme", "schemeURI", "schemeType")

_SHAPES: dict[str, Filters] = {
    "titles": ("title", "titleType", "lang"),
    "publisher": ("name", "publisherIdentifier", "publisherIdentifierScheme", "schemeUri", "lang"),
    "types": ("resourceTypeGeneral", "resourceType", "schemaOrg", "bibtex", "citeproc", "ris"),
    "dates": ("date", "dateType", "dateInformation"),
    "subjects": ("subject", "subjectScheme", "schemeUri", "valueUri", "lang", "classificationCode"),
    "landingPage": (
        "checked", "url", "status", "contentType", "error", "redirectCount", ("redirectUrls", ()), "downloadLatency", "hasSchemaOrg",
        "schemaOrgId", ("schemaOrgId", ()), "dcIdentifier", "citationDoi", "bodyHasPid",
    ),
    "contentUrl": (),
    "sizes": (),
    "formats": (),
    "descriptions": ("description", "descriptionType", "lang"),
    "rightsList": ("rights", "rightsUri", "rightsIdentifier", "rightsIdentifierScheme", "schemeUri", "lang"),
    "creators": (*_PERSON, "lang"),
    "contributors": (*_PERSON, "contributorType", "lang"),
    "identifiers": ("identifier", "identifierType"),
    "relatedIdentifiers": (
        "relatedIdentifier", "relatedIdentifierType", "relationType", "relatedMetadataScheme", "schemeUri", "schemeType", "resourceTypeGeneral",
        "relationTypeInformation",
    ),
    "fundingReferences": ("funderName", "funderIdentifier", "funderIdentifierType", "awardNumber", "awardUri", "awardTitle", "schemeUri"),
    "geoLocations": (
        ("geoLocationPoint", _POINT),
        ("geoLocationBox", _BOX),
        ("geoLocationPolygon", (("polygonPoint", _POINT), ("inPolygonPoint", _POINT))),
        "geoLocationPlace",
    ),
    "container": ("type", "identifier", "identifierType", "title", "volume", "issue", "firstPage", "lastPage"),
    "relatedItems": (
        "relationType", "relatedItemType", "relationTypeInformation", ("relatedItemIdentifier", _ITEM_IDENTIFIER),
        ("creators", ("nameType", "name", "givenName", "familyName")), ("titles", ("title", "titleType")), "publicationYear", "volume", "issue",
        "number", "numberType", "firstPage", "lastPage", "publisher", "edition",
        ("contributors", ("contributorType", "name", "givenName", "familyName", "nameType")),
    ),
}  # fmt: skip
_SCALARS = (
    "doi", "url", "publicationYear", "prefix", "language", "xml", "regenerate", "source", "version", "schemaVersion", "reason", "mode", "event",
    "should_validate",
)  # fmt: skip
_NUMBER_AS_NAME = re.compile(r"-?\d+\Z")


def admitted(request: Any) -> dict[str, Any]:
    """The attributes of a request that a write looks at, whitelisted; raises Refused for the few shapes that are not taken silently."""
    if isinstance(request, str):
        raise uncaught("String does not have #dig method")
    if isinstance(request, list):
        raise uncaught("no implicit conversion of Symbol into Integer")
    if not isinstance(request, dict):
        raise parameter_missing("attributes")
    request = _without_null_entries(request)
    _must_decode(request.get("xml"))
    if "identifiers" not in request and "alternateIdentifiers" in request:
        request = {**request, "identifiers": _renamed(request["alternateIdentifiers"])}
    filters: Filters = (*_SCALARS, *(each for name, shape in _SHAPES.items() for each in (name, (name, shape))))
    return permitted(request, filters)


def permitted(members: dict[str, Any], filters: Filters) -> dict[str, Any]:
    """The members that pass: scalars (null included) by name, objects and lists of objects by their own filters."""
    kept: dict[str, Any] = {}
    for each in filters:
        if isinstance(each, str):
            if each in members and _is_scalar(members[each]):
                kept[each] = members[each]
        else:
            name, shape = each
            value = members.get(name)
            if not shape:
                if isinstance(value, list) and all(_is_scalar(entry) for entry in value):
                    kept[name] = value
            elif isinstance(value, (dict, list)):
                kept[name] = _objects(value, shape)
    return kept


def _objects(value: dict[str, Any] | list[Any], shape: Filters) -> Any:
    if isinstance(value, list):
        return [permitted(entry, shape) for entry in value if isinstance(entry, dict)]
    numbered = {name: entry for name, entry in value.items() if _NUMBER_AS_NAME.match(name) and isinstance(entry, dict)}
    if numbered:
        return {name: permitted(entry, shape) for name, entry in numbered.items()}
    return permitted(value, shape)


def _is_scalar(value: Any) -> bool:
    return value is None or isinstance(value, (str, int, float))


def _without_null_entries(value: Any) -> Any:
    """Nulls inside lists are gone before anybody looks."""
    if isinstance(value, list):
        return [_without_null_entries(entry) for entry in value if entry is not None]
    if isinstance(value, dict):
        return {name: _without_null_entries(entry) for name, entry in value.items()}
    return value


def _must_decode(xml: Any) -> None:
    """`xml` of another kind than text trips the base64 decoder, wherever it would have ended."""
    if xml not in (None, False, [], {}) and not isinstance(xml, str):
        raise no_method("unpack1", xml)


def _renamed(entries: Any) -> Any:
    if entries is None:
        return None
    renamed: list[Any] = []
    for entry in entries if isinstance(entries, list) else [entries]:
        if isinstance(entry, list):
            raise uncaught("no implicit conversion of Symbol into Integer")
        renamed.append(_renamed_entry(entry) if isinstance(entry, dict) else entry)
    return renamed


def _renamed_entry(entry: dict[str, Any]) -> dict[str, Any]:
    for name in ("alternateIdentifier", "alternateIdentifierType"):
        if name not in entry:
            raise parameter_missing(name)
    return {"identifier": entry["alternateIdentifier"], "identifierType": entry["alternateIdentifierType"]}
