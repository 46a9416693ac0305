# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, licence, funding, container and related works of a Citeproc item. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...metadata.identifiers import issn_problem
from ...metadata.vocabularies import kernel4
from ..json_parts.dates import date_in, of_parts, year_in
from ..json_parts.part import Part
from ..json_parts.rights import rights_of
from ..json_parts.values import line_of, listed, named, once, text_of, without_nothing
from ..own_name import doi_in

_ISSUED = ("issued", "published", "published-print", "published-online", "posted", "available-date", "event-date", "year", "date")
_SAME = tuple(member for member in _ISSUED if member != "event-date")
_OTHER_DATES = {"submitted": "Submitted", "available-date": "Available", "accepted": "Accepted"}
_SEASON_MONTHS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24", "1": "21", "2": "22", "3": "23", "4": "24"}
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)
_PAGES = re.compile(r"\s*([^\s,–—-]{1,30})(?:\s*(?:--?|[–—])\s*([^\s,–—-]{1,30}))?\s*")
_PLAIN_PAGES = re.compile(r"[^\s,–—-]+(?:-[^\s,–—-]+)?")
_DIGITS = re.compile(r"\d+", re.ASCII)
_STAND_IN = [[2000]]
"""DataCite knows Citeproc by its date of issue alone. Where an item has none, one is sent, and what DataCite makes of it thrown away."""

_RELATIONS = {term.lower(): term for term in kernel4.RELATION_TYPE.since} | {"isreviewof": "Reviews", "hasreview": "IsReviewedBy", "issameas": "IsIdenticalTo"}
_TYPES = {"doi": "DOI", "uri": "URL", "url": "URL", "issn": "ISSN", "isbn": "ISBN", "pmid": "PMID", "arxiv": "arXiv"}


def year_and_dates_of(item: Mapping[str, Any]) -> tuple[Part, Part]:
    """The year of publication and the dates. What is no date in parts, DataCite's reader does not see at all."""
    others = [{"date": date, "dateType": kind} for member, kind in _OTHER_DATES.items() if (date := _date(item.get(member)))]
    for member in _ISSUED:
        date = _date(item.get(member))
        year = year_in(date) if date else None
        if date and year:
            said = (
                ()
                if member in ("issued", "published") or member.startswith("published-")
                else (f"the date of issue is that of `{member}`: there is no `issued`",)
            )
            plain = member == "issued" and _is_plain_date(item["issued"], date)
            parts = [int(part) for part in _DIGITS.findall(date.partition("/")[0].partition("T")[0])][:3]
            issued = {"issued": {"date-parts": [parts if len(parts) < 2 or parts[1] <= 12 else parts[:1]]}}
            dates = [{"date": date, "dateType": "Issued"}, *(one for one in others if one["date"] != date or one["dateType"] != "Available")]
            return (
                Part("publicationYear", year, issued, not plain, tuple(name for name in _ISSUED if name in (member, *_SAME)), said),
                Part("dates", dates, {}, not plain or bool(others), tuple(_OTHER_DATES)),
            )
    lost = (f"`issued` ({str(text_of(item.get('issued')) or _raw(item.get('issued')) or '')[:40]})",) if _raw(item.get("issued")) else ()
    return (
        Part("publicationYear", None, {"issued": {"date-parts": _STAND_IN}}, True, _SAME, (), lost),
        Part("dates", others or None, {}, True, tuple(_OTHER_DATES)),
    )


def rights_part_of(item: Mapping[str, Any]) -> Part:
    """Licences. DataCite's reader takes the text of `copyright` for an address."""
    value = [one for member in ("copyright", "license", "rights") for one in rights_of(item.get(member))]
    return Part("rightsList", once(value) or None, {}, bool(value), ("copyright", "license", "rights"))


def landing_page_of(item: Mapping[str, Any]) -> Part:
    """The address of the page about the work; no DOI, for that leads to the page itself."""
    resource = item.get("resource")
    primary = resource.get("primary") if isinstance(resource, dict) else None
    texts = [line_of(item.get("URL")), line_of(item.get("url")), line_of(primary.get("URL")) if isinstance(primary, dict) else None]
    own = next((text for text in texts if text and _ADDRESS.fullmatch(text) and not _RESOLVER.match(text)), None)
    return Part("url", own, {"URL": own} if own else {}, item.get("URL") != own, ("URL", "url", "resource"))


def funding_of(item: Mapping[str, Any]) -> Part:
    """Funders as Crossref gives them, once for each award."""
    value: list[dict[str, Any]] = []
    for entry in listed(item.get("funder")):
        name = named(entry)
        if not name:
            continue
        doi = doi_in(line_of(entry.get("DOI"))) if isinstance(entry, dict) else None
        funder = {"funderName": name}
        if doi and doi.startswith("10.13039/"):
            funder |= {"funderIdentifier": f"https://doi.org/{doi}", "funderIdentifierType": "Crossref Funder ID"}
        awards = [text for one in listed(entry.get("award")) if (text := line_of(one))] if isinstance(entry, dict) else []
        value.extend([{**funder, "awardNumber": award} for award in awards] or [funder])
    return Part("fundingReferences", once(value) or None, {}, bool(value), ("funder",))


def container_of(item: Mapping[str, Any]) -> Part:
    """The journal, book or series that the work appeared in."""
    names: tuple[str, ...] = (
        "container-title",
        "container-title-short",
        "short-container-title",
        "collection-title",
        "volume",
        "issue",
        "page",
        "page-first",
        "journal-issue",
        "article-number",
    )
    host, series = (next((text for one in listed(item.get(member)) if (text := line_of(one))), None) for member in ("container-title", "collection-title"))
    title = host or series
    if not title:
        return Part("container", names=tuple(name for name in names if name not in ("article-number", "volume", "issue")))
    if host:
        names = tuple(name for name in names if name != "collection-title" or series == host)
    issn = _issn(item)
    first, last = _pages(item)
    number = line_of(item.get("article-number"))
    numbers = {member: line_of(item.get(member)) for member in ("volume", "issue")}
    value = without_nothing(
        {
            "type": "Periodical" if host else "Series",
            "title": title,
            "identifier": issn,
            "identifierType": "ISSN" if issn else None,
            **numbers,
            "firstPage": first or number,
            "lastPage": last,
        }
    )
    sent = without_nothing({"container-title": title, "ISSN": issn, **numbers, "page": "-".join(page for page in (first, last) if page) or None})
    page = item.get("page")
    plain = item.get("container-title") == title and item.get("ISSN") in (None, issn) and (not page or _PLAIN_PAGES.fullmatch(str(page)) is not None)
    plain = plain and bool(first or not number) and all(item.get(member) in (None, text) for member, text in numbers.items())
    return Part("container", value, sent, not plain, names)


def related_of(item: Mapping[str, Any], own: frozenset[str]) -> Part:
    """The journal by its ISSN, the book by its ISBN, references with a DOI, and the relations that Crossref knows."""
    names = ("ISSN", "issn-type", "ISBN", "isbn-type", "reference", "references", "relation")
    issn = _issn(item)
    value: list[dict[str, Any]] = [{"relatedIdentifier": issn, "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}] if issn else []
    if _is_part(item):
        value += [{"relatedIdentifier": text, "relatedIdentifierType": "ISBN", "relationType": "IsPartOf"} for text in _isbns(item)]
    value += [
        {"relatedIdentifier": doi, "relatedIdentifierType": "DOI", "relationType": "References"}
        for one in listed(item.get("reference"))
        if isinstance(one, dict) and (doi := doi_in(line_of(one.get("DOI")))) and doi not in own
    ]
    value += [one for one in _relations(item.get("relation")) if one["relatedIdentifier"] not in own]
    return Part("relatedIdentifiers", once(value) or None, {}, bool(value), names)


def identifiers_of(item: Mapping[str, Any]) -> Part:
    """Other names of the work itself."""
    value = [{"identifier": text, "identifierType": kind} for kind in ("PMID", "PMCID") if (text := line_of(item.get(kind)))]
    value += [] if _is_part(item) else [{"identifier": text, "identifierType": "ISBN"} for text in _isbns(item)]
    return Part("identifiers", value or None, {}, bool(value), ("PMID", "PMCID"))


def _date(value: Any) -> str | None:
    """A date in parts (also of texts), in words, or as text; a range where there are two."""
    if isinstance(value, list | str | int) and not isinstance(value, bool):
        text = line_of(value)
        return date_in(text) or (str(year) if (year := year_in(text)) else None) if text else None
    if not isinstance(value, dict):
        return None
    moments = [date for one in listed_parts(value.get("date-parts")) if (date := of_parts(one))]
    if moments:
        season = _SEASON_MONTHS.get(str(line_of(value.get("season"))).lower())
        if season and len(moments[0]) == 4:
            return f"{moments[0]}-{season}"
        return f"{moments[0]}/{moments[1]}" if len(moments) > 1 and moments[1] > moments[0] else moments[0]
    text = line_of(_raw(value)) or line_of(value.get("year"))
    return date_in(text) or (str(year) if (year := year_in(text)) else None) if text else None


def listed_parts(value: Any) -> list[list[str]]:
    """`date-parts` as lists of texts; one date without the outer list counts as well."""
    if not isinstance(value, list):
        return []
    dates = value if any(isinstance(one, list) for one in value) else [value]
    return [[line_of(part) or "" for part in one if not isinstance(part, list)] for one in dates if isinstance(one, list) and one]


def _raw(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return next((text for member in ("raw", "literal", "date-time", "edtf") if (text := line_of(value.get(member)))), None)


def _is_plain_date(value: Any, date: str) -> bool:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or len(first) > 3 or any(part is None for part in first):
        return False
    return "-".join(str(part).rjust(2, "0") for part in first) == date


def _issn(item: Mapping[str, Any]) -> str | None:
    texts = [text for one in listed(item.get("ISSN")) for text in [line_of(one)] if text]
    return next((text for text in texts if issn_problem(text) is None), None) or next(iter(texts), None)


def _isbns(item: Mapping[str, Any]) -> list[str]:
    texts = [text.rpartition("/")[2] for one in listed(item.get("ISBN")) if (text := line_of(one))]
    return [part for text in texts for part in (text.split() if " " in text and len(text) > 20 else [text])]


def _is_part(item: Mapping[str, Any]) -> bool:
    """Whether an ISBN is that of the book around the work."""
    return bool(item.get("container-title")) and str(item.get("type")) not in ("book", "monograph", "edited-book", "reference-book")


def _pages(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    text = line_of(item.get("page")) or line_of(item.get("page-first"))
    if not text:
        return None, None
    found = _PAGES.fullmatch(text.split(",")[0]) if len(text) < 200 else None
    return (found[1], found[2]) if found else (text[:50], None)


def _relations(value: Any) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name, entries in value.items() if isinstance(value, dict) else ():
        relation = _RELATIONS.get(name.replace("-", "").lower())
        for one in listed(entries) if relation else ():
            kind = _TYPES.get(str(line_of(one.get("id-type"))).lower()) if isinstance(one, dict) else None
            text = line_of(one.get("id")) if isinstance(one, dict) else None
            text = (doi_in(text) if kind == "DOI" else text) if text else None
            if text and kind and relation:
                found.append({"relatedIdentifier": text, "relatedIdentifierType": kind, "relationType": relation})
    return found
