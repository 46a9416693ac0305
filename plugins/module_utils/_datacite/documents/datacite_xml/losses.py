# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a DataCite XML document says and DataCite's attributes have no place for. Private to the collection.

It matters where attributes are made of the document and the document itself is not kept.
"""

from __future__ import annotations

from xml.etree import ElementTree

from ...metadata.datacite_xml import KERNEL
from ..own_name import doi_in
from ..shortened import shortened

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
_PERSON = ("givenName", "familyName", "nameIdentifier", "affiliation")
_RELATED = ("relationType", "relationTypeInformation", "relatedMetadataScheme", "schemeURI", "schemeType")
_CHILDREN: dict[str, tuple[str, ...]] = {
    "resource": (
        "identifier", "creators", "titles", "publisher", "publicationYear", "resourceType", "subjects", "contributors", "dates", "language",
        "alternateIdentifiers", "relatedIdentifiers", "sizes", "formats", "version", "rightsList", "descriptions", "geoLocations", "fundingReferences",
        "relatedItems",
    ),
    "creators": ("creator",),
    "creator": ("creatorName", *_PERSON),
    "titles": ("title",),
    "subjects": ("subject",),
    "contributors": ("contributor",),
    "contributor": ("contributorName", *_PERSON),
    "dates": ("date",),
    "alternateIdentifiers": ("alternateIdentifier",),
    "relatedIdentifiers": ("relatedIdentifier",),
    "sizes": ("size",),
    "formats": ("format",),
    "rightsList": ("rights",),
    "descriptions": ("description",),
    "description": ("br",),
    "geoLocations": ("geoLocation",),
    "geoLocation": ("geoLocationPlace", "geoLocationPoint", "geoLocationBox", "geoLocationPolygon"),
    "geoLocationPoint": ("pointLongitude", "pointLatitude"),
    "geoLocationBox": ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude"),
    "geoLocationPolygon": ("polygonPoint", "inPolygonPoint"),
    "polygonPoint": ("pointLongitude", "pointLatitude"),
    "inPolygonPoint": ("pointLongitude", "pointLatitude"),
    "fundingReferences": ("fundingReference",),
    "fundingReference": ("funderName", "funderIdentifier", "awardNumber", "awardTitle"),
    "relatedItems": ("relatedItem",),
    "relatedItem": (
        "relatedItemIdentifier", "creators", "titles", "publicationYear", "volume", "issue", "number", "firstPage", "lastPage", "publisher", "edition",
        "contributors",
    ),
}
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "identifier": ("identifierType",),
    "creatorName": ("nameType",),
    "contributorName": ("nameType",),
    "nameIdentifier": ("nameIdentifierScheme", "schemeURI"),
    "affiliation": ("affiliationIdentifier", "affiliationIdentifierScheme", "schemeURI"),
    "title": ("titleType", _LANG),
    "publisher": ("publisherIdentifier", "publisherIdentifierScheme", "schemeURI", _LANG),
    "resourceType": ("resourceTypeGeneral",),
    "subject": ("subjectScheme", "schemeURI", "valueURI", "classificationCode", _LANG),
    "contributor": ("contributorType",),
    "date": ("dateType", "dateInformation"),
    "alternateIdentifier": ("alternateIdentifierType",),
    "relatedIdentifier": ("relatedIdentifierType", "resourceTypeGeneral", *_RELATED),
    "rights": ("rightsURI", "rightsIdentifier", "rightsIdentifierScheme", "schemeURI", _LANG),
    "description": ("descriptionType", _LANG),
    "funderIdentifier": ("funderIdentifierType", "schemeURI"),
    "awardNumber": ("awardURI",),
    "relatedItem": ("relatedItemType", "relationType", "relationTypeInformation"),
    "relatedItemIdentifier": ("relatedItemIdentifierType", *_RELATED[2:]),
    "number": ("numberType",),
}
_HARMLESS = (f"{_INSTANCE}schemaLocation", f"{_INSTANCE}noNamespaceSchemaLocation", f"{_INSTANCE}type")
_MOST = 50
"""Sentences beyond this many help nobody."""


def lost(root: ElementTree.Element) -> tuple[str, ...]:
    """One sentence for each kind of element or attribute that no attribute of the record takes up."""
    found: dict[str, str] = {}
    _walk(root, "resource", found)
    _walk_values(root, found)
    return tuple(f"`{name}` ({value})" if value else f"`{name}`" for name, value in list(found.items())[:_MOST])


def _walk(element: ElementTree.Element, name: str, found: dict[str, str]) -> None:
    known = _ATTRIBUTES.get(name, ())
    for attribute, value in element.items():
        if attribute not in known and attribute not in _HARMLESS and value.strip() and name != "resource":
            shown = "xml:lang" if attribute == _LANG else attribute.rpartition("}")[2]
            found.setdefault(f"{name} {shown}", shortened(value))
    for child in element:
        own = child.tag.removeprefix(f"{{{KERNEL}}}")
        if own in _CHILDREN.get(name, ()):
            _walk(child, own, found)
        elif text := shortened("".join(child.itertext())):
            found.setdefault(own.rpartition("}")[2], text)


def _walk_values(root: ElementTree.Element, found: dict[str, str]) -> None:
    """Values in the right place that DataCite leaves out all the same."""
    for place in root.iter(f"{{{KERNEL}}}geoLocation"):
        polygons = place.findall(f"{{{KERNEL}}}geoLocationPolygon")
        if len(polygons) > 1:
            found.setdefault("geoLocationPolygon", f"{len(polygons)} in one geoLocation, where attributes hold one")
        for name in ("geoLocationPoint", "geoLocationBox"):
            shape = place.find(f"{{{KERNEL}}}{name}")
            if shape is not None and not len(shape) and (shape.text or "").strip():
                found.setdefault(name, shortened(shape.text or ""))
    for other in root.iter(f"{{{KERNEL}}}alternateIdentifier"):
        if (other.get("alternateIdentifierType") or "").strip().upper() == "DOI" and doi_in(other.text):
            found.setdefault("alternateIdentifier", f"{shortened(other.text or '')}, a DOI: give it as a related identifier, IsIdenticalTo")
