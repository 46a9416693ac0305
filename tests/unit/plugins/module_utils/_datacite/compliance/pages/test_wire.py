# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request at a time: TLS, the address that is connected to, limits, and what is sent."""

from __future__ import annotations

import contextlib
import socket
import ssl
from collections.abc import Iterator

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages import address, answer, tls_problems, wire
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.answer import Answer, Ask
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.name_lookup import NameLookup, NoAddress, SocketAddress
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import Limits
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.wire import Wire
from landing_pages import Site, Work, make_certificate, replying, serving

LIMITS = Limits(silence=10, whole=20)
SHORT = Limits(silence=0.3, whole=0.8)
WORK = Work("10.82001/abc", "Sea ice")


def to_loopback(host: str, port: int) -> list[SocketAddress]:
    """Every name leads to this machine."""
    return [(socket.AF_INET, ("127.0.0.1", port))]


def asked(url: str, *, resolve=to_loopback, allow_private: bool = True, ca_path: str | None = None, limits: Limits = LIMITS, **how: str) -> Answer:
    lookup = NameLookup(allow_private=allow_private, seconds=limits.silence, resolve=resolve)
    return Wire(lookup, limits, "bot/1", ca_path).ask(Ask(url, **how))


@contextlib.contextmanager
def secure(tmp_path, *names: str, **how) -> Iterator[tuple[Site, str]]:
    certificate = make_certificate(tmp_path, *names, **how)
    with serving(certificate=certificate, name="archive.example") as site:
        site.publish(WORK)
        yield site, str(certificate)


def test_a_page_over_tls(tmp_path):
    with secure(tmp_path, "archive.example") as (site, certificate):
        found = asked(site.base + "/abc", ca_path=certificate)
        assert (found.outcome, found.status) == (answer.ANSWERED, 200)


@pytest.mark.parametrize(
    ("names", "how", "trusted", "kind", "words"),
    [
        (["archive.example"], {"days": (-9, -1)}, True, "expired", "has expired"),
        (["archive.example"], {"days": (1, 9)}, True, "not yet valid", "not valid yet"),
        (["other.example"], {}, True, "wrong name", "for another name"),
        (["archive.example"], {}, False, "self-signed", "signed by nobody but itself"),
        (["archive.example"], {"by_itself": False}, False, "untrusted", "intermediate certificate"),
    ],
)
def test_problems_of_certificates_are_told_apart(tmp_path, names, how, trusted, kind, words):
    with secure(tmp_path, *names, **how) as (site, certificate):
        found = asked(site.base + "/abc", ca_path=certificate if trusted else None)
        assert (found.outcome, found.kind) == (answer.TLS, kind)
        assert words in found.detail and "archive.example" in found.detail
        assert site.seen == []


def test_authorities_of_ones_own_come_beside_the_systems(tmp_path):
    certificate = make_certificate(tmp_path, "archive.example")
    system = len(tls_problems.trusting(None).get_ca_certs())
    assert len(tls_problems.trusting(str(certificate)).get_ca_certs()) == system + 1
    with pytest.raises(OSError):
        tls_problems.trusting(str(tmp_path / "nothing"))


def test_a_machine_without_authorities_is_told(monkeypatch):
    assert tls_problems.authorities_problem("/x") is None
    nothing = ssl.get_default_verify_paths()._replace(cafile=None, capath=None)
    monkeypatch.setattr(ssl, "get_default_verify_paths", lambda: nothing)
    assert "ca-certificates" in str(tls_problems.authorities_problem(None))
    assert tls_problems.authorities_problem("/x") is None


def test_tls_where_there_is_none():
    with serving() as site:
        found = asked(site.base.replace("http:", "https:") + "/")
        assert (found.outcome, found.kind) == (answer.TLS, "handshake")


def test_the_address_that_was_examined_is_the_one_that_is_connected_to(monkeypatch):
    """A name that leads elsewhere when it is asked a second time gains nothing: it is asked once, and the connection goes to a numeric address."""
    answers = iter(["127.0.0.1", "127.0.0.2"])
    connected: list[object] = []
    monkeypatch.setattr(address, "problem", lambda text, *, allow_private: None if text == "127.0.0.1" else "a private address")
    real = socket.socket.connect
    monkeypatch.setattr(socket.socket, "connect", lambda self, where: (connected.append(where), real(self, where))[1])
    with serving(name="archive.example") as site:
        site.publish(WORK)
        lookup = NameLookup(allow_private=False, seconds=1, resolve=lambda host, port: [(socket.AF_INET, (next(answers), port))])
        talker = Wire(lookup, LIMITS, "bot/1")
        port = int(site.base.rpartition(":")[2])
        assert [talker.ask(Ask(site.base + "/abc")).status for _unused in range(2)] == [200, 200]
        assert connected == [("127.0.0.1", port)] * 2
        assert site.seen[0].headers["host"] == f"archive.example:{port}"


def test_of_several_addresses_only_public_ones_are_tried(monkeypatch):
    monkeypatch.setattr(address, "problem", lambda text, *, allow_private: None if text == "127.0.0.1" else "a private address")
    with serving(name="archive.example") as site:
        site.publish(WORK)
        both = [(socket.AF_INET, ("127.0.0.9", 1)), (socket.AF_INET, ("127.0.0.1", int(site.base.rpartition(":")[2])))]
        assert asked(site.base + "/abc", resolve=lambda host, port: both, allow_private=False).status == 200


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f.1", "0177.0.0.1", "127.1", "0", "localhost", "a.localhost", "[::1]", "[::ffff:127.0.0.1]", "LOCALHOST.", "[::]"]
)
def test_this_machine_is_refused_however_it_is_written(host):
    lookup = NameLookup(allow_private=False, seconds=2)
    with serving() as site:
        port = site.base.rpartition(":")[2]
        found = Wire(lookup, LIMITS, "bot/1").ask(Ask(f"http://{host}:{port}/"))
        assert found.outcome == answer.NOT_ALLOWED, found
        assert site.seen == []


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), answer.NO_SUCH_HOST),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution"), answer.LOOKUP_FAILED),
        (socket.gaierror(socket.EAI_FAIL, "Non-recoverable failure"), answer.LOOKUP_FAILED),
    ],
)
def test_a_name_that_does_not_exist_is_told_from_one_that_cannot_be_looked_up_now(error, outcome):
    def resolve(host: str, port: int) -> list[SocketAddress]:
        raise error

    found = asked("http://archive.example/", resolve=resolve)
    assert found.outcome == outcome
    assert found.nothing_learnt is (outcome == answer.LOOKUP_FAILED)


def test_a_lookup_that_failed_for_now_is_made_again_and_a_good_one_is_not():
    given = [socket.gaierror(socket.EAI_AGAIN, "later"), "127.0.0.1"]

    def resolve(host: str, port: int) -> list[SocketAddress]:
        found = given.pop(0)
        if isinstance(found, OSError):
            raise found
        return [(socket.AF_INET, (found, port))]

    lookup = NameLookup(allow_private=True, seconds=1, resolve=resolve)
    with pytest.raises(NoAddress):
        lookup.permitted("a.example", 80)
    assert [lookup.permitted("a.example", 80) for _unused in range(3)] == [[(socket.AF_INET, ("127.0.0.1", 80))]] * 3


def test_a_lookup_that_takes_too_long_is_a_time_out():
    with serving() as site:
        found = asked("http://archive.example/", resolve=lambda host, port: site.closing.wait(20) and [] or [], limits=SHORT)
        assert found.outcome == answer.TIMED_OUT


def test_nobody_listens():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        found = asked(f"http://archive.example:{taken.getsockname()[1]}/")
    assert (found.outcome, found.worth_another_try, found.nothing_learnt) == (answer.CONNECTION_REFUSED, True, False)


@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("time-out", answer.TIMED_OUT),
        ("slow-loris", answer.TIMED_OUT),
        ("slow-headers", answer.TIMED_OUT),
        ("dropped", answer.DROPPED),
        ("cut", answer.DROPPED),
        ("no-http", answer.INVALID),
    ],
)
def test_servers_that_do_not_answer_properly(kind, outcome):
    with serving() as site:
        found = asked(site.publish(WORK, kind), limits=SHORT)
        assert found.outcome == outcome
        assert found.detail and "\n" not in found.detail


RAW = {
    "chunked": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", answer.ANSWERED, b"abc"),
    "chunks spoiled": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc", answer.DROPPED, b""),
    "chunks cut": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", answer.DROPPED, b""),
    "until the end": (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\nabc", answer.ANSWERED, b"abc"),
    "no type": (b"HTTP/1.1 200 OK\r\n\r\n<html>", answer.ANSWERED, b"<html>"),
    "a status of its own": (b"HTTP/1.1 299 Fine\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx", answer.ANSWERED, b"x"),
    "continue first": (b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\nx", answer.ANSWERED, b"x"),
    "no status": (b"HTTP/1.1 abc OK\r\n\r\n", answer.INVALID, b""),
    "HTTP/2": (b"HTTP/2 200\r\n\r\n", answer.INVALID, b""),
    "nothing": (b"", answer.DROPPED, b""),
    "too many headers": (b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n", answer.INVALID, b""),
    "a long header": (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n", answer.INVALID, b""),
    "length is no number": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: x\r\n\r\nabc", answer.ANSWERED, b"abc"),
    "packed in what was not asked for": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nabc", answer.ANSWERED, b""),
    "said to be packed": (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nabcdef", answer.ANSWERED, b""),
}


@pytest.mark.parametrize("case", RAW)
def test_what_servers_send_byte_by_byte(case):
    sent, outcome, content = RAW[case]

    def serve(handler, _work) -> None:
        handler.wfile.write(sent)
        handler.close_connection = True

    with serving() as site:
        found = asked(site.publish(WORK, serve))
    assert (found.outcome, found.content) == (outcome, content)
    assert found.unreadable is ("packed" in case)


def test_headers_may_be_utf_8():
    with serving() as site:
        url = site.publish(WORK, lambda handler, work: handler.wfile.write("HTTP/1.1 302 Found\r\nLocation: /ä\r\n\r\n".encode()))
        assert asked(url).header("location") == "/ä"


def test_content_that_is_not_wanted_is_not_read():
    with serving() as site:
        assert asked(site.publish(WORK, "pdf")).content == b""
        assert asked(site.publish(WORK), method="HEAD").status == 200
        assert asked(site.publish(WORK, replying(200, "<p>", Location="/x"))).content == b"<p>"
        assert asked(site.publish(WORK, replying(302, "<p>", Location="/x"))).content == b""


def test_the_environment_changes_nothing(monkeypatch, tmp_path):
    """Neither a proxy nor a password from the user's files finds its way into a request."""
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with serving() as site:
        assert asked(site.publish(WORK)).status == 200
        assert "authorization" not in site.seen[0].headers


def test_who_asks_cannot_put_a_header_into_the_request():
    with serving() as site:
        Wire(NameLookup(allow_private=True, seconds=1), LIMITS, "bot\r\nX-Bad: 1").ask(Ask(site.publish(WORK)))
        assert site.seen[0].headers["user-agent"] == "bot X-Bad: 1"
        assert "x-bad" not in site.seen[0].headers


def test_where_the_deadline_is_over_nothing_is_begun():
    late = iter([0.0, 99.0, 99.0, 99.0, 99.0])
    lookup = NameLookup(allow_private=True, seconds=1, resolve=to_loopback)
    found = Wire(lookup, LIMITS, "bot/1", clock=lambda: next(late)).ask(Ask("http://archive.example/"))
    assert found.outcome == answer.TIMED_OUT


def test_a_ssl_error_without_certificate_is_described():
    problem = ssl.SSLError(1, "[SSL: UNSUPPORTED_PROTOCOL] unsupported protocol")
    problem.reason = "UNSUPPORTED_PROTOCOL"
    assert wire.told_apart(problem, "a.example") == ("handshake", "no encrypted connection to a.example comes about: unsupported protocol")
