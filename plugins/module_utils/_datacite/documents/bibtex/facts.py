# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a BibTeX entry as DataCite's attributes. Private to the collection."""

from __future__ import annotations

import re
from typing import Any

from ..json_parts.rights import rights_of
from ..own_name import doi_in
from ..references.dates import date_in, date_of, day_in, month_in, year_in
from ..references.numbers import keywords, language_code
from ..references.people import editors, organization
from ..references.reference import Reference, is_resolver, landing_page
from ..references.types import BIBTEX, LOCALISED, REPORTS, THESES, general_type
from .container import put_container
from .entries import Entry
from .fields import Fields
from .names import people

_TECHNICAL = frozenset((
    "__markedentry", "abbrev_source_title", "acmid", "added-at", "adsnote", "adsurl", "archive", "author_keywords", "bibsource", "biburl", "coden", "comment",
    "comments", "correspondence_address1", "creationdate", "crossref", "da", "date-added", "date-modified", "doc-delivery-number", "document_type",
    "eprintclass", "file", "fjournal", "gender", "groups", "hyphenation", "ids", "interhash", "intrahash", "issue_date", "journal-iso", "journaliso", "key",
    "label", "langidopts", "lastchecked", "local-url", "localfile", "modificationdate", "mrclass", "mrnumber", "mrreviewer", "number-of-cited-references",
    "options", "owner", "pdf", "posted-at", "presort", "primaryclass", "printed", "priority", "publication_stage", "qualityassured", "ranking", "readstatus",
    "references", "related", "relatedtype", "researcherid-numbers", "search", "shortauthor", "shortbooktitle", "shorteditor", "shorthand", "shortjournal",
    "shorttitle", "sortkey", "sortname", "sortyear", "source", "times-cited", "timestamp", "unique-id", "urldate", "urlyear", "usage-count-last-180-days",
    "usage-count-since-2013", "username", "web-of-science-categories", "web-of-science-index", "xdata", "xref", "zblnumber",
))  # fmt: skip
"""Fields that tools keep for themselves: nobody misses them in a record."""

_TECHNICAL_START = ("bdsk-", "citeulike-", "mendeley-", "opt", "zotero-", "jabref-")
_VISITED = re.compile(r"\W*(?:online[;,:]?\s*)?(?:last\s+)?(?:accessed|retrieved|visited)\b", re.IGNORECASE)
_ARXIV = re.compile(r"(?:arxiv:\s*)?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)
_PUBLISHERS = {
    "Dissertation": ("school", "institution", "university", "organization"),
    "Report": ("institution", "organization", "school"),
}
_SCHEMES = {"arxiv": "arXiv", "pubmed": "PMID", "pmid": "PMID", "hdl": "Handle", "handle": "Handle", "jstor": "JSTOR", "googlebooks": "Google Books"}
_OPEN_KINDS = frozenset(("misc", "online", "electronic", "www", "webpage", "unpublished", "other"))


def reference(entry: Entry) -> Reference:
    """What the entry says; raises Unusable, and ImportError."""
    fields, found = Fields(entry), Reference(mended=list(entry.mended))
    for step in (_titles, _people, _types, _dates, _addresses, put_container, _eprint, _publisher, _abstract, _rights, _rest):
        step(fields, found)
    for name, value in entry.others:
        found.lose(name, value)
    for name in fields.left():
        if name not in _TECHNICAL and not name.startswith(_TECHNICAL_START) and not _VISITED.match(fields.bare(name)):
            found.lose(name, fields.bare(name))
    found.mended = fields.sentences() + found.mended
    return found


def _titles(fields: Fields, found: Reference) -> None:
    title = fields.text("title") or (fields.text("booktitle") if fields.kind in ("proceedings", "book", "collection", "mvbook", "mvproceedings") else "")
    subtitle = fields.text("subtitle")
    found.put("titles", [{"title": title}] if title else [])
    if title and subtitle:
        found.add("titles", {"title": subtitle, "titleType": "Subtitle"})
    elif subtitle:
        found.put("titles", [{"title": subtitle}])


def _people(fields: Fields, found: Reference) -> None:
    authors = _named(fields, found, "author")
    edited = _named(fields, found, "editor")
    house = fields.text("organization") if not authors and not edited and fields.kind in _OPEN_KINDS | {"manual"} else ""
    if not authors and edited:
        authors, edited = edited, []
        found.mended.append("the editors became the creators: there are no authors")
    elif house:
        authors = [entry for entry in [organization(house)] if entry]
        found.mended.append("the `organization` became the creator: there are no authors")
    found.put("creators", authors)
    for name, kind in (("translator", "Translator"), ("advisor", "Supervisor"), ("supervisor", "Supervisor")):
        for contributor in editors(_named(fields, found, name), kind):
            found.add("contributors", contributor)
    for contributor in reversed(editors(edited)):
        found.attributes.setdefault("contributors", []).insert(0, contributor)


def _named(fields: Fields, found: Reference, name: str) -> list[dict[str, Any]]:
    written = fields.raw(name)
    listed = people(written, name, fields.decoder(name)) if written else None
    if listed is None:
        return []
    found.mended += listed.mended
    return listed.entries


def _types(fields: Fields, found: Reference) -> None:
    written = fields.text("type") or ""
    named = LOCALISED.get(written.lower().replace(" ", ""), written)
    general = BIBTEX.get(fields.kind)
    if general is None:
        general = general_type(fields.kind) or general_type(named) or "Other"
        if general == "Other":
            found.mended.append(f"nobody knows what an entry `@{fields.kind}` is: its resourceTypeGeneral became Other")
    if fields.kind in _OPEN_KINDS:
        general = general_type(named) or _phrase(fields, "howpublished") or _phrase(fields, "note") or _phrase(fields, "entrysubtype") or general
    if (fields.kind in _OPEN_KINDS and _is_arxiv(fields)) or _in_arxiv(fields):
        general = "Preprint"
    named = named or {"mastersthesis": THESES["mathesis"], "bachelorsthesis": THESES["bathesis"], "patent": "Patent"}.get(fields.kind, "")
    kept = named and named.replace(" ", "").lower() not in (general.lower(), REPORTS["techreport"].replace(" ", "").lower() if general == "Report" else "")
    found.put("types", {"resourceTypeGeneral": general, **({"resourceType": named} if kept else {})})


def _phrase(fields: Fields, name: str) -> str | None:
    general = general_type(fields.bare(name))
    if general:
        fields.raw(name)
    return general


def _is_arxiv(fields: Fields) -> bool:
    prefix = fields.bare("archiveprefix") or fields.bare("eprinttype")
    return prefix.strip().lower() == "arxiv" or _in_arxiv(fields)


def _in_arxiv(fields: Fields) -> bool:
    """Whether the journal is arXiv: `arXiv preprint arXiv:1706.03762`, `ArXiv e-prints`, `CoRR`."""
    return bool(re.match(r"(?:arxiv\b|corr$)", fields.bare("journal").strip("{} "), re.IGNORECASE))


def _dates(fields: Fields, found: Reference) -> None:
    whole, year = fields.text("date"), fields.text("year")
    date = date_in(whole) if whole else None
    if date is None and (stated := year_in(year) if year else None):
        month = fields.text("month")
        date = date_in(year) if len(year) > 4 and not month else date_of(stated, month_in(month) if month else None, _day(fields, month))
        date = date or stated
    if date is None:
        for name in ("date", "year"):
            found.lose(name, fields.bare(name))
        return
    fields.taken("month", "day")
    found.put("publicationYear", int(date[:4]))
    found.put("dates", [{"date": date, "dateType": "Issued"}])


def _day(fields: Fields, month: str) -> int | None:
    day = fields.text("day")
    if day:
        return day_in(day)
    return day_in(month) if month and not month.strip().isdigit() else None


def _addresses(fields: Fields, found: Reference) -> None:
    fields.taken("doi")
    for name in ("url", "ee", "howpublished", "note", "link"):
        written = fields.address(name)
        if not written:
            continue
        page = landing_page(written) if name in ("url", "ee", "link") or written == (landing_page(written) or "") else None
        page = page or (landing_page(fields.bare(name)) if "\\url" in fields.bare(name) or name == "howpublished" else None)
        if page and "url" not in found.attributes:
            found.put("url", page)
            fields.taken(name)
        elif is_resolver(written) or doi_in(written) or (page and page == found.attributes["url"]):
            fields.taken(name)


def _eprint(fields: Fields, found: Reference) -> None:
    number, scheme = fields.text("eprint"), fields.text("archiveprefix") or fields.text("eprinttype")
    for name, kind in (("pmid", "PMID"), ("pmcid", "PMCID"), ("swhid", "SWHID"), ("handle", "Handle"), ("hdl", "Handle"), ("unf", "UNF")):
        if value := "".join(fields.address(name).split()):
            fields.taken(name)
            found.add("identifiers", {"identifier": value, "identifierType": kind})
    arxiv = _ARXIV.fullmatch(number) if number else None
    if not number:
        return
    if arxiv and (not scheme or scheme.lower() == "arxiv"):
        found.add("identifiers", {"identifier": f"arXiv:{arxiv[1]}", "identifierType": "arXiv"})
    elif scheme:
        found.add("identifiers", {"identifier": number, "identifierType": _SCHEMES.get(scheme.lower(), scheme)})
    elif "://" not in number:
        found.lose("eprint", number)


def _publisher(fields: Fields, found: Reference) -> None:
    publisher = fields.text("publisher")
    if not publisher:
        general = found.attributes["types"]["resourceTypeGeneral"]
        for name in _PUBLISHERS.get(general, ("organization", "institution", "school")):
            publisher = fields.text(name)
            if publisher:
                found.mended.append(f"`{name}` became the publisher: no other is named")
                break
    if not publisher and found.attributes["types"]["resourceTypeGeneral"] == "Preprint" and _is_arxiv(fields):
        publisher = "arXiv"
        found.mended.append("arXiv became the publisher: no other is named")
    found.put("publisher", {"name": publisher} if publisher else None)
    found.publish_in_journal()


def _abstract(fields: Fields, found: Reference) -> None:
    abstract = fields.text("abstract") or fields.text("description")
    found.put("descriptions", [{"description": abstract, "descriptionType": "Abstract"}] if abstract else [])


def _rights(fields: Fields, found: Reference) -> None:
    for name in ("copyright", "license", "licence", "rights"):
        value = fields.address(name) if "://" in fields.bare(name) and " " not in fields.bare(name).strip() else fields.text(name)
        for entry in rights_of(value) if value else []:
            fields.taken(name)
            found.add("rightsList", entry)


def _rest(fields: Fields, found: Reference) -> None:
    for subject in keywords(fields.text("keywords")):
        found.add("subjects", {"subject": subject})
    for name in ("language", "langid"):
        written = fields.bare(name)
        code = language_code(fields.text(name)) if written else None
        if code and "language" not in found.attributes:
            found.put("language", code)
        elif written and not code and name == "language":
            found.lose(name, written)
    part = found.attributes["types"]["resourceTypeGeneral"] in ("BookChapter", "ConferencePaper")
    found.put("version", fields.text("version") or ("" if part else fields.text("edition")))
