# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identifiers of people, organisations and publications: right ones pass, and any one wrong digit is found."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.identifiers import problem

RIGHT = [
    ("ORCID", "https://orcid.org/0000-0001-5109-3700"),
    ("ORCID", "http://orcid.org/0000-0002-1694-233X"),
    ("orcid", "0000-0002-7285-027X"),
    ("ORCID", "0000-0002-7285-027x"),
    ("ISNI", "0000 0001 2103 2683"),
    ("ISNI", "https://isni.org/isni/0000000121032683"),
    ("ROR", "https://ror.org/04wxnsj81"),
    ("ROR", "ror.org/05dxps055"),
    ("ROR", "05dxps055"),
    ("ISSN", "2049-3630"),
    ("ISSN", "ISSN 2049-3630"),
    ("EISSN", "2434-561X"),
    ("ISBN", "978-0-306-40615-7"),
    ("ISBN", "ISBN-13: 9780306406157"),
    ("ISBN", "0-306-40615-2"),
    ("ISBN", "080442957X"),
    ("EAN13", "4006381333931"),
]


@pytest.mark.parametrize(("scheme", "text"), RIGHT)
def test_right_ones(scheme, text):
    assert problem(scheme, text) is None


@pytest.mark.parametrize(("scheme", "text"), RIGHT)
def test_any_one_wrong_digit(scheme, text):
    places = [
        place for place, character in enumerate(text) if character.isdigit() and place > text.find("isni/") and not text[:place].endswith(("ISBN-", "ISBN-1"))
    ]
    for place in places:
        wrong = text[:place] + str((int(text[place]) + 1) % 10) + text[place + 1 :]
        assert problem(scheme, wrong) is not None, wrong


@pytest.mark.parametrize(
    ("scheme", "text", "message"),
    [
        ("ORCID", "0000-0001-5109-3701", "the check digit of `0000-0001-5109-3701` does not fit: a digit is wrong"),
        ("ORCID", "0000-0001-5109", "`0000-0001-5109` is not an ORCID iD; one looks like 0000-0001-5109-3700"),
        ("ROR", "https://ror.org/04wxnsj82", "the checksum of `https://ror.org/04wxnsj82` does not fit: a character is wrong"),
        ("ROR", "grid.5170.3", "`grid.5170.3` is not a ROR ID; one looks like https://ror.org/04wxnsj81"),
        ("ISSN", "2049-363", "`2049-363` is not an ISSN; one looks like 2049-3630"),
        ("ISBN", "12", "`12` is not an ISBN; one looks like 978-0-306-40615-7"),
        ("Scopus", "anything", None),
    ],
)
def test_messages(scheme, text, message):
    assert problem(scheme, text) == message
