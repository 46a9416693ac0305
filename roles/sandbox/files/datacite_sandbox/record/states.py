# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of a DOI and the events that move it from one to another; an event that leads nowhere is ignored, never refused."""

from __future__ import annotations

from typing import Any

DRAFT, REGISTERED, FINDABLE = "draft", "registered", "findable"
_NEXT = {
    "register": {DRAFT: REGISTERED},
    "publish": {DRAFT: FINDABLE, REGISTERED: FINDABLE},
    "hide": {FINDABLE: REGISTERED},
    "show": {REGISTERED: FINDABLE},
}


def after(state: str, event: Any) -> str:
    """The state that `event` leads to from `state`: the same one for an event that is misspelt, useless, null or no text."""
    return _NEXT.get(event, {}).get(state, state) if isinstance(event, str) else state


def is_public(state: str) -> bool:
    """Registered or findable: has a handle, must be valid, is for ever."""
    return state in (REGISTERED, FINDABLE)


def may_delete(state: str) -> bool:
    """Only drafts can be deleted."""
    return state == DRAFT
