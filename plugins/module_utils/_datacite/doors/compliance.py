# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What datacite_compliance does: read the records once, ask the rules, look at the pages, compare with the last run, report. Private to the collection."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from ..api.agent import VERSION
from ..api.opening import Opened, opened
from ..catalog.catalogue import Catalogue
from ..catalog.loading import load
from ..compliance.context import RunContext
from ..compliance.evaluation import Evaluation, Evaluator
from ..compliance.finding import Assessment, Finding, PageCounts
from ..compliance.history import History, HistoryUnusable, compared, read
from ..compliance.pages.options import OPTIONAL
from ..compliance.pages.outcome import PageOutcome
from ..compliance.pages.running import check_pages
from ..compliance.rules.loading import load_rules
from ..compliance.rules.rule import InvalidRules, RuleSet
from ..door import Visit
from ..planning.planned import Plan
from ..planning.refusal import Problem, Refusal
from .catalog import preflight
from .catalog_plan import with_provenance
from .compliance_asked import Asked, found_on_handles, stumbled, undecided
from .compliance_options import ComplianceOptions, compliance_options, pages_at
from .compliance_records import DeclaredOf, Reader, Reading, drifts_of, handles_of, last_changes
from .compliance_reports import keep_history, write_reports
from .compliance_result import result
from .rare_collection import rare_collection


@rare_collection()
def run(visit: Visit) -> dict[str, Any]:
    """Assess, report, and say whether it is bad enough to fail; raises Refusal or DataCiteError where no assessment can be made."""
    options = compliance_options(visit.params)
    ruleset = _rules(options)
    catalogue = load(options.src, visit.progress) if options.src else None
    registry = opened(visit)
    counted = registry.request_count
    account = preflight(registry, options.repository)
    past = _past(options, registry, account)
    at = datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    context = RunContext(
        at=at, prefixes=_prefixes(registry, account), draft_days=options.draft_days, declared=DeclaredOf(catalogue.shelf) if catalogue else None,
    )
    evaluator = Evaluator(ruleset, options.profiles, context)
    findings: list[Finding] = []
    asked = ruleset.chosen(options.profiles)
    page_checks = tuple(name for name in asked if ruleset.rules[name].check == "page" and (options.identifiers or name not in OPTIONAL))
    reader = Reader(
        registry, account, catalogue, lambda attributes: findings.extend(evaluator.record(attributes)), bool(page_checks), options.workers, options.reread,
        visit.progress,
    )
    reading = reader.read()
    plan = with_provenance(reading.plan, None, registry) if catalogue else reading.plan
    handles, unasked = handles_of(registry, reading, found_on_handles(past, ruleset), options.handles, at[:10], options.workers)
    unreadable = {doi: visit.redact(answer) for doi, answer in reading.unreadable.items()}
    evaluator.learn(
        unindexed=reading.unindexed, fresh=reading.fresh, unreadable=unreadable, handles=handles, drifts=drifts_of(plan) if catalogue else None,
        last_changes=last_changes(plan),
    )
    pages = _look_at_pages(reading, options, registry, page_checks, visit)
    findings += evaluator.pages(pages) if pages else []
    evaluation = evaluator.finish(findings)
    told = (*ruleset.warnings, *_cautions(catalogue), *reading.warnings, *unasked, *(pages.warnings if pages else ()), *_unplannable(plan))
    warnings = tuple(visit.redact(warning) for warning in told)
    assessment = replace(_assessment(registry, account, at, options, evaluation, pages.counts if pages else None, warnings), drafts=reading.drafts)
    known = Asked(
        ruleset, asked, has_catalogue=catalogue is not None, has_inventory=reading.unindexed is not None, handles=handles, public=frozenset(reading.public),
        undecided=undecided(pages), stumbled=stumbled(evaluation.findings, ruleset),
    )
    assessment, unkept = _with_history(assessment, past, known, options, visit)
    unwritten = (*unkept, *write_reports(options.reports, assessment, options.fail_on))
    return result(assessment, unwritten, fail_on=options.fail_on, request_count=registry.request_count - counted)


def _rules(options: ComplianceOptions) -> RuleSet:
    """The rules that were asked for; raises Refusal with everything that is wrong with their files."""
    try:
        ruleset = load_rules(options.rules)
        ruleset.chosen(options.profiles)
    except InvalidRules as error:
        problems = tuple(Problem(problem.place, problem.message, problem.suggestion) for problem in error.problems)
        raise Refusal("The rules cannot be used. Nothing was asked of DataCite.", problems) from None
    return ruleset


def _prefixes(registry: Opened, account: str) -> tuple[str, ...]:
    repository = registry.identity.repository(account)
    return tuple(sorted(repository.prefixes)) if repository is not None else ()


def _past(options: ComplianceOptions, registry: Opened, account: str) -> History | None:
    """What the history file tells, where there is to be one; raises Refusal where it is none of this repository's."""
    if options.history is None:
        return None
    try:
        return read(options.history, registry.session.connection.api_url, account)
    except HistoryUnusable as error:
        problem = Problem("history", str(error))
    except OSError as error:
        problem = Problem("history", f"{options.history} cannot be read: {error.strerror or error}", "name another file")
    raise Refusal("The history cannot be used. Nothing was looked at.", (problem,))


def _with_history(
    assessment: Assessment, past: History | None, asked: Asked, options: ComplianceOptions, visit: Visit
) -> tuple[Assessment, tuple[Problem, ...]]:
    """The assessment compared with the last run, and left for the next one; what of that could not be written."""
    if past is None:
        return assessment, ()
    found = compared(assessment, past, asked)
    return found, () if visit.check_mode else keep_history(options.history, past, found, asked)


def _look_at_pages(reading: Reading, options: ComplianceOptions, registry: Opened, checks: tuple[str, ...], visit: Visit) -> PageOutcome | None:
    """Look at the landing pages that are due, where a chosen profile asks about them."""
    if not checks:
        return None
    how = replace(pages_at(options, registry.session.connection, VERSION), checks=checks)
    return check_pages(reading.pages, how, remembered=options.page_cache, keep=not visit.check_mode, progress=visit.progress)


def _cautions(catalogue: Catalogue | None) -> tuple[str, ...]:
    return () if catalogue is None else catalogue.warnings


def _unplannable(plan: Plan) -> tuple[str, ...]:
    """Declarations that cannot be carried out as they are, whatever the record says."""
    return tuple(f"{refused.doi}{f' ({refused.place})' if refused.place else ''}: {refused.message}" for refused in plan.refused)


def _assessment(
    registry: Opened, account: str, at: str, options: ComplianceOptions, evaluation: Evaluation, pages: PageCounts | None, warnings: tuple[str, ...]
) -> Assessment:
    return Assessment(
        system=registry.session.connection.api_url,
        repository=account,
        at=at,
        records=evaluation.records,
        profiles=options.profiles,
        findings=evaluation.findings,
        scores=evaluation.scores,
        completeness=evaluation.completeness,
        pages=pages,
        warnings=tuple(dict.fromkeys(warnings)),
    )
