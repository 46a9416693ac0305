# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates, numbers, keywords and languages of references."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.references.dates import date_in, month_in, year_in
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.references.numbers import isbns, issns, keywords, language_code, pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.dates import is_edtf


@pytest.mark.parametrize(("text", "date"), [
    ("2020", "2020"), ("2020///", "2020"), ("2020/03/05/Spring", "2020-03-05"), ("2020/3/5", "2020-03-05"), ("2020-03-05", "2020-03-05"),
    ("20200305", "2020-03-05"), ("05/2020", "2020-05"), ("March 2020", "2020-03"), ("5 March 2020", "2020-03-05"), ("Mar 5, 2020", "2020-03-05"),
    ("5. März 2020", "2020-03-05"), ("5.3.2020", "2020-03-05"), ("25/3/2020", "2020-03-25"), ("3/25/2020", "2020-03-25"), ("3/5/2020", "2020"),
    ("2019/2020", "2019/2020"), ("2019-05/2019-06", "2019-05/2019-06"), ("2020-03-05T10:00:00Z", "2020-03-05"), ("2020 Mar-Apr", "2020"),
    ("Spring 2020", "2020"), ("2020-02-31", "2020-02"), ("2020/00/00", "2020"), ("c2019", "2019"), ("[2019]", "2019"), ("in press", None), ("", None),
    ("12345", None),
])  # fmt: skip
def test_dates(text, date):
    assert date_in(text) == date


@given(st.text(max_size=60) | st.from_regex(r"[0-9/. -]{1,20}", fullmatch=True))
def test_a_date_is_one_that_datacite_keeps(text):
    date = date_in(text)
    assert date is None or (is_edtf(date) and date[:4].isdigit())
    year = year_in(text)
    assert year is None or 1000 <= int(year) <= 2999
    month_in(text)


def test_years_beyond_our_time_are_taken_as_they_are_written():
    assert year_in("2549") == "2549"
    assert year_in("no. 2549") is None


@pytest.mark.parametrize(("text", "month"), [
    ("3", 3), ("03", 3), ("mar", 3), ("March", 3), ("Mai", 5), ("dez", 12), ("13", None), ("jan-feb", None), ("", None),
])  # fmt: skip
def test_months(text, month):
    assert month_in(text) == month


def test_numbers():
    assert issns("0028-0836 (print); 14764687 (online)") == ["0028-0836", "1476-4687"]
    assert issns("0028-0837") == []
    assert isbns("978-90-386-4503-2, 9783642331916") == ["978-90-386-4503-2", "9783642331916"]
    assert isbns("0028-0836") == []


@pytest.mark.parametrize(("text", "expected"), [
    ("11--19", ("11", "19")), ("1-9", ("1", "9")), ("1\u20139", ("1", "9")), ("S1--S5", ("S1", "S5")), ("e123", ("e123", None)), ("1--2, 4", ("1--2, 4", None)),
    ("12+", ("12", None)), ("", ("", None)),
])  # fmt: skip
def test_pages(text, expected):
    assert pages(text) == expected


def test_keywords():
    assert keywords("a; b, c; a") == ["a", "b, c"]
    assert keywords("a, b &amp; c") == ["a", "b & c"]


@pytest.mark.parametrize(("text", "code"), [
    ("English", "en"), ("eng", "en"), ("en_US", "en"), ("ngerman", "de"), ("Deutsch", "de"), ("fre", "fr"), ("klingon", None), ("English and German", None),
])  # fmt: skip
def test_languages(text, code):
    assert language_code(text) == code
