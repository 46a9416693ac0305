# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as the citation element of the Journal Article Tag Suite (JATS)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .markup import Element, document, parent
from .values import present, text_of
from .view import View, date_parts

_OF_CROSSREF = {
    "Proceedings": "working-paper", "ReferenceBook": "book", "JournalIssue": "journal", "ProceedingsArticle": "working-paper", "Dataset": "data",
    "EditedBook": "book", "JournalArticle": "journal", "Journal": "journal", "Report": "report", "BookSeries": "book", "ReportSeries": "report",
    "BookTrack": "book", "Standard": "standard", "BookSection": "chapter", "BookPart": "chapter", "Book": "book", "BookChapter": "chapter",
    "StandardSeries": "standard", "Monograph": "book", "JournalVolume": "journal", "BookSet": "book",
}  # fmt: skip
_OF_SCHEMA_ORG = {
    "Article": "journal", "Book": "book", "DataCatalog": "data", "Dataset": "data", "PublicationIssue": "journal", "ScholarlyArticle": "journal",
    "SoftwareSourceCode": "software", "WebSite": "website",
}  # fmt: skip
_TITLES = {"data": "data-title", "journal": "article-title", "chapter": "chapter-title"}


def write(record: View) -> str:
    """The record as a document."""
    kind = _OF_CROSSREF.get(str(record.types.get("resourceType"))) or _OF_SCHEMA_ORG.get(str(record.types.get("schemaOrg")))
    return document(parent("element-citation", _parts(record, kind), {"publication-type": kind} if kind else {}))


def _parts(record: View, kind: str | None) -> Iterator[Element]:
    for group, attribute in (("author", "creators"), ("editor", "contributors")):
        persons = record.objects(attribute)
        if persons:
            yield parent("person-group", (parent("name", _name(one)) for one in persons), {"person-group-type": group})
    title, publisher, container = text_of(record.first("titles", "title")), record.publisher, record.container
    if kind in _TITLES:
        yield Element(_TITLES[kind], {}, title)
        source = None if kind == "chapter" else container.get("title")
        yield Element("source", {}, text_of(source or publisher.get("name")))
    else:
        yield Element("source", {}, title)
    if publisher and kind != "data":
        lang = publisher.get("lang")
        yield Element("publisher-name", {} if lang is None else {"xml:lang": text_of(lang)}, text_of(publisher.get("name")))
    yield from _dates(record.date("Issued"))
    for name, value in (("volume", "volume"), ("issue", "issue"), ("fpage", "firstPage"), ("lpage", "lastPage")):
        if present(container.get(value)):
            yield Element(name, {}, text_of(container[value]))
    if present(record.get("version")):
        yield Element("version", {}, text_of(record.get("version")))
    if record.doi:
        yield Element("pub-id", {"pub-id-type": "doi"}, record.doi)


def _name(person: dict[str, Any]) -> Iterator[Element]:
    for name, member in (("surname", "familyName"), ("given-names", "givenName")):
        if present(person.get(member)):
            yield Element(name, {}, text_of(person[member]))


def _dates(issued: Any) -> Iterator[Element]:
    parts = date_parts(issued)["date-parts"][0]
    yield Element("year", {"iso-8601-date": text_of(issued)}, str(parts[0]) if parts else "")
    for name, part in zip(("month", "day"), parts[1:], strict=False):
        yield Element(name, {}, f"{part:02d}")
