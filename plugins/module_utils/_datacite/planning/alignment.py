# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which entries of two lists belong together, so that an entry put in, taken out or altered is one change and not a cascade.

Equal entries are matched first, in order; what lies between them is matched by what it has in common. The work grows with the length of the
lists (n log n), not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any, Optional

Pair = tuple[Optional[int], Optional[int]]  # noqa: UP045 - ansible-test reads `|` as older Pythons do
"""Indexes of an entry before and after; None where there is none."""

_SMALL = 2_500
"""Pairs of entries that are compared one by one at most (50 entries against 50); above that they are paired by their position."""


def aligned(before: Sequence[Any], after: Sequence[Any]) -> list[Pair]:
    """The pairs of entries that differ, and the entries without a counterpart, in order. Equal pairs are left out."""
    start, limit = 0, min(len(before), len(after))
    while start < limit and before[start] == after[start]:
        start += 1
    end = 0
    while end < limit - start and before[-1 - end] == after[-1 - end]:
        end += 1
    left = list(range(start, len(before) - end))
    right = list(range(start, len(after) - end))
    pairs: list[Pair] = []
    at_left, at_right = 0, 0
    for i, j in [*_anchors(before, after, left, right), (len(left), len(right))]:
        pairs.extend(pair for pair in _matched(before, after, left[at_left:i], right[at_right:j]) if not _equal(before, after, pair))
        at_left, at_right = i + 1, j + 1
    return pairs


def _equal(before: Sequence[Any], after: Sequence[Any], pair: Pair) -> bool:
    """Whether a pair that was found by likeness is one of equals (among entries that occur several times)."""
    i, j = pair
    return i is not None and j is not None and bool(before[i] == after[j])


def _anchors(before: Sequence[Any], after: Sequence[Any], left: Sequence[int], right: Sequence[int]) -> list[tuple[int, int]]:
    """Positions in `left` and `right` of equal entries, rising on both sides: as many as there can be (the n-th of equals belongs to the n-th)."""
    if not left or not right:
        return []
    places = {key: position for position, key in enumerate(_numbered(after[j] for j in right))}
    found = [(i, places[key]) for i, key in enumerate(_numbered(before[i] for i in left)) if key in places]
    return _longest_rising(found)


def _numbered(entries: Iterator[Any]) -> Iterator[tuple[Hashable, int]]:
    counts: dict[Hashable, int] = {}
    for entry in entries:
        key = _key(entry)
        counts[key] = counts.get(key, 0) + 1
        yield key, counts[key]


def _key(value: Any) -> Hashable:
    if isinstance(value, dict):
        return frozenset((name, _key(item)) for name, item in value.items())
    if isinstance(value, list):
        return tuple(_key(item) for item in value)
    return value if isinstance(value, Hashable) else repr(value)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of `pairs` (rising in the first) that rises in the second, too."""
    ends: list[int] = []
    at: list[int] = []
    previous: list[int] = []
    for position, (_unused, second) in enumerate(pairs):
        rank = bisect_left(ends, second)
        if rank == len(ends):
            ends.append(second)
            at.append(position)
        else:
            ends[rank], at[rank] = second, position
        previous.append(at[rank - 1] if rank else -1)
    chosen = []
    position = at[-1] if at else -1
    while position >= 0:
        chosen.append(pairs[position])
        position = previous[position]
    return chosen[::-1]


def _matched(before: Sequence[Any], after: Sequence[Any], left: Sequence[int], right: Sequence[int]) -> Iterator[Pair]:
    """Entries of two stretches without an equal entry: those alike together, in order."""
    if len(left) == len(right) == 1:
        yield from zip(left, right, strict=True)
    elif len(left) * len(right) > _SMALL:
        shared = min(len(left), len(right))
        yield from zip(left[:shared], right[:shared], strict=True)
        yield from ((i, None) for i in left[shared:])
        yield from ((None, j) for j in right[shared:])
    else:
        yield from _most_alike([before[i] for i in left], [after[j] for j in right], left, right)


def _most_alike(old: Sequence[Any], new: Sequence[Any], left: Sequence[int], right: Sequence[int]) -> Iterator[Pair]:
    """The pairing in order with the most in common."""
    scores = [[_likeness(x, y) for y in new] for x in old]
    best = [[0] * (len(new) + 1) for _unused in range(len(old) + 1)]
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            together = best[i + 1][j + 1] + scores[i][j]
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and scores[i][j] and best[i][j] == best[i + 1][j + 1] + scores[i][j]:
            yield left[i], right[j]
            i, j = i + 1, j + 1
        elif j == len(new) or (i < len(old) and best[i][j] == best[i + 1][j]):
            yield left[i], None
            i += 1
        else:
            yield None, right[j]
            j += 1


def _likeness(old: Any, new: Any) -> int:
    """How much two entries have in common: equal members count twice, members of the same name once."""
    if not isinstance(old, Mapping) or not isinstance(new, Mapping):
        return 0
    shared = old.keys() & new.keys()
    equal = sum(2 for name in shared if old[name] == new[name])
    return equal + len(shared) if equal or len(shared) == len(old) == len(new) == 1 else 0
