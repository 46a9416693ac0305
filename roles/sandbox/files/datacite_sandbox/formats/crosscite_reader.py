# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crosscite JSON, and DataCite JSON of the old kind with hyphens in its keys: attributes under other spellings."""

from __future__ import annotations

import re
from typing import Any

from .document import Document
from .names import doi_of
from .values import present

_KERNEL = "http://datacite.org/schema/kernel"
_ATTRIBUTES = frozenset((
    "url", "creators", "contributors", "titles", "publisher", "publicationYear", "types", "descriptions", "container", "sizes", "formats",
    "language", "dates", "identifiers", "relatedIdentifiers", "relatedItems", "fundingReferences", "geoLocations", "rightsList", "subjects",
    "contentUrl", "schemaVersion",
))  # fmt: skip


def is_datacite_json(meta: dict[str, Any]) -> bool:
    """By the hyphenated name of the schema version; DataCite JSON of today is not recognised."""
    return isinstance(meta.get("schema-version"), str) and meta["schema-version"].startswith(_KERNEL)


def is_crosscite(meta: dict[str, Any]) -> bool:
    """By types and a publication year."""
    return present(meta.get("types")) and present(meta.get("publication_year"))


def read(meta: dict[str, Any], doi: str | None) -> Document:
    """The document; it is found even without a DOI inside."""
    kind = "datacite_json" if is_datacite_json(meta) else "crosscite"
    named = {_camel(key): value for key, value in meta.items() if value is not None and (kind == "datacite_json" or key == _underscored(key))}
    attributes = {name: value for name, value in named.items() if name in _ATTRIBUTES}
    if isinstance(attributes.get("publisher"), str):
        attributes["publisher"] = {"name": attributes["publisher"]}
    if present(named.get("versionInfo")):
        attributes["version"] = named["versionInfo"]
    agency = named.get("agency")
    return Document(
        kind,
        found=meta.get("state") != "not_found",
        attributes=attributes,
        doi=doi_of(doi) or doi_of(meta.get("doi")),
        agency=agency if isinstance(agency, str) else None,
    )


def _underscored(key: str) -> str:
    return re.sub(r"(?<=[a-z\d])(?=[A-Z])", "_", key).replace("-", "_").lower()


def _camel(key: str) -> str:
    return re.sub(r"_([a-z\d])", lambda found: found[1].upper(), _underscored(key))
