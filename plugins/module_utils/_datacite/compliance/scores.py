# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each profile comes out: rules passed of rules asked, and the records without an open error or warning. Private to the collection."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from .finding import Score
from .rules.rule import Profile, RuleSet

_COUNTING = ("error", "warning")


class Tally:
    """Counts what was asked and what was not passed. What is waived counts as not asked."""

    def __init__(self, ruleset: RuleSet) -> None:
        self._ruleset = ruleset
        self._asked: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._bad: dict[str, set[str]] = {}
        self._records: set[str] = set()

    def record(self, doi: str) -> None:
        """There is such a record."""
        self._records.add(doi)

    def asked(self, rules: Iterable[str], times: int = 1) -> None:
        """These rules were asked of a record, or of so many."""
        for rule in rules:
            self._asked[rule] += times

    def failed(self, rule: str, doi: str, *, waived: bool) -> None:
        """A rule that was asked of a record was not passed."""
        if waived:
            self._asked[rule] -= 1
            return
        self._failed[rule] += 1
        if doi:
            self._bad.setdefault(rule, set()).add(doi)

    def was_asked(self, rule: str) -> bool:
        """Whether a rule was asked at all, be it that all it found is waived."""
        return rule in self._asked

    @property
    def number_of_records(self) -> int:
        """How many records there are."""
        return len(self._records)

    def score(self, profile: Profile) -> Score:
        """The score of one profile."""
        bad: set[str] = set()
        for rule in profile.rules:
            if self._ruleset.severity(profile, rule) in _COUNTING:
                bad |= self._bad.get(rule, set())
        asked = sum(self._asked[rule] for rule in profile.rules)
        failed = sum(self._failed[rule] for rule in profile.rules)
        return Score(profile.id, profile.title, len(self._records), len(self._records - bad), max(asked - failed, 0), max(asked, 0))
