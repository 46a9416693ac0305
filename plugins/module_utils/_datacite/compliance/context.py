# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run knows beside the records: the day, the repository's prefixes, what is declared, and what only asking elsewhere can tell."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

RUN_NAMES = ("date", "year", "prefixes", "draft_cutoff", "profiles", "profile", "expected_state", "declaration")
"""The members of `_run`."""

DRAFT_DAYS = 90
"""Days after which a draft is stale."""


@dataclass(frozen=True)
class Declared:
    """What the catalogue says of a DOI: its state (None where any is right), the file and line, and the declaration itself."""

    state: str | None = None
    place: str = ""
    declaration: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Drift:
    """How a record differs from its declaration in metadata or `url`: the paths that differ. `by` and `at` tell who changed the record last, and when,
    where the activities were asked; `changed` which attributes that was, under DataCite's database names."""

    doi: str
    paths: tuple[str, ...]
    by: str = ""
    at: str = ""
    changed: tuple[str, ...] = ()


@dataclass(frozen=True)
class RunContext:
    """One run.

    `at` is when (a date or a time). `prefixes` are the repository's, none where they are not known. `declared` maps plain DOIs to what is declared of
    them, None where no catalogue is given. `complete`: all records of the repository are looked at, so that a declared one that does not come is missing.
    `unindexed` are DOIs that the repository has and that no list shows; `fresh` those of which that is no wonder, because they were written just now.
    `handles` maps DOIs to the address that their handle leads to, None where it is not registered; only those that were asked. `unreadable` maps DOIs to what
    DataCite answered instead of a record. `last_changes` maps DOIs to who changed the record last, as `(by, at)`.
    """

    at: str
    prefixes: tuple[str, ...] = ()
    draft_days: int = DRAFT_DAYS
    declared: Mapping[str, Declared] | None = None
    complete: bool = True
    unindexed: Sequence[str] | None = None
    fresh: Sequence[str] = ()
    handles: Mapping[str, str | None] | None = None
    unreadable: Mapping[str, str] = field(default_factory=dict)
    drifts: Sequence[Drift] | None = None
    last_changes: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def date(self) -> str:
        """The day of the run (2026-11-23)."""
        return self.at[:10]

    @property
    def draft_cutoff(self) -> str:
        """Drafts that were made before this day are stale."""
        return (datetime.date.fromisoformat(self.date) - datetime.timedelta(days=self.draft_days)).isoformat()

    def place(self, doi: str) -> str:
        """The file and line that declares a DOI, empty where none does."""
        declared = (self.declared or {}).get(doi)
        return declared.place if declared else ""

    def run_values(self, profiles: Sequence[str]) -> dict[str, Any]:
        """What `_run` holds for every record of the run."""
        return {
            "date": self.date,
            "year": int(self.date[:4]),
            "prefixes": list(self.prefixes),
            "draft_cutoff": self.draft_cutoff,
            "profiles": list(profiles),
            "profile": profiles[0] if len(profiles) == 1 else None,
            "expected_state": None,
            "declaration": None,
        }
