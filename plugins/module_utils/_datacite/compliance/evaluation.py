# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One compliance run over records that come one at a time: the rules of its profiles, waivers, scores and completeness.

    ruleset = load_rules(["our-rules.yml"])
    evaluation = evaluate(records, ruleset, ["datacite-mandatory", "ops-hygiene"], RunContext(at="2026-11-23T02:00:00Z", prefixes=("10.5438",)))

Of each record a few short texts are kept for the rules that look at all of them, and what was found; the records themselves are not.
Who looks at landing pages as well uses the parts: `Evaluator.record` for each record, `Evaluator.pages` for those, `Evaluator.finish` at the end.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .completeness import CompletenessCount
from .context import RunContext
from .finding import Completeness, Finding, Score
from .pages.outcome import PageOutcome
from .pages.verdict import FAILED, PASSED
from .record_view import view
from .rules.questions import Questions
from .rules.rule import Rule, RuleSet
from .scores import Tally
from .set_wide.catalogue import changed_last
from .set_wide.checks import ABOUT_WAIVERS, CHECKS
from .set_wide.found import Found
from .set_wide.seen import Seen, seen
from .waivers import DeclaredWaiver, Waivers
from .wording import evidence, with_shown

_STATE_RULE_WORD = "_run.expected_state"


@dataclass(frozen=True)
class Evaluation:
    """What a run has found. `findings` come in the order of the records, those over all records behind them; waived ones are among them and marked."""

    findings: tuple[Finding, ...]
    scores: tuple[Score, ...]
    completeness: tuple[Completeness, ...]
    records: int


def evaluate(records: Iterable[Mapping[str, Any]], ruleset: RuleSet, profiles: Sequence[str], context: RunContext) -> Evaluation:
    """Ask the rules of some profiles of records: their attributes, as DataCite gives them with `affiliation=true&publisher=true`.

    Raises InvalidRules for an unknown profile. A rule that cannot be answered for a record is a finding of its own, and stops nothing.
    """
    evaluator = Evaluator(ruleset, profiles, context)
    findings = [finding for record in records for finding in evaluator.record(record)]
    return evaluator.finish(findings)


class Evaluator:
    """A run that is under way."""

    def __init__(self, ruleset: RuleSet, profiles: Sequence[str], context: RunContext) -> None:
        self._ruleset = ruleset
        self._profiles = tuple(profiles)
        self._context = context
        self._severities = ruleset.chosen(profiles)
        self._rules = {name: ruleset.rules[name] for name in self._severities}
        self._questions = Questions(self._rules.values())
        self._waivers = Waivers(ruleset.waivers, context.date)
        self._tally = Tally(ruleset)
        self._completeness = CompletenessCount()
        self._run = context.run_values(profiles)
        self._seen: list[Seen] = []
        self._unanswered: dict[str, list[tuple[str, str]]] = {}

    def record(self, attributes: Mapping[str, Any]) -> list[Finding]:
        """What the rules about single records find in one, from its attributes."""
        record, damage = view(attributes)
        doi = record["doi"]
        declared = (self._context.declared or {}).get(doi)
        record["_run"] = {**self._run, "expected_state": declared.state, "declaration": declared.declaration} if declared else self._run
        self._tally.record(doi)
        self._completeness.count(record)
        self._seen.append(seen(record, damage, tells_registered="registered" in attributes))
        outcome = self._questions.ask(record)
        self._tally.asked(outcome.asked)
        for rule, why in outcome.unanswered:
            self._unanswered.setdefault(rule.id, []).append((doi, why))
        place = declared.place if declared else ""
        return [self._kept(self._made(rule, doi, with_shown(rule.told, found), evidence(found), place)) for rule, found in outcome.failed]

    def learn(self, **known: Any) -> None:
        """Take in what became known after the records, such as `drifts`, `handles` and `last_changes` (members of RunContext)."""
        self._context = replace(self._context, **known)

    def pages(self, outcome: PageOutcome) -> list[Finding]:
        """What looking at landing pages has found, in the words, severities and waivers of the rules; what no chosen profile asks is left out.

        Counted as asked is what was passed or not, in this run or an earlier look that is still good; of what is unknown nothing is said.
        """
        for verdicts in outcome.verdicts.values():
            self._tally.asked(name for name, verdict in verdicts.items() if name in self._rules and verdict.state in (PASSED, FAILED))
        return [self._kept(self._in_the_words_of(self._rules[finding.rule], finding)) for finding in outcome.findings if finding.rule in self._rules]

    def finish(self, findings: Iterable[Finding]) -> Evaluation:
        """Everything, after the last record and page; `findings` are those that the other methods have given."""
        over_all = [finding for rule in self._rules.values() if rule.check in CHECKS for finding in self._over_all(rule)]
        unanswered = [self._cannot_be_answered(self._rules[name], where) for name, where in self._unanswered.items()]
        about_waivers = [finding for rule in self._rules.values() if rule.check in ABOUT_WAIVERS for finding in self._about_waivers(rule)]
        scores = tuple(self._tally.score(self._ruleset.profiles[name]) for name in self._profiles)
        everything = (*map(self._with_last_change, findings), *over_all, *unanswered, *about_waivers)
        return Evaluation(everything, scores, self._completeness.found, self._tally.number_of_records)

    def _with_last_change(self, finding: Finding) -> Finding:
        """A finding on the state of a record, with who changed the record last."""
        rule = self._rules.get(finding.rule)
        if rule is None or _STATE_RULE_WORD not in rule.assertion or finding.doi not in self._context.last_changes:
            return finding
        return replace(finding, message=finding.message + changed_last(*self._context.last_changes[finding.doi]))

    def _made(self, rule: Rule, doi: str, message: str, more: Mapping[str, Any], place: str) -> Finding:
        return Finding(
            rule=rule.id,
            severity=self._severities[rule.id],
            doi=doi,
            title=rule.title,
            message=message,
            help=rule.help,
            source=rule.source,
            attributes=rule.attributes,
            place=place,
            evidence=more,
        )

    def _in_the_words_of(self, rule: Rule, finding: Finding) -> Finding:
        return replace(
            finding,
            severity=self._severities[rule.id],
            title=rule.title,
            help=rule.help or finding.help,
            source=rule.source or finding.source,
            place=finding.place or self._context.place(finding.doi),
        )

    def _kept(self, finding: Finding) -> Finding:
        """The finding with its waiver, counted."""
        waiver = self._waivers.of(finding.rule, finding.doi)
        self._tally.failed(finding.rule, finding.doi, waived=waiver is not None)
        return replace(finding, waived=waiver) if waiver else finding

    def _over_all(self, rule: Rule) -> list[Finding]:
        check = CHECKS[rule.check]
        if not check.can_be_asked(self._context):
            return []
        found = list(check.find(self._seen, self._context))
        self._tally.asked((rule.id,), len({*check.asked_of(self._seen, self._context), *(one.doi for one in found)}))
        return [self._kept(self._of_all(rule, one)) for one in found]

    def _of_all(self, rule: Rule, found: Found) -> Finding:
        return self._made(rule, found.doi, found.message, evidence(list(found.shown)), found.place or self._context.place(found.doi))

    def _cannot_be_answered(self, rule: Rule, where: Sequence[tuple[str, str]]) -> Finding:
        doi, why = where[0]
        message = f"could not be answered for {len(where):,} of {self._tally.number_of_records:,} records, such as {doi}: {why}"
        return replace(self._made(rule, "", message, {"dois": [name for name, _why in where[:20]]}, rule.place), severity="error")

    def _about_waivers(self, rule: Rule) -> list[Finding]:
        expired = rule.check == ABOUT_WAIVERS[0]
        found: dict[str, list[DeclaredWaiver]] = {}
        for waiver in self._waivers.over if expired else self._waivers.idle:
            single = waiver.dois[0] if len(waiver.dois) == 1 and "*" not in waiver.dois[0] else ""
            if expired or self._could_be_of_use(waiver):
                found.setdefault(single, []).append(waiver)
        return [self._made(rule, doi, _told_of_waivers(waivers, expired), {}, waivers[0].waiver.place) for doi, waivers in found.items()]

    def _could_be_of_use(self, waiver: DeclaredWaiver) -> bool:
        """Whether a rule it speaks of was asked in this run at all."""
        return any(name == "*" or self._tally.was_asked(name) for name in waiver.rules)


def _told_of_waivers(waivers: Sequence[DeclaredWaiver], expired: bool) -> str:
    told = []
    for declared in waivers:
        end = f" expired on {declared.waiver.expires}" if expired else " has nothing to waive"
        told.append(f"the waiver of {declared.subject} ({declared.waiver.place}; {declared.waiver.reason}){end}")
    return "; ".join(told)
