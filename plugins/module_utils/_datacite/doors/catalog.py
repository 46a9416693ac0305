# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What datacite_catalog does: declarations, a plan, reasons to stop, and unless checking the writes. Private to the collection."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..api.opening import Opened, opened
from ..catalog.catalogue import Catalogue
from ..catalog.loading import from_list, load
from ..catalog.writing_back import foreseen, write_back
from ..door import Visit
from ..planning.campaign import Orders, carry_out_all
from ..planning.fate import Fate
from ..planning.history import History, Run
from ..planning.journal import Journal
from ..planning.planned import Plan
from ..planning.refusal import Problem, Refusal
from ..planning.restoration import restoration
from ..planning.saved_plan import read_text, to_text
from ..planning.survey import Agreed
from ..whole_file import write
from .catalog_options import CatalogOptions, catalog_options
from .catalog_plan import left_of, made_plan, reviewed_plan, with_existing
from .catalog_reports import write_reports
from .catalog_result import offline_result, result
from .rare_collection import rare_collection
from .stops import stops


@dataclass(frozen=True)
class _Declared:
    """The declarations of a run; of a restoration also the run that is undone, and what of it cannot be."""

    catalogue: Catalogue
    undone: Run | None = None
    beyond_repair: tuple[Problem, ...] = ()


@rare_collection()
def run(visit: Visit) -> dict[str, Any]:
    """Plan, and unless checking apply; raises Refusal or DataCiteError where no plan can be made."""
    options = catalog_options(visit.params)
    declared = _declared(options, visit)
    if options.offline:
        return offline_result(declared.catalogue)
    registry = opened(visit)
    counted = registry.request_count
    account = preflight(registry, options.repository)
    _refuse_anothers_run(declared.undone, registry.session.connection.api_url, account)
    history = None
    if options.journal is not None:
        history = History.read(options.journal, system=registry.session.connection.api_url, repository=account)
    plan, reasons, agreed = _plan(visit, options, declared.catalogue, registry, account, history)
    _save(plan, options.plan_dest)
    fates: tuple[Fate, ...] | None = None
    written: tuple[str, ...] = ()
    if not reasons and visit.check_mode:
        written = foreseen(declared.catalogue.unnamed, _names_to_write(options, declared.catalogue, plan))
    elif not reasons:
        written, fates = _apply(visit, options, declared.catalogue, plan, registry, agreed)
    unwritten = write_reports(options.reports, plan, fates, reasons, check=visit.check_mode)
    return result(
        plan, fates, reasons, declared.catalogue, beyond_repair=declared.beyond_repair, written=written, unwritten=unwritten,
        diff=visit.diff, request_count=registry.request_count - counted,
    )


def _save(plan: Plan, path: pathlib.Path | None) -> None:
    if path is None:
        return
    try:
        write(path, to_text(plan))
    except OSError as error:
        problem = Problem("plan_dest", f"{path} cannot be written: {error.strerror or error}", "name another file")
        raise Refusal("The plan cannot be saved. Nothing was written to DataCite.", (problem,)) from None


def _declared(options: CatalogOptions, visit: Visit) -> _Declared:
    if options.restore is not None:
        restored = restoration(options.restore, options.restore_run)
        return _Declared(Catalogue(restored.shelf), restored.run, restored.cannot)
    if options.dois is not None:
        return _Declared(from_list(options.dois))
    return _Declared(load(options.src, visit.progress))


def _refuse_anothers_run(run: Run | None, system: str, account: str) -> None:
    if run is not None and (run.system, run.repository) != (system, account):
        raise Refusal(
            f"The run {run.name} was in the repository {run.repository} at {run.system}, and this one is in {account} at {system}. Nothing was written.",
            (Problem("restore", "is the journal of another repository or system", "use the credentials and the system of that run"),),
        )


def preflight(registry: Opened, repository: str | None) -> str:
    """Who is asking, proven; raises Refusal where it is another repository than the declared one.

    One request: it brings the repository's facts along where its name is known. Where a token has to tell it, they are read once there is something to do.
    """
    named = repository or registry.session.connection.username
    if named is not None and "." in named:
        registry.identity.repository(named)
    account = registry.prove()
    if repository is not None and account != repository:
        raise Refusal(
            f"The credentials belong to {account}, and `repository` says {repository}. Nothing was written.",
            (Problem("repository", f"is {repository}, and {account} is signed in", "use the credentials of the repository whose catalogue this is"),),
        )
    return account


def _plan(
    visit: Visit, options: CatalogOptions, catalogue: Catalogue, registry: Opened, account: str, history: History | None
) -> tuple[Plan, tuple[Problem, ...], Sequence[Agreed]]:
    """The plan, the reasons not to carry it out, and the records that are as declared without the journal knowing it."""
    if options.plan_src is not None:
        plan = with_existing(reviewed_plan(read_text(options.plan_src), catalogue.shelf, registry, account), options, registry)
        reasons = stops(plan, options, registry)
        return (left_of(plan, visit, options, catalogue.shelf, registry) if visit.check_mode else plan), reasons, ()
    return made_plan(visit, options, catalogue.shelf, registry, account, history)


def _names_to_write(options: CatalogOptions, catalogue: Catalogue, plan: Plan) -> frozenset[str]:
    """The computed names that belong into their files: of what is about to be created, and of what is there already; of nothing that is refused."""
    if not options.write_back:
        return frozenset()
    return frozenset(one.doi for one in catalogue.unnamed) - {refused.doi for refused in plan.refused}


def _apply(
    visit: Visit, options: CatalogOptions, catalogue: Catalogue, plan: Plan, registry: Opened, agreed: Sequence[Agreed]
) -> tuple[tuple[str, ...], tuple[Fate, ...]]:
    """The files that names were written into, and what became of each action."""
    orders = Orders(workers=options.workers, stop_on_error=options.stop_on_error, exact=options.is_exact, only_changes=options.only_changes)
    with contextlib.ExitStack() as stack:
        journal = None
        if options.journal is not None and (plan.actions or agreed):
            journal = stack.enter_context(Journal(options.journal, system=plan.system, repository=plan.repository, catalogue=plan.catalogue))
            for found in agreed:
                journal.agreed(found.doi, found.declared, found.mark)
        # After all that could still keep the run from beginning.
        written = write_back(catalogue.unnamed, _names_to_write(options, catalogue, plan))
        fates = carry_out_all(
            plan.actions, catalogue.shelf, registry, journal=journal, orders=orders, progress=visit.progress,
            recount=lambda actions: stops(with_existing(replace(plan, actions=actions), options, registry), options, registry),
        )
    # Reports are published; what nobody thought of may stand in the words of an error.
    return written, tuple(replace(fate, message=visit.redact(fate.message)) for fate in fates)
