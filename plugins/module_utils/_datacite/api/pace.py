# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The pace of requests, shared by all processes of a user on a machine.

DataCite counts the requests of the last five minutes per network address. So does the file that is kept here per server: a ring with the times of the last
requests. Request number n may go as soon as number n - limit is five minutes old: no more than `limit` in any five minutes, and none of them wasted.
Who is too early books the first free moment and sleeps until then, so that waiting processes are served in their order. A pause after "too many requests"
is kept in the same file and holds for all.

The folder and the file belong to the user alone; what is not so, or is a symbolic link, is not used. Then each process keeps its own count, in memory.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import stat
import struct
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from .connection import HIGHEST_RATE_LIMIT, Connection

#: Seconds over which requests are counted.
WINDOW: Final = 300.0
FOLDER: Final = "pidops.datacite"
SLOTS: Final = HIGHEST_RATE_LIMIT

_MAGIC: Final = b"pace0001"
_HEADER: Final = struct.Struct("<8sQd")  # what it is, number of requests so far, no request before this time
_TIME: Final = struct.Struct("<d")
# A booked time that is further ahead than if so many waited stems from a clock that has been set back since.
_MOST_WAITING: Final = 200
# A number beyond this was not counted but stems from a spoiled file.
_MOST_REQUESTS: Final = 2**48
# Longest sleep without a look at whether a pause began meanwhile.
_NAP: Final = 15.0


class Slots(Protocol):
    """The opened ring: `_HEADER`, then `SLOTS` times."""

    def read(self, size: int, offset: int) -> bytes:
        """So many bytes from there on."""

    def write(self, data: bytes, offset: int) -> None:
        """Put the bytes there."""


class Store(Protocol):
    """Where the ring lives. `opened` holds it for one caller alone; None where there is none yet and `create` is False."""

    def opened(self, create: bool) -> contextlib.AbstractContextManager[Slots | None]:
        """Hold the ring as long as the context lasts."""


class Pace:
    """`wait` for the moment of the next request, `pause` everybody. Times are seconds since the epoch, so that all processes mean the same."""

    def __init__(self, limit: int | None, store: Store, clock: Callable[[], float] = time.time) -> None:
        self.limit = None if limit is None else min(limit, SLOTS)
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()

    def wait(self, sleep: Callable[[float], object]) -> float:
        """Sleep until the next request may be sent; returns the seconds slept. Looks now and then whether a pause was called meanwhile."""
        slept = 0.0
        moment = self.reserve()
        while (rest := moment - self._clock()) > 0:
            nap = min(rest, _NAP)
            sleep(nap)
            slept += nap
            moment = max(moment, self.paused_until())
        return slept

    def reserve(self) -> float:
        """Book the next request; the time from which on it may be sent."""
        moment = self._clock()
        with self._lock, self._store.opened(create=self.limit is not None) as slots:
            if slots is not None:
                moment = self._book(slots, moment)
        return moment

    def pause(self, seconds: float) -> None:
        """No process sends a request for so long."""
        now = self._clock()
        with self._lock, self._store.opened(create=True) as slots:
            if slots is not None:
                count, paused_until = _header(slots, now)
                slots.write(_HEADER.pack(_MAGIC, count, max(paused_until, now + min(seconds, WINDOW))), 0)

    def paused_until(self) -> float:
        """The time before which nothing is to be sent; 0 where there is no pause."""
        until = 0.0
        with self._lock, self._store.opened(create=False) as slots:
            if slots is not None:
                until = _header(slots, self._clock())[1]
        return until

    def _book(self, slots: Slots, now: float) -> float:
        count, paused_until = _header(slots, now)
        moment = max(now, paused_until)
        if self.limit is None:
            return moment
        if count >= self.limit:
            earlier = _time(slots, count - self.limit)
            if earlier <= now + WINDOW * max(2.0, _MOST_WAITING / self.limit):
                moment = max(moment, earlier + WINDOW)
        slots.write(_TIME.pack(moment), _offset(count))
        slots.write(_HEADER.pack(_MAGIC, count + 1, paused_until), 0)
        return moment


def _header(slots: Slots, now: float) -> tuple[int, float]:
    """Number of requests so far and end of the pause; both 0 in a new or spoiled file."""
    data = slots.read(_HEADER.size, 0)
    if len(data) != _HEADER.size:
        return 0, 0.0
    magic, count, paused_until = _HEADER.unpack(data)
    if magic != _MAGIC or count > _MOST_REQUESTS:
        return 0, 0.0
    return count, paused_until if 0 <= paused_until <= now + WINDOW else 0.0


def _time(slots: Slots, number: int) -> float:
    data = slots.read(_TIME.size, _offset(number))
    return float(_TIME.unpack(data)[0]) if len(data) == _TIME.size else 0.0


def _offset(number: int) -> int:
    return _HEADER.size + number % SLOTS * _TIME.size


class MemoryStore:
    """For one process only."""

    def __init__(self) -> None:
        self._data = bytearray(_HEADER.size + SLOTS * _TIME.size)

    @contextlib.contextmanager
    def opened(self, create: bool) -> Iterator[Slots | None]:
        yield self

    def read(self, size: int, offset: int) -> bytes:
        return bytes(self._data[offset : offset + size])

    def write(self, data: bytes, offset: int) -> None:
        self._data[offset : offset + len(data)] = data


class FileStore:
    """One file, opened anew and locked each time, so that forks and threads exclude each other. Kept in memory as soon as the file cannot be used."""

    def __init__(self, folders: Sequence[str], name: str) -> None:
        self._folders = folders
        self._name = name
        self._path: str | None = None
        self._instead: MemoryStore | None = None

    @contextlib.contextmanager
    def opened(self, create: bool) -> Iterator[Slots | None]:
        try:
            descriptor = None if self._instead else self._open(create)
        except OSError:
            self._instead, descriptor = MemoryStore(), None
        if descriptor is None:
            yield self._instead
            return
        try:
            yield _File(descriptor)
        except OSError:
            # A full or broken disk is no reason to fail a request.
            self._instead = MemoryStore()
        finally:
            os.close(descriptor)

    def _open(self, create: bool) -> int | None:
        """A locked descriptor; None where there is no file yet and none is wanted. Raises OSError where there is none to be had."""
        path = self._path or self._find()
        flags = os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK | (os.O_CREAT if create else 0)
        try:
            descriptor = os.open(path, flags, 0o600)
        except FileNotFoundError:
            if create:
                raise
            return None
        try:
            found = os.fstat(descriptor)
            if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_nlink != 1:
                raise PermissionError(path)
            if found.st_mode & 0o077:
                os.fchmod(descriptor, 0o600)
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        except OSError:
            os.close(descriptor)
            raise
        return descriptor

    def _find(self) -> str:
        for folder in self._folders:
            with contextlib.suppress(OSError):
                make_private(folder)
                self._path = os.path.join(folder, self._name)
                return self._path
        raise FileNotFoundError(self._name)


class _File:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, size: int, offset: int) -> bytes:
        return os.pread(self._descriptor, size, offset)

    def write(self, data: bytes, offset: int) -> None:
        os.pwrite(self._descriptor, data, offset)


def make_private(folder: str) -> None:
    """Make a folder that belongs to this user alone; raises OSError where that cannot be, or where something else is in its place."""
    above = os.path.dirname(folder)
    if not os.path.isdir(above):
        nearest = above
        while not os.path.isdir(nearest):
            nearest = os.path.dirname(nearest)
        if os.stat(nearest).st_uid != os.geteuid():
            raise PermissionError(nearest)
        os.makedirs(above, mode=0o700, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        # In the home of somebody else (sudo can keep HOME) a folder of ours would be in its owner's way; anybody may have one in a temporary folder.
        if os.stat(above).st_uid != os.geteuid() and not os.stat(above).st_mode & stat.S_ISVTX:
            raise PermissionError(above)
        os.mkdir(folder, 0o700)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        if os.fstat(descriptor).st_uid != os.geteuid():
            raise PermissionError(folder)
        if os.fstat(descriptor).st_mode & 0o077:
            os.fchmod(descriptor, 0o700)
    finally:
        os.close(descriptor)


def private_folders() -> Sequence[str]:
    """Where the file may be, best first: the user's cache folder, else a folder of the user's own among the temporary ones."""
    cache = os.environ.get("XDG_CACHE_HOME") or ""
    if not os.path.isabs(cache):
        cache = os.path.join(os.path.expanduser("~"), ".cache")
    temporary = os.path.join(tempfile.gettempdir(), f"{FOLDER}-{os.geteuid()}")
    return [os.path.join(cache, FOLDER), temporary] if os.path.isabs(cache) else [temporary]


def shared(connection: Connection, clock: Callable[[], float] = time.time) -> Pace:
    """The pace of a connection, one file per server. Without a limit (loopback) there is no file until a pause is called."""
    server = urllib.parse.urlsplit(connection.api_url).netloc
    name = re.sub(r"[^a-z0-9.-]", "_", server)[:200] + ".pace"
    return Pace(connection.rate_limit, FileStore(private_folders(), name), clock)
