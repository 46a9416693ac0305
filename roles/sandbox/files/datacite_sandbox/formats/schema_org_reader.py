# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""schema.org JSON-LD as DataCite reads it: plain keys, no expansion."""

from __future__ import annotations

import re
from typing import Any

from . import edtf, licences, types
from .document import Document
from .json_members import Stumble, dug, first_named, member
from .names import doi_of, identifier_type, identifier_url
from .people import people
from .schema_org_people import as_people
from .text import sanitized
from .values import plain, present, without_nulls, wrapped

_RELATIONS = {
    "sameAs": "IsIdenticalTo",
    "isPartOf": "IsPartOf",
    "hasPart": "HasPart",
    "PredecessorOf": None,
    "SuccessorOf": None,
    "citation": "References",
}
_REVERSE_RELATIONS = {"citation": "IsReferencedBy", "isBasedOn": "IsSupplementTo"}
_LATER_RELATIONS = {"isBasedOn": "IsSupplementedBy", "workTranslation": "HasTranslation", "translationOfWork": "IsTranslationOf"}


def is_schema_org(meta: dict[str, Any]) -> bool:
    """By the text of the context alone."""
    context = meta.get("@context")
    return isinstance(context, str) and context.startswith(("http://schema.org", "https://schema.org"))


def read(meta: dict[str, Any], doi: str | None) -> Document:
    """The document; it is found even without a DOI inside. Raises Stumble."""
    provider = first_named(meta.get("provider"), "name")
    return Document("schema_org", found=True, attributes=without_nulls(_attributes(meta)), doi=doi_of(doi) or doi_of(meta.get("@id")), agency=provider)


def _attributes(meta: dict[str, Any]) -> dict[str, Any]:
    get = meta.get
    issued = get("datePublished")
    return {
        "types": _types(meta),
        "identifiers": identifiers(get("identifier")),
        "url": identifier_url(get("url")),
        "contentUrl": wrapped(get("contentUrl")),
        "sizes": wrapped(get("contenSize")) or None,
        "formats": wrapped(get("encodingFormat") or get("fileFormat")),
        "titles": [{"title": get("name")}] if present(get("name")) else None,
        "creators": _creators(get("author") or get("creator")),
        "contributors": _contributors(meta),
        "publisher": _publisher(get("publisher")),
        "container": _container(meta),
        "relatedIdentifiers": list(_related(meta)),
        "publicationYear": text_start(issued) if present(issued) else None,
        "dates": _dates(meta),
        "descriptions": described(get("description")),
        "rightsList": [licences.of_members(member(one, "name"), uri=member(one, "id")) for one in _filled(get("license"))],
        "version": version_text(get("version")),
        "subjects": subjects(get("keywords")),
        "language": _language(get("inLanguage")),
        "schemaVersion": version_text(get("schemaVersion")),
        "fundingReferences": [_funder(one) for one in _filled(get("funder"))],
        "geoLocations": [_place(one) for one in wrapped(get("spatialCoverage"))],
    }


def identifiers(value: Any) -> list[dict[str, Any]]:
    """Addresses that are no DOIs, and property values; each once."""
    found: list[dict[str, Any]] = []
    for entry in wrapped(value):
        one: dict[str, Any] | None = None
        if isinstance(entry, dict):
            one = {"identifierType": identifier_type(entry.get("propertyID")), "identifier": entry.get("value")}
        elif isinstance(entry, str):
            address = identifier_url(entry)
            one = {"identifierType": "URL", "identifier": address} if address and not address.startswith("https://doi.org") else None
        if one and one not in found:
            found.append(one)
    return found


def _types(meta: dict[str, Any]) -> dict[str, Any]:
    kind = meta.get("@type")
    if kind is not None and not isinstance(kind, str):
        raise Stumble("@type is no text")
    schema_org = re.sub(r"(?:\A|_)([a-z])", lambda found: found[1].upper(), kind) if kind else kind
    general = types.GENERAL_OF_SCHEMA_ORG.get(schema_org or "")
    return without_nulls(
        {
            "resourceTypeGeneral": general,
            "resourceType": meta.get("additionalType"),
            "schemaOrg": schema_org,
            "citeproc": types.CITEPROC_OF_SCHEMA_ORG.get(schema_org or "", "article-journal"),
            "bibtex": types.BIBTEX_OF_SCHEMA_ORG.get(schema_org or "", "misc"),
            "ris": types.RIS_OF_SCHEMA_ORG.get(general or "", "GEN"),
        }
    )


def _creators(authors: Any) -> list[dict[str, Any]] | None:
    return None if isinstance(authors, str) else people(as_people(authors, "creatorName"))


def _contributors(meta: dict[str, Any]) -> list[dict[str, Any]]:
    translators = people(as_people(meta.get("translator"), "contributorName"))
    return people(as_people(meta.get("editor"), "contributorName")) + [one | {"contributorType": "Translator"} for one in translators]


def _publisher(value: Any) -> dict[str, Any] | None:
    if not present(value):
        return None
    return without_nulls({"name": first_named(value, "name"), "publisherIdentifier": first_named(value, "@id")})


def _container(meta: dict[str, Any]) -> dict[str, Any]:
    dataset = meta.get("@type") == "Dataset"
    host = meta.get("includedInDataCatalog" if dataset else "Periodical")
    if not present(host):
        return {}
    address = first_named(host, "url")
    return without_nulls(
        {
            "type": "DataRepository" if dataset else "Periodical",
            "title": first_named(host, "name"),
            "identifier": address,
            "identifierType": "URL" if present(address) else None,
            "volume": meta.get("volumeNumber"),
            "issue": meta.get("issueNumber"),
            "firstPage": meta.get("pageStart"),
            "lastPage": meta.get("pageEnd"),
        }
    )


def _related(meta: dict[str, Any]) -> Any:
    for name, relation in _RELATIONS.items():
        yield from _relations(meta.get(name), relation)
    for name, relation in _REVERSE_RELATIONS.items():
        yield from _relations(dug(meta, "@reverse", name), relation)
    for name, relation in _LATER_RELATIONS.items():
        yield from _relations(meta.get(name), relation)


def _relations(entries: Any, relation: str | None) -> Any:
    for entry in wrapped(entries):
        if not present(member(entry, "@id")):
            continue
        address = identifier_url(member(entry, "@id"))
        doi = doi_of(address)
        kind = member(entry, "@type")
        yield without_nulls(
            {
                "relatedIdentifier": doi or address,
                "relationType": relation,
                "relatedIdentifierType": "DOI" if doi else "URL",
                "resourceTypeGeneral": types.GENERAL_OF_SCHEMA_ORG.get(kind) if isinstance(kind, str) else None,
            }
        )


def text_start(value: Any) -> Any:
    """The first four characters of a date; of a number, its last four bits."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value & 15
    if not isinstance(value, str):
        raise Stumble("a date is no text")
    return value[:4]


def _dates(meta: dict[str, Any]) -> list[dict[str, Any]]:
    names = {"datePublished": "Issued", "dateCreated": "Created", "dateModified": "Updated", "temporalCoverage": "Coverage"}
    return [{"date": meta[name], "dateType": kind} for name, kind in names.items() if isinstance(meta.get(name), str) and edtf.is_date(meta[name])]


def described(value: Any) -> list[dict[str, Any]] | None:
    """The description as an abstract."""
    if not present(value):
        return None
    texts = [sanitized(one.get("__content__") if isinstance(one, dict) else one, lines=True) for one in wrapped(value)]
    return [{"description": plain(list(dict.fromkeys(texts))), "descriptionType": "Abstract"}]


def _filled(value: Any) -> list[Any]:
    return [one for one in wrapped(value) if one is not None]


def version_text(value: Any) -> str | None:
    """A version as text, if there is any."""
    return str(value) if present(value) and str(value).strip() else None


def subjects(keywords: Any) -> list[dict[str, Any]]:
    """Keywords, cut at commas where they are one text."""
    words = keywords.split(", ") if isinstance(keywords, str) else wrapped(keywords)
    return [{"subject": sanitized(word)} for word in words if isinstance(word, str)]


def _language(value: Any) -> Any:
    return value if isinstance(value, str) else dug(value, "alternateName") or dug(value, "name")


def _funder(entry: Any) -> dict[str, Any]:
    name, identifier = member(entry, "name"), member(entry, "@id")
    if not present(identifier):
        return without_nulls({"funderName": name})
    kind = "Crossref Funder ID" if str(identifier).startswith("https://doi.org/10.13039") else "Other"
    return without_nulls({"funderName": name, "funderIdentifier": identifier, "funderIdentifierType": kind})


def _place(entry: Any) -> dict[str, Any]:
    box, point = dug(entry, "geo", "box"), {"pointLongitude": dug(entry, "geo", "longitude"), "pointLatitude": dug(entry, "geo", "latitude")}
    return without_nulls({"geoLocationPlace": dug(entry, "geo", "address"), "geoLocationPoint": without_nulls(point) or None, "geoLocationBox": _box(box)})


def _box(text: Any) -> dict[str, Any] | None:
    """South, west, north, east."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise Stumble("a box is no text")
    south, west, north, east = [*text.strip().split(None, 3), None, None, None, None][:4]
    names = {"westBoundLongitude": west, "eastBoundLongitude": east, "southBoundLatitude": south, "northBoundLatitude": north}
    return without_nulls(names) or None
