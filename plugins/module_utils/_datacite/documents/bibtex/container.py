# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a BibTeX entry appeared in: journal, book or series, with volume, pages and numbers. Private to the collection."""

from __future__ import annotations

from ..references.numbers import isbns, issns, pages
from ..references.reference import Reference
from .fields import Fields

_ISSN = ("issn", "eissn", "e-issn")
_ISBN = ("isbn", "eisbn", "e-isbn", "isbn-13")
_PARTS = frozenset(("BookChapter", "ConferencePaper", "JournalArticle"))
_NUMBERED = {"Report": "Report number", "Standard": "Standard number"}


def put_container(fields: Fields, found: Reference) -> None:
    """Take up the container of the entry, and its numbers."""
    general = found.attributes["types"]["resourceTypeGeneral"]
    container = _journal(fields) or _book(fields) or _series(fields)
    part = bool(container) and (general in _PARTS or container.get("type") == "Journal")
    if container:
        _put_volume(fields, container, part)
    elif fields.bare("number"):
        _put_number(fields, found, general)
    _put_pages(fields, found, container if part else None)
    _put_numbers(fields, found, container, part)
    found.put("container", container)


def _journal(fields: Fields) -> dict[str, str]:
    title = fields.text("journal")
    subtitle = fields.text("journalsubtitle") if title else ""
    return {"type": "Journal", "title": f"{title}: {subtitle}" if subtitle else title} if title else {}


def _book(fields: Fields) -> dict[str, str]:
    title = fields.text("booktitle") if "booktitle" in fields.left() else ""
    subtitle = fields.text("booksubtitle") if title else ""
    return {"type": "Book", "title": f"{title}: {subtitle}" if subtitle else title} if title else {}


def _series(fields: Fields) -> dict[str, str]:
    title = fields.text("series")
    return {"type": "Book Series", "title": title} if title else {}


def _put_volume(fields: Fields, container: dict[str, str], part: bool) -> None:
    if volume := fields.text("volume"):
        container["volume"] = volume
    issue = fields.text("issue") or (fields.text("number") if container["type"] == "Journal" or not part else "")
    if issue and container["type"] == "Book Series" and not volume:
        container["volume"] = issue
    elif issue:
        container["issue"] = issue
    if container["type"] == "Journal":
        fields.taken("number" if fields.bare("number") == fields.bare("issue") else "issue")


def _put_number(fields: Fields, found: Reference, general: str) -> None:
    kind = "Patent number" if fields.kind == "patent" else _NUMBERED.get(general)
    if kind:
        found.add("identifiers", {"identifier": fields.text("number"), "identifierType": kind})


def _put_pages(fields: Fields, found: Reference, container: dict[str, str] | None) -> None:
    if container is not None:
        first, last = pages(fields.text("pages") or fields.text("eid") or fields.text("articleno") or fields.text("article-number"))
        container.update({name: value for name, value in (("firstPage", first), ("lastPage", last)) if value})
        fields.taken("numpages", "pagetotal")
        return
    for name in ("pagetotal", "numpages", "pages"):
        total = fields.bare(name).strip("{} ")
        if total.isascii() and total.isdigit():
            fields.taken(name)
            found.put("sizes", [f"{total} pages"])


def _put_numbers(fields: Fields, found: Reference, container: dict[str, str], part: bool) -> None:
    """ISSN and ISBN: of what the entry appeared in, or its own."""
    serial = [number for name in _ISSN for number in issns(fields.bare(name))]
    books = [number for name in _ISBN for number in isbns(fields.bare(name))]
    for number in serial:
        found.add("relatedIdentifiers", {"relatedIdentifier": number, "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"})
    for number in books:
        if part:
            found.add("relatedIdentifiers", {"relatedIdentifier": number, "relatedIdentifierType": "ISBN", "relationType": "IsPartOf"})
        else:
            found.add("identifiers", {"identifier": number, "identifierType": "ISBN"})
    fields.taken(*(name for name in _ISSN if issns(fields.bare(name))), *(name for name in _ISBN if isbns(fields.bare(name))))
    identifier, kind = (serial[0], "ISSN") if serial and container.get("type") != "Book" else (books[0], "ISBN") if books and part else (None, None)
    if container and identifier and kind:
        container.update({"identifier": identifier, "identifierType": kind})
