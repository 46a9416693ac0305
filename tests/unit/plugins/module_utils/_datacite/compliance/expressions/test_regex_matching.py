# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Patterns find what Python's own find, in a time that grows with the text alone."""

from __future__ import annotations

import re

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions import regex_matching
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.regex_matching import LONGEST_TEXT, Pattern
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.regex_syntax import UnusablePattern

atoms = strategies.sampled_from(
    ["a", "b", "_", " ", "-", r"\d", r"\w", r"\s", r"\W", r"\S", r"\D", ".", "[ab]", "[^a]", "[a-c0]", r"[\d-]", "[]x]", r"\.", r"\x61"]
)
edges = strategies.sampled_from(["^", r"\Z", r"\b"])
signs = strategies.sampled_from(["*", "+", "?", "{2}", "{1,2}", "{,2}", "{2,}", "*?", "+?"])
patterns = strategies.recursive(
    atoms | edges,
    lambda inner: strategies.one_of(
        strategies.tuples(inner, inner).map("".join),
        strategies.tuples(inner, inner).map(lambda t: f"(?:{t[0]}|{t[1]})"),
        strategies.tuples(inner, signs).map(lambda t: f"({t[0]}){t[1]}"),
    ),
    max_leaves=8,
)
texts = strategies.text("abx10_ -.\nÄ", max_size=12)


@hypothesis.settings(max_examples=800)
@hypothesis.given(patterns, texts)
def test_it_finds_what_python_finds(pattern, text):
    assert Pattern(pattern).found_in(text) is (re.search(pattern, text) is not None)


@hypothesis.given(patterns.filter(lambda pattern: "x61" not in pattern), strategies.text("aAbBxX1 -", max_size=10))
def test_it_ignores_letter_case_as_python_does(pattern, text):
    assert Pattern("(?i)" + pattern).found_in(text) is (re.search("(?i)" + pattern, text) is not None)


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+$b", "(.*)(.*)(.*)x", "(x?){50}b", "^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_no_pattern_takes_more_than_a_few_steps_for_each_character(pattern, monkeypatch):
    unlucky = Pattern(pattern)
    steps = 0
    step = Pattern._step

    def counted(self, situation, character):
        nonlocal steps
        steps += 1
        return step(self, situation, character)

    monkeypatch.setattr(Pattern, "_step", counted)
    assert unlucky.found_in("a" * LONGEST_TEXT + "!") is False
    assert steps < 100


def test_what_is_kept_has_an_end(monkeypatch):
    monkeypatch.setattr(regex_matching, "MOST_KEPT", 10)
    pattern = Pattern("(a|b)*c(a|b|c){5}d")
    for text in ("abcabcabcd", "cabcabd", "aaaaacaaaaad"):
        assert pattern.found_in(text * 3) is (re.search(pattern.pattern, text * 3) is not None)
        assert pattern._kept <= 12


def test_what_lies_behind_the_longest_text_is_not_looked_at():
    assert Pattern("b").found_in("a" * (LONGEST_TEXT - 1) + "b")
    assert not Pattern("b").found_in("a" * LONGEST_TEXT + "b")


def test_the_end_is_the_very_end():
    assert Pattern("a$").found_in("ba")
    assert not Pattern("a$").found_in("ba\n")


@pytest.mark.parametrize(
    ("pattern", "position", "message"),
    [
        ("(a", 0, "not closed"),
        ("a)", 1, "closes no group"),
        ("[a", 0, "not closed"),
        ("*a", 0, "repeats nothing"),
        ("a**", 2, "two repetitions"),
        ("a{", 1, "repetitions"),
        ("a{3,2}", 1, "smaller|larger"),
        ("a{101}", 1, "up to 100"),
        ("(?=a)", 0, "looking around"),
        ("(?P<n>a)", 0, "names"),
        (r"(a)\1", 3, "looking back"),
        (r"\q", 0, "means nothing"),
        (r"\x6", 0, "hexadecimal"),
        ("[b-a]", 1, "range"),
        (r"[\b]", 1, "means nothing"),
        ("a\\", 2, "too early"),
        ("((a{50}){50})", 0, "too long"),
        ("(" * 60 + "a" + ")" * 60, 51, "groups"),
    ],
)
def test_what_is_not_understood_is_told_with_its_place(pattern, position, message):
    with pytest.raises(UnusablePattern, match=message) as refused:
        Pattern(pattern)
    assert refused.value.position == position
