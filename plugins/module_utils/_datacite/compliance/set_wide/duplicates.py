# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DOIs that share what only one should have: a landing page, a local identifier, or all that describes them.

A whole repository may share one address, so nothing here is done for each pair.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from ..context import RunContext
from ..wording import MOST_KEPT, listed, shown_values
from .found import Found
from .seen import Seen

Key = TypeVar("Key")

_SHOWN = 3
_PUBLIC = "findable"
_OF_VERSIONS = frozenset({
    "IsIdenticalTo", "IsVersionOf", "HasVersion", "IsNewVersionOf", "IsPreviousVersionOf", "IsObsoletedBy", "Obsoletes", "IsVariantFormOf", "IsOriginalFormOf",
})


class _Others(NamedTuple):
    """Those that share something with a record: the first of them, and how many they are."""

    first: tuple[str, ...]
    number: int

    def __str__(self) -> str:
        more = self.number - len(self.first[:_SHOWN])
        return ", ".join((*self.first[:_SHOWN], *([f"and {more:,} more"] if more else [])))


def same_page(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """Findable DOIs that lead to the same page, unless they are told to be versions of each other, or the same. Hidden ones may well share a tombstone."""
    for _page, group in _grouped((record.page, record) for record in records if record.state == _PUBLIC):
        for record, others in _unrelated(group, _OF_VERSIONS):
            yield Found(record.doi, f"leads to the same page as {others}", others.first)


def same_thing(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """Findable DOIs that say the same of what they stand for, and tell no relation to each other."""
    for _identity, group in _grouped((record.identity, record) for record in records if record.state == _PUBLIC):
        for record, others in _unrelated(group, None):
            yield Found(record.doi, f"says the same, word for word, as {others}", others.first)


def same_local_name(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """DOIs, drafts among them, that carry the same local identifier of the same type, unless they are told to be versions of each other, or the same."""
    told: dict[str, Found] = {}
    for (kind, name), group in _grouped((name, record) for record in records for name in record.local_names):
        shown = listed(shown_values(f"{kind} {name}"))
        for record, others in _unrelated(group, _OF_VERSIONS):
            told.setdefault(record.doi, Found(record.doi, f"has the local identifier {shown}, as has {others}", others.first))
    yield from told.values()


def _grouped(keyed: Iterable[tuple[Key, Seen]]) -> Iterator[tuple[Key, list[Seen]]]:
    """The records of each key that several have; an empty key stands for nothing."""
    by_key: dict[Key, list[Seen]] = {}
    for key, record in keyed:
        if key:
            by_key.setdefault(key, []).append(record)
    yield from ((key, group) for key, group in by_key.items() if len(group) > 1)


def _unrelated(group: Sequence[Seen], meant: Collection[str] | None) -> Iterator[tuple[Seen, _Others]]:
    """Each record of a group with the others, save those to which one of these relations is told, by either side (None: any relation)."""
    names = sorted({record.doi for record in group})
    among = set(names)
    related: dict[str, set[str]] = {name: set() for name in names}
    for record in group:
        for relation, doi in record.relations:
            if doi in among and (meant is None or relation in meant):
                related[record.doi].add(doi)
                related[doi].add(record.doi)
    for record in group:
        left_out = related[record.doi] | {record.doi}
        number = len(names) - len(left_out)
        if number:
            yield record, _Others(_first(names, left_out), number)


def _first(names: Iterable[str], left_out: Collection[str]) -> tuple[str, ...]:
    found: list[str] = []
    for name in names:
        if name not in left_out:
            found.append(name)
            if len(found) == MOST_KEPT:
                break
    return tuple(found)
