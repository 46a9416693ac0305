# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How datacite_catalog comes to its plan: by a survey of the repository, or from the file of a reviewed one. Private to the collection."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..api.errors import DataCiteError
from ..api.holdings import Holdings
from ..api.opening import Opened
from ..api.pages import Row, Walk, count
from ..door import Visit
from ..planning.conversion import convert_beforehand
from ..planning.guard import as_reviewed
from ..planning.history import History
from ..planning.journal import time_told
from ..planning.limits import needs_existing
from ..planning.planned import Plan, Planned, Refused
from ..planning.provenance import MOST_ASKED, attributed, is_ours
from ..planning.record import METADATA
from ..planning.refusal import Problem
from ..planning.saved_plan import from_text
from ..planning.shelf import Shelf
from ..planning.survey import Agreed, Survey
from .catalog_options import CatalogOptions, Scope
from .stops import stops

_FIELDS = (*METADATA, "identifiers", "url", "state", "reason", "schemaVersion", "registered")
_INDEX_PATIENCE = 3600.0
"""Seconds after a write for which the index need not show it."""

_MOST_UNLISTED = 100
"""Names of the handle system without a row in the index that are looked at singly in one run."""


def reviewed_plan(text: str, shelf: Shelf, registry: Opened, account: str) -> Plan:
    """The plan of a file; raises Refusal where it is none, was edited, or is for another system, repository or catalogue."""
    return from_text(text, system=registry.session.connection.api_url, repository=account, catalogue=shelf.digest)


def left_of(reviewed: Plan, visit: Visit, options: CatalogOptions, shelf: Shelf, registry: Opened) -> Plan:
    """What carrying a reviewed plan out would come to now: what is right already is gone from it, and what has moved is refused."""
    survey = Survey(shelf, registry, reviewed.system, reviewed.repository, progress=visit.progress, workers=options.workers)
    survey.resume(reviewed)
    survey.look_again(options.reread)
    now = survey.plan()
    found = {action.doi: action for action in now.actions}
    told = [action if found[action.doi].from_index else as_reviewed(found[action.doi], action) for action in reviewed.actions if action.doi in found]
    return replace(
        reviewed,
        actions=tuple(action for action in told if isinstance(action, Planned)),
        refused=(*reviewed.refused, *now.refused, *(moved for moved in told if isinstance(moved, Refused))),
    )


def made_plan(
    visit: Visit, options: CatalogOptions, shelf: Shelf, registry: Opened, account: str, history: History | None
) -> tuple[Plan, tuple[Problem, ...], Sequence[Agreed]]:
    """The plan, the reasons not to carry it out, and the records that are as declared without the journal knowing it.

    What is about to be applied at once is read singly there; it is read here too where that decides something: which plan was reviewed, or whether there
    really is a reason to stop.
    """
    survey = _survey(visit, options, shelf, registry, account, history)
    thorough = visit.check_mode or options.is_exact or options.plan_dest is not None
    survey.look_again(options.reread, at_doubtful_alone=not thorough)
    plan = with_existing(survey.plan(), options, registry)
    reasons = stops(plan, options, registry)
    if reasons and not thorough:
        survey.existing = plan.existing
        survey.look_again(options.reread)
        plan = with_existing(survey.plan(), options, registry)
        reasons = stops(plan, options, registry)
    if visit.check_mode or history is not None:
        plan = with_provenance(plan, history, registry)
    return plan, reasons, survey.agreed


def _survey(visit: Visit, options: CatalogOptions, shelf: Shelf, registry: Opened, account: str, history: History | None) -> Survey:
    survey = Survey(
        shelf, registry, registry.session.connection.api_url, account,
        may_hide=_scope(options.scope, registry, account) if options.unmanaged == "hide" else None,
        keeps_unmanaged=options.needs_everything, history=history, believed_before=time_told(time.time() - _INDEX_PATIENCE),
        progress=visit.progress, workers=options.workers,
        notes_agreement=options.journal is not None and not visit.check_mode,
    )
    convert_beforehand(shelf, registry, workers=options.workers, progress=visit.progress)
    holdings = Holdings(registry.session, account, list(shelf), everything=options.needs_everything, documents=shelf.holds_documents, fields=_FIELDS)
    survey.look(_rows(holdings, survey))
    survey.existing = holdings.total
    if options.needs_everything:
        _look_for_unlisted(survey, registry)
    return survey


def _look_for_unlisted(survey: Survey, registry: Opened) -> None:
    try:
        handles = registry.handles()
    except DataCiteError as failure:
        # The handle system is slow where it has many names, and this is no reason to know nothing of all the others.
        if failure.concerns_all:
            raise
        survey.warn(f"records that the index has lost were not looked for: {failure}")
    else:
        survey.add_unlisted(handles, _MOST_UNLISTED)


def _rows(holdings: Holdings, survey: Survey) -> Iterator[Row]:
    """The rows, the survey being told how many there will be as soon as that is known."""
    for row in holdings:
        survey.existing = holdings.total
        yield row


def _scope(scope: Scope | None, registry: Opened, account: str) -> Callable[[str], bool] | None:
    """Which names an undeclared DOI must have to be hidden."""
    if scope is None:
        return None
    names: set[str] | None = None
    if scope.query is not None:
        params = {"client-id": account, "query": scope.query, "fields[dois]": "state,client"}
        names = {row["id"].lower() for row in Walk(registry.session, params, repository=account)}
    start = f"{scope.prefix}/" if scope.prefix is not None else ""
    return lambda doi: doi.startswith(start) and (names is None or doi in names)


def with_existing(plan: Plan, options: CatalogOptions, registry: Opened) -> Plan:
    """The plan, with the number of the repository's records where that decides something."""
    if plan.existing is not None or not needs_existing(plan, options.limits):
        return plan
    return replace(plan, existing=count(registry.session, {"client-id": plan.repository}))


def with_provenance(plan: Plan, history: History | None, registry: Opened) -> Plan:
    """The actions with whether the declaration or the record has moved; DataCite is asked about the first hundred alone."""
    asked, told = 0, list[Planned]()
    warnings = plan.warnings
    for action in plan.actions:
        last = history.last(action.doi) if history is not None else None
        if is_ours(action, last):
            told.append(replace(action, origin="change"))
        elif action.before is not None and not action.from_index and asked < MOST_ASKED:
            asked += 1
            try:
                told.append(attributed(action, last, registry.history(action.doi)))
            except DataCiteError as failure:
                # It is good to know, and no reason to stop; the next one would most likely be answered no better.
                asked = MOST_ASKED
                warnings = (*warnings, f"who changed which record is not told: {failure}")
                told.append(action)
        else:
            told.append(action)
    return replace(plan, actions=tuple(told), warnings=warnings)
