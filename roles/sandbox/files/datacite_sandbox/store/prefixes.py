# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes, who holds them, and which repository uses them. Assignments are not unique, as at DataCite."""

from __future__ import annotations

import dataclasses
import uuid

from ..clock import now
from .database import Database


@dataclasses.dataclass(frozen=True)
class MemberPrefix:
    id: str
    member: str
    prefix: str
    created: str


@dataclasses.dataclass(frozen=True)
class RepositoryPrefix:
    id: str
    repository: str
    prefix: str
    member_prefix: str
    created: str


class Prefixes:
    def __init__(self, database: Database) -> None:
        self.database = database

    def add(self, prefix: str) -> None:
        self.database.execute("INSERT OR IGNORE INTO prefix (id, created) VALUES (?, ?)", (prefix, now()))

    def created(self, prefix: str) -> str | None:
        """When the prefix came to be; None for an unknown one."""
        found = self.database.one("SELECT created FROM prefix WHERE id = ?", prefix)
        return found[0] if found else None

    def all(self) -> list[tuple[str, str]]:
        return self.database.all("SELECT id, created FROM prefix ORDER BY id")

    def delete(self, prefix: str) -> None:
        for statement in ("DELETE FROM prefix WHERE id = ?", "DELETE FROM member_prefix WHERE prefix = ?", "DELETE FROM repository_prefix WHERE prefix = ?"):
            self.database.execute(statement, (prefix,))

    def give_member(self, member: str, prefix: str) -> MemberPrefix:
        made = MemberPrefix(str(uuid.uuid4()), member, prefix, now())
        self.database.execute("INSERT INTO member_prefix VALUES (?, ?, ?, ?)", dataclasses.astuple(made))
        return made

    def give_repository(self, repository: str, prefix: str, member_prefix: str) -> RepositoryPrefix:
        made = RepositoryPrefix(str(uuid.uuid4()), repository, prefix, member_prefix, now())
        self.database.execute("INSERT INTO repository_prefix VALUES (?, ?, ?, ?, ?)", dataclasses.astuple(made))
        return made

    def of_members(self, where: str = "1", *values: object) -> list[MemberPrefix]:
        """Assignments to members, oldest first; `where` is a condition over the table's columns."""
        rows = self.database.all(f"SELECT id, member, prefix, created FROM member_prefix WHERE {where} ORDER BY rowid", *values)
        return [MemberPrefix(*row) for row in rows]

    def of_repositories(self, where: str = "1", *values: object) -> list[RepositoryPrefix]:
        rows = self.database.all(f"SELECT id, repository, prefix, member_prefix, created FROM repository_prefix WHERE {where} ORDER BY rowid", *values)
        return [RepositoryPrefix(*row) for row in rows]

    def of(self, repository: str) -> list[str]:
        """The prefixes that a repository may use, in the order of assignment; one that was assigned twice is there twice."""
        return [row[0] for row in self.database.all("SELECT prefix FROM repository_prefix WHERE repository = ? ORDER BY rowid", repository)]

    def take_member(self, number: str) -> None:
        """Take a prefix from a member, and with it from the repositories that had it through this assignment."""
        self.database.execute("DELETE FROM repository_prefix WHERE member_prefix = ?", (number,))
        self.database.execute("DELETE FROM member_prefix WHERE id = ?", (number,))

    def take_repository(self, number: str) -> None:
        self.database.execute("DELETE FROM repository_prefix WHERE id = ?", (number,))
