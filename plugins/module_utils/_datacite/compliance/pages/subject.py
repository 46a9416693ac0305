# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DOIs of which landing pages are looked at. Private to the collection."""

from __future__ import annotations

import urllib.parse
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

ATTRIBUTES = ("titles", "creators", "contributors", "publisher", "types", "rightsList", "dates", "contentUrl", "relatedIdentifiers", "fundingReferences")
"""The attributes that the checks compare with the page; no other ones are needed."""


@dataclass(frozen=True)
class PageSubject:
    """A record, as far as its page is concerned: the plain DOI, its `url`, its `state`, the ATTRIBUTES it has, and where it is declared."""

    doi: str
    url: str | None
    state: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    place: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the page has to be a tombstone: the DOI is hidden, or a date says that the work was withdrawn."""
        return self.state == "registered" or bool(self.withdrawals)

    @property
    def withdrawals(self) -> tuple[Mapping[str, Any], ...]:
        """The dates of type Withdrawn."""
        return tuple(date for date in self.entries("dates") if date.get("dateType") == "Withdrawn")

    @property
    def titles(self) -> tuple[str, ...]:
        """All titles."""
        return tuple(entry["title"] for entry in self.entries("titles") if isinstance(entry.get("title"), str) and entry["title"].strip())

    @property
    def content_urls(self) -> tuple[str, ...]:
        """Where the content is, as far as the record says it."""
        value = self.attributes.get("contentUrl")
        return tuple(text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text.strip())

    def entries(self, attribute: str) -> Iterator[Mapping[str, Any]]:
        """The objects of an attribute that is a list; a damaged one has none."""
        value = self.attributes.get(attribute)
        yield from (entry for entry in (value if isinstance(value, list) else ()) if isinstance(entry, dict))


def address_at(base: str, doi: str) -> str:
    """The address of a DOI at a resolver."""
    return f"{base.rstrip('/')}/{urllib.parse.quote(doi, safe='/:;().,@!*')}"
