# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many questions to many hosts at once, politely. Private to the collection.

A job is a generator that yields what it wants to ask next and gets the answer sent in. So a job that waits for its host's turn costs no thread, and a slow host
holds nobody up but its own pages.
"""

from __future__ import annotations

import email.utils
import queue
import threading
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from .answer import ANSWERED, BUSY, CHALLENGED, CONNECTION_REFUSED, NOT_ASKED, Answer, Ask
from .location import host_of
from .turns import Turns

Job = Generator[Ask, Answer, Any]

_BUSY_PAUSE = 10.0
"""Seconds of peace for a host that says it is busy and does not say how long."""

_LAST_WAIT = 1.0
"""Seconds for threads to end; who then still waits for a server goes with the process."""


@dataclass(frozen=True)
class Waiting:
    """A job (`key` is the caller's name for it) and what it wants to ask."""

    key: Any
    job: Job
    ask: Ask


class Crowd:
    """Runs jobs in `size` threads. `ask` makes one request and never raises; `longest_wait` is how long a host may ask to be left in peace within a run."""

    def __init__(
        self, ask: Callable[[Ask], Answer], turns: Turns[Waiting], size: int, longest_wait: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._turns = turns
        self._size = size
        self._longest_wait = longest_wait
        self._clock = clock
        self._changed = threading.Condition()
        self._stopped = False
        self._results: queue.SimpleQueue[tuple[Any, Any, BaseException | None]] = queue.SimpleQueue()

    def run(self, jobs: Iterable[tuple[Any, Job]]) -> Iterator[tuple[Any, Any]]:
        """(key, result) of each job, as they end. What a job raises is raised here."""
        self._stopped = False
        threads = [threading.Thread(target=self._work, name=f"landing-pages-{number}", daemon=True) for number in range(self._size)]
        for thread in threads:
            thread.start()
        try:
            count = 0
            for key, job in jobs:
                count += 1
                self._go_on(key, job, None)
            for _unused in range(count):
                key, result, error = self._results.get()
                if error is not None:
                    raise error
                yield key, result
        finally:
            with self._changed:
                self._stopped = True
                self._changed.notify_all()
            end = time.monotonic() + _LAST_WAIT
            for thread in threads:
                thread.join(timeout=max(0.0, end - time.monotonic()))

    def _work(self) -> None:
        while (turn := self._next_turn()) is not None:
            host, waiting = turn
            try:
                answer = self._ask(waiting.ask)
            except Exception as error:
                self._results.put((waiting.key, None, error))
                return
            stranded = self._take_note(host, answer)
            self._go_on(waiting.key, waiting.job, answer)
            for other in stranded:
                self._go_on(other.key, other.job, _not_asked(other.ask, host))

    def _next_turn(self) -> tuple[str, Waiting] | None:
        with self._changed:
            while not self._stopped:
                turn = self._turns.take(self._clock())
                if turn is not None:
                    return turn
                self._changed.wait(self._turns.seconds_to_wait(self._clock()))
        return None

    def _take_note(self, host: str, answer: Answer) -> list[Waiting]:
        """Tell the turns what the host did; the requests that it is spared, because it is to be left alone."""
        pause = _pause_wanted(answer)
        failed = answer.outcome == CONNECTION_REFUSED or (answer.nothing_learnt and answer.outcome != CHALLENGED)
        with self._changed:
            self._turns.done(host, self._clock(), failed=failed, pause=min(pause, self._longest_wait))
            if pause > self._longest_wait:
                self._turns.leave_alone(host)
            stranded = self._turns.withdraw(host) if self._turns.is_left_alone(host) else []
            self._changed.notify_all()
        return stranded

    def _go_on(self, key: Any, job: Job, answer: Answer | None) -> None:
        """Give a job its answer, and let it wait for the next one."""
        while True:
            try:
                ask = next(job) if answer is None else job.send(answer)
            except StopIteration as end:
                self._results.put((key, end.value, None))
                return
            except Exception as error:
                self._results.put((key, None, error))
                return
            host = host_of(ask.url)
            with self._changed:
                if not self._turns.is_left_alone(host):
                    self._turns.add(host, Waiting(key, job, ask))
                    self._changed.notify()
                    return
            answer = _not_asked(ask, host)


def _not_asked(ask: Ask, host: str) -> Answer:
    return Answer(ask.url, NOT_ASKED, detail=f"{host} was left alone: it had not answered several times in a row, or had asked for a pause")


def _pause_wanted(answer: Answer) -> float:
    """The seconds that a host wants to be left in peace. Source: RFC 9110 §10.2.3."""
    if answer.outcome != ANSWERED or answer.status not in BUSY:
        return 0.0
    said = answer.header("retry-after")
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        moment = email.utils.parsedate_to_datetime(said).timestamp()
    except (ValueError, TypeError, OverflowError):
        return _BUSY_PAUSE if answer.status in (429, 503) else 0.0
    return max(0.0, moment - time.time())
