# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags of a RIS record as DataCite's attributes. Private to the collection."""

from __future__ import annotations

import re
from typing import Any

from ..json_parts.rights import rights_of
from ..own_name import doi_in
from ..references.dates import date_in, year_in
from ..references.numbers import isbns, issns, keywords, language_code, pages
from ..references.people import by_themselves, editors, person, without_references
from ..references.reference import Reference, is_resolver, landing_page
from ..references.types import RIS, general_type
from .fields import Fields, doi_of

_TECHNICAL = frozenset((
    "AN", "AV", "CN", "DB", "DP", "ER", "H1", "H2", "ID", "J1", "J2", "JA", "JO", "L1", "L2", "L4", "LB", "LK", "RP", "SR", "ST", "Y2",
))  # fmt: skip
"""Tags that programs keep for themselves, and short forms of what stands in another tag: nobody misses them in a record."""

_OF_DATABASES = re.compile(r"(?:export date|cited by|times cited|cited references count|accession number|query date|last accessed|accessed)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:Jr|Sr|I{2,3}|IV|Ph\.?D|M\.?D)\.?", re.IGNORECASE)
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)
_ET_AL = re.compile(r"(?<=\S),?\s+et\.?\s+al\.?$", re.IGNORECASE)
_NOBODY = frozenset(("et al", "et al.", "others", "and others"))
_PARTS = frozenset(("BookChapter", "ConferencePaper", "JournalArticle"))
_JOURNALS = frozenset(("JournalArticle", "Journal"))
_PARTS_OF_CONFERENCES = ("T2", "C3", "BT", "JO", "JF")


def reference(fields: Fields) -> Reference:
    """What the record says."""
    found = Reference()
    for step in (_types, _titles, _people, _dates, _addresses, _container, _numbers, _rest):
        step(fields, found)
    for tag, value in fields.left():
        if tag not in _TECHNICAL and not _OF_DATABASES.match(value):
            found.lose(tag, value)
    return found


def _types(fields: Fields, found: Reference) -> None:
    general = RIS.get(fields.kind)
    if fields.kind == "CONF" and any(fields.bare(tag) for tag in _PARTS_OF_CONFERENCES):
        general = "ConferencePaper"
    work = fields.bare("M3")
    named = "" if doi_of(work) or is_resolver(work) else work
    if general is None:
        general = general_type(named) or general_type(fields.kind) or "Other"
        if general == "Other":
            found.mended.append(f"nobody knows what a record `TY  - {fields.kind}` is: its resourceTypeGeneral became Other")
    elif general in ("Other", "Text"):
        general = general_type(named) or general
    fields.taken("M3")
    kept = named and named.replace(" ", "").lower() != general.lower() and general_type(named) != general
    found.put("types", {"resourceTypeGeneral": general, **({"resourceType": named} if kept else {})})


def _titles(fields: Fields, found: Reference) -> None:
    title = fields.first("T1", "TI", "CT", "BT")
    if not title and found.attributes["types"]["resourceTypeGeneral"] not in _PARTS:
        title = fields.first("T2")
    found.put("titles", [{"title": title}] if title else [])
    if title and fields.bare("TI") == title:
        fields.taken("TI")
    if title and fields.bare("TT"):
        found.add("titles", {"title": fields.first("TT"), "titleType": "TranslatedTitle"})
    second = fields.bare("T2")
    # In a thesis there is nothing that it could have appeared in: what begins in lower case there goes on with the title.
    if title and fields.kind == "THES" and second[:1].islower():
        found.add("titles", {"title": fields.first("T2"), "titleType": "Subtitle"})


def _people(fields: Fields, found: Reference) -> None:
    authors = _named(fields, found, "AU")
    authors += [author for author in _named(fields, found, "A1") if author not in authors]
    edited = _named(fields, found, "ED", *(() if fields.kind == "THES" else ("A2",)))
    if not authors and edited:
        authors, edited = edited, []
        found.mended.append("the editors became the creators: there are no authors")
    found.put("creators", authors)
    supervisors = _named(fields, found, "A2", "A3") if fields.kind == "THES" else []
    contributors = [
        *editors(edited),
        *editors(supervisors, "Supervisor"),
        *editors([] if fields.kind == "THES" else _named(fields, found, "A3")),
        *editors(_named(fields, found, "TA", "A4"), "Translator"),
    ]
    for contributor in contributors:
        found.add("contributors", contributor)


def _named(fields: Fields, found: Reference, *tags: str) -> list[dict[str, Any]]:
    people: list[dict[str, Any]] = []
    lines = [without_references(line) for line in fields.all(*tags)]
    for written in lines:
        for name in _split(written) if len(lines) == 1 else [written.strip(" ;")]:
            name = _ET_AL.sub("", name)
            if name.casefold().strip(" .") in {one.strip(" .") for one in _NOBODY}:
                found.mended.append(f"\"{name}\" among the names stands for nobody in particular and was left out")
                continue
            entry = _one(name)
            if entry:
                people.append(entry)
    return people


def _split(written: str) -> list[str]:
    """The names in a line that is the only one: one, as RIS has it, or several parted by semicolons, or by `and` where they have commas themselves."""
    parts = [part for name in written.split(";") for part in (_AND.split(name) if name.count(",") > 1 else [name])]
    return [name.strip() for name in parts if name.strip(" ,")]


def _one(name: str) -> dict[str, Any] | None:
    name = " ".join(name.split())
    parts = [part.strip() for part in name.rstrip(" ,").split(",")]
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[2]):
        return person(f"{parts[0]} {parts[2]}", parts[1])
    if len(parts) == 3 and _SUFFIX.fullmatch(parts[1]):
        return person(f"{parts[0]} {parts[1]}", parts[2])
    return person(*parts) if len(parts) == 2 and all(parts) else by_themselves(name.rstrip(" ,"))


def _dates(fields: Fields, found: Reference) -> None:
    tags = ("PY", "Y1", "YR", "DA")
    dates = {tag: date for tag in tags if (date := date_in(fields.bare(tag)))}
    if not dates:
        for tag in tags:
            found.lose(tag, " ".join(fields.all(tag)))
        return
    first = next(iter(dates.values()))
    year = year_in(first) or first[:4]
    same = [date for date in dates.values() if date.startswith(year)]
    fields.taken(*(tag for tag in tags if not fields.bare(tag) or dates.get(tag, "").startswith(year)))
    found.put("publicationYear", int(year))
    found.put("dates", [{"date": max(same, key=len), "dateType": "Issued"}])


def _addresses(fields: Fields, found: Reference) -> None:
    fields.taken("DO")
    for tag in ("N1", "L3", "M3"):
        if doi_of(fields.bare(tag)) or is_resolver(fields.bare(tag)):
            fields.taken(tag)
    others: list[str] = []
    for written in [part for value in fields.all("UR") for part in re.split(r"[;\s]+(?=https?://)", value)]:
        page = landing_page(written)
        if page and "url" not in found.attributes:
            found.put("url", page)
        elif not is_resolver(written) and not doi_in(written) and (page is None or page != found.attributes["url"]):
            others.append(written)
    if others:
        found.lose("UR", " ".join(others))


def _container(fields: Fields, found: Reference) -> None:
    general = found.attributes["types"]["resourceTypeGeneral"]
    title = fields.first("C3", "T2") if general == "ConferencePaper" and not fields.bare("T2") else fields.first("T2") if "T2" in dict(fields.left()) else ""
    title = title or fields.first("JF", "JO", "JA", "J2", "J1", "BT" if general in _PARTS else "T3", "T3")
    title = "" if title in (fields.title(), fields.bare("T2") if fields.kind == "THES" else "") else title
    fields.taken(*(tag for tag in ("JF", "T3", "BT") if fields.bare(tag) == title and title))
    first, last = pages(fields.bare("SP") or fields.bare("C7"))
    part = general in _PARTS or bool(fields.bare("JF") or fields.bare("JO"))
    if title:
        volume, issue = fields.first("VL", "VO"), fields.first("IS", "CP")
        fields.taken(*(tag for tag, value in (("VO", volume), ("CP", issue)) if fields.bare(tag) == value))
        kind = "Journal" if general in _JOURNALS or not part else "Book"
        container = {"type": kind if part else _kind_of_series(general), "title": title, "volume": volume, "issue": issue}
        if part:
            container |= {"firstPage": first, "lastPage": fields.bare("EP") or last or ""}
            fields.taken("SP", "EP", "C7")
        found.put("container", {name: value for name, value in container.items() if value})
    if "SP" in dict(fields.left()) and first.isascii() and first.isdigit() and last is None and not fields.bare("EP"):
        fields.taken("SP")
        found.put("sizes", [f"{first} pages"])


def _kind_of_series(general: str) -> str:
    return "Book Series" if general == "Book" else "DataRepository" if general == "Dataset" else "Series"


def _numbers(fields: Fields, found: Reference) -> None:
    written = fields.all("SN")
    serial, books = issns(" ; ".join(written)), isbns(" ; ".join(written))
    container = found.attributes.get("container", {})
    part = bool(container) and found.attributes["types"]["resourceTypeGeneral"] in _PARTS
    for number in serial:
        found.add("relatedIdentifiers", {"relatedIdentifier": number, "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"})
    for number in books:
        if part:
            found.add("relatedIdentifiers", {"relatedIdentifier": number, "relatedIdentifierType": "ISBN", "relationType": "IsPartOf"})
        else:
            found.add("identifiers", {"identifier": number, "identifierType": "ISBN"})
    if container and serial and container["type"] != "Book":
        container.update({"identifier": serial[0], "identifierType": "ISSN"})
    elif part and books:
        container.update({"identifier": books[0], "identifierType": "ISBN"})
    for value in written if not serial and not books else []:
        # What DataCite hands out as RIS has here whatever a record is part of.
        if named := doi_of(value):
            found.add("relatedIdentifiers", {"relatedIdentifier": named, "relatedIdentifierType": "DOI", "relationType": "IsPartOf"})
        elif page := landing_page(value):
            found.add("relatedIdentifiers", {"relatedIdentifier": page, "relatedIdentifierType": "URL", "relationType": "IsPartOf"})
        else:
            found.lose("SN", value)


def _rest(fields: Fields, found: Reference) -> None:
    found.put("publisher", {"name": publisher} if (publisher := fields.first("PB")) else None)
    found.publish_in_journal()
    abstract = fields.text("AB") or fields.text("N2")
    if fields.bare("N2") == fields.bare("AB") or not fields.bare("AB"):
        fields.taken("N2")
    found.put("descriptions", [{"description": abstract, "descriptionType": "Abstract"}] if abstract else [])
    for subject in _subjects(fields.all("KW")):
        found.add("subjects", {"subject": subject})
    found.put("version", fields.first("ET"))
    language = fields.bare("LA")
    if language and (code := language_code(language)):
        found.put("language", code)
        fields.taken("LA")
    for entry in rights_of(fields.first("CR")) if fields.bare("CR") else []:
        found.add("rightsList", entry)


def _subjects(written: list[str]) -> list[str]:
    """Keywords, one in a line as RIS has it, or several in one line."""
    if len(written) == 1 and (";" in written[0] or written[0].count(",") > 1):
        return keywords(written[0])
    return [" ".join(part.split()) for line in written for part in line.split(";") if part.strip()]
