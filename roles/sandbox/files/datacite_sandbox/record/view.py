# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as the REST API shows it: the attributes of a JSON:API document, in DataCite's order and shapes."""

from __future__ import annotations

import base64
from typing import Any

from ..formats.values import wrapped
from .container import shown_container
from .states import FINDABLE
from .trips import while_answering

_COUNTS = ("viewCount", "viewsOverTime", "downloadCount", "downloadsOverTime", "referenceCount", "citationCount", "citationsOverTime",
           "partCount", "partOfCount", "versionCount", "versionOfCount")  # fmt: skip


def attributes(
    record: dict[str, Any], *, affiliation: bool, publisher: bool, detail: bool, listing: bool = False, landing_page: bool = False
) -> dict[str, Any]:
    """The attributes shown.

    `affiliation` and `publisher`: objects instead of names. `detail`: with the XML and what else only detailed answers have. `listing`: in the
    form that lists have (times without fractions, no year of publication as text). `landing_page`: for those who may see link checks.
    Raises Refused for a damaged record.
    """
    while_answering(record)
    identifiers = _shown_identifiers(record)
    prefix, _unused, suffix = record["doi"].partition("/")
    shown: dict[str, Any] = {"doi": record["doi"]}
    if detail:
        shown |= {"prefix": prefix, "suffix": suffix}
    shown["identifiers"] = identifiers
    if detail:
        shown["alternateIdentifiers"] = [
            {"alternateIdentifierType": entry.get("identifierType"), "alternateIdentifier": entry.get("identifier")} for entry in identifiers
        ]
    shown |= _metadata(record, affiliation=affiliation, publisher=publisher)
    if detail:
        shown["xml"] = _encoded(record["xml"])
    shown |= _administration(record)
    if landing_page:
        shown["landingPage"] = record["landing_page"]
    shown |= {name: [] if name.endswith("OverTime") else 0 for name in _COUNTS if detail or not name.endswith("OverTime")}
    return shown | _times(record, listing=listing)


def published(record: dict[str, Any]) -> str:
    """The date of a type spelled `issued` if there is one, else the year of publication as text; empty where there is none."""
    for date in wrapped(record["dates"]):
        if isinstance(date, dict) and date.get("dateType") == "issued":
            return date.get("date") or _year(record)
    return _year(record)


def _metadata(record: dict[str, Any], *, affiliation: bool, publisher: bool) -> dict[str, Any]:
    return {
        "creators": _people(record["creators"], affiliation=affiliation),
        "titles": wrapped(record["titles"]),
        "publisher": _publisher(record["publisher_obj"], whole=publisher),
        "container": shown_container(record),
        "publicationYear": record["publication_year"],
        "subjects": wrapped(record["subjects"]),
        "contributors": _people(record["contributors"], affiliation=affiliation),
        "dates": wrapped(record["dates"]),
        "language": record["language"],
        "types": {} if record["types"] in (None, False) else record["types"],
        "relatedIdentifiers": wrapped(record["related_identifiers"]),
        "relatedItems": wrapped(record["related_items"]),
        "sizes": wrapped(record["sizes"]),
        "formats": wrapped(record["formats"]),
        "version": record["version_info"],
        "rightsList": wrapped(record["rights_list"]),
        "descriptions": wrapped(record["descriptions"]),
        "geoLocations": wrapped(record["geo_locations"]),
        "fundingReferences": wrapped(record["funding_references"]),
    }


def _administration(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "url": record["url"],
        "contentUrl": record["content_url"],
        "metadataVersion": record["metadata_version"] or 0,
        "schemaVersion": record["schema_version"],
        "source": record["source"],
        "isActive": record["state"] == FINDABLE and record["updated"] is not None,
        "state": record["state"],
        "reason": record["reason"],
    }


def _times(record: dict[str, Any], *, listing: bool) -> dict[str, Any]:
    return {
        "created": _time(record["created"], listing=listing),
        "registered": _time(record["registered"], listing=listing),
        "published": None if listing else published(record),
        "updated": _time(record["updated"], listing=listing),
    }


def _time(time: str | None, *, listing: bool) -> str | None:
    """Single records show milliseconds, which are never other than zero."""
    if time is None:
        return None
    seconds = time.removesuffix("Z").partition(".")[0]
    return f"{seconds}Z" if listing else f"{seconds}.000Z"


def _shown_identifiers(record: dict[str, Any]) -> list[Any]:
    """All but those that repeat the DOI or the landing page."""
    hidden = (record["doi"].upper(), record["url"])
    return [entry for entry in wrapped(record["identifiers"]) if not isinstance(entry, dict) or entry.get("identifier") not in hidden]


def _people(people: Any, *, affiliation: bool) -> list[dict[str, Any]]:
    """Each person with two lists that are always there."""
    return [
        {
            **person,
            "affiliation": _affiliations(person.get("affiliation"), whole=affiliation),
            "nameIdentifiers": wrapped(person.get("nameIdentifiers")),
        }
        for person in wrapped(people)
    ]


def _affiliations(entries: Any, *, whole: bool) -> list[Any]:
    shown = (entry if whole else entry.get("name") if isinstance(entry, dict) else None for entry in wrapped(entries))
    return [entry for entry in shown if entry is not None]


def _publisher(publisher: Any, *, whole: bool) -> Any:
    if isinstance(publisher, dict) and not whole:
        return publisher.get("name")
    return publisher


def _encoded(xml: Any) -> str | None:
    return base64.b64encode(xml.encode()).decode() if isinstance(xml, str) and xml.strip() else None


def _year(record: dict[str, Any]) -> str:
    year = record["publication_year"]
    return "" if year is None else str(year)
