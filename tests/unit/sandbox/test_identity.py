# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is calling, and what the answers say of it."""

from __future__ import annotations

import pytest

LAB, OTHER, MEMBER = ("PIDOPS.LAB", "lab-secret"), ("PIDOPS.OTHER", "other-secret"), ("PIDOPS", "member-secret")
WRONG = ("PIDOPS.LAB", "wrong")
USER = "X-Credential-Username"


@pytest.mark.parametrize(
    ("auth", "header"),
    [
        (LAB, {USER: "pidops.lab"}),
        (("pidops.lab", "lab-secret"), {USER: "pidops.lab"}),
        (MEMBER, {USER: "pidops"}),
        (WRONG, {USER: ""}),
        (("NOSUCH.REPO", "x"), {USER: ""}),
        ("Basic ???", {USER: ""}),
        (None, {"X-Anonymous-Consumer": "true"}),
    ],
)
def test_an_ordinary_answer_names_the_caller(door, auth, header):
    reply = door.get("/repositories/pidops.lab", auth=auth)
    assert reply.status == 200 and dict(reply.headers) == header


@pytest.mark.parametrize(
    ("method", "path", "auth", "status"),
    [
        ("GET", "/dois/10.82001/none", LAB, 404),
        ("DELETE", "/dois/10.82001/none", LAB, 404),
        ("GET", "/credentials/api-keys", None, 401),
        ("GET", "/credentials/api-keys", MEMBER, 403),
    ],
)
def test_a_refusal_that_was_raised_names_nobody(door, method, path, auth, status):
    reply = door.send(method, path, auth=auth)
    assert (reply.status, reply.headers) == (status, {})


def test_a_bad_bearer_fails_public_reads_and_a_wrong_password_does_not(door):
    assert door.get("/dois?page[size]=0", auth="Bearer nonsense").status == 401
    assert door.get("/dois?page[size]=0", auth=WRONG).status == 200


def test_a_token_stands_for_the_account_until_it_is_tampered_with(door):
    form = "grant_type=password&username=PIDOPS.LAB&password=lab-secret"
    token = door.send("POST", "/token", form, auth=None, content_type="application/x-www-form-urlencoded").json["access_token"]
    assert door.get("/repositories/pidops.lab", auth=f"Bearer {token}").headers == {USER: "pidops.lab"}
    assert door.get("/repositories/pidops.lab", auth=f"Bearer {token[:-2]}xx").status == 401


def make_key(door):
    body = {"data": {"type": "apiKeys", "attributes": {"name": "ci"}}}
    data = door.send("POST", "/credentials/api-keys", body).json["data"]
    return data["id"], data["attributes"]["key"]


@pytest.mark.parametrize("form", ["as password", "as user", "as bearer"])
def test_an_api_key_writes_dois_and_nothing_else(door, form):
    _number, key = make_key(door)
    auth = {"as password": ("PIDOPS.LAB", key), "as user": (key, "x"), "as bearer": f"Bearer {key}"}[form]
    assert door.write("10.82001/keyed", auth=auth).status == 201
    assert door.send("PUT", "/repositories/pidops.lab", {"data": {"attributes": {"name": "x"}}}, auth).status == 403
    assert "systemEmail" not in door.get("/repositories/pidops.lab", auth=auth).json["data"]["attributes"]


def test_a_revoked_key_reads_as_nobody_and_does_not_write(door):
    number, key = make_key(door)
    door.write("10.82001/public", url="https://example.org/")
    assert door.send("DELETE", f"/credentials/api-keys/{number}").status == 204
    assert door.get("/repositories/pidops.lab", auth=("PIDOPS.LAB", key)).headers == {USER: ""}
    assert door.write("10.82001/public", auth=("PIDOPS.LAB", key)).status == 401


def test_an_inactive_repository_reads_and_does_not_write(door):
    door.write("10.82001/kept")
    door.send("PUT", "/repositories/pidops.lab", {"data": {"attributes": {"isActive": False}}}, MEMBER)
    assert door.get("/dois/10.82001/kept").status == 200
    assert door.write("10.82001/kept").status == 403
    assert door.send("DELETE", "/dois/10.82001/kept").status == 403


@pytest.mark.parametrize(
    ("auth", "client", "status"),
    [
        (None, None, 401),
        (WRONG, None, 404),
        (WRONG, "pidops.lab", 401),
        (MEMBER, None, 404),
        (MEMBER, "pidops.lab", 403),
        (OTHER, None, 403),
        (OTHER, "pidops.lab", 403),
        (LAB, "pidops.lab", 201),
        (LAB, "nosuch.repo", 404),
    ],
)
def test_the_order_of_checks_on_a_creation(door, auth, client, status):
    body = {"data": {"attributes": {"doi": "10.82001/new"}}}
    if client:
        body["data"]["relationships"] = {"client": {"data": {"type": "clients", "id": client}}}
    assert door.send("POST", "/dois", body, auth).status == status


@pytest.mark.parametrize(("auth", "status"), [(None, 401), (WRONG, 401), (OTHER, 403), (MEMBER, 403), (LAB, 405)])
def test_the_order_of_checks_on_a_deletion(door, auth, status):
    door.write("10.82001/there", url="https://example.org/")
    door.sandbox.records.save("10.82001/there", "pidops.lab", "registered", {**door.sandbox.records.find("10.82001/there").record, "state": "registered"})
    assert door.send("DELETE", "/dois/10.82001/there", auth=auth).status == status
