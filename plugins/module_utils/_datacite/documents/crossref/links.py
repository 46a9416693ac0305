# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Crossref record is connected with: where it appeared, identifiers, funders, licences, related works. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from ...metadata.rights import completed
from ..own_name import doi_in
from ..shortened import shortened
from ..unique import unique
from .records import Record
from .texts import marked, plain

_RELATIONS = {
    "isreviewof": "Reviews", "hasreview": "IsReviewedBy", "ispreprintof": "IsPreviousVersionOf", "haspreprint": "IsNewVersionOf",
    "ismanuscriptof": "IsPreviousVersionOf", "hasmanuscript": "IsNewVersionOf", "isversionof": "IsVersionOf", "hasversion": "HasVersion",
    "istranslationof": "IsTranslationOf", "hastranslation": "HasTranslation", "issupplementto": "IsSupplementTo", "issupplementedby": "IsSupplementedBy",
    "ispartof": "IsPartOf", "haspart": "HasPart", "isderivedfrom": "IsDerivedFrom", "hasderivation": "IsSourceOf", "isbasedon": "IsDerivedFrom",
    "isbasisfor": "IsSourceOf", "iscontinuedby": "IsContinuedBy", "continues": "Continues", "isidenticalto": "IsIdenticalTo", "issameas": "IsIdenticalTo",
    "isreferencedby": "IsReferencedBy", "references": "References", "isdocumentedby": "IsDocumentedBy", "documents": "Documents",
    "iscompiledby": "IsCompiledBy", "compiles": "Compiles", "isrequiredby": "IsRequiredBy", "requires": "Requires", "replaces": "Obsoletes",
    "isreplacedby": "IsObsoletedBy", "isvariantformof": "IsVariantFormOf", "isoriginalformof": "IsOriginalFormOf", "isformatof": "IsVariantFormOf",
    "hasformat": "IsOriginalFormOf", "iscitedby": "IsCitedBy", "cites": "Cites", "ischildof": "IsPartOf", "isparentof": "HasPart",
}
"""Crossref's relationship types (https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/relationships/) in DataCite's words."""
_IDENTIFIERS = {"doi": "DOI", "issn": "ISSN", "isbn": "ISBN", "uri": "URL", "pmid": "PMID", "arxiv": "arXiv", "ark": "ARK", "purl": "PURL", "handle": "Handle"}
_FUNDER = re.compile(r"(?:.*?/)?10\.13039/(\d+)", re.IGNORECASE)


def isbns(work: ElementTree.Element) -> list[str]:
    """The ISBNs of a book, each once."""
    return list(dict.fromkeys(text for one in work.findall("isbn") if (text := plain(one))))


def issn(holder: ElementTree.Element) -> str:
    """The ISSN of a journal or series with its hyphen, the electronic one where there are several."""
    found = holder.findall("issn") or holder.findall("series_metadata/issn")
    best = next((one for one in found if one.get("media_type") == "electronic"), found[0] if found else None)
    text = plain(best)
    return f"{text[:4]}-{text[4:]}" if len(text) == 8 else text


def container(record: Record) -> dict[str, str] | None:
    """In what a chapter, a paper or a book appeared; None where it stands alone. (DataCite reads journals rightly.)"""
    pages = {name: plain(record.work.find(path)) for name, path in (("firstPage", "pages/first_page"), ("lastPage", "pages/last_page"))}
    if record.kind in ("chapter", "conference_paper", "component") and record.around:
        whole = record.around[0]
        title = marked(whole.find("titles/title")) or plain(whole.find("proceedings_title"))
        number = next(iter(isbns(whole)), "")
        kind = "Proceedings" if record.kind == "conference_paper" else "Book" if record.model.tag == "book" else "Series"
        identity = {"identifier": number, "identifierType": "ISBN" if number else ""}
        found = {"type": kind, **identity, "title": title, "volume": plain(whole.find("volume")), **pages}
    else:
        series = record.work.find("series_metadata")
        if series is None:
            return None
        number = issn(series)
        identity = {"identifier": number, "identifierType": "ISSN" if number else ""}
        found = {"type": "Book Series", **identity, "title": marked(series.find("titles/title")), "volume": plain(record.work.find("volume"))}
    return {name: value for name, value in found.items() if value} if found["title"] else None


def funding(record: Record) -> list[dict[str, str]]:
    """One entry for each award, and for each funder without one."""
    found = []
    for program in _programs(record, "fundref"):
        groups = [one for one in program.iter("assertion") if one.get("name") == "fundgroup"]
        for group in groups or [program]:
            found += list(_awards(group))
    for one in record.work.findall("project/funding"):
        name, number = plain(one.find("funder-name")), plain(record.work.find("award-number"))
        if name:
            found.append({"funderName": name, **_funder_id(plain(one.find("funder-id"))), **({"awardNumber": number} if number else {})})
    return _without_bare(unique(found))


def _without_bare(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """The entries without those that only name a funder of whom another one says more."""
    known = {one["funderName"] for one in found if len(one) > 1}
    return [one for one in found if len(one) > 1 or one["funderName"] not in known]


def _awards(group: ElementTree.Element) -> Iterator[dict[str, str]]:
    """One entry for each award; an award belongs to the funder before it, and in a group to the only one."""
    funders: list[dict[str, str]] = []
    awards: list[tuple[int, dict[str, str]]] = []
    for one in group.findall("assertion"):
        name = one.get("name")
        if name == "funder_name":
            funders.append(_funder(one))
        elif name in ("funder_identifier", "ror") and funders:
            funders[-1] |= _funder_id(plain(one))
        elif name == "award_number" and plain(one):
            address = one.get("awardURI")
            awards.append((max(len(funders) - 1, 0), {"awardNumber": plain(one), **({"awardUri": address} if address else {})}))
    awarded = {place for place, _award in awards}
    yield from (funder for place, funder in enumerate(funders) if funder["funderName"] and place not in awarded)
    yield from ({**funders[place], **award} for place, award in awards if place < len(funders) and funders[place]["funderName"])


def _funder(assertion: ElementTree.Element) -> dict[str, str]:
    name = " ".join(" ".join([assertion.text or "", *(child.tail or "" for child in assertion)]).split())
    identifier = next((plain(one) for one in assertion.iter("assertion") if one.get("name") in ("funder_identifier", "ror")), "")
    return {"funderName": name, **_funder_id(identifier)}


def _funder_id(text: str) -> dict[str, str]:
    crossref = _FUNDER.fullmatch(text)
    if crossref:
        return {"funderIdentifier": f"https://doi.org/10.13039/{crossref[1]}", "funderIdentifierType": "Crossref Funder ID"}
    if "ror.org/" in text:
        return {"funderIdentifier": f"https://ror.org/{text.rstrip('/').rpartition('/')[2]}", "funderIdentifierType": "ROR", "schemeUri": "https://ror.org"}
    return {}


def rights(record: Record) -> list[dict[str, Any]]:
    """The licences, each once."""
    found = [completed({"rightsUri": plain(one)}) for program in _programs(record, "AccessIndicators") for one in program.iter("license_ref") if plain(one)]
    return unique(found)


def _programs(record: Record, name: str) -> Iterator[ElementTree.Element]:
    for holder in (record.work, *record.work.findall("crossmark/custom_metadata"), *record.work.findall("version_info")):
        yield from (program for program in holder.findall("program") if program.get("name") in (name, None))


def relations(record: Record) -> tuple[list[dict[str, str]], list[str]]:
    """(the related works that the record names beside its references, those that DataCite has no words for)."""
    found, lost = [], []
    for program in record.work.iter("program"):
        for relation in (*program.iter("inter_work_relation"), *program.iter("intra_work_relation")):
            word = relation.get("relationship-type") or ""
            kind = (relation.get("identifier-type") or "").lower()
            value = (doi_in(plain(relation)) or "") if kind == "doi" else plain(relation)
            if not value or word.lower() not in _RELATIONS or kind not in _IDENTIFIERS:
                lost.append(f"`{word or 'relation'}` ({shortened(plain(relation))})")
                continue
            found.append({"relatedIdentifier": value, "relatedIdentifierType": _IDENTIFIERS[kind], "relationType": _RELATIONS[word.lower()]})
    return found, lost


def hosts(record: Record) -> list[dict[str, str]]:
    """The journal, series or book that it is part of, by its number."""
    found = []
    for holder in record.around:
        numbers = [(issn(holder), "ISSN"), *((number, "ISBN") for number in isbns(holder)[:1])]
        found += [{"relatedIdentifier": number, "relatedIdentifierType": kind, "relationType": "IsPartOf"} for number, kind in numbers if number]
    parent = doi_in(record.model.get("parent_doi") or "")
    if parent:
        found.append({"relatedIdentifier": parent, "relatedIdentifierType": "DOI", "relationType": "IsPartOf"})
    return found


def references(record: Record) -> tuple[list[dict[str, str]], int]:
    """(the cited works that have a DOI, the number of those that have none)."""
    citations = record.work.findall("citation_list/citation")
    dois = [doi_in(plain(one.find("doi"))) for one in citations]
    named = list(dict.fromkeys(doi for doi in dois if doi))
    return [{"relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": "References"} for doi in named], dois.count(None)
