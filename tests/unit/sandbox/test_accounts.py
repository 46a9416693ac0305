# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Repositories, prefixes, media and names: what the member's stories do not tell."""

from __future__ import annotations

import pytest

from datacite_sandbox.endpoints import repositories
from datacite_sandbox.request import Request

LAB, OTHER, MEMBER = ("PIDOPS.LAB", "lab-secret"), ("PIDOPS.OTHER", "other-secret"), ("PIDOPS", "member-secret")
RIVAL = ("RIVAL", "rival-secret")


def repository(symbol="PIDOPS.NEW", **attributes):
    return {"data": {"type": "repositories", "attributes": {"symbol": symbol, "name": "New", "systemEmail": "n@example.org", **attributes}}}


def test_a_new_repository_gets_a_free_prefix_and_without_one_there_is_none(door):
    made = door.send("POST", "/repositories", repository(), MEMBER)
    assert made.status == 201 and made.json["data"]["relationships"]["prefixes"]["data"] == [{"id": "10.82010", "type": "prefixes"}]
    refused = door.send("POST", "/repositories", repository("PIDOPS.MORE"), MEMBER)
    assert (refused.status, refused.json["errors"][0]["title"]) == (422, "No prefixes available.  Unable to create repository.")
    assert door.sandbox.accounts.repository("pidops.more") is None


@pytest.mark.parametrize(
    ("body", "source"),
    [
        (repository("LAB.NEW"), "symbol"),
        (repository("PIDOPS.new_one"), "symbol"),
        (repository("PIDOPS.LAB"), "symbol"),
        (repository(name=""), "name"),
        (repository(url="nowhere"), "url"),
        (repository(clientType="shop"), "client_type"),
        (repository(certificate=["Mine"]), "certificate"),
        (repository(repositoryType=["strange"]), "repository_type"),
        (repository(subjects=[{"subject": "x"}]), "subjects"),
    ],
)
def test_what_a_repository_must_not_be(door, body, source):
    body["data"]["relationships"] = {"provider": {"data": {"type": "providers", "id": "pidops"}}}
    reply = door.send("POST", "/repositories", body, MEMBER)
    assert reply.status == 422 and [entry["source"] for entry in reply.json["errors"]] == [source]


def test_every_accepted_update_moves_the_time_and_null_clears(door, monkeypatch):
    door.send("PUT", "/repositories/pidops.lab", {"data": {"attributes": {"description": "x"}}})
    monkeypatch.setattr(repositories, "now", lambda: "2030-01-01T00:00:00.000Z")
    attributes = door.send("PUT", "/repositories/pidops.lab", {"data": {"attributes": {"description": None}}}).json["data"]["attributes"]
    assert (attributes["description"], attributes["updated"]) == (None, "2030-01-01T00:00:00.000Z")


def test_a_repository_with_dois_stays_and_an_empty_one_goes_for_ever(door):
    door.write("10.82001/a")
    assert door.send("DELETE", "/repositories/pidops.lab", auth=MEMBER).json["errors"][0]["title"] == "Can't delete repository that has DOIs."
    assert door.send("DELETE", "/repositories/pidops.other", auth=MEMBER).status == 204
    assert door.get("/repositories/pidops.other").status == 404
    assert door.send("POST", "/repositories", repository("PIDOPS.OTHER"), MEMBER).status == 422


def test_a_transfer_moves_the_doi_and_nothing_else(door):
    door.write("10.82001/moving", url="https://example.org/")
    body = {
        "data": {
            "attributes": {"mode": "transfer", "url": "https://example.org/other"},
            "relationships": {"client": {"data": {"type": "clients", "id": "pidops.other"}}},
        }
    }
    assert door.send("PUT", "/dois/10.82001/moving", body, RIVAL).status == 403
    assert door.send("PUT", "/dois/10.82001/moving", body, MEMBER).json["data"]["relationships"]["client"]["data"]["id"] == "pidops.other"
    assert door.get("/dois/10.82001/moving", auth=OTHER).json["data"]["attributes"]["url"] == "https://example.org/"
    assert (door.write("10.82001/moving").status, door.write("10.82001/moving", auth=OTHER).status) == (403, 200)


@pytest.mark.parametrize(("auth", "status"), [(None, 401), (LAB, 403), (RIVAL, 403), (MEMBER, 204)])
def test_who_takes_a_prefix_away(door, auth, status):
    number = door.get("/repository-prefixes?repository-id=pidops.lab").json["data"][0]["id"]
    assert door.send("DELETE", f"/repository-prefixes/{number}", auth=auth).status == status


def test_taking_a_prefix_from_a_member_takes_it_from_its_repositories(door):
    held = {row["relationships"]["prefix"]["data"]["id"]: row["id"] for row in door.get("/provider-prefixes?provider-id=pidops").json["data"]}
    assert door.send("DELETE", f"/provider-prefixes/{held['10.82001']}", auth=MEMBER).status == 204
    assert door.write("10.82001/late").status == 403


def test_which_prefixes_are_free(door):
    assert [row["id"] for row in door.get("/prefixes?state=without-repository&provider-id=pidops").json["data"]] == ["10.82010"]


def test_media_come_and_go_with_content_urls(door):
    door.write("10.82001/m", contentUrl=["https://example.org/1", "https://example.org/2"], formats=["text/csv"])
    assert [(row["attributes"]["url"], row["attributes"]["mediaType"]) for row in door.get("/dois/10.82001/m/media").json["data"]] == [
        ("https://example.org/2", "text/plain"),
        ("https://example.org/1", "text/csv"),
    ]
    number = door.send("POST", "/dois/10.82001/m/media", {"data": {"attributes": {"url": "ftp://example.org/3", "mediaType": "text/xml"}}}).json["data"]["id"]
    changed = door.send("PATCH", f"/dois/10.82001/m/media/{number}", {"data": {"attributes": {"url": "s3://bucket/3"}}})
    assert changed.json["data"]["attributes"]["url"] == "s3://bucket/3" and changed.json["data"]["attributes"]["mediaType"] == "text/xml"
    assert door.send("DELETE", f"/dois/10.82001/m/media/{number}", auth=OTHER).status == 403
    assert door.send("DELETE", f"/dois/10.82001/m/media/{number}").status == 204
    assert door.get(f"/dois/10.82001/m/media/{number}", auth=None).status == 404
    door.write("10.82001/m", contentUrl=["https://example.org/4"])
    assert [row["attributes"]["url"] for row in door.get("/dois/10.82001/m/media", auth=None).json["data"]] == ["https://example.org/4"]


def test_names_under_a_prefix_are_a_function_of_the_number(door):
    assert door.get("/dois/random?prefix=10.82001&number=122149076", auth=None).json == {"dois": ["10.82001/3mfp-6m52"]}
    assert len(door.get("/dois/random?prefix=10.82001/ab&size=3").json["dois"]) == 3
    assert door.get("/dois/random?prefix=10.82001/ab").json["dois"][0].startswith("10.82001/ab-")
    assert door.get("/dois/random?prefix=nonsense").status == 500


def test_get_dois_is_for_the_password_of_a_repository(door):
    assert [door.get("/dois/get-dois", auth=auth).status for auth in (None, MEMBER, LAB)] == [401, 403, 204]
    door.send("PUT", "/_sandbox/records/10.82001/public", {"state": "findable", "url": "https://example.org/"}, None)
    assert door.get("/dois/get-dois").json == {"dois": ["10.82001/PUBLIC"]}


def test_where_a_doi_leads_is_not_told_to_another_repository(door):
    door.write("10.82001/led", url="https://example.org/")
    assert [door.get("/dois/10.82001/led/get-url", auth=auth).status for auth in (None, LAB, MEMBER, OTHER)] == [200, 200, 200, 403]
    door.write("10.82001/nowhere")
    assert door.get("/dois/10.82001/nowhere/get-url").status == 204


def test_activities_tell_who_changed_what(door):
    door.send("PUT", "/dois/10.82001/a", {"data": {"attributes": {"url": "https://example.org/1"}}}, x_request_id="first")
    door.send("PUT", "/dois/10.82001/a", {"data": {"attributes": {"url": "https://example.org/2"}}}, x_request_id="second")
    door.send("PUT", "/dois/10.82001/a", {"data": {"attributes": {"url": "https://example.org/2"}}}, x_request_id="third")
    found = door.get("/activities/second", auth=None)
    assert found.json["data"]["attributes"]["changes"]["url"] == ["https://example.org/1", "https://example.org/2"]
    assert found.headers == {"X-Anonymous-Consumer": "true"}
    assert door.get("/activities/third").status == 404  # nothing changed, so there is none
    assert [row["id"] for row in door.get('/activities?query=username:"pidops.lab"&page[cursor]=1').json["data"]] == ["first", "second"]
    assert door.get("/dois/10.82001/A/activities").json["meta"]["total"] == 0


def test_undo_takes_the_last_change_back(door):
    for number in (1, 2):
        door.write("10.82001/a", url=f"https://example.org/{number}")
    undone = door.send("POST", "/dois/undo", {"data": {"attributes": {"doi": "10.82001/A"}}})
    assert undone.json["data"]["attributes"]["url"] == "https://example.org/1"


@pytest.mark.parametrize(
    ("body", "status", "title"),
    [
        ("", 400, "You need to provide a payload following the JSONAPI spec"),
        ("{}", 400, "You need to provide a payload following the JSONAPI spec"),
        ("[]", 400, "You need to provide a payload following the JSONAPI spec"),
        ("{nonsense", 400, "Error occurred while parsing request parameters"),
        ('{"data": {"type": "dois"}}', 422, "param is missing or the value is empty or invalid: attributes"),
    ],
)
def test_bodies_that_are_none(door, body, status, title):
    reply = door.send("POST", "/dois", body)
    assert (reply.status, reply.json["errors"][0]["title"], reply.headers) == (status, title, {})


def test_data_that_is_a_text_trips_the_server_itself(door):
    reply = door.send("POST", "/dois", '{"data": "x"}')
    assert (reply.status, reply.json) == (500, {"status": 400, "title": "String does not have #dig method"})


@pytest.mark.parametrize(
    ("accept", "status", "kind"),
    [
        ("application/vnd.datacite.datacite+xml", 200, "application/vnd.datacite.datacite+xml"),
        ("application/x-bibtex, */*;q=0.1", 200, "application/x-bibtex"),
        ("text/html, application/x-bibtex;q=0.5", 200, "application/json"),
        ("application/xml", 406, "application/json"),
        ("image/png, */*", 200, "application/json"),
    ],
)
def test_which_format_is_answered(door, accept, status, kind):
    door.send("PUT", "/_sandbox/records/10.82001/f", {"state": "findable", "titles": [{"title": "T"}], "url": "https://example.org/"}, None)
    answer, _call = door.service.call(Request("GET", "/dois/10.82001/f", {"accept": accept}, b"", "http://sandbox", "r"), [])
    assert answer.status == status and answer.content_type.startswith(kind)


def test_only_staff_makes_members(door):
    attributes = {"symbol": "UNI", "name": "University", "systemEmail": "it@example.org", "passwordInput": "uni-secret"}
    body = {"data": {"type": "providers", "attributes": attributes}}
    assert door.send("POST", "/providers", body, MEMBER).status == 403
    door.sandbox.identity.staff.add("pidops")
    made = door.send("POST", "/providers", body, MEMBER)
    assert (made.status, made.json["data"]["id"], made.json["data"]["attributes"]["name"]) == (200, "uni", "University")
    assert door.get("/providers/uni", auth=("UNI", "uni-secret")).json["data"]["attributes"]["hasPassword"] is True
    again = door.send("POST", "/providers", body, MEMBER)
    assert (again.status, again.json["errors"][0]["source"]) == (422, "symbol")
    attributes.pop("symbol")
    assert len(door.send("POST", "/providers", body, MEMBER).json["data"]["id"]) == 6
    assert door.send("POST", "/providers", {"data": {"attributes": {"symbol": "X"}}}, MEMBER).status == 422
