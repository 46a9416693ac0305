# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose turn it is, without clock and threads."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.turns import Manners, Turns


def turns(connections: int = 1, pause: float = 0.0, most_failures: int = 3) -> Turns[str]:
    return Turns(lambda host: Manners(connections, pause), most_failures)


def test_one_at_a_time_to_a_host_and_a_pause_between():
    queue = turns(pause=2.0)
    for item in ("a1", "a2"):
        queue.add("a", item)
    queue.add("b", "b1")
    assert [queue.take(0.0), queue.take(0.0), queue.take(0.0)] == [("a", "a1"), ("b", "b1"), None]
    assert queue.seconds_to_wait(0.0) is None
    queue.done("a", 5.0, failed=False)
    assert (queue.take(5.0), queue.seconds_to_wait(5.0)) == (None, 2.0)
    assert queue.take(7.0) == ("a", "a2")


def test_a_host_may_stand_more_than_one():
    queue = turns(connections=2)
    for item in ("1", "2", "3"):
        queue.add("a", item)
    assert [queue.take(0.0), queue.take(0.0), queue.take(0.0)] == [("a", "1"), ("a", "2"), None]
    queue.done("a", 1.0, failed=False)
    assert queue.take(1.0) == ("a", "3")


def test_a_host_that_asks_for_peace_gets_it():
    queue = turns(pause=1.0)
    queue.add("a", "1")
    queue.take(0.0)
    queue.add("a", "2")
    queue.done("a", 0.0, failed=True, pause=30.0)
    assert (queue.take(29.9), queue.take(30.0)) == (None, ("a", "2"))


def test_a_host_that_does_not_answer_again_and_again_is_left_alone_until_the_next_round():
    queue = turns(most_failures=2)
    for item in "12345":
        queue.add("a", item)
    for _unused in range(2):
        queue.take(0.0)
        queue.done("a", 0.0, failed=True)
    assert queue.is_left_alone("a")
    assert queue.withdraw("a") == ["3", "4", "5"]
    assert queue.take(9.0) is None
    queue.forgive()
    assert not queue.is_left_alone("a")
    queue.add("a", "6")
    queue.take(9.0)
    queue.done("a", 9.0, failed=True)
    assert queue.is_left_alone("a"), "one more failure is enough"


def test_an_answer_in_between_makes_up_for_failures():
    queue = turns(most_failures=2)
    for failed in (True, False, True):
        queue.add("a", "x")
        queue.take(0.0)
        queue.done("a", 0.0, failed=failed)
    assert not queue.is_left_alone("a")


@given(st.lists(st.sampled_from("abc"), max_size=40), st.integers(1, 3), st.floats(0, 3), st.randoms(use_true_random=False))
def test_everything_gets_its_turn_in_its_hosts_order_and_no_host_is_hurried(hosts, connections, pause, chance):
    queue: Turns[int] = Turns(lambda host: Manners(connections, pause), 99)
    for number, host in enumerate(hosts):
        queue.add(host, number)
    running: list[tuple[str, int]] = []
    taken: dict[str, list[int]] = {"a": [], "b": [], "c": []}
    ended = dict.fromkeys("abc", -99.0)
    now = 0.0
    for _unused in range(40 * len(hosts) + 1):
        turn = queue.take(now)
        if turn is not None:
            running.append(turn)
            taken[turn[0]].append(turn[1])
            assert sum(host == turn[0] for host, _number in running) <= connections
            assert now >= ended[turn[0]] + pause
        elif running:
            host, _number = running.pop(chance.randrange(len(running)))
            ended[host] = now
            queue.done(host, now, failed=False)
        else:
            wait = queue.seconds_to_wait(now)
            if wait is None:
                break
            now += wait
    assert taken == {host: [number for number, one in enumerate(hosts) if one == host] for host in "abc"}
