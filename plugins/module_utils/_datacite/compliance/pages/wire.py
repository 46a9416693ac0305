# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request over one connection, held to limits of time and size. Private to the collection.

Made of the standard library's sockets and its reader of HTTP answers, not of `requests`, for three reasons: the connection goes to the very address that was
examined (a library that looks the name up again may be led elsewhere by then); one deadline holds for everything together, also for a server that sends a
byte now and then; and neither proxies, `~/.netrc`, cookies nor credentials can find their way in.
"""

from __future__ import annotations

import contextlib
import errno
import http.client
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any, cast

from . import linkset
from .answer import ANSWERED, CONNECTION_REFUSED, DROPPED, HTML, INVALID, JSON, LINKS, NOT_ALLOWED, TIMED_OUT, TLS, UNREACHABLE, Answer, Ask
from .location import Location, Refused, located
from .name_lookup import NameLookup, NoAddress, SocketAddress
from .options import Limits
from .tls_problems import told_apart, trusting
from .unpacking import unpacking

_MOST_ADDRESSES = 3
_PIECE = 1 << 14
_MEDIA = {HTML: ("text/html", "application/xhtml+xml", ""), JSON: ("application/json", "+json"), LINKS: linkset.TYPES}
_NO_ROUTE = frozenset((errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN, errno.EADDRNOTAVAIL, errno.EACCES, errno.EPERM))


class _Failed(Exception):
    """A request that came to nothing."""

    def __init__(self, outcome: str, detail: str, kind: str = "") -> None:
        super().__init__(detail)
        self.outcome = outcome
        self.detail = detail
        self.kind = kind


class Wire:
    """Asks. One for a whole run; threads may share it."""

    def __init__(self, lookup: NameLookup, limits: Limits, user_agent: str, ca_path: str | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self._lookup = lookup
        self._limits = limits
        self._user_agent = " ".join(user_agent.split())
        self._clock = clock
        self._context = trusting(ca_path)

    def ask(self, ask: Ask) -> Answer:
        """The answer, whatever comes: nothing is raised for what a server or network does."""
        began = self._clock()
        try:
            return self._asked(ask, began)
        except _Failed as failed:
            return Answer(ask.url, failed.outcome, seconds=self._clock() - began, kind=failed.kind, detail=failed.detail)

    def _asked(self, ask: Ask, began: float) -> Answer:
        try:
            location = located(ask.url)
        except Refused as refused:
            raise _Failed(NOT_ALLOWED, str(refused)) from refused
        try:
            addresses = self._lookup.permitted(location.host, location.port)
        except NoAddress as none:
            raise _Failed(none.outcome, none.detail) from none
        deadline = _Deadline(began + self._limits.whole, self._limits.silence, self._clock)
        with _failures(location, self._limits), self._connected(location, addresses, deadline) as connection:
            deadline.arm(connection)
            connection.sendall(self._request(ask, location))
            response = http.client.HTTPResponse(cast(socket.socket, _Readable(connection, deadline)), method=ask.method, url=ask.url)
            with contextlib.closing(response):
                response.begin()
                return self._answer(ask, response, began)

    def _request(self, ask: Ask, location: Location) -> bytes:
        lines = (
            f"{ask.method} {location.target} HTTP/1.1",
            f"Host: {location.authority}",
            f"User-Agent: {self._user_agent}",
            f"Accept: {ask.accept}",
            "Accept-Encoding: gzip, deflate",
            "Connection: close",
        )
        return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii", "replace")

    @contextlib.contextmanager
    def _connected(self, location: Location, addresses: list[SocketAddress], deadline: _Deadline) -> Iterator[socket.socket]:
        plain = _opened(addresses[:_MOST_ADDRESSES], deadline)
        connection = plain
        try:
            if location.scheme == "https":
                deadline.arm(plain)
                connection = self._context.wrap_socket(plain, server_hostname=location.host)
            yield connection
        finally:
            connection.close()
            plain.close()

    def _answer(self, ask: Ask, response: http.client.HTTPResponse, began: float) -> Answer:
        headers = tuple((name.lower(), _text(value)) for name, value in response.getheaders())
        head = Answer(ask.url, ANSWERED, response.status, headers, seconds=self._clock() - began)
        if ask.method == "HEAD" or not _is_wanted(ask, head):
            return head
        content, cut, unreadable = self._content(response, head)
        seconds = self._clock() - began
        return Answer(ask.url, ANSWERED, response.status, headers, content, cut=cut, unreadable=unreadable, seconds=seconds)

    def _content(self, response: http.client.HTTPResponse, head: Answer) -> tuple[bytes, bool, bool]:
        """(content, whether there was more, whether it could not be unpacked)."""
        packed = unpacking(head.all("content-encoding"), self._limits.unpacked)
        if packed is None:
            return b"", False, True
        pieces: list[bytes] = []
        taken = 0
        while not packed.is_full:
            piece = response.read(_PIECE)
            if not piece:
                break
            taken += len(piece)
            try:
                pieces.append(packed.take(piece))
            except ValueError:
                return b"", False, True
            if taken >= self._limits.bytes:
                return b"".join(pieces), True, False
        # `length` is what the server has promised and not sent.
        if response.length and not packed.is_full:
            raise _Failed(DROPPED, "the connection ended in the middle of the page")
        return b"".join(pieces), packed.is_full, False


class _Deadline:
    """Until when everything has to be done, and how long a server may be silent."""

    def __init__(self, end: float, silence: float, clock: Callable[[], float]) -> None:
        self._end = end
        self._silence = silence
        self._clock = clock

    def arm(self, connection: socket.socket) -> None:
        """Let the next operation of the socket end in time; raises TimeoutError where it is late already."""
        left = self._end - self._clock()
        if left <= 0:
            raise TimeoutError("the time for this page is over")
        connection.settimeout(min(left, self._silence))


class _Readable:
    """A socket as HTTPResponse wants to have it: something that makes a file."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        self._raw = _Raw(connection, deadline)

    def makefile(self, _mode: str, _buffering: int | None = None) -> io.BufferedReader:
        """The file."""
        return io.BufferedReader(self._raw, _PIECE)


class _Raw(io.RawIOBase):
    """Reads from a socket, each time no longer than the deadline permits."""

    def __init__(self, connection: socket.socket, deadline: _Deadline) -> None:
        super().__init__()
        self._connection = connection
        self._deadline = deadline

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As many bytes as are there."""
        self._deadline.arm(self._connection)
        return self._connection.recv_into(buffer)


def _opened(addresses: list[SocketAddress], deadline: _Deadline) -> socket.socket:
    """A connection to the first of the addresses that takes one."""
    for position, (family, where) in enumerate(addresses):
        connection = socket.socket(family, socket.SOCK_STREAM)
        try:
            deadline.arm(connection)
            connection.connect(where)
        except OSError:
            connection.close()
            if position == len(addresses) - 1:
                raise
        else:
            return connection
    raise TimeoutError("there was no address to connect to")


@contextlib.contextmanager
def _failures(location: Location, limits: Limits) -> Iterator[None]:
    """What can happen on the way, told apart; raises _Failed."""
    host = location.host
    try:
        yield
    except ssl.SSLError as problem:
        kind, detail = told_apart(problem, host)
        raise _Failed(DROPPED if kind == "dropped" else TLS, detail, "" if kind == "dropped" else kind) from problem
    except TimeoutError as late:
        raise _Failed(TIMED_OUT, f"{host} did not answer in time ({limits.silence:g} s of silence, {limits.whole:g} s in all)") from late
    except ConnectionRefusedError as refused:
        raise _Failed(CONNECTION_REFUSED, f"{host} takes no connections at port {location.port}") from refused
    except (ConnectionError, http.client.IncompleteRead) as dropped:
        raise _Failed(DROPPED, f"{host} ended the connection instead of answering") from dropped
    except http.client.BadStatusLine as broken:
        raise _Failed(INVALID, f"{host} answers with something that is no HTTP") from broken
    except (http.client.HTTPException, ValueError) as broken:
        raise _Failed(INVALID, f"{host} answers with something that is no valid HTTP: {type(broken).__name__}") from broken
    except OSError as trouble:
        outcome = UNREACHABLE if trouble.errno in _NO_ROUTE else DROPPED
        raise _Failed(outcome, f"{host} cannot be reached: {trouble.strerror or 'no connection'}") from trouble


def _is_wanted(ask: Ask, head: Answer) -> bool:
    """Whether the content is to be read: of a redirect, a picture or an archive it is not."""
    if 300 <= head.status < 400 and head.header("location"):
        return False
    return any(head.media_type == media or (media.startswith("+") and head.media_type.endswith(media)) for media in _MEDIA.get(ask.reads, ()))


def _text(value: str) -> str:
    """A header's value: HTTP says Latin-1, servers mean UTF-8."""
    try:
        return value.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return value.strip()
