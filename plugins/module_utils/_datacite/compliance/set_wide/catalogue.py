# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records against a catalogue: DOIs that only one of the two has, and records that have moved away from their declarations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import RunContext
from ..wording import listed
from .found import Found
from .seen import Seen

ABSENT = "absent"
"""The state of a declaration that wants no record."""


def unmanaged(records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Records that no declaration mentions."""
    for record in records:
        if context.declared is not None and record.doi not in context.declared:
            yield Found(record.doi, f"is in the repository ({record.state or 'no state'}) and no file of the catalogue declares it")


def missing(records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Declarations without a record, where the whole repository was looked at."""
    if context.declared is None or not context.complete:
        return
    there = {record.doi for record in records} | set(context.unindexed or ()) | set(context.fresh) | set(context.unreadable)
    for doi, declared in context.declared.items():
        if doi not in there and declared.state != ABSENT:
            yield Found(doi, "is declared and the repository has no such record")


def drifted(_records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Records that differ from their declarations, with who changed them last."""
    for drift in context.drifts or ():
        who = changed_last(drift.by, drift.at)
        which = f" ({listed(list(drift.changed))})" if who and drift.changed else ""
        yield Found(drift.doi, f"differs from its declaration in {listed(list(drift.paths))}{who}{which}", drift.paths)


def changed_last(by: str, at: str) -> str:
    """Who changed a record last and when, as a part of a sentence; empty where nobody knows."""
    if not at and not by:
        return ""
    return "; changed last" + (f" by {by}" if by else "") + (f" at {at}" if at else "")
