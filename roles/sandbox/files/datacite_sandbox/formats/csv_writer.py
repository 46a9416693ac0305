# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as comma-separated values, one line each under a line of names."""

from __future__ import annotations

import csv
import io

from .bibtex_writer import authors
from .view import View

HEADER = ("doi", "url", "registered", "state", "resourceTypeGeneral", "resourceType", "title", "author", "publisher", "publicationYear")


def write(record: View) -> str:
    """The line of names and the record's line."""
    registered = record.get("registered") or record.get("dateRegistered")
    row = (
        record.doi,
        record.get("url"),
        str(registered)[:10] if registered else None,
        record.get("state"),
        record.types.get("resourceTypeGeneral"),
        record.types.get("resourceType"),
        record.first("titles", "title"),
        authors(record.objects("creators")),
        record.publisher.get("name"),
        record.get("publicationYear"),
    )
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows((HEADER, row))
    return out.getvalue()
