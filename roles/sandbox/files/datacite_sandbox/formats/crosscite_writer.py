# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as DataCite JSON, and as Crosscite JSON: the same members, spelled with capitals or with underscores."""

from __future__ import annotations

import re
from typing import Any

from .view import View, pretty

_NAMES = (
    "url", "types", "creators", "titles", "publisher", "container", "subjects", "contributors", "dates", "publicationYear", "language", "identifiers",
    "sizes", "formats", "version", "rightsList", "descriptions", "geoLocations", "fundingReferences", "relatedIdentifiers", "relatedItems",
    "schemaVersion", "providerId", "clientId", "agency", "state",
)  # fmt: skip


def write(record: View) -> str:
    """DataCite JSON."""
    return pretty(_members(record))


def write_crosscite(record: View) -> str:
    """Crosscite JSON."""
    return pretty({re.sub(r"(?=[A-Z])", "_", name).lower(): value for name, value in _members(record).items()})


def _members(record: View) -> dict[str, Any]:
    known = {"id": record.doi_url, "doi": record.doi} | {name: record.get(name) for name in _NAMES}
    known["publisher"] = record.publisher or None
    known["container"] = record.container
    known["agency"] = record.get("agency") or "datacite"
    return known
