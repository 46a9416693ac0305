# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which entries of two lists belong together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.alignment import aligned

ENTRIES = st.lists(st.sampled_from([{"a": 1}, {"a": 1, "b": 2}, {"b": 2}, {"a": 3, "b": 2}, "x", "y", 7, {"c": [1, {"d": 2}]}]), max_size=9)


@settings(max_examples=500, deadline=None)
@given(ENTRIES, ENTRIES)
def test_the_pairs_lead_from_one_list_to_the_other(before, after):
    pairs = aligned(before, after)
    gone, come = {i for i, _unused in pairs if i is not None}, {j for _unused, j in pairs if j is not None}
    assert [x for i, x in enumerate(before) if i not in gone] == [y for j, y in enumerate(after) if j not in come]
    assert all(before[i] != after[j] for i, j in pairs if i is not None and j is not None)
    assert (pairs == []) == (before == after)


@given(ENTRIES, st.integers(0, 9))
def test_one_entry_put_in_or_taken_out_is_one_pair(entries, place):
    longer = [*entries[:place], {"new": "entry"}, *entries[place:]]
    assert len(aligned(entries, longer)) == 1
    assert len(aligned(longer, entries)) == 1


def test_alike_entries_are_paired():
    before = [{"name": "A", "id": 1}, {"name": "B", "id": 2}]
    after = [{"name": "X", "id": 9}, {"name": "A", "id": 7}, {"name": "B", "id": 2}]
    assert aligned(before, after) == [(None, 0), (0, 1)]


def test_long_lists_without_a_common_entry_are_paired_by_place():
    before, after = [{"n": number} for number in range(3_000)], [{"n": -number - 1} for number in range(2_000)]
    pairs = aligned(before, after)
    assert pairs[:2] == [(0, 0), (1, 1)]
    assert pairs[-1] == (2_999, None)
    assert len(pairs) == 3_000
