# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reasons not to carry a plan out at all, all of them at once, before the first write. Private to the collection."""

from __future__ import annotations

from ..api.opening import Opened
from ..planning.foreign_names import foreign_names
from ..planning.limits import beyond, exceeded
from ..planning.planned import Plan
from ..planning.refusal import Problem
from .catalog_options import CatalogOptions


def stops(plan: Plan, options: CatalogOptions, registry: Opened) -> tuple[Problem, ...]:
    """Why nothing of this plan is written; empty where it may be carried out."""
    return (
        *(foreign_names(plan.actions, registry.identity.repository(plan.repository).prefixes) if plan.actions else ()),
        *exceeded(plan, options.limits),
        *(beyond(plan, options.only_changes) if options.only_changes is not None else ()),
        *_another_plan(plan, options.expected_checksum),
        *_refused(plan, options.stop_on_error),
    )


def _another_plan(plan: Plan, expected: str | None) -> tuple[Problem, ...]:
    if expected is None or expected.strip().lower() == plan.checksum:
        return ()
    return (Problem(
        "expected_checksum", f"is {expected}, and the plan's is {plan.checksum}: it is not the plan that was reviewed",
        "look at the plan as it is now, and give its checksum",
    ),)


def _refused(plan: Plan, stop_on_error: bool) -> tuple[Problem, ...]:
    if not stop_on_error or not plan.refused:
        return ()
    many = f"{len(plan.refused)} DOIs are" if len(plan.refused) > 1 else "1 DOI is"
    return (Problem("on_error", f"{many} refused, and `on_error: stop` leaves the others alone then", "see `failures`"),)
