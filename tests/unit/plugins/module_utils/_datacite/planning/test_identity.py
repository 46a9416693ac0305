# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is asking is proven before anything is believed, and before anything is written.

To DataCite a wrong password is no error on reads: it answers as if nobody had signed in.
"""

from __future__ import annotations

import base64
import json
import urllib.request
from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import Reply, ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, new_doi, record_reply

WHOLE = {"url": URL, "metadata": METADATA}
SEPARATE = "The credentials of the test and of the production system are separate"
TASKS: dict[str, dict[str, Any]] = {
    "present": {}, "findable": {"state": "findable", **WHOLE}, "metadata": {"metadata": METADATA}, "url": {"url": "https://data.example.org/moved"},
    "absent": {"state": "absent"}, "registered": {"state": "registered"}, "never": {"state": "findable", **WHOLE, "server_validation": "never"},
}


@pytest.fixture
def rival(sandbox: sandbox_server.Sandbox) -> Librarian:
    return Librarian(sandbox.base_url, username="RIVAL.LAB", password="rival-lab-secret")


@pytest.fixture
def place(librarian: Librarian, rival: Librarian) -> Any:
    """`place("own draft")` makes a DOI of that kind, or none, and returns its name."""

    def made(kind: str) -> str:
        owner, _unused, what = kind.partition(" ")
        writer, prefix = (rival, "10.82003") if owner == "foreign" else (librarian, "10.82001")
        doi = new_doi(prefix)
        if what == "draft":
            writer.done(doi=doi, metadata=METADATA)
        elif what == "findable":
            writer.done(doi=doi, state="findable", **WHOLE)
        return doi

    return made


KINDS = ["missing DOI", "own draft", "own findable", "foreign draft", "foreign findable"]


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_wrong_password(librarian: Librarian, place: Any, kind: str, task: str, check: bool) -> None:
    """Whatever is there, and also where nothing differs: no write, and the message says which system was asked."""
    doi = place(kind)
    message = librarian.refused(doi=doi, **TASKS[task], password="wrong-secret", check=check)
    assert f"the DataCite test system ({librarian.options['api_url']})" in message
    assert SEPARATE in message
    assert "wrong-secret" not in message
    assert librarian.writes() == []
    assert len(librarian.requests()) <= 3


def test_wrong_password_where_nothing_differs(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="findable", **WHOLE)
    message = librarian.refused(doi=doi, state="findable", **WHOLE, password="wrong-secret")
    assert "the credentials did not match; DataCite answered as if nobody had signed in" in message
    assert librarian.requests() == ["GET /dois/DOI"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("task", ["present", "absent", "findable"])
def test_no_credentials(librarian: Librarian, place: Any, kind: str, task: str) -> None:
    doi = place(kind)
    nobody = Librarian(librarian.options["api_url"], username=None, password=None)
    message = nobody.refused(doi=doi, **TASKS[task])
    assert "no credentials were given" in message and "Give username and password, or token" in message
    assert nobody.writes() == []


@pytest.mark.parametrize(("task", "words"), [("present", "belongs to the repository rival.lab"), ("findable", "belongs to the repository rival.lab")])
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_anothers_findable_doi_fails(librarian: Librarian, place: Any, task: str, words: str, check: bool) -> None:
    """Also where the record is just what is declared."""
    doi = place("foreign findable")
    message = librarian.refused(doi=doi, **TASKS[task], check=check)
    assert words in message and "not to pidops.lab" in message
    assert librarian.requests() == ["GET /dois/DOI"]


def test_anothers_findable_doi_is_not_absent(librarian: Librarian, place: Any) -> None:
    assert "belongs to the repository rival.lab" in librarian.refused(doi=place("foreign findable"), state="absent")


def test_anothers_draft_cannot_be_made(librarian: Librarian, place: Any) -> None:
    """It looks missing; its prefix tells that it cannot be ours."""
    doi = place("foreign draft")
    message = librarian.refused(doi=doi)
    assert "10.82003" in message and "its prefixes: 10.17596, 10.5438, 10.82001" in message


def _api_key(sandbox: sandbox_server.Sandbox, *, revoked: bool = False) -> str:
    """A fresh API key of PIDOPS.LAB, asked for as its password may."""
    basic = base64.b64encode(b"PIDOPS.LAB:lab-secret").decode()
    headers = {"Authorization": f"Basic {basic}", "Content-Type": "application/vnd.api+json"}
    body = {"data": {"type": "apiKeys", "attributes": {"name": "test"}}}
    address = f"{sandbox.base_url}/credentials/api-keys"
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(urllib.request.Request(address, json.dumps(body).encode(), headers)) as answer:
        made = json.load(answer)["data"]
    if revoked:
        opener.open(urllib.request.Request(f"{address}/{made['id']}", headers=headers, method="DELETE")).close()
    return str(made["attributes"]["key"])


KEY_USES = {
    "as password": lambda key: {"username": "PIDOPS.LAB", "password": key},
    "as user": lambda key: {"username": key, "password": "x"},
    "as token": lambda key: {"username": None, "password": None, "token": key},
    "as token with user": lambda key: {"username": "PIDOPS.LAB", "password": None, "token": key},
}


@pytest.mark.parametrize("use", KEY_USES)
def test_api_key(sandbox: sandbox_server.Sandbox, doi: str, use: str) -> None:
    librarian = Librarian(sandbox.base_url, **KEY_USES[use](_api_key(sandbox)))
    assert librarian.done(doi=doi, state="findable", **WHOLE)["actions"] == ["create", "publish"]
    assert librarian.done(doi=doi, state="findable", **WHOLE)["changed"] is False
    missing = new_doi()
    assert librarian.done(doi=missing, state="absent")["changed"] is False
    assert librarian.done(doi=missing)["actions"] == ["create"]
    assert librarian.done(doi=missing, state="absent")["actions"] == ["delete"]


@pytest.mark.parametrize("use", KEY_USES)
@pytest.mark.parametrize("kind", ["missing DOI", "own draft", "own findable"])
@pytest.mark.parametrize("task", ["present", "findable", "absent"])
def test_revoked_api_key(sandbox: sandbox_server.Sandbox, place: Any, use: str, kind: str, task: str) -> None:
    doi, key = place(kind), _api_key(sandbox, revoked=True)
    librarian = Librarian(sandbox.base_url, **KEY_USES[use](key))
    message = librarian.refused(doi=doi, **TASKS[task])
    assert "a revoked API key" in message and "the DataCite test system" in message and SEPARATE in message
    assert key not in message
    assert librarian.writes() == []


@pytest.mark.parametrize("kind", ["missing DOI", "own draft", "own findable"])
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_member_account_is_told_before_the_write(sandbox: sandbox_server.Sandbox, place: Any, kind: str, check: bool) -> None:
    doi = place(kind)
    member = Librarian(sandbox.base_url, username="PIDOPS", password="member-secret")
    message = member.refused(doi=doi, state="findable", url="https://data.example.org/other", metadata=METADATA, check=check)
    assert "member" in message and "cannot write DOIs" in message and "account of the repository" in message
    assert member.writes() == []


@pytest.mark.parametrize(
    ("task", "asked_first"), [({}, True), ({"state": "findable", **WHOLE}, False), ({"state": "findable", **WHOLE, "server_validation": "never"}, True)]
)
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_inactive_repository_is_told_for_a_create(sandbox: sandbox_server.Sandbox, task: dict[str, Any], asked_first: bool, check: bool) -> None:
    """Before the write wherever a request is left for it; else DataCite refuses, and the reason is looked up then."""
    librarian, doi = _asleep(sandbox), new_doi("10.82009")
    assert "the repository is not active" in librarian.refused(doi=doi, **task, check=check)
    assert librarian.writes() == ([] if check or asked_first else ["POST"])
    assert len(librarian.requests()) <= (3 if check or asked_first else 5), "the reads after a refused write are on top"


def _asleep(sandbox: sandbox_server.Sandbox) -> Librarian:
    repository = {"id": "PIDOPS.ASLEEP", "password": "asleep-secret", "isActive": False, "prefixes": ["10.82009"]}
    sandbox.control("seed", {"members": [{"id": "PIDOPS", "password": "member-secret", "repositories": [repository]}]})
    return Librarian(sandbox.base_url, username="PIDOPS.ASLEEP", password="asleep-secret")


def test_inactive_repository_is_told_for_a_record_of_its_own(sandbox: sandbox_server.Sandbox) -> None:
    librarian, doi = _asleep(sandbox), new_doi("10.82009")
    sandbox.put_record(doi, {"state": "draft", "titles": [{"title": "T"}]}, "PIDOPS.ASLEEP")
    assert librarian.done(doi=doi)["changed"] is False
    for task in ({"state": "absent"}, {"url": URL}, {"metadata": {"titles": [{"title": "U"}]}}):
        assert "the repository is not active" in librarian.refused(doi=doi, check=True, **task)
        assert librarian.writes() == []
        assert "the repository is not active" in librarian.refused(doi=doi, **task)
        assert 403 in [one.status for one in librarian.exchanges] or librarian.writes() == []


def test_an_answer_that_names_nobody_proves_nothing(server: ScriptedServer, doi: str) -> None:
    """A proxy that takes the credentials away, or the names of accounts out of the answers."""
    librarian = Librarian(server.url)
    anonymous = record_reply(doi, {"state": "findable", "url": URL})
    server.answer(lambda seen: Reply(200, anonymous.document))
    message = librarian.refused(doi=doi, state="findable")
    assert "does not" in message and librarian.writes() == []


def test_credentials_of_another_account(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url)
    server.answer(lambda seen: record_reply(doi, {"state": "findable"}, account="pidops.other", owner="pidops.other"))
    assert "the credentials belong to pidops.other, not to PIDOPS.LAB" in librarian.refused(doi=doi)


def test_a_token_alone_learns_the_account_from_the_answer(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url, username=None, password=None, token="some.json.webtoken")
    server.script(record_reply(doi, {"state": "draft"}))
    assert librarian.done(doi=doi)["changed"] is False
    server.script(record_reply(doi, {"state": "findable"}, owner="pidops.other"))
    assert "belongs to the repository pidops.other, not to pidops.lab" in librarian.refused(doi=doi)


def test_an_answer_about_another_doi_is_an_error(server: ScriptedServer, doi: str) -> None:
    librarian = Librarian(server.url)
    server.script(record_reply("10.82001/another", {"state": "draft"}))
    message = librarian.refused(doi=doi, state="absent")
    assert doi in message and "cannot be understood" in message and librarian.writes() == []


@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
@pytest.mark.parametrize("doi", ["10.82010/unassigned", "10.82002/of-another", "10.82003/of-a-rival", "10.9999/of-nobody"])
def test_a_prefix_that_is_not_the_accounts(librarian: Librarian, doi: str, check: bool) -> None:
    for task in ({}, {"state": "findable", **WHOLE}):
        message = librarian.refused(doi=doi, check=check, **task)
        assert f"The prefix {doi.partition('/')[0]} does not belong to pidops.lab" in message
        assert "its prefixes: 10.17596, 10.5438, 10.82001" in message
        assert len(librarian.requests()) <= (3 if check else 5), "the reads after a refused write are on top"
        assert librarian.writes() == [] or (not check and task)


@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_a_landing_page_outside_of_the_domains(sandbox: sandbox_server.Sandbox, check: bool) -> None:
    repository = {"id": "PIDOPS.NARROW", "password": "narrow-secret", "domains": "example.org,*.example.net", "prefixes": ["10.82008"]}
    sandbox.control("seed", {"members": [{"id": "PIDOPS", "password": "member-secret", "repositories": [repository]}]})
    librarian, doi = Librarian(sandbox.base_url, username="PIDOPS.NARROW", password="narrow-secret"), new_doi("10.82008")
    for url in ("https://data.example.org/x", "https://example.com/x", "https://example.net/x"):
        message = librarian.refused(doi=doi, state="findable", url=url, metadata=METADATA, check=check)
        assert "domain" in message and url in message
    for url in ("https://example.org/x", "https://data.example.net:8443/x"):
        assert librarian.done(doi=doi, state="findable", url=url, metadata=METADATA, check=check)["changed"]
    assert librarian.done(doi=new_doi("10.82008"), url="https://example.com/x", check=check)["changed"], "a draft may have any"
