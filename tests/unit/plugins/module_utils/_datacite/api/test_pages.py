# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""All pages of a list: no row lost, none twice, none of somebody else's."""

from __future__ import annotations

import base64
import urllib.parse
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pages import LONGEST_NAMES, MOST_NAMES, Walk, chunks, count, read_named, walk
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.paths import UnaddressableName
from unit.plugins.module_utils._datacite.api.scripted_server import Reply, Seen

BAD_GATEWAY = Reply(502, body=b"<html></html>")


class Index:
    """A list as DataCite serves it: cursors over rows in a fixed order. `page` may be told to misbehave."""

    def __init__(self, names: list[str], owner: str = "pidops.lab") -> None:
        self.rows = [row(name, owner) for name in names]
        self.sizes: list[int] = []
        self.too_large: Callable[[int, int], bool] = lambda start, size: False
        self.claims: int | None = None
        self.full_page_has_next = True

    def __call__(self, seen: Seen) -> Reply:
        asked = query(seen)
        size, start = int(asked["page[size]"]), self._start(asked["page[cursor]"])
        self.sizes.append(size)
        if self.too_large(start, size):
            return BAD_GATEWAY
        page = self.rows[start : start + size]
        links = {"self": "x"}
        if len(page) == size:
            # Like the original, it forgets parameters and knows another host.
            links["next"] = "https://internal.example.org/dois?" + urllib.parse.urlencode({"page[cursor]": cursor(page[-1]["id"]), "page[size]": "25"})
        return Reply(200, {"data": page, "meta": {"total": len(self.rows) if self.claims is None else self.claims}, "links": links})

    def _start(self, given: str) -> int:
        names = [cursor(each["id"]) for each in self.rows]
        return names.index(given) + 1 if given in names else 0


def row(name: str, owner: str | None = "pidops.lab") -> dict:
    made: dict = {"id": name, "type": "dois", "attributes": {"doi": name}}
    if owner:
        made["relationships"] = {"client": {"data": {"id": owner, "type": "clients"}}}
    return made


def cursor(name: str) -> str:
    return base64.urlsafe_b64encode(f"1,{name}".encode()).decode().rstrip("=")


def query(seen: Seen) -> dict[str, str]:
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(seen.target).query, keep_blank_values=True))


def names(number: int) -> list[str]:
    return [f"10.5438/{n:06}" for n in range(number)]


def walked(session, **more) -> list[str]:
    return [each["id"] for each in walk(session, {"client-id": "pidops.lab"}, **more)]


def failure(call) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        call()
    return caught.value


@pytest.mark.parametrize(("rows", "requests"), [(0, 1), (1, 1), (999, 1), (1000, 1), (1001, 2), (2500, 3), (11_000, 11)])
def test_all_rows_come_once_in_as_few_requests_as_can_be(server, session, rows: int, requests: int) -> None:
    server.answer(Index(names(rows)))
    assert walked(session) == names(rows)
    assert len(server.seen) == requests


def test_every_page_has_all_parameters_though_the_next_link_loses_them(server, session) -> None:
    server.answer(Index(names(2001)))
    list(walk(session, {"client-id": "pidops.lab", "state": "draft"}))
    for seen in server.seen:
        asked = query(seen)
        assert asked.pop("page[cursor]")
        assert asked == {
            "client-id": "pidops.lab", "state": "draft", "page[size]": "1000", "disable-facets": "true", "affiliation": "true", "publisher": "true",
        }  # fmt: skip


def test_pages_are_fetched_as_they_are_needed(server, session) -> None:
    server.answer(Index(names(5000)))
    rows = iter(Walk(session, {}))
    next(rows)
    assert len(server.seen) == 1


def test_the_total_is_told(server, session) -> None:
    server.answer(Index(names(3)))
    found = Walk(session, {})
    assert found.total is None
    assert (len(list(found)), found.total) == (3, 3)


def test_pages_that_are_too_large_are_fetched_in_pieces_from_the_same_cursor(server, session) -> None:
    index = Index(names(3000))
    # Between rows 1100 and 1300 no page of more than 100 rows can be made.
    index.too_large = lambda start, size: size > 100 and start < 1300 and start + size > 1100
    server.answer(index)
    assert walked(session) == names(3000)
    assert min(index.sizes) == 100
    assert index.sizes[-1] > 100, "and larger again afterwards"


@pytest.mark.parametrize("reply", [BAD_GATEWAY, Reply(500, {"status": 400, "title": "timeout"}), Reply(drop="before"), Reply(200, body=b"{", drop="within")])
def test_a_page_that_never_works_is_an_error_in_the_end(server, make_session, reply: Reply) -> None:
    server.answer(lambda seen: reply)
    error = failure(lambda: walked(make_session(retries=2)))
    assert error.kind in (ErrorKind.UNAVAILABLE, ErrorKind.REFUSED)
    sizes = [int(query(seen)["page[size]"]) for seen in server.seen]
    assert sorted(set(sizes), reverse=True) == [1000, 500, 250, 100]


def test_one_bad_moment_does_not_make_pages_smaller(server, session) -> None:
    index, bad = Index(names(1500)), [BAD_GATEWAY]
    server.answer(lambda seen: bad.pop() if bad else index(seen))
    assert walked(session) == names(1500)
    assert set(index.sizes) == {1000}


def test_patience_with_the_rate_limit_is_not_shortened_for_pages(server, session, clock) -> None:
    index, limited = Index(names(5)), [Reply(429, {"errors": [{"status": "429", "title": "rate limited"}]})] * 4
    server.answer(lambda seen: limited.pop() if limited else index(seen))
    assert walked(session) == names(5)
    assert index.sizes == [1000]


def test_a_list_that_ends_too_early_is_an_error(server, session) -> None:
    index = Index(names(1200))
    index.claims = 1300
    server.answer(index)
    error = failure(lambda: walked(session))
    assert (error.kind, error.said) == (ErrorKind.NONSENSE, "the list ended after 1200 of 1300 rows")


def test_an_empty_page_does_not_hide_missing_rows(server, session) -> None:
    server.answer(lambda seen: Reply(200, {"data": [], "meta": {"total": 5}, "links": {"next": "https://x/dois?page%5Bcursor%5D=abc"}}))
    assert "ended after 0 of 5" in failure(lambda: walked(session)).said


@pytest.mark.parametrize("following", ["same cursor", "same rows"])
def test_a_list_that_goes_in_a_circle_is_an_error(server, session, following: str) -> None:
    turns = iter(range(100))

    def circle(seen: Seen) -> Reply:
        number = 0 if following == "same cursor" else next(turns)
        first = next(turns) if following == "same cursor" else 0
        page = [row(f"10.5438/{first}"), row("10.5438/x")]
        return Reply(200, {"data": page, "meta": {"total": 50}, "links": {"next": f"https://x/dois?page%5Bcursor%5D=c{number}"}})

    server.answer(circle)
    assert "goes in a circle" in failure(lambda: walked(session)).said
    assert len(server.seen) <= 3


def test_rows_that_are_deleted_on_the_way_do_not_end_the_walk_early(server, session) -> None:
    index = Index(names(2500))

    def deleting(seen: Seen) -> Reply:
        reply = index(seen)
        if query(seen)["page[cursor]"] == "1":
            del index.rows[100:900]
        return reply

    server.answer(deleting)
    assert set(walked(session)) == set(names(2500))


def test_rows_that_are_added_on_the_way_are_seen(server, session) -> None:
    index = Index(names(1500))

    def adding(seen: Seen) -> Reply:
        reply = index(seen)
        if query(seen)["page[cursor]"] == "1":
            index.rows += [row(f"10.5438/new{n}") for n in range(600)]
        return reply

    server.answer(adding)
    assert len(walked(session)) == 2100


def test_no_row_comes_twice(server, session) -> None:
    page = [row("10.5438/a"), row("10.5438/A"), row("10.5438/b")]
    server.answer(lambda seen: Reply(200, {"data": page, "meta": {"total": 3}, "links": {}}))
    assert walked(session) == ["10.5438/a", "10.5438/b"]


def test_rows_of_others_are_left_out(server, session) -> None:
    page = [row("10.5438/a", "pidops.LAB"), row("10.5438/b", "rival.lab")]
    server.answer(lambda seen: Reply(200, {"data": page, "meta": {"total": 2}, "links": {}}))
    assert walked(session, repository="PIDOPS.LAB") == ["10.5438/a"]
    assert walked(session) == ["10.5438/a", "10.5438/b"]


def test_rows_that_do_not_say_whose_they_are_are_an_error_where_it_matters(server, session) -> None:
    server.answer(lambda seen: Reply(200, {"data": [row("10.5438/a", None)], "meta": {"total": 1}, "links": {}}))
    assert "whose they are" in failure(lambda: walked(session, repository="pidops.lab")).said


@pytest.mark.parametrize(
    "document",
    [{}, {"data": {}}, {"data": [1], "meta": {"total": 1}}, {"data": [{"id": 5}], "meta": {"total": 1}}, {"data": []}, {"data": [], "meta": []},
     {"data": [], "meta": {"total": "5"}}, {"data": [], "meta": {"total": True}}, {"data": [], "meta": {"total": -1}}],
)  # fmt: skip
def test_what_is_no_list_is_nonsense(server, session, document: dict) -> None:
    server.answer(lambda seen: Reply(200, document))
    assert failure(lambda: walked(session)).kind is ErrorKind.NONSENSE


@pytest.mark.parametrize("links", [None, [], {"next": 5}, {"next": "http://[::1"}, {"next": "https://x/dois?page%5Bnumber%5D=2"}])
def test_a_next_link_without_sense_is_no_next_link(server, session, links) -> None:
    server.answer(lambda seen: Reply(200, {"data": [row("10.5438/a")], "meta": {"total": 2}, "links": links}))
    assert "ended after 1 of 2" in failure(lambda: walked(session)).said


def test_pages_may_take_longer_to_begin(server, make_session, monkeypatch) -> None:
    server.answer(Index(names(1)))
    session, sent = make_session(timeout=20), []
    send = session._transport.send
    monkeypatch.setattr(session._transport, "send", lambda order: (sent.append(order.timeout), send(order))[1])
    walked(session)
    session.request("GET", "/dois", params={"page[size]": "1", "page[cursor]": "1"})
    assert sent == [50, 20]


def test_counting_costs_one_request_without_rows(server, session) -> None:
    server.script(Reply(200, {"data": [], "meta": {"total": 12_345}}), Reply(200, {"data": []}))
    assert count(session, {"client-id": "pidops.lab"}) == 12_345
    assert query(server.seen[0]) == {"client-id": "pidops.lab", "page[size]": "0", "disable-facets": "true"}
    assert failure(lambda: count(session, {})).kind is ErrorKind.NONSENSE


class Named:
    """Answers `ids` as DataCite does: whoever holds them, 25 rows unless more are asked for, unknown names simply missing."""

    def __init__(self, known: list[str], most: int = 1000) -> None:
        self.known, self.most = set(known), most

    def __call__(self, seen: Seen) -> Reply:
        asked = query(seen)
        if "ids" not in asked:
            name = urllib.parse.unquote(seen.target.split("?")[0].removeprefix("/dois/"))
            return Reply(200, {"data": row(name)}) if name in self.known else Reply(404, {"errors": [{"status": "404", "title": "No"}]})
        wanted = asked["ids"].split(",")
        if len(wanted) > self.most:
            return BAD_GATEWAY
        found = [row(name) for name in wanted if name in self.known]
        return Reply(200, {"data": found[: int(asked["page[size]"])], "meta": {"total": len(found)}, "links": {"next": "https://x/dois?page=2"}})


def test_named_rows_come_by_the_hundred(server, session) -> None:
    server.answer(Named(names(450)))
    found = [each["id"] for each in read_named(session, [*names(500), "10.5438/000001"])]
    assert found == names(450)
    assert len(server.seen) == 3
    assert all(len(seen.target) < 8000 for seen in server.seen)


def test_names_with_a_comma_are_read_singly(server, session) -> None:
    server.answer(Named(["10.5438/a,b", "10.5438/c"]))
    assert [each["id"] for each in read_named(session, ["10.5438/A,b", "10.5438/C", "10.5438/d,e"])] == ["10.5438/c", "10.5438/a,b"]


def test_fewer_names_are_asked_for_where_there_were_too_many(server, make_session) -> None:
    server.answer(Named(names(200), most=60))
    assert [each["id"] for each in read_named(make_session(retries=0), names(200))] == names(200)


def test_a_row_that_nobody_asked_for_is_nonsense(server, session) -> None:
    server.answer(lambda seen: Reply(200, {"data": [row("10.5438/zzz")], "meta": {"total": 1}}))
    assert failure(lambda: list(read_named(session, names(2)))).kind is ErrorKind.NONSENSE


@given(st.lists(st.text(min_size=1, max_size=300).map(lambda text: "10.5438/" + text.encode("utf-8", "replace").decode()), max_size=400))
def test_chunks_hold_everything_and_fit(given_names: list[str]) -> None:
    found = list(chunks(given_names))
    assert [name for chunk in found for name in chunk] == given_names
    assert all(0 < len(chunk) <= MOST_NAMES for chunk in found)
    assert all(len(urllib.parse.quote(",".join(chunk), safe="")) <= LONGEST_NAMES for chunk in found)


def test_a_name_that_fits_into_no_address_is_told() -> None:
    with pytest.raises(UnaddressableName):
        list(chunks(["10.5438/" + "x" * LONGEST_NAMES]))
