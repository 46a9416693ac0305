# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated DataCite XML (kernel 4) from the JSON attributes of a request or a record, as DataCite writes and stores it.

It is lossy in the way DataCite's writer is: `lang` of persons, the metadata scheme of related identifiers, a funder's `schemeUri`,
`container` and `contentUrl` do not appear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .container import container_of
from .markup import Element, document, parent
from .values import members, objects, present, text_of, wrapped

KERNEL = "http://datacite.org/schema/kernel-4"
_ROOT = {
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xmlns": KERNEL,
    "xsi:schemaLocation": f"{KERNEL} http://schema.datacite.org/meta/kernel-4/metadata.xsd",
}
# What a resource that only says its schema.org type is in DataCite's vocabulary.
GENERAL_BY_SCHEMA_ORG = {
    "Article": "Text", "AudioObject": "Sound", "Blog": "Text", "BlogPosting": "Text", "Book": "Book", "Chapter": "BookChapter",
    "Collection": "Collection", "CreativeWork": "Other", "DataCatalog": "Dataset", "Dataset": "Dataset", "Event": "Event",
    "ImageObject": "Image", "Movie": "Audiovisual", "PublicationIssue": "Text", "Report": "Report", "ScholarlyArticle": "Text",
    "Thesis": "Text", "Service": "Service", "Review": "PeerReview", "SoftwareSourceCode": "Software", "VideoObject": "Audiovisual",
    "WebPage": "Text", "WebSite": "Text",
}  # fmt: skip


def write(attributes: Mapping[str, Any], doi: str) -> str:
    """The XML document for camelCase JSON `attributes` (members of any other name are not looked at) under the name `doi`."""
    return document(parent("resource", _parts(attributes, doi), _ROOT))


def _parts(attributes: Mapping[str, Any], doi: str) -> Iterator[Element]:
    get = attributes.get
    yield Element("identifier", {"identifierType": "DOI"}, doi.upper())
    yield parent("creators", (_creator(entry) for entry in members(get("creators"))))
    yield parent("titles", (_title(entry) for entry in wrapped(get("titles"))))
    yield _publisher(get("publisher"), container_of(attributes).get("title"))
    yield Element("publicationYear", {}, _year(get("publicationYear")))
    yield from _resource_type(get("types"))
    yield from _list("subjects", [_subject(entry) for entry in wrapped(get("subjects"))])
    if present(get("contributors")):
        yield from _list("contributors", [_contributor(entry) for entry in members(get("contributors"))])
    yield from _list("dates", [_date(entry) for entry in members(get("dates"))])
    if present(get("language")):
        yield Element("language", {}, text_of(get("language")))
    yield from _list("alternateIdentifiers", _alternate_identifiers(attributes))
    yield from _list("relatedIdentifiers", [_related_identifier(entry) for entry in members(get("relatedIdentifiers"))])
    yield from _list("relatedItems", [_related_item(entry) for entry in members(get("relatedItems"))])
    yield parent("sizes", (Element("size", {}, text_of(entry)) for entry in wrapped(get("sizes"))))
    yield parent("formats", (Element("format", {}, text_of(entry)) for entry in wrapped(get("formats"))))
    yield Element("version", {}, text_of(get("version")))
    yield from _list("rightsList", [_rights(entry) for entry in wrapped(get("rightsList"))])
    yield from _descriptions(get("descriptions"), container_of(attributes).get("title"))
    yield from _list("geoLocations", [parent("geoLocation", _place(entry)) for entry in members(get("geoLocations"))])
    yield from _list("fundingReferences", [parent("fundingReference", _funding(entry)) for entry in members(get("fundingReferences"))])


def _list(name: str, children: list[Element]) -> Iterator[Element]:
    """A wrapper element, left out when it would be empty."""
    if children:
        yield parent(name, children)


def _attributes(pairs: Iterable[tuple[str, Any]]) -> dict[str, str]:
    return {name: text_of(value) for name, value in pairs if value is not None}


def _year(value: Any) -> str:
    """A year column: text counts by its leading digits, blank text not at all."""
    if isinstance(value, str):
        leading = re.match(r"\s*([-+]?\d+)", value)
        return str(int(leading[1])) if leading else "0" if value.strip() else ""
    return text_of(int(value) if isinstance(value, (bool, float)) else value)


def _creator(entry: dict[str, Any]) -> Element:
    return parent("creator", _person(entry, "creatorName"))


def _contributor(entry: dict[str, Any], default: str | None = None) -> Element:
    kind = entry.get("contributorType") or default
    return parent("contributor", _person(entry, "contributorName"), {"contributorType": text_of(kind)})


def _person(entry: dict[str, Any], name_element: str) -> Iterator[Element]:
    given, family = entry.get("givenName"), entry.get("familyName")
    name = entry.get("name")
    if present(family):
        name = ", ".join(text_of(part) for part in (family, given) if part is not None)
    yield Element(name_element, _attributes([("nameType", entry.get("nameType"))]), text_of(name))
    if present(given):
        yield Element("givenName", {}, text_of(given))
    if present(family):
        yield Element("familyName", {}, text_of(family))
    for identifier in members(entry.get("nameIdentifiers")):
        scheme = {"nameIdentifierScheme": text_of(identifier.get("nameIdentifierScheme")), "schemeURI": text_of(identifier.get("schemeUri"))}
        yield Element("nameIdentifier", scheme, text_of(identifier.get("nameIdentifier")))
    for affiliation in members(entry.get("affiliation")):
        named = [(name, affiliation.get(name)) for name in ("affiliationIdentifier", "affiliationIdentifierScheme")]
        yield Element("affiliation", _attributes([*named, ("schemeURI", affiliation.get("schemeUri"))]), text_of(affiliation.get("name")))


def _title(entry: Any) -> Element:
    if not isinstance(entry, dict):
        return Element("title", {}, text_of(entry))
    return Element("title", _attributes([("titleType", entry.get("titleType")), ("xml:lang", entry.get("lang"))]), text_of(entry.get("title")))


def _publisher(publisher: Any, fallback: Any) -> Element:
    if isinstance(publisher, str):
        return Element("publisher", {}, publisher)
    if not isinstance(publisher, dict):
        return Element("publisher", {}, text_of(fallback))
    name = publisher.get("name")
    attributes = _attributes(
        [
            ("publisherIdentifier", publisher.get("publisherIdentifier")),
            ("publisherIdentifierScheme", publisher.get("publisherIdentifierScheme")),
            ("schemeURI", publisher.get("schemeUri")),
            ("xml:lang", publisher.get("lang")),
        ]
    )
    return Element("publisher", attributes, text_of(name if name is not None else fallback))


def _resource_type(types: Any) -> Iterator[Element]:
    if not isinstance(types, dict):
        return
    general, schema_org = types.get("resourceTypeGeneral"), types.get("schemaOrg")
    if general is None and not present(schema_org):
        return
    value = general if general is not None else GENERAL_BY_SCHEMA_ORG.get(text_of(schema_org), "Other")
    yield Element("resourceType", {"resourceTypeGeneral": text_of(value)}, text_of(types.get("resourceType")))


def _subject(entry: Any) -> Element:
    if not isinstance(entry, dict):
        return Element("subject", {}, text_of(entry))
    attributes = _attributes(
        [
            ("subjectScheme", entry.get("subjectScheme")),
            ("schemeURI", entry.get("schemeUri")),
            ("valueURI", entry.get("valueUri")),
            ("classificationCode", entry.get("classificationCode")),
            ("xml:lang", entry.get("lang")),
        ]
    )
    return Element("subject", attributes, text_of(entry.get("subject")))


def _date(entry: dict[str, Any]) -> Element:
    kind = entry.get("dateType")
    attributes = _attributes([("dateType", "Issued" if kind is None else kind), ("dateInformation", entry.get("dateInformation"))])
    return Element("date", attributes, text_of(entry.get("date")))


def _alternate_identifiers(attributes: Mapping[str, Any]) -> list[Element]:
    entries = members(attributes.get("identifiers"))
    return [
        Element("alternateIdentifier", {"alternateIdentifierType": text_of(entry.get("identifierType"))}, text_of(entry.get("identifier")))
        for entry in entries
        if entry.get("identifierType") != "DOI"
    ]


def _related_identifier(entry: dict[str, Any]) -> Element:
    names = ("relatedIdentifierType", "relationType", "relationTypeInformation", "resourceTypeGeneral")
    return Element("relatedIdentifier", _attributes((name, entry.get(name)) for name in names), text_of(entry.get("relatedIdentifier")))


def _related_item(entry: dict[str, Any]) -> Element:
    names = ("relatedItemType", "relationType", "relationTypeInformation")
    return parent("relatedItem", _related_item_parts(entry), _attributes((name, entry.get(name)) for name in names))


def _related_item_parts(entry: dict[str, Any]) -> Iterator[Element]:
    identifier = entry.get("relatedItemIdentifier")
    if isinstance(identifier, dict) and identifier:
        names = ("relatedItemIdentifierType", "relatedMetadataScheme", "schemeURI", "schemeType")
        yield Element("relatedItemIdentifier", _attributes((name, identifier.get(name)) for name in names), text_of(identifier.get("relatedItemIdentifier")))
    yield from _list("creators", [_creator(person) for person in members(entry.get("creators"))])
    yield parent("titles", (_title(title) for title in wrapped(entry.get("titles"))))
    for name in ("publicationYear", "volume", "issue", "number", "firstPage", "lastPage", "publisher", "edition"):
        if present(entry.get(name)):
            attributes = _attributes([("numberType", entry.get("numberType"))]) if name == "number" else {}
            yield Element(name, attributes, text_of(entry[name]))
    yield from _list("contributors", [_contributor(person, "Other") for person in members(entry.get("contributors"))])


def _rights(entry: Any) -> Element:
    if not isinstance(entry, dict):
        return Element("rights", {}, text_of(entry))
    attributes = _attributes(
        [
            ("rightsURI", entry.get("rightsUri")),
            ("rightsIdentifier", entry.get("rightsIdentifier")),
            ("rightsIdentifierScheme", entry.get("rightsIdentifierScheme")),
            ("schemeURI", entry.get("schemeUri")),
            ("xml:lang", entry.get("lang")),
        ]
    )
    return Element("rights", attributes, text_of(entry.get("rights")))


def _descriptions(descriptions: Any, series: Any) -> Iterator[Element]:
    """The wrapper stands empty where there is a container with a title: its place as series information is reserved."""
    if present(descriptions) or present(series):
        yield parent("descriptions", (_description(entry) for entry in wrapped(descriptions)))


def _description(entry: Any) -> Element:
    if not isinstance(entry, dict):
        return Element("description", {"descriptionType": "Abstract"}, text_of(entry))
    kind = entry.get("descriptionType")
    attributes = _attributes([("xml:lang", entry.get("lang")), ("descriptionType", "Abstract" if kind is None else kind)])
    return Element("description", attributes, text_of(entry.get("description")))


def _place(entry: dict[str, Any]) -> Iterator[Element]:
    if entry.get("geoLocationPlace") is not None:
        yield Element("geoLocationPlace", {}, text_of(entry["geoLocationPlace"]))
    point, box, polygon = (entry.get(name) for name in ("geoLocationPoint", "geoLocationBox", "geoLocationPolygon"))
    if isinstance(point, dict):
        yield parent("geoLocationPoint", _coordinates(point, ("pointLatitude", "pointLongitude")))
    if isinstance(box, dict):
        sides = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
        yield parent("geoLocationBox", _coordinates(box, sides))
    if polygon is not None:
        yield parent("geoLocationPolygon", (_polygon_point(corner) for corner in objects(polygon)))


def _polygon_point(corner: dict[str, Any]) -> Element:
    name = "polygonPoint" if "polygonPoint" in corner else "inPolygonPoint"
    point = corner.get(name)
    return parent(name, _coordinates(point if isinstance(point, dict) else {}, ("pointLatitude", "pointLongitude")))


def _coordinates(point: dict[str, Any], names: Iterable[str]) -> Iterator[Element]:
    for name in names:
        yield Element(name, {}, text_of(point.get(name)))


def _funding(entry: dict[str, Any]) -> Iterator[Element]:
    yield Element("funderName", {}, text_of(entry.get("funderName")))
    if present(entry.get("funderIdentifier")):
        yield Element("funderIdentifier", _attributes([("funderIdentifierType", entry.get("funderIdentifierType"))]), text_of(entry["funderIdentifier"]))
    if present(entry.get("awardNumber")) or present(entry.get("awardUri")):
        yield Element("awardNumber", _attributes([("awardURI", entry.get("awardUri"))]), text_of(entry.get("awardNumber")))
    if present(entry.get("awardTitle")):
        yield Element("awardTitle", {}, text_of(entry["awardTitle"]))
