# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a compliance run can say nothing of, so that what an earlier run found there does not count as mended. Private to the collection."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ..compliance.finding import Finding
from ..compliance.history import History
from ..compliance.pages.outcome import PageOutcome
from ..compliance.rules.rule import RuleSet

_NEEDS_CATALOGUE = ("unmanaged", "missing", "drift")
_NEEDS_HANDLE = ("elsewhere", "unregistered")
_NEEDS_INVENTORY = "unindexed"
_DECLARED = "_run.expected_state"


@dataclass(frozen=True)
class Asked:
    """`asked(rule, doi)`: whether the rule was asked of the DOI (empty: the repository), and answered.

    `chosen` are the rules of the run's profiles; `handles` maps the DOIs whose handle was looked up, None where none was; `undecided` are keys of findings
    on pages; `stumbled` the rules that could not be answered for some record.
    """

    ruleset: RuleSet
    chosen: Collection[str]
    has_catalogue: bool
    has_inventory: bool
    handles: Mapping[str, str | None] | None
    public: frozenset[str]
    undecided: frozenset[str] = frozenset()
    stumbled: frozenset[str] = frozenset()

    def __call__(self, rule: str, doi: str) -> bool:
        if rule not in self.chosen or rule in self.stumbled or f"{rule} {doi}" in self.undecided:
            return False
        asked = self.ruleset.rules[rule]
        if asked.check in _NEEDS_CATALOGUE or _DECLARED in asked.when:
            return self.has_catalogue
        if asked.check in _NEEDS_HANDLE:
            # Of a sample only those are known that are in it. Where none is looked up at all, records alone tell, and they tell of all.
            return self.handles is None or doi in self.handles or doi not in self.public
        return asked.check != _NEEDS_INVENTORY or self.has_inventory


def found_on_handles(past: History | None, ruleset: RuleSet) -> frozenset[str]:
    """The DOIs with whose handle something was wrong in the run before: looked up again, they are found or mended, whatever the sample is."""
    remembered = past.found.values() if past is not None else ()
    return frozenset(entry.doi for entry in remembered if entry.rule in ruleset.rules and ruleset.rules[entry.rule].check in _NEEDS_HANDLE)


def undecided(outcome: PageOutcome | None) -> frozenset[str]:
    """The keys of findings on pages of which nothing is known now."""
    return outcome.undecided if outcome is not None else frozenset()


def stumbled(findings: Collection[Finding], ruleset: RuleSet) -> frozenset[str]:
    """The rules with an expression that could not be answered for some record, which is a finding on the repository."""
    return frozenset(finding.rule for finding in findings if not finding.doi and ruleset.rules[finding.rule].assertion)
