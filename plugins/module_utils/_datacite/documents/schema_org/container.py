# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container of a schema.org work: a catalogue, journal, book or series. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ...metadata.identifiers import issn_problem
from ..json_parts.part import Part
from ..json_parts.values import line_of, listed, named, without_nothing
from ..own_name import doi_in
from .graph import types_of

_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_PERIODICALS = frozenset(("Periodical", "Journal", "Newspaper", "PublicationVolume", "PublicationIssue", "BookSeries", "Book", "CreativeWorkSeries"))
_MOST_CONTAINERS = 5
_NUMBERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("volume", ("volumeNumber", "volume")),
    ("issue", ("issueNumber", "issue")),
    ("firstPage", ("firstPage", "pageStart")),
    ("lastPage", ("lastPage", "pageEnd")),
)


def container_of(work: Mapping[str, Any], is_dataset: bool) -> Part:
    """The catalogue of a dataset, or the journal, book or series of a text, with volume, issue and pages."""
    value = _catalogue(work) if is_dataset else {}
    if is_dataset and value:
        original = work.get("includedInDataCatalog")
        plain = (
            isinstance(original, dict)
            and original.get("name") == value.get("title")
            and value.get("identifierType") != "DOI"
            and bool(original.get("url")) == (value.get("identifierType") == "URL")
        )
        address = value["identifier"] if value.get("identifierType") == "URL" else None
        sent = {"includedInDataCatalog": without_nothing({"name": value.get("title"), "url": address})}
        return Part("container", value, sent, not plain, ("includedInDataCatalog",))
    value = _periodical(work)
    names = ("periodical", "Periodical", "pageStart", "pageEnd", "pagination", "volumeNumber", "issueNumber")
    if "title" not in value:
        return Part("container", None, {}, is_dataset and bool(work.get("includedInDataCatalog")), names)
    members: dict[str, Any] = {"Periodical": {"name": value["title"]}, "volumeNumber": value.get("volume"), "issueNumber": value.get("issue")}
    members |= {"pageStart": value.get("firstPage"), "pageEnd": value.get("lastPage")}
    return Part("container", value, without_nothing(members), True, names)


def _catalogue(work: Mapping[str, Any]) -> dict[str, Any]:
    entries = listed(work.get("includedInDataCatalog"))
    one = next((one for one in entries if isinstance(one, dict) and "@value" not in one), {"name": next(iter(entries), None)})
    texts = [text for member in ("url", "@id", "identifier") if (text := line_of(one.get(member)))]
    address = next((text for text in texts if doi_in(text) or _ADDRESS.fullmatch(text)), None)
    kind = None if address is None else "DOI" if doi_in(address) else "URL"
    found = without_nothing({"title": named(one), "identifier": doi_in(address) or address, "identifierType": kind})
    return {"type": "DataRepository", **found} if found else {}


def _periodical(work: Mapping[str, Any]) -> dict[str, Any]:
    hosts = list(_hosts(work))
    numbers: dict[str, str | None] = {}
    for ours, members in _NUMBERS:
        own = [line_of(work.get(member)) for member in members if member not in ("volume", "issue")]
        numbers[ours] = next((text for text in [*own, *(line_of(host.get(member)) for host in hosts for member in members)] if text), None)
    first, _hyphen, last = (line_of(work.get("pagination")) or "").replace("–", "-").partition("-")
    issn = next((text for host in hosts for text in (line_of(host.get("issn")), _issn_identifier(host)) if text), None)
    title = next((title for host in reversed(hosts) if (title := named(host))), None)
    return without_nothing(
        {
            "type": "Journal" if title and issn else "Series" if title else None,
            "title": title,
            "identifier": issn,
            "identifierType": "ISSN" if issn else None,
            "volume": numbers["volume"],
            "issue": numbers["issue"],
            "firstPage": numbers["firstPage"] or first.strip(),
            "lastPage": numbers["lastPage"] or last.strip(),
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
