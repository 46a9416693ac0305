# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the account may do what is planned, as far as its own facts tell. Private to the collection."""

from __future__ import annotations

from .action import Action
from .expectation import declared_url
from .registry import Registry


def permitted(action: Action, registry: Registry, *, check: bool, prefix: bool = True) -> None:
    """Raise the registry's failure where the account may not write this: not active, not its prefix (unless that does not matter), not its domain.

    Check mode has a request to spare for these facts, and so has a deletion. A write finds out by itself, and has them told then.
    """
    if not action.steps:
        return
    page = declared_url(action.declaration, action.record) if action.state and action.state.public else None
    registry.permit(action.doi, create=prefix and action.steps[0] == "create", page=page, ask=check or action.steps == ("delete",))
