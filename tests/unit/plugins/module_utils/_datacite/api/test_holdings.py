# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Many names looked up: every row once, in no more requests than promised, and with no thread left behind."""

from __future__ import annotations

import threading
from math import ceil

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.answer import owner_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.holdings import Holdings, ahead
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.paths import UnaddressableName
from unit.plugins.module_utils._datacite.api.scripted_server import Reply, Seen
from unit.plugins.module_utils._datacite.api.test_pages import Index, names, query, row


class Server(Index):
    """An index that can be walked and asked by name; the names of `foreign` are another repository's."""

    def __init__(self, held: list[str], foreign: list[str] | None = None) -> None:
        super().__init__(held)
        self.foreign = {name: row(name, "rival.lab") for name in foreign or []}

    def __call__(self, seen: Seen) -> Reply:
        asked = query(seen)
        if "ids" not in asked:
            return super().__call__(seen)
        known = {each["id"]: each for each in self.rows} | self.foreign
        found = [known[name] for name in asked["ids"].split(",") if name in known]
        return Reply(200, {"data": found, "meta": {"total": len(found)}})


def looked_up(session, wanted, *, everything: bool = False, documents: bool = False, fields=()) -> tuple[Holdings, list[str]]:
    holdings = Holdings(session, "PIDOPS.LAB", wanted, everything=everything, documents=documents, fields=fields)
    return holdings, [each["id"] for each in holdings]


def by_name(server) -> list[bool]:
    return ["ids" in query(seen) for seen in server.seen]


@pytest.mark.parametrize("records", [0, 1, 999, 1000, 1001, 3500, 12_000])
@pytest.mark.parametrize("wanted", [0, 1, 199, 200, 201, 999, 1001, 2600])
@pytest.mark.parametrize("where", ["first", "last", "absent", "spread"])
def test_no_more_requests_than_promised(server, session, records: int, wanted: int, where: str) -> None:
    held = names(records)
    asked = {
        "first": held[:wanted],
        "last": held[max(records - wanted, 0) :],
        "absent": [f"10.5438/new-{number}" for number in range(wanted)],
        "spread": held[:: max(records // wanted, 1)][:wanted] if wanted else [],
    }[where]
    server.answer(Server(held))
    holdings, found = looked_up(session, asked)
    assert len(server.seen) <= 1 + min(ceil(records / 1000), ceil(len(asked) / 200))
    assert len(found) == len(set(found))
    assert set(found) >= set(asked) & set(held)
    assert holdings.total in (None, records)
    if holdings.walked:
        assert set(found) == set(held)


def test_few_names_are_asked_for_by_name_in_one_request(server, session) -> None:
    server.answer(Server(names(5000)))
    holdings, found = looked_up(session, names(5000)[-200:])
    assert (by_name(server), len(found), holdings.total, holdings.walked) == ([True], 200, None, False)


def test_a_small_repository_is_walked_and_a_large_one_is_not(server, session) -> None:
    server.answer(Server(names(2000)))
    holdings, _unused = looked_up(session, names(2000)[1000:1400])
    assert (by_name(server), holdings.total, holdings.walked) == ([False, False], 2000, True)
    del server.seen[:]
    server.answer(Server(names(9000)))
    holdings, found = looked_up(session, names(9000)[7000:7400])
    assert (by_name(server), len(found), holdings.total, holdings.walked) == ([False, True, True], 1400, 9000, False)


def test_a_walk_stops_when_the_rest_is_nearer_by_name_or_nothing_is_left_to_find(server, session) -> None:
    server.answer(Server(names(9000)))
    looked_up(session, names(9000)[:1200])
    assert by_name(server) == [False, True]
    del server.seen[:]
    holdings, _unused = looked_up(session, names(9000)[:300])
    assert (by_name(server), holdings.walked) == ([False], False)


def test_everything_is_walked_however_few_are_named(server, session) -> None:
    server.answer(Server(names(3001)))
    holdings, found = looked_up(session, names(3), everything=True)
    assert (by_name(server), len(found), holdings.total, holdings.walked) == ([False] * 4, 3001, 3001, True)
    assert {query(seen)["client-id"] for seen in server.seen} == {"pidops.lab"}


def test_rows_found_by_name_come_with_their_owner(server, session) -> None:
    server.answer(Server(names(3), foreign=["10.5438/theirs"]))
    rows = Holdings(session, "pidops.lab", [*names(3), "10.5438/THEIRS", "10.5438/nowhere"], everything=False, documents=False)
    assert {each["id"]: owner_of(each) for each in rows} == {**dict.fromkeys(names(3), "pidops.lab"), "10.5438/theirs": "rival.lab"}


def test_names_with_a_comma_count_as_what_they_cost(server, session) -> None:
    held = [*names(100), *(f"10.5438/a,{number}" for number in range(30))]
    server.answer(Server(held))
    holdings, found = looked_up(session, held)
    assert (sorted(found), by_name(server), holdings.walked) == (sorted(held), [False], True)


def test_long_names_count_as_what_they_cost(server, session) -> None:
    held = [f"10.5438/{'x' * 100}{number}" for number in range(200)]
    server.answer(Server(held))
    looked_up(session, held)
    assert by_name(server) == [False]
    with pytest.raises(UnaddressableName):
        looked_up(session, ["10.5438/" + "x" * 7000])


@pytest.mark.parametrize("wanted", [1, 500])
def test_only_what_is_wanted_is_transferred(server, session, wanted: int) -> None:
    server.answer(Server(names(1500)))
    looked_up(session, names(wanted), fields=["url", "state"])
    asked = query(server.seen[0])
    assert asked["fields[dois]"] == "url,state,client"
    assert (asked["affiliation"], asked["publisher"], asked["disable-facets"]) == ("true", "true", "true")
    assert "detail" not in asked
    looked_up(session, names(wanted), documents=True, fields=["url"])
    asked = query(server.seen[-1])
    assert (asked["fields[dois]"], asked["detail"]) == ("url,xml,client", "true")
    looked_up(session, names(wanted))
    assert "fields[dois]" not in query(server.seen[-1])


def test_the_next_page_is_under_way_while_the_caller_is_busy(server, session) -> None:
    second = threading.Event()
    index = Server(names(2500))

    def answer(seen: Seen) -> Reply:
        if len(server.seen) == 2:
            second.set()
        return index(seen)

    server.answer(answer)
    rows = iter(Holdings(session, "pidops.lab", names(2500), everything=True, documents=False))
    next(rows)
    assert second.wait(10), "the second page was not asked for"
    assert len(list(rows)) == 2499


def threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("next-page")]


def test_no_more_than_one_page_is_fetched_ahead() -> None:
    fetched = []

    def pages():
        for number in range(5):
            fetched.append(number)
            yield number

    came = ahead(pages())
    for number in range(5):
        assert next(came) == number
        assert len(fetched) <= number + 2
    assert list(came) == []
    assert threads() == []


def test_no_thread_is_left_behind_where_the_caller_stops(server, session) -> None:
    server.answer(Server(names(5000)))
    rows = iter(Holdings(session, "pidops.lab", [], everything=True, documents=False))
    next(rows)
    rows.close()
    assert threads() == []
    assert len(server.seen) <= 2


def test_what_goes_wrong_ahead_reaches_the_caller_after_the_good_rows(server, session) -> None:
    index = Server(names(3000))
    index.claims = 3001
    server.answer(index)
    holdings, found = Holdings(session, "pidops.lab", [], everything=True, documents=False), []
    with pytest.raises(DataCiteError, match="the list ended after 3000 of 3001 rows") as caught:
        found.extend(each["id"] for each in holdings)
    assert (caught.value.kind, holdings.walked) == (ErrorKind.NONSENSE, False)
    assert threads() == []


def test_it_can_be_read_again(server, session) -> None:
    server.answer(Server(names(1500)))
    holdings = Holdings(session, "pidops.lab", names(900), everything=False, documents=False)
    assert [each["id"] for each in holdings] == [each["id"] for each in holdings]
