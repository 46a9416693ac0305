# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Requests to one DataCite server, one after the other or from a few threads: paced, repeated where that is safe, and read."""

from __future__ import annotations

import dataclasses
import threading
import time
import urllib.parse
from collections.abc import Callable, Mapping
from typing import Any

from . import pace as pacing
from .answer import Answer
from .connection import Connection
from .conversions import VERSION_HEADER
from .error_bodies import classify, read_entries, read_json, read_text, structured
from .errors import DataCiteError, ErrorEntry, ErrorKind
from .identity import ACCOUNT_HEADER, read_account
from .redaction import Redactor
from .retries import RATE_LIMIT_PAUSE, Outcome, Wait, decide, outcome_of
from .transport import JSON_API, Order, Received, Transport, TransportFailure

#: Called before a sleep of a second or more with the seconds and the reason, so that somebody can be told.
OnWait = Callable[[float, str], object]


class Session:
    """`request` sends one request; the rest of this package is built on it. Threads may share it."""

    def __init__(
        self,
        connection: Connection,
        *,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        pace: pacing.Pace | None = None,
        on_wait: OnWait | None = None,
    ) -> None:
        """Raises ImportError without the package `requests`. `clock` is in seconds since the epoch, as other processes read it, too."""
        self.connection = connection
        #: The account that DataCite has named in an answer of this session, in lower case; None as long as nothing proves it.
        self.account: str | None = None
        #: The release of DataCite's software that gave the last good answer; None where none was named.
        self.version: str | None = None
        #: Requests sent so far, repetitions included.
        self.request_count = 0
        self.redact = Redactor(connection)
        self._sleep = sleep
        self._pace = pace or pacing.shared(connection, clock)
        self._on_wait = on_wait
        self._lock = threading.Lock()
        self._transport = Transport(connection)

    def request(
        self,
        method: str,
        path: str,
        *,
        params: Mapping[str, str] | None = None,
        document: Mapping[str, Any] | None = None,
        accept: str | None = None,
        repeatable: bool | None = None,
        doi: str | None = None,
        retries: int | None = None,
        timeout: float | None = None,
    ) -> Answer:
        """Send one request, repeating it as `retries.decide` allows; raises `DataCiteError` for every answer that is not of success.

        `path` begins with a slash and is percent-encoded. `repeatable` says whether it may be carried out twice (None: only GET and HEAD);
        `doi` is told in errors. `timeout` (seconds) stands in for the connection's, and so does `retries` where the server is in trouble: the patience with
        rate limits and lost networks stays. With `accept` the answer is kept in `text`, unread.
        """
        order = Order.of(method, path, params, document, accept or JSON_API, self.connection.timeout if timeout is None else timeout)
        attempt = 1
        while True:
            self._await_turn()
            try:
                return self._attempt(_Asked(order, doi, attempt, reads_text=accept is not None))
            except DataCiteError as error:
                outcome = outcome_of(error.kind)
                most = retries if retries is not None and outcome is Outcome.UNAVAILABLE else self.connection.retries
                verdict = decide(method, outcome, attempt, repeatable, retries=most)
                if error.kind is ErrorKind.RATE_LIMITED:
                    self._pace.pause(verdict.seconds if isinstance(verdict, Wait) else RATE_LIMIT_PAUSE)
                if not isinstance(verdict, Wait):
                    raise
                if not verdict.everyone:
                    self._tell(verdict.seconds, str(error.kind.value))
                    self._sleep(verdict.seconds)
            attempt += 1

    def close(self) -> None:
        """Close the open connections; the session can still be used."""
        self._transport.close()

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_unused: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"Session({self.connection.api_url})"

    def _await_turn(self) -> None:
        def sleep(seconds: float) -> None:
            self._tell(seconds, ErrorKind.RATE_LIMITED.value)
            self._sleep(seconds)

        self._pace.wait(sleep)

    def _tell(self, seconds: float, reason: str) -> None:
        if self._on_wait is not None and seconds >= 1:
            self._on_wait(seconds, reason)

    def _attempt(self, asked: _Asked) -> Answer:
        with self._lock:
            self.request_count += 1
        try:
            received = self._transport.send(asked.order)
        except TransportFailure as failure:
            raise self._lost(asked, failure) from None
        if not 200 <= received.status < 300:
            raise self._refusal(asked, received)
        account = read_account(self.connection, received.headers, asked.order.method, asked.order.path)
        if account is not None:
            # Never put back to None: another thread may have had it proven meanwhile.
            self.account = account
        self.version = received.headers.get(VERSION_HEADER) or self.version
        return self._answer(asked, received)

    def _answer(self, asked: _Asked, received: Received) -> Answer:
        document, text = None, ""
        if asked.reads_text:
            text = received.body.decode("utf-8", "replace")
        elif received.body and received.status != 204:
            document = self._document(asked, received)
        request_id = asked.order.request_id or received.headers.get("x-request-id")
        return Answer(received.status, received.headers, document, text, request_id, _account(received), asked.attempt)

    def _document(self, asked: _Asked, received: Received) -> dict[str, Any]:
        try:
            document = read_json(received.body)
        except ValueError:
            document = None
        if not isinstance(document, dict):
            raise self._error(asked, ErrorKind.NONSENSE, received, self._redacted(read_text(received.body)), answered=False)
        return document

    def _refusal(self, asked: _Asked, received: Received) -> DataCiteError:
        document = structured(received.body)
        entries = read_entries(document) if document is not None else read_text(received.body)
        kind = classify(received.status, received.headers, received.body, document, entries)
        if kind is ErrorKind.REDIRECTED:
            entries = _redirection(received)
        account = _account(received)
        if account is not None:
            self.account = account
        return self._error(asked, kind, received, self._redacted(entries), answered=kind not in (ErrorKind.UNAVAILABLE, ErrorKind.NONSENSE))

    def _error(self, asked: _Asked, kind: ErrorKind, received: Received, entries: tuple[ErrorEntry, ...], *, answered: bool) -> DataCiteError:
        order = asked.order
        return DataCiteError(
            kind,
            method=order.method,
            path=order.path,
            where=self.connection.where,
            status=received.status,
            entries=entries,
            doi=asked.doi,
            request_id=order.request_id or received.headers.get("x-request-id"),
            answered=answered,
            attempts=asked.attempt,
            account=_account(received),
        )

    def _lost(self, asked: _Asked, failure: TransportFailure) -> DataCiteError:
        order = asked.order
        return DataCiteError(
            failure.kind,
            method=order.method,
            path=order.path,
            where=self.connection.where,
            entries=(ErrorEntry(None, self.redact(failure.words)),),
            doi=asked.doi,
            request_id=order.request_id,
            answered=not failure.may_have_arrived,
            attempts=asked.attempt,
            advice=failure.advice,
        )

    def _redacted(self, entries: tuple[ErrorEntry, ...]) -> tuple[ErrorEntry, ...]:
        hide = self.redact
        return tuple(ErrorEntry(entry.source and hide(entry.source), hide(entry.title), entry.status, entry.uid and hide(entry.uid)) for entry in entries)


@dataclasses.dataclass(frozen=True)
class _Asked:
    """One attempt of a request."""

    order: Order
    doi: str | None
    attempt: int
    reads_text: bool


def _account(received: Received) -> str | None:
    """The account that an answer of any status names, unproven."""
    return received.headers.get(ACCOUNT_HEADER, "").strip().lower() or None


def _redirection(received: Received) -> tuple[ErrorEntry, ...]:
    """Where it would lead, without user name, password and parameters."""
    try:
        parts = urllib.parse.urlsplit(received.headers.get("location", ""))
        target = f"{parts.scheme}://{parts.hostname}" + (f":{parts.port}" if parts.port else "") + parts.path if parts.hostname else parts.path
    except ValueError:
        target = ""
    return (ErrorEntry(None, f"to {target}"),) if target else ()
