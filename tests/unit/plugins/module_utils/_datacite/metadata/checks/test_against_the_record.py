# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the record has already: it need not be declared, and is judged more leniently than what is new."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import COMPLETE, URL, found


def test_what_the_record_has_need_not_be_declared():
    record = {**COMPLETE, "state": "draft", "url": URL}
    assert check({}, doi="10.5438/0012", url=None, state="findable", new=False, record=record) == ()
    del record["publisher"]
    found_now = check({}, doi="10.5438/0012", url=None, state="findable", new=False, record=record)
    assert [finding.path for finding in found_now] == ["metadata.publisher"]


def test_types_and_publisher_are_laid_over_the_record_member_by_member():
    record = {**COMPLETE, "publisher": {"name": "Example Archive"}, "state": "findable", "url": URL}
    attributes = {"types": {"resourceType": "Time series"}, "publisher": {"lang": "en"}}
    assert check(attributes, doi="10.5438/0012", url=None, state="findable", new=False, record=record) == ()
    cleared = check({"publisher": {}}, doi="10.5438/0012", url=None, state=None, new=False, record=record)
    assert [(finding.level, finding.path) for finding in cleared] == [("error", "metadata.publisher")]


@pytest.mark.parametrize("attributes", [{}, {"titles": [{"title": "x"}]}, {"types": {"resourceType": "x"}}, {"publisher": {"lang": "en"}}])
def test_what_may_stand_in_a_record_that_nobody_has_read_is_not_missing(attributes):
    assert check(attributes, doi="10.5438/A+B", url=None, state="findable", new=False) == ()


@pytest.mark.parametrize(
    ("attributes", "url", "path"),
    [
        ({"titles": []}, None, "metadata.titles"),
        ({"publicationYear": None}, None, "metadata.publicationYear"),
        ({"types": {}}, None, "metadata.types.resourceTypeGeneral"),
        ({"publisher": {"name": ""}}, None, "metadata.publisher.name"),
        ({}, "", "url"),
        ({"url": None}, None, "metadata.url"),
    ],
)
def test_what_is_cleared_is_missing_whatever_the_record_has(attributes, url, path):
    findings = check(attributes, doi="10.5438/0012", url=url, state="findable", new=False)
    assert [(finding.level, finding.path) for finding in findings] == [("error", path)]


def test_an_incomplete_public_record_may_be_hidden_or_moved():
    record = {"state": "findable", "url": URL}
    assert check({}, doi="10.5438/0012", url="https://example.org/y", state="findable", new=False, record=record) == ()
    assert check({}, doi="10.5438/0012", url=None, state="registered", new=False, record=record) == ()


def test_what_an_old_public_record_has_or_lacks_is_only_warned_about():
    record = {**COMPLETE, "contributors": [{"name": "A"}], "types": {"resourceTypeGeneral": "Film"}, "publisher": None, "url": None, "state": "findable"}
    levels = {(finding.level, finding.path) for finding in check({**record}, doi="10.5438/0012", url=None, state="findable", new=False, record=record)}
    places = ("contributors[0].contributorType", "types.resourceTypeGeneral", "publisher", "url")
    assert levels == {("warning", f"metadata.{place}") for place in places}


@pytest.mark.parametrize("changed", [{"nameType": "Personal"}, {"affilation": "B"}, {"name": "B"}], ids=str)
def test_members_that_say_nothing_make_no_difference_to_what_an_old_public_record_has(changed):
    shown = {"name": "A", "nameType": None, "affiliation": [], "nameIdentifiers": []}
    record = {**COMPLETE, "contributors": [shown], "url": URL, "state": "findable"}
    for told in (shown, {"name": "A"}):
        same = check({"contributors": [told]}, doi="10.5438/0012", url=None, state="registered", new=False, record=record)
        assert {found.level for found in same} == {"warning"}
    other = check({"contributors": [{"name": "A", **changed}]}, doi="10.5438/0012", url=None, state="registered", new=False, record=record)
    assert "error" in {found.level for found in other}


def test_what_is_changed_in_an_old_public_record_is_held_against_the_rules():
    record = {**COMPLETE, "contributors": [{"name": "A"}], "url": URL, "state": "findable"}
    attributes = {"contributors": [{"name": "B"}]}
    findings = check(attributes, doi="10.5438/0012", url=None, state="findable", new=False, record=record)
    assert [(finding.level, finding.path) for finding in findings] == [("error", "metadata.contributors[0].contributorType")]
    draft = {**record, "state": "draft"}
    findings = check({}, doi="10.5438/0012", url="", state="findable", new=False, record=draft)
    assert [(finding.level, finding.path) for finding in findings] == [("error", "url")]


def test_old_names_are_not_held_against_the_syntax_of_new_ones():
    assert [finding[1] for finding in found({}, doi="10.5438/A+B<C>")] == ["doi"]
    assert found({}, doi="10.5438/A+B<C>", new=False) == []
