# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a host's name to the addresses that may be connected to. Private to the collection."""

from __future__ import annotations

import queue
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from . import address
from .answer import LOOKUP_FAILED, NO_SUCH_HOST, NOT_ALLOWED, TIMED_OUT
from .location import is_local_name

SocketAddress = tuple[int, tuple[Any, ...]]
"""(family, what `connect` takes): a numeric address, so that nothing is looked up a second time between examining it and connecting to it."""

Resolve = Callable[[str, int], list[SocketAddress]]
"""Looks a name up; raises OSError."""

_UNKNOWN_NAMES = tuple(getattr(socket, name) for name in ("EAI_NONAME", "EAI_NODATA") if hasattr(socket, name))


class NoAddress(Exception):
    """A host that is not connected to: the outcome, and why in half a sentence."""

    def __init__(self, outcome: str, detail: str) -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail


def system_resolve(host: str, port: int) -> list[SocketAddress]:
    """What the system's resolver says; it also reads addresses in decimal, octal and short forms (`127.1`), which is why names are not examined but this is."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
    return [(int(family), tuple(where)) for family, _type, _protocol, _name, where in found]


@dataclass(frozen=True)
class _Found:
    addresses: tuple[SocketAddress, ...] = ()
    error: OSError | None = None


class NameLookup:
    """Looks each host up once in a run (what failed for now, once more), in a bounded time. `permitted` gives the addresses that may be connected to."""

    def __init__(self, *, allow_private: bool, seconds: float, resolve: Resolve = system_resolve) -> None:
        self._allow_private = allow_private
        self._seconds = seconds
        self._resolve = resolve
        self._known: dict[tuple[str, int], _Found] = {}
        self._lock = threading.Lock()

    def permitted(self, host: str, port: int) -> list[SocketAddress]:
        """The host's addresses of the public internet (also private ones, where they are allowed). Raises NoAddress."""
        if not self._allow_private and is_local_name(host):
            raise NoAddress(NOT_ALLOWED, f"leads to {host}, a name of the machine or network itself")
        addresses = self._addresses(host, port)
        public = [entry for entry in addresses if address.problem(str(entry[1][0]), allow_private=self._allow_private) is None]
        if not public:
            inner = str(addresses[0][1][0])
            kind = address.problem(inner, allow_private=self._allow_private)
            raise NoAddress(NOT_ALLOWED, f"leads to {host} ({inner}), {kind}: nobody outside can see that page")
        return public

    def _addresses(self, host: str, port: int) -> list[SocketAddress]:
        with self._lock:
            known = self._known.get((host, port))
        found = known or self._looked_up(host, port)
        if found.error is None or _is_unknown_name(found.error):
            with self._lock:
                self._known[host, port] = found
        if isinstance(found.error, TimeoutError):
            raise NoAddress(TIMED_OUT, f"looking up {host} took more than {self._seconds:g} s") from found.error
        if found.error is not None and _is_unknown_name(found.error):
            raise NoAddress(NO_SUCH_HOST, f"there is no host {host}") from found.error
        if found.error is not None or not found.addresses:
            raise NoAddress(LOOKUP_FAILED, f"{host} could not be looked up: {found.error}") from found.error
        return list(found.addresses)

    def _looked_up(self, host: str, port: int) -> _Found:
        """The system's resolver knows no time limit; so it is asked in a thread that is left to itself after a while."""
        answers: queue.SimpleQueue[_Found] = queue.SimpleQueue()

        def look() -> None:
            try:
                answers.put(_Found(tuple(self._resolve(host, port))))
            except OSError as error:
                answers.put(_Found(error=error))
            except UnicodeError:
                answers.put(_Found(error=socket.gaierror(socket.EAI_NONAME, "not a name that can be looked up")))

        threading.Thread(target=look, name="name-lookup", daemon=True).start()
        try:
            return answers.get(timeout=self._seconds)
        except queue.Empty:
            return _Found(error=TimeoutError("no answer"))


def _is_unknown_name(error: OSError) -> bool:
    return isinstance(error, socket.gaierror) and error.errno in _UNKNOWN_NAMES
