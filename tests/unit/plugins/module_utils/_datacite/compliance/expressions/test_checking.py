# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with an expression is told before it is asked, with the place and what to do."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.checking import checked, names_at_root
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.functions import FUNCTIONS


@pytest.mark.parametrize(
    ("text", "position", "message", "suggestion"),
    [
        ("length(titles) > 0", 17, "`0` cannot stand there", "backticks"),
        ("length(titles", 13, "ends too early", "bracket"),
        ("state = 'draft'", 6, "unknown token", "== compares"),
        ("state == 'draft", 9, "unclosed", "single quotes"),
        ("", None, "is empty", None),
        ("lenght(titles) > `0`", 0, "no function `lenght`", "`length`"),
        ("filed(url)", 0, "no function `filed`", "`filled`"),
        ("frobnicate(url)", 0, "no function `frobnicate`", None),
        ("length(titles, creators)", 0, "takes 1 argument, and is given 2", None),
        ("not_null()", 0, "1 argument or more", None),
        ("filled(url, doi)", 0, "takes 1 argument", None),
        ("date_before(created)", 0, "takes 2 arguments", None),
        ("matches(url)", 0, "takes 2 arguments", None),
        ("matches(url, doi)", 0, "written out in single quotes", None),
        ("matches(url, '(?=x)')", 0, "looking around", None),
        ("length(`5`)", 0, "must be string or array or object", None),
        ("sort_by(titles, `1`)", 0, "argument 2 of `sort_by` must be expref", None),
        ("creators[?!nameIdentifiers[?nameIdentifierScheme == 'ORCID']]", 10, "`!` binds closer", r"!(list[…])"),
        ("(" * 4000 + "a" + ")" * 4000, None, "nested too deeply", None),
    ],
)
def test_a_fault_is_told_with_its_place(text, position, message, suggestion):
    found = checked(text)
    assert found.search is None
    (fault,) = found.faults
    assert message in fault.message
    assert fault.position == position
    assert (suggestion or "") in (fault.suggestion or "")


def test_all_faults_of_an_expression_are_told():
    assert [fault.message for fault in checked("foo(url) && length(a, b) && matches(url, '(')").faults] == [
        "there is no function `foo`",
        "`length` takes 1 argument, and is given 2",
        "the pattern `(` is not understood at its character 1: `(` is not closed",
    ]


def test_a_good_expression_can_be_asked():
    assert checked("length(titles)").search({"titles": [1, 2]}) == 2


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("state == 'draft'", {"state"}),
        ('state == "draft"', {"state", "draft"}),
        ("creators[?nameType == 'Personal'].name", {"creators"}),
        ("length(titles[].title) > `0` && _run.prefixes", {"titles", "_run"}),
        ("[creators, contributors][].affiliation[]", {"creators", "contributors"}),
        ("sort_by(titles, &title)[0]", {"titles"}),
        ("titles | [0].title", {"titles"}),
        ("{a: url, b: doi}", {"url", "doi"}),
        ("!version", {"version"}),
    ],
)
def test_the_members_that_an_expression_looks_at_are_known(text, names):
    assert names_at_root(text) == names


def test_every_function_says_what_it_does():
    assert all(len(function.meaning) > 30 and "\n" not in function.meaning for function in FUNCTIONS.values())
