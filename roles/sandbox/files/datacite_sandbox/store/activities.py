# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who changed what: one entry for each save that changed an audited attribute, known by the id of its request."""

from __future__ import annotations

import dataclasses
from typing import Any

from ..clock import now
from .database import Database, packed, unpacked


@dataclasses.dataclass(frozen=True)
class Activity:
    """`subject` is a DOI or an account in lower case; `changes` is {attribute: value} or {attribute: [old, new]}."""

    id: str
    kind: str
    subject: str
    version: int
    action: str
    changes: dict[str, Any]
    account: str | None
    created: str


COLUMNS = "id, kind, subject, version, action, changes, account, created"


class Activities:
    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, request_id: str, kind: str, subject: str, action: str, changes: dict[str, Any], account: str | None) -> None:
        last = self.database.one("SELECT max(version) FROM activity WHERE subject = ?", subject)
        self.database.execute(
            f"INSERT INTO activity ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (request_id, kind, subject, (last[0] or 0) + 1 if last else 1, action, packed(changes), account, now()),
        )

    def find(self, request_id: str) -> Activity | None:
        found = self.database.one(f"SELECT {COLUMNS} FROM activity WHERE id = ? ORDER BY number LIMIT 1", request_id)
        return _activity(found) if found else None

    def search(self, where: str, values: list[object]) -> list[Activity]:
        """Newest second first; within a second in the order of writing."""
        rows = self.database.all(f"SELECT {COLUMNS} FROM activity WHERE {where} ORDER BY created DESC, number", *values)
        return [_activity(row) for row in rows]

    def last(self, subject: str) -> Activity | None:
        found = self.database.one(f"SELECT {COLUMNS} FROM activity WHERE subject = ? ORDER BY number DESC LIMIT 1", subject)
        return _activity(found) if found else None


def _activity(row: tuple[Any, ...]) -> Activity:
    number, kind, subject, version, action, changes, account, created = row
    return Activity(number, kind, subject, version, action, unpacked(changes), account, created)
