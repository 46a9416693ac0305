# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The formats that DataCite gives records in, by the media types that ask for them (https://support.datacite.org/docs/datacite-content-resolver)."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, Final

FORMATS: Final[Mapping[str, str]] = {
    "bibtex": "application/x-bibtex",
    "citation": "text/x-bibliography",
    "citeproc": "application/vnd.citationstyles.csl+json",
    "codemeta": "application/vnd.codemeta.ld+json",
    "crosscite": "application/vnd.crosscite.crosscite+json",
    "csv": "text/csv",
    "datacite_json": "application/vnd.datacite.datacite+json",
    "datacite_xml": "application/vnd.datacite.datacite+xml",
    "jats": "application/vnd.jats+xml",
    "ris": "application/x-research-info-systems",
    "schema_org": "application/vnd.schemaorg.ld+json",
}
"""Crossref's Unixref is not among them: DataCite reads it, and writes it for no DOI of its own."""
STORED: Final = "datacite_xml"
"""The one that is not made when it is asked for: it is the XML that is stored, and comes with the record."""


def stored_xml(attributes: Mapping[str, Any]) -> str | None:
    """The XML in the attributes of a record; None where there is none, as in a draft without metadata."""
    encoded = attributes.get("xml")
    if not isinstance(encoded, str) or not encoded:
        return None
    try:
        return base64.b64decode(encoded).decode("utf-8", "replace") or None
    except (binascii.Error, ValueError):
        return None
