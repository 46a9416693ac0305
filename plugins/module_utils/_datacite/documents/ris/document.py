# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RIS, put in order: one record in the dialect that DataCite reads, and beside it what DataCite loses. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..ordered import Ordered, Request, Unusable
from ..own_name import doi_in, refuse_another
from ..parsers import ris_parser
from ..references.reference import clean_lines
from ..shortened import shortened
from .dialect import strict
from .facts import reference
from .fields import Fields, own_name

_CONVERTED_TYPES = {
    "BLOG": "Text", "CTLG": "Collection", "DATA": "Dataset", "FIGURE": "Image", "THES": "Dissertation", "MPCT": "Audiovisual", "JOUR": "JournalArticle",
    "COMP": "Software", "VIDEO": "Audiovisual", "ELEC": "Text", "SLIDE": "Presentation",
}  # fmt: skip
"""The codes of which DataCite makes the right resourceTypeGeneral by itself, and which; it makes a Poster of GEN."""

_MOST_NAMED = 10


def in_order(request: Request) -> Ordered:
    """The document as DataCite reads it best; raises Unusable, and ImportError where the parser is not installed."""
    records = [Fields(record) for record in ris_parser()(strict(clean_lines(request)))]
    fields = _chosen(records, request.entry)
    named = own_name(fields)
    refuse_another(named, request)
    found = reference(fields)
    text, converted = _written(fields.kind, found.attributes, request.doi or named or "")
    ordered = found.ordered("ris", text, converted)
    # The year that had to be written for DataCite to read the record at all comes back as a date.
    return ordered if "publicationYear" in found.attributes else replace(ordered, attributes={**ordered.attributes, "dates": None})


def _chosen(records: list[Fields], wanted: str | None) -> Fields:
    named = [_key(record, at) for at, record in enumerate(records, 1)]
    listed = ", ".join(f"`{shortened(key)}`" for key in named[:_MOST_NAMED]) + (f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else "")
    if wanted is None:
        if len(records) == 1:
            return records[0]
        raise Unusable(f"has {len(records)} records: {listed}", "choose one with `entry`, or give the one that is meant", "entry")
    for found in (_matching(records, wanted, str), _matching(records, wanted, str.casefold)):
        if len(found) == 1:
            return found[0]
        if found:
            raise Unusable(f"has {len(found)} records that `{wanted}` stands for", "choose one by its DOI", "entry")
    raise Unusable(f"has no record `{wanted}`; there {'is only' if len(records) == 1 else 'are'} {listed}", "name one of those as `entry`", "entry")


def _matching(records: list[Fields], wanted: str, form: Any) -> list[Fields]:
    name = doi_in(wanted)
    return [
        record
        for at, record in enumerate(records, 1)
        if form(wanted) in [form(key) for key in (record.bare("ID"), record.bare("DO"), record.title(), _key(record, at)) if key]
        or (name is not None and name == own_name(record))
    ]


def _key(record: Fields, at: int) -> str:
    return record.bare("ID") or own_name(record) or record.title() or f"record {at}"


def _written(kind: str, attributes: Mapping[str, Any], doi: str) -> tuple[str, dict[str, Any]]:
    """One record for DataCite's reader, and the attributes that its conversion of it comes to."""
    lines: list[tuple[str, str]] = [("TY", kind if kind.isalnum() and kind.isascii() else "GEN")]
    converted: dict[str, Any] = {}

    def write(tag: str, name: str, *values: str) -> None:
        # Tags (`<i>`) come out escaped, and DataCite knows no values of several lines.
        if values and all(value.strip() and "\n" not in value and "<" not in value for value in values):
            lines.extend((tag, value) for value in values)
            converted[name] = attributes[name]

    if kind in _CONVERTED_TYPES:
        converted["types"] = {"resourceTypeGeneral": _CONVERTED_TYPES[kind]}
    if len(attributes.get("titles", [])) == 1:
        write("T1", "titles", attributes["titles"][0]["title"])
    if all(creator.keys() == {"name"} for creator in attributes.get("creators", [])):
        write("AU", "creators", *(creator["name"] for creator in attributes.get("creators", [])))
    lines.append(("DO", doi))
    for tag, name in (("UR", "url"), ("LA", "language")):
        write(tag, name, *([attributes[name]] if name in attributes else []))
    if len(attributes.get("descriptions", [])) == 1:
        write("AB", "descriptions", attributes["descriptions"][0]["description"])
    write("KW", "subjects", *(entry["subject"] for entry in attributes.get("subjects", [])))
    write("PB", "publisher", *([attributes["publisher"]["name"]] if "publisher" in attributes else []))
    _write_date(attributes, lines, converted)
    _write_container(attributes, lines, converted)
    text = "".join(f"{tag}  - {value}\n" for tag, value in lines if value) + "ER  - \n"
    return text, converted


def _write_date(attributes: Mapping[str, Any], lines: list[tuple[str, str]], converted: dict[str, Any]) -> None:
    """DataCite reads no record without a year, so there is always one; one that nobody knows is missing in the attributes all the same."""
    dates = attributes.get("dates", [])
    date = str(dates[0]["date"]) if len(dates) == 1 else ""
    year = str(attributes.get("publicationYear", "1000"))
    plain = date.startswith(year) and date.replace("-", "").isdigit() and "/" not in date
    lines.append(("PY", date.replace("-", "/") if plain else year))
    if "publicationYear" in attributes:
        converted["publicationYear"] = attributes["publicationYear"]
    if plain:
        converted["dates"] = dates


def _write_container(attributes: Mapping[str, Any], lines: list[tuple[str, str]], converted: dict[str, Any]) -> None:
    """Of a container with a number of its own DataCite makes a related identifier that is none, so such a one is not written."""
    container = attributes.get("container", {})
    if container.get("type") != "Journal" or "identifier" in container or any("<" in value for value in container.values()):
        return
    tags = {"title": "T2", "volume": "VL", "issue": "IS", "firstPage": "SP", "lastPage": "EP"}
    lines.extend((tag, container[name]) for name, tag in tags.items() if name in container)
    converted["container"] = container
