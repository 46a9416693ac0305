# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person reads in a document: its title, who made it, who published it, and when. A reading of the tests' own.

    said = reading("ris", text)
    disagreements(said, attributes) == []       # the record says the same

It is deliberately simple: ElementTree, `json.loads` and regular expressions, and nothing of the collection or the sandbox. What no simple reading gets
right (LaTeX, particles of names, editors in the place of authors) is in a table written by hand, beside the test that needs it.
"""

from __future__ import annotations

import dataclasses
import html
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from typing import Any

_BIBTEX_AND = re.compile(r"\s+and\s+(?![^{}]*\})")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


@dataclasses.dataclass(frozen=True)
class Maker:
    """A creator: the whole name, its parts where the document tells them apart, and the name as the document writes it where that is another."""

    name: str
    family: str | None = None
    given: str | None = None
    written: str | None = None


@dataclasses.dataclass(frozen=True)
class Said:
    """What a document says; None and empty for what it says nothing of. Of several years (print, online) any is right."""

    title: str | None = None
    creators: tuple[Maker, ...] = ()
    publisher: str | None = None
    years: frozenset[int] = frozenset()

    def missing(self) -> list[str]:
        """What a public record would need, and the document does not say."""
        parts = {"title": self.title, "creator": self.creators, "publisher": self.publisher, "year": self.years}
        return [name for name, value in parts.items() if not value]


def person(family: str | None, given: str | None) -> Maker:
    """Somebody whose names are told apart."""
    family, given = plain(family), plain(given)
    return Maker(f"{family}, {given}", family, given) if family and given else Maker(family or given or "")


def plain(text: Any) -> str:
    """Text as it is seen: without markup, character references resolved, white space as single spaces."""
    return " ".join(_TAG.sub("", html.unescape(html.unescape(str(text or "")))).split())


def disagreements(said: Said, attributes: Mapping[str, Any]) -> list[str]:
    """In what a record says otherwise than the document, one sentence each."""
    found = []
    titles = [plain(one.get("title")) for one in attributes.get("titles") or []]
    if not titles or titles[0] != plain(said.title):
        found.append(f"title {titles[:1]}, not {plain(said.title)!r}")
    creators = attributes.get("creators") or []
    if len(creators) != len(said.creators):
        found.append(f"{len(creators)} creators, not {len(said.creators)}")
    found += [text for maker, one in zip(said.creators, creators, strict=False) for text in _otherwise(maker, one)]
    publisher = attributes.get("publisher")
    named = plain(publisher.get("name") if isinstance(publisher, dict) else publisher)
    if named != plain(said.publisher):
        found.append(f"publisher {named!r}, not {plain(said.publisher)!r}")
    if attributes.get("publicationYear") not in said.years:
        found.append(f"year {attributes.get('publicationYear')}, not {sorted(said.years)}")
    return found


def _otherwise(maker: Maker, one: Mapping[str, Any]) -> Iterator[str]:
    if plain(one.get("name")) not in (maker.name, maker.written):
        yield f"creator {one.get('name')!r}, not {maker.name!r}"
    family, given = one.get("familyName"), one.get("givenName")
    parts = (plain(family), plain(given))
    agree = parts == (maker.family, maker.given or "") if maker.family else not all(parts) or ", ".join(parts) == maker.name
    if not agree:
        yield f"{maker.name}: family {family!r}, given {given!r}"


def reading(kind: str, text: str) -> Said:
    """What a document of that format (datacite, crossref, schema_org, citeproc, ris, bibtex) says."""
    return _READERS[kind](text.lstrip("\ufeff"))


# DataCite XML


def _datacite(text: str) -> Said:
    root = _tree(text)
    creators = [_creator(one) for one in root.iterfind("./creators/creator")]
    titles = [plain("".join(one.itertext())) for one in root.iterfind("./titles/title")]
    year = _text(root.find("./publicationYear"))
    return Said(titles[0] if titles else None, tuple(creators), _text(root.find("./publisher")), _years(year))


def _creator(one: ET.Element) -> Maker:
    family, given = _text(one.find("familyName")), _text(one.find("givenName"))
    return Maker(_text(one.find("creatorName")) or "", *((family, given) if family and given else (None, None)))


# Crossref

_WORKS = (
    "journal/journal_article", "journal/journal_issue", "journal/journal_metadata",
    "book/content_item", "book/book_metadata", "book/book_series_metadata", "book/book_set_metadata",
    "conference/conference_paper", "sa_component/component_list/component", "database/dataset", "report-paper/report-paper_metadata",
    "posted_content", "dissertation", "peer_review",
)  # fmt: skip


def _crossref(text: str) -> Said:
    root = _tree(text)
    record = root if root.tag == "crossref" else next(root.iter("crossref"))
    work = next(found for path in _WORKS if (found := record.find(path)) is not None)
    titles = [title for name in ("title", "original_language_title") for one in work.iterfind(f"./titles/{name}") if (title := _text(one))]
    items = {one.get("name"): plain(one.text) for one in root.iter("crm-item")}
    publisher = items.get("publisher-name") or _text(next(record.iter("publisher_name"), None)) or _text(work.find("./institution/institution_name"))
    dates = [one for name in ("publication_date", "posted_date", "approval_date", "acceptance_date", "review_date") for one in work.iterfind(name)]
    years = _years(*[_text(one.find("year")) for one in dates]) or _years(items.get("created"))
    return Said(titles[0] if titles else None, _crossref_makers(work), publisher, years)


def _crossref_makers(work: ET.Element) -> tuple[Maker, ...]:
    people = [one for one in [*work.iterfind("./contributors/*"), *work.iterfind("./person_name")] if one.tag in ("person_name", "organization")]
    for role in ("author", "editor"):
        makers = [_crossref_maker(one) for one in people if one.get("contributor_role") == role]
        if makers:
            return tuple(one for one in makers if one.name != "et al.")
    return ()


def _crossref_maker(one: ET.Element) -> Maker:
    return person(_text(one.find("surname")), _text(one.find("given_name"))) if one.tag == "person_name" else Maker(plain("".join(one.itertext())))


def _tree(text: str) -> ET.Element:
    root = ET.fromstring(text.encode())
    for element in root.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return root


def _text(element: ET.Element | None) -> str | None:
    return (plain("".join(element.itertext())) or None) if element is not None else None


# Schema.org and Citeproc


def _schema_org(text: str) -> Said:
    meta = _one(json.loads(text))
    meta = next((one for one in meta["@graph"] if "name" in one and ("author" in one or "creator" in one)), meta) if "@graph" in meta else meta
    makers = [_schema_org_maker(one) for one in _list(meta.get("author") or meta.get("creator"))]
    publisher = _one(meta.get("publisher"))
    named = publisher.get("name") if isinstance(publisher, dict) else publisher
    return Said(plain(_one(meta.get("name"))) or None, tuple(makers), plain(named) or None, _years(meta.get("datePublished")))


def _schema_org_maker(one: Any) -> Maker:
    if isinstance(one, str):
        return Maker(plain(one))
    family, given = plain(one.get("familyName")), plain(one.get("givenName"))
    if family and given:
        return dataclasses.replace(person(family, given), written=plain(one.get("name")) or None)
    return Maker(plain(one.get("name")) or family)


def _citeproc(text: str) -> Said:
    item = _one(json.loads(text))
    people = item.get("author") or item.get("editor") or []
    makers = [Maker(plain(one["literal"])) if one.get("literal") else person(one.get("family"), one.get("given")) for one in people]
    issued = item.get("issued") or {}
    year = issued["date-parts"][0][0] if issued.get("date-parts") else issued.get("raw")
    return Said(plain(_one(item.get("title"))) or None, tuple(makers), plain(item.get("publisher")) or None, _years(year))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value


# RIS and BibTeX


def _ris(text: str) -> Said:
    tags: dict[str, list[str]] = {}
    tag = ""
    for line in text.splitlines():
        found = re.match(r"([A-Z][A-Z0-9])\s+-\s?(.*)$", line)
        if found:
            tag = found[1]
            tags.setdefault(tag, []).append(found[2])
        elif tag and line.strip():
            tags[tag][-1] += " " + line
    first = {name: plain(values[0]) for name, values in tags.items()}
    makers = [Maker(re.sub(r"\s*,\s*", ", ", plain(one), count=1).removesuffix(", ")) for name in ("AU", "A1") for one in tags.get(name, [])]
    year = first.get("PY") or first.get("Y1") or first.get("DA")
    return Said(first.get("TI") or first.get("T1"), tuple(makers), first.get("PB"), _years(year))


def _bibtex(text: str) -> Said:
    fields = {name.lower(): _bibtex_value(text, at) for name, at in _bibtex_fields(text)}
    makers = [_bibtex_maker(one) for one in _BIBTEX_AND.split(fields.get("author", "")) if one.strip() and one != "others"]
    return Said(plain(fields.get("title")) or None, tuple(makers), plain(fields.get("publisher")) or None, _years(fields.get("year") or fields.get("date")))


def _bibtex_fields(text: str) -> Iterator[tuple[str, int]]:
    return ((found[1], found.end()) for found in re.finditer(r"[,\n]\s*([A-Za-z]+)\s*=\s*", text))


def _bibtex_value(text: str, at: int) -> str:
    """The text in braces or quotes that starts there, or a bare word."""
    if text[at] == '"':
        return text[at + 1 : text.index('"', at + 1)]
    if text[at] != "{":
        return re.match(r"\w*", text[at:])[0]  # type: ignore[index]
    depth = 0
    for place in range(at, len(text)):
        depth += {"{": 1, "}": -1}.get(text[place], 0)
        if depth == 0:
            return text[at + 1 : place]
    return ""


def _bibtex_maker(one: str) -> Maker:
    if one.startswith("{") and one.endswith("}"):
        return Maker(plain(one[1:-1]))
    if "," in one:
        family, _comma, given = one.partition(",")
        return person(family, given)
    given, _space, family = one.rpartition(" ")
    return person(family, given)


def _years(*texts: Any) -> frozenset[int]:
    found = (re.search(r"\b\d{4}", str(text or "")) for text in texts)
    return frozenset(int(one[0]) for one in found if one)


_READERS: dict[str, Callable[[str], Said]] = {
    "datacite": _datacite, "crossref": _crossref, "schema_org": _schema_org, "citeproc": _citeproc, "ris": _ris, "bibtex": _bibtex,
}  # fmt: skip
