# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One declaration, planned and, unless checking, applied. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable

from .action import Action
from .apply import Outcome, Superseded, apply, arrived_late, foreseen, with_steps_before
from .declaration import Declaration
from .permission import permitted
from .plan import plan
from .refusal import Refusal
from .registry import Registry

BeforeWrite = Callable[[Action], object]
"""Called with each action right before it is written, with those that were planned anew, too; what it raises keeps the write from happening."""


def carry_out(declaration: Declaration, registry: Registry, *, check: bool, before_write: BeforeWrite | None = None) -> Outcome:
    """Make the record what the declaration says, or tell what that would take; raises Refusal or the registry's failure.

    Where somebody made the record in between, or an answer was lost and the write did not come through, the record is read and
    planned for again, once for each: what is written then is decided afresh, never repeated blindly.
    """
    action = plan(declaration, registry)
    permitted(action, registry, check=check)
    if check:
        return foreseen(action)
    asked = before_write or _nobody_asks
    outcome = _applied(action, declaration, registry, asked)
    if outcome.action.steps == ("mend",) and outcome.action.state is None:
        return with_steps_before(_after_mending(declaration, registry, asked), outcome)
    return outcome


def _nobody_asks(action: Action) -> None:
    """Whoever declares a single DOI wants whatever it takes."""


def _after_mending(declaration: Declaration, registry: Registry, before_write: BeforeWrite) -> Outcome:
    """What is left to do about a record that can be read again."""
    try:
        return _applied(plan(declaration, registry), declaration, registry, before_write)
    except Refusal as refusal:
        refusal.changed = True
        raise


def _applied(action: Action, declaration: Declaration, registry: Registry, before_write: BeforeWrite) -> Outcome:
    seen: set[bool] = set()
    lost: tuple[Action, Exception] | None = None
    while True:
        if action.steps:
            before_write(action)
        try:
            outcome = apply(action, registry)
            return outcome if lost is None else arrived_late(lost[0], outcome, registry, lost[1])
        except Superseded as moved:
            if moved.made in seen:
                raise moved.cause from None
            seen.add(moved.made)
            if moved.lost is not None:
                lost = action, moved.lost
        action = plan(declaration, registry)
