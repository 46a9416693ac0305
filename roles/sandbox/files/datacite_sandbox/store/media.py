# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Media of a DOI: a web address and its type."""

from __future__ import annotations

import dataclasses

from ..clock import now
from .database import Database

COLUMNS = "number, doi, version, type, url, created, updated"


@dataclasses.dataclass(frozen=True)
class Medium:
    number: int
    doi: str
    version: int
    type: str
    url: str
    created: str
    updated: str


class Media:
    def __init__(self, database: Database) -> None:
        self.database = database

    def of(self, doi: str) -> list[Medium]:
        return [Medium(*row) for row in self.database.all(f"SELECT {COLUMNS} FROM media WHERE doi = ? ORDER BY number DESC", doi.lower())]

    def find(self, doi: str, number: int) -> Medium | None:
        found = self.database.one(f"SELECT {COLUMNS} FROM media WHERE doi = ? AND number = ?", doi.lower(), number)
        return Medium(*found) if found else None

    def add(self, doi: str, url: str, kind: str, version: int = 0) -> Medium:
        moment = now()
        done = self.database.execute(
            "INSERT INTO media (doi, version, type, url, created, updated) VALUES (?, ?, ?, ?, ?, ?)", (doi.lower(), version, kind, url, moment, moment)
        )
        return Medium(done.lastrowid or 0, doi.lower(), version, kind, url, moment, moment)

    def change(self, medium: Medium) -> None:
        self.database.execute(
            "UPDATE media SET type = ?, url = ?, version = ?, updated = ? WHERE number = ?", (medium.type, medium.url, medium.version, now(), medium.number)
        )

    def delete(self, number: int) -> None:
        self.database.execute("DELETE FROM media WHERE number = ?", (number,))

    def replace(self, doi: str, urls: list[str], kinds: list[str]) -> None:
        """One medium per url instead of all there were; its type is the format at the same place."""
        self.database.execute("DELETE FROM media WHERE doi = ?", (doi.lower(),))
        for place, url in enumerate(urls):
            self.add(doi, url, kinds[place] if place < len(kinds) else "text/plain", version=1)

    def total(self) -> int:
        found = self.database.one("SELECT count(*) FROM media")
        return int(found[0]) if found else 0
