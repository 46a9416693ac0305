# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as DataCite asks for them."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.dates import is_edtf


@pytest.mark.parametrize(
    "text",
    [
        "2021",
        "2021-03",
        "2021-03-04",
        "2020-02-29",
        "-0500",
        "2021-03-04T10:00:00Z",
        "2021-03-04T10:00:00+02:00",
        "2021-03-04T10:00:00.123Z",
        "2021~",
        "2021?",
        "201X",
        "19XX",
        "2021-XX",
        "2021-21",
        "1990-01-01/2020-12-31",
        "2020/",
        "/2020",
        "2020/..",
        "../2020",
        "2020/open",
        "unknown/2020",
        ":tba",
        "(:unav)",
        "Y-170000",
    ],
)
def test_dates(text):
    assert is_edtf(text)


@pytest.mark.parametrize(
    "text",
    ["", "2021-02-30", "2021-13", "2021-04-31", "1900-02-29", "20210304", "March 2021", "1999-2017", "2021/2022/2023", "/", "21", "2021-3-4", "04.03.2021"],
)
def test_what_is_no_date(text):
    assert not is_edtf(text)
