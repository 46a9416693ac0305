# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`container` as it is read: derived from related items, or from series information, before what was stored counts."""

from __future__ import annotations

import re
from typing import Any

from .loose import member, wrapped
from .refusal import no_conversion, no_method

_ISSUE = re.compile(r"\(([^)]+)\)")


def shown_container(record: dict[str, Any]) -> Any:
    """The derived container if there is any, else the stored one, else an empty object."""
    stored = record.get("container")
    return _derived(record) or (stored if stored not in (None, False) else {})


def _derived(record: dict[str, Any]) -> dict[str, Any] | None:
    kind = "DataRepository" if _general(record.get("types")) == "Dataset" else "Series"
    item = next((each for each in wrapped(record.get("related_items")) if member(each, "relationType") == "IsPublishedIn"), None)
    if item:
        return _from_item(kind, _must_be_object(item))
    description = next((each for each in wrapped(record.get("descriptions")) if member(each, "descriptionType") == "SeriesInformation"), None)
    series = _series(_must_be_object(description).get("description")) if description is not None else {}
    related = next((each for each in wrapped(record.get("related_identifiers")) if member(each, "relationType") == "IsPartOf"), None)
    whole = _must_be_object(related) if related is not None else {}
    if not (series.get("title") or "").strip():
        return None
    return _without_nulls(
        {"type": kind, "identifier": whole.get("relatedIdentifier"), "identifierType": whole.get("relatedIdentifierType"), **series}
    )


def _general(types: Any) -> Any:
    if isinstance(types, list):
        raise no_conversion("", "Integer")
    return types.get("resourceTypeGeneral") if isinstance(types, dict) else None


def _from_item(kind: str, item: dict[str, Any]) -> dict[str, Any]:
    identifier = item.get("relatedItemIdentifier")
    identifier = identifier if isinstance(identifier, dict) else {}
    titles = item.get("titles")
    title = titles[0] if isinstance(titles, list) and titles else None
    return _without_nulls(
        {
            "type": kind,
            "identifier": identifier.get("relatedItemIdentifier"),
            "identifierType": identifier.get("relatedItemIdentifierType"),
            "title": title.get("title") if isinstance(title, dict) else None,
            "volume": item.get("volume"),
            "issue": item.get("issue"),
            "edition": item.get("edition"),
            "number": item.get("number"),
            "chapterNumber": item.get("number") if item.get("numberType") == "Chapter" else None,
            "firstPage": item.get("firstPage"),
            "lastPage": item.get("lastPage"),
        }
    )


def _series(text: Any) -> dict[str, Any]:
    """`title, volume(issue), first-last` taken apart; with two parts only, the second one is the pages."""
    if text in (None, False, "") or (isinstance(text, str) and not text.strip()):
        return {}
    if not isinstance(text, str):
        raise no_method("split", text)
    parts = [part.strip() for part in _ruby_split(text, ",")]
    volume, issue = _volume_and_issue(parts[1]) if len(parts) > 2 else (None, None)
    pages = [page.strip() for page in _ruby_split(parts[-1], "-")] if len(parts) > 1 and parts[-1] else []
    return _without_nulls(
        {
            "title": parts[0] if parts else None,
            "volume": volume,
            "issue": issue,
            "firstPage": pages[0] if pages else None,
            "lastPage": pages[1] if len(pages) > 1 else None,
        }
    )


def _volume_and_issue(text: str) -> tuple[str | None, str | None]:
    in_brackets = list(_ISSUE.finditer(text))
    if not in_brackets:
        return text if text.strip() else None, None
    found = in_brackets[-1]
    volume = text[: found.start()] if text[: found.start()].strip() else text[found.end() :]
    return volume if volume.strip() else None, found[1] if found[1].strip() else None


def _ruby_split(text: str, separator: str) -> list[str]:
    """Parts between separators, without the empty ones at the end."""
    parts = text.split(separator)
    while parts and not parts[-1]:
        parts.pop()
    return parts


def _must_be_object(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise no_method("to_h", value)
    return value


def _without_nulls(members: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in members.items() if value is not None}
