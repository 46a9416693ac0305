# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, licences, funding and the landing page of a schema.org work. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..json_parts.agents import identified
from ..json_parts.dates import date_in, year_in
from ..json_parts.part import Part
from ..json_parts.rights import rights_of
from ..json_parts.values import line_of, listed, named, once, without_nothing
from ..own_name import doi_in

_DATES = {"datePublished": "Issued", "dateCreated": "Created", "dateModified": "Updated", "temporalCoverage": "Coverage"}
_MORE_DATES = {"dateIssued": "Issued", "uploadDate": "Submitted", "temporal": "Coverage"}
_ADDRESS = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
_FUNDER = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.13039/[1-9]\d+)", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/", re.IGNORECASE)


def year_of(work: Mapping[str, Any]) -> Part:
    """The year of publication; without one that of the copyright, or of the creation."""
    for member in ("datePublished", "dateIssued", "copyrightYear", "dateCreated", "uploadDate"):
        text = line_of(work.get(member))
        year = year_in(text) if text else None
        if text and year:
            original = work.get("datePublished")
            plain = member == "datePublished" and isinstance(original, str) and original.startswith(str(year))
            mended = () if member in ("datePublished", "dateIssued") else (f"the year of publication is that of `{member}`: there is no `datePublished`",)
            # What DataCite reads the year from is always sent; where it is no date of publication, the date itself is not declared.
            return Part("publicationYear", year, {"datePublished": date_in(text) or str(year)}, not plain, (member,), mended)
    return Part("publicationYear", names=("datePublished",) if work.get("datePublished") in (None, "", []) else ())


def dates_of(work: Mapping[str, Any]) -> Part:
    """All dates in the form that DataCite keeps."""
    value: list[dict[str, str]] = []
    lost: list[str] = []
    members: dict[str, str] = {}
    plain = True
    for member, kind in {**_DATES, **_MORE_DATES}.items():
        for entry in listed(work.get(member)):
            text = _date_text(entry)
            date = date_in(text) if text else None
            if date is None and text and kind == "Issued" and year_in(text):
                date = str(year_in(text))
            if date is None:
                lost.extend([f"`{member}` ({text[:40]})"] if text else [])
                continue
            value.append({"date": date, "dateType": kind})
            members.setdefault(member, date)
            # A period without an end DataCite leaves out.
            plain = plain and work.get(member) == date and member in _DATES and "" not in date.replace("..", "").split("/")
    value = once(value)
    made_up = year_of(work).value is not None and not any(one["dateType"] == "Issued" for one in value)
    names = tuple({**_DATES, **_MORE_DATES})
    spoiled = made_up or (bool(value) and not plain)
    return Part("dates", value or None, {name: date for name, date in members.items() if name in _DATES}, spoiled, names, (), tuple(lost))


def rights_part_of(work: Mapping[str, Any]) -> Part:
    """Licences, of which DataCite's reader knows objects with `name` and `id` only, and conditions of access."""
    value = rights_of(work.get("license"))
    value += [one for one in rights_of(work.get("conditionsOfAccess")) if one not in value]
    members = {"license": [without_nothing({"@type": "CreativeWork", "name": one.get("rights"), "id": one.get("rightsUri")}) for one in value]} if value else {}
    plain = "conditionsOfAccess" not in work and all(
        isinstance(one, dict) and {"name", "id"} & one.keys() and one.get("name") == known.get("rights") and one.get("id") == known.get("rightsUri")
        for one, known in zip(listed(work.get("license")), value, strict=False)
    )
    return Part("rightsList", value or None, members, not plain and ("license" in work or bool(value)), ("license", "conditionsOfAccess"))


def funding_of(work: Mapping[str, Any]) -> Part:
    """Funders and grants."""
    value = [one for entry in listed(work.get("funding")) for one in _grant(entry)]
    names = {one["funderName"].casefold() for one in value}
    alone = [one for entry in listed(work.get("funder")) if (one := _funder(entry)) and one["funderName"].casefold() not in names]
    value = once([*alone, *value])
    originals = listed(work.get("funder"))
    plain = not work.get("funding") and len(originals) == len(value) and all(_is_plain(entry, one) for entry, one in zip(originals, value, strict=True))
    members = {"funder": [without_nothing({"@type": "Organization", "@id": one.get("funderIdentifier"), "name": one["funderName"]}) for one in value]}
    return Part("fundingReferences", value or None, members if value else {}, bool(value) and not plain, ("funder", "funding"))


def landing_page_of(work: Mapping[str, Any]) -> Part:
    """The address of the page about the work: no DOI (that leads to the page itself), nothing that is no web address."""
    found = [text for member in ("url", "mainEntityOfPage") for one in listed(work.get(member)) if (text := _address(one))]
    own = next((text for text in found if _ADDRESS.fullmatch(text) and not _RESOLVER.match(text)), None)
    name = line_of(work.get("@id"))
    if own is None and name and _ADDRESS.fullmatch(name) and doi_in(name) is None and "orcid.org/" not in name:
        own = name.partition("#")[0]
    plain = own is not None and work.get("url") == own
    return Part("url", own, {"url": own} if own else {}, not plain and (own is not None or "url" in work), ("url", "mainEntityOfPage"))


def _address(entry: Any) -> str | None:
    return line_of(entry.get("@id") or entry.get("url")) if isinstance(entry, dict) and "@value" not in entry else line_of(entry)


def _date_text(entry: Any) -> str | None:
    """A date, or the range of an object with a beginning and an end."""
    if not isinstance(entry, dict) or "@value" in entry:
        return line_of(entry)
    start, end = (line_of(entry.get(member)) for member in ("startDate", "endDate"))
    return f"{start or ''}/{end or ''}" if start or end else named(entry)


def _funder(entry: Any) -> dict[str, Any]:
    name = named(entry)
    if not name:
        return {}
    number = line_of(entry.get("awardNumber")) if isinstance(entry, dict) else None
    return without_nothing({"funderName": name, **_funder_identifier(entry), "awardNumber": number})


def _funder_identifier(entry: Any) -> dict[str, str]:
    for member in ("@id", "identifier", "sameAs", "url"):
        for one in listed(entry.get(member)) if isinstance(entry, dict) else ():
            text = line_of(one.get("value") or one.get("@id")) if isinstance(one, dict) else line_of(one)
            found = identified(text) if text else None
            if text and (funder := _FUNDER.fullmatch(text)):
                return {"funderIdentifier": f"https://doi.org/{funder[1]}", "funderIdentifierType": "Crossref Funder ID"}
            if found and found[0] in ("ROR", "ISNI", "GRID"):
                return {"funderIdentifier": found[1], "funderIdentifierType": found[0]}
    return {}


def _grant(entry: Any) -> list[dict[str, Any]]:
    """A grant with those who give it; an organisation in its place is the funder itself."""
    if not isinstance(entry, dict) or not (entry.get("funder") or entry.get("sponsor")):
        kind = entry.get("@type") if isinstance(entry, dict) else None
        return [] if kind in ("Grant", "MonetaryGrant") or not (one := _funder(entry)) else [one]
    texts = [line_of(one.get("value") or one.get("@id")) if isinstance(one, dict) else line_of(one) for one in listed(entry.get("identifier"))]
    number = next((text for text in texts if text and not _ADDRESS.fullmatch(text)), None)
    addresses = [*texts, line_of(entry.get("url")), line_of(entry.get("@id")), line_of(entry.get("sameAs"))]
    address = next((text for text in addresses if text and _ADDRESS.fullmatch(text)), None)
    award = without_nothing({"awardNumber": number or address, "awardUri": address, "awardTitle": named(entry)})
    return [{**one, **award} for funder in listed(entry.get("funder") or entry.get("sponsor")) if (one := _funder(funder))]


def _is_plain(entry: Any, one: Mapping[str, str]) -> bool:
    if not isinstance(entry, dict) or entry.get("name") != one["funderName"]:
        return False
    return entry.get("@id") == one.get("funderIdentifier") and "awardNumber" not in one and one.get("funderIdentifierType") in (None, "Crossref Funder ID")
