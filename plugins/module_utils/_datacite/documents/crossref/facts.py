# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When, where and as what something in a Crossref record was published. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from ...metadata.dates import is_edtf
from ..unique import unique
from .records import Record
from .texts import LANG, plain, titles

_PUBLISHED = ("publication_date", "posted_date", "review_date", "approval_date", "database_date/publication_date", "database_date/creation_date",
              "database_date/update_date", "award-start-date")
"""Where a record says when it was published, the best first."""
_ELSE = ("acceptance_date",)
_OTHER_DATES = {"acceptance_date": "Accepted", "database_date/creation_date": "Created", "database_date/update_date": "Updated"}
_PUBLISHERS = ("publisher/publisher_name", "standards_body/standards_body_name", "institution/institution_name", "publisher_name", "sponsor/organization")
_TYPES = {
    "journal_article": ("JournalArticle", "JournalArticle"),
    "journal_issue": ("Text", "JournalIssue"),
    "journal": ("Journal", "Journal"),
    "chapter": ("BookChapter", "BookChapter"),
    "book": ("Book", "Book"),
    "conference_paper": ("ConferencePaper", "ConferencePaper"),
    "proceedings": ("ConferenceProceeding", "Proceedings"),
    "dissertation": ("Dissertation", "Dissertation"),
    "report": ("Report", "Report"),
    "standard": ("Standard", "Standard"),
    "dataset": ("Dataset", "Dataset"),
    "database": ("Dataset", "Database"),
    "component": ("Other", "Component"),
    "peer_review": ("PeerReview", "PeerReview"),
    "grant": ("Award", "Grant"),
}
_POSTED = {"dissertation": ("Dissertation", "Dissertation"), "report": ("Report", "Report"), "letter": ("Text", "Letter"), "other": ("Text", "PostedContent")}
_MEDIA = {"image": "Image", "audio": "Sound", "video": "Audiovisual", "text": "Text"}
_YEAR = re.compile(r"(?:1\d|20|21)\d\d", re.ASCII)
_ISO = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", re.ASCII)


def types(record: Record) -> dict[str, str]:
    """What kind of thing it is, in DataCite's words."""
    if record.kind == "posted_content":
        general, kind = _POSTED.get((record.work.get("type") or "").lower(), ("Preprint", "Preprint"))
    elif record.kind == "component":
        medium = (getattr(record.work.find("format"), "attrib", {}).get("mime_type") or "").partition("/")[0]
        general, kind = _MEDIA.get(medium, "Other"), "Component"
    elif record.kind == "chapter" and record.model.tag != "book":
        general, kind = "Text", "Part"
    else:
        general, kind = _TYPES[record.kind]
    return {"resourceTypeGeneral": general, "resourceType": kind}


def issued(record: Record) -> str:
    """The date of publication, as exact as the record gives it; of what it appeared in, where it gives none. The empty text for none."""
    holders = (record.work, *record.around)
    candidates = (one for paths in (_PUBLISHED, _ELSE) for holder in holders for path in paths for one in holder.findall(path))
    return next((date for one in candidates if (date := _date(one))), _start(record.work))


def _start(grant: ElementTree.Element) -> str:
    """The day on which an award begins."""
    starts = (one.get("start-date") or "" for one in grant.iter("award-dates"))
    return next((start for start in starts if _ISO.fullmatch(start) and is_edtf(start)), "")


def dates(record: Record) -> list[dict[str, str]]:
    """All dates of the record, in DataCite's shape; that on which Crossref was last told something among them, as in DataCite's own conversion."""
    found = [{"date": date, "dateType": "Issued"}] if (date := issued(record)) else []
    for path, kind in _OTHER_DATES.items():
        found += [{"date": date, "dateType": kind} for one in record.work.findall(path) if (date := _date(one))]
    updated = known(record, "last-update")
    if updated and is_edtf(updated):
        found.append({"date": updated, "dateType": "Updated"})
    return unique(found)


def _date(element: ElementTree.Element) -> str:
    year, month, day = (plain(element.find(name)) for name in ("year", "month", "day"))
    if not len(element) and _ISO.fullmatch(plain(element)):
        year, month, day = (*plain(element).split("-"), "", "")[:3]
    if not _YEAR.fullmatch(year):
        return ""
    for parts in ((year, month, day), (year, month), (year,)):
        date = "-".join(part.zfill(2) for part in parts)
        if all(parts) and is_edtf(date):
            return date
    return ""


def known(record: Record, name: str) -> str:
    """What the answer to the query knows beside the record."""
    items = record.query.findall("crm-item") if record.query is not None else []
    return next((plain(item) for item in items if item.get("name") == name), "")


def publisher(record: Record) -> tuple[str, str | None]:
    """(who published it: as Crossref has it beside the record, else as the record says it, else whom it belongs to; what had to be mended)."""
    holders = (record.work, *record.around)
    told = known(record, "publisher-name")
    named = told or next((text for holder in holders for path in _PUBLISHERS if (text := plain(holder.find(path)))), "")
    if named:
        return named, None
    others = {
        "funder": plain(record.work.find("project/funding/funder-name")),
        "registrant": record.registrant,
        "journal": next((text for holder in holders if (text := plain(holder.find("full_title")))), ""),
    }
    return next(((text, f"the {who} became the publisher: the record names none") for who, text in others.items() if text), ("", None))


def language(record: Record) -> str:
    """The language that the record itself says it is in; of a chapter, also the book's."""
    holders = (record.work, *(record.around if record.kind == "chapter" else ()))
    return next((text for holder in holders if (text := (holder.get("language") or "").strip())), "")


def record_titles(record: Record) -> tuple[list[dict[str, Any]], str | None]:
    """(titles in DataCite's shape, what had to be mended for that)."""
    found = titles(record.work)
    if found:
        return found, None
    if record.kind == "journal":
        title = plain(record.work.find("full_title"))
        return ([{"title": title}] if title else []), None
    if record.kind == "grant":
        named = [(plain(one), one.get(LANG)) for one in record.work.findall("project/project-title")]
        return unique([{"title": text, **({"lang": lang} if lang else {})} for text, lang in named if text]), None
    if record.kind == "journal_issue":
        title = ", ".join(_issue_words(record))
        return ([{"title": title}] if title else []), "journal, volume and issue became the title: the issue has none"
    return [], None


def _issue_words(record: Record) -> Iterator[str]:
    journal = next((plain(holder.find("full_title")) for holder in record.around), "")
    if journal:
        yield journal
        for name, path in (("volume", "journal_volume/volume"), ("issue", "issue")):
            if text := plain(record.work.find(path)):
                yield f"{name} {text}"
