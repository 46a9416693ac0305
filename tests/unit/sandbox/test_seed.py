# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Seeds: accounts, and records as they are."""

from __future__ import annotations

import json

import pytest

from conftest import observed
from datacite_sandbox import seed


def test_the_default_accounts_and_their_prefixes(door):
    accounts, prefixes = door.sandbox.accounts, door.sandbox.prefixes
    assert {one.id: prefixes.of(one.id) for one in accounts.repositories()} == {
        "pidops.lab": ["10.82001", "10.5438", "10.17596"],
        "pidops.other": ["10.82002"],
        "rival.lab": ["10.82003"],
    }
    assert {entry.prefix for entry in prefixes.of_members("member = 'pidops'")} == {"10.82001", "10.5438", "10.17596", "10.82002", "10.82010"}
    assert {one.attributes["domains"] for one in accounts.repositories()} == {"*"}
    for name, password in (("PIDOPS", "member-secret"), ("PIDOPS.LAB", "lab-secret"), ("PIDOPS.OTHER", "other-secret"), ("RIVAL.LAB", "rival-lab-secret")):
        assert door.sandbox.identity.login(name, password)


def test_other_accounts_from_a_seed(door):
    seed.plant(
        door.sandbox,
        {
            "members": [
                {
                    "id": "UNI",
                    "password": "u",
                    "prefixes": ["10.12345"],
                    "repositories": [{"id": "UNI.DATA", "password": "d", "prefixes": ["10.12346"], "domains": "*.uni.example", "isActive": False}],
                }
            ]
        },
    )
    shown = door.get("/repositories/uni.data", auth=("UNI.DATA", "d")).json["data"]
    assert (shown["attributes"]["domains"], shown["attributes"]["isActive"]) == ("*.uni.example", False)
    assert door.write("10.12346/a", auth=("UNI.DATA", "d")).status == 403
    assert door.get("/prefixes/10.12345").json["data"]["relationships"]["providers"]["data"] == [{"id": "uni", "type": "providers"}]


def test_domains_limit_where_a_public_doi_may_lead(door):
    door.send("PUT", "/repositories/pidops.lab", {"data": {"attributes": {"domains": "example.net"}}})
    reply = door.write("10.82001/away", url="https://example.org/x", event="register")
    assert {
        "source": "url",
        "title": "URL https://example.org/x is not allowed by repository pidops.lab domain settings.",
        "uid": "10.82001/away",
    } in reply.json["errors"]


def test_a_record_that_todays_rules_refuse_is_kept_as_it_is(door):
    record = {"doi": "10.82001/OLD+1", "state": "findable", "titles": [{"title": "Old"}], "contributors": [{"name": "No type"}], "url": "not a url"}
    seed.plant_record(door.sandbox, record)
    shown = door.get("/dois/10.82001%2Fold%2B1").json["data"]["attributes"]
    assert (shown["state"], shown["url"], shown["titles"]) == ("findable", "not a url", [{"title": "Old"}])
    assert shown["contributors"][0]["name"] == "No type" and shown["registered"] is not None


@pytest.mark.parametrize(
    ("entry", "owner"),
    [
        ({"doi": "10.82002/a"}, "pidops.other"),
        ({"repository": "RIVAL.LAB", "attributes": {"doi": "10.82002/a"}}, "rival.lab"),
        ({"attributes": {"doi": "10.777/a"}, "relationships": {"client": {"data": {"id": "new.repo"}}}}, "new.repo"),
        ({"doi": "10.777/a"}, "pidops.lab"),
    ],
)
def test_whose_a_record_is(door, entry, owner):
    doi = seed.plant_record(door.sandbox, entry)
    assert door.get(f"/dois/{doi}", auth=None if owner == "new.repo" else ("PIDOPS.LAB", "lab-secret")).status in (200, 404)
    assert door.sandbox.records.find(doi).repository == owner
    assert doi.partition("/")[0] in door.sandbox.prefixes.of(owner)


def test_real_records_are_shown_as_they_were_read(door):
    lines = [json.loads(line) for line in observed("records/records.jsonl").read_text("utf-8").splitlines()]
    names = ("titles", "descriptions", "subjects", "rightsList", "dates", "url", "relatedIdentifiers", "fundingReferences", "language", "version", "state")
    differ = []
    for line in lines[::7]:
        attributes = line["attributes"]
        doi = seed.plant_record(door.sandbox, line)
        shown = door.sandbox.records.find(doi)
        answer = door.get(f"/_sandbox/records/{doi.replace('%', '%25').replace('#', '%23').replace('?', '%3F')}").json
        assert answer["repository"] == shown.repository
        row = door.sandbox.index.render(shown.record)
        differ += [(doi, name) for name in names if attributes.get(name) and row[name] != attributes[name]]
    assert differ == []


@pytest.mark.parametrize(("text", "says"), [("{nonsense", "neither JSON nor JSON lines"), ('{"member": []}', "unknown member"), ("7", "an object or a list")])
def test_a_seed_that_cannot_be_read_is_told(tmp_path, text, says):
    (tmp_path / "seed.json").write_text(text, "utf-8")
    with pytest.raises(seed.BadSeed, match=says):
        seed.read(tmp_path / "seed.json")


@pytest.mark.parametrize("text", ['{"doi": "10.1/a"}', '[{"doi": "10.1/a"}]', '{"doi": "10.1/a"}\n{"doi": "10.1/b"}\n', '{"records": [{"doi": "10.1/a"}]}'])
def test_records_may_be_written_in_several_ways(tmp_path, text):
    (tmp_path / "seed.json").write_text(text, "utf-8")
    assert seed.read(tmp_path / "seed.json")["records"][0] == {"doi": "10.1/a"}


@pytest.mark.parametrize("wrong", [
    {"records": 5}, {"records": [None]}, {"records": [1, 2]}, {"records": [{"titles": []}]}, {"records": [{"doi": "10.82001/x", "creators": 5, "types": [1]}]},
    {"members": "x"}, {"members": [{"name": "no id"}]}, {"members": [{"id": "A", "prefixes": 5}]}, {"members": [{"id": "A", "repositories": [{}]}]},
    {"members": [{"id": "A", "prefixes": [10.82001]}]}, {"staff": "UNI"},
], ids=str)
def test_a_seed_that_cannot_be_is_told_and_leaves_nothing(door, wrong):
    good = {"doi": "10.82001/good", "titles": [{"title": "Good"}]}
    records = wrong.get("records", [])
    with pytest.raises(seed.BadSeed):
        seed.plant(door.sandbox, {**wrong, "records": [good, *records] if isinstance(records, list) else records})
    assert door.get("/dois/10.82001%2Fgood").status == 404
