# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who made what a Crossref record is about. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from ...metadata.identifiers import ror_problem
from ..shortened import shortened
from ..unique import unique
from .records import Record
from .texts import on_one_line, plain

_CONTRIBUTOR_TYPES = {"editor": "Editor", "translator": "Translator", "chair": "Editor"}
_REVIEWERS = ("reviewer", "reviewer-external", "review-assistant", "stats-reviewer", "editor")
_SIXTEEN = re.compile(r"\d{15}[\dX]", re.ASCII)
_NOBODY = frozenset(("et al", "et al.", "and others", "others", "n/a", "-", "."))


@dataclass(frozen=True)
class People:
    """Creators and contributors in DataCite's shape, and what had to be mended to find them."""

    creators: tuple[dict[str, Any], ...]
    contributors: tuple[dict[str, Any], ...]
    mended: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def people(record: Record) -> People:
    """Authors are the creators; where there are none, whoever wrote it otherwise."""
    entries = list(_entries(record.work))
    mended: list[str] = []
    if any(_is_nobody(entry) for entry in entries):
        mended.append("\"et al.\" is nobody's name and was left out")
    entries = [entry for entry in entries if not _is_nobody(entry)]
    makers = [entry for entry in entries if _role(entry) == "author"]
    others = [entry for entry in entries if _role(entry) != "author"]
    if not makers and record.kind == "peer_review":
        makers, others = _first_of(_REVIEWERS, others)
    if not makers and record.kind in ("chapter", "component"):
        makers = [entry for holder in record.around for entry in _entries(holder) if _role(entry) == "author" and not _is_nobody(entry)]
        if makers:
            mended.append("the authors of the whole became the creators: the part names none")
    if not makers and any(_role(entry) in ("editor", "chair") for entry in others):
        makers, others = _first_of(("editor", "chair"), others)
        mended.append("the editors became the creators: there are no authors")
    creators = unique([maker for entry in makers if (maker := _maker(entry))])
    contributors = unique([{**maker, "contributorType": _CONTRIBUTOR_TYPES.get(_role(entry), "Other")} for entry in others if (maker := _maker(entry))])
    return People(tuple(creators), tuple(contributors), tuple(mended), tuple(_lost(entries)))


def _entries(work: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Persons and organisations in the order of the document."""
    for holder in (work, *work.findall("contributors"), *work.findall("project/investigators")):
        yield from (child for child in holder if child.tag in ("person_name", "organization", "anonymous", "person"))


def _role(entry: ElementTree.Element) -> str:
    role = (entry.get("contributor_role") or entry.get("role") or "author").strip().lower()
    return "author" if entry.tag == "person" else role


def _first_of(roles: tuple[str, ...], entries: list[ElementTree.Element]) -> tuple[list[ElementTree.Element], list[ElementTree.Element]]:
    """(those of the given roles, the others)."""
    return [entry for entry in entries if _role(entry) in roles], [entry for entry in entries if _role(entry) not in roles]


def _is_nobody(entry: ElementTree.Element) -> bool:
    return entry.tag != "anonymous" and plain(entry).lower() in _NOBODY


def _maker(entry: ElementTree.Element) -> dict[str, Any] | None:
    if entry.tag == "organization":
        name = _own_text(entry) or plain(entry)
        return {"name": name, "nameType": "Organizational", **_member("affiliation", _affiliations(entry))} if name else None
    if entry.tag == "anonymous":
        return {"name": "Anonymous", **_member("affiliation", _affiliations(entry))}
    family, given = (_first(entry, *names) for names in (("surname", "familyName"), ("given_name", "givenName")))
    suffix = _first(entry, "suffix")
    name = ", ".join(part for part in (family, given, suffix) if part)
    if not name:
        return None
    parts = {**_member("givenName", given), **_member("familyName", family)}
    return {
        "name": name, "nameType": "Personal", **parts, **_member("nameIdentifiers", _orcid(entry)), **_member("affiliation", _affiliations(entry)),
    }


def _first(entry: ElementTree.Element, *names: str) -> str:
    return next((text for name in names if (text := plain(entry.find(name)))), "")


def _member(name: str, value: Any) -> dict[str, Any]:
    return {name: value} if value else {}


def _own_text(entry: ElementTree.Element) -> str:
    """The text of an organisation without its affiliations; a name of its own element in later schemas."""
    named = plain(entry.find("org_name")) or plain(entry.find("name"))
    return named or on_one_line(entry.text or "")


def _orcid(entry: ElementTree.Element) -> list[dict[str, str]]:
    digits = _digits(plain(entry.find("ORCID")))
    if not _SIXTEEN.fullmatch(digits):
        return []
    groups = "-".join(digits[place : place + 4] for place in range(0, 16, 4))
    return [{"nameIdentifier": f"https://orcid.org/{groups}", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}]


def _digits(orcid: str) -> str:
    return orcid.rstrip("/").rpartition("/")[2].upper().replace("-", "").replace(" ", "")


def _affiliations(entry: ElementTree.Element) -> list[dict[str, str]]:
    found = []
    for one in (*entry.findall("affiliation"), *entry.findall("affiliations/institution"), *entry.findall("affiliations/affiliation")):
        name = _institution(one)
        ror = next((plain(identifier) for identifier in (*one.iter("institution_id"), *one.iter("ROR")) if not ror_problem(plain(identifier) or "-")), "")
        ror = ror or (one.get("ror-id") or "")
        if name or ror:
            found.append({"name": name or _ror(ror)["affiliationIdentifier"], **(_ror(ror) if ror else {})})
    return unique(found)


def _institution(one: ElementTree.Element) -> str:
    if not len(one):
        return plain(one)
    parts = [plain(part) for name in ("institution_department", "institution_name", "institution_place") for part in one.findall(name)]
    return ", ".join(part for part in parts if part) or on_one_line(one.text or "")


def _ror(text: str) -> dict[str, str]:
    code = text.rstrip("/").rpartition("/")[2].lower()
    return {"affiliationIdentifier": f"https://ror.org/{code}", "affiliationIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}


def _lost(entries: list[ElementTree.Element]) -> Iterator[str]:
    for entry in entries:
        text = plain(entry.find("ORCID"))
        if text and not _SIXTEEN.fullmatch(_digits(text)):
            yield f"`ORCID` ({shortened(text)}, which is none)"
        if entry.find("alt-name") is not None:
            yield f"`alt-name` ({shortened(plain(entry.find('alt-name')))})"
