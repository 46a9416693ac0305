# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A BibTeX text as DataCite reads it: its first entry, LaTeX left as it stands."""

from __future__ import annotations

from typing import Any

from . import edtf, licences
from .bibtex import Entry, NotBibtex, first_object
from .bibtex_names import BadName, names
from .document import Document
from .names import doi_of
from .text import sanitized
from .values import without_nulls

_GENERAL = {
    "article": "JournalArticle", "book": "Book", "inbook": "BookChapter", "misc": "Other", "phdthesis": "Dissertation",
    "proceedings": "ConferenceProceeding", "techreport": "Report",
}  # fmt: skip
_CROSSREF = {"proceedings": "Proceedings", "phdthesis": "Dissertation", "article": "JournalArticle", "book": "Book", "inbook": "BookChapter"}
_CITEPROC = {"article": "article-journal", "phdthesis": "thesis"}
_SCHEMA_ORG = {"article": "ScholarlyArticle", "phdthesis": "Thesis"}
_RIS = {
    "article": "JOUR", "book": "BOOK", "inbook": "CHAP", "inproceedings": "CPAPER", "misc": "GEN", "phdthesis": "THES", "proceedings": "CONF",
    "techreport": "RPRT", "unpublished": "UNPD",
}  # fmt: skip


def read(text: str, doi: str | None) -> Document | None:
    """The document, or None where the text is no BibTeX. It is found only if its first object is an entry with a DOI."""
    try:
        entry = first_object(text)
    except NotBibtex:
        return None
    if entry is None:
        return None
    if not isinstance(entry, Entry):
        return Document("bibtex", found=False, attributes={})
    own = entry.fields.get("doi") or None
    return Document("bibtex", found=own is not None, attributes=without_nulls(_attributes(entry)), doi=doi_of(own) or doi)


def _attributes(entry: Entry) -> dict[str, Any]:
    get = entry.fields.get
    date = get("date", get("year", ""))
    return {
        "types": _types(entry.kind),
        "url": get("url") or None,
        "titles": [{"title": get("title")}] if _filled(get("title")) else [],
        "creators": _creators(get("author", "")),
        "container": _container(entry.fields),
        "publisher": {"name": get("publisher")} if _filled(get("publisher")) else None,
        "relatedIdentifiers": _related(entry.fields),
        "dates": [{"date": date, "dateType": "Issued"}] if _filled(date) and edtf.is_date(date) else None,
        "publicationYear": date[:4] if _filled(date) else None,
        "descriptions": [{"description": sanitized(get("abstract"), lines=True), "descriptionType": "Abstract"}] if _filled(get("abstract")) else [],
        "rightsList": [licences.of_members(None, uri=get("copyright"))] if _filled(get("copyright")) else [],
    }


def _filled(text: str | None) -> bool:
    return bool(text and text.strip())


def _types(kind: str) -> dict[str, Any]:
    return without_nulls(
        {
            "resourceTypeGeneral": _GENERAL.get(kind),
            "resourceType": _CROSSREF.get(kind, kind),
            "schemaOrg": _SCHEMA_ORG.get(kind, "ScholarlyArticle"),
            "bibtex": kind,
            "citeproc": _CITEPROC.get(kind, "misc"),
            "ris": _RIS.get(kind, "GEN"),
        }
    )


def _creators(authors: str) -> list[dict[str, Any]]:
    if not authors.strip():
        return []
    try:
        persons = names(authors)
    except BadName:
        return []
    return [
        without_nulls({"nameType": "Personal", "name": f"{last or ''}, {first or ''}", "givenName": first, "familyName": last}) for last, first in persons
    ]


def _container(fields: dict[str, str]) -> dict[str, Any] | None:
    if not _filled(fields.get("journal")):
        return None
    pages = [page.strip() for page in fields.get("pages", "").split("-")] if _filled(fields.get("pages")) else []
    issn = fields.get("issn") or None
    return without_nulls(
        {
            "type": "Journal",
            "title": fields["journal"],
            "identifier": issn,
            "identifierType": "ISSN" if issn else None,
            "volume": fields.get("volume") or None,
            "firstPage": pages[0] if pages else None,
            "lastPage": pages[1] if len(pages) > 1 else None,
        }
    )


def _related(fields: dict[str, str]) -> list[dict[str, Any]] | None:
    if not (_filled(fields.get("journal")) and fields.get("issn")):
        return None
    host = {"type": "Periodical", "relationType": "IsPartOf", "relatedIdentifierType": "ISSN", "title": fields["journal"]}
    return [host | {"relatedIdentifier": fields["issn"]}]
