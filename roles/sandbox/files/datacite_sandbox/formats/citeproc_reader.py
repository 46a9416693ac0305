# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Citeproc (CSL) JSON as DataCite reads it: persons arrive without a full name, editors without a type."""

from __future__ import annotations

from typing import Any

from . import edtf, licences, types
from .document import Document
from .json_members import Stumble
from .names import doi_of, identifier_url
from .people import people
from .ris_reader import date_of_parts
from .schema_org_reader import described
from .text import sanitized
from .values import present, without_nulls, wrapped

_SCHEMA_ORG = {
    "song": "AudioObject", "post-weblog": "BlogPosting", "dataset": "Dataset", "graphic": "ImageObject", "motion_picture": "Movie",
    "article-journal": "ScholarlyArticle", "broadcast": "VideoObject", "webpage": "WebPage",
}  # fmt: skip
_GENERAL = {
    "song": "Audiovisual", "post-weblog": "Text", "dataset": "Dataset", "graphic": "Image", "motion_picture": "Audiovisual",
    "article-journal": "JournalArticle", "broadcast": "Audiovisual", "webpage": "Text",
}  # fmt: skip


def is_citeproc(meta: dict[str, Any]) -> bool:
    """By its date in parts alone."""
    issued = meta.get("issued")
    return isinstance(issued, dict) and present(issued.get("date-parts"))


def read(meta: dict[str, Any], doi: str | None) -> Document:
    """The document; it is found where its `id` or `DOI` is a DOI or an address. Raises Stumble."""
    attributes = without_nulls(_attributes(meta))
    name = meta.get("id") or meta.get("DOI")
    identity = identifier_url(name)
    return Document("citeproc", found=identity is not None, attributes=attributes, doi=doi_of(identity) or doi_of(doi))


def _attributes(meta: dict[str, Any]) -> dict[str, Any]:
    get = meta.get
    issued = _issued(meta["issued"])
    creators = people(_persons(get("author"))) if present(get("author")) else [{"nameType": "Organizational", "name": ":(unav)"}]
    translators = [one | {"contributorType": "Translator"} for one in people(_persons(get("translator")))]
    return {
        "types": _types(meta),
        "url": identifier_url(get("URL")),
        "titles": [{"title": get("title")}],
        "creators": creators,
        "contributors": people(_persons(get("editor"))) + translators,
        "container": _container(meta),
        "publisher": get("publisher"),
        "relatedIdentifiers": _related(meta),
        "dates": [{"date": issued, "dateType": "Issued"}] if edtf.is_date(issued) else None,
        "publicationYear": issued[:4],
        "descriptions": described(get("abstract")) or [],
        "rightsList": [licences.of_members(None, uri=get("copyright"))] if get("copyright") else None,
        "version": get("version"),
        "subjects": [{"subject": sanitized(word)} for word in wrapped(get("categories")) if isinstance(word, str)],
    }


def _types(meta: dict[str, Any]) -> dict[str, Any]:
    kind = meta.get("type")
    named = kind if isinstance(kind, str) else ""
    schema_org = _SCHEMA_ORG.get(named, "CreativeWork")
    return without_nulls(
        {
            "resourceTypeGeneral": _GENERAL.get(named),
            "schemaOrg": schema_org,
            "citeproc": kind,
            "bibtex": types.BIBTEX_OF_SCHEMA_ORG.get(schema_org, "misc"),
            "ris": "GEN",
        }
    )


def _persons(entries: Any) -> list[dict[str, Any]]:
    found = []
    for entry in wrapped(entries):
        if not isinstance(entry, dict):
            raise Stumble("a person is no object")
        literal = entry.get("literal")
        name = {"creatorName": literal} if present(literal) else {}
        found.append(without_nulls(name | {"givenName": entry.get("given"), "familyName": entry.get("family")}))
    return found


def _issued(value: dict[str, Any]) -> str:
    parts = value["date-parts"][0] if isinstance(value["date-parts"], list) else None
    if not isinstance(parts, list):
        raise Stumble("issued has no parts")
    return date_of_parts(*[*parts, None, None, None][:3])


def _container(meta: dict[str, Any]) -> dict[str, Any] | None:
    if not present(meta.get("container-title")):
        return None
    page = meta.get("page")
    if present(page) and not isinstance(page, str):
        raise Stumble("page is no text")
    pages = [part.strip() for part in page.split("-")] if isinstance(page, str) and present(page) else []
    issn = meta.get("ISSN")
    return without_nulls(
        {
            "type": "Periodical",
            "title": meta["container-title"],
            "identifier": issn,
            "identifierType": "ISSN" if present(issn) else None,
            "volume": meta.get("volume"),
            "issue": meta.get("issue"),
            "firstPage": pages[0] if pages else None,
            "lastPage": pages[1] if len(pages) > 1 else None,
        }
    )


def _related(meta: dict[str, Any]) -> list[dict[str, Any]] | None:
    if not (present(meta.get("container-title")) and present(meta.get("ISSN"))):
        return None
    host = {"type": "Periodical", "relationType": "IsPartOf", "relatedIdentifierType": "ISSN", "title": meta["container-title"]}
    return [host | {"relatedIdentifier": meta["ISSN"]}]
