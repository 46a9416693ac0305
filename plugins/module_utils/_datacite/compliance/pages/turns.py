# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whose turn it is: many requests, few at a time to one host, and a pause between them. Private to the collection.

Knows no clock and no threads: the time is told to it.
"""

from __future__ import annotations

import heapq
import itertools
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Manners:
    """How a host is treated: requests at once, and seconds between the end of one and the begin of the next."""

    connections: int = 1
    pause: float = 0.0


@dataclass
class _Host(Generic[Item]):
    manners: Manners
    waiting: deque[Item] = field(default_factory=deque)
    running: int = 0
    not_before: float = 0.0
    is_listed: bool = False
    failures: int = 0
    is_left_alone: bool = False


class Turns(Generic[Item]):
    """Requests that wait, by host. `manners` says how a host is treated; after `most_failures` in a row it is left alone."""

    def __init__(self, manners: Callable[[str], Manners], most_failures: int) -> None:
        self._manners = manners
        self._most_failures = most_failures
        self._hosts: dict[str, _Host[Item]] = {}
        self._order: list[tuple[float, int, str]] = []
        self._count = itertools.count()

    def add(self, name: str, item: Item) -> None:
        """Let a request to this host wait for its turn."""
        host = self._host(name)
        host.waiting.append(item)
        self._list(name, host)

    def take(self, now: float) -> tuple[str, Item] | None:
        """The next request that may go, with its host; `done` has to be called when it is through. None where none may."""
        while self._order and self._order[0][0] <= now:
            name = heapq.heappop(self._order)[2]
            host = self._hosts[name]
            host.is_listed = False
            if not host.waiting:
                continue
            if host.not_before > now:
                self._list(name, host)
                continue
            item = host.waiting.popleft()
            host.running += 1
            self._list(name, host)
            return name, item
        return None

    def seconds_to_wait(self, now: float) -> float | None:
        """How long until the next request may go; None where that depends on others being through, or none is waiting."""
        return max(0.0, self._order[0][0] - now) if self._order else None

    def done(self, name: str, now: float, *, failed: bool, pause: float = 0.0) -> None:
        """A request is through. `failed`: the host gave no answer; `pause`: the seconds that it wants to be left in peace."""
        host = self._host(name)
        host.running -= 1
        host.failures = host.failures + 1 if failed else 0
        host.is_left_alone = host.is_left_alone or host.failures >= self._most_failures
        host.not_before = max(host.not_before, now + max(host.manners.pause, pause))
        self._list(name, host)

    def leave_alone(self, name: str) -> None:
        """Send no more requests there."""
        self._host(name).is_left_alone = True

    def is_left_alone(self, name: str) -> bool:
        """Whether no more requests go there."""
        return name in self._hosts and self._hosts[name].is_left_alone

    def withdraw(self, name: str) -> list[Item]:
        """The requests that wait for this host, which wait no longer."""
        host = self._host(name)
        items = list(host.waiting)
        host.waiting.clear()
        return items

    def forgive(self) -> None:
        """Begin another round: hosts that were left alone get one more chance."""
        for host in self._hosts.values():
            host.is_left_alone = False
            host.failures = min(host.failures, self._most_failures - 1)

    def _host(self, name: str) -> _Host[Item]:
        if name not in self._hosts:
            self._hosts[name] = _Host(self._manners(name))
        return self._hosts[name]

    def _list(self, name: str, host: _Host[Item]) -> None:
        if host.waiting and not host.is_listed and host.running < host.manners.connections:
            host.is_listed = True
            heapq.heappush(self._order, (host.not_before, next(self._count), name))
