# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One Crossref record as the answer to a query, the only form that DataCite recognises. Private to the collection."""

from __future__ import annotations

import copy
from xml.etree import ElementTree

from ...metadata.safe_xml import written
from .records import Record

_QUERIED = {
    "journal_article": "journal_article", "journal_issue": "journal_issue", "journal": "journal_title", "chapter": "book_content", "book": "book_title",
    "conference_paper": "conference_paper", "proceedings": "conference_title", "report": "report-paper_title", "standard": "standard_title",
    "database": "database_title",
}

_UNKNOWN = frozenset(("proceedings", "report", "standard", "database", "grant"))
"""Kinds of content in which DataCite does not look for the record. A dissertation is one without anything around it, so they are sent as such;
what kind it is, is said beside it."""


def answer(record: Record, doi: str, publisher: str) -> str:
    """The document that Crossref would answer with for this record, the declared DOI in it."""
    root = ElementTree.Element("crossref_result", {"xmlns": "http://www.crossref.org/qrschema/3.0", "version": "3.0"})
    body = ElementTree.SubElement(ElementTree.SubElement(root, "query_result"), "body")
    query = ElementTree.SubElement(body, "query", {"status": "resolved"})
    ElementTree.SubElement(query, "doi", {"type": _QUERIED.get(record.kind, record.kind)}).text = doi
    items = list(record.query.findall("crm-item")) if record.query is not None else []
    if publisher and not any(item.get("name") == "publisher-name" for item in items):
        ElementTree.SubElement(query, "crm-item", {"name": "publisher-name", "type": "string"}).text = publisher
    query.extend(items)
    crossref = ElementTree.SubElement(ElementTree.SubElement(query, "doi_record"), "crossref", {"xmlns": "http://www.crossref.org/xschema/1.1"})
    crossref.append(_alone(record, doi))
    return written(root)


def _alone(record: Record, doi: str) -> ElementTree.Element:
    """The content element with this record and what it appeared in, without its neighbours."""
    work = copy.deepcopy(record.work)
    _put_in(work, doi)
    if record.kind in _UNKNOWN or (record.kind == "chapter" and record.model.tag != "book"):
        model = ElementTree.Element("dissertation")
        model.extend(list(work))
        return model
    if work.tag == record.model.tag:
        return work
    if record.kind == "component":
        model = ElementTree.Element("sa_component")
        ElementTree.SubElement(model, "component_list").append(work)
        return model
    model = ElementTree.Element(record.model.tag, record.model.attrib)
    model.extend(child for child in record.model if child in record.around or child.tag == "event_metadata")
    model.append(work)
    return model


def _put_in(work: ElementTree.Element, doi: str) -> None:
    data = work.find("doi_data")
    if data is None:
        data = ElementTree.SubElement(work, "doi_data")
    name = data.find("doi")
    if name is None:
        name = ElementTree.Element("doi")
        data.insert(0, name)
    name.text = doi
    resource = data.find("resource")
    if resource is None or not (resource.text or "").strip():
        # DataCite refuses a record of Crossref's without a landing page.
        resource = ElementTree.SubElement(data, "resource") if resource is None else resource
        resource.text = f"https://doi.org/{doi}"
