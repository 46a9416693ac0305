# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as CodeMeta JSON."""

from __future__ import annotations

from .codemeta_reader import CONTEXT
from .view import View, list_or_one, pretty


def write(record: View) -> str:
    """The record as text."""
    get = record.get
    issued = record.date("Issued")
    properties = [
        {"@type": "PropertyValue", "propertyID": one.get("identifierType"), "value": one.get("identifier")} for one in record.objects("identifiers")
    ]
    return pretty(
        {
            "@context": CONTEXT,
            "@type": record.types.get("schemaOrg"),
            "@id": record.doi_url,
            "identifier": list_or_one(properties),
            "codeRepository": get("url"),
            "name": record.first("titles", "title"),
            "authors": get("creators"),
            "description": record.first("descriptions", "description"),
            "version": get("version"),
            "tags": record.subjects() or None,
            "datePublished": issued if issued is not None else get("publicationYear"),
            "dateModified": record.date("Updated"),
            "publisher": record.publisher.get("name"),
            "license": list_or_one([one["rightsUri"] for one in record.objects("rightsList") if one.get("rightsUri") is not None]),
        }
    )
