# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as it was read from DataCite, put into a database unaltered, also where today's rules would refuse to write it."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from ..formats import datacite_writer
from .columns import JSON_COLUMNS, as_kept, as_read_back, camel_case, empty
from .loose import blank

_CAMEL_CASE = camel_case({name: name for name in JSON_COLUMNS})  # the name that is shown: the column
_SCALARS = {
    "url": "url", "state": "state", "publicationYear": "publication_year", "version": "version_info", "language": "language",
    "schemaVersion": "schema_version", "source": "source", "reason": "reason", "created": "created", "registered": "registered",
    "updated": "updated", "metadataVersion": "metadata_version",
}  # fmt: skip


def record_from(shown: dict[str, Any], *, now: str) -> dict[str, Any]:
    """The record of which `shown` are the attributes of a JSON:API document, read with or without publisher and affiliations as objects.

    What the document does not say is empty; XML is generated where the document brings none. `now` stands for times that are missing.
    """
    record = empty(str(shown["doi"]))
    record |= {column: shown[name] for name, column in _CAMEL_CASE.items() if name in shown}
    record |= {column: as_kept(column, shown[name]) for name, column in _SCALARS.items() if shown.get(name) is not None}
    record["publisher_obj"] = _publisher(record["publisher_obj"])
    for name in ("creators", "contributors"):
        record[name] = [_person(person) for person in record[name] or []]
    if "identifiers" not in shown and "alternateIdentifiers" in shown:
        record["identifiers"] = [
            {"identifier": entry.get("alternateIdentifier"), "identifierType": entry.get("alternateIdentifierType")}
            for entry in shown["alternateIdentifiers"] or []
        ]
    record |= {name: record[name] or now for name in ("created", "updated")}
    record["source"] = record["source"] or "api"
    record["xml"] = _decoded(shown.get("xml"))
    if record["xml"] is None and any(not blank(record[name]) for name in ("creators", "titles", "publisher_obj", "publication_year")):
        record["xml"] = datacite_writer.write(camel_case(record), record["doi"])
    return as_read_back(record)


def _publisher(publisher: Any) -> Any:
    return {"name": publisher} if isinstance(publisher, str) else publisher


def _person(person: Any) -> Any:
    """Affiliations that are names become objects."""
    if not isinstance(person, dict):
        return person
    affiliation = person.get("affiliation")
    entries = affiliation if isinstance(affiliation, list) else [] if affiliation is None else [affiliation]
    return {**person, "affiliation": [{"name": entry} if isinstance(entry, str) else entry for entry in entries]}


def _decoded(xml: Any) -> str | None:
    if blank(xml):
        return None
    try:
        return base64.b64decode(xml).decode()
    except (binascii.Error, UnicodeDecodeError, TypeError):
        return None
