# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""BibTeX, put in order: one entry in the form that DataCite reads, and beside it what DataCite loses. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..ordered import Ordered, Request
from ..own_name import doi_in, refuse_another
from ..references.reference import clean_lines
from .entries import Entry, picked
from .facts import reference
from .latex import address

_CONVERTED_TYPES = {
    "article": "JournalArticle", "book": "Book", "inbook": "BookChapter", "misc": "Other", "phdthesis": "Dissertation",
    "proceedings": "ConferenceProceeding", "techreport": "Report",
}  # fmt: skip
"""The types of entries of which DataCite makes a resourceTypeGeneral by itself, and which."""

_PLAIN_NAME = re.compile(r"(?!and\b)[^\W\d_a-z][\w.'\u2019-]*(?: (?!and\b)[^\W\d_a-z][\w.'\u2019-]*)*")
_UNSAFE = re.compile(r"[\\{}<]")
_TYPE = re.compile(r"[a-z][a-z0-9]*", re.ASCII)


def in_order(request: Request) -> Ordered:
    """The document as DataCite reads it best; raises Unusable, and ImportError where a parser is not installed."""
    entry = picked(clean_lines(request), request.entry)
    named = _own_name(entry)
    refuse_another(named, request)
    found = reference(entry)
    text, converted = _written(entry, found.attributes, request.doi or named or "")
    return found.ordered("bibtex", text, converted)


def _own_name(entry: Entry) -> str | None:
    """The DOI that the entry is about: its own field, or the address or key that is a DOI."""
    written = entry.fields.get("doi")
    if written and written.strip("{} "):
        return doi_in(address(written))
    for name in ("url", "ee", "howpublished", "note"):
        value = entry.fields.get(name)
        if value and (named := doi_in(address(value))):
            return named
    return doi_in(entry.key)


def _written(entry: Entry, attributes: Mapping[str, Any], doi: str) -> tuple[str, dict[str, Any]]:
    """One entry for DataCite's reader, and the attributes that its conversion of it comes to."""
    fields: dict[str, str] = {"doi": doi}
    converted: dict[str, Any] = {}
    for name, value in (("url", attributes.get("url")), ("title", _title(attributes)), ("publisher", attributes.get("publisher", {}).get("name"))):
        if isinstance(value, str) and _is_safe(value):
            fields[name] = value
            converted[{"url": "url", "title": "titles", "publisher": "publisher"}[name]] = attributes[{"title": "titles"}.get(name, name)]
    if len(attributes.get("titles", [])) > 1:
        converted.pop("titles", None)
    if all(_is_plain(creator) for creator in attributes.get("creators", [])) and "creators" in attributes:
        fields["author"] = " and ".join(creator["name"] for creator in attributes["creators"])
        converted["creators"] = attributes["creators"]
    if "publicationYear" in attributes:
        fields["year"] = str(attributes["publicationYear"])
        converted |= {"publicationYear": attributes["publicationYear"], "dates": [{"date": fields["year"], "dateType": "Issued"}]}
    _write_abstract(attributes, fields, converted)
    _write_container(attributes, fields, converted)
    if entry.kind in _CONVERTED_TYPES:
        converted["types"] = {"resourceTypeGeneral": _CONVERTED_TYPES[entry.kind]}
    kind = entry.kind if _TYPE.fullmatch(entry.kind) else "misc"
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@{kind}{{record,\n" + ",\n".join(lines) + "\n}\n", converted


def _title(attributes: Mapping[str, Any]) -> Any:
    return attributes["titles"][0]["title"] if "titles" in attributes else None


def _write_abstract(attributes: Mapping[str, Any], fields: dict[str, str], converted: dict[str, Any]) -> None:
    descriptions = attributes.get("descriptions", [])
    if len(descriptions) == 1 and _is_safe(descriptions[0]["description"]):
        fields["abstract"] = descriptions[0]["description"]
        converted["descriptions"] = descriptions


def _write_container(attributes: Mapping[str, Any], fields: dict[str, str], converted: dict[str, Any]) -> None:
    """A journal with volume and pages is all that DataCite takes over of a container."""
    container = attributes.get("container", {})
    plain = container.keys() <= {"type", "title", "volume", "firstPage", "lastPage"} and container.get("type") == "Journal"
    if not plain or not all(_is_safe(value) for value in container.values()) or "-" in container.get("firstPage", "") + container.get("lastPage", ""):
        return
    fields["journal"] = container["title"]
    fields["volume"] = container.get("volume", "")
    fields["pages"] = "-".join(container[name] for name in ("firstPage", "lastPage") if name in container)
    converted["container"] = container


def _is_safe(value: str) -> bool:
    """Whether DataCite reads a value as it stands between braces: LaTeX, braces of its own and tags (`<i>`) come out otherwise."""
    return bool(value.strip()) and not _UNSAFE.search(value)


def _is_plain(creator: Mapping[str, Any]) -> bool:
    """Whether DataCite splits a name rightly: it drops particles and suffixes, and keeps braces."""
    names = (creator.get("familyName"), creator.get("givenName"))
    return all(isinstance(name, str) and _PLAIN_NAME.fullmatch(name) for name in names) and creator.keys() == {"name", "nameType", "givenName", "familyName"}
