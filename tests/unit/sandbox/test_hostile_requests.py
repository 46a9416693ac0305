# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests that nobody should send: they are refused in words, nothing is stored, and the server lives on."""

from __future__ import annotations

import base64
import json

import pytest

DOI = "10.82001/hostile"
NO_JSON = "Error occurred while parsing request parameters"


def _titled(text: str) -> str:
    return '{"data":{"attributes":{"titles":[{"title":' + text + "}]}}}"


@pytest.mark.parametrize("body", [
    _titled("NaN"), _titled("-Infinity"), _titled("1e999"), _titled("[" * 200 + "]" * 200), "[" * 100_000, _titled("9" * 5000), "\ufeff{}", "{", "\x00",
], ids=["nan", "infinity", "too large", "deep", "bottomless", "long number", "byte order mark", "unfinished", "nul"])
def test_what_is_no_json_is_refused(door, body):
    reply = door.send("PUT", f"/dois/{DOI}", body)
    assert (reply.status, reply.json["errors"]) == (400, [{"status": "400", "title": NO_JSON}])
    assert door.get(f"/dois/{DOI}").status == 404


@pytest.mark.parametrize("path", [f"/dois/{DOI}", "/repositories/pidops.lab", f"/_sandbox/records/{DOI}"])
def test_half_a_character_is_refused(door, path):
    reply = door.send("PUT", path, {"data": {"attributes": {"name": "x\ud800", "titles": [{"title": "a\udfffb"}]}}})
    assert reply.status == 400 and reply.json["errors"][0]["title"].startswith("Invalid request parameters: Invalid encoding for parameter: ")
    assert door.get(f"/dois/{DOI}").status == 404


def test_both_halves_of_a_character_are_one(door):
    assert door.send("PUT", f"/dois/{DOI}", _titled('"\\ud83d\\ude00"')).json["data"]["attributes"]["titles"] == [{"title": "\U0001f600"}]


def test_half_a_character_in_a_json_document_fails_as_a_whole(door):
    text = json.dumps({"schema-version": "http://datacite.org/schema/kernel-4", "doi": DOI, "titles": [{"title": "\ud800"}], "creators": [{"name": "A"}]})
    reply = door.write(DOI, xml=base64.b64encode(text.encode()).decode())
    assert (reply.status, reply.json) == (500, {"status": 400, "title": "source sequence is illegal/malformed utf-8"})
    assert door.get(f"/dois/{DOI}").status == 404


@pytest.mark.parametrize("settings", [{"latency": {}}, {"latency": "5"}, {"index_delay": -1}, {"index_delay": None}, {"latency": True}])
def test_a_setting_that_is_no_number_changes_nothing(door, settings):
    reply = door.send("POST", "/_sandbox/settings", {"index_paused": True, **settings}, None)
    assert reply.status == 400 and "a number from 0 on is wanted" in reply.text
    assert (door.service.settings.latency, door.sandbox.index.delay, door.sandbox.index.paused) == (0, 0, False)


@pytest.mark.parametrize("attributes", [{"url": {}}, {"url": True}, {"created": {"a": 1}}, {"publicationYear": "x"}, {"version": 7}, {"metadataVersion": []}])
def test_columns_keep_their_kind_whatever_is_put_into_a_record(door, attributes):
    assert door.send("PUT", f"/_sandbox/records/{DOI}", {"state": "findable", **attributes}, None).status == 200
    assert door.send("POST", f"/_sandbox/damage/{DOI}", attributes, None).status == 200
    for reply in (door.get(f"/dois/{DOI}"), door.write(DOI, titles=[{"title": "T"}])):
        assert "the sandbox failed" not in reply.text


def test_a_password_in_a_seed_is_a_text(door):
    reply = door.send("POST", "/_sandbox/seed", {"members": [{"id": "Q", "password": 5}]}, None)
    assert reply.status == 400 and "a password is a text" in reply.text
