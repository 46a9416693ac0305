# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers: what they cover, how long, and which are of no use."""

from __future__ import annotations

import fnmatch

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Waiver
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.waivers import DeclaredWaiver, Waivers


def declared(rules="R12", dois="10.5438/*", expires=None):
    return DeclaredWaiver(tuple(rules.split()), tuple(dois.split()), Waiver("meant", expires))


@hypothesis.given(strategies.text("a*", max_size=8), strategies.text("ab", max_size=10))
def test_an_asterisk_stands_for_anything(pattern, doi):
    assert declared(dois=pattern or "x").covers("R12", doi) is fnmatch.fnmatchcase(doi, pattern or "x")


@pytest.mark.parametrize(
    ("pattern", "doi", "covered"),
    [
        ("10.5438/a?", "10.5438/ab", False),
        ("10.5438/a?", "10.5438/a?", True),
        ("10.5438/[ab]*", "10.5438/[ab]c", True),
        ("10.5438/*.v1", "10.5438/x.v1.v1", True),
        ("10.5438/*.v1", "10.5438/x.v2", False),
        ("*", "10.5438/x", True),
        ("*", "", True),
        ("10.5438/*", "10.54381/x", False),
    ],
)
def test_nothing_else_in_a_pattern_is_special(pattern, doi, covered):
    assert declared(dois=pattern).covers("R12", doi) is covered


def test_a_long_pattern_does_not_hang():
    assert not declared(dois="*a" * 60 + "b").covers("R12", "a" * 5000)


def test_a_waiver_holds_to_the_end_of_its_last_day():
    waivers = Waivers([declared(expires="2026-11-23")], "2026-11-23")
    assert waivers.of("R12", "10.5438/x") == Waiver("meant", "2026-11-23")
    assert Waivers([declared(expires="2026-11-23")], "2026-11-24").of("R12", "10.5438/x") is None


def test_only_its_rules_and_dois_are_waived():
    waivers = Waivers([declared("R12 R13", "10.5438/x 10.5438/y*")], "2026-11-23")
    assert waivers.of("R13", "10.5438/y2")
    assert not waivers.of("R14", "10.5438/x")
    assert not waivers.of("R12", "10.5438/z")
    assert Waivers([declared("*", "*")], "2026-11-23").of("S02", "10.5438/x")


def test_an_expired_waiver_lets_another_one_speak():
    waivers = Waivers([declared(expires="2026-01-01"), declared(dois="10.5438/x", expires="2027-01-01")], "2026-11-23")
    assert waivers.of("R12", "10.5438/x").expires == "2027-01-01"
    assert waivers.of("R12", "10.5438/y") is None
    assert [waiver.waiver.expires for waiver in waivers.over] == ["2026-01-01"]


@hypothesis.given(
    strategies.lists(strategies.tuples(strategies.sampled_from(["R1", "R2", "*"]), strategies.text("a*", min_size=1, max_size=3)), max_size=6),
    strategies.sampled_from(["R1", "R2"]),
    strategies.text("a", max_size=3),
)
def test_the_first_waiver_that_covers_a_finding_is_taken(given, rule, doi):
    every = [declared(rules, dois) for rules, dois in given]
    reasoned = [DeclaredWaiver(one.rules, one.dois, Waiver(f"number {number}")) for number, one in enumerate(every)]
    expected = next((one.waiver for one in reasoned if one.covers(rule, doi)), None)
    assert Waivers(reasoned, "2026-11-23").of(rule, doi) == expected


def test_waivers_without_use_are_known():
    used, idle, over = declared(), declared("R13"), declared("R14", expires="2026-01-01")
    waivers = Waivers([used, idle, over], "2026-11-23")
    waivers.of("R12", "10.5438/x")
    assert waivers.idle == [idle]
    assert waivers.over == [over]
