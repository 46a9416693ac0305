# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the back end's own code trips over a value of a kind that it did not expect: while writing XML, storing, indexing or answering."""

from __future__ import annotations

from typing import Any

from ..formats.values import wrapped
from .container import shown_container
from .loose import blank, member
from .refusal import Refused, no_conversion, no_method, uncaught

_WITH_MEMBERS = (
    ("creators", "familyName"), ("contributors", "contributorType"), ("dates", "dateType"), ("identifiers", "identifierType"),
    ("related_identifiers", "relatedIdentifierType"), ("related_items", "relatedItemType"),
)  # fmt: skip
_AFTER_DESCRIPTIONS = (("geo_locations", "geoLocationPlace"), ("funding_references", "funderName"))
_TEXT_LIMITS = (("language", 191), ("reason", 255), ("schema_version", 191), ("source", 191), ("version_info", 191))
_FIELDS_OF_SCIENCE = "Fields of Science and Technology (FOS)"
_LONGEST_URL = 65535
_LARGEST_YEAR = 2**31


def while_writing_xml(record: dict[str, Any]) -> None:
    """Raises Refused for what the XML writer cannot take."""
    _ask_members(record, _WITH_MEMBERS)
    for entry in wrapped(record["rights_list"]):
        if not isinstance(entry, (dict, str)) and not blank(entry):
            raise no_conversion(entry, "String")
    shown_container(record)
    _ask_members(record, _AFTER_DESCRIPTIONS)


def while_storing(record: dict[str, Any]) -> None:
    """Raises Refused for what the database's columns cannot take: text too long, characters outside three bytes of UTF-8."""
    year = record["publication_year"]
    if year is not None and not -_LARGEST_YEAR <= year < _LARGEST_YEAR:
        raise uncaught(f"{year} is out of range for ActiveModel::Type::Integer with limit 4 bytes")
    for name, limit in (*_TEXT_LIMITS, ("url", _LONGEST_URL)):
        value = record[name] or ""
        if (len(value.encode()) if name == "url" else len(value)) > limit:
            raise uncaught(f"Mysql2::Error: Data too long for column '{name}' at row 1")
        wide = next((place for place, letter in enumerate(value) if ord(letter) > 0xFFFF), None)
        if wide is not None:
            raise uncaught(f"Mysql2::Error: Incorrect string value: '{_escaped(value[wide:])}' for column '{name}' at row 1")


def while_indexing(record: dict[str, Any]) -> Refused | None:
    """The failure that indexing ends in, after the record was stored; None when it goes well."""
    try:
        _index(record)
    except Refused as refused:
        return refused
    return None


def while_answering(record: dict[str, Any]) -> None:
    """Raises Refused for a record that cannot be shown."""
    for name in ("creators", "contributors"):
        for person in wrapped(record[name]):
            if isinstance(person, str):
                raise uncaught("string not matched")
            if not isinstance(person, dict):
                raise no_method("[]=", person)


def _ask_members(record: dict[str, Any], names: tuple[tuple[str, str], ...]) -> None:
    for column, name in names:
        if name == "contributorType" and blank(record[column]):
            continue
        for entry in wrapped(record[column]):
            member(entry, name)


def _index(record: dict[str, Any]) -> None:
    """Every step of indexing that can fail, in order: types, persons (ORCID, ROR), publisher, funders, fields of science."""
    _general_type(record["types"])
    people = [*wrapped(record["creators"]), *wrapped(record["contributors"])]
    for person in people:
        if not isinstance(person, dict):
            raise no_method("fetch", person)
        _identifiers(person, "nameIdentifiers", "nameIdentifier", "ORCID")
    for person in people:
        _identifiers(person, "affiliation", "affiliationIdentifier", "ROR")
    for person in people:
        _identifiers(person, "nameIdentifiers", "nameIdentifier", "ROR")
    publisher = record["publisher_obj"]
    if isinstance(publisher, dict) and publisher.get("publisherIdentifierScheme") == "ROR":
        _match(publisher.get("publisherIdentifier"))
    for funding in wrapped(record["funding_references"]):
        if isinstance(funding, dict):
            _funder(funding.get("funderIdentifierType"), funding.get("funderIdentifier"))
    for subject in wrapped(record["subjects"]):
        if isinstance(subject, dict) and subject.get("subjectScheme") == _FIELDS_OF_SCIENCE and subject.get("subject") is None:
            raise no_method("gsub", None)


def _general_type(types: Any) -> None:
    if types is None:
        return
    if not isinstance(types, dict):
        raise no_method("to_h", types)
    general = types.get("resourceTypeGeneral")
    if not blank(general) and not isinstance(general, str):
        raise no_method("underscore", general)


def _identifiers(person: dict[str, Any], column: str, name: str, scheme: str) -> None:
    for entry in wrapped(person.get(column)):
        if isinstance(entry, dict) and entry.get(f"{name}Scheme") == scheme:
            _match(entry.get(name))


def _funder(scheme: Any, identifier: Any) -> None:
    if scheme == "ROR":
        _match(identifier)
    elif scheme == "Crossref Funder ID" and not blank(identifier) and not isinstance(identifier, str):
        raise no_method("split", identifier)


def _match(identifier: Any) -> None:
    """Identifiers are matched against patterns, which takes text."""
    if not blank(identifier) and not isinstance(identifier, str):
        raise no_conversion(identifier, "String")


def _escaped(text: str) -> str:
    """The bytes of a text as the database's message shows them: at most six, those outside ASCII in hexadecimal."""
    raw = text.encode()
    shown = "".join(chr(byte) if byte < 0x80 else f"\\x{byte:02X}" for byte in raw[:6])
    return shown + ("..." if len(raw) > 6 else "")
