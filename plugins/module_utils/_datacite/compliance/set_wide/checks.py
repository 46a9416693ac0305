# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The checks over all records, by the name under which a rule asks for them (`check:` in the shipped rules)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ..context import RunContext
from .catalogue import drifted, missing, unmanaged
from .duplicates import same_local_name, same_page, same_thing
from .found import Found
from .reachability import damaged, elsewhere, unindexed, unregistered
from .relations import missing_inverses
from .seen import Seen

ABOUT_WAIVERS = ("expired-waiver", "idle-waiver")
"""Checks that look at what the others have found; see evaluation.py."""

PAGE = "page"
"""Of landing pages; others look at those."""


def _all(records: Sequence[Seen], _context: RunContext) -> Iterable[str]:
    return (record.doi for record in records)


def _with_known_handle(_records: Sequence[Seen], context: RunContext) -> Iterable[str]:
    return context.handles or ()


def _declared(records: Sequence[Seen], context: RunContext) -> Iterable[str]:
    return (record.doi for record in records if context.declared is None or record.doi in context.declared)


class Check(NamedTuple):
    """A check, whether a run knows what it needs, and of which DOIs it is asked."""

    find: Callable[[Sequence[Seen], RunContext], Iterator[Found]]
    can_be_asked: Callable[[RunContext], bool] = lambda _context: True
    asked_of: Callable[[Sequence[Seen], RunContext], Iterable[str]] = _all


CHECKS: Mapping[str, Check] = {
    "unmanaged": Check(unmanaged, lambda context: context.declared is not None),
    "missing": Check(missing, lambda context: context.declared is not None and context.complete),
    "drift": Check(drifted, lambda context: context.drifts is not None, _declared),
    "same-page": Check(same_page),
    "same-thing": Check(same_thing),
    "same-local-name": Check(same_local_name),
    "inverse-relation": Check(missing_inverses),
    "unindexed": Check(unindexed, lambda context: context.unindexed is not None),
    "damaged": Check(damaged),
    "unregistered": Check(unregistered),
    "elsewhere": Check(elsewhere, lambda context: context.handles is not None, _with_known_handle),
}
