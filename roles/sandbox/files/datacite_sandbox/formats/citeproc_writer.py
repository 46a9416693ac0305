# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as Citeproc (CSL) JSON."""

from __future__ import annotations

from typing import Any

from .values import present
from .view import View, date_parts, pretty

_LEFT_OUT = frozenset(("nameType", "type", "@type", "id", "@id", "name", "familyName", "givenName", "affiliation", "nameIdentifiers", "contributorType"))

_OWN_MEMBERS = {"Editor": "editor", "Translator": "translator"}


def write(record: View) -> str:
    """The record as text."""
    return pretty(members(record))


def members(record: View) -> dict[str, Any]:
    """The record as a Citeproc item; members without a value are null."""
    get, container = record.get, record.container
    creators, contributors = record.objects("creators"), record.objects("contributors")
    unnamed = len(creators) == 1 and creators[0].get("name") == ":(unav)"
    software = record.types.get("resourceTypeGeneral") == "Software"
    issued = record.date("Issued")
    return {
        "type": "software" if software else record.types.get("citeproc"),
        "id": record.doi_url,
        "categories": record.subjects() or None,
        "language": get("language"),
        "author": None if unnamed else _persons(creators),
        "contributor": _persons([one for one in contributors if str(one.get("contributorType")) not in _OWN_MEMBERS]),
        **{name: _persons([one for one in contributors if one.get("contributorType") == kind]) for kind, name in _OWN_MEMBERS.items()},
        "issued": date_parts(issued if issued is not None else get("publicationYear")),
        "abstract": record.first("descriptions", "description"),
        "container-title": _container_title(record),
        "DOI": record.doi,
        "volume": container.get("volume"),
        "issue": container.get("issue"),
        "number": container.get("number"),
        "chapter-number": container.get("chapterNumber"),
        "edition": container.get("edition"),
        "page": record.pages(),
        "page-first": container.get("firstPage"),
        "publisher": record.publisher.get("name"),
        "title": record.first("titles", "title"),
        "URL": get("url"),
        "copyright": record.first("rightsList", "rights"),
        "version": get("version"),
    }


def _persons(entries: list[dict[str, Any]]) -> list[dict[str, Any]] | None:
    found = []
    for entry in entries:
        named = {"family": entry.get("familyName"), "given": entry.get("givenName")}
        literal = {} if present(entry.get("familyName")) else {"literal": entry.get("name")}
        rest = {name: value for name, value in entry.items() if name not in _LEFT_OUT}
        found.append({name: value for name, value in (rest | named | literal).items() if value is not None})
    return found or None


def _container_title(record: View) -> Any:
    if record.container:
        return record.container.get("title")
    return record.publisher.get("name") if record.types.get("citeproc") == "article-journal" else None
