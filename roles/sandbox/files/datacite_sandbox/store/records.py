# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The database of DOIs: strongly consistent, one row per name (compared in lower case), and the handle server's memory of urls."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..record.columns import is_foreign
from .database import Database, packed, unpacked

COLUMNS = "number, id, repository, state, record, xml"


@dataclasses.dataclass(frozen=True)
class Held:
    """A stored DOI: `record` is the plain record as `record.write` leaves it, its `xml` included."""

    number: int
    id: str
    repository: str
    state: str
    record: dict[str, Any]

    @property
    def prefix(self) -> str:
        return self.id.partition("/")[0]

    @property
    def public(self) -> bool:
        return self.state != "draft"


class Records:
    def __init__(self, database: Database) -> None:
        self.database = database

    def find(self, doi: str) -> Held | None:
        """The DOI; None also for one that went over to another registration agency, whose name stays taken."""
        found = self.database.one(f"SELECT {COLUMNS} FROM doi WHERE id = ?", doi.lower())
        held = _held(found) if found else None
        return None if held is None or is_foreign(held.record) else held

    def exists(self, doi: str) -> bool:
        return self.database.one("SELECT 1 FROM doi WHERE id = ?", doi.lower()) is not None

    def save(self, doi: str, repository: str, state: str, record: dict[str, Any]) -> Held:
        """Store the record under its name, new or again."""
        kept = {key: value for key, value in record.items() if key != "xml"}
        self.database.execute(
            "INSERT INTO doi (id, repository, state, record, xml) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
            " SET repository = excluded.repository, state = excluded.state, record = excluded.record, xml = excluded.xml",
            (doi.lower(), repository, state, packed(kept), packed(record.get("xml"))),
        )
        found = self.database.one("SELECT number FROM doi WHERE id = ?", doi.lower())
        return Held(found[0] if found else 0, doi.lower(), repository, state, record)

    def move(self, doi: str, repository: str) -> None:
        self.database.execute("UPDATE doi SET repository = ? WHERE id = ?", (repository, doi.lower()))

    def delete(self, doi: str) -> None:
        for statement in ("DELETE FROM doi WHERE id = ?", "DELETE FROM media WHERE doi = ?", "DELETE FROM handle WHERE id = ?"):
            self.database.execute(statement, (doi.lower(),))

    def count(self, repository: str) -> int:
        found = self.database.one("SELECT count(*) FROM doi WHERE repository = ?", repository)
        return int(found[0]) if found else 0

    def xml_of(self, names: list[str]) -> dict[str, Any]:
        """The stored XML of several DOIs, by lower-case name."""
        texts: dict[str, Any] = {}
        for start in range(0, len(names), 500):
            part = names[start : start + 500]
            marks = ",".join("?" * len(part))
            texts.update((doi, unpacked(content)) for doi, content in self.database.all(f"SELECT id, xml FROM doi WHERE id IN ({marks})", *part))
        return texts

    def register(self, doi: str, url: str) -> None:
        """Tell the handle server where the DOI leads."""
        self.database.execute("INSERT INTO handle (id, url) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET url = excluded.url", (doi.lower(), url))

    def unregister(self, doi: str) -> None:
        self.database.execute("DELETE FROM handle WHERE id = ?", (doi.lower(),))

    def handle(self, doi: str) -> str | None:
        found = self.database.one("SELECT url FROM handle WHERE id = ?", doi.lower())
        return found[0] if found else None

    def handles(self, prefix: str) -> list[str]:
        """All names that the handle server has under a prefix, in capitals."""
        return [row[0].upper() for row in self.database.all("SELECT id FROM handle WHERE id LIKE ? ORDER BY id", prefix + "/%")]


def _held(row: tuple[Any, ...]) -> Held:
    number, doi, repository, state, content, xml = row
    return Held(number, doi, repository, state, {**unpacked(content), "xml": unpacked(xml)})
