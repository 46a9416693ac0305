# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a bibliographic reference (BibTeX, RIS) says, in DataCite's attributes, and what of it DataCite has to be told apart. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ...metadata.checks.columns import LONGEST
from ..ordered import MANDATORY, Ordered, Request, Unusable
from ..shortened import shortened

_RESOLVER = re.compile(r"https?://(?:dx\.|www\.)?doi\.org(?:/|$)", re.IGNORECASE)
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_SURROGATE = re.compile("[\ud800-\udfff]")
_FOUR_BYTES = re.compile("[\U00010000-\U0010ffff]")
_CONTROLS = dict.fromkeys((*range(9), *range(14, 32), 127), " ")
ORDER = (
    "creators", "titles", "publisher", "publicationYear", "types", "url", "container", "contributors", "dates", "descriptions", "identifiers", "language",
    "relatedIdentifiers", "rightsList", "sizes", "subjects", "version",
)  # fmt: skip


@dataclass
class Reference:
    """`attributes`: whole attributes in the shapes of DataCite's JSON; `mended` and `lost`: sentences for people."""

    attributes: dict[str, Any] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def put(self, attribute: str, value: Any) -> None:
        """Take an attribute up, unless there is nothing in it, or DataCite's database has no room for it."""
        longest = LONGEST.get(attribute)
        if longest and isinstance(value, str) and (len(value) > longest or _FOUR_BYTES.search(value)):
            self.lose(attribute, value)
        elif value not in (None, "", [], {}):
            self.attributes[attribute] = value

    def add(self, attribute: str, entry: Mapping[str, Any]) -> None:
        """Add an entry to an attribute that is a list, each once."""
        entries = self.attributes.setdefault(attribute, [])
        if entry not in entries:
            entries.append(dict(entry))

    def publish_in_journal(self) -> None:
        """Where no publisher is named, the journal stands in its place: DataCite writes its title there into the XML that it keeps, in any case."""
        container = self.attributes.get("container", {})
        if "publisher" not in self.attributes and container.get("type") == "Journal":
            self.put("publisher", {"name": container["title"]})
            self.mended.append("the journal became the publisher: no other is named")

    def lose(self, name: str, value: str) -> None:
        """Tell of a field that nothing takes up."""
        sentence = f"`{name}` ({shortened(value)})"
        if value.strip() and sentence not in self.lost:
            self.lost.append(sentence)

    def ordered(self, format_name: str, text: str, converted: Mapping[str, Any]) -> Ordered:
        """The document in order: `converted` is what DataCite makes of `text`; what it makes rightly is not told to it once more."""
        told = {name: self.attributes[name] for name in ORDER if name in self.attributes and self.attributes[name] != converted.get(name)}
        missing = tuple(name for name in MANDATORY if name not in self.attributes)
        return Ordered(format_name, text, told, {}, missing, tuple(dict.fromkeys(self.mended)), tuple(self.lost))


def clean_lines(request: Request) -> str:
    """The text of a document with its lines ended by line feeds, without a mark at its start and without control characters; raises Unusable."""
    text = request.text
    if _SURROGATE.search(text):
        raise Unusable("has half of a surrogate pair in it, so it is no text", "save it as UTF-8 text")
    text = text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return text.translate(_CONTROLS)


def landing_page(text: str) -> str | None:
    """The web address in a value that can be a landing page; a DOI's resolver is none."""
    found = _WEB.search(text)
    if not found or _RESOLVER.match(found[0]):
        return None
    return found[0].rstrip(".,;") if found[0] != text.strip() else found[0]


def is_resolver(text: str) -> bool:
    """Whether a value is the address of a DOI."""
    return bool(_RESOLVER.match(text.strip()))
