# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong on purpose, and when."""

from __future__ import annotations

import pytest

from datacite_sandbox.faults import BadFault, Faults, parse


@pytest.mark.parametrize("text", ["429", "502 PUT x2", "latency=200 GET /dois 10%", "drop-after PATCH /dois/10\\.1/ x1", "index-delay=3"])
def test_a_fault_reads_as_it_is_written(text):
    assert [fault.text() for fault in parse(text)] == [text]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("418", "there is no fault '418'"),
        ("latency", "as in latency=5"),
        ("429=3", "takes no value"),
        ("429 twice", "'twice' is neither"),
        ("latency=x", "could not convert"),
        ("429 /[", "unterminated"),
    ],
)
def test_a_text_that_is_no_fault_is_refused_with_a_reason(text, says):
    with pytest.raises(BadFault, match=says.replace("[", r"\[")):
        parse(text)


def test_method_path_and_count_limit_a_fault():
    faults = Faults(parse("429 PUT /dois/10.82001 x2"))
    struck = [
        bool(faults.strike(*request))
        for request in [
            ("GET", "/dois/10.82001/a"),
            ("PUT", "/repositories/a"),
            ("PUT", "/dois/10.82001/a"),
            ("PUT", "/dois/10.82001/b"),
            ("PUT", "/dois/10.82001/c"),
        ]
    ]
    assert struck == [False, False, True, True, False]


def test_one_fault_ends_a_request_and_those_behind_it_wait():
    faults = Faults(parse("latency=5; 502 x1; 429 x1"))
    assert [[fault.kind for fault in faults.strike("GET", "/dois")] for _unused in range(3)] == [["latency", "502"], ["latency", "429"], ["latency"]]


def test_chance_is_the_same_in_every_run():
    runs = [[bool(faults.strike("GET", "/")) for _unused in range(200)] for faults in (Faults(parse("429 25%")), Faults(parse("429 25%")))]
    assert runs[0] == runs[1] and 20 < sum(runs[0]) < 80


@pytest.mark.parametrize(
    ("fault", "status", "content"),
    [
        ("429", 429, '{"errors":[{"status":"429","title":"Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."}]}'),
        (
            "403-rate-limit",
            403,
            '{"errors":[{"status":"403","title":"Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."}]}',
        ),
        ("500", 500, '{"status":400,"title":"execution expired"}'),
        ("502", 502, "<html>"),
        ("503", 503, "<html>"),
        ("504", 504, "<html>"),
        ("html-200", 200, "<!DOCTYPE html>"),
    ],
)
def test_what_is_answered_before_anything_is_done(door, fault, status, content):
    reply = door.write("10.82001/new", fault=fault)
    assert (reply.status, reply.headers) == (status, {}) and reply.text.startswith(content)
    assert not door.sandbox.records.exists("10.82001/new")


@pytest.mark.parametrize("fault", ["500-after", "502-after", "504-after", "cut-json", "nonsense", "empty"])
def test_what_spoils_an_answer_leaves_the_write(door, fault):
    reply = door.write("10.82001/new", fault=fault)
    assert "10.82001/new" not in reply.text or fault == "cut-json"
    assert door.get("/dois/10.82001/new").json["data"]["id"] == "10.82001/new"


@pytest.mark.parametrize("fault", ["truncated-page", "repeated-cursor", "foreign-rows", "registered-lost"])
def test_what_spoils_a_list(door, fault):
    for name in "abcd":
        door.send("PUT", f"/_sandbox/records/10.82001/{name}", {"state": "findable", "registered": "2024-01-01T00:00:00.000Z"}, None)
    spoiled, whole = (door.get("/dois?client-id=pidops.lab&page[size]=2&page[cursor]=1", fault=name).json for name in (fault, ""))
    assert {
        "truncated-page": len(spoiled["data"]) == 1 and spoiled["meta"] == whole["meta"],
        "repeated-cursor": spoiled["links"]["next"] == spoiled["links"]["self"] and spoiled["data"] == whole["data"],
        "foreign-rows": all(row["relationships"]["client"]["data"]["id"] == "foreign.repo" and row["id"].startswith("10.982001/") for row in spoiled["data"]),
        "registered-lost": [row["attributes"]["registered"] for row in spoiled["data"]] == [None, None]
        and whole["data"][0]["attributes"]["registered"] is not None,
    }[fault]


GOOD = {
    "creators": [{"name": "Okafor, N"}],
    "titles": [{"title": "T"}],
    "publisher": "P",
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": "http://datacite.org/schema/kernel-4",
    "url": "https://example.org/x",
}


def test_a_handle_that_is_not_registered(door):
    reply = door.write("10.82001/unresolved", fault="unregistered", event="publish", **GOOD)
    attributes = reply.json["data"]["attributes"]
    assert (reply.status, attributes["state"], attributes["registered"]) == (201, "findable", None)
    assert door.get("/dois/10.82001/unresolved/get-url").status == 404
    mended = door.write("10.82001/unresolved", url="https://example.org/x").json["data"]["attributes"]
    assert mended["registered"] is not None
    assert door.get("/dois/10.82001/unresolved/get-url").json == {"url": "https://example.org/x"}


def test_the_index_falls_behind_for_one_write_alone(door):
    door.write("10.82001/late", fault="index-delay=60")
    door.write("10.82001/early")
    assert door.names("client-id=pidops.lab") == ["early"]


def test_the_control_endpoint_says_what_is_wrong_and_lists_what_waits(door):
    assert door.send("POST", "/_sandbox/faults", {"faults": "nope"}, None).status == 400
    assert door.send("POST", "/_sandbox/faults", {"faults": "429 x1; 502"}, None).json == {"faults": ["429 x1", "502"]}
    assert [door.get("/dois").status for _unused in range(2)] == [429, 502]
    assert door.send("DELETE", "/_sandbox/faults", None, None).json == {"faults": []}
    assert door.get("/dois").status == 200


def test_a_damaged_record_answers_500_until_it_is_mended(door):
    door.write("10.82001/hurt", **GOOD)
    door.send("POST", "/_sandbox/damage/10.82001/hurt", {"creators": ""}, None)
    assert door.get("/dois/10.82001/hurt").status == 500
    assert door.write("10.82001/hurt", creators=[{"name": "Okafor, N"}]).status == 200
    assert door.get("/dois/10.82001/hurt").status == 200


def test_a_refusal_may_have_written(door):
    door.write("10.82001/hurt", **GOOD)
    assert door.write("10.82001/hurt", creators="").status == 400
    assert door.get("/dois/10.82001/hurt").status == 500
