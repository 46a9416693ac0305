# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules and profiles as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...metadata.spelling import nearest
from ..finding import SEVERITIES
from ..waivers import DeclaredWaiver


@dataclass(frozen=True)
class Rule:
    """One rule.

    `when` and `assertion` (`assert` in the files) are JMESPath over a record; the rule is asked where `when` holds, and passed where `assertion` does.
    `show` is JMESPath for what is wrong, told behind `message` when the rule is not passed. `check` is instead of them the name of a check that is built
    in: `page` for those of landing pages, else one over all records. `help` says why it matters and how to mend it, `source` is the address of who says so.
    """

    id: str
    title: str
    severity: str
    assertion: str = ""
    when: str = ""
    show: str = ""
    message: str = ""
    check: str = ""
    help: str = ""
    source: str = ""
    attributes: tuple[str, ...] = ()
    place: str = ""

    @property
    def told(self) -> str:
        """What is said when it is not passed."""
        return self.message or f"not so: {self.title}"


@dataclass(frozen=True)
class Profile:
    """Rules that belong together, by id, and the severities that differ from the rules' own."""

    id: str
    title: str
    rules: tuple[str, ...]
    severities: Mapping[str, str] = field(default_factory=dict)
    place: str = ""


@dataclass(frozen=True)
class RuleProblem:
    """One thing that is wrong with a file of rules; `place` is the file and line, and what there (`rules.yml:12: rules[0].assert`)."""

    place: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        return f"{self.place}: {self.message}" + (f"; {self.suggestion}" if self.suggestion else "")


class InvalidRules(ValueError):
    """Rules, profiles or waivers that cannot be used; `problems` are all that was found."""

    def __init__(self, problems: Sequence[RuleProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class RuleSet:
    """All rules and profiles by id, in the order of their files, and the waivers. `warnings` are doubts that keep nothing from working."""

    rules: Mapping[str, Rule]
    profiles: Mapping[str, Profile]
    waivers: tuple[DeclaredWaiver, ...] = ()
    warnings: tuple[str, ...] = ()

    def chosen(self, profiles: Sequence[str]) -> dict[str, str]:
        """The rules of some profiles with the severity of each: the gravest where several profiles have it. Raises InvalidRules for an unknown profile."""
        problems = [self._unknown(name) for name in profiles if name not in self.profiles]
        if problems:
            raise InvalidRules(problems)
        found: dict[str, str] = {}
        for profile in (self.profiles[name] for name in profiles):
            for rule in profile.rules:
                severity = self.severity(profile, rule)
                found[rule] = min(found.get(rule, severity), severity, key=SEVERITIES.index)
        return {rule: found[rule] for rule in self.rules if rule in found}

    def severity(self, profile: Profile, rule: str) -> str:
        """The severity that a rule has in a profile."""
        return profile.severities.get(rule, self.rules[rule].severity)

    def _unknown(self, name: str) -> RuleProblem:
        near = nearest(name, {known: known for known in self.profiles})
        return RuleProblem("profiles", f"there is no profile `{name}`", f"did you mean `{near}`?" if near else f"there are {', '.join(self.profiles)}")
