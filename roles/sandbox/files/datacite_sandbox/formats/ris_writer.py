# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record in RIS."""

from __future__ import annotations

from typing import Any

from .values import present
from .view import View


def write(record: View) -> str:
    """The record as text, lines ended as RIS has it."""
    get, container = record.get, record.container
    host = next((one.get("relatedIdentifier") for one in record.objects("relatedIdentifiers") if one.get("relationType") == "IsPartOf"), None)
    tags = {
        "TY": record.types.get("ris"),
        "T1": record.first("titles", "title"),
        "T2": container.get("title"),
        "AU": [_author(one) for one in record.objects("creators")] or None,
        "DO": record.doi,
        "UR": get("url"),
        "AB": record.abstract(),
        "KW": record.subjects() or None,
        "PY": get("publicationYear"),
        "PB": record.publisher.get("name"),
        "LA": get("language"),
        "VL": container.get("volume"),
        "IS": container.get("issue"),
        "SP": container.get("firstPage"),
        "EP": container.get("lastPage"),
        "SN": host,
        "ER": "",
    }
    lines = [(tag, one) for tag, value in tags.items() if value is not None for one in (value if isinstance(value, list) else [value])]
    return "\r\n".join(f"{tag}  - {'' if value is None else value}" for tag, value in lines)


def _author(entry: dict[str, Any]) -> Any:
    if present(entry.get("familyName")):
        return f"{entry['familyName']}, {entry.get('givenName') or ''}"
    return entry.get("name")
