# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that cannot be found, read or resolved, whatever they say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..context import RunContext
from ..wording import listed
from .found import Found
from .seen import Seen, page

_LONGEST = 200
_PUBLIC = ("findable", "registered")


def unindexed(_records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """DOIs that the repository has and that DataCite's index does not show."""
    for doi in context.unindexed or ():
        yield Found(doi, "exists and is in no list or search of DataCite: its metadata cannot be indexed")


def damaged(records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Records that hold what DataCite never makes, and those that it cannot give out any more."""
    for doi, answer in context.unreadable.items():
        yield Found(doi, f"cannot be read: {answer}")
    for record in records:
        if record.damage and record.doi not in context.unreadable:
            yield Found(record.doi, f"holds values of a wrong type: {listed(list(record.damage))}", record.damage)


def unregistered(records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Public DOIs whose handle is not registered: those that were asked for, and for the others what the record tells."""
    handles = context.handles or {}
    for record in records:
        if record.state not in _PUBLIC:
            continue
        if record.doi in handles:
            if handles[record.doi] is None:
                yield Found(record.doi, f"is {record.state} and does not resolve: the handle system does not know it")
        elif not record.registered:
            yield Found(record.doi, f"is {record.state} and DataCite has not registered it with the handle system: it does not resolve")


def elsewhere(records: Sequence[Seen], context: RunContext) -> Iterator[Found]:
    """Public DOIs whose handle leads to another address than the record says."""
    handles = context.handles or {}
    for record in records:
        leads_to = handles.get(record.doi)
        if leads_to is not None and record.state in _PUBLIC and _differs(leads_to, record.url):
            there, wanted = leads_to[:_LONGEST], record.url[:_LONGEST]
            yield Found(record.doi, f"leads to {there} and should lead to {wanted or 'nowhere: it has no url'}", (there, wanted))


def _differs(one: str, other: str) -> bool:
    return one.strip() != other.strip() and (not page(one) or page(one) != page(other) or one.split(":")[0].lower() != other.split(":")[0].lower())
