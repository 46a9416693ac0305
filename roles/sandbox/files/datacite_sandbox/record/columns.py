# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is stored of a DOI: the columns of a record, in the names of DataCite's database, as a plain JSON-able dict.

`metadata_version` is the number of the newest version of the XML (None before the first one); times are ISO 8601 texts; `agency` is the
registration agency, another one than DataCite after a document of another agency was written.
"""

from __future__ import annotations

from typing import Any

from .loose import as_integer, as_text

JSON_COLUMNS = (
    "creators", "contributors", "titles", "publisher_obj", "types", "descriptions", "container", "sizes", "formats", "dates", "identifiers",
    "related_identifiers", "related_items", "funding_references", "geo_locations", "rights_list", "subjects", "content_url", "landing_page",
)  # fmt: skip
INTEGER_COLUMNS = ("publication_year", "metadata_version")
COLUMNS = (
    "doi", "url", "state", *JSON_COLUMNS, "publication_year", "version_info", "language", "schema_version", "source", "reason", "xml",
    "created", "registered", "updated", "metadata_version", "agency",
)  # fmt: skip
# In the order in which DataCite records them; `state` goes by the name aasm_state there.
AUDITED = (
    "doi", "url", "creators", "contributors", "titles", "publisher_obj", "publication_year", "types", "descriptions", "container", "sizes",
    "formats", "version_info", "language", "dates", "identifiers", "related_identifiers", "related_items", "funding_references",
    "geo_locations", "rights_list", "subjects", "schema_version", "content_url", "landing_page", "state", "source", "reason",
)  # fmt: skip
DATACITE = "datacite"
_AGENCIES = frozenset((DATACITE, "crossref", "kisti", "medra", "istic", "jalc", "airiti", "cnki", "op"))
_CAMEL_CASE = {
    "publisher_obj": "publisher", "publication_year": "publicationYear", "version_info": "version", "related_identifiers": "relatedIdentifiers",
    "related_items": "relatedItems", "funding_references": "fundingReferences", "geo_locations": "geoLocations", "rights_list": "rightsList",
    "content_url": "contentUrl", "schema_version": "schemaVersion", "landing_page": "landingPage",
}  # fmt: skip


def empty(doi: str) -> dict[str, Any]:
    """A draft of that name of which nothing was ever set."""
    return {**dict.fromkeys(COLUMNS), "doi": doi.lower(), "state": "draft", "agency": DATACITE}


def is_foreign(record: dict[str, Any]) -> bool:
    """Whether the record went over to another agency: no request finds it any more, though its name stays taken."""
    return (record.get("agency") or DATACITE) != DATACITE


def known_agency(agency: Any) -> str:
    """The agency as it is stored; one that is not known is DataCite."""
    spelled = agency.lower() if isinstance(agency, str) else DATACITE
    return spelled if spelled in _AGENCIES else DATACITE


def camel_case(record: dict[str, Any]) -> dict[str, Any]:
    """The record's metadata under the names of the JSON API, values as they are stored."""
    return {_CAMEL_CASE.get(name, name): value for name, value in record.items()}


def as_read_back(record: dict[str, Any]) -> dict[str, Any]:
    """The record as the database gives it back: it orders the members of an object by length of their names, then by letters."""
    return {name: _reordered(value) if name in JSON_COLUMNS else value for name, value in record.items()}


def as_kept(column: str, value: Any) -> Any:
    """Any value as the column can hold it: the JSON columns take everything, the others text or a number."""
    if column in JSON_COLUMNS:
        return value
    return as_integer(value) if column in INTEGER_COLUMNS else as_text(value)


def audited(record: dict[str, Any]) -> dict[str, Any]:
    """All audited columns of a new record under the database's names."""
    return {_audit_name(name): _audit_value(name, record.get(name)) for name in AUDITED}


def audited_changes(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """`[old, new]` for each audited column that changed."""
    changed = (name for name in AUDITED if before.get(name) != after.get(name))
    return {_audit_name(name): [_audit_value(name, before.get(name)), _audit_value(name, after.get(name))] for name in changed}


def unaudited(values: dict[str, Any]) -> dict[str, Any]:
    """Audited values back under the names, and in the forms, of a record."""
    renamed = {"state" if name == "aasm_state" else name: value for name, value in values.items()}
    return {name: value.lower() if name == "doi" and isinstance(value, str) else value for name, value in renamed.items()}


def _audit_name(name: str) -> str:
    return "aasm_state" if name == "state" else name


def _audit_value(name: str, value: Any) -> Any:
    return value.upper() if name == "doi" and isinstance(value, str) else value


def _reordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _reordered(value[name]) for name in sorted(value, key=lambda name: (len(name.encode()), name))}
    if isinstance(value, list):
        return [_reordered(entry) for entry in value]
    return value
