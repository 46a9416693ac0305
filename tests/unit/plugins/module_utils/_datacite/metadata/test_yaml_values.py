# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What YAML made of a value, and dates."""

from __future__ import annotations

import datetime

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.yaml_values import not_text, quoted, text_of_dates


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (datetime.date(2021, 3, 4), "2021-03-04"),
        (datetime.datetime(2021, 3, 4, 10, 0), "2021-03-04T10:00:00"),
        (datetime.datetime(2021, 3, 4, 10, 0, tzinfo=datetime.UTC), "2021-03-04T10:00:00Z"),
        (datetime.datetime(2021, 3, 4, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=2))), "2021-03-04T10:00:00+02:00"),
        ([{"date": datetime.date(2021, 3, 4)}], [{"date": "2021-03-04"}]),
        ((1, "a", None, 1.5, True), [1, "a", None, 1.5, True]),
    ],
)
def test_dates_become_the_text_that_was_written(value, text):
    assert text_of_dates(value) == text


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        (False, '"no", "off" or "false"'),
        (True, '"yes", "on" or "true"'),
        (1.1, '"1.1" or "1.10"'),
        (10.8201, '"10.8201" or "10.82010"'),
        (5349, '"5349" or "012345"'),
        (7, '"7"'),
        (1e30, '"1e+30"'),
        (float("inf"), '"inf"'),
        ("text", None),
        (None, None),
    ],
)
def test_what_was_probably_meant(value, meant):
    assert quoted(value) == meant


def test_the_message_says_how_to_quote():
    assert not_text(1.1, "metadata.version") == (
        "1.1 is a decimal number, and DataCite wants text here; YAML reads unquoted text so",
        'quote it: version: "1.1" or "1.10"',
    )
    assert not_text("1.10", "metadata.version") is None
