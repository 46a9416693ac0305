# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What looking at landing pages came to. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..finding import Finding, PageCounts
from .check import Check
from .subject import PageSubject
from .verdict import UNKNOWN, Verdict, not_applicable

LATER = not_applicable("the page was not looked at yet")
"""What is said of pages that have to wait for another run."""


@dataclass(frozen=True)
class Tally:
    """How many records a check passed, failed, could not learn about, and did not apply to."""

    passed: int = 0
    failed: int = 0
    unknown: int = 0
    not_applicable: int = 0


@dataclass(frozen=True)
class PageOutcome:
    """`findings` in the order of the DOIs given, `tallies` by check id, `verdicts` by DOI and check id, `warnings` about the run itself.

    Of `counts`: `checked` pages were looked at in this run, `remembered` ones an earlier look is still good for, `unknown` are those of the checked ones of
    which nothing could be learnt, `not_due` those that have to wait for another run and of which nothing is remembered.
    """

    findings: tuple[Finding, ...]
    counts: PageCounts
    tallies: Mapping[str, Tally]
    verdicts: Mapping[str, Mapping[str, Verdict]] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def undecided(self) -> frozenset[str]:
        """The keys (`Finding.key`) of which this run can say neither that they are found nor that they are fixed."""
        return frozenset(
            f"{check} {doi}" for doi, verdicts in self.verdicts.items() for check, verdict in verdicts.items() if verdict.state == UNKNOWN or verdict == LATER
        )


def finding(check: Check, subject: PageSubject, verdict: Verdict) -> Finding:
    """A failed check as the finding that reports show."""
    return Finding(
        rule=check.id,
        severity=check.severity,
        doi=subject.doi,
        title=check.title,
        message=verdict.message,
        help=check.help,
        source=check.source,
        attributes=check.attributes,
        place=subject.place,
        evidence=dict(verdict.evidence),
    )
