# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as a BibTeX entry."""

from __future__ import annotations

from typing import Any

from .values import present
from .view import View

NEWLINE, INDENT = "\n", "  "


def write(record: View) -> str:
    """The record as text, with a newline at the end."""
    get, container = record.get, record.container
    subjects = record.subjects()
    fields = {
        "doi": record.doi,
        "url": get("url"),
        "author": authors(record.objects("creators")),
        "keywords": ", ".join(str(word or "") for word in subjects) if subjects else None,
        "language": get("language"),
        "title": record.first("titles", "title"),
        "journal": container.get("title"),
        "volume": container.get("volume"),
        "issue": container.get("issue"),
        "pages": record.pages(),
        "publisher": record.publisher.get("name"),
        "year": get("publicationYear"),
        "copyright": record.first("rightsList", "rights"),
    }
    kind = record.types.get("bibtex")
    lines = [f"  {name} = {{{str(value).replace(NEWLINE, NEWLINE + INDENT)}}}" for name, value in fields.items() if value is not None]
    return f"@{kind if present(kind) else 'misc'}{{{record.doi_url},\n" + ",\n".join(lines) + "\n}\n"


def authors(entries: list[dict[str, Any]]) -> str | None:
    """Persons as `Family, Given`, others in braces, joined by `and`."""
    found = []
    for entry in entries:
        if present(entry.get("familyName")):
            found.append(f"{entry['familyName']}, {entry.get('givenName') or ''}")
        elif entry.get("type") == "Person":
            found.append(str(entry.get("name") or ""))
        else:
            found.append(f"{{{entry['name']}}}" if present(entry.get("name")) else "")
    joined = " and ".join(found)
    return joined if joined.strip() else None
