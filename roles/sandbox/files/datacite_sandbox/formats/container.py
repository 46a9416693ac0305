# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resource was published in, derived from its related items, its series information, or taken from `container` itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .values import objects, present, text_of, without_nulls


def container_of(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The container that DataCite shows for camelCase `attributes`; empty when there is none."""
    types = attributes.get("types")
    kind = "DataRepository" if isinstance(types, dict) and types.get("resourceTypeGeneral") == "Dataset" else "Series"
    item = next((item for item in objects(attributes.get("relatedItems")) if item.get("relationType") == "IsPublishedIn"), None)
    if item:
        return {"type": kind} | _of_item(item)
    series = next((one.get("description") for one in objects(attributes.get("descriptions")) if one.get("descriptionType") == "SeriesInformation"), None)
    described = series_information(text_of(series))
    if present(described.get("title")):
        host = next((one for one in objects(attributes.get("relatedIdentifiers")) if one.get("relationType") == "IsPartOf"), {})
        identity = {"identifier": host.get("relatedIdentifier"), "identifierType": host.get("relatedIdentifierType")}
        return {"type": kind} | without_nulls(identity) | described
    container = attributes.get("container")
    return dict(container) if isinstance(container, dict) else {}


def _of_item(item: Mapping[str, Any]) -> dict[str, Any]:
    identifier = item.get("relatedItemIdentifier")
    named = identifier if isinstance(identifier, dict) else {}
    number = item.get("number")
    return without_nulls(
        {
            "identifier": named.get("relatedItemIdentifier"),
            "identifierType": named.get("relatedItemIdentifierType"),
            "title": next((title.get("title") for title in objects(item.get("titles"))), None),
            "volume": item.get("volume"),
            "issue": item.get("issue"),
            "edition": item.get("edition"),
            "number": number,
            "chapterNumber": number if item.get("numberType") == "Chapter" else None,
            "firstPage": item.get("firstPage"),
            "lastPage": item.get("lastPage"),
        }
    )


def series_information(text: str) -> dict[str, Any]:
    """`Title, volume(issue), first-last` taken apart."""
    if not text.strip():
        return {}
    parts = [part.strip() for part in text.split(",")]
    while parts and not parts[-1]:
        parts.pop()
    if not parts:
        return {}
    numbered = re.search(r"\A(.*)\(([^)]+)\)", parts[1]) if len(parts) > 2 else None
    volume = issue = None
    if numbered:
        volume, issue = numbered[1] or parts[1][numbered.end() :], numbered[2]
    elif len(parts) > 2:
        volume = parts[1]
    pages = [page.strip() for page in parts[-1].split("-")] if len(parts) > 1 else []
    members = {"title": parts[0], "volume": volume or None, "issue": issue or None}
    return without_nulls(members | {"firstPage": pages[0] if pages else None, "lastPage": pages[1] if len(pages) > 1 else None})
