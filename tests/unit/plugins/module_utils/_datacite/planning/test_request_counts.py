# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a declaration may cost in requests, counted by the server's own log."""

from __future__ import annotations

from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, record_reply

WHOLE = {"url": URL, "metadata": METADATA}
GET, VALIDATE, POST, PUT, DELETE = "GET /dois/DOI", "POST /dois/validate", "POST /dois", "PUT /dois/DOI", "DELETE /dois/DOI"
WHO = "GET /repositories/pidops.lab"

Start = tuple[dict[str, Any], ...]
CASES: dict[str, tuple[Start, dict[str, Any], list[str]]] = {
    "no-op": (({"state": "findable", **WHOLE},), {"state": "findable", **WHOLE}, [GET]),
    "no-op of a draft": (({},), {}, [GET]),
    "absent on a missing DOI": ((), {"state": "absent"}, [GET, WHO]),
    "update of metadata": (({"state": "findable", **WHOLE},), {"metadata": {"titles": [{"title": "Another"}]}}, [GET, VALIDATE, PUT]),
    "update of metadata and publish": (({**WHOLE},), {"state": "findable", "metadata": {"language": "da"}}, [GET, VALIDATE, PUT]),
    "update of the url": (({"state": "findable", **WHOLE},), {"url": "https://data.example.org/moved"}, [GET, PUT]),
    "update of the reason": (({"state": "findable", **WHOLE},), {"reason": "Checked by the board"}, [GET, PUT]),
    "publish": (({**WHOLE},), {"state": "findable"}, [GET, PUT]),
    "register": (({**WHOLE},), {"state": "registered"}, [GET, PUT]),
    "hide": (({"state": "findable", **WHOLE},), {"state": "registered"}, [GET, PUT]),
    "publish again": (({"state": "findable", **WHOLE}, {"state": "registered"}), {"state": "findable"}, [GET, PUT]),
    "hide with a tombstone": (
        ({"state": "findable", **WHOLE},), {"state": "registered", "url": "https://data.example.org/gone", "reason": "Withdrawn"}, [GET, PUT]),
    "create": ((), {"state": "findable", **WHOLE}, [GET, VALIDATE, POST]),
    "create where nothing is validated": ((), {}, [GET, WHO, POST]),
    "create where nothing may be validated": ((), {**WHOLE, "server_validation": "never"}, [GET, WHO, POST]),
    "delete": (({},), {"state": "absent"}, [GET, WHO, DELETE]),
}
MOST = {
    "no-op": 1, "absent on": 2, "update of metadata": 3, "update of": 2, "publish": 2, "register": 2, "hide": 2, "create where": 4, "create": 3, "delete": 3,
}


@pytest.mark.parametrize("name", CASES)
def test_requests(librarian: Librarian, sandbox: sandbox_server.Sandbox, doi: str, name: str) -> None:
    before, task, asked = CASES[name]
    for earlier in before:
        librarian.done(doi=doi, **earlier)
    since = len(sandbox.request_log())
    result = librarian.done(doi=doi, **task)
    logged = sandbox.request_log(since)
    assert librarian.requests() == asked
    assert [entry["method"] for entry in logged] == [request.split()[0] for request in asked]
    assert result["request_count"] == len(logged) <= next(most for start, most in MOST.items() if name.startswith(start))
    assert {entry["account"] for entry in logged} == {"pidops.lab"}


@pytest.mark.parametrize("name", CASES)
def test_check_mode_asks_no_more_and_writes_nothing(librarian: Librarian, sandbox: sandbox_server.Sandbox, doi: str, name: str) -> None:
    before, task, asked = CASES[name]
    for earlier in before:
        librarian.done(doi=doi, **earlier)
    since = len(sandbox.request_log())
    result = librarian.done(doi=doi, check=True, **task)
    logged = sandbox.request_log(since)
    assert result["request_count"] == len(logged) <= 3
    assert librarian.writes() == []
    assert [entry for entry in logged if entry["method"] not in ("GET", "POST") or entry["path"].split("?")[0] == "/dois"] == []


def test_no_op_that_validate_decides(server: ScriptedServer, doi: str) -> None:
    """Our own comparison finds a difference; DataCite says that it would store what it has."""
    librarian = Librarian(server.url)
    stored = {"language": "tlh", "state": "draft"}
    server.script(record_reply(doi, stored), record_reply(doi, stored))
    result = librarian.done(doi=doi, metadata={"language": "Klingon"})
    assert (result["changed"], result["actions"], result["changes"], result["request_count"]) == (False, [], [], 2)
    assert librarian.requests() == [GET, VALIDATE]


def test_items_of_a_loop_share_what_is_known(sandbox: sandbox_server.Sandbox, doi: str) -> None:
    """One session: who asks, and what the repository may do, is asked once."""
    librarian = Librarian(sandbox.base_url)
    loop = librarian.loop()
    asked = [loop(doi=f"{doi}-{number}", state="absent")["request_count"] for number in range(4)]
    assert asked == [2, 1, 1, 1]
    assert [loop(doi=f"{doi}-{number}")["request_count"] for number in range(3)] == [2, 2, 2]
    assert [loop(doi=f"{doi}-{number}", state="absent")["request_count"] for number in range(3)] == [2, 2, 2]
    assert "The prefix 10.82002 does not belong to pidops.lab" in loop(doi="10.82002/x", state="findable", **WHOLE)["msg"]
