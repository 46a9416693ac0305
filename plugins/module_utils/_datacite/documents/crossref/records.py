# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The records in a document of Crossref's, and the one that it is about. Private to the collection.

Crossref hands out `crossref_result` (its query schema 3.0), bare `doi_records` or `crossref` (unixref 1.0 and 1.1), and takes `doi_batch` (deposit schemas
4 and 5). All of them hold the same elements, in namespaces and with prefixes that differ; here they are read by their local names.
See https://www.crossref.org/documentation/schema-library/.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ...metadata.safe_xml import NotXml, parsed
from ..ordered import Request, Unusable
from ..own_name import doi_in
from ..shortened import shortened
from .texts import plain

_XML = "{http://www.w3.org/XML/1998/namespace}"
_LEVELS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "journal": (("journal_article", ("journal_article",)), ("journal_issue", ("journal_issue",)), ("journal", ("journal_metadata",))),
    "book": (("chapter", ("content_item",)), ("book", ("book_metadata", "book_series_metadata", "book_set_metadata"))),
    "conference": (("conference_paper", ("conference_paper",)), ("proceedings", ("proceedings_metadata", "proceedings_series_metadata"))),
    "report-paper": (("chapter", ("content_item",)), ("report", ("report-paper_metadata", "report-paper_series_metadata"))),
    "standard": (("chapter", ("content_item",)), ("standard", ("standard_metadata", "standard_series_metadata"))),
    "database": (("dataset", ("dataset",)), ("database", ("database_metadata",))),
    "sa_component": (("component", ("component_list/component",)),),
    "dissertation": (("dissertation", (".",)),),
    "posted_content": (("posted_content", (".",)),),
    "peer_review": (("peer_review", (".",)),),
    "grant": (("grant", (".",)),),
}
"""For each kind of content the elements that are records in it, the innermost first."""
_AROUND = ("journal_issue", "journal_metadata", "book_metadata", "book_series_metadata", "book_set_metadata", "proceedings_metadata",
           "proceedings_series_metadata", "report-paper_metadata", "report-paper_series_metadata", "standard_metadata", "standard_series_metadata",
           "database_metadata")
_NO_REGISTRANT = frozenset(("web-form", "webform", "registrant", "none", "unknown", "test"))
_MOST_NAMED = 10


@dataclass(frozen=True)
class Record:
    """One record: `work` says what it is about, `around` in what that appeared (nearest first), `model` holds them all, `query` is the answer to a query.

    `registrant` is whom the record belongs to, as a deposit says.
    """

    kind: str
    work: ElementTree.Element
    around: tuple[ElementTree.Element, ...]
    model: ElementTree.Element
    query: ElementTree.Element | None
    registrant: str = ""

    @property
    def doi(self) -> str:
        """The record's own DOI as it is written, or nothing."""
        return (self.work.findtext("doi_data/doi") or "").strip()

    @property
    def key(self) -> str:
        """What to choose this record by."""
        title = self.work.find("titles/title")
        if self.doi or title is not None:
            return self.doi or shortened(plain(title))
        return shortened(plain(self.work.find("full_title"))) or self.kind


def chosen(request: Request) -> Record:
    """The record that the document is about; raises Unusable."""
    root = _root(request.text)
    registrant = plain(root.find("head/registrant"))
    return replace(_chosen(root, request), registrant="" if registrant.lower() in _NO_REGISTRANT else registrant)


def _chosen(root: ElementTree.Element, request: Request) -> Record:
    found = list(_models(root))
    if not found:
        raise _nothing_in(root)
    everything = [record for model, query in found for record in _records(model, query)]
    if request.entry is not None:
        return _by_entry(everything, request.entry)
    asked = {doi for _model, query in found if query is not None and (doi := doi_in(query.findtext("doi")))}
    for doi in (request.doi, *(asked if len(asked) == 1 else ())):
        own = [record for record in everything if doi and doi_in(record.doi) == doi]
        if own:
            return own[0]
    innermost = [record for model, query in found for record in _innermost(model, query)]
    if len(innermost) > 1:
        raise Unusable(f"has {len(innermost)} records: {_keys(innermost)}", "choose one of them by `entry`", "entry")
    if not innermost:
        raise Unusable("is Crossref's, but holds no record in it that is known here", "write `metadata`")
    return innermost[0]


def _root(text: str) -> ElementTree.Element:
    """The root element, elements by their local names, attributes of foreign namespaces gone."""
    if text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        raise Unusable("is JSON, and no XML of Crossref's", "ask Crossref for application/vnd.crossref.unixsd+xml, or give it as Citeproc JSON")
    try:
        root = parsed(text)
    except NotXml as error:
        raise Unusable(error.message, error.suggestion) from None
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        for name in [name for name in element.attrib if name.startswith("{") and not name.startswith(_XML)]:
            local = name.rpartition("}")[2]
            value = element.attrib.pop(name)
            if local in ("href", "ror-id"):
                element.attrib.setdefault(local, value)
    return root


def _models(root: ElementTree.Element) -> Iterator[tuple[ElementTree.Element, ElementTree.Element | None]]:
    """The content elements, each with the query that it answers."""
    queries = [query for query in root.iter("query") if query.find("doi_record") is not None]
    if queries:
        for query in queries:
            for holder in query.iter("crossref"):
                yield from ((child, query) for child in holder if child.tag in _LEVELS)
        return
    if root.tag in _LEVELS:
        yield root, None
        return
    holders = [root] if root.tag in ("crossref", "body") else [one for one in root.iter() if one.tag in ("crossref", "body")]
    for holder in holders:
        yield from ((child, None) for child in holder if child.tag in _LEVELS)


def _records(model: ElementTree.Element, query: ElementTree.Element | None) -> Iterator[Record]:
    """Every record in a content element, the innermost first, then the components of each."""
    around = tuple(child for name in _AROUND for child in model.findall(name))[:_MOST_NAMED]
    found = []
    for kind, paths in _LEVELS[model.tag]:
        for work in (work for path in paths for work in model.findall(path)):
            place = around.index(work) + 1 if work in around else 0
            found.append(Record(kind, work, around[place:], model, query))
    yield from found
    for record in found:
        if record.kind != "component":
            yield from (Record("component", one, (record.work, *record.around), model, query) for one in record.work.iterfind("component_list/component"))


def _innermost(model: ElementTree.Element, query: ElementTree.Element | None) -> list[Record]:
    records = [record for record in _records(model, query) if record.kind != "component" or model.tag == "sa_component"]
    return [record for record in records if record.kind == records[0].kind] if records else []


def _by_entry(records: list[Record], entry: str) -> Record:
    wanted, doi = entry.strip(), doi_in(entry)
    named = next((record for record in records if wanted in (record.key, record.doi)), None)
    near = named or next((record for record in records if wanted.lower() == record.key.lower() or (doi and doi == doi_in(record.doi))), None)
    if near is not None:
        return near
    raise Unusable(f"`{shortened(entry)}` is none of the records: {_keys(records)}", "choose one of them", "entry")


def _keys(records: list[Record]) -> str:
    named = ", ".join(record.key for record in records[:_MOST_NAMED])
    return f"{named} and {len(records) - _MOST_NAMED} more" if len(records) > _MOST_NAMED else named


def _nothing_in(root: ElementTree.Element) -> Unusable:
    """Why there is no record in the document."""
    error = next((plain(one) for name in ("error", "msg") for one in root.iter(name) if plain(one)), "")
    unresolved = next((one for one in root.iter("query") if one.get("status") not in (None, "resolved")), None)
    if error or unresolved is not None:
        name = plain(unresolved.find("doi")) if unresolved is not None else ""
        words = shortened(error) or f"{name or 'the DOI'} was not found"
        return Unusable(f"is an answer of Crossref's without a record: {words}", "look whether the DOI is one of Crossref's, and ask again")
    if root.find(".//query") is not None:
        return Unusable("is Crossref's short answer to a query, without the record", "ask Crossref again with format=unixref")
    if next(root.iter("pending_publication"), None) is not None:
        return Unusable("announces a publication (`pending_publication`), and says nothing of it", "write `metadata`")
    added = next((child.tag for body in root.iter("body") for child in body), "")
    if root.tag == "doi_batch" and added:
        return Unusable(f"is a deposit at Crossref that only adds something to a record (`{shortened(added)}`)", "give the record itself, as Crossref has it")
    return Unusable("is Crossref's, but holds no record of a kind that is known here", "write `metadata`")
