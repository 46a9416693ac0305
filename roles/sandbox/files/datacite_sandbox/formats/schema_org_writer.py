# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as schema.org JSON-LD."""

from __future__ import annotations

from typing import Any

from . import types
from .names import doi_url, identifier_url
from .values import present, without_nulls, wrapped
from .view import View, list_or_one, pretty

_RELATIONS = {
    "sameAs": "IsIdenticalTo",
    "isPartOf": "IsPartOf",
    "hasPart": "HasPart",
    "predecessor_of": "IsPreviousVersionOf",
    "successor_of": "IsNewVersionOf",
    "citation": "References",
    "workTranslation": "HasTranslation",
    "translationOfWork": "IsTranslationOf",
}
_RENAMED = {"type": "@type", "id": "@id", "title": "name"}


def write(record: View) -> str:
    """The record as text."""
    return pretty(members(record))


def members(record: View) -> dict[str, Any]:
    """The record; members without a value are null."""
    get, container = record.get, record.container
    issued = record.date("Issued")
    contributors = record.objects("contributors")
    related = {name: list_or_one(_related(record, relation)) for name, relation in _RELATIONS.items()}
    dataset = record.types.get("schemaOrg") == "Dataset"
    return {
        "@context": "http://schema.org",
        "@type": record.types.get("schemaOrg"),
        "@id": record.doi_url,
        "identifier": list_or_one([_property(one.get("identifierType"), one.get("identifier")) for one in record.objects("identifiers")]),
        "url": get("url"),
        "additionalType": record.types.get("resourceType"),
        "name": record.first("titles", "title"),
        "author": list_or_one([_person(one) for one in record.objects("creators")]),
        "editor": list_or_one([_person(one) for one in contributors]),
        "translator": list_or_one([_person(one) for one in contributors if one.get("contributorType") == "Translator"]),
        "description": record.abstract(),
        "license": list_or_one([one["rightsUri"] for one in record.objects("rightsList") if one.get("rightsUri") is not None]),
        "version": get("version"),
        "keywords": ", ".join(str(word or "") for word in record.subjects()) if record.subjects() else None,
        "inLanguage": get("language"),
        "contentSize": list_or_one(wrapped(get("sizes"))),
        "encodingFormat": list_or_one(wrapped(get("formats"))),
        "dateCreated": record.date("Created"),
        "datePublished": issued if issued is not None else get("publicationYear"),
        "dateModified": record.date("Updated"),
        "temporalCoverage": record.date("Coverage"),
        "pageStart": container.get("firstPage"),
        "pageEnd": container.get("lastPage"),
        "spatialCoverage": list_or_one([place for one in record.objects("geoLocations") for place in _places(one)]),
        **related,
        "@reverse": _reverse(record) or None,
        "contentUrl": list_or_one(wrapped(get("contentUrl"))),
        "schemaVersion": get("schemaVersion"),
        "periodical": None if dataset or not container else {_RENAMED.get(name, name): value for name, value in container.items()},
        "includedInDataCatalog": _catalog(container) if dataset and container else None,
        "publisher": _publisher(record),
        "funder": list_or_one([_funder(one) for one in record.objects("fundingReferences")]),
        "provider": {"@type": "Organization", "name": get("agency") or "datacite"},
    }


def _property(kind: Any, value: Any) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": kind, "value": value}


def _person(entry: dict[str, Any]) -> dict[str, Any]:
    person = dict(entry)
    person["affiliation"] = list_or_one([_affiliation(one) for one in wrapped(entry.get("affiliation"))])
    kind = entry.get("nameType")
    person["@type"] = str(kind)[:-2] if present(kind) else None
    person["@id"] = next((one.get("nameIdentifier") for one in wrapped(entry.get("nameIdentifiers")) if isinstance(one, dict)), None)
    if present(entry.get("familyName")):
        person["name"] = f"{entry.get('givenName') or ''} {entry['familyName']}"
    return {name: value for name, value in person.items() if value is not None and name not in ("nameIdentifiers", "nameType")}


def _affiliation(entry: Any) -> dict[str, Any]:
    name, identifier = (entry.get("name"), entry.get("affiliationIdentifier")) if isinstance(entry, dict) else (entry, None)
    return without_nulls({"@type": "Organization", "@id": identifier, "name": name})


def _places(entry: dict[str, Any]) -> list[dict[str, Any]]:
    address, point, box, polygon = (entry.get(name) for name in ("geoLocationPlace", "geoLocationPoint", "geoLocationBox", "geoLocationPolygon"))
    found: list[dict[str, Any]] = []
    point, box = (shape if isinstance(shape, dict) else None for shape in (point, box))
    if point:
        found.append({"@type": "GeoCoordinates", "address": address, "latitude": point.get("pointLatitude"), "longitude": point.get("pointLongitude")})
    if box:
        sides = [box.get(side) for side in ("southBoundLatitude", "westBoundLongitude", "northBoundLatitude", "eastBoundLongitude")]
        text = " ".join(str(side) for side in sides if side is not None) or None
        found.append(without_nulls({"@type": "GeoShape", "address": address, "box": text}))
    if polygon:
        corners = [one["polygonPoint"] for one in wrapped(polygon) if isinstance(one, dict) and one.get("polygonPoint")]
        lines = [[[corner.get("pointLongitude"), corner.get("pointLatitude")]] for corner in corners]
        found.append({"@type": "GeoShape", "address": address, "polygon": lines or None})
    if address and not (point or box or polygon):
        found.append({"@type": "GeoCoordinates", "address": address})
    return [{"@type": "Place", "geo": geo} for geo in found]


def _related(record: View, relation: str) -> list[dict[str, Any]]:
    relations = ("References", "Cites", "Documents") if relation == "References" else (relation,)
    found = []
    for entry in record.objects("relatedIdentifiers"):
        if entry.get("relationType") not in relations:
            continue
        identifier = entry.get("relatedIdentifier")
        if entry.get("relatedIdentifierType") == "ISSN" and relation == "IsPartOf":
            found.append(without_nulls({"@type": "Periodical", "issn": identifier}))
        else:
            kind = types.SCHEMA_ORG_OF_GENERAL.get(str(entry.get("resourceTypeGeneral")), "CreativeWork")
            found.append(without_nulls({"@id": identifier_url(identifier), "@type": kind}))
    return found


def _reverse(record: View) -> dict[str, Any]:
    names = {"citation": "IsReferencedBy", "isBasedOn": "IsSupplementTo"}
    return without_nulls({name: list_or_one([_reversed(one) for one in record.objects("relatedIdentifiers") if one.get("relationType") == relation])
                          for name, relation in names.items()})  # fmt: skip


def _reversed(entry: dict[str, Any]) -> dict[str, Any]:
    kind, identifier = entry.get("relatedIdentifierType"), entry.get("relatedIdentifier")
    return without_nulls(
        {
            "@id": doi_url(identifier),
            "@type": entry.get("resourceTypeGeneral") or "ScholarlyArticle",
            "identifier": None if kind == "DOI" else _property(kind, identifier),
        }
    )


def _catalog(container: dict[str, Any]) -> dict[str, Any]:
    return without_nulls({"@id": container.get("identifier"), "@type": "DataCatalog", "name": container.get("title")})


def _publisher(record: View) -> dict[str, Any] | None:
    publisher = record.publisher
    if not publisher:
        return None
    return without_nulls({"@type": "Organization", "@id": publisher.get("publisherIdentifier"), "name": publisher.get("name")})


def _funder(entry: dict[str, Any]) -> dict[str, Any]:
    return without_nulls({"@id": entry.get("funderIdentifier"), "@type": "Organization", "name": entry.get("funderName")})
