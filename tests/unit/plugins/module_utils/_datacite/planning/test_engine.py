# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The engine's question before each write, and what becomes of writes that meet those of others, or are lost and come late."""

from __future__ import annotations

from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.action import Action
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.apply import Outcome
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.declaration import declaration
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.engine import carry_out
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from unit.plugins.module_utils._datacite.api.scripted_server import Reply, ScriptedServer
from unit.plugins.module_utils._datacite.planning.campaigner import WHOLE, Campaigner
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, record_reply

FINDABLE = {"state": "findable", **WHOLE}
KNOWN = {"X-Credential-Username": "pidops.lab"}
MISSING = Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]})
FACTS = Reply(200, {"data": {"id": "pidops.lab", "type": "repositories", "attributes": {"isActive": True, "domains": "*"},
                             "relationships": {"prefixes": {"data": [{"id": "10.82001", "type": "prefixes"}]}}}}, headers=KNOWN)


@pytest.fixture
def campaigner(sandbox: sandbox_server.Sandbox) -> Campaigner:
    return Campaigner(sandbox.base_url)


def carried_out(campaigner: Campaigner, before_write: Any = None, registry: Any = None, **options: Any) -> Outcome:
    return carry_out(declaration(options), registry or campaigner.registry(), check=False, before_write=before_write)


def test_each_write_is_asked_for_and_none_without(campaigner: Campaigner, doi: str) -> None:
    asked: list[Action] = []
    outcome = carried_out(campaigner, asked.append, doi=doi, **FINDABLE)
    assert [action.steps for action in asked] == [("create", "publish")] and asked[0].record is None
    assert outcome.request_id
    again = carried_out(campaigner, asked.append, doi=doi, **FINDABLE)
    assert len(asked) == 1 and again.request_id is None


def test_check_mode_asks_nobody(campaigner: Campaigner, doi: str) -> None:
    asked: list[Action] = []
    carry_out(declaration({"doi": doi}), campaigner.registry(), check=True, before_write=asked.append)
    assert asked == []


def test_no_keeps_the_write_from_happening(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    def no(action: Action) -> None:
        raise Refusal("not this one")

    with pytest.raises(Refusal, match="not this one"):
        carried_out(campaigner, no, doi=doi)
    assert librarian.record(doi) is None


def test_what_is_planned_anew_is_asked_for_anew(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    """Somebody makes the DOI between the question and the write."""
    asked: list[tuple[str, ...]] = []

    def meanwhile(action: Action) -> None:
        asked.append(action.steps)
        if action.steps[0] == "create":
            librarian.done(doi=doi, **{**FINDABLE, "url": "https://data.example.org/theirs"})

    outcome = carried_out(campaigner, meanwhile, doi=doi, **FINDABLE)
    assert asked == [("create", "publish"), ("update",)]
    assert outcome.changed and outcome.record is not None and outcome.record.attributes["url"] == URL


def test_a_mend_and_what_follows_are_both_asked_for(campaigner: Campaigner, librarian: Librarian, sandbox: sandbox_server.Sandbox, doi: str) -> None:
    """A failure of the second write does not hide that the first one changed the record."""
    asked: list[tuple[str, ...]] = []
    options = {**FINDABLE, "url": "https://data.example.org/moved"}
    for strike in (False, True):
        librarian.done(doi=doi, **FINDABLE)
        sandbox.damage(doi, creators="")
        asked.clear()

        def meanwhile(action: Action, strike: bool = strike) -> None:
            asked.append(action.steps)
            if action.steps != ("mend",) and strike:
                raise Refusal("not the second one")

        if strike:
            with pytest.raises(Refusal, match="not the second one") as refusal:
                carried_out(campaigner, meanwhile, doi=doi, **{**options, "url": "https://data.example.org/again"})
            assert refusal.value.changed is True
        else:
            assert carried_out(campaigner, meanwhile, doi=doi, **options).request_id
        assert asked == [("mend",), ("update",)]


def test_somebody_else_deletes_it_first(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    """Nothing of ours: the record is gone, which is what was declared, and it is certain who asked."""
    librarian.done(doi=doi)
    outcome = carried_out(campaigner, lambda action: librarian.done(doi=doi, state="absent"), doi=doi, state="absent")
    assert (outcome.changed, outcome.record, outcome.action.steps) == (False, None, ())


def test_a_password_that_is_revoked_meanwhile_does_not_make_a_draft_gone(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi)
    registry = campaigner.registry()

    def revoked(action: Action) -> None:
        registry.session._transport = type(registry.session._transport)(campaigner.registry_connection("changed since"))

    with pytest.raises(Refusal, match="not accepted"):
        carried_out(campaigner, revoked, registry, doi=doi, state="absent")
    assert librarian.record(doi) is not None


def test_a_planned_delete_is_not_believed_to_be_done_by_somebody_whom_nobody_knows(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi)
    work = campaigner.planned({"doi": doi, "state": "absent"})
    registry = campaigner.registry()
    registry.session._transport = type(registry.session._transport)(campaigner.registry_connection("changed since"))
    fate, = work.carry_out(registry=registry)
    assert fate.status == "failed" and "did not match" in fate.message
    librarian.done(doi=doi, state="absent")
    fate, = work.carry_out()
    assert fate.status == "nothing"


def test_a_lost_write_that_comes_late_is_ours(server: ScriptedServer, doi: str) -> None:
    """The answer is lost, the record is not there yet; a moment later it is. DataCite's activities know the request."""
    librarian = Librarian(server.url, retries=0)
    made = record_reply(doi, {"state": "findable", "registered": "2021", "url": URL, **METADATA})
    server.script(MISSING, record_reply(doi, {**METADATA, "url": URL}), Reply(drop="before"), MISSING, made, Reply(200, {"data": {"id": "x"}}))
    result = librarian.done(doi=doi, **FINDABLE)
    assert (result["changed"], result["actions"], result["state"]) == (True, ["create", "publish"], "findable")
    assert "the answer to the write was lost, but it came through: DataCite's activities know the request" in result["warnings"][-1]
    assert librarian.writes() == ["POST"]


def test_a_lost_write_that_never_comes_is_sent_once_more(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url, retries=0)
    made = record_reply(doi, {"state": "findable", "registered": "2021", "url": URL, **METADATA})
    judged = record_reply(doi, {**METADATA, "url": URL})
    server.script(MISSING, judged, Reply(drop="before"), MISSING, MISSING, judged, made)
    result = librarian.done(doi=doi, **FINDABLE)
    assert result["changed"] and librarian.writes() == ["POST", "POST"] and not result.get("warnings")


def test_the_request_of_a_failed_write_is_told(campaigner: Campaigner, sandbox: sandbox_server.Sandbox, doi: str) -> None:
    sandbox.faults("500 POST /dois$ x1")
    with pytest.raises(Refusal) as refusal:
        carried_out(campaigner, doi=doi, **FINDABLE)
    logged = [entry["request_id"] for entry in sandbox.request_log() if entry["method"] == "POST" and entry["status"] == 500]
    assert refusal.value.request_id == logged[-1] and refusal.value.failure is not None
