# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite XML as DataCite reads it: documents of any kernel, broken ones too, as JSON attributes; and the form in which it keeps them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from . import licences, types
from .document import Document
from .element_map import CONTENT, mapped
from .names import doi_of, doi_url, funder_url, identifier_type, identifier_url, ror_url
from .parsing import blankless_tree
from .people import people
from .text import escape_inline_tags, sanitized, squish
from .values import plain, present, printed, text_of, without_nulls, wrapped

_STANDALONE = re.compile(r"""<\?xml[^>]*?(\sstandalone=["'](?:yes|no)["'])""")
KERNELS = "http://datacite.org/schema/kernel"


def is_datacite(root: Any) -> bool:
    """Whether any namespace that the document declares is one of DataCite's kernels."""
    return _kernel(root) is not None


def read(root: Any, doi: str | None) -> Document:
    """The attributes of a document; `doi` from the request goes before the one inside."""
    kernel = _kernel(root)
    resource = _resource(root)
    own = _content(resource.get("identifier"))
    name = doi_of(doi) if doi else doi_of(own)
    attributes = without_nulls(dict(_attributes(resource)) | {"schemaVersion": kernel})
    return Document("datacite", found=doi_url(name) is not None, attributes=attributes, doi=name, agency="datacite")


def keep(text: str, doi: str | None) -> str:
    """The document as DataCite keeps it: laid out anew, inline tags as text, its identifier replaced by `doi` (or its own) in capitals."""
    root = blankless_tree(escape_inline_tags(text))
    if root is None:
        return text.strip()
    own = _identifier_element(root)
    name = doi or doi_of(own.text if own is not None else None)
    if own is not None and name:
        for child in list(own):
            own.remove(child)
        own.text = name.upper()
    tree = root.getroottree()
    body = etree.tostring(tree, encoding="unicode", pretty_print=True, with_tail=False)
    standalone = _STANDALONE.match(text)
    return f'<?xml version="{tree.docinfo.xml_version or "1.0"}" encoding="UTF-8"{standalone[1] if standalone else ""}?>\n{body}'.strip()


def _identifier_element(root: Any) -> Any:
    """The first element called identifier in the namespace that is the document's default one."""
    namespace = root.nsmap.get(None)
    return next(root.iter(f"{{{namespace}}}identifier" if namespace else "identifier"), None)


def _kernel(root: Any) -> str | None:
    for element in root.iter():
        if isinstance(element.tag, str):
            for uri in element.nsmap.values():
                if uri.startswith(KERNELS):
                    return str(uri)
    return None


def _resource(root: Any) -> dict[str, Any]:
    whole = mapped(root, local_attributes=True) if str(root.tag).rpartition("}")[2] == "resource" else None
    return whole if isinstance(whole, dict) else {}


def _attributes(resource: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    yield "identifiers", [_identifier(entry) for entry in _entries(resource, "alternateIdentifiers", "alternateIdentifier") if present(_content(entry))]
    yield "types", _types(resource.get("resourceType"))
    yield "titles", titles(resource)
    yield "creators", people(_entries(resource, "creators", "creator"))
    yield "contributors", people(_entries(resource, "contributors", "contributor"))
    yield "publisher", _publisher(resource.get("publisher"))
    yield "fundingReferences", [_funding(entry) for entry in _entries(resource, "fundingReferences", "fundingReference") if entry is not None]
    yield "dates", list(_dates(_entries(resource, "dates", "date")))
    yield "publicationYear", _blank_as_none(_first_text(resource.get("publicationYear")))
    yield "descriptions", [_description(entry) for entry in _entries(resource, "descriptions", "description") if present(entry)]
    yield "rightsList", [_rights(entry) for entry in _entries(resource, "rightsList", "rights") if present(entry)]
    yield "version", _version(resource.get("version"))
    yield "subjects", list(_subjects(_entries(resource, "subjects", "subject")))
    yield "language", _blank_as_none(_first_text(resource.get("language")))
    yield "geoLocations", [place for entry in _entries(resource, "geoLocations", "geoLocation") if (place := _place(entry)) is not None]
    yield "relatedIdentifiers", [_related_identifier(entry) for entry in _entries(resource, "relatedIdentifiers", "relatedIdentifier")]
    yield "relatedItems", [_related_item(entry) for entry in _entries(resource, "relatedItems", "relatedItem")]
    yield "formats", [squish(entry) for entry in _lines(resource, "formats", "format") if squish(entry)]
    yield "sizes", list(_lines(resource, "sizes", "size"))


def _entries(resource: dict[str, Any], name: str, item: str) -> list[Any]:
    holder = resource.get(name)
    return wrapped(holder.get(item)) if isinstance(holder, dict) else []


def _lines(resource: dict[str, Any], name: str, item: str) -> Iterator[str]:
    for entry in _entries(resource, name, item):
        line = sanitized(_content(entry))
        if line:
            yield line


def _content(entry: Any) -> Any:
    return entry.get(CONTENT) if isinstance(entry, dict) else entry


def _member(entry: Any, name: str) -> Any:
    return entry.get(name) if isinstance(entry, dict) else None


def _text(entry: Any) -> Any:
    """Text of an element (several of them: a list without repetitions), character references in it resolved."""
    if isinstance(entry, str):
        return html.unescape(entry)
    if isinstance(entry, list):
        return plain(list(dict.fromkeys(_content(part) for part in entry)))
    return _content(entry)


def _first_text(entry: Any) -> Any:
    return _content(entry[0]) if isinstance(entry, list) and entry else _text(entry)


def _blank_as_none(text: Any) -> str | None:
    return text.strip() or None if isinstance(text, str) else None


def _version(entry: Any) -> str | None:
    value = _content(entry)
    return value if present(value) else None


def _identifier(entry: Any) -> dict[str, Any]:
    return {"identifierType": identifier_type(_member(entry, "alternateIdentifierType")), "identifier": _content(entry)}


def _types(entry: Any) -> dict[str, Any]:
    general, text = _member(entry, "resourceTypeGeneral"), _content(entry)
    return without_nulls({"resourceTypeGeneral": general, "resourceType": text if present(text) else None}) | types.derived(general, text)


def titles(holder: dict[str, Any]) -> list[dict[str, Any]]:
    """The titles of a resource or a related item."""
    found = []
    for entry in _entries(holder, "titles", "title"):
        if present(entry):
            members = {"title": sanitized(_content(entry)), "titleType": _member(entry, "titleType"), "lang": _member(entry, "lang")}
            found.append(without_nulls(members))
    return found


def _publisher(entry: Any) -> dict[str, Any] | None:
    first = next((one for one in wrapped(entry) if present(one)), None)
    if isinstance(first, str):
        return {"name": first.strip()}
    if not isinstance(first, dict):
        return None
    name, scheme, identifier = first.get(CONTENT), first.get("publisherIdentifierScheme"), first.get("publisherIdentifier")
    return without_nulls(
        {
            "name": str(name).strip() if present(name) else None,
            "publisherIdentifier": (ror_url(identifier) or identifier) if scheme == "ROR" else identifier,
            "publisherIdentifierScheme": scheme,
            "schemeUri": first.get("schemeURI"),
            "lang": first.get("lang"),
        }
    )


def _description(entry: Any) -> dict[str, Any]:
    text = sanitized(_content(entry), lines=True)
    if isinstance(entry, str):
        return {"description": text, "descriptionType": "Abstract"}
    return without_nulls({"description": text, "descriptionType": _member(entry, "descriptionType"), "lang": _member(entry, "lang")})


def _rights(entry: Any) -> dict[str, Any]:
    if isinstance(entry, str):
        return licences.of_text(entry)
    return licences.of_members(
        entry.get(CONTENT),
        identifier=entry.get("rightsIdentifier"),
        scheme=entry.get("rightsIdentifierScheme"),
        uri=entry.get("rightsURI"),
        lang=entry.get("lang"),
        scheme_uri=entry.get("schemeUri"),
    )


def _subjects(entries: list[Any]) -> Iterator[dict[str, Any]]:
    seen = set()
    for entry in entries:
        if entry is None:
            continue
        names = {"subjectScheme": "subjectScheme", "classificationCode": "classificationCode", "schemeUri": "schemeURI", "valueUri": "valueURI", "lang": "lang"}
        subject = without_nulls({"subject": sanitized(_content(entry))} | {ours: _member(entry, theirs) for ours, theirs in names.items()})
        spelled = printed(subject)
        if spelled not in seen:
            seen.add(spelled)
            yield subject


def _dates(entries: list[Any]) -> Iterator[dict[str, Any]]:
    for entry in entries:
        text = sanitized(_content(entry)) if isinstance(entry, dict) else None
        if text:
            yield without_nulls({"date": text, "dateType": entry.get("dateType"), "dateInformation": entry.get("dateInformation")})


def _funding(entry: Any) -> dict[str, Any]:
    funder, award = _member(entry, "funderIdentifier"), _member(entry, "awardNumber")
    identifier, kind, scheme_uri = _text(funder), _member(funder, "funderIdentifierType"), _member(funder, "schemeURI")
    if kind == "Crossref Funder ID":
        identifier = funder_url(identifier) or identifier
    elif kind == "ROR":
        identifier, scheme_uri = ror_url(identifier) or identifier, "https://ror.org"
    else:
        identifier = identifier_url(identifier) or identifier
    return without_nulls(
        {
            "funderName": _member(entry, "funderName"),
            "funderIdentifier": identifier,
            "funderIdentifierType": kind,
            "schemeUri": scheme_uri,
            "awardNumber": _text(award),
            "awardUri": _member(award, "awardURI"),
            "awardTitle": _member(entry, "awardTitle"),
        }
    )


def _identified(kind: Any, content: Any) -> Any:
    """The value of a related identifier: a DOI in lower case without its resolver; anything else as it stands."""
    return (doi_of(text_of(content).lower()) or content) if kind == "DOI" else content


def _related_identifier(entry: Any) -> dict[str, Any]:
    kind = _member(entry, "relatedIdentifierType")
    return without_nulls(
        {
            "relatedIdentifier": _identified(kind, _content(entry)),
            "relatedIdentifierType": kind,
            "relationType": _member(entry, "relationType"),
            "relationTypeInformation": _member(entry, "relationTypeInformation"),
            "resourceTypeGeneral": _member(entry, "resourceTypeGeneral"),
            "relatedMetadataScheme": _member(entry, "relatedMetadataScheme"),
            "schemeUri": _member(entry, "schemeURI"),
            "schemeType": _member(entry, "schemeType"),
        }
    )


def _related_item(entry: Any) -> dict[str, Any]:
    item = entry if isinstance(entry, dict) else {}
    number = item.get("number")
    return without_nulls(
        {
            "relationType": item.get("relationType"),
            "relationTypeInformation": item.get("relationTypeInformation"),
            "relatedItemType": item.get("relatedItemType"),
            "relatedItemIdentifier": _related_item_identifier(item.get("relatedItemIdentifier")),
            "creators": people(_entries(item, "creators", "creator")),
            "titles": titles(item),
            "publicationYear": item.get("publicationYear"),
            "volume": _text(item.get("volume")),
            "issue": _text(item.get("issue")),
            "number": _content(number),
            "numberType": _member(number, "numberType"),
            "firstPage": _text(item.get("firstPage")),
            "lastPage": _text(item.get("lastPage")),
            "publisher": _text(item.get("publisher")),
            "edition": _text(item.get("edition")),
            "contributors": people(_entries(item, "contributors", "contributor")),
        }
    )


def _related_item_identifier(entry: Any) -> dict[str, Any] | None:
    if not entry:
        return None
    kind = _member(entry, "relatedItemIdentifierType")
    members = {"relatedItemIdentifier": _identified(kind, _content(entry)), "relatedItemIdentifierType": kind}
    return without_nulls(members | {name: _member(entry, name) for name in ("relatedMetadataScheme", "schemeURI", "schemeType")})


def _place(entry: Any) -> dict[str, Any] | None:
    if not isinstance(entry, dict):
        return None
    point, box, polygon = (entry.get(name) for name in ("geoLocationPoint", "geoLocationBox", "geoLocationPolygon"))
    if any(isinstance(shape, str) for shape in (point, box, polygon)):
        return None
    sides = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
    return without_nulls(
        {
            "geoLocationPoint": _coordinates(point, ("pointLatitude", "pointLongitude")),
            "geoLocationBox": _coordinates(box, sides),
            "geoLocationPolygon": _polygon(polygon),
            "geoLocationPlace": _blank_as_none(_first_text(entry.get("geoLocationPlace"))),
        }
    )


def _coordinates(shape: Any, names: tuple[str, ...]) -> dict[str, Any] | None:
    return without_nulls({name: _member(shape, name) for name in names}) or None


def _polygon(shape: Any) -> list[dict[str, Any]] | None:
    """The corners and at most one point inside; several polygons in one place have no JSON form and are left out."""
    if not isinstance(shape, dict):
        return None
    corners = [{"polygonPoint": corner} for corner in wrapped(shape.get("polygonPoint"))]
    inside = [{"inPolygonPoint": point} for point in wrapped(shape.get("inPolygonPoint"))[:1]]
    return corners + inside or None
