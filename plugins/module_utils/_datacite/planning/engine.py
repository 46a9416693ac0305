# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One declaration, planned and, unless checking, applied. Private to the collection."""

from __future__ import annotations

from .action import Action
from .apply import Outcome, Superseded, apply, foreseen, with_steps_before
from .declaration import Declaration
from .permission import permitted
from .plan import plan
from .registry import Registry


def carry_out(declaration: Declaration, registry: Registry, *, check: bool) -> Outcome:
    """Make the record what the declaration says, or tell what that would take; raises Refusal or the registry's failure.

    Where somebody made the record in between, or an answer was lost and the write did not come through, the record is read and
    planned for again, once for each: what is written then is decided afresh, never repeated blindly.
    """
    action = plan(declaration, registry)
    permitted(action, registry, check=check)
    if check:
        return foreseen(action)
    outcome = _applied(action, declaration, registry)
    if outcome.action.steps == ("mend",) and outcome.action.state is None:
        return with_steps_before(_applied(plan(declaration, registry), declaration, registry), outcome)
    return outcome


def _applied(action: Action, declaration: Declaration, registry: Registry) -> Outcome:
    seen: set[bool] = set()
    while True:
        try:
            return apply(action, registry)
        except Superseded as moved:
            if moved.made in seen:
                raise moved.cause from None
            seen.add(moved.made)
        action = plan(declaration, registry)
