# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many jobs at once: nobody is hurried, nobody waits for another host, and a host that does not answer costs little."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import ANSWERED, NOT_ASKED, TIMED_OUT, Answer, Ask
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.fetching import Crowd, Job
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.turns import Manners, Turns


def crowd(ask: Callable[[Ask], Answer], size: int = 4, longest_wait: float = 60.0, failures: int = 3) -> Crowd:
    return Crowd(ask, Turns(lambda host: Manners(), failures), size, longest_wait)


def good(ask: Ask) -> Answer:
    return Answer(ask.url, ANSWERED, 200)


def job(*urls: str) -> Job:
    """Asks for one after the other; the result are the outcomes."""
    outcomes = []
    for url in urls:
        answer = yield Ask(url)
        outcomes.append(answer.outcome)
    return outcomes


def test_every_job_comes_to_its_end():
    jobs = [(number, job(f"http://h{number % 7}.example/{number}", f"http://h{number % 3}.example/")) for number in range(100)]
    assert dict(crowd(good).run(jobs)) == {number: [ANSWERED] * 2 for number in range(100)}


def test_a_job_may_ask_nothing():
    assert dict(crowd(good).run([(1, job()), (2, job())])) == {1: [], 2: []}
    assert list(crowd(good).run([])) == []


def test_one_at_a_time_to_a_host_and_no_more_than_there_are_threads():
    lock = threading.Lock()
    running: list[str] = []
    most: dict[str, int] = {"all": 0, "host": 0}

    def ask(ask: Ask) -> Answer:
        host = ask.url.split("/")[2]
        with lock:
            running.append(host)
            most["all"] = max(most["all"], len(running))
            most["host"] = max(most["host"], running.count(host))
        threading.Event().wait(0.002)
        with lock:
            running.remove(host)
        return good(ask)

    list(crowd(ask, size=3).run([(number, job(f"http://h{number % 5}.example/")) for number in range(60)]))
    assert most == {"all": 3, "host": 1}


def test_a_host_that_hangs_holds_up_nobody_else():
    released = threading.Event()

    def ask(ask: Ask) -> Answer:
        if "slow" in ask.url:
            released.wait(20)
        return good(ask)

    jobs = [("slow", job("http://slow.example/1")), *((number, job("http://fast.example/")) for number in range(20))]
    ended = []
    for key, _result in crowd(ask, size=2).run(jobs):
        ended.append(key)
        if len(ended) == 20:
            released.set()
    assert ended[-1] == "slow"


def test_a_host_that_never_answers_is_left_alone():
    asked = []

    def ask(ask: Ask) -> Answer:
        asked.append(ask.url)
        return Answer(ask.url, TIMED_OUT) if "dead" in ask.url else good(ask)

    jobs = [*((number, job(f"http://dead.example/{number}")) for number in range(50)), ("on", job("http://fast.example/", "http://dead.example/on"))]
    results = dict(crowd(ask, size=4, failures=3).run(jobs))
    assert sum("dead" in url for url in asked) == 3
    assert sorted(result[-1] for result in results.values()) == [NOT_ASKED] * 48 + [TIMED_OUT] * 3


def test_a_host_that_asks_for_a_long_pause_is_left_alone():
    asked = []

    def ask(ask: Ask) -> Answer:
        asked.append(ask.url)
        return Answer(ask.url, ANSWERED, 429, (("retry-after", "3600"),))

    results = dict(crowd(ask).run([(number, job("http://busy.example/")) for number in range(5)]))
    assert len(asked) == 1
    assert [result[0] for result in results.values()].count(NOT_ASKED) == 4


@pytest.mark.parametrize(("said", "waits"), [("0", 0.0), ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0), ("17", 17.0), ("", 10.0), ("soon", 10.0)])
def test_a_host_that_is_busy_gets_the_pause_that_it_asks_for(said, waits):
    pauses: list[float] = []

    class Noting(Turns[object]):
        def done(self, name: str, now: float, *, failed: bool, pause: float = 0.0) -> None:
            pauses.append(pause)
            super().done(name, now, failed=failed)

    running = Crowd(lambda ask: Answer(ask.url, ANSWERED, 503, (("retry-after", said),)), Noting(lambda host: Manners(), 9), 1, 60.0)
    list(running.run([(1, job("http://busy.example/"))]))
    assert pauses == [waits]


def test_what_goes_wrong_in_a_job_is_not_lost():
    def broken() -> Job:
        yield Ask("http://a.example/")
        raise ZeroDivisionError("a mistake")

    with pytest.raises(ZeroDivisionError):
        list(crowd(good).run([(1, job("http://a.example/")), (2, broken())]))


def test_what_goes_wrong_in_asking_is_not_lost():
    def ask(ask: Ask) -> Answer:
        raise ZeroDivisionError("a mistake")

    with pytest.raises(ZeroDivisionError):
        list(crowd(ask).run([(1, job("http://a.example/"))]))


def test_who_stops_listening_stops_the_work():
    before = threading.active_count()

    def some() -> Iterator[tuple[int, Job]]:
        for number in range(50):
            yield number, job(f"http://h{number}.example/")

    running = crowd(good).run(some())
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert threading.active_count() <= before
