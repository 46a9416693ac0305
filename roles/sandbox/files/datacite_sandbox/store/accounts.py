# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Members and their repositories, with passwords kept as digests. Ids are compared in lower case."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import secrets
from typing import Any

from .database import Database


def digest(password: str) -> str:
    """A salted digest of a password."""
    salt = secrets.token_hex(8)
    return f"{salt}:{hashlib.sha256((salt + password).encode()).hexdigest()}"


def matches(password: str, kept: str | None) -> bool:
    if not kept:
        return False
    salt, _unused, wanted = kept.partition(":")
    return secrets.compare_digest(hashlib.sha256((salt + password).encode()).hexdigest(), wanted)


@dataclasses.dataclass(frozen=True)
class Account:
    """A member (`member` is None) or a repository; `attributes` in the API's own names, `symbol` in capitals."""

    id: str
    member: str | None
    digest: str | None
    attributes: dict[str, Any]

    @property
    def active(self) -> bool:
        return bool(self.attributes.get("isActive"))

    @property
    def symbol(self) -> str:
        return str(self.attributes["symbol"])


class Accounts:
    def __init__(self, database: Database) -> None:
        self.database = database

    def member(self, name: str) -> Account | None:
        found = self.database.one("SELECT id, digest, attributes FROM member WHERE id = ? AND NOT deleted", name.lower())
        return Account(found[0], None, found[1], json.loads(found[2])) if found else None

    def repository(self, name: str) -> Account | None:
        found = self.database.one("SELECT id, member, digest, attributes FROM repository WHERE id = ? AND NOT deleted", name.lower())
        return Account(found[0], found[1], found[2], json.loads(found[3])) if found else None

    def named(self, name: str) -> Account | None:
        """A repository where the name has a dot, a member otherwise."""
        return self.repository(name) if "." in name else self.member(name)

    def members(self) -> list[Account]:
        rows = self.database.all("SELECT id, digest, attributes FROM member WHERE NOT deleted ORDER BY rowid")
        return [Account(row[0], None, row[1], json.loads(row[2])) for row in rows]

    def repositories(self, member: str | None = None) -> list[Account]:
        rows = self.database.all(
            "SELECT id, member, digest, attributes FROM repository WHERE NOT deleted AND (? IS NULL OR member = ?) ORDER BY rowid", member, member
        )
        return [Account(row[0], row[1], row[2], json.loads(row[3])) for row in rows]

    def taken(self, name: str) -> bool:
        """Whether an account has or had this name: a deleted one keeps it."""
        table = "repository" if "." in name else "member"
        return self.database.one(f"SELECT 1 FROM {table} WHERE id = ?", name.lower()) is not None

    def save(self, account: Account) -> None:
        text = json.dumps(account.attributes, ensure_ascii=False)
        if account.member is None:
            self.database.execute(
                "INSERT INTO member (id, digest, attributes) VALUES (?, ?, ?)"
                " ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, attributes = excluded.attributes",
                (account.id, account.digest, text),
            )
        else:
            self.database.execute(
                "INSERT INTO repository (id, member, digest, attributes) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
                " SET member = excluded.member, digest = excluded.digest, attributes = excluded.attributes",
                (account.id, account.member, account.digest, text),
            )

    def delete(self, account: Account) -> None:
        table = "member" if account.member is None else "repository"
        self.database.execute(f"UPDATE {table} SET deleted = 1 WHERE id = ?", (account.id,))
