# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers and related works of a schema.org work. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...metadata.identifiers import issn_problem
from ...metadata.vocabularies import kernel4
from ..json_parts.part import Part
from ..json_parts.values import line_of, listed, named, once, without_nothing
from ..own_name import doi_in, is_placeholder
from .graph import types_of
from .kinds import PAGES

_RELATIONS: Mapping[str, str] = {
    "sameAs": "IsIdenticalTo", "isPartOf": "IsPartOf", "hasPart": "HasPart", "citation": "References", "isBasedOn": "IsSupplementedBy",
    "workTranslation": "HasTranslation", "translationOfWork": "IsTranslationOf", "predecessor_of": "IsPreviousVersionOf",
    "successor_of": "IsNewVersionOf", "PredecessorOf": "IsPreviousVersionOf", "SuccessorOf": "IsNewVersionOf", "isBasedOnUrl": "IsSupplementedBy",
    "exampleOfWork": "IsVersionOf", "workExample": "HasVersion", "codeRepository": "IsSupplementTo",
}  # fmt: skip
"""Members and the relations that DataCite's reader (and for the later ones DataCite's writer) has for them."""

_REVERSE: Mapping[str, str] = {"citation": "IsReferencedBy", "isBasedOn": "IsSupplementTo"}
_READ = frozenset(("sameAs", "isPartOf", "hasPart", "citation", "isBasedOn", "workTranslation", "translationOfWork"))
_GENERAL: Mapping[str, str] = {
    "Article": "Text", "AudioObject": "Sound", "Blog": "Text", "BlogPosting": "Text", "Book": "Book", "Chapter": "BookChapter", "Collection": "Collection",
    "DataCatalog": "Dataset", "Dataset": "Dataset", "Event": "Event", "ImageObject": "Image", "Movie": "Audiovisual", "PublicationIssue": "Text",
    "Report": "Report", "ScholarlyArticle": "Text", "Thesis": "Text", "Service": "Service", "Review": "PeerReview", "SoftwareSourceCode": "Software",
    "VideoObject": "Audiovisual", "WebPage": "Text", "WebSite": "Text",
}  # fmt: skip
_MOST_TOLD = 5
_DOI_IN_TEXT = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s?)(10\.\d{4,9}/[^\s\"<>]{1,200})", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_SCHEMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(?:https?://(?:www\.)?(?:n2t\.net|arks\.org)/)?(ark:/?\S+)", re.IGNORECASE), "ARK"),
    (re.compile(r"(?:hdl:|https?://hdl\.handle\.net/)(\S+)", re.IGNORECASE), "Handle"),
    (re.compile(r"(urn:\S+)", re.IGNORECASE), "URN"),
    (re.compile(r"(?:arxiv:|https?://arxiv\.org/abs/)(\S+)", re.IGNORECASE), "arXiv"),
    (re.compile(r"isbn[:\s]?([\d-]{9,17}[\dXx])", re.IGNORECASE), "ISBN"),
    (re.compile(r"e?issn[:\s]?(\d{4}-?\d{3}[\dXx])", re.IGNORECASE), "ISSN"),
    (re.compile(r"pmid:\s?(\d+)", re.IGNORECASE), "PMID"),
    (re.compile(r"(swh:1:\S+)", re.IGNORECASE), "SWHID"),
)
_TYPES = {term.lower(): term for term in kernel4.RELATED_IDENTIFIER_TYPE.since}


def identifiers_of(work: Mapping[str, Any], own: frozenset[str], url: str | None) -> Part:
    """Names other than its DOI; `own`: DOIs that are this work's own, `url`: its landing page, which is no identifier."""
    entries = [entry for entry in listed(work.get("identifier")) if not is_placeholder(_identifier(entry).get("identifier"))]
    found = [_identifier(entry) for entry in entries]
    found += [
        {"identifier": text, "identifierType": kind}
        for member, kind in (("isbn", "ISBN"), ("issn", "ISSN"))
        for one in listed(work.get(member))
        if (text := line_of(one))
    ]
    value = once(one for one in found if one and one["identifier"] != url and doi_in(one["identifier"]) not in own and one["identifierType"] != "DOI")
    plain = all(_is_plain_identifier(entry, one) for entry, one in zip(entries, found, strict=False)) and len(found) == len(entries)
    others = [doi for entry in entries if (one := _identifier(entry)) and (doi := doi_in(one["identifier"])) and doi not in own]
    members = {"identifier": [{"@type": "PropertyValue", "propertyID": one["identifierType"], "value": one["identifier"]} for one in value]} if value else {}
    return Part("identifiers", value or None, members, not plain, ("identifier", "isbn", "issn"), (), tuple(f"`identifier` ({doi})" for doi in once(others)))


def related_of(work: Mapping[str, Any], own: frozenset[str]) -> Part:
    """Works that this one is related to, by their DOI, address or ISSN."""
    reverse = work.get("@reverse")
    value: list[dict[str, str]] = []
    lost: list[str] = []
    plain = True
    members: dict[str, Any] = {}
    for holder, relations, sent in ((work, _RELATIONS, members), (reverse, _REVERSE, members.setdefault("@reverse", {}))):
        for member, relation in relations.items():
            entries = listed(holder.get(member) if isinstance(holder, dict) else None)
            if member == "sameAs":
                entries = [entry for entry in entries if not is_placeholder(_address_of(entry))]
            found = [None if _is_own_page(member, entry) else _related(entry, relation) for entry in entries]
            kept = [one for one in found if one is not None and _is_kept(one, own)]
            is_read = holder is reverse or member in _READ
            value.extend(kept)
            lost.extend(_lost(member, [entry for entry, one in zip(entries, found, strict=True) if one is None]))
            plain = plain and all(_is_kept(one, own) == _would_be_read(entry) for entry, one in zip(entries, found, strict=True)) and (is_read or not kept)
            if is_read:
                _send(sent, member, kept)
    members = {name: sent for name, sent in members.items() if sent}
    return Part("relatedIdentifiers", once(value) or None, members, not plain, (*_RELATIONS, "@reverse"), (), tuple(lost))


def own_dois(work: Mapping[str, Any]) -> list[str]:
    """The DOIs by which a document names its work, the most telling first; what it is the same as counts where there is no other."""
    texts = [line_of(work.get("@id")), line_of(work.get("doi")), line_of(work.get("DOI"))]
    texts += [one["identifier"] for entry in listed(work.get("identifier")) if (one := _identifier(entry))]
    found = once(doi for text in texts if (doi := doi_in(text)))
    if found:
        return found
    lesser = [
        line_of(one.get("@id") or one.get("url")) if isinstance(one, dict) else line_of(one)
        for member in ("url", "mainEntityOfPage", "sameAs")
        for one in listed(work.get(member))
    ]
    return once(doi for text in lesser if (doi := doi_in(text)))


def _identifier(entry: Any) -> dict[str, str]:
    if not isinstance(entry, dict) or "@value" in entry:
        text = line_of(entry)
        return _typed(text) if text else {}
    text = line_of(entry.get("value")) or line_of(entry.get("identifier")) or line_of(entry.get("@id")) or line_of(entry.get("url"))
    if not text:
        return {}
    kind = line_of(entry.get("propertyID")) or line_of(entry.get("name"))
    if kind and "://" in kind:
        kind = kind.rstrip("/").rpartition("/")[2]
    if not kind or doi_in(text):
        return _typed(text)
    return {"identifier": text, "identifierType": _TYPES.get(kind.lower(), kind)}


def _typed(text: str) -> dict[str, str]:
    """An identifier by what it looks like."""
    doi = doi_in(text)
    if doi:
        return {"identifier": doi, "identifierType": "DOI"}
    for pattern, kind in _SCHEMES:
        if found := pattern.fullmatch(text):
            return {"identifier": found[1], "identifierType": kind}
    return {"identifier": text, "identifierType": "URL" if _ADDRESS.fullmatch(text) else "Local ID"}


def _is_plain_identifier(entry: Any, one: Mapping[str, str]) -> bool:
    if isinstance(entry, str) or not isinstance(entry, dict):
        return isinstance(entry, str) and bool(one) and one["identifierType"] in ("DOI", "URL")
    if one and one["identifierType"] == "DOI":
        return str(entry.get("propertyID")).upper() == "DOI"
    return bool(one and entry.get("propertyID") == one["identifierType"] and entry.get("value") == one["identifier"])


def _related(entry: Any, relation: str) -> dict[str, str] | None:
    text = _address_of(entry)
    if not text:
        issn = line_of(entry.get("issn")) if isinstance(entry, dict) else None
        if issn and issn_problem(issn) is None:
            return {"relatedIdentifier": issn, "relatedIdentifierType": "ISSN", "relationType": relation}
        return None
    doi = doi_in(text)
    typed = {"relatedIdentifier": doi, "relatedIdentifierType": "DOI"} if doi else _related_other(text)
    if typed is None:
        return None
    return without_nothing({**typed, "relationType": relation, "resourceTypeGeneral": _general(entry)})


def _general(entry: Any) -> str | None:
    """The general type of a related work; DataCite's writer puts its own terms where schema.org's belong."""
    kind = entry.get("@type") if isinstance(entry, dict) else None
    return (_GENERAL.get(kind) or (kind if kind in kernel4.RESOURCE_TYPE_GENERAL.since else None)) if isinstance(kind, str) else None


def _related_other(text: str) -> dict[str, str] | None:
    for pattern, kind in _SCHEMES:
        if found := pattern.fullmatch(text):
            return {"relatedIdentifier": found[1], "relatedIdentifierType": kind}
    return {"relatedIdentifier": text, "relatedIdentifierType": "URL"} if _ADDRESS.fullmatch(text) else None


def _address_of(entry: Any) -> str | None:
    """The DOI or address in an entry: its own name, an identifier, or the only DOI in a reference that is written out."""
    if isinstance(entry, dict) and "@value" not in entry:
        texts = [line_of(entry.get("@id"))]
        texts += [known["identifier"] for one in listed(entry.get("identifier")) if (known := _identifier(one))]
        texts += [line_of(entry.get(member)) for member in ("doi", "url", "sameAs")]
        usable = [text for text in texts if text and _related_other(text) or doi_in(text)]
        return next((text for text in usable if doi_in(text)), None) or next(iter(usable), None)
    text = line_of(entry)
    if not text or doi_in(text) or _related_other(text):
        return text
    found = once(_DOI_IN_TEXT.findall(text[:2000]))
    return found[0].rstrip(".,;)]") if len(found) == 1 else None


def _would_be_read(entry: Any) -> bool:
    """Whether DataCite's reader makes a relation of it, and the right one: what is escaped in an address it escapes once more."""
    if not isinstance(entry, dict) or (_general(entry) and entry.get("@type") not in _GENERAL):
        return False
    name = entry.get("@id")
    return isinstance(name, str) and "%" not in name and (doi_in(name) is not None or _ADDRESS.fullmatch(name) is not None)


def _is_kept(one: Mapping[str, str] | None, own: frozenset[str]) -> bool:
    """Whether a relation is to another work than this one."""
    return one is not None and doi_in(one["relatedIdentifier"]) not in own


def _is_own_page(member: str, entry: Any) -> bool:
    """Whether an entry is only the page or site that shows the work."""
    return member == "isPartOf" and isinstance(entry, dict) and bool(types_of(entry)) and set(types_of(entry)) <= PAGES


def _lost(member: str, entries: list[Any]) -> list[str]:
    """Works without an identifier: only their names can be told; hosts are taken up as container."""
    names = [text for entry in entries if (text := named(entry))] if member != "isPartOf" else []
    if len(names) > _MOST_TOLD:
        return [f"`{member}` ({len(names)} entries without a DOI or address)"]
    return [f"`{member}` ({text if len(text) <= 40 else text[:39] + '…'})" for text in names]


def _send(holder: dict[str, Any], member: str, related: list[dict[str, str]]) -> None:
    """Puts the relations into the members that DataCite's reader looks at; it knows DOIs and addresses only."""
    for one in related:
        if one["relatedIdentifierType"] in ("DOI", "URL"):
            address = f"https://doi.org/{one['relatedIdentifier']}" if one["relatedIdentifierType"] == "DOI" else one["relatedIdentifier"]
            kind = next((known for known, general in _GENERAL.items() if general == one.get("resourceTypeGeneral")), "CreativeWork")
            holder.setdefault(member, []).append({"@id": address, "@type": kind})
