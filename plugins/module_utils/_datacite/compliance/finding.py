# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a compliance run finds, and how much of it there is. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

SEVERITIES = ("error", "warning", "info")
"""Gravest first."""

NEW, KNOWN = "new", "known"


@dataclass(frozen=True)
class Waiver:
    """Somebody's word that a finding is meant. `expires` is a date as text (2027-01-31), None for never; `place` the file and line that says so."""

    reason: str
    expires: str | None = None
    by: str | None = None
    place: str = ""


@dataclass(frozen=True)
class Finding:
    """One thing that is not as a rule wants it.

    `doi` is empty where it is about the repository as a whole. `message` says what was found, for this record; `title` is the rule's. `place` is the file and
    line of the catalogue that declares the DOI, where one was given. `evidence` are values that tell more (`{"status": 404}`), free of secrets.
    `waived` where somebody has said that it is meant; `age` is `new` or `known` against the run before, None where there is none to compare with.
    """

    rule: str
    severity: str
    doi: str
    title: str
    message: str
    help: str = ""
    source: str = ""
    attributes: tuple[str, ...] = ()
    place: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    waived: Waiver | None = None
    age: str | None = None

    @property
    def key(self) -> str:
        """What makes it the same finding in another run."""
        return f"{self.rule} {self.doi}"


@dataclass(frozen=True)
class Score:
    """How one profile came out: records that were looked at, those without an unwaived finding of `error` or `warning`, and rules passed of rules asked."""

    profile: str
    title: str
    records: int
    good_records: int
    passed: int
    asked: int

    @property
    def percent(self) -> float:
        """Rules passed of rules asked, 0 to 100; 100 where nothing was asked."""
        return 100.0 * self.passed / self.asked if self.asked else 100.0


@dataclass(frozen=True)
class Completeness:
    """How many records say something of one property, such as `creators.nameIdentifiers`."""

    property: str
    filled: int
    records: int


@dataclass(frozen=True)
class PageCounts:
    """Landing pages: looked at now, taken from an earlier look, and those of which nothing could be learnt (time-outs)."""

    checked: int = 0
    remembered: int = 0
    unknown: int = 0
    not_due: int = 0


@dataclass(frozen=True)
class PastRun:
    """One earlier run, as the history file has it: when, and its counts of unwaived findings and scores by profile."""

    at: str
    records: int
    counts: Mapping[str, int]
    scores: Mapping[str, float]


@dataclass(frozen=True)
class Assessment:
    """A whole compliance run over one repository.

    `fixed` are findings of the run before that are gone; `history` earlier runs, oldest first. `drafts` are the DOIs that nobody outside can follow yet.
    """

    system: str
    repository: str
    at: str
    records: int
    profiles: tuple[str, ...]
    findings: tuple[Finding, ...]
    scores: tuple[Score, ...] = ()
    completeness: tuple[Completeness, ...] = ()
    pages: PageCounts | None = None
    fixed: tuple[Finding, ...] = ()
    history: tuple[PastRun, ...] = ()
    warnings: tuple[str, ...] = ()
    drafts: frozenset[str] = frozenset()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has waived."""
        return tuple(finding for finding in self.findings if finding.waived is None)

    @property
    def counts(self) -> dict[str, int]:
        """The number of open findings by severity, gravest first."""
        found = dict.fromkeys(SEVERITIES, 0)
        for finding in self.open:
            found[finding.severity] += 1
        return found
