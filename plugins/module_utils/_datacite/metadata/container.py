# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container (journal, series, data repository) that DataCite derives from other attributes whenever it shows a record.

While one is derived, a stored `container` is hidden: declaring one changes nothing that anybody can see.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def derived_container(attributes: Mapping[str, Any]) -> dict[str, Any] | None:
    """The container that DataCite shows for these attributes instead of a stored one; None where it derives none.

    The first related item with `IsPublishedIn` gives it; else the first description of type `SeriesInformation`, read as
    `title, volume(issue), first page-last page`, with the first related identifier `IsPartOf`. A declaration that would leave a record with such a
    container must not declare `container`: it could never be reached.
    """
    item = _first(attributes.get("relatedItems"), "relationType", "IsPublishedIn")
    if item is not None:
        found = _of_related_item(item)
    else:
        series = _first(attributes.get("descriptions"), "descriptionType", "SeriesInformation")
        text = series.get("description") if series is not None else None
        if not isinstance(text, str) or not text.strip():
            return None
        found = _of_series(text, _first(attributes.get("relatedIdentifiers"), "relationType", "IsPartOf") or {})
    types = attributes.get("types")
    general = types.get("resourceTypeGeneral") if isinstance(types, Mapping) else None
    kept = {name: value for name, value in found.items() if value is not None}
    return {"type": "DataRepository" if general == "Dataset" else "Series", **kept}


def _of_related_item(item: Mapping[str, Any]) -> dict[str, Any]:
    identifier = item.get("relatedItemIdentifier")
    identifier = identifier if isinstance(identifier, Mapping) else {}
    titles = item.get("titles")
    title = next((entry.get("title") for entry in titles if isinstance(entry, Mapping)), None) if isinstance(titles, list) else None
    number = item.get("number")
    return {
        "identifier": identifier.get("relatedItemIdentifier"),
        "identifierType": identifier.get("relatedItemIdentifierType"),
        "title": title,
        "volume": item.get("volume"),
        "issue": item.get("issue"),
        "edition": item.get("edition"),
        "number": None if item.get("numberType") == "Chapter" else number,
        "chapterNumber": number if item.get("numberType") == "Chapter" else None,
        "firstPage": item.get("firstPage"),
        "lastPage": item.get("lastPage"),
    }


def _of_series(text: str, related: Mapping[str, Any]) -> dict[str, Any]:
    title, *rest = text.split(", ")
    volume, issue, first, last = None, None, None, None
    if len(rest) > 1:
        volume, _unused, issue = rest[0].partition("(")
        issue = issue.rstrip(")") or None
    if rest:
        first, _unused, last = rest[-1].partition("-")
    return {
        "identifier": related.get("relatedIdentifier"),
        "identifierType": related.get("relatedIdentifierType"),
        "title": title,
        "volume": volume or None,
        "issue": issue,
        "firstPage": first or None,
        "lastPage": last or None,
    }


def _first(entries: Any, member: str, value: str) -> Mapping[str, Any] | None:
    listed = [entries] if isinstance(entries, Mapping) else entries
    if not isinstance(listed, list):
        return None
    return next((entry for entry in listed if isinstance(entry, Mapping) and entry.get(member) == value), None)
