# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Which requests are repeated, and after how long."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.retries import Outcome, Stop, Wait, decide, is_repeatable, outcome_of

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
ANY = {
    "method": st.sampled_from(METHODS),
    "outcome": st.sampled_from(list(Outcome)),
    "attempt": st.integers(1, 10_000),
    "repeatable": st.sampled_from([None, True, False]),
    "retries": st.integers(0, 100),
}


def waits(outcome: Outcome, method: str = "GET", repeatable: bool | None = None) -> list[float]:
    verdicts = [decide(method, outcome, attempt, repeatable, retries=8) for attempt in range(1, 9)]
    return [verdict.seconds for verdict in verdicts if isinstance(verdict, Wait)]


def test_the_rate_limit_pauses_everybody_from_60_seconds_doubling_to_300() -> None:
    assert waits(Outcome.RATE_LIMITED, "POST", False) == [60, 120, 240, 300, 300, 300, 300, 300]
    assert decide("PUT", Outcome.RATE_LIMITED, 1, False, retries=1) == Wait(60, everyone=True)


def test_trouble_backs_off_from_2_seconds() -> None:
    assert waits(Outcome.UNAVAILABLE) == [2, 4, 8, 16, 32, 64, 120, 120]
    assert waits(Outcome.NOT_SENT, "POST", False) == [2, 4, 8, 16, 32, 64, 120, 120]


@given(**ANY)
def test_what_may_have_been_carried_out_is_repeated_only_where_that_does_no_harm(method, outcome, attempt, repeatable, retries) -> None:
    verdict = decide(method, outcome, attempt, repeatable, retries=retries)
    if outcome is Outcome.UNAVAILABLE and not is_repeatable(method, repeatable):
        assert verdict == Stop()


@given(**ANY)
def test_an_answer_is_final_and_patience_has_an_end(method, outcome, attempt, repeatable, retries) -> None:
    verdict = decide(method, outcome, attempt, repeatable, retries=retries)
    if outcome is Outcome.ANSWERED or attempt > retries:
        assert verdict == Stop()
    elif isinstance(verdict, Wait):
        assert 2 <= verdict.seconds <= 300
        assert verdict.everyone is (outcome is Outcome.RATE_LIMITED)
        following = decide(method, outcome, attempt + 1, repeatable, retries=retries + 1)
        assert isinstance(following, Wait)
        assert following.seconds >= verdict.seconds


@pytest.mark.parametrize("method", METHODS)
def test_a_write_is_repeatable_only_where_the_caller_says_so(method: str) -> None:
    assert is_repeatable(method) is (method in ("GET", "HEAD", "OPTIONS"))
    assert is_repeatable(method, True)
    assert not is_repeatable(method, False)


@pytest.mark.parametrize("kind", list(ErrorKind))
def test_only_three_kinds_of_error_are_ever_repeated(kind: ErrorKind) -> None:
    expected = {ErrorKind.RATE_LIMITED: Outcome.RATE_LIMITED, ErrorKind.UNREACHABLE: Outcome.NOT_SENT, ErrorKind.UNAVAILABLE: Outcome.UNAVAILABLE}
    assert outcome_of(kind) is expected.get(kind, Outcome.ANSWERED)
