# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crossref's records (Unixref, and what is deposited there). Private to the collection.

DataCite recognises them only as the answer to a query, takes the publisher from what stands beside the record, knows some kinds of content only, and loses
names, subtitles, abstracts, dates and awards. So one record is taken out, wrapped as such an answer, and what matters is read here as well.
"""

from __future__ import annotations

import re
from typing import Any

from ..ordered import MANDATORY, Ordered, Request
from ..own_name import doi_in, refuse_another
from . import facts, links
from .answer import answer
from .losses import losses
from .people import People, people
from .records import Record, chosen
from .texts import descriptions, plain

FORMAT = "crossref"
_READ_RIGHTLY = ("journal_article", "journal_issue")
"""Kinds of content whose container and related identifiers DataCite reads as they are."""
_LANDING_PAGE = re.compile(r"https?://(?!(?:dx\.|www\.)?doi\.org/)\S+", re.IGNORECASE)


def in_order(request: Request) -> Ordered:
    """One record of the document as the answer to a query; raises Unusable."""
    record = chosen(request)
    refuse_another(doi_in(record.doi), request)
    who = people(record)
    attributes = _attributes(record, who)
    publisher, became = facts.publisher(record)
    _titles, made = facts.record_titles(record)
    return Ordered(
        format=FORMAT,
        text=answer(record, request.doi, publisher),
        attributes=attributes,
        otherwise=_otherwise(record),
        missing=_missing(record, attributes),
        mended=tuple(sentence for sentence in (*who.mended, made, became) if sentence),
        lost=(*who.lost, *losses(record)),
    )


def _attributes(record: Record, who: People) -> dict[str, Any]:
    """What DataCite's conversion is known to spoil, or to lose, in one kind of record or another."""
    titles, _made = facts.record_titles(record)
    publisher, _became = facts.publisher(record)
    found: dict[str, Any] = {"types": facts.types(record)}
    if issued := facts.issued(record):
        found["publicationYear"] = int(issued[:4])
        found["dates"] = facts.dates(record)
    for name, value in (
        ("creators", [*who.creators]), ("titles", titles), ("publisher", {"name": publisher} if publisher else {}), ("contributors", [*who.contributors]),
        ("descriptions", descriptions(record.work)), ("fundingReferences", links.funding(record)), *_connections(record),
    ):
        if value:
            found[name] = value
    if "identifiers" in found:
        found["alternateIdentifiers"] = None  # the same list under its other name, as DataCite made it
    if record.kind not in _READ_RIGHTLY:
        found["container"] = links.container(record)
    if not _LANDING_PAGE.fullmatch(plain(record.work.find("doi_data/resource"))):
        found["url"] = None
    return found


def _connections(record: Record) -> list[tuple[str, list[dict[str, str]]]]:
    """Related works and numbers, where the record has more than DataCite reads."""
    related, _lost = links.relations(record)
    hosts = links.hosts(record)
    numbers = links.isbns(record.work)
    found: list[tuple[str, list[dict[str, str]]]] = []
    if related or (hosts and record.kind not in _READ_RIGHTLY):
        cited, _without = links.references(record)
        found.append(("relatedIdentifiers", [*hosts, *related, *cited]))
    if len(numbers) > 1:
        found.append(("identifiers", [{"identifier": number, "identifierType": "ISBN"} for number in numbers]))
    return found


def _otherwise(record: Record) -> dict[str, Any]:
    """What DataCite reads in some kinds of content only."""
    group = plain(record.work.find("group_title"))
    candidates = {
        "language": facts.language(record),
        "rightsList": links.rights(record),
        "subjects": [{"subject": group}] if group else [],
        "version": plain(record.work.find("version_info/version")),
    }
    return {name: value for name, value in candidates.items() if value}


def _missing(record: Record, attributes: dict[str, Any]) -> tuple[str, ...]:
    said = {name for name in MANDATORY if attributes.get(name)}
    if facts.known(record, "created"):
        said.add("publicationYear")  # DataCite takes the day on which Crossref was told first
    return tuple(name for name in MANDATORY if name not in said)
