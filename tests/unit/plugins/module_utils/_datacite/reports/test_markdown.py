# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The Markdown report: what it says, that nothing breaks out of its place, and that it fits a comment."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Planned, Refused, Unmanaged
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.markdown import MARK, mark, markdown
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.markdown_fitting import LIMIT, length
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.markdown_text import code, fenced, prose
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from unit.plugins.module_utils._datacite.reports.plans import (
    HOSTILE,
    HOSTILE_TEXTS,
    TEST,
    applied,
    plan,
    publish,
    reports,
    some_of_everything,
    title,
    titles,
    update,
    url_moves,
)
from unit.plugins.module_utils._datacite.reports.shown_by_github import check_nothing_broke_out, rendered


@given(reports())
def test_nothing_breaks_out(report: Report) -> None:
    text = markdown(report)
    text.encode()
    assert length(text) <= LIMIT
    check_nothing_broke_out(text)


def test_nothing_breaks_out_of_a_report_with_everything() -> None:
    check_nothing_broke_out(markdown(Report(some_of_everything())))
    check_nothing_broke_out(markdown(applied(some_of_everything())))
    check_nothing_broke_out(markdown(Report(some_of_everything(), stopped=f"30 updates are the limit\n  - {HOSTILE}")))


@given(HOSTILE_TEXTS)
@example("a`b``c")
def test_code_holds_any_text(text: str) -> None:
    page = rendered(f"before {code(text)} after")
    [span] = page.iter("code")
    assert not list(span)
    assert [node.tag for node in page.find("body").iter()] == ["body", "p", "code"]


@given(HOSTILE_TEXTS)
@example("a\n```\n<b>x</b>")
@example("a\n``````\n<b>x</b>\n~~~")
def test_a_fence_holds_any_text(text: str) -> None:
    page = rendered(f"{fenced([text], 'diff')}\n\nafter")
    assert [node.tag for node in page.find("body").iter()] == ["body", "pre", "code", "p"]


@given(HOSTILE_TEXTS)
def test_prose_is_words_and_code(text: str) -> None:
    page = rendered(f"- {prose(text)}")
    assert {node.tag for node in page.find("body").iter()} <= {"body", "ul", "li", "code", "p"}


@pytest.mark.parametrize(("text", "said"), [
    ("Declare `state: registered` to hide it, or leave `state` out.", "Declare `state: registered` to hide it, or leave `state` out."),
    ("did you mean `Personal`?", "did you mean `Personal`?"),
    ("ask @librarian, see #12 and GH-7", "ask `@librarian,` see `#12` and `GH-7`"),
    ("look at https://x.org/a", "look at `https://x.org/a`"),
    ("1. of all", "`1.` of all"), ("the limit is 0. Raise it", "the limit is 0. Raise it"),
    ("Größe, 漢字 and l'œuvre", "Größe, 漢字 and l'œuvre"),
])
def test_prose_reads_like_prose(text: str, said: str) -> None:
    assert prose(text) == said


# What it says


def test_the_first_line_is_the_workflows_mark() -> None:
    text = markdown(Report(some_of_everything()))
    assert text.startswith("<!-- pidops.datacite plan production abcd.efgh -->\n")
    assert text.startswith(MARK)


def test_marks_of_other_plans_differ_and_those_of_the_next_run_do_not() -> None:
    one = mark(plan())
    assert one == mark(plan(title_change()))
    assert one not in (mark(plan(system=TEST)), mark(plan(repository="abcd.other")))


def title_change() -> Planned:
    return update("10.5438/1", title("a", "b"))


@pytest.mark.parametrize(("system", "label"), [
    ("https://api.datacite.org", "**Production**"), (TEST, "**Test system**"), ("http://localhost:1", "**Local server**"),
])
def test_it_says_where(system: str, label: str) -> None:
    assert label in markdown(Report(plan(system=system))).splitlines()[4]


def test_an_entry_that_is_put_in_first_is_one_change() -> None:
    creator = Change("creators", "creators[0]", None, {"name": "Noether, Emmy", "nameType": "Personal"})
    assert "@@ creators[0] (new) @@\n+ name: Noether, Emmy\n+ nameType: Personal\n```" in markdown(Report(plan(update("10.5438/1", creator))))


def test_a_group_is_shown_once_with_its_number_and_a_sample() -> None:
    text = markdown(Report(plan(*url_moves(20_000))))
    assert "**20,000 DOIs**, by one rule: update" in text
    assert "- …old…\n+ …data…" in text
    assert "and 19,995 more" in text
    assert length(text) < 1_500


def test_what_was_stopped_says_why_on_top() -> None:
    text = markdown(Report(plan(title_change()), stopped="2 would be hidden, and the limit is 0.\n  - raise `limits.hide`"))
    told = "**Nothing was written.** 2 would be hidden, and the limit is 0.\n> - raise `limits.hide`"
    assert text.index(told) < text.index("| DOIs |")


def test_an_apply_says_what_failed() -> None:
    text = markdown(applied(some_of_everything(hostile="no")))
    assert "<summary><b>Failed</b> (1)</summary>" in text
    assert "The record became different all the same." in text


def test_the_same_plan_gives_the_same_text() -> None:
    assert markdown(Report(some_of_everything())) == markdown(Report(some_of_everything()))


# How long it is


@pytest.mark.parametrize("word", ["a", "ü", "漢", "🌍", "👩‍👩‍👧"])
@pytest.mark.parametrize("number", [1, 20, 3_000])
def test_it_fits_whatever_the_letters(word: str, number: int) -> None:
    actions = [update(f"10.5438/{position}", title(f"{position} {word * 300}", f"{word * 301} {position}")) for position in range(number)]
    text = markdown(Report(plan(*actions)))
    assert length(text) <= LIMIT
    assert len(text) <= LIMIT
    assert len(text.encode()) <= 262_144
    check_nothing_broke_out(text)
    assert ("are not shown here" in text) == (number == 3_000)


def test_what_is_cut_is_counted_and_the_totals_stay() -> None:
    text = markdown(Report(plan(*titles(10_000))))
    shown = len(re.findall(r"@@ titles", text))
    assert 100 < shown < 10_000
    assert f"{10_000 - shown:,} of 10,000 are not shown here" in text
    assert "| to update | 10,000 |" in text
    assert LIMIT - 1_000 < length(text) <= LIMIT


def test_no_kind_pushes_another_out() -> None:
    hides = [Planned(f"10.5438/h{number:05}", ("hide",), "findable", "registered", (title("a" * number, "b"),)) for number in range(2_000)]
    text = markdown(Report(plan(*titles(9_000), *hides, refused=tuple(Refused(f"10.5438/r{number}", "", f"reason {'x' * number}") for number in range(400)))))
    assert length(text) <= LIMIT
    for heading in ("Refused", "Hide", "Update"):
        part = text.partition(f"<b>{heading}</b>")[2].partition("</details>")[0]
        assert length(part) > 10_000


def test_one_entry_with_a_very_long_text_is_shown_around_what_differs() -> None:
    text = markdown(Report(plan(update("10.5438/1", title("x" * 200_000 + "old", "x" * 200_000 + "new")))))
    assert "xxold\n" in text and "xxnew\n" in text
    assert length(text) < 3_000


def test_few_irreversible_actions_have_a_line_each() -> None:
    text = markdown(Report(plan(*(publish(f"10.5438/p{number}", place=f"dois/{number}.yml:1") for number in range(300)))))
    assert all(f"- `10.5438/p{number}` – publish, draft → findable · `dois/{number}.yml:1`" in text for number in range(300))


def named(text: str) -> set[str]:
    """The names in the lists of what cannot be undone; `a1…3` stands for three."""
    found = set()
    for prefix, block in re.findall(r"under `(10\.\d+/)`: [^\n]*\n\n```\n(.*?)\n```", text, re.DOTALL):
        for name in re.split(r"  |\n", block):
            first, _dots, last = name.partition("…")
            if last:
                begin = len(first) - len(last)
                found |= {f"{prefix}{first[:begin]}{number:0{len(last)}}" for number in range(int(first[begin:]), int(last) + 1)}
            else:
                found.add(prefix + name)
    return found


def test_five_thousand_irreversible_actions_are_all_named() -> None:
    dois = [f"10.{5438 + number % 2}/{number * 7919 % 99_991:05}.v{number % 9}" for number in range(5_000)]
    text = markdown(Report(plan(*(publish(doi, place="dois/all.yml:1") for doi in dois), *titles(5_000))))
    assert length(text) <= LIMIT
    assert named(text) == set(dois)
    assert "### Cannot be undone (5,000)" in text
    check_nothing_broke_out(text)


def test_names_that_count_up_are_one() -> None:
    dois = [f"10.5438/data.{number:06}" for number in range(20_000)]
    text = markdown(Report(plan(*map(publish, dois), *titles(10))))
    assert "data.000000…019999" in text
    assert named(text) == set(dois)


def test_names_that_no_comment_can_hold_are_counted_in_bold() -> None:
    dois = [f"10.5438/{number * 7919 % 99_991:05}-with-a-rather-long-name-{number * 31 % 97}" for number in range(5_000)]
    text = markdown(Report(plan(*map(publish, dois), *titles(5_000), unmanaged=tuple(Unmanaged(f"10.5438/u{number}", "draft") for number in range(9)))))
    missing = 5_000 - len(named(text))
    assert 0 < missing < 4_000
    assert f"**{missing:,} of the 5,000 are not named here: a comment has no room for them.**" in text
    assert "**5,000 DOIs** under `10.5438/`: publish, draft → findable" in text
    assert length(text) <= LIMIT


@pytest.mark.parametrize("limit", [8_000, 20_000, LIMIT])
@pytest.mark.parametrize("irreversible", [0, 10, 3_000])
def test_it_fits_a_smaller_room_as_well(limit: int, irreversible: int) -> None:
    actions = [*titles(500), *(publish(f"10.{5000 + number % 150}/{number * 7919 % 99_991}-x", place="dois/all.yml:1") for number in range(irreversible))]
    text = markdown(Report(plan(*actions, refused=tuple(Refused(f"10.5438/r{number}", "", f"reason {number}") for number in range(400)))), limit)
    assert length(text) <= limit
    assert (f"### Cannot be undone ({irreversible:,})" in text) == bool(irreversible)
    check_nothing_broke_out(text)
