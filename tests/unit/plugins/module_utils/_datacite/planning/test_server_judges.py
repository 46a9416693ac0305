# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite is the judge of what a write would store: how its answers are heard, what its objections lead to, and what its silence does."""

from __future__ import annotations

import json
from typing import Any

import pytest

import sandbox_server
from conftest import observed
from unit.plugins.module_utils._datacite.api.scripted_server import HTML, Reply, ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, new_doi, record_reply

ENTRY = {"source": "creators", "title": "DOI 10.82001/x: Missing child element(s). Expected is ( creator ).", "uid": "10.82001/x"}


@pytest.fixture
def scripted(server: ScriptedServer) -> Librarian:
    return Librarian(server.url, retries=0)


def public(**attributes: Any) -> dict[str, Any]:
    return {"state": "findable", "url": URL, "registered": "2021-01-01T00:00:00.000Z", **METADATA, **attributes}


def test_nothing_left_against_the_record_is_no_change(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    stored = public(language="tlh")
    server.script(record_reply(doi, stored), record_reply(doi, stored))
    result = scripted.done(doi=doi, metadata={"language": "Klingon"})
    assert (result["changed"], scripted.requests()) == (False, ["GET /dois/DOI", "POST /dois/validate"])


def test_the_whole_record_is_judged_not_the_difference(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    stored = public(language="da", container={"type": "Series", "title": "x"}, identifiers=[], alternateIdentifiers=[])
    server.script(record_reply(doi, stored), record_reply(doi, {**stored, "language": "en"}), record_reply(doi, {**stored, "language": "en"}))
    scripted.done(doi=doi, metadata={"language": "en"})
    judged = scripted.exchanges[1].sent or {}
    assert judged == {**METADATA, "alternateIdentifiers": [], "language": "en", "url": URL, "doi": doi, "schemaVersion": "http://datacite.org/schema/kernel-4"}
    assert scripted.exchanges[2].sent == {"language": "en", "schemaVersion": "http://datacite.org/schema/kernel-4"}


@pytest.mark.parametrize("reply", [
    Reply(200, {"errors": [ENTRY]}, headers={"X-Credential-Username": "pidops.lab"}), Reply(422, {"errors": [ENTRY]}),
], ids=["200", "422"])
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_objections_stop_a_public_doi(server: ScriptedServer, scripted: Librarian, doi: str, reply: Reply, check: bool) -> None:
    server.script(record_reply(doi, public(creators=[{"name": "A"}])), reply)
    result = scripted.declare(doi=doi, metadata={"language": "da"}, check=check)
    assert result["failed"] and scripted.writes() == []
    assert "DataCite would refuse this for a findable DOI. Nothing was written." in result["msg"]
    problem = result["problems"][0]
    assert (problem["path"], problem["message"]) == ("metadata.creators", f"DataCite says: {ENTRY['title']}")
    assert "declare `creators` in addition" in problem["suggestion"]


def test_objections_to_what_is_declared_ask_for_no_addition(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    server.script(record_reply(doi, public()), Reply(200, {"errors": [ENTRY]}, headers={"X-Credential-Username": "pidops.lab"}))
    result = scripted.declare(doi=doi, metadata={"creators": [{"name": "Another"}]})
    assert [(problem["path"], problem["suggestion"]) for problem in result["problems"]] == [("metadata.creators", None)]


def test_a_draft_may_hold_anything(librarian: Librarian, doi: str) -> None:
    assert librarian.done(doi=doi, metadata={"titles": [{"title": "Only a title"}]})["actions"] == ["create"]
    assert librarian.done(doi=doi, metadata={"language": "da"})["actions"] == ["update"]
    assert librarian.requests() == ["GET /dois/DOI", "POST /dois/validate", "PUT /dois/DOI"]


@pytest.mark.parametrize("name", ["10.82001/old+name<1>;2-{}", "10.82001/(SICI)1097[{}]"])
def test_an_old_name_is_no_objection(librarian: Librarian, sandbox: sandbox_server.Sandbox, name: str) -> None:
    doi = name.format(new_doi().rpartition("/")[2])
    sandbox.put_record(doi, {**METADATA, "state": "findable", "url": URL, "schemaVersion": "http://datacite.org/schema/kernel-4"})
    assert librarian.done(doi=doi, metadata={"language": "da"})["actions"] == ["update"]
    assert librarian.done(doi=doi, metadata={"language": "da"})["changed"] is False


def test_never_asks_nobody(librarian: Librarian, doi: str) -> None:
    whole = {"doi": doi, "state": "findable", "url": URL, "metadata": METADATA, "server_validation": "never"}
    librarian.done(**whole)
    assert "POST /dois/validate" not in librarian.requests()
    librarian.done(doi=doi, metadata={"language": "da"}, server_validation="never")
    assert librarian.requests() == ["GET /dois/DOI", "PUT /dois/DOI"]
    assert librarian.done(**whole)["changed"] is False


@pytest.mark.parametrize("task", [{"url": "https://data.example.org/2"}, {"reason": "Moved"}, {"state": "registered"}])
def test_url_reason_and_state_alone_are_not_judged(librarian: Librarian, doi: str, task: dict[str, Any]) -> None:
    librarian.done(doi=doi, state="findable", url=URL, metadata=METADATA)
    librarian.done(doi=doi, **task)
    assert librarian.requests() == ["GET /dois/DOI", "PUT /dois/DOI"]


SILENT = {
    "403": Reply(403, {"errors": [{"status": "403", "title": "You are not authorized to access this resource."}]}),
    "404": Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}),
    "HTML 502": Reply(502, body=b"<html><title>Bad Gateway</title></html>", headers=HTML),
    "login page": Reply(200, body=b"<html><title>Sign in</title></html>", headers=HTML),
    "dropped": Reply(drop="before"),
    "time-out": Reply(silent=True),
    "cut": Reply(200, {"data": {}}, drop="within"),
}


@pytest.mark.parametrize("silence", SILENT)
def test_where_it_cannot_answer_the_local_difference_stands(server: ScriptedServer, doi: str, silence: str) -> None:
    librarian = Librarian(server.url, retries=0, timeout=0.2 if silence == "time-out" else 10)
    after = public(language="da")
    server.script(record_reply(doi, public()), SILENT[silence], record_reply(doi, after))
    result = librarian.done(doi=doi, metadata={"language": "da"})
    assert (result["changed"], result["actions"]) == (True, ["update"])
    assert librarian.requests() == ["GET /dois/DOI", "POST /dois/validate", "PUT /dois/DOI"]


REFUSALS = {
    "400": Reply(400, {"errors": [{"status": "400", "title": "undefined method 'fetch' for an instance of String"}]}),
    "500 JSON": Reply(500, {"status": 400, "title": "invalid byte sequence in UTF-8"}),
}


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("state", ["draft", "findable"])
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_a_stumbling_judge_has_refused(server: ScriptedServer, scripted: Librarian, doi: str, refusal: str, state: str, check: bool) -> None:
    """Such writes have damaged public records."""
    server.script(record_reply(doi, public(state=state)), REFUSALS[refusal])
    message = scripted.refused(doi=doi, metadata={"language": "da"}, check=check)
    assert "POST /dois/validate" in message
    assert str(REFUSALS[refusal].document)[-20:-10] or message
    assert scripted.writes() == [] and len(scripted.requests()) == 2


def test_what_datacite_would_lose_is_refused(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    server.script(record_reply(doi, public()), record_reply(doi, public(subjects=[])))
    result = scripted.declare(doi=doi, metadata={"subjects": [{"subject": "tides"}], "language": "da"})
    assert result["failed"] and scripted.writes() == []
    assert ("metadata.subjects", "DataCite would not keep this; it would store nothing") in [(one["path"], one["message"]) for one in result["problems"]]


def test_what_datacite_alters_is_told(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    stored = public(subjects=[{"subject": "Tides"}])
    server.script(record_reply(doi, public()), record_reply(doi, stored), record_reply(doi, stored))
    result = scripted.done(doi=doi, metadata={"subjects": [{"subject": "tides"}]})
    assert [text for text in result["warnings"] if "DataCite stores 'Tides', declared is 'tides'" in text]


def old_records() -> list[dict[str, Any]]:
    """Real records that today's rules refuse, as they would stand in DataCite's database."""
    lines = map(json.loads, observed("observed/real.jsonl").read_text("utf-8").splitlines())
    return [line for line in lines if line["status"] == 422][::12]


def test_old_records_that_todays_rules_refuse(sandbox: sandbox_server.Sandbox, librarian: Librarian, figure: Any) -> None:
    """A change of metadata fails before it is written, in check mode too, and names what to declare in addition; a change of url is not stopped here."""
    told = 0
    records = old_records()
    for line in records:
        doi = new_doi()
        sandbox.put_record(doi, {**line["sent"], "state": "findable", "url": line["sent"].get("url") or URL, "registered": "2015-01-01T00:00:00.000Z"})
        before = librarian.record(doi)
        if before is None or librarian.declare(doi=doi).get("failed"):
            continue
        for check in (True, False):
            result = librarian.declare(doi=doi, metadata={"version": "corrected"}, check=check)
            assert result.get("failed"), line["id"]
            assert librarian.writes() == []
        named = {problem["path"].split(".")[1].split("[")[0] for problem in result["problems"] if problem["path"].startswith("metadata.")}
        assert named, (line["id"], result["problems"])
        told += 1
        assert librarian.record(doi) == before
    assert told >= len(records) * 0.9
    figure(f"{told} of {len(records)} old records that today's rules refuse: refused before the write, with what to declare in addition")
