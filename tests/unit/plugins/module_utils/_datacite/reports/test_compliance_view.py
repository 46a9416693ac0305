# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What all reports of a compliance run say alike: numbers, groups in their order, the worst, and what is not said."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import PageCounts, Waiver
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_view import RUNS, WORST, View, waived_by
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.wording import file_and_line
from unit.plugins.module_utils._datacite.reports.assessments import assessment, finding, past, some_of_everything

WAIVER = Waiver("meant")


@pytest.mark.parametrize(("rules", "title"), [
    (("R01",), "Compliance: 1 error and 0 warnings in 1 record"),
    (("R01", "R01", "R26"), "Compliance: 2 errors and 1 warning in 1 record"),
    (("R30",), "Compliance: no errors and no warnings in 1 record"),
])
def test_the_whole_in_one_line(rules: tuple[str, ...], title: str) -> None:
    assert View(assessment(*(finding(rule, "10.5438/1") for rule in rules), records=1)).title == title


def test_rules_come_gravest_first_then_by_number_and_waived_ones_last() -> None:
    found = [
        finding("R30", "10.5438/1"), finding("H07", "10.5438/1"), *(finding("R26", f"10.5438/{number}") for number in range(3)),
        finding("R01", "10.5438/1", waived=WAIVER), finding("R26", "10.5438/9", waived=WAIVER),
    ]
    groups = View(assessment(*found)).groups
    assert [(group.rule, len(group.open), len(group.waived)) for group in groups] == [("R26", 3, 1), ("H07", 1, 0), ("R30", 1, 0), ("R01", 0, 1)]


def test_one_rule_at_two_severities_is_two_groups() -> None:
    groups = View(assessment(finding("R26", "10.5438/1"), finding("R26", "", "could not be answered", severity="error"))).groups
    assert [(group.rule, group.severity) for group in groups] == [("R26", "error"), ("R26", "warning")]


def test_the_worst_have_the_gravest_and_the_most() -> None:
    found = [
        finding("R26", "10.5438/b"), finding("H07", "10.5438/b"), finding("R26", "10.5438/a"), finding("R01", "10.5438/z"),
        finding("R30", "10.5438/hints-alone"), finding("S01", ""), finding("R01", "10.5438/waived", waived=WAIVER),
    ]
    assert [(one.doi, one.counts) for one in View(assessment(*found)).worst] == [
        ("10.5438/z", (1, 0, 0)), ("10.5438/b", (0, 2, 0)), ("10.5438/a", (0, 1, 0)),
    ]
    assert len(View(some_of_everything()).worst) == WORST


def test_new_is_what_is_open_and_new() -> None:
    of_two = (finding("R26", "10.5438/1", age="new"), finding("R01", "10.5438/2", age="new"))
    run = View(assessment(*of_two, finding("R01", "10.5438/3", age="new", waived=WAIVER)))
    assert [one.doi for one in run.new] == ["10.5438/2", "10.5438/1"]
    assert run.changes == "2 new, 0 fixed, 1 waived"
    assert View(assessment(finding("R01", "10.5438/1"))).changes == "0 waived"


def test_a_trend_is_of_the_last_runs_and_this_one() -> None:
    run = View(assessment(finding("R01", "10.5438/1"), history=(past(1, 1, 1, 1, 50.0),) * 100))
    assert len(run.runs) == RUNS
    assert (run.runs[-1].at, run.runs[-1].counts["error"]) == ("2026-11-23T02:00:00Z", 1)


def test_pages_are_counted_in_words() -> None:
    assert View(assessment()).pages == ""
    assert View(assessment(pages=PageCounts(1, 0, 0, 7))).pages == "1 landing page looked at, 7 not due yet"


def test_a_waiver_says_who_why_and_until_when() -> None:
    assert waived_by(finding("R01", "10.5438/1")) == ""
    assert waived_by(finding("R01", "10.5438/1", waived=WAIVER)) == "waived for good: meant"


@pytest.mark.parametrize(("place", "file", "line"), [
    ("dois/0012.yml:3", "dois/0012.yml", 3), ("rules.yml:12: rules[0].assert", "rules.yml", 12), ("dois/0012.yml", "dois/0012.yml", None),
    ("a:1/b.yml:7", "a:1/b.yml", 7), ("", "", None), (":3", ":3", None), ("a.yml:0", "a.yml:0", None),
])
def test_a_place_is_a_file_and_a_line(place: str, file: str, line: int | None) -> None:
    assert file_and_line(place) == (file, line)
