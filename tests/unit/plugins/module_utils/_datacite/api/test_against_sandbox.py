# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""The client and the sandbox, two readings of the same facts, agree on who is asking, and on what was lost on the way."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.answer import owner_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.dois import Dois
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.holdings import Holdings
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.identity import Identity
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.opening import Opened
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pages import count, read_named, walk
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.registry import Registry
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session

LAB = {"username": "PIDOPS.LAB", "password": "lab-secret"}


@pytest.fixture(scope="module")
def sandbox():
    with sandbox_server.running_sandbox() as running:
        yield running


@pytest.fixture
def sign_in(sandbox, clock):
    """A session with the sandbox for these credentials."""
    sandbox.clear_faults()
    opened = []

    def make(**credentials: str) -> Session:
        opened.append(Session(connection({"api_url": sandbox.base_url, **credentials}), clock=clock, sleep=clock.sleep, pace=Pace(None, MemoryStore(), clock)))
        return opened[-1]

    yield make
    for session in opened:
        session.close()


@pytest.fixture(scope="module")
def api_key(sandbox) -> dict[str, str]:
    """A key of PIDOPS.LAB, `key`, and its `id`."""
    session = Session(connection({"api_url": sandbox.base_url, **LAB}), pace=Pace(None, MemoryStore()))
    made = session.request("POST", "/credentials/api-keys", document={"data": {"type": "apiKeys", "attributes": {"name": "for a test"}}})
    return {"key": made.attributes["key"], "id": made.id or ""}


def refusal(call, *arguments) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        call(*arguments)
    return caught.value


def test_each_credential_is_proven(sign_in, api_key) -> None:
    for credentials in (LAB, {"username": "pidops.lab", "password": "lab-secret"}, {"token": api_key["key"]}, {"username": api_key["key"]},
                        {"username": "PIDOPS.LAB", "password": api_key["key"]}, {"username": "PIDOPS.LAB", "token": api_key["key"]}):  # fmt: skip
        session = sign_in(**credentials)
        assert Identity(session).prove() == "pidops.lab"
        assert session.request_count == 1
        assert "10.82001" in Identity(session).repository().prefixes
    assert Identity(sign_in(username="PIDOPS", password="member-secret")).prove() == "pidops"


@pytest.mark.parametrize(
    "credentials",
    [
        {"username": "PIDOPS.LAB", "password": "wrong"},
        {"username": "PIDOPS.LAB", "password": "other-secret"},
        {"username": "PIDOPS.NOBODY", "password": "lab-secret"},
        {"username": "PIDOPS", "password": "lab-secret"},
        {"username": "PIDOPS.LAB", "password": "DC.invented"},
        {"token": "DC.invented"},
        {"token": "not.a.jwt"},
        {},
    ],
)
def test_a_wrong_credential_is_not(sign_in, credentials: dict[str, str]) -> None:
    error = refusal(Identity(sign_in(**credentials)).prove)
    assert error.kind is ErrorKind.UNAUTHENTICATED
    assert "the DataCite test system (http://127.0.0.1:" in str(error)


def test_a_revoked_key_is_not(sign_in, sandbox) -> None:
    lab = sign_in(**LAB)
    made = lab.request("POST", "/credentials/api-keys", document={"data": {"type": "apiKeys", "attributes": {"name": "short-lived"}}})
    key = made.attributes["key"]
    assert Identity(sign_in(token=key)).prove() == "pidops.lab"
    lab.request("DELETE", f"/credentials/api-keys/{made.id}")
    for credentials in ({"token": key}, {"username": "PIDOPS.LAB", "password": key}):
        assert refusal(Identity(sign_in(**credentials)).prove).kind is ErrorKind.UNAUTHENTICATED


def test_a_wrong_password_is_found_out_on_a_public_record(sign_in) -> None:
    lab = Dois(sign_in(**LAB))
    lab.create("10.82001/public", PUBLIC, "PIDOPS.LAB")
    assert refusal(Dois(sign_in(username="PIDOPS.LAB", password="wrong")).read, "10.82001/public").kind is ErrorKind.UNAUTHENTICATED
    assert refusal(lab.delete, "10.82001/public").kind is ErrorKind.NOT_ALLOWED


PUBLIC = {
    "event": "publish",
    "url": "https://example.org/public",
    "creators": [{"name": "River Lab", "affiliation": [{"name": "University of the River"}]}],
    "titles": [{"title": "Water levels"}],
    "publisher": {"name": "Example Archive"},
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
}


def test_a_doi_lives_and_dies(sign_in) -> None:
    dois = Dois(sign_in(**LAB))
    assert dois.read("10.82001/life") is None
    made = dois.create("10.82001/life", {"titles": [{"title": "A"}]}, "pidops.lab")
    assert (made.status, made.owner, made.account, made.attributes["state"]) == (201, "pidops.lab", "pidops.lab", "draft")
    assert refusal(dois.create, "10.82001/LIFE", {}, "pidops.lab").taken
    changed = dois.update("10.82001/life", {"titles": [{"title": "B"}]})
    assert changed.request_id is not None
    assert dois.activity(changed.request_id) is not None
    assert dois.activity("00000000-0000-4000-8000-000000000000") is None
    assert {entry["attributes"]["action"] for entry in dois.activities("10.82001/LIFE").data} == {"update", "create"}
    assert dois.delete("10.82001/life").status == 204
    assert dois.read("10.82001/life") is None


def test_validation_tells_what_would_be_stored_and_what_would_not(sign_in) -> None:
    dois = Dois(sign_in(**LAB))
    stored = dois.validate("10.82001/checked", {name: value for name, value in PUBLIC.items() if name != "event"})
    assert stored.entries == ()
    assert stored.attributes["creators"][0]["affiliation"] == [{"name": "University of the River"}], "affiliations stay objects"
    assert stored.attributes["publisher"] == {"name": "Example Archive"}
    assert dois.validate("10.82001/checked", {"titles": [], "schemaVersion": PUBLIC["schemaVersion"]}).entries != ()
    assert dois.read("10.82001/checked") is None


def test_a_lost_answer_is_no_success_and_no_second_creation(sign_in, sandbox) -> None:
    session = sign_in(**LAB)
    sandbox.faults("drop-after POST x1")
    error = refusal(Dois(session).create, "10.82001/lost", {}, "pidops.lab")
    assert (error.kind, error.answered) == (ErrorKind.UNAVAILABLE, False)
    assert Dois(session).read("10.82001/lost") is not None
    assert error.request_id is not None
    assert Dois(session).activity(error.request_id) is not None


def test_what_may_be_repeated_is(sign_in, sandbox) -> None:
    dois = Dois(sign_in(**LAB))
    dois.create("10.82001/stubborn", {}, "pidops.lab")
    sandbox.faults("drop-after PUT x1")
    assert dois.update("10.82001/stubborn", {"titles": [{"title": "C"}]}).attempts == 2
    sandbox.faults("502 GET x2")
    assert dois.read("10.82001/stubborn").attempts == 3
    sandbox.faults("drop-after DELETE x1")
    assert (dois.delete("10.82001/stubborn").status, dois.read("10.82001/stubborn")) == (404, None)
    sandbox.faults("429 POST x1")
    assert dois.create("10.82001/limited", {}, "pidops.lab").attempts == 2


def test_reasons_for_what_is_not_allowed(sign_in) -> None:
    registry = Registry(sign_in(**LAB))
    registry.prove()
    assert "The prefix 10.82002 does not belong to pidops.lab" in str(refusal(registry.create, "10.82002/a", {}))
    assert "members cannot write DOIs" in str(refusal(Registry(sign_in(username="PIDOPS", password="member-secret")).prove))


def test_a_list_is_walked_and_names_are_found(sign_in, sandbox) -> None:
    names = [f"10.5438/walked-{number:04}" for number in range(1203)]
    for name in names:
        sandbox.put_record(name, {"titles": [{"title": name}], "state": "draft"})
    sandbox.flush_index()
    session = sign_in(**LAB)
    mine = {"client-id": "pidops.lab", "prefix": "10.5438"}
    before = session.request_count
    assert [row["id"] for row in walk(session, mine, repository="PIDOPS.LAB")] == names
    assert session.request_count - before == 2
    assert count(session, mine) == 1203
    assert sorted(row["id"] for row in read_named(session, [*names[:300], "10.5438/unknown"])) == names[:300]


@pytest.fixture(scope="module")
def warehouse(sandbox):
    """PIDOPS.LAB with 2,500 records under 10.82001/held-…; `request_log` tells what was asked."""
    for start in range(0, 2500, 500):
        records = [
            {"doi": f"10.82001/held-{number:04}", "state": "findable", "titles": [{"title": "Held"}], "publicationYear": 2026, "xml": "PHgvPg=="}
            for number in range(start, start + 500)
        ]
        sandbox.control("seed", {"records": records})
    sandbox.flush_index()
    return sandbox


@pytest.mark.parametrize("way", ["password", "token"])
@pytest.mark.parametrize("wanted", [0, 1, 200, 201, 450, 1000, 2500, 4000])
def test_a_plan_that_finds_nothing_to_do_costs_what_was_promised(sign_in, warehouse, api_key, way: str, wanted: int) -> None:
    session = sign_in(**(LAB if way == "password" else {"token": api_key["key"]}))
    mine = count(sign_in(**LAB), {"client-id": "pidops.lab"})
    asked_before = len(warehouse.request_log())
    registry = Registry(session)
    names = [f"10.82001/HELD-{number:04}" for number in range(wanted)]
    holdings = Holdings(session, registry.prove(), names, everything=False, documents=False, fields=["titles", "url", "state"])
    found = {row["id"]: row["attributes"] for row in holdings}
    asked = warehouse.request_log(asked_before)
    assert {entry["account"] for entry in asked} == {"pidops.lab"}
    assert len(asked) <= 2 + min(-(-mine // 1000), -(-wanted // 200))
    assert {name for name in found if "held" in name} >= {f"10.82001/held-{number:04}" for number in range(min(wanted, 2500))}
    assert all(set(attributes) == {"titles", "url", "state"} for attributes in found.values())
    assert holdings.total in (None, mine)


def test_documents_come_along_where_they_are_wanted(sign_in, warehouse) -> None:
    rows = Holdings(sign_in(**LAB), "PIDOPS.LAB", ["10.82001/held-0001"], everything=False, documents=True, fields=["titles"])
    assert [(set(row["attributes"]), owner_of(row)) for row in rows] == [({"titles", "xml"}, "pidops.lab")]


def test_the_names_of_the_handle_server_are_for_a_password(sign_in, warehouse, api_key) -> None:
    handles = Dois(sign_in(**LAB)).handles()
    assert "10.82001/held-0001" in handles
    assert handles == [name.lower() for name in handles]
    assert Dois(sign_in(token=api_key["key"])).handles() is None
    assert Dois(sign_in()).handles() is None


def test_the_history_of_a_doi(sign_in) -> None:
    registry = Registry(sign_in(**LAB))
    registry.create("10.82001/history", {"titles": [{"title": "0"}]})
    written = [registry.update("10.82001/history", {"titles": [{"title": str(number)}]}).request_id for number in range(1, 6)]
    history = registry.history("10.82001/HISTORY")
    assert [entry["id"] for entry in history[:5]] == written[::-1]
    assert [entry["action"] for entry in history] == ["update"] * 5 + ["create"]
    assert history[0]["changes"]["titles"] == [[{"title": "4"}], [{"title": "5"}]]
    assert history[0]["by"].endswith("/pidops.lab")
    assert history[0]["at"] >= history[-1]["at"]


def test_eight_threads_share_a_session(sign_in, sandbox) -> None:
    """Every answer reaches the thread that asked, each request counts once, and who we are is asked once."""
    registry = Opened(sign_in(**LAB))
    asked_before = len(sandbox.request_log())
    names = [f"10.82001/thread-{number}" for number in range(160)]
    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(lambda _unused: registry.prove(), range(8))) == {"pidops.lab"}
        created = list(threads.map(lambda name: registry.create(name, {"titles": [{"title": name}]}), names))
        updated = list(threads.map(lambda name: registry.update(name, {"titles": [{"title": name * 2}]}), names))
        read = list(threads.map(registry.read, names))
    assert [answer.id for answer in created] == names
    assert [answer.attributes["titles"][0]["title"] for answer in [*updated, *read]] == [name * 2 for name in names] * 2
    log = sandbox.request_log(asked_before)
    assert sum(entry["path"].startswith("/repositories") for entry in log) == 1
    assert len({answer.request_id for answer in [*created, *updated]}) == 320
    assert registry.request_count == len(log) == 481
