# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading a document gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Document:
    """A document that was recognised.

    `kind` is its format: crossref, datacite, schema_org, codemeta, datacite_json, crosscite, citeproc, ris, bibtex, or remote for text
    that is an address to fetch. `found` is false where no DOI could be determined, which makes DataCite answer 404. `attributes` are
    camelCase JSON attributes, without those that the document lacks; they come before the normalisation that every save brings.
    `doi` is the document's name as read, `agency` the registration agency that reading it sets.
    """

    kind: str
    found: bool
    attributes: Mapping[str, Any]
    doi: str | None = None
    agency: str | None = None


class Unreadable(Exception):
    """A document on which DataCite's reader stumbles so badly that the request ends in a server error (500)."""
