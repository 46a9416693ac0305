# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all formats share: the title, the totals, and the words for where and why."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.fate import Fate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Activity, Planned, Refused
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.wording import excerpt, origin, states, system_of, value_text
from unit.plugins.module_utils._datacite.reports.plans import applied, plan, publish, some_of_everything, title, update


def test_a_plan_says_what_it_would_do() -> None:
    assert Report(some_of_everything()).title == "Plan: 1 to create, 42 to update, 1 to publish, 1 to hide, 2 refused"


def test_an_empty_plan_says_so() -> None:
    assert Report(plan()).title == "Plan: nothing to do"


def test_an_apply_says_what_became_of_it() -> None:
    assert applied(some_of_everything()).title == "Applied: 1 created, 41 updated, 1 hidden, 1 failed, 1 not begun, 2 refused"


def test_the_totals_of_an_apply_are_of_what_was_done() -> None:
    report = applied(some_of_everything())
    totals = {total.label: total.value for total in report.totals}
    assert (totals["created"], totals["updated"], totals["failed"], totals["not begun"]) == (1, 41, 1, 1)
    assert not any(label.startswith("to ") for label in totals)
    assert [report.outcome(action.doi) for action in report.irreversible] == ["failed", "done"]


def test_what_was_done_is_told_where_the_index_had_let_expect_more() -> None:
    """Seemingly missing, the DOI was there already; it has been updated, and nothing became public."""
    expected = Planned("10.5438/1", ("create", "publish"), None, "findable", (title("", "Tides"),), irreversible=True, from_index=True)
    fate = Fate("10.5438/1", "done", steps=("update",), state="findable", changed=True, changes=(title("Tide", "Tides"),))
    report = Report(plan(expected), (fate,))
    (action,) = report.actions
    assert (action.kind, action.before, action.after, action.changes) == ("update", "findable", "findable", fate.changes)
    assert report.title == "Applied: 1 updated" and report.irreversible == ()
    assert {total.name for total in report.totals} == {"update", "unchanged", "declared"}
    assert Report(plan(expected)).irreversible == (expected,)


def test_what_was_stopped_says_so_whatever_else_is_known() -> None:
    report = Report(some_of_everything(), stopped="42 would be updated, and the limit is 30")
    assert report.title == "Stopped before anything was written"
    assert not report.applied


def test_totals_ask_for_attention_first() -> None:
    totals = Report(some_of_everything()).totals
    assert [(total.name, total.value) for total in totals if total.grave] == [("refused", 2), ("irreversible", 2)]
    assert [total.grave for total in totals] == sorted((total.grave for total in totals), reverse=True)
    assert {total.name: total.value for total in totals}["unchanged"] == 120 - 44 - 2


@pytest.mark.parametrize(("address", "name"), [
    ("https://api.datacite.org", "production"), ("https://api.test.datacite.org", "test"), ("http://127.0.0.1:8080", "other"), ("http://[::1]:8080", "other"),
    ("https://api.datacite.org.example.net", "other"), ("https://API.DATACITE.ORG/", "production"),
])
def test_only_datacites_own_address_is_production(address: str, name: str) -> None:
    assert system_of(address).name == name


def test_drift_says_who_and_when() -> None:
    action = update("10.5438/1", title("a", "b"), origin="drift", last_activity=Activity("abcd.efgh", "2026-11-20", "r"))
    assert origin(action) == "drift: the record has moved since the last apply, last by abcd.efgh on 2026-11-20"


def test_a_state_that_is_none_needs_no_escaping() -> None:
    assert states("<b>findable</b>", None) == "?b?findable??b? → no record"


def test_nobody_knows_is_nothing_said() -> None:
    assert origin(update("10.5438/1", title("a", "b"))) == ""


def test_refusals_for_the_same_reason_stand_together() -> None:
    refused = tuple(Refused(f"10.5438/{number}", "", f"10.5438/{number}: it is findable") for number in range(5))
    [five, one] = Report(plan(refused=(*refused, Refused("10.5438/9", "", "another"))), stopped=None).refused_together
    assert (len(five), len(one)) == (5, 1)


def test_irreversible_actions_keep_the_order_of_the_plan() -> None:
    dois = [f"10.5438/{number:02}" for number in range(20)]
    assert [action.doi for action in Report(plan(*(publish(doi) for doi in reversed(dois)))).irreversible] == dois


@pytest.mark.parametrize(("value", "text"), [
    (None, None), ("", '""'), ("a", "a"), (2026, "2026"), (True, "true"), ([], "[]"), ({}, "{}"),
    ({"name": "A", "affiliation": [{"name": "B"}, "C"], "x": None}, "name: A\naffiliation:\n  - name: B\n  - C\nx: null"),
    ([["a", "b"], "two\nlines"], "- - a\n  - b\n- two\n  lines"),
])
def test_values_read_as_lines(value: object, text: str | None) -> None:
    assert value_text(value) == text


def test_a_long_text_is_cut_around_what_differs() -> None:
    left, right = excerpt("a" * 5000 + "one" + "b" * 5000, "a" * 5000 + "two" + "b" * 5000, 700)
    assert left is not None and "aaone" in left and right is not None and "aatwobb" in right
    assert len(left) < 700 and left.startswith(" … a") and left.endswith("b … ")


def test_what_is_cut_off_is_counted() -> None:
    assert excerpt(None, "x" * 1000, 10) == (None, "xxxxxxxxxx … (990 characters more)")
