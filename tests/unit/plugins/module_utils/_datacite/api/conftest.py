# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A scripted server, a session that talks to it, and a clock that nobody waits for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from unit.plugins.module_utils._datacite.api.fake_clock import Clock
from unit.plugins.module_utils._datacite.api.scripted_server import ScriptedServer


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch) -> None:
    """No file of the user's is read or written, and no proxy of the machine's is used."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    for name in ("XDG_CACHE_HOME", "NETRC", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[ScriptedServer]:
    running = ScriptedServer()
    yield running
    running.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def make_session(server: ScriptedServer, clock: Clock) -> Iterator[Callable[..., Session]]:
    """`make_session(token=…, retries=…)`: options of the connection to the scripted server; PIDOPS.LAB with a password unless said."""
    opened = []

    def make(*, on_wait: Any = None, **options: Any) -> Session:
        if not {"username", "password", "token"} & set(options):
            options.update(username="PIDOPS.LAB", password="lab-secret")
        session = Session(
            connection({"api_url": server.url, **options}), clock=clock, sleep=clock.sleep, pace=Pace(None, MemoryStore(), clock), on_wait=on_wait
        )
        opened.append(session)
        return session

    yield make
    for session in opened:
        session.close()


@pytest.fixture
def session(make_session) -> Session:
    return make_session()
