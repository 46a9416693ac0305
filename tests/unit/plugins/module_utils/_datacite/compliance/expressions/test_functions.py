# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The functions that rules have beside JMESPath's own."""

from __future__ import annotations

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.date_spans import span
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.functions import FUNCTIONS

ANYTHING = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats() | strategies.text(),
    lambda inner: strategies.lists(inner) | strategies.dictionaries(strategies.text(), inner),
    max_leaves=5,
)


def call(name, *arguments):
    return FUNCTIONS[name].call(*arguments)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
@hypothesis.settings(max_examples=60)
@hypothesis.given(ANYTHING, ANYTHING)
def test_no_function_fails_whatever_it_is_given(name, one, other):
    call(name, *(one, other)[: FUNCTIONS[name].arguments])


@pytest.mark.parametrize(
    ("name", "argument", "result"),
    [
        ("lower", "ÄB", "äb"),
        ("lower", None, None),
        ("trim", " a \n", "a"),
        ("plain_text", "<p>Sea  <b>level</b>\n</p>", "Sea level"),
        ("plain_text", "a < b and c > d", "a d"),
        ("plain_text", 5, None),
        ("words", "<p>one two</p> three", 3),
        ("words", None, 0),
        ("size", None, 0),
        ("size", "abc", 3),
        ("size", [1, 2], 2),
        ("size", 7, 0),
        ("filled", " ", False),
        ("filled", "x", True),
        ("filled", ":unav", False),
        ("filled", "(:TBA) ", False),
        ("filled", "(a name)", True),
        ("filled", 0, True),
        ("filled", False, False),
        ("filled", [], False),
        ("filled", {"a": None}, True),
        ("unknown", "(:unkn)", True),
        ("unknown", "unkn", False),
        ("orcid_ok", "https://orcid.org/0000-0001-5109-3700", True),
        ("orcid_ok", "0000-0001-5109-3701", False),
        ("orcid_ok", None, False),
        ("ror_ok", "https://ror.org/04wxnsj81", True),
        ("ror_ok", "https://ror.org/04wxnsj82", False),
        ("isni_ok", "0000 0001 2103 2683", True),
        ("issn_ok", "2049-3630", True),
        ("issn_ok", "2049-3631", False),
        ("isbn_ok", "978-0-306-40615-7", True),
        ("doi", "https://doi.org/10.5438/ABC%2B1", "10.5438/abc+1"),
        ("doi", "doi:10.5438/x", "10.5438/x"),
        ("doi", " 10.5438/X\n", "10.5438/x"),
        ("doi", "10.5438", None),
        ("doi", "https://example.org/10.5438/x", None),
        ("is_date", "2021-02-30", False),
        ("is_date", "2021-02/..", True),
        ("is_date", 2021, True),
        ("is_date", ":unav", False),
    ],
)
def test_what_a_function_says(name, argument, result):
    assert call(name, argument) == result


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        ("2020", "2021", True),
        ("2020", "2020-05", False),
        ("2020", "2021-03-01", True),
        ("2020-12-31", "2021", True),
        ("2021-03", "2021-03-01", False),
        ("1987-12-19/2014-01", "2014-02", True),
        ("1987-12-19/..", "2030", False),
        ("2030", "../2031", False),
        ("2021-01-01T23:30:00-02:00", "2021-01-02", False),
        ("2021-01-01T23:30:00+02:00", "2021-01-02", True),
        ("2014-11-24T15:16:10.000Z", "2026-08-25", True),
        ("2001-21", "2002", True),
        ("2001-21", "2001-12-01", False),
        ("201X", "2020", True),
        ("19XX", "2000", True),
        ("2004~", "2005", True),
        ("-0044-03-15", "0001", True),
        ("Y-17000", "2000", True),
        ("0999", 1000, True),
        ("2021-13", "2030", False),
        ("yesterday", "2030", False),
        (None, "2030", False),
        (":unav", "2030", False),
    ],
)
def test_one_date_is_before_another_where_that_is_sure(one, other, before):
    assert call("date_before", one, other) is before


@hypothesis.given(strategies.dates(), strategies.dates())
def test_days_are_ordered_as_days_are(one, other):
    assert call("date_before", one.isoformat(), other.isoformat()) is (one < other)
    assert call("date_before", one.isoformat()[:7], other.isoformat()) is ((one.year, one.month) < (other.year, other.month))


@hypothesis.given(strategies.sampled_from(["2021", "2021-03", "2021-03-04", "2020/2022", "../2021", "201X", "2021-22", "-0001"]))
def test_a_span_ends_after_it_begins(text):
    first, last = span(text)
    assert first <= last


def test_later_dates_are_chosen():
    assert call("dates_after", ["2026", "2027-01", "2025/2028", None, "x", "2026-11-24"], "2026-11-23") == ["2027-01", "2026-11-24"]
    assert call("dates_after", "2027", "2026") == []


def test_shared_words_are_found():
    assert call("shared_words", "garcia-tides.2026.abcd", ["Tides of Europe", "Garcia", None, "abcd"]) == ["garcia", "tides"]
    assert call("shared_words", "8kp3-4yt9", ["Tides"]) == []
