# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The SQLite database below all stores: its tables, and one transaction per write request."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from collections.abc import Iterator
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS member (id TEXT PRIMARY KEY, digest TEXT, attributes TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS repository (id TEXT PRIMARY KEY, member TEXT NOT NULL, digest TEXT, attributes TEXT NOT NULL, deleted INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS prefix (id TEXT PRIMARY KEY, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS member_prefix (id TEXT PRIMARY KEY, member TEXT NOT NULL, prefix TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS repository_prefix (
    id TEXT PRIMARY KEY, repository TEXT NOT NULL, prefix TEXT NOT NULL, member_prefix TEXT NOT NULL, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS api_key (
    id TEXT PRIMARY KEY, repository TEXT NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL UNIQUE, start TEXT NOT NULL,
    created TEXT NOT NULL, updated TEXT NOT NULL, used TEXT, revoked TEXT);
CREATE TABLE IF NOT EXISTS doi (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, repository TEXT NOT NULL, state TEXT NOT NULL, record BLOB NOT NULL, xml BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS handle (id TEXT PRIMARY KEY, url TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS media (
    number INTEGER PRIMARY KEY AUTOINCREMENT, doi TEXT NOT NULL, version INTEGER NOT NULL, type TEXT NOT NULL, url TEXT NOT NULL,
    created TEXT NOT NULL, updated TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS activity (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL, version INTEGER NOT NULL,
    action TEXT NOT NULL, changes BLOB NOT NULL, account TEXT, created TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pending (number INTEGER PRIMARY KEY AUTOINCREMENT, doi TEXT NOT NULL, due REAL NOT NULL);
CREATE TABLE IF NOT EXISTS row (
    id TEXT PRIMARY KEY, repository TEXT NOT NULL, member TEXT NOT NULL, prefix TEXT NOT NULL, state TEXT NOT NULL,
    created INTEGER NOT NULL, updated INTEGER NOT NULL, registered INTEGER, published TEXT, resource_type TEXT, schema_version TEXT,
    source TEXT, title TEXT, lines TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS doi_repository ON doi (repository);
CREATE INDEX IF NOT EXISTS media_doi ON media (doi);
CREATE INDEX IF NOT EXISTS activity_subject ON activity (subject);
CREATE INDEX IF NOT EXISTS activity_id ON activity (id);
CREATE INDEX IF NOT EXISTS pending_due ON pending (due);
CREATE INDEX IF NOT EXISTS row_walk ON row (repository, created, id);
CREATE INDEX IF NOT EXISTS row_order ON row (created, id);
CREATE INDEX IF NOT EXISTS row_updated ON row (updated);
CREATE INDEX IF NOT EXISTS row_state ON row (repository, state);
CREATE INDEX IF NOT EXISTS repository_prefix_repository ON repository_prefix (repository);
"""

PAGE_SIZE = 32768  # rows are some kilobytes long: on small pages half of the room would stay empty


def packed(value: Any) -> bytes:
    """A JSON value as it is kept where nothing searches in it."""
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), 1)


def unpacked(content: bytes) -> Any:
    return json.loads(zlib.decompress(content))


class Database:
    """One connection, used by one thread. Every change of a request is one transaction."""

    def __init__(self, path: str | None) -> None:
        self.connection = sqlite3.connect(path or ":memory:", isolation_level=None, check_same_thread=False, cached_statements=256)
        self.connection.execute(f"PRAGMA page_size={PAGE_SIZE}")
        self.connection.execute("PRAGMA journal_mode=WAL")
        self.connection.execute("PRAGMA synchronous=NORMAL")
        self.connection.execute("PRAGMA temp_store=MEMORY")
        self.connection.executescript(TABLES)
        self.execute = self.connection.execute

    def one(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        found: tuple[Any, ...] | None = self.connection.execute(statement, values).fetchone()
        return found

    def all(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        return self.connection.execute(statement, values).fetchall()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; one inside another joins it."""
        if self.connection.in_transaction:
            yield
            return
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        self.connection.close()
