# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crossref's answer to a query (unixref) as DataCite reads it. A record read from it is filed under Crossref's agency."""

from __future__ import annotations

from typing import Any

from . import edtf, types
from .crossref_parts import abstracts, alternate_identifiers, funding, issn_of, people, program_relations, references, rights
from .document import Document
from .element_map import CONTENT, mapped
from .json_members import text_or_texts
from .names import doi_of
from .parsing import Tree
from .ris_reader import date_of_parts
from .text import sanitized
from .values import plain, present, without_nulls, wrapped


def query_of(root: Tree) -> dict[str, Any] | None:
    """The answered query, where the document has one with a Crossref record in it."""
    whole = {str(root.tag).rpartition("}")[2]: mapped(root, local_attributes=False)}
    query = _dug(whole, "crossref_result", "query_result", "body", "query")
    return query if present(_dug(query, "doi_record", "crossref")) else None


def read(query: dict[str, Any], doi: str | None) -> Document:
    """The document; it is found even without a DOI inside."""
    record = _dug(query, "doi_record", "crossref")
    model = list(record)[-1]
    parts = _Parts(model, record[model] if isinstance(record[model], dict) else {}, wrapped(query.get("crm_item")))
    name = doi_of(doi) or doi_of(_dug(parts.work, "doi_data", "doi"))
    return Document("crossref", found=True, attributes=without_nulls(parts.attributes()), doi=name, agency="crossref")


def _dug(value: Any, *names: str) -> Any:
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value


def _members(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


class _Parts:
    """The parts of one record: the work itself, what it appeared in, and what the query knows beside it."""

    def __init__(self, model: str, holder: dict[str, Any], items: list[Any]) -> None:
        self._model, self._holder, self._items = model, holder, items
        self._journal = _members(holder.get("journal_metadata")) if model == "journal" else {}
        self._issue = _members(holder.get("journal_issue")) if model == "journal" else {}
        self.work = self._work()

    def attributes(self) -> dict[str, Any]:
        """What DataCite takes from the record."""
        program = (_dug(self.work, "crossmark", "custom_metadata", "program") or self.work.get("program")) if self._model == "journal" else {}
        issued = self._issued()
        dates = [{"date": issued, "dateType": "Issued"}] if edtf.is_date(issued) else []
        updated = self._known("last-update")
        if isinstance(updated, str) and edtf.is_date(updated):
            dates.append({"date": updated, "dateType": "Updated"})
        return {
            "types": self._types(),
            "url": _first(_dug(self.work, "doi_data", "resource")),
            "titles": self._titles(),
            "identifiers": self._identifiers(),
            "creators": people(self.work, "author"),
            "contributors": people(self.work, "editor") + people(self.work, "translator"),
            "fundingReferences": funding(program),
            "publisher": self._publisher(),
            "container": self._container(),
            "relatedIdentifiers": self._host() + references(self.work) + program_relations(program),
            "dates": dates,
            "publicationYear": issued[:4] if dates and dates[0]["dateType"] == "Issued" else None,
            "descriptions": abstracts(self.work),
            "rightsList": rights(program),
        }

    def _work(self) -> dict[str, Any]:
        get = self._holder.get
        if self._model == "book":
            return _members(get("content_item") or get("book_metadata") or get("book_series_metadata") or get("book_set_metadata"))
        if self._model == "journal":
            return _members(get("journal_article")) or self._issue or self._journal
        inner = {
            "conference": ("conference_paper",),
            "sa_component": ("component_list", "component"),
            "database": ("dataset",),
            "report_paper": ("report_paper_metadata",),
        }
        return _members(_dug(self._holder, *inner[self._model])) if self._model in inner else self._holder

    def _kind(self) -> str:
        if self._model == "book":
            component = self.work.get("component_type")
            return f"book-{component}" if present(component) else "book"
        if self._model == "journal":
            return "journal_article" if _members(self._holder.get("journal_article")) else "journal_issue" if self._issue else "journal"
        return {"database": "dataset", "report_paper": "report"}.get(self._model, self._model)

    def _types(self) -> dict[str, Any]:
        name = types.camelized(self._kind())
        return without_nulls(
            {
                "resourceTypeGeneral": types.GENERAL_OF_CROSSREF.get(name),
                "resourceType": name,
                "schemaOrg": types.SCHEMA_ORG_OF_CROSSREF.get(name, "ScholarlyArticle"),
                "citeproc": types.CITEPROC_OF_CROSSREF.get(name, "article-journal"),
                "bibtex": types.BIBTEX_OF_CROSSREF.get(name, "misc"),
                "ris": types.RIS_OF_CROSSREF.get(name, "JOUR"),
            }
        )

    def _titles(self) -> list[dict[str, Any]]:
        if not present(self.work.get("titles")):
            return [{"title": ":(unav)"}]
        found = []
        for entry in wrapped(self.work["titles"]):
            title, original = _dug(entry, "title"), _dug(entry, "original_language_title")
            if not present(title) and not present(original):
                continue
            if isinstance(title, str):
                found.append({"title": sanitized(title)})
            elif present(original):
                found.append({"title": sanitized(_content(original)), "lang": _dug(original, "language")})
            else:
                found.append(without_nulls({"title": sanitized(_dug(title, CONTENT))}))
        return found

    def _publisher(self) -> Any:
        if self._items and isinstance(self._items[0], str):
            return {"name": self._items[0]}
        return _dug(self.work, "institution", "institution_name") if self._model == "posted_content" else None

    def _known(self, name: str) -> Any:
        """What the query knows under that name."""
        return next((item.get(CONTENT) for item in self._items if isinstance(item, dict) and item.get("name") == name), None)

    def _issued(self) -> str:
        published = next((date for date in wrapped(self.work.get("publication_date")) or wrapped(self.work.get("acceptance_date"))), None)
        if isinstance(published, dict):
            return date_of_parts(published.get("year"), published.get("month"), published.get("day"))
        return str(self._known("created") or "")[:10]

    def _identifiers(self) -> list[dict[str, Any]]:
        book = _members(self._holder.get("book_metadata")) if self._model == "book" and not self._journal else {}
        return alternate_identifiers(book or self.work)

    def _host(self) -> list[dict[str, Any]]:
        if not present(self._journal.get("issn")):
            return []
        identity = {"relatedIdentifier": issn_of(self._journal["issn"]), "relationType": "IsPartOf", "relatedIdentifierType": "ISSN"}
        return [without_nulls(identity | {"resourceTypeGeneral": "Collection"})]

    def _container(self) -> dict[str, Any] | None:
        pages = _members(self.work.get("pages"))
        extent = {"firstPage": pages.get("first_page"), "lastPage": pages.get("last_page")}
        if self._journal or self._model == "sa_component":
            issn = issn_of(self._journal.get("issn"))
            article = _members(self._holder.get("journal_article"))
            identity = {"type": "Journal", "identifier": issn, "identifierType": "ISSN" if issn else None, "title": _text(self._journal.get("full_title"))}
            place = {"volume": _text(_dug(self._issue, "journal_volume", "volume")), "issue": _text(self._issue.get("issue"))}
            extent["firstPage"] = extent["firstPage"] or _first(_dug(article, "publisher_item", "item_number"))
            return without_nulls(identity | place | extent)
        book = _members(self._holder.get("book_metadata"))
        if self._model == "book" and book:
            title = _dug(book, "titles", "title")
            return without_nulls({"type": "Book", "title": title, **extent, "identifiers": alternate_identifiers(book)})
        series = _dug(self._holder, "book_series_metadata", "series_metadata")
        if self._model == "book" and present(series):
            issn = issn_of(_dug(series, "issn"))
            identity = {"type": "Book Series", "identifier": issn, "identifierType": "ISSN" if issn else None}
            return without_nulls(identity | {"title": _dug(series, "titles", "title"), "volume": self.work.get("volume")})
        return None


def _content(entry: Any) -> Any:
    return entry.get(CONTENT) if isinstance(entry, dict) else entry


def _text(entry: Any) -> Any:
    return entry.get(CONTENT) if isinstance(entry, dict) else text_or_texts(plain(wrapped(entry)))


def _first(entry: Any) -> Any:
    return _content(entry[0]) if isinstance(entry, list) and entry else _text(entry)
