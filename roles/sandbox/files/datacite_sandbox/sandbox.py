# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that a sandbox keeps, put together: the stores over one database, and the search index that follows them."""

from __future__ import annotations

from typing import Any

from .identity import Identity
from .record import view
from .search.condition import Predicates
from .store.accounts import Accounts
from .store.activities import Activities
from .store.database import Database
from .store.index import Index
from .store.keys import Keys
from .store.media import Media
from .store.prefixes import Prefixes
from .store.records import Records


class Sandbox:
    """`path` is the database file, None for memory; `index_delay` in seconds."""

    def __init__(self, path: str | None = None, index_delay: float = 0.0) -> None:
        self.database = Database(path)
        self.accounts = Accounts(self.database)
        self.prefixes = Prefixes(self.database)
        self.keys = Keys(self.database)
        self.activities = Activities(self.database)
        self.records = Records(self.database)
        self.media = Media(self.database)
        self.predicates = Predicates(self.database)
        self.identity = Identity(self.accounts, self.keys)
        self.index = Index(self.database, self.records, list_attributes, self.member_of, index_delay)

    def member_of(self, repository: str) -> str:
        """The member that a repository belongs to."""
        found = self.accounts.repository(repository)
        return found.member or "" if found else repository.partition(".")[0]

    def close(self) -> None:
        self.database.close()


def list_attributes(record: dict[str, Any]) -> dict[str, Any]:
    """What a list row shows of a record, with all that `detail` adds."""
    return view.attributes(record, affiliation=True, publisher=True, detail=True, listing=True)
