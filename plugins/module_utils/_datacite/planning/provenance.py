# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a declaration has moved or the record has, and who moved it. Private to the collection.

A journal knows how each record was left by the last apply: a record that is still so has not moved, and the declaration has. DataCite's activities tell
who changed a record, and by which request; requests that the journal knows are ours. Source: https://support.datacite.org/docs/tracking-provenance
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from .history import Last
from .planned import Activity, Planned

MOST_ASKED = 100
"""DOIs whose activities are asked for in one plan: a request each."""


def is_ours(action: Planned, last: Last | None) -> bool:
    """Whether the record is still as the last apply left it, so that its declaration must have moved."""
    return last is not None and bool(action.seen) and last.mark == action.seen


def attributed(action: Planned, last: Last | None, activities: Sequence[Mapping[str, Any]]) -> Planned:
    """The action with what its record's activities (newest first) tell: the newest that is not ours makes it drift."""
    ours = last.request_ids if last is not None else frozenset()
    newest = next((entry for entry in activities if entry.get("id") not in ours), None)
    if last is None:
        return replace(action, last_activity=_activity(newest)) if newest else action
    if newest is None or (activities and activities[0].get("id") in ours):
        return replace(action, origin="change")
    return replace(action, origin="drift", last_activity=_activity(newest))


def _activity(entry: Mapping[str, Any]) -> Activity:
    changes = entry.get("changes")
    names = tuple(sorted(str(name) for name in changes)) if isinstance(changes, Mapping) else ()
    return Activity(by=str(entry.get("by") or "DataCite"), at=str(entry.get("at") or ""), request_id=str(entry.get("id") or ""), attributes=names)
