# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as a formatted reference in the style of the American Psychological Association, DataCite's default.

DataCite knows thousands of styles and takes this one where it does not know the one asked for; the sandbox knows this one.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from .citeproc_writer import members
from .view import View

_GENRES = {"dataset": "Data set", "software": "Computer software", "book": None}
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def write(record: View) -> str:
    """The reference, with the title in italics as HTML."""
    item = {name: value for name, value in members(record).items() if value is not None}
    authors = _authors(item.get("author") or [])
    title = _title(item, record)
    issued = f"({_issued(item)})."
    parts = [_ended(authors), issued, title] if authors else [title, issued]
    container = item.get("container-title")
    if container and container != item.get("publisher"):
        parts.append(_within(item))
    elif item.get("publisher"):
        parts.append(_ended(escape(str(item["publisher"]), quote=False)))
    parts.append(str(record.doi_url))
    return " ".join(part for part in parts if part)


def _authors(entries: list[dict[str, Any]]) -> str:
    names = [escape(_name(entry), quote=False) for entry in entries]
    if len(names) > 20:
        return ", ".join(names[:19]) + ", … " + names[-1]
    return ", &amp; ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _name(entry: dict[str, Any]) -> str:
    if not entry.get("family"):
        return str(entry.get("literal") or "")
    initials = " ".join("-".join(f"{piece[0]}." for piece in word.split("-") if piece) for word in str(entry.get("given") or "").split())
    return f"{entry['family']}, {initials}" if initials else str(entry["family"])


def _issued(item: dict[str, Any]) -> str:
    parts = item["issued"]["date-parts"][0]
    if not parts:
        return "n.d."
    if item.get("type") in ("dataset", "book", "software", "article-journal", "chapter", "thesis", "report") or len(parts) == 1:
        return str(parts[0])
    month = _MONTHS[parts[1] - 1] if 1 <= parts[1] <= 12 else ""
    return f"{parts[0]}, {month} {parts[2]}".strip() if len(parts) > 2 else f"{parts[0]}, {month}".rstrip(", ")


def _title(item: dict[str, Any], record: View) -> str:
    text = escape(re.sub(r"\s+", " ", str(item.get("title") or "")), quote=False)
    shown = text if item.get("container-title") else f"<i>{text}</i>"
    version = f" (Version {escape(str(item['version']), quote=False)})" if item.get("version") else ""
    kind = "software" if record.types.get("resourceTypeGeneral") == "Software" else str(item.get("type"))
    genre = f" [{_GENRES[kind]}]" if _GENRES.get(kind) else ""
    return _ended(shown + version + genre)


def _within(item: dict[str, Any]) -> str:
    volume = f", <i>{item['volume']}</i>" if item.get("volume") else ""
    issue = f"({item['issue']})" if item.get("issue") else ""
    pages = f", {str(item['page']).replace('-', '–')}" if item.get("page") else ""
    return _ended(f"<i>{escape(str(item['container-title']), quote=False)}</i>{volume}{issue}{pages}")


def _ended(text: str) -> str:
    return text if not text or re.search(r"[.?!](?:</i>)?\Z", text) else f"{text}."
