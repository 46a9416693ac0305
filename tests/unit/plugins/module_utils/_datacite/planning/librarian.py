# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who declares DOIs, by the door of `datacite_doi` and in this process, and sees every exchange that comes of it.

    result = librarian.declare(doi=doi, state="findable", url=…, metadata={…})
    assert librarian.writes() == ["POST"]

Each declaration has a session of its own, as each task of a playbook run has in the worst case; waiting takes no time.
"""

from __future__ import annotations

import dataclasses
import gzip
import itertools
import json
import os
import urllib.parse
from collections.abc import Callable, Mapping
from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.opening import Opened
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.transport import Order, Received, Transport, TransportFailure
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi import DOOR
from unit.plugins.module_utils._datacite.api.fake_clock import Clock
from unit.plugins.module_utils._datacite.api.scripted_server import Reply

PREFIX = "10.82001"
URL = "https://data.example.org/tide-gauges"
METADATA: dict[str, Any] = {
    "creators": [{"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor"}],
    "titles": [{"title": "Hourly sea level at Aarhus"}],
    "publisher": {"name": "Example Archive"},
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
}
"""What a public DOI must have."""

_numbers = itertools.count(1)


def new_doi(prefix: str = PREFIX) -> str:
    """A name that no test has used, in any worker."""
    return f"{prefix}/{os.environ.get('PYTEST_XDIST_WORKER', 'gw')}-{os.getpid()}-{next(_numbers)}"


@dataclasses.dataclass(frozen=True)
class Exchange:
    """A request and its status (None: no answer). `sent` are the attributes of its body."""

    method: str
    path: str
    status: int | None
    sent: dict[str, Any] | None
    body: dict[str, Any] | None = None

    @property
    def writes(self) -> bool:
        return self.method != "GET" and self.path != "/dois/validate"


class Recording(Transport):
    """The transport itself; it only keeps what passes."""

    def __init__(self, inner: Transport, exchanges: list[Exchange]) -> None:
        self._inner, self._exchanges = inner, exchanges

    def send(self, order: Order) -> Received:
        body = _document(order)
        sent = ((body or {}).get("data") or {}).get("attributes")
        try:
            received = self._inner.send(order)
        except TransportFailure:
            self._exchanges.append(Exchange(order.method, urllib.parse.unquote(order.path), None, sent, body))
            raise
        self._exchanges.append(Exchange(order.method, urllib.parse.unquote(order.path), received.status, sent, body))
        return received

    def close(self) -> None:
        self._inner.close()


class Librarian:
    """Declares DOIs at one server, as PIDOPS.LAB unless told otherwise. `exchanges` holds the requests of the last declaration."""

    def __init__(self, base_url: str, **options: Any) -> None:
        self.clock = Clock()
        self.exchanges: list[Exchange] = []
        self.options = {"api_url": base_url, "username": "PIDOPS.LAB", "password": "lab-secret", "retries": 2, **options}

    def declare(self, *, check: bool = False, diff: bool = False, **options: Any) -> dict[str, Any]:
        """The result of one task; a failure is a result with `failed`."""
        params = self._params(options)
        chosen = connection(params)
        session = Session(chosen, clock=self.clock, sleep=self.clock.sleep, pace=Pace(None, MemoryStore(), self.clock))
        self.exchanges = []
        session._transport = Recording(session._transport, self.exchanges)
        with session:
            return answer(DOOR, Visit(params, check, diff, {chosen: Opened(session)}))

    def loop(self) -> Callable[..., dict[str, Any]]:
        """Declares one item after the other with one session, as the items of a loop do."""
        kept: dict[Any, Any] = {}
        return lambda **options: answer(DOOR, Visit(self._params(options), False, False, kept))

    def declare_raw(self, **options: Any) -> dict[str, Any]:
        """The result of a task whose connection options need not be any good."""
        return answer(DOOR, Visit(self._params(options), False, False, {}))

    def _params(self, options: Mapping[str, Any]) -> dict[str, Any]:
        given = {name: value for name, value in {**self.options, **options}.items() if value is not None}
        unknown = set(given) - set(DOOR.argument_spec)
        if unknown:
            raise TypeError(f"no such options: {unknown}")
        return {name: given.get(name, option.get("default")) for name, option in DOOR.argument_spec.items()}

    def done(self, **options: Any) -> dict[str, Any]:
        """The result of a task that must not fail."""
        result = self.declare(**options)
        assert not result.get("failed"), result["msg"]
        return result

    def refused(self, **options: Any) -> str:
        """The message of a task that must fail."""
        result = self.declare(**options)
        assert result.get("failed"), f"not refused: {result}"
        return str(result["msg"])

    def requests(self) -> list[str]:
        """What the last declaration asked, in order: `GET /dois/…`, with `DOI` in the place of its name."""
        return [f"{one.method} {_general(one.path)}" for one in self.exchanges]

    def writes(self) -> list[str]:
        """The methods of the last declaration's writes."""
        return [one.method for one in self.exchanges if one.writes]

    def sent(self) -> dict[str, Any]:
        """The attributes of the one write of the last declaration."""
        written = [one for one in self.exchanges if one.writes]
        assert len(written) == 1, self.requests()
        return written[0].sent or {}

    def record(self, doi: str) -> dict[str, Any] | None:
        """What the server has for a DOI now, past our own code as far as that goes; None where there is none."""
        session = Session(connection(self.options), clock=self.clock, sleep=self.clock.sleep, pace=Pace(None, MemoryStore(), self.clock))
        with session:
            found = Opened(session).read(doi)
        return None if found is None else dict(found.attributes)


def _general(path: str) -> str:
    if path.startswith("/dois/10."):
        return "/dois/DOI"
    return "/activities/ID" if path.startswith("/activities/") else path


def _document(order: Order) -> dict[str, Any] | None:
    if order.body is None:
        return None
    body = gzip.decompress(order.body) if order.headers.get("Content-Encoding") == "gzip" else order.body
    found = json.loads(body)
    return found if isinstance(found, dict) else None


def record_reply(doi: str, attributes: Mapping[str, Any], *, status: int = 200, account: str = "pidops.lab", owner: str = "pidops.lab") -> Reply:
    """What a scripted server answers where it shows a record to an account that it knows."""
    resource = {
        "id": doi, "type": "dois", "attributes": {"doi": doi, "state": "draft", **attributes},
        "relationships": {"client": {"data": {"id": owner, "type": "clients"}}},
    }
    return Reply(status, {"data": resource}, headers={"X-Credential-Username": account})
