# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DOIs that share what only one should have: a landing page, a local identifier, or all that describes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ..context import RunContext
from ..wording import listed
from .found import Found
from .seen import Seen

_SHOWN = 3
_PUBLIC = "findable"


def same_page(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """Findable DOIs that lead to the same page. Hidden ones may well share a tombstone."""
    yield from _shared(((record.page, record) for record in records if record.state == _PUBLIC), "leads to the same page as")


def same_thing(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """Findable DOIs that say the same of what they stand for, and tell no relation to each other."""
    for group in _groups((record.identity, record) for record in records if record.state == _PUBLIC):
        names = {record.doi for record in group}
        for record in group:
            linked = {doi for _relation, doi in record.relations} | {other.doi for other in group if any(doi == record.doi for _r, doi in other.relations)}
            others = sorted(names - linked - {record.doi})
            if others:
                yield Found(record.doi, f"says the same, word for word, as {listed(others, most=_SHOWN)}", tuple(others))


def same_local_name(records: Sequence[Seen], _context: RunContext) -> Iterator[Found]:
    """DOIs, drafts among them, that carry the same local identifier of the same type."""
    shared: dict[str, dict[str, set[str]]] = {}
    for group, (kind, name) in _named_groups(records):
        for record in group:
            shared.setdefault(record.doi, {})[f"{kind} {name}".strip()] = {other.doi for other in group} - {record.doi}
    for doi, names in shared.items():
        others = sorted(set().union(*names.values()))
        yield Found(doi, f"has the local identifier {listed(sorted(names), most=_SHOWN)} as has {listed(others, most=_SHOWN)}", tuple(others))


def _named_groups(records: Iterable[Seen]) -> Iterator[tuple[list[Seen], tuple[str, str]]]:
    by_name: dict[tuple[str, str], list[Seen]] = {}
    for record in records:
        for name in record.local_names:
            by_name.setdefault(name, []).append(record)
    yield from ((group, name) for name, group in by_name.items() if len(group) > 1)


def _groups(keyed: Iterable[tuple[str, Seen]]) -> Iterator[list[Seen]]:
    by_key: dict[str, list[Seen]] = {}
    for key, record in keyed:
        if key:
            by_key.setdefault(key, []).append(record)
    yield from (group for group in by_key.values() if len(group) > 1)


def _shared(keyed: Iterable[tuple[str, Seen]], wording: str) -> Iterator[Found]:
    for group in _groups(keyed):
        for record in group:
            others = sorted(other.doi for other in group if other is not record)
            yield Found(record.doi, f"{wording} {listed(others, most=_SHOWN)}", tuple(others))
