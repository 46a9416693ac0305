# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One request: what is sent, what is read, what is repeated, and what never is."""

from __future__ import annotations

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from unit.plugins.module_utils._datacite.api.scripted_server import HTML, Reply

GOOD = Reply(200, {"data": {"id": "10.5438/a", "type": "dois", "attributes": {}}}, headers={"X-Credential-Username": "pidops.lab"})
BAD_GATEWAY = Reply(502, body=b"<html><title>502 Bad Gateway</title></html>", headers=HTML)
LIMITED = Reply(429, {"errors": [{"status": "429", "title": "Your request has been rate limited."}]})
LIMITED_403 = Reply(403, {"errors": [{"status": "403", "title": "Your request has been rate limited."}]})
REFUSED_500 = Reply(500, {"status": 400, "title": "invalid byte sequence in UTF-8"}, headers={"Content-Type": None})
REFUSED_400 = Reply(400, {"errors": [{"status": "400", "title": "undefined method `fetch' for an instance of String"}]})
INVALID = Reply(422, {"errors": [{"source": "url", "title": "Can't be blank", "uid": "10.5438/a"}]}, headers={"X-Credential-Username": "pidops.lab"})


def failure(session: Session, method: str = "GET", path: str = "/dois/10.5438%2Fa", **more) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        session.request(method, path, **more)
    return caught.value


def test_an_answer_is_read(server, session) -> None:
    server.script(GOOD)
    answer = session.request("GET", "/dois/10.5438%2Fa", params={"page[size]": "0", "query": "a b&c"})
    assert (answer.status, answer.id, answer.account, answer.identified, answer.attempts) == (200, "10.5438/a", "pidops.lab", True, 1)
    assert session.account == "pidops.lab"
    assert session.request_count == 1
    seen = server.seen[0]
    assert seen.target == "/dois/10.5438%2Fa?page%5Bsize%5D=0&query=a%20b%26c"
    assert seen.headers["accept-encoding"] == "gzip"
    assert seen.headers["accept"] == "application/vnd.api+json"
    assert "x-request-id" not in seen.headers


def test_an_answer_that_names_nobody_does_not_unsay_the_account(server, session) -> None:
    server.script(GOOD, Reply(200, {"data": []}, headers={"X-Anonymous-Consumer": "true"}))
    session.request("GET", "/dois/10.5438%2Fa")
    assert session.request("GET", "/dois/10.5438%2Fa/activities").account is None
    assert session.account == "pidops.lab"


def test_connections_are_kept(server, session) -> None:
    server.script(GOOD, GOOD, INVALID, GOOD)
    session.request("GET", "/a")
    session.request("PUT", "/a", document={"data": {}})
    failure(session, "PUT", document={"data": {}})
    session.request("GET", "/a")
    assert [seen.connection for seen in server.seen] == [1, 1, 1, 1]


def test_each_write_has_a_request_id_of_its_own_and_keeps_it_when_repeated(server, session) -> None:
    server.script(GOOD, BAD_GATEWAY, GOOD)
    first = session.request("PUT", "/a", document={"data": {}})
    second = session.request("PUT", "/a", document={"data": {}}, repeatable=True)
    sent = [seen.headers["x-request-id"] for seen in server.seen]
    assert sent[0] != sent[1] == sent[2]
    assert (first.request_id, second.request_id, second.attempts) == (sent[0], sent[1], 2)
    assert [uuid.UUID(one).version for one in sent] == [4, 4, 4]


@pytest.mark.parametrize("status", [204, 200])
def test_an_empty_answer_is_no_document(server, session, status: int) -> None:
    server.script(Reply(status))
    assert session.request("DELETE", "/a").document is None


def test_another_format_is_kept_as_text(server, session) -> None:
    server.script(Reply(200, body="@misc{ä}".encode(), headers={"Content-Type": "application/x-bibtex; charset=utf-8"}))
    answer = session.request("GET", "/a", accept="application/x-bibtex")
    assert (answer.text, answer.document) == ("@misc{ä}", None)
    assert server.seen[0].headers["accept"] == "application/x-bibtex"


@pytest.mark.parametrize(
    "trouble", [BAD_GATEWAY, Reply(503), Reply(500, body=b"oops"), Reply(504, {"message": "late"}), Reply(drop="before"), Reply(200, body=b"{", drop="within")]
)
def test_trouble_is_met_with_patience_where_it_does_no_harm(server, session, clock, trouble: Reply) -> None:
    server.script(trouble, trouble, trouble, GOOD)
    assert session.request("GET", "/a").attempts == 4
    assert clock.slept == [2, 4, 8]
    assert session.request_count == 4


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("trouble", [BAD_GATEWAY, Reply(drop="before"), Reply(200, body=b"{", drop="within"), Reply(500)])
def test_a_write_that_may_have_happened_is_not_repeated(server, session, clock, method: str, trouble: Reply) -> None:
    server.script(trouble)
    error = failure(session, method, document={"data": {}})
    assert (error.kind, error.answered, error.attempts) == (ErrorKind.UNAVAILABLE, False, 1)
    assert error.request_id == server.seen[0].headers["x-request-id"]
    assert "Whether the write happened is not known" in str(error)
    assert len(server.seen) == 1
    assert clock.slept == []


@pytest.mark.parametrize("trouble", [LIMITED, LIMITED_403])
def test_the_rate_limit_pauses_and_then_sends_even_a_creation_again(server, make_session, clock, trouble: Reply) -> None:
    told: list[tuple[float, str]] = []
    session = make_session(on_wait=lambda seconds, reason: told.append((seconds, reason)))
    server.script(trouble, trouble, trouble, trouble, GOOD)
    start = clock.now
    assert session.request("POST", "/dois", document={"data": {}}).attempts == 5
    assert clock.now - start == 60 + 120 + 240 + 300
    assert {reason for _unused, reason in told} == {"rate limited"}
    assert sum(seconds for seconds, _unused in told) == 720


def test_the_rate_limit_pauses_other_sessions_too(server, clock) -> None:
    pace = Pace(None, MemoryStore(), clock)
    one, two = (Session(connection({"api_url": server.url, "retries": 0}), clock=clock, sleep=clock.sleep, pace=pace) for _unused in range(2))
    server.script(LIMITED, GOOD)
    start = clock.now
    assert failure(one).kind is ErrorKind.RATE_LIMITED
    two.request("GET", "/a")
    assert clock.now - start == 60


@pytest.mark.parametrize(
    "reply", [REFUSED_500, REFUSED_400, INVALID, Reply(401, {"errors": []}), Reply(403, {"errors": []}), Reply(404, {"errors": []}), Reply(405, {"errors": []})]
)
def test_a_no_is_final(server, session, clock, reply: Reply) -> None:
    server.script(reply)
    error = failure(session, "GET")
    assert error.refused
    assert error.answered
    assert error.status == reply.status
    assert (len(server.seen), clock.slept) == (1, [])


def test_a_no_also_names_the_account(server, session) -> None:
    server.script(INVALID)
    assert failure(session, "PUT", document={"data": {}}).account == "pidops.lab"
    assert session.account == "pidops.lab"


def test_patience_has_an_end(server, make_session, clock) -> None:
    server.script(*[BAD_GATEWAY] * 3)
    error = failure(make_session(retries=2))
    assert (error.kind, error.attempts, error.answered) == (ErrorKind.UNAVAILABLE, 3, False)
    assert "It was tried 3 times." in str(error)
    assert "502 Bad Gateway" in str(error)


def test_a_connection_that_is_never_made_is_tried_again_also_for_a_write(make_session, server, clock) -> None:
    session = make_session(retries=3)
    server.close()
    error = failure(session, "POST", "/dois", document={"data": {}})
    assert (error.kind, error.attempts, error.answered) == (ErrorKind.UNREACHABLE, 4, True)
    assert "Connection refused" in str(error)
    assert clock.slept == [2, 4, 8]
    server.close = lambda: None


def test_a_server_that_says_nothing_is_left(server, make_session) -> None:
    server.script(Reply(silent=True), Reply(silent=True))
    error = failure(make_session(timeout=0.05, retries=1))
    assert (error.kind, error.said, error.attempts) == (ErrorKind.UNAVAILABLE, "no answer within 0.05 seconds", 2)


@pytest.mark.parametrize(
    "body",
    [b"<html>Welcome to the hotel's wireless network</html>", b"", b"[]", b"null", b'"ok"', b"{", b"\xff\xfe{}", b"[" * 100_000, b'{"a":' + b"1" * 6000 + b"}"],
)
def test_an_answer_without_sense_is_an_error(server, session, body: bytes) -> None:
    if not body:
        server.script(Reply(200, body=b" "))
    else:
        server.script(Reply(200, body=body))
    error = failure(session, "PUT", document={"data": {}})
    assert (error.kind, error.answered, error.status) == (ErrorKind.NONSENSE, False, 200)
    assert len(server.seen) == 1


def test_an_answer_that_is_not_compressed_as_it_says_is_an_error(server, session) -> None:
    server.script(Reply(200, body=b'{"data": 1}', headers={"Content-Encoding": "gzip"}))
    assert failure(session).kind is ErrorKind.NONSENSE


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_error_that_names_its_target_without_secrets(server, session, status: int) -> None:
    server.script(Reply(status, headers={"Location": "https://user:pass@elsewhere.example.org:8443/dois?token=t#f"}))
    error = failure(session)
    assert error.kind is ErrorKind.REDIRECTED
    assert error.said == "to https://elsewhere.example.org:8443/dois"
    assert len(server.seen) == 1


@pytest.mark.parametrize("location", ["", "http://[::1", "https://x:99999/", "//", "mailto:x", "\x00"])
def test_a_redirect_to_nowhere_is_an_error_as_well(server, session, location: str) -> None:
    server.script(Reply(302, headers={"Location": location}))
    assert failure(session).kind is ErrorKind.REDIRECTED


def test_a_wrong_password_shows_on_a_good_answer(server, session) -> None:
    server.script(Reply(200, GOOD.document, headers={"X-Credential-Username": ""}))
    error = failure(session)
    assert error.kind is ErrorKind.UNAUTHENTICATED
    assert "credentials of the test and of the production system are separate" in str(error)
    assert session.account is None


def test_the_credentials_of_another_account_are_not_used_silently(server, session) -> None:
    server.script(Reply(200, GOOD.document, headers={"X-Credential-Username": "pidops.other"}))
    error = failure(session)
    assert error.kind is ErrorKind.UNAUTHENTICATED
    assert "belong to pidops.other, not to PIDOPS.LAB" in str(error)


def test_a_server_that_echoes_the_request_gives_nothing_away(server, make_session) -> None:
    session = make_session(username="PIDOPS.LAB", password="pass/word+ü")

    def echo(seen):
        return Reply(400, {"errors": [{"source": "pass/word+ü", "uid": "pass%2Fword%2B%C3%BC", "title": f"{seen.headers['authorization']} pass\\/word"}]})

    server.answer(echo)
    error = failure(session)
    told = f"{error} {error!r} {error.entries} {vars(error)} {session!r} {session.connection!r} {vars(session)}"
    for form in ("pass/word", "pass%2Fword", server.seen[0].headers["authorization"].removeprefix("Basic ")):
        assert form not in told
    assert "********" in told


def test_a_session_counts_what_it_sends(server, session) -> None:
    server.script(GOOD, BAD_GATEWAY, GOOD, INVALID)
    session.request("GET", "/a")
    session.request("GET", "/a")
    failure(session, "PUT", document={"data": {}})
    assert session.request_count == 4 == len(server.seen)


def test_the_pace_is_kept(server, clock, make_session) -> None:
    pace = Pace(2, MemoryStore(), clock)
    session = Session(connection({"api_url": server.url}), clock=clock, sleep=clock.sleep, pace=pace)
    server.script(GOOD, GOOD, GOOD)
    start = clock.now
    for _unused in range(3):
        session.request("GET", "/a")
    assert clock.now - start == pytest.approx(300)


def test_threads_share_a_session_with_one_connection_each(server, make_session) -> None:
    waiting = threading.Barrier(8, timeout=30)

    def answer(seen) -> Reply:
        # All eight are under way at once before the first of them is answered.
        waiting.wait()
        return Reply(200, {"data": {"id": seen.target}})

    server.answer(answer)
    session = make_session()
    paths = [f"/dois/10.5438%2F{number}" for number in range(64)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda path: session.request("GET", path), paths))
    assert [each.id for each in answers] == paths
    assert len({seen.connection for seen in server.seen}) == 8
    assert session.request_count == 64
