# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists: filters, queries, pages, cursors, links, rows."""

from __future__ import annotations

import base64
import urllib.parse

import pytest

from datacite_sandbox import seed

MEMBER = ("PIDOPS", "member-secret")


@pytest.fixture
def shelf(door):
    """Six records, one second apart."""
    for number, (state, kind, year, title) in enumerate(
        [
            ("findable", "Dataset", 2019, "Tide gauges of the north"),
            ("findable", "JournalArticle", 2020, "Tide tables"),
            ("draft", "Dataset", 2021, "Gauges, a draft"),
            ("registered", "Dataset", 2022, "Hidden tides"),
            ("findable", "Software", 2023, "Reader's tool"),
            ("findable", "Dataset", 2024, "Ebb"),
        ]
    ):
        seed.plant_record(
            door.sandbox,
            {
                "doi": f"10.82001/r{number}",
                "state": state,
                "types": {"resourceTypeGeneral": kind},
                "publicationYear": year,
                "titles": [{"title": title}],
                "publisher": {"name": "Sea archive"},
                "created": f"2024-01-01T00:00:0{number}.000Z",
                "updated": f"2024-01-02T00:00:0{number}.000Z",
                "url": f"https://example.org/{number}",
                "schemaVersion": "http://datacite.org/schema/kernel-4",
                "creators": [{"name": "Okafor, N", "affiliation": [{"name": "Uni"}], "nameIdentifiers": []}],
                "xml": "PHgvPg==",
            },
        )
    seed.plant_record(
        door.sandbox, {"doi": "10.82002/foreign", "state": "findable", "titles": [{"title": "Foreign tide"}], "created": "2024-01-01T00:00:09.000Z"}
    )
    return door


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("client-id=pidops.lab", ["r5", "r4", "r3", "r2", "r1", "r0"]),
        ("client_id=PIDOPS.OTHER", ["foreign"]),
        ("prefix=10.82002", ["foreign"]),
        ("client-id=pidops.other&provider-id=pidops", ["foreign", "r5", "r4", "r3", "r2", "r1", "r0"]),
        ("state=draft,registered", ["r3", "r2"]),
        ("resource-type-id=journal-article", ["r1"]),
        ("published=2019,2021", ["r2", "r1", "r0"]),
        ("query=titles.title:tide+AND+types.resourceTypeGeneral:Dataset", ["r0"]),
        ("query=titles.title:(gauges+OR+ebb)", ["r5", "r2", "r0"]),
        ("query=doi:%2210.82001/R1%22", ["r1"]),
        ("query=doi:(%2210.82001/r1%22+OR+%2210.82001/r2%22)", ["r2", "r1"]),
        ("query=NOT+aasm_state:findable", ["r3", "r2"]),
        ("query=state:draft", []),
        ("query=publicationYear:[2021+TO+2022]", ["r3", "r2"]),
        ("query=updated:[2024-01-02T00:00:04Z+TO+2024-12-31]", ["r5", "r4"]),
        ("query=titles.title:gau*&sort=name", ["r0", "r2"]),
        ("query=titles.title:%22tide+tables%22", ["r1"]),
        ("query=tables", ["r1"]),
        ("query=_exists_:rights_list.rightsIdentifier", []),
        ("query=publisher:archive+-titles.title:ebb&sort=name&page[size]=2", ["r0", "r1"]),
        ("query=schemaVersion:4&page[size]=1", ["r5"]),
        ("query=schema_version:4", []),
        ("ids=10.82001/R2,10.82002/foreign&client-id=pidops.lab", ["foreign", "r2"]),
        ("unknown=x&sort=-name&page[size]=2", ["foreign", "r5"]),
        ("created=2023", []),
    ],
)
def test_what_a_list_finds(shelf, query, found):
    assert shelf.names(query) == found


def test_nobody_sees_findable_dois_alone_except_by_name(shelf):
    assert shelf.names("client-id=pidops.lab&state=draft", auth=None) == ["r5", "r4", "r1", "r0"]
    assert shelf.names("ids=10.82001/r2", auth=None) == ["r2"]


@pytest.mark.parametrize(
    ("query", "size", "pages", "number"),
    [
        ("page[size]=3", 3, 3, 1),
        ("page[size]=3&page[number]=3", 1, 3, 3),
        ("page[size]=3&page[number]=9", 0, 3, 9),
        ("page[size]=0", 0, 0, 1),
        ("page[size]=all", 0, 0, 1),
        ("page[size]=5000", 7, 1, 1),
        ("page[size]=1000&page[number]=11", 0, 1, 10),
        ("page=3", 7, 1, 1),
    ],
)
def test_sizes_and_numbers_are_clamped(shelf, query, size, pages, number):
    answer = shelf.get(f"/dois?{query}").json
    assert len(answer["data"]) == size
    assert answer["meta"] == {"total": 7, "totalPages": pages, "page": number}


@pytest.mark.parametrize("query", ["page[size]=-1", "created=2024-01-31", "query=titles.title:(", "query=updated:[yesterday+TO+*]"])
def test_what_the_index_refuses_has_an_errors_object(shelf, query):
    reply = shelf.get(f"/dois?{query}")
    assert reply.status == 400 and isinstance(reply.json["errors"], dict) and reply.headers


def cursor_of(link):
    return urllib.parse.parse_qs(urllib.parse.urlsplit(link).query)["page[cursor]"][0]


def test_a_cursor_walks_through_all_and_holds_nothing_but_the_last_key(shelf):
    walked, cursor = [], "1"
    while cursor:
        answer = shelf.get(f"/dois?client-id=pidops.lab&page[size]=4&page[cursor]={cursor}&state=findable,draft,registered").json
        walked += [row["id"] for row in answer["data"]]
        assert "page" not in answer["meta"] and answer["meta"]["total"] == 6
        cursor = cursor_of(answer["links"]["next"]) if "next" in answer["links"] else ""
    assert walked == [f"10.82001/r{number}" for number in range(6)]
    made = base64.urlsafe_b64encode(b"1704067204000,10.82001/r4").rstrip(b"=").decode()
    assert shelf.names(f"client-id=pidops.lab&page[cursor]={made}") == ["r5"]


def test_a_full_last_page_by_cursor_still_names_a_next_one_and_by_number_does_not(shelf):
    by_cursor = shelf.get("/dois?client-id=pidops.lab&page[size]=6&page[cursor]=1").json
    assert shelf.names(f"client-id=pidops.lab&page[size]=6&page[cursor]={cursor_of(by_cursor['links']['next'])}") == []
    assert "next" not in shelf.get("/dois?client-id=pidops.lab&page[size]=6").json["links"]


def test_the_next_link_drops_what_datacite_drops(shelf):
    link = shelf.get("/dois?client-id=pidops.lab&page[size]=2&state=findable&sort=name&mailto=a@example.org&detail=true&fields[dois]=url").json["links"]["next"]
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(link).query) == {
        "client-id": ["pidops.lab"],
        "detail": ["true"],
        "fields[dois]": ["url"],
        "page[number]": ["2"],
        "page[size]": ["2"],
    }


def test_rows_in_their_variants(shelf):
    plain = shelf.get("/dois?ids=10.82001/r0").json["data"][0]
    assert plain["attributes"]["publisher"] == "Sea archive" and plain["attributes"]["creators"][0]["affiliation"] == ["Uni"]
    assert "xml" not in plain["attributes"] and list(plain["relationships"]) == ["client"]
    whole = shelf.get("/dois?ids=10.82001/r0&detail=1&affiliation=true&publisher=true").json["data"][0]
    assert whole["attributes"]["publisher"] == {"name": "Sea archive"} and whole["attributes"]["creators"][0]["affiliation"] == [{"name": "Uni"}]
    assert whole["attributes"]["xml"] == "PHgvPg==" and "provider" in whole["relationships"]
    chosen = shelf.get("/dois?ids=10.82001/r0&fields[dois]=url,client,xml").json["data"][0]
    assert chosen["attributes"] == {"url": "https://example.org/0"} and list(chosen["relationships"]) == ["client"]
    assert shelf.get("/dois?ids=10.82001/r0&fields[dois]=id").json["data"][0]["attributes"] == {}


def test_the_xml_of_a_row_is_the_databases(shelf):
    shelf.sandbox.index.paused = True
    held = shelf.sandbox.records.find("10.82001/r0")
    shelf.sandbox.records.save(held.id, held.repository, held.state, {**held.record, "xml": "<newer/>", "url": "https://example.org/newer"})
    row = shelf.get("/dois?ids=10.82001/r0&detail=true").json["data"][0]["attributes"]
    assert base64.b64decode(row["xml"]) == b"<newer/>" and row["url"] == "https://example.org/0"


def test_facets_are_counted_where_they_are_asked_for(shelf):
    assert "states" not in shelf.get("/dois").json["meta"]
    meta = shelf.get("/dois?disable-facets=false&client-id=pidops.lab").json["meta"]
    assert meta["states"][0] == {"id": "findable", "title": "Findable", "count": 4}
    assert {bucket["id"]: bucket["count"] for bucket in meta["resourceTypes"]} == {"dataset": 4, "journal-article": 1, "software": 1}
    assert set(shelf.get("/dois?facets=prefixes,nonsense").json["meta"]) == {"total", "totalPages", "page", "prefixes"}


def test_nested_lists(shelf):
    assert len(shelf.get("/clients/pidops.other/dois").json["data"]) == 1
    assert len(shelf.get("/providers/pidops/dois").json["data"]) == 7
    assert len(shelf.get("/repositories/pidops.other/dois", auth=MEMBER).json["data"]) == 7  # not filtered


def test_a_query_with_too_many_names_is_refused(shelf):
    names = "+OR+".join(f"%2210.82001/{number}%22" for number in range(1100))
    assert shelf.get(f"/dois?query=doi:({names})").status == 400
