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
    container = attributes.get("container")
    return derived_container(attributes) or (dict(container) if isinstance(container, dict) else {})


def derived_container(attributes: Mapping[str, Any]) -> dict[str, Any] | None:
    """The container that related items, or else series information, make; None where there is neither."""
    types = attributes.get("types")
    kind = "DataRepository" if isinstance(types, dict) and types.get("resourceTypeGeneral") == "Dataset" else "Series"
    item = next((item for item in objects(attributes.get("relatedItems")) if item.get("relationType") == "IsPublishedIn"), None)
    if item:
        return {"type": kind} | _of_item(item)
    series = next((one.get("description") for one in objects(attributes.get("descriptions")) if one.get("descriptionType") == "SeriesInformation"), None)
    described = series_information(text_of(series))
    if not present(described.get("title")):
        return None
    host = next((one for one in objects(attributes.get("relatedIdentifiers")) if one.get("relationType") == "IsPartOf"), {})
    identity = {"identifier": host.get("relatedIdentifier"), "identifierType": host.get("relatedIdentifierType")}
    return {"type": kind} | without_nulls(identity) | described


def _of_item(item: Mapping[str, Any]) -> dict[str, Any]:
    identifier = item.get("relatedItemIdentifier")
    named = identifier if isinstance(identifier, dict) else {}
    number = item.get("number")
    titles = item.get("titles")
    title = titles[0] if isinstance(titles, list) and titles else None
    return without_nulls(
        {
            "identifier": named.get("relatedItemIdentifier"),
            "identifierType": named.get("relatedItemIdentifierType"),
            "title": title.get("title") if isinstance(title, dict) else None,
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
    """`Title, volume(issue), first-last` taken apart; with two parts only, the second one is the pages."""
    if not text.strip():
        return {}
    parts = [part.strip() for part in _parts(text, ",")]
    volume, issue = _volume_and_issue(parts[1]) if len(parts) > 2 else (None, None)
    pages = [page.strip() for page in _parts(parts[-1], "-")] if len(parts) > 1 and parts[-1] else []
    return without_nulls(
        {
            "title": parts[0] if parts else None,
            "volume": volume,
            "issue": issue,
            "firstPage": pages[0] if pages else None,
            "lastPage": pages[1] if len(pages) > 1 else None,
        }
    )


def _volume_and_issue(text: str) -> tuple[str | None, str | None]:
    """`3(2)` as 3 and 2: the last brackets count; what stands before them is the volume, or what stands behind where that is nothing."""
    in_brackets = list(re.finditer(r"\(([^)]+)\)", text))
    if not in_brackets:
        return text if text.strip() else None, None
    last = in_brackets[-1]
    volume = text[: last.start()] if text[: last.start()].strip() else text[last.end() :]
    return volume if volume.strip() else None, last[1] if last[1].strip() else None


def _parts(text: str, separator: str) -> list[str]:
    """What stands between separators, without the empty parts at the end."""
    parts = text.split(separator)
    while parts and not parts[-1]:
        parts.pop()
    return parts
