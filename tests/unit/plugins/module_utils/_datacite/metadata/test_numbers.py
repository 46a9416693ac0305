# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers and texts that DataCite turns into each other, as observed."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata import numbers

COORDINATES = {
    "49.08": 49.08, "-40": -40, "+123.": 123.0, " 12 ": 12, "5.0": 5.0, "1e2": 1, "1.5e1": 15.0, ".5": 0.5, "\t10.22": 10.22, "+11": 11,
    "abc": "abc", "12,5": "12,5", "": "", "NaN": "NaN", "10.4 x ": "10.4 x ", "1.0e999": "1.0e999",
}
YEARS = {"2020": 2020, "2016-05": 2016, " 2021 ": 2021, "n/a": 0, "": None, " ": None, "-5": -5}


@pytest.mark.parametrize(("written", "stored"), COORDINATES.items())
def test_coordinates(written, stored):
    assert numbers.coordinate(written) == stored
    assert type(numbers.coordinate(written)) is type(stored)


@pytest.mark.parametrize("value", [5, 5.5, None, True])
def test_coordinates_that_are_no_text_stay(value):
    assert numbers.coordinate(value) is value


@pytest.mark.parametrize(("written", "stored"), YEARS.items())
def test_years(written, stored):
    assert numbers.whole_number(written) == stored


def test_years_that_are_numbers():
    assert (numbers.whole_number(2021.0), numbers.whole_number(float("inf"))) == (2021, None)


@pytest.mark.parametrize(("written", "stored"), [(45, "45"), (1.5, "1.5"), ("1.50", "1.50")])
def test_texts(written, stored):
    assert numbers.text(written) == stored
