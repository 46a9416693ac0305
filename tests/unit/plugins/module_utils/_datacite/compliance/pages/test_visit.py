# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a page, without a network: what is asked next, given the answers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import (
    ANSWERED,
    CHALLENGED,
    CIRCLE,
    INVALID,
    TIMED_OUT,
    TOO_MANY_REDIRECTS,
    Answer,
    Ask,
)
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.visit import Visit, visit

START = "https://doi.org/10.1/a"


def page(url: str, content: str = "<title>x</title>", status: int = 200, **headers: str) -> Answer:
    return Answer(
        url, ANSWERED, status, (("content-type", "text/html"), *((name.replace("_", "-"), value) for name, value in headers.items())), content.encode()
    )


def moved(url: str, target: str, status: int = 302) -> Answer:
    return Answer(url, ANSWERED, status, (("location", target),))


def gone_through(answers: Mapping[str, Answer], most: int = 5, ask: Ask = Ask(START)) -> tuple[Visit, list[Ask]]:  # noqa: B008
    asked = []
    way = visit(ask, most)
    question = next(way)
    while True:
        asked.append(question)
        try:
            question = way.send(answers[question.url])
        except StopIteration as end:
            return end.value, asked


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed(status):
    seen, asked = gone_through(
        {
            START: moved(START, "//a.example/x", status),
            "https://a.example/x": moved("https://a.example/x", "../y", status),
            "https://a.example/y": page("https://a.example/y"),
        }
    )
    assert [one.url for one in asked] == [START, "https://a.example/x", "https://a.example/y"]
    assert seen.way == [START, "https://a.example/x", "https://a.example/y"]
    assert (seen.answer.status, seen.page is not None, [hop.target for hop in seen.hops]) == (200, True, ["https://a.example/x", "https://a.example/y"])


def test_what_is_asked_stays_the_same_on_the_way():
    ask = Ask(START, method="HEAD", accept="x/y", reads="json")
    _seen, asked = gone_through({START: moved(START, "/b"), "https://doi.org/b": page("https://doi.org/b")}, ask=ask)
    assert (asked[1].method, asked[1].accept, asked[1].reads) == ("HEAD", "x/y", "json")


def test_a_page_that_moves_on_by_itself_is_followed():
    seen, _asked = gone_through({START: page(START, "<meta http-equiv=refresh content='0;url=/b'>"), "https://doi.org/b": page("https://doi.org/b")})
    assert seen.url == "https://doi.org/b"
    stays, _asked = gone_through({START: page(START, f"<meta http-equiv=refresh content='0;url={START}'>")})
    assert stays.answer.outcome == ANSWERED


def test_a_circle_ends():
    seen, asked = gone_through({START: moved(START, "/b"), "https://doi.org/b": moved("https://doi.org/b", "HTTPS://DOI.ORG:443/10.1/a")})
    assert (seen.answer.outcome, len(asked)) == (CIRCLE, 2)
    assert "circle" in seen.answer.detail


def test_a_way_without_end_ends():
    endless = {f"https://doi.org/{number}": moved(f"https://doi.org/{number}", f"/{number + 1}") for number in range(99)}
    seen, asked = gone_through({**endless, START: moved(START, "/1")}, most=5)
    assert (seen.answer.outcome, len(asked), len(seen.hops)) == (TOO_MANY_REDIRECTS, 6, 6)


def test_a_redirect_to_nowhere_is_no_valid_answer():
    assert gone_through({START: Answer(START, ANSWERED, 302)})[0].answer.outcome == INVALID


def test_not_modified_and_choices_are_no_redirects():
    assert gone_through({START: Answer(START, ANSWERED, 304)})[0].answer.status == 304
    assert gone_through({START: Answer(START, ANSWERED, 300, (("location", "/x"),))})[0].answer.status == 300


def test_what_did_not_answer_is_where_the_way_ends():
    seen, _asked = gone_through({START: moved(START, "https://a.example/"), "https://a.example/": Answer("https://a.example/", TIMED_OUT, detail="late")})
    assert (seen.answer.outcome, seen.url, seen.page) == (TIMED_OUT, "https://a.example/", None)


@pytest.mark.parametrize(
    "answer",
    [
        page(START, "<title>Just a moment...</title>", 403),
        page(START, "<title>Making sure you&#39;re not a bot!</title>"),
        page(START, "x", 403, cf_mitigated="challenge"),
        page(START, "x", 202, x_amzn_waf_action="challenge"),
        page(START, "x", 403, x_datadome="protected"),
    ],
)
def test_a_page_against_robots_is_not_the_landing_page(answer):
    seen = gone_through({START: answer})[0]
    assert (seen.answer.outcome, seen.answer.nothing_learnt, seen.answer.worth_another_try) == (CHALLENGED, True, False)


@pytest.mark.parametrize("answer", [page(START, "<title>Just a moment in time: a study</title>"), page(START, "x", x_datadome="protected")])
def test_other_pages_are_not_taken_for_one_against_robots(answer):
    assert gone_through({START: answer})[0].answer.outcome == ANSWERED


def test_the_time_is_that_of_all_requests():
    slow = Answer(START, ANSWERED, 302, (("location", "/b"),), seconds=2.0)
    assert gone_through({START: slow, "https://doi.org/b": Answer("https://doi.org/b", ANSWERED, 200, seconds=1.5)})[0].seconds == 3.5
