# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API keys of repositories. A key is shown once; only its digest is kept."""

from __future__ import annotations

import dataclasses
import hashlib
import secrets
import string
import uuid

from ..clock import milliseconds, now
from .database import Database

START = "DC."
LETTERS = string.ascii_letters + string.digits
USE_RESOLUTION_MS = 15 * 60 * 1000  # lastUsedAt moves at most this often


@dataclasses.dataclass(frozen=True)
class ApiKey:
    id: str
    repository: str
    name: str
    start: str
    created: str
    updated: str
    used: str | None
    revoked: str | None


COLUMNS = "id, repository, name, start, created, updated, used, revoked"


class Keys:
    def __init__(self, database: Database) -> None:
        self.database = database

    def create(self, repository: str, name: str) -> tuple[ApiKey, str]:
        """A new key and its secret text."""
        text = START + "".join(secrets.choice(LETTERS) for _unused in range(32))
        made = ApiKey(str(uuid.uuid4()), repository, name, text[:11], now(), now(), None, None)
        self.database.execute(
            "INSERT INTO api_key (id, repository, name, digest, start, created, updated) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (made.id, repository, name, _digest(text), made.start, made.created, made.updated),
        )
        return made, text

    def find(self, number: str) -> ApiKey | None:
        found = self.database.one(f"SELECT {COLUMNS} FROM api_key WHERE id = ?", number)
        return ApiKey(*found) if found else None

    def of(self, repository: str, *, revoked: bool) -> list[ApiKey]:
        """Newest first; with those that were revoked, or without."""
        rows = self.database.all(f"SELECT {COLUMNS} FROM api_key WHERE repository = ? AND (? OR revoked IS NULL) ORDER BY rowid DESC", repository, revoked)
        return [ApiKey(*row) for row in rows]

    def owner(self, text: str) -> str | None:
        """The repository that a key that still counts belongs to; notes that it was used."""
        found = self.database.one("SELECT id, repository, used FROM api_key WHERE digest = ? AND revoked IS NULL", _digest(text))
        if not found:
            return None
        if milliseconds(now()) - milliseconds(found[2]) >= USE_RESOLUTION_MS:
            self.database.execute("UPDATE api_key SET used = ? WHERE id = ?", (now(), found[0]))
        return str(found[1])

    def revoke(self, number: str) -> None:
        self.database.execute("UPDATE api_key SET revoked = ? WHERE id = ?", (now(), number))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
