# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes that fail, are lost, or do not do what they said: what the record is now is read before anything is said of it."""

from __future__ import annotations

from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import HTML, Reply, ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, record_reply

WHOLE = {"url": URL, "metadata": METADATA}
LOST = ["drop-before", "drop-after", "502", "502-after", "504-after", "cut-json", "empty", "nonsense", "html-200"]
MISSING = Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]})
KNOWN = {"X-Credential-Username": "pidops.lab"}

JOBS: dict[str, tuple[list[dict[str, Any]], dict[str, Any], str, str]] = {
    "create": ([], {"state": "findable", **WHOLE}, "POST /dois$", "findable"),
    "create a draft": ([], {}, "POST /dois$", "draft"),
    "update": ([{"state": "findable", **WHOLE}], {"metadata": {"language": "da"}}, "PUT /dois", "findable"),
    "publish": ([WHOLE], {"state": "findable"}, "PUT /dois", "findable"),
    "hide": ([{"state": "findable", **WHOLE}], {"state": "registered", "reason": "Withdrawn"}, "PUT /dois", "registered"),
    "delete": ([{}], {"state": "absent"}, "DELETE /dois", "absent"),
}


def strike(sandbox: sandbox_server.Sandbox, kind: str, where: str, times: int = 1) -> None:
    sandbox.faults(f"{kind} {where} x{times}")


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("job", JOBS)
def test_a_lost_answer(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, job: str, kind: str) -> None:
    """Whether the write came through or not, the record is what was declared at the end, it was written once, and that is said."""
    before, task, where, state = JOBS[job]
    for earlier in before:
        librarian.done(doi=doi, **earlier)
    strike(sandbox, kind, where)
    result = librarian.done(doi=doi, **task)
    assert result["changed"] is True
    assert result["state"] == state
    assert len([one for one in librarian.exchanges if one.writes]) <= 2
    record = librarian.record(doi)
    assert (record["state"] if record else "absent") == state
    sandbox.clear_faults()
    assert librarian.done(doi=doi, **task)["changed"] is False
    assert librarian.writes() == []


@pytest.mark.parametrize("kind", ["drop-after", "502-after"])
def test_a_lost_answer_to_a_creation_is_not_made_twice(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, kind: str) -> None:
    strike(sandbox, kind, "POST /dois$")
    result = librarian.done(doi=doi, state="findable", **WHOLE)
    assert librarian.writes() == ["POST"]
    assert librarian.requests()[-2:] == ["GET /dois/DOI", "GET /activities/ID"]
    assert [text for text in result["warnings"] if "the answer to the write was lost, but it came through" in text]


@pytest.mark.parametrize("job", JOBS)
def test_a_server_that_does_not_come_back(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, job: str) -> None:
    before, task, where, _unused = JOBS[job]
    for earlier in before:
        librarian.done(doi=doi, **earlier)
    untouched = librarian.record(doi)
    strike(sandbox, "drop-before", where, 20)
    message = librarian.refused(doi=doi, **task)
    assert "There is no record, as before." in message or "The record is as it was before." in message
    sandbox.clear_faults()
    assert librarian.record(doi) == untouched


def test_activities_that_cannot_be_read_do_not_hide_that_it_came_through(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="findable", **WHOLE)
    sandbox.faults("drop-after PUT x1")
    sandbox.faults("502 GET /activities")
    assert librarian.done(doi=doi, state="registered", reason="x", retries=0)["changed"] is True
    sandbox.clear_faults()


@pytest.mark.parametrize("status", ["500", "500-after"])
@pytest.mark.parametrize("job", [name for name in JOBS if name != "delete"])
def test_a_refused_write_may_have_written(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, job: str, status: str) -> None:
    """A 500 with a JSON body is a refusal, is never repeated, and may have written all the same."""
    before, task, where, _unused = JOBS[job]
    for earlier in before:
        librarian.done(doi=doi, **earlier)
    untouched = librarian.record(doi)
    strike(sandbox, status, where)
    result = librarian.declare(doi=doi, **task)
    assert result.get("failed") and len(librarian.writes()) == 1
    now = librarian.record(doi)
    differs = now != untouched
    assert differs == (status == "500-after")
    assert result.get("changed", False) is differs
    words = "The record exists now" if untouched is None else "The record was changed all the same: "
    assert (words in result["msg"]) is differs, result["msg"]
    assert ("as before" in result["msg"] or "as it was before" in result["msg"]) is not differs
    assert librarian.done(doi=doi, **task)["changed"] is not differs


@pytest.mark.parametrize("taken", [
    Reply(409, {"errors": [{"status": "409", "title": "The resource already exists."}]}),
    Reply(422, {"errors": [{"source": "doi", "title": "This DOI has already been taken", "uid": "x"}]}, headers=KNOWN),
], ids=["409", "422"])
def test_somebody_made_it_in_between(server: ScriptedServer, doi: str, taken: Reply) -> None:
    """Read again, plan again, once: what the other one made is updated, not overwritten."""
    librarian = Librarian(server.url)
    theirs = {"state": "findable", "registered": "2021", "url": "https://data.example.org/theirs", **METADATA, "version": "7"}
    judged = {**theirs, "url": URL, "language": "da"}
    server.script(MISSING, record_reply(doi, judged), taken, record_reply(doi, theirs), record_reply(doi, judged), record_reply(doi, judged))
    result = librarian.done(doi=doi, state="findable", url=URL, metadata={**METADATA, "language": "da"})
    assert librarian.writes() == ["POST", "PUT"]
    assert librarian.exchanges[-1].sent == {"url": URL, "language": "da", "schemaVersion": "http://datacite.org/schema/kernel-4"}
    assert (result["actions"], result["changed"]) == (["update"], True)


def test_somebody_made_just_that_in_between(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url)
    theirs = {"state": "findable", "registered": "2021", "url": URL, **METADATA}
    taken = Reply(409, {"errors": [{"status": "409", "title": "The resource already exists."}]})
    server.script(MISSING, record_reply(doi, theirs), taken, record_reply(doi, theirs))
    assert librarian.done(doi=doi, state="findable", **WHOLE)["changed"] is False


def test_a_name_that_is_taken_and_cannot_be_seen(server: ScriptedServer, doi: str) -> None:
    """Another repository's draft: once is enough."""
    librarian = Librarian(server.url)
    taken = Reply(422, {"errors": [{"source": "doi", "title": "This DOI has already been taken", "uid": doi}]}, headers=KNOWN)
    facts = Reply(200, {"data": {"id": "pidops.lab", "type": "repositories", "attributes": {"isActive": True, "domains": "*"},
                                 "relationships": {"prefixes": {"data": [{"id": "10.82001", "type": "prefixes"}]}}}}, headers=KNOWN)
    server.script(MISSING, facts, taken, MISSING, taken)
    message = librarian.refused(doi=doi)
    assert "already been taken" in message and librarian.writes() == ["POST", "POST"]


def test_a_useless_event_fails(server: ScriptedServer, doi: str) -> None:
    """DataCite answers 200 and leaves the state."""
    librarian = Librarian(server.url)
    still = {"state": "draft", "url": URL, **METADATA, "schemaVersion": "http://datacite.org/schema/kernel-4"}
    server.script(*[record_reply(doi, still)] * 3)
    result = librarian.declare(doi=doi, state="findable")
    assert result["failed"] and result["problems"][0]["path"] == "state"
    assert "`event: publish` was sent for findable; the record is draft" in result["msg"]


def test_a_list_that_was_emptied_fails(server: ScriptedServer, doi: str) -> None:
    """DataCite answers 200 to a list of a wrong shape, and stores an empty one."""
    librarian = Librarian(server.url)
    silent = Reply(403, {"errors": [{"status": "403", "title": "no"}]})
    before = {"state": "draft", "subjects": []}
    server.script(record_reply(doi, before), silent, record_reply(doi, before), record_reply(doi, before))
    result = librarian.declare(doi=doi, metadata={"subjects": [{"subject": "tides"}]})
    assert result["failed"] and "metadata.subjects" in result["msg"] and "was sent; the record has None" in result["msg"]


def test_the_answer_may_be_wrong_where_the_database_is_right(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url)
    before, after = {"state": "draft", "url": "https://data.example.org/old"}, {"state": "draft", "url": URL}
    server.script(record_reply(doi, before), record_reply(doi, before), record_reply(doi, after))
    assert librarian.done(doi=doi, url=URL)["changed"] is True
    assert librarian.requests() == ["GET /dois/DOI", "PUT /dois/DOI", "GET /dois/DOI"]


def test_a_gateway_page_is_no_word_on_the_record(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url, retries=1)
    server.answer(lambda seen: Reply(502, body=b"<html><title>502 Bad Gateway</title></html>", headers=HTML))
    message = librarian.refused(doi=doi, state="absent")
    assert "502 Bad Gateway" in message and librarian.writes() == []


@pytest.mark.parametrize(("task", "where"), [({"state": "findable", **WHOLE}, "POST"), ({"state": "registered", **WHOLE}, "POST")])
def test_a_handle_that_is_not_registered(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, task: dict[str, Any], where: str) -> None:
    """The run says that the DOI does not resolve yet; the next one registers it again."""
    sandbox.faults(f"unregistered {where} /dois$ x1")
    result = librarian.done(doi=doi, **task)
    assert [text for text in result["warnings"] if "does not resolve yet" in text]
    for check in (True, False):
        again = librarian.done(doi=doi, **task, check=check)
        assert (again["actions"], again["changed"], again["irreversible"]) == (["re-register"], True, False)
    assert librarian.sent() == {"url": URL}
    assert (librarian.record(doi) or {})["registered"]
    assert librarian.done(doi=doi, **task)["changed"] is False


def test_a_handle_that_stays_unregistered(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str) -> None:
    sandbox.faults("unregistered POST /dois$ x1")
    librarian.done(doi=doi, state="findable", **WHOLE)
    sandbox.faults("unregistered PUT /dois")
    message = librarian.refused(doi=doi, state="findable", **WHOLE)
    assert "does not resolve" in message and "tell DataCite's support" in message
