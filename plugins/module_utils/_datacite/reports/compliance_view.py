# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reports of a compliance run have in common, whatever their format. Private to the collection.

All of them are made from values alone: the same assessment gives the same bytes, whenever and wherever it is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ..compliance.finding import NEW, SEVERITIES, Assessment, Finding, PastRun
from .links import doi_link
from .wording import System, counted, number, system_of

WORST = 10
"""DOIs that are told as the worst."""

RUNS = 60
"""Runs that a trend is drawn of, this one among them."""


@dataclass(frozen=True)
class RuleGroup:
    """What one rule found, at one severity: open findings in the order of the run, and waived ones."""

    rule: str
    severity: str
    title: str
    help: str
    source: str
    attributes: tuple[str, ...]
    open: tuple[Finding, ...]
    waived: tuple[Finding, ...]

    @property
    def new(self) -> int:
        """How many of the open ones the run before did not have."""
        return sum(finding.age == NEW for finding in self.open)


@dataclass(frozen=True)
class Worst:
    """A DOI with its numbers of open findings by severity, gravest first."""

    doi: str
    counts: tuple[int, ...]


@dataclass(frozen=True)
class View:
    """An assessment as reports tell it."""

    assessment: Assessment

    @cached_property
    def system(self) -> System:
        """Where the records are."""
        return system_of(self.assessment.system)

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """Open findings by severity, gravest first."""
        return self.assessment.counts

    @cached_property
    def open(self) -> tuple[Finding, ...]:
        """What nobody has waived."""
        return self.assessment.open

    @cached_property
    def waived(self) -> tuple[Finding, ...]:
        """What somebody has said is meant."""
        return tuple(finding for finding in self.assessment.findings if finding.waived is not None)

    @cached_property
    def is_compared(self) -> bool:
        """Whether there was a run before to compare with."""
        return bool(self.assessment.history) or any(finding.age is not None for finding in self.assessment.findings)

    @cached_property
    def new(self) -> tuple[Finding, ...]:
        """Open findings that the run before did not have, gravest first."""
        return by_severity([finding for finding in self.open if finding.age == NEW])

    @cached_property
    def fixed(self) -> tuple[Finding, ...]:
        """Findings of the run before that are gone, gravest first."""
        return by_severity(self.assessment.fixed)

    @cached_property
    def groups(self) -> tuple[RuleGroup, ...]:
        """All findings by rule: gravest first, then the most, and last those of which all are waived."""
        members: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.assessment.findings:
            members.setdefault((finding.rule, finding.severity), []).append(finding)
        return tuple(sorted((_group(found) for found in members.values()), key=_rank))

    @cached_property
    def worst(self) -> tuple[Worst, ...]:
        """The DOIs with the gravest and the most open findings; those with nothing but `info` are not bad."""
        found: dict[str, Counter[str]] = {}
        for finding in self.open:
            if finding.doi:
                found.setdefault(finding.doi, Counter())[finding.severity] += 1
        worst = [Worst(doi, tuple(counts[severity] for severity in SEVERITIES)) for doi, counts in found.items()]
        return tuple(sorted((one for one in worst if any(one.counts[:-1])), key=lambda one: ([-value for value in one.counts], one.doi))[:WORST])

    @cached_property
    def runs(self) -> tuple[PastRun, ...]:
        """The last runs and this one, oldest first."""
        scores = {score.profile: score.percent for score in self.assessment.scores if score.asked}
        now = PastRun(self.assessment.at, self.assessment.records, dict(self.counts), scores)
        return (*self.assessment.history, now)[-RUNS:]

    @cached_property
    def before(self) -> PastRun | None:
        """The run before."""
        return self.assessment.history[-1] if self.assessment.history else None

    @property
    def records(self) -> str:
        """`1,541 records`."""
        return counted(self.assessment.records, "record")

    @property
    def title(self) -> str:
        """The whole in one line."""
        said = [counted(self.counts[severity], SEVERITY_WORDS[severity][0], SEVERITY_WORDS[severity][1]) for severity in SEVERITIES[:-1]]
        if not any(self.counts[severity] for severity in SEVERITIES[:-1]):
            return f"Compliance: no errors and no warnings in {self.records}"
        return f"Compliance: {' and '.join(said)} in {self.records}"

    @property
    def changes(self) -> str:
        """`12 new, 3 fixed, 4 waived`; without a run before, only what is waived."""
        numbers = [(len(self.new), "new"), (len(self.fixed), "fixed")] if self.is_compared else []
        return ", ".join(f"{number(value)} {word}" for value, word in [*numbers, (len(self.waived), "waived")])

    @property
    def pages(self) -> str:
        """How many landing pages were looked at, as a sentence; empty where none were meant to be."""
        pages = self.assessment.pages
        if pages is None:
            return ""
        parts = [(pages.remembered, "known from an earlier look"), (pages.unknown, "of which nothing could be learnt"), (pages.not_due, "not due yet")]
        return ", ".join([f"{counted(pages.checked, 'landing page')} looked at", *(f"{number(value)} {words}" for value, words in parts if value)])

    def link(self, doi: str) -> str | None:
        """The address under which a DOI is found on the web, where it is a real one that leads somewhere."""
        return doi_link(doi) if doi and self.system.name == "production" and doi not in self.assessment.drafts else None


SEVERITY_WORDS: Mapping[str, tuple[str, str]] = {"error": ("error", "errors"), "warning": ("warning", "warnings"), "info": ("hint", "hints")}
"""A severity for people, as one and as many."""


def by_severity(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Gravest first, otherwise in their order."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


def waived_by(finding: Finding) -> str:
    """Who waived a finding, why and until when, as a sentence; empty where nobody has."""
    waiver = finding.waived
    if waiver is None:
        return ""
    who = f" by {waiver.by}" if waiver.by else ""
    return f"waived{who} {'until ' + waiver.expires if waiver.expires else 'for good'}: {waiver.reason}"


def _group(found: Sequence[Finding]) -> RuleGroup:
    first = found[0]
    return RuleGroup(
        first.rule, first.severity, first.title, first.help, first.source, first.attributes,
        tuple(finding for finding in found if finding.waived is None), tuple(finding for finding in found if finding.waived is not None),
    )


def _rank(group: RuleGroup) -> tuple[object, ...]:
    return not group.open, SEVERITIES.index(group.severity), -len(group.open), -len(group.waived), group.rule
