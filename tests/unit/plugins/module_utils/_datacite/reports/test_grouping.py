# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Actions that do the same are one group; those that do not are never thrown together."""

from __future__ import annotations

from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Plan
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.grouping import grouped
from unit.plugins.module_utils._datacite.reports.plans import plans, publish, title, titles, update, url, url_moves


def test_pages_that_move_by_one_rule_are_one_group() -> None:
    [group] = grouped(url_moves(500))
    assert len(group.entries) == 500
    assert group.changes == (url("…old…", "…data…"),)
    assert not group.identical


def test_a_rule_names_the_dois_own_part() -> None:
    moves = [update(f"10.5438/ab-{number}", url(f"https://a.org/AB-{number}?x", f"https://doi.example/10.5438/ab-{number}")) for number in range(3)]
    [group] = grouped(moves)
    assert group.changes == (url("https://a.org/{suffix}?x", "https://doi.example/{doi}"),)


def test_pages_that_come_together_from_everywhere_are_one_group() -> None:
    moves = [update(f"10.5438/ab-{number}", url(f"https://{number}.org/{'x' * number}", f"https://new.org/d/ab-{number}")) for number in range(1, 5)]
    [group] = grouped(moves)
    assert group.changes == (url("…", "https://new.org/d/{suffix}"),)


def test_the_same_change_word_for_word_is_identical() -> None:
    change = Change("publisher", "publisher.name", "Inst. of Tides", "Institute of Tides")
    [group] = grouped([update(f"10.5438/{number}", change) for number in range(4)])
    assert group.identical
    assert group.changes == (change,)


def test_two_are_no_group() -> None:
    [group] = grouped([update(f"10.5438/{number}", title("a", "b")) for number in range(2)])
    assert group.changes is None


def test_what_differs_stays_apart() -> None:
    [group] = grouped(titles(20))
    assert group.changes is None
    assert len(group.entries) == 20


def test_drift_and_change_are_not_mixed() -> None:
    actions = [update(f"10.5438/{number}", title("a", "b"), origin=("drift", "change")[number % 2]) for number in range(8)]
    assert [{entry.origin for entry in group.entries} for group in grouped(actions)] == [{"drift"}, {"change"}]


def test_what_cannot_be_undone_comes_first() -> None:
    groups = grouped([*url_moves(10), *(publish(f"10.5438/z{number}") for number in range(3))])
    assert [group.irreversible for group in groups] == [True, False]


def test_a_suffix_inside_a_word_is_no_suffix() -> None:
    [group] = grouped([update(f"10.5438/{name}", url(f"https://data{name}.org/p", f"https://new{name}.org/p")) for name in ("a1", "a2", "a3")])
    assert group.changes is None


@given(plans())
def test_every_action_is_in_one_group(plan: Plan) -> None:
    groups = grouped(plan.actions)
    assert sorted(entry.doi for group in groups for entry in group.entries) == sorted(action.doi for action in plan.actions)
    for group in groups:
        assert {(entry.kind, entry.irreversible) for entry in group.entries} == {(group.kind, group.irreversible)}
        if group.identical:
            assert {entry.changes for entry in group.entries if not any(isinstance(change.after, list | dict) for change in entry.changes)} <= {group.changes}
