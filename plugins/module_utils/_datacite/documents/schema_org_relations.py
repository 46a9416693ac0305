# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers, related works and the container of a schema.org work. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..metadata.identifiers import issn_problem
from ..metadata.vocabularies import kernel4
from .json_part import Part
from .json_values import line_of, listed, named, once, without_nothing
from .own_name import doi_in
from .schema_org_graph import types_of

_RELATIONS: Mapping[str, str] = {
    "sameAs": "IsIdenticalTo", "isPartOf": "IsPartOf", "hasPart": "HasPart", "citation": "References", "isBasedOn": "IsSupplementedBy",
    "workTranslation": "HasTranslation", "translationOfWork": "IsTranslationOf", "predecessor_of": "IsPreviousVersionOf",
    "successor_of": "IsNewVersionOf", "PredecessorOf": "IsPreviousVersionOf", "SuccessorOf": "IsNewVersionOf", "isBasedOnUrl": "IsSupplementedBy",
    "subjectOf": "IsReferencedBy", "exampleOfWork": "IsVersionOf", "workExample": "HasVersion", "codeRepository": "IsSupplementTo",
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
_PERIODICALS = frozenset(("Periodical", "Journal", "Newspaper", "PublicationVolume", "PublicationIssue", "BookSeries", "Book", "CreativeWorkSeries"))
_MOST_CONTAINERS = 5


def identifiers_of(work: Mapping[str, Any], own: frozenset[str], url: str | None) -> Part:
    """Names other than its DOI; `own`: DOIs that are this work's own, `url`: its landing page, which is no identifier."""
    entries = listed(work.get("identifier"))
    found = [_identifier(entry) for entry in entries]
    found += [{"identifier": text, "identifierType": kind} for member, kind in (("isbn", "ISBN"), ("issn", "ISSN")) for one in listed(work.get(member)) if (text := line_of(one))]
    value = once(one for one in found if one and one["identifier"] != url and doi_in(one["identifier"]) not in own and one["identifierType"] != "DOI")
    plain = all(_is_plain_identifier(entry, one) for entry, one in zip(entries, found, strict=False)) and len(found) == len(entries)
    others = [doi for entry in entries if (one := _identifier(entry)) and (doi := doi_in(one["identifier"])) and doi not in own]
    members = {"identifier": [{"@type": "PropertyValue", "propertyID": one["identifierType"], "value": one["identifier"]} for one in value]} if value else {}
    return Part("identifiers", value or None, members, not plain, ("identifier", "isbn", "issn"), (), tuple(f"`identifier` ({doi})" for doi in once(others)))


def related_of(work: Mapping[str, Any], own: frozenset[str]) -> Part:
    """Works that this one is related to, by their DOI, address or ISSN."""
    reverse = work.get("@reverse")
    named_entries = [(member, relation, listed(work.get(member))) for member, relation in _RELATIONS.items()]
    reversed_entries = [(member, relation, listed(reverse.get(member) if isinstance(reverse, dict) else None)) for member, relation in _REVERSE.items()]
    value, lost, plain = [], [], True
    members: dict[str, Any] = {}
    for member, relation, entries in [*named_entries, *reversed_entries]:
        is_reverse = (member, relation) not in _RELATIONS.items()
        for entry in entries:
            one = _related(entry, relation)
            if one is None:
                plain, lost = plain and not _would_be_read(entry), [*lost, *_lost(member, entry)]
            elif doi_in(one["relatedIdentifier"]) in own:
                plain = plain and not _would_be_read(entry)
            else:
                value.append(one)
                plain = plain and _would_be_read(entry) and one["relatedIdentifierType"] in ("DOI", "URL") and (is_reverse or member in _READ)
                _send(members, member, one, is_reverse)
    names = (*_RELATIONS, "@reverse")
    return Part("relatedIdentifiers", once(value) or None, members, not plain, names, (), tuple(lost))


def container_of(work: Mapping[str, Any], is_dataset: bool) -> Part:
    """The catalogue of a dataset, or the journal, book or series of a text, with volume, issue and pages."""
    value = _catalogue(work) if is_dataset else {}
    if is_dataset and value:
        original = work.get("includedInDataCatalog")
        plain = isinstance(original, dict) and original.get("name") == value.get("title") and value.get("identifierType") != "DOI" and bool(original.get("url")) == (value.get("identifierType") == "URL")
        members = {"includedInDataCatalog": without_nothing({"name": value.get("title"), "url": value["identifier"] if value.get("identifierType") == "URL" else None})}
        return Part("container", value, members, not plain, ("includedInDataCatalog",))
    value = _periodical(work)
    names = ("periodical", "Periodical", "pageStart", "pageEnd", "pagination", "volumeNumber", "issueNumber")
    if "title" not in value:
        return Part("container", None, {}, is_dataset and bool(work.get("includedInDataCatalog")), names)
    members = {"Periodical": {"name": value["title"]}, "volumeNumber": value.get("volume"), "issueNumber": value.get("issue")}
    members |= {"pageStart": value.get("firstPage"), "pageEnd": value.get("lastPage")}
    return Part("container", value, without_nothing(members), True, names)


def own_dois(work: Mapping[str, Any]) -> list[str]:
    """The DOIs by which a document names its work, the most telling first; what it is the same as counts where there is no other."""
    texts = [line_of(work.get("@id")), line_of(work.get("doi")), line_of(work.get("DOI"))]
    texts += [found["identifier"] for entry in listed(work.get("identifier")) if (found := _identifier(entry))]
    found = once(doi for text in texts if (doi := doi_in(text)))
    if found:
        return found
    lesser = [line_of(one.get("@id") or one.get("url")) if isinstance(one, dict) else line_of(one) for member in ("url", "mainEntityOfPage", "sameAs") for one in listed(work.get(member))]
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
    if not one or one["identifierType"] == "DOI":
        return bool(one) and (isinstance(entry, str) or str(entry.get("propertyID")).upper() == "DOI")
    if isinstance(entry, str):
        return one["identifierType"] == "URL"
    return entry.get("propertyID") == one["identifierType"] and entry.get("value") == one["identifier"]


def _related(entry: Any, relation: str) -> dict[str, str] | None:
    text = _address_of(entry)
    if not text:
        issn = line_of(entry.get("issn")) if isinstance(entry, dict) else None
        if issn and issn_problem(issn) is None:
            return {"relatedIdentifier": issn, "relatedIdentifierType": "ISSN", "relationType": relation}
        return None
    doi = doi_in(text)
    kind = entry.get("@type") if isinstance(entry, dict) else None
    typed = {"relatedIdentifier": doi, "relatedIdentifierType": "DOI"} if doi else _related_other(text)
    if typed is None:
        return None
    return without_nothing({**typed, "relationType": relation, "resourceTypeGeneral": _GENERAL.get(kind) if isinstance(kind, str) else None})


def _related_other(text: str) -> dict[str, str] | None:
    for pattern, kind in _SCHEMES:
        if found := pattern.fullmatch(text):
            return {"relatedIdentifier": found[1], "relatedIdentifierType": kind}
    return {"relatedIdentifier": text, "relatedIdentifierType": "URL"} if _ADDRESS.fullmatch(text) else None


def _address_of(entry: Any) -> str | None:
    """The DOI or address in an entry: its own name, an identifier, or the only DOI in a reference that is written out."""
    if isinstance(entry, dict) and "@value" not in entry:
        texts = [line_of(entry.get("@id"))]
        texts += [found["identifier"] for one in listed(entry.get("identifier")) if (found := _identifier(one))]
        texts += [line_of(entry.get(member)) for member in ("doi", "url", "sameAs")]
        usable = [text for text in texts if text and _related_other(text) or doi_in(text)]
        return next((text for text in usable if doi_in(text)), None) or next(iter(usable), None)
    text = line_of(entry)
    if not text or doi_in(text) or _related_other(text):
        return text
    found = once(_DOI_IN_TEXT.findall(text[:2000]))
    return found[0].rstrip(".,;)]") if len(found) == 1 else None


def _would_be_read(entry: Any) -> bool:
    """Whether DataCite's reader makes a relation of it."""
    name = entry.get("@id") if isinstance(entry, dict) else None
    return isinstance(name, str) and (doi_in(name) is not None or _ADDRESS.fullmatch(name) is not None)


def _lost(member: str, entry: Any) -> list[str]:
    """A work without an identifier: only its name can be told; hosts are taken up as container."""
    text = named(entry)
    return [f"`{member}` ({text if len(text) <= 40 else text[:39] + '…'})"] if text and member not in ("isPartOf", "subjectOf") else []


def _send(members: dict[str, Any], member: str, one: Mapping[str, str], is_reverse: bool) -> None:
    if one["relatedIdentifierType"] not in ("DOI", "URL") or (not is_reverse and member not in _READ):
        return
    address = f"https://doi.org/{one['relatedIdentifier']}" if one["relatedIdentifierType"] == "DOI" else one["relatedIdentifier"]
    kind = next((known for known, general in _GENERAL.items() if general == one.get("resourceTypeGeneral")), None)
    holder = members.setdefault("@reverse", {}) if is_reverse else members
    holder.setdefault(member, []).append(without_nothing({"@id": address, "@type": kind or "CreativeWork"}))


def _catalogue(work: Mapping[str, Any]) -> dict[str, Any]:
    one = next((one for one in listed(work.get("includedInDataCatalog")) if isinstance(one, dict)), None)
    if one is None:
        return without_nothing({"title": line_of(work.get("includedInDataCatalog"))}) and {"type": "DataRepository", "title": line_of(work["includedInDataCatalog"])}
    address = next((text for member in ("url", "@id", "identifier") if (text := line_of(one.get(member))) and (doi_in(text) or _ADDRESS.fullmatch(text))), None)
    found = without_nothing({"title": named(one), "identifier": doi_in(address) or address, "identifierType": ("DOI" if doi_in(address) else "URL") if address else None})
    return {"type": "DataRepository", **found} if found else {}


def _periodical(work: Mapping[str, Any]) -> dict[str, Any]:
    hosts = list(_hosts(work))
    merged: dict[str, str | None] = {}
    for host in hosts:
        for ours, theirs in (
            ("volume", ("volumeNumber", "volume")), ("issue", ("issueNumber", "issue")), ("firstPage", ("firstPage", "pageStart")), ("lastPage", ("lastPage", "pageEnd")),
        ):  # fmt: skip
            merged.setdefault(ours, None)
            merged[ours] = merged[ours] or next((text for member in theirs if (text := line_of(host.get(member)))), None)
    for ours, own in (("volume", "volumeNumber"), ("issue", "issueNumber"), ("firstPage", "pageStart"), ("lastPage", "pageEnd")):
        merged[ours] = line_of(work.get(own)) or merged.get(ours)
    first, _hyphen, last = (line_of(work.get("pagination")) or "").replace("–", "-").partition("-")
    issn = next((text for host in hosts for text in (line_of(host.get("issn")), _issn_identifier(host)) if text), None)
    title = next((title for host in reversed(hosts) if (title := named(host))), None)
    return without_nothing(
        {
            "type": "Journal" if title and issn else "Series" if title else None,
            "title": title,
            "identifier": issn,
            "identifierType": "ISSN" if issn else None,
            "volume": merged["volume"],
            "issue": merged["issue"],
            "firstPage": merged["firstPage"] or first.strip(),
            "lastPage": merged["lastPage"] or last.strip(),
        }
    )


def _issn_identifier(host: Mapping[str, Any]) -> str | None:
    text = line_of(host.get("identifier"))
    return text if text and issn_problem(text) is None else None


def _hosts(work: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a text appeared in: issue, volume and journal, from the inside out."""
    waiting = [one for member in ("Periodical", "periodical", "isPartOf") for one in listed(work.get(member)) if isinstance(one, dict)]
    for _count in range(_MOST_CONTAINERS):
        if not waiting:
            return
        host = waiting.pop(0)
        if set(types_of(host)) & _PERIODICALS or "issn" in host or not types_of(host) or types_of(host) == ["Series"]:
            yield host
        waiting = [one for one in listed(host.get("isPartOf")) if isinstance(one, dict)] + waiting
