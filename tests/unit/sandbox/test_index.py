# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two stores: the database at once, lists later."""

from __future__ import annotations

from datacite_sandbox.store import index as index_module


def test_lists_follow_when_their_time_has_come(door, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(index_module.time, "time", lambda: clock[0])
    door.sandbox.index.delay = 5
    assert door.write("10.82001/late").status == 201
    assert door.get("/dois/10.82001/late").status == 200
    assert door.names("client-id=pidops.lab") == []
    clock[0] += 4.9
    assert door.names("client-id=pidops.lab") == []
    clock[0] += 0.2
    assert door.names("client-id=pidops.lab") == ["late"]


def test_a_row_shows_the_record_as_it_is_when_it_is_brought_over(door):
    door.sandbox.index.paused = True
    door.write("10.82001/late", url="https://example.org/1")
    door.write("10.82001/late", url="https://example.org/2")
    assert door.names("client-id=pidops.lab") == []
    door.send("POST", "/_sandbox/index", {}, None)
    assert door.get("/dois?client-id=pidops.lab").json["data"][0]["attributes"]["url"] == "https://example.org/2"


def test_a_deleted_draft_lingers_in_lists(door):
    door.write("10.82001/gone")
    door.sandbox.index.paused = True
    assert door.send("DELETE", "/dois/10.82001/gone").status == 204
    assert door.names("client-id=pidops.lab") == ["gone"]
    door.sandbox.index.paused = False
    assert door.names("client-id=pidops.lab") == []


def test_an_identifier_that_is_no_text_keeps_a_record_out_of_lists(door):
    reply = door.write("10.82001/number", creators=[{"name": "O", "nameIdentifiers": [{"nameIdentifier": 5, "nameIdentifierScheme": "X"}]}])
    assert reply.status == 201
    assert door.names("client-id=pidops.lab") == []


def test_the_order_and_number_of_lines_is_that_of_the_attributes():
    lines = index_module.lines_of({"doi": "10.1/x", "titles": [{"title": "a\nb"}], "xml": "PHg+"}).split("\n")
    assert len(lines) == len(index_module.ATTRIBUTES)
    assert lines[index_module.PLACE["titles"]] == '[{"title":"a\\nb"}]' and lines[index_module.PLACE["xml"]] == ""
