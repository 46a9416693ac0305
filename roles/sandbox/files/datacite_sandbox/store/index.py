# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The search index: what lists show of each DOI, some time after the database has it.

A row holds the attributes ready to be sent: one line of JSON per attribute of `ATTRIBUTES`, in that order, so that any choice of
attributes is a choice of lines and a page of 1,000 rows is put together without parsing. The XML is not in it: lists read that from
the database.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any

from ..clock import milliseconds
from .database import Database
from .records import Held, Records

ATTRIBUTES = (
    "doi",
    "prefix",
    "suffix",
    "identifiers",
    "alternateIdentifiers",
    "creators",
    "titles",
    "publisher",
    "container",
    "publicationYear",
    "subjects",
    "contributors",
    "dates",
    "language",
    "types",
    "relatedIdentifiers",
    "relatedItems",
    "sizes",
    "formats",
    "version",
    "rightsList",
    "descriptions",
    "geoLocations",
    "fundingReferences",
    "xml",
    "url",
    "contentUrl",
    "metadataVersion",
    "schemaVersion",
    "source",
    "isActive",
    "state",
    "reason",
    "viewCount",
    "viewsOverTime",
    "downloadCount",
    "downloadsOverTime",
    "referenceCount",
    "citationCount",
    "citationsOverTime",
    "partCount",
    "partOfCount",
    "versionCount",
    "versionOfCount",
    "created",
    "registered",
    "published",
    "updated",
)
PLACE = {name: place for place, name in enumerate(ATTRIBUTES)}

Render = Callable[[dict[str, Any]], Mapping[str, Any]]


class Index:
    """`render` turns a stored record into the attributes of a list row; `member_of` a repository into its member."""

    def __init__(self, database: Database, records: Records, render: Render, member_of: Callable[[str], str], delay: float = 0.0) -> None:
        self.database, self.records, self.render, self.member_of = database, records, render, member_of
        self.delay = delay
        self.paused = False

    def changed(self, doi: str, delay: float | None = None) -> None:
        """The database has something new about this DOI: bring it over when its time has come."""
        wait = self.delay if delay is None else delay
        if wait <= 0 and not self.paused:
            self.bring(doi)
        else:
            self.database.execute("INSERT INTO pending (doi, due) VALUES (?, ?)", (doi.lower(), time.time() + wait))

    def settle(self, *, everything: bool = False) -> None:
        """Bring over what is due, or all there is."""
        if self.paused and not everything:
            return
        limit = float("inf") if everything else time.time()
        waiting = self.database.all("SELECT number, doi FROM pending WHERE due <= ? ORDER BY number", limit)
        if not waiting:
            return
        with self.database.transaction():
            for doi in dict.fromkeys(row[1] for row in waiting):
                self.bring(doi)
            self.database.execute("DELETE FROM pending WHERE due <= ?", (limit,))

    def bring(self, doi: str) -> None:
        """Copy one DOI from the database; one that cannot be indexed keeps its old row, or none."""
        held = self.records.find(doi)
        if held is None:
            self.database.execute("DELETE FROM row WHERE id = ?", (doi.lower(),))
            return
        try:
            attributes = self.render(held.record)
        except Exception:  # a damaged record fails in DataCite's indexer as well, wherever it fails
            return
        if indexable(attributes):
            self._put(held, attributes)

    def _put(self, held: Held, attributes: Mapping[str, Any]) -> None:
        types, titles = attributes.get("types"), attributes.get("titles")
        general = types.get("resourceTypeGeneral") if isinstance(types, dict) else None
        title = titles[0].get("title") if isinstance(titles, list) and titles and isinstance(titles[0], dict) else None
        registered = attributes.get("registered")
        year = attributes.get("publicationYear")
        values = (
            held.id,
            held.repository,
            self.member_of(held.repository),
            held.prefix,
            held.state,
            milliseconds(attributes.get("created")),
            milliseconds(attributes.get("updated")),
            milliseconds(registered) if registered else None,
            str(year) if year is not None else None,
            dashed(general) if isinstance(general, str) else None,
            schema_number(attributes.get("schemaVersion")),
            attributes.get("source"),
            title if isinstance(title, str) else None,
            lines_of(attributes),
        )
        self.database.execute(f"INSERT OR REPLACE INTO row VALUES ({','.join('?' * len(values))})", values)


def lines_of(attributes: Mapping[str, Any]) -> str:
    """One line of JSON for each of ATTRIBUTES; empty for the XML."""
    return "\n".join("" if name == "xml" else json.dumps(attributes.get(name), ensure_ascii=False, separators=(",", ":")) for name in ATTRIBUTES)


def dashed(name: str) -> str:
    """`JournalArticle` as `journal-article`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", name).replace("_", "-").replace(" ", "-").lower()


def schema_number(text: object) -> str | None:
    """`4` of `http://datacite.org/schema/kernel-4`."""
    return text.rpartition("kernel-")[2] if isinstance(text, str) and "kernel-" in text else None


def indexable(attributes: Mapping[str, Any]) -> bool:
    """Whether every identifier is a text; DataCite's indexer fails on others, and the record never shows up in lists."""
    people = _objects(attributes.get("creators")) + _objects(attributes.get("contributors"))
    values = [entry.get("funderIdentifier") for entry in _objects(attributes.get("fundingReferences"))]
    for person in people:
        values += [entry.get("nameIdentifier") for entry in _objects(person.get("nameIdentifiers"))]
        values += [entry.get("affiliationIdentifier") for entry in _objects(person.get("affiliation"))]
    return all(value is None or isinstance(value, str) for value in values)


def _objects(value: object) -> list[dict[str, Any]]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []
