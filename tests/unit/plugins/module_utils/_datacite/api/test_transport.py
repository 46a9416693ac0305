# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What goes over the wire: credentials to the right place only, bodies, proxies, certificates."""

from __future__ import annotations

import base64
import datetime
import gzip
import ipaddress
import json
import os
import re
import stat
import subprocess
import sys
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api import transport
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.agent import VERSION, Authorization, user_agent
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import Connection, connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.transport import Order, Transport
from unit.plugins.module_utils._datacite.api.scripted_server import Reply, ScriptedServer

GOOD = Reply(200, {"data": []})


def basic(username: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


@pytest.fixture
def other_server():
    running = ScriptedServer()
    yield running
    running.close()


def test_a_password_is_sent_as_basic_in_utf_8(server, make_session) -> None:
    server.script(GOOD)
    make_session(username="PIDOPS.LAB", password="päss:wört").request("GET", "/dois")
    assert server.seen[0].headers["authorization"] == basic("PIDOPS.LAB", "päss:wört")


@pytest.mark.parametrize("options", [{"token": "DC.key1"}, {"username": "PIDOPS.LAB", "token": "DC.key1"}, {"username": "DC.key1", "password": ""}])
def test_a_token_is_sent_as_bearer(server, make_session, options: dict) -> None:
    server.script(GOOD)
    make_session(**options).request("GET", "/dois")
    assert server.seen[0].headers["authorization"] == "Bearer DC.key1"


def test_without_credentials_there_is_no_authorization_and_netrc_is_not_asked(server, tmp_path, monkeypatch) -> None:
    netrc = tmp_path / "home" / ".netrc"
    netrc.write_text("machine 127.0.0.1 login thief password stolen\ndefault login thief password stolen\n")
    netrc.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setenv("NETRC", str(netrc))
    server.script(GOOD, GOOD)
    for made in (connection({"api_url": server.url}), connection({"api_url": server.url, "username": "A.B", "password": "right"})):
        sender = Transport(made)
        # As for a server elsewhere, where the environment counts.
        sender._library_session.trust_env = True
        sender.send(Order.of("GET", "/dois", None, None, "*/*", 5))
    assert "authorization" not in server.seen[0].headers
    assert server.seen[1].headers["authorization"] == basic("A.B", "right")


def test_a_redirect_takes_nothing_along(server, other_server, make_session) -> None:
    server.script(Reply(302, headers={"Location": other_server.url + "/dois"}), Reply(307, headers={"Location": server.url + "/other"}))
    for method in ("GET", "PUT"):
        with pytest.raises(DataCiteError):
            make_session().request(method, "/dois")
    assert other_server.seen == []
    assert len(server.seen) == 2


@pytest.mark.parametrize(
    "url", ["https://api.test.datacite.org.evil.org/x", "http://api.test.datacite.org/x", "https://api.test.datacite.org:8443/x", "https://evil.org/"]
)
def test_credentials_are_for_the_connections_own_server(url: str) -> None:
    class Request:
        def __init__(self, url: str) -> None:
            self.url, self.headers = url, {"Authorization": "Basic of-somebody-else"}

    authorization = Authorization(connection({"token": "DC.key1"}))
    assert authorization(Request(url)).headers == {}
    assert authorization(Request("https://api.test.datacite.org:443/dois")).headers == {"Authorization": "Bearer DC.key1"}
    assert "key1" not in repr(authorization)


def test_cookies_are_not_kept(server, session) -> None:
    server.script(Reply(200, {}, headers={"Set-Cookie": "AWSALB=x; Path=/"}), GOOD)
    session.request("GET", "/a")
    session.request("GET", "/a")
    assert "cookie" not in server.seen[1].headers


@pytest.mark.parametrize(
    ("contact", "agent"),
    [
        (None, f"pidops.datacite/{VERSION}"),
        ("ops@example.org", f"pidops.datacite/{VERSION} (mailto:ops@example.org)"),
        ("https://example.org/ops", f"pidops.datacite/{VERSION} (https://example.org/ops)"),
    ],
)
def test_the_user_agent_is_honest(server, make_session, contact: str | None, agent: str) -> None:
    server.script(GOOD)
    make_session(contact=contact).request("GET", "/a")
    assert server.seen[0].headers["user-agent"] == agent == user_agent(contact)


def test_the_version_is_the_collections(pytestconfig) -> None:
    assert re.search(r"^version: (.*)$", (pytestconfig.rootpath / "galaxy.yml").read_text(), re.MULTILINE).group(1) == VERSION


def test_a_body_is_json_in_utf_8(server, session) -> None:
    server.script(GOOD)
    document = {"data": {"attributes": {"titles": [{"title": "Größe 水 \ud800"}]}}}
    session.request("POST", "/dois", document=document)
    seen = server.seen[0]
    assert seen.headers["content-type"] == "application/vnd.api+json"
    assert "content-encoding" not in seen.headers
    assert seen.document == document
    assert "Größe 水".encode() in seen.body


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_large_body_is_compressed(server, session, method: str) -> None:
    server.script(GOOD)
    document = {"data": {"attributes": {"descriptions": [{"description": "long " * 2_100_000}]}}}
    session.request(method, "/dois", document=document)
    seen = server.seen[0]
    assert seen.headers["content-encoding"] == "gzip"
    assert int(seen.headers["content-length"]) < 1_000_000
    assert json.loads(gzip.decompress(seen.body)) == document


def test_a_body_up_to_10_mb_is_sent_as_it_is_and_so_is_a_patch() -> None:
    empty = len(json.dumps({"a": ""}, separators=(",", ":")))
    fits = Order.of("PUT", "/a", None, {"a": "x" * (10_000_000 - empty)}, "*/*", 1)
    assert (len(fits.body or b""), fits.headers.get("Content-Encoding")) == (10_000_000, None)
    assert Order.of("PUT", "/a", None, {"a": "x" * (10_000_001 - empty)}, "*/*", 1).headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in Order.of("PATCH", "/a", None, {"a": "x" * 10_000_001}, "*/*", 1).headers


def test_a_compressed_answer_is_unpacked(server, session) -> None:
    server.script(Reply(200, body=gzip.compress(b'{"data": [1]}'), headers={"Content-Encoding": "gzip"}))
    assert session.request("GET", "/a").document == {"data": [1]}


def elsewhere(**options) -> Session:
    """A session with a server that is not this machine."""
    pace = Pace(None, MemoryStore())
    return Session(connection({"api_url": "http://datacite.invalid", "retries": 0, **options}), pace=pace)


def test_the_proxy_of_the_environment_is_used(server, monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    server.script(GOOD)
    elsewhere().request("GET", "/dois")
    assert server.seen[0].target == "http://datacite.invalid/dois"


def test_no_proxy_is_honoured(server, monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.setenv("no_proxy", "datacite.invalid")
    with pytest.raises(DataCiteError) as caught:
        elsewhere().request("GET", "/dois")
    assert caught.value.kind is ErrorKind.UNREACHABLE
    assert server.seen == []


def test_this_machine_is_not_asked_by_way_of_a_proxy(server, other_server, make_session, monkeypatch) -> None:
    monkeypatch.setenv("http_proxy", other_server.url)
    server.script(GOOD)
    make_session().request("GET", "/dois")
    assert other_server.seen == []
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "proxy", ["http://proxyuser:proxysecret@127.0.0.1:1", "http://proxyuser:proxysecret@[::bad", "socks5://proxyuser:proxysecret@127.0.0.1:1"]
)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_that_does_not_work_is_told_without_its_password(monkeypatch, proxy: str, scheme: str) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", proxy)
    with pytest.raises(DataCiteError) as caught:
        elsewhere(api_url=f"{scheme}://datacite.invalid").request("GET", "/dois")
    assert caught.value.kind in (ErrorKind.UNREACHABLE, ErrorKind.MISCONFIGURED)
    assert caught.value.answered
    assert "proxysecret" not in f"{caught.value} {caught.value!r} {vars(caught.value)}"
    assert "proxy" in str(caught.value)


def test_credentials_for_an_encrypted_server_are_not_shown_to_the_proxy(server, monkeypatch) -> None:
    monkeypatch.setenv("https_proxy", server.url)
    server.script(Reply(502))
    with pytest.raises(DataCiteError) as caught:
        elsewhere(api_url="https://datacite.invalid", token="DC.key1").request("GET", "/dois")
    assert caught.value.kind is ErrorKind.UNREACHABLE
    assert server.seen[0].method == "CONNECT"
    assert "authorization" not in server.seen[0].headers


@pytest.mark.parametrize(("status", "kind"), [(407, ErrorKind.MISCONFIGURED), (403, ErrorKind.MISCONFIGURED), (503, ErrorKind.UNREACHABLE)])
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_what_a_proxy_refuses_it_refuses_at_once(server, monkeypatch, scheme: str, status: int, kind: ErrorKind) -> None:
    monkeypatch.setenv(f"{scheme}_proxy", server.url)
    server.script(Reply(status, body=b"<html><title>no</title></html>"))
    with pytest.raises(DataCiteError) as caught:
        elsewhere(api_url=f"{scheme}://datacite.invalid").request("GET", "/dois")
    # Unencrypted, only 407 tells a proxy's no from a server's.
    expected = {403: ErrorKind.FORBIDDEN, 503: ErrorKind.UNAVAILABLE}.get(status, kind) if scheme == "http" else kind
    assert caught.value.kind is expected
    assert str(status) in str(caught.value)


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> str:
    """A certificate of our own for 127.0.0.1, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(issuer_name=name, subject_name=name, public_key=key.public_key(), serial_number=x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    both = tmp_path_factory.mktemp("tls") / "both.pem"
    unlocked = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    both.write_bytes(made.public_bytes(serialization.Encoding.PEM) + unlocked)
    return str(both)


@pytest.fixture
def tls_server(certificate):
    running = ScriptedServer(certificate)
    yield running
    running.close()


def test_certificates_are_verified(tls_server, certificate, make_session) -> None:
    tls_server.answer(lambda seen: GOOD)
    session = make_session(api_url=tls_server.url)
    with pytest.raises(DataCiteError) as caught:
        session.request("GET", "/a")
    assert (caught.value.kind, caught.value.attempts) == (ErrorKind.UNTRUSTED, 1)
    assert "ca_path" in str(caught.value)
    assert tls_server.seen == []
    assert make_session(api_url=tls_server.url, ca_path=certificate).request("GET", "/a").status == 200
    assert make_session(api_url=tls_server.url, validate_certs=False).request("GET", "/a").status == 200


def test_the_environment_does_not_switch_verification_on_or_off(tls_server, certificate, make_session, monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(tmp_path / "no such file"))
    tls_server.answer(lambda seen: GOOD)
    assert make_session(api_url=tls_server.url, ca_path=certificate).request("GET", "/a").status == 200
    assert make_session(api_url=tls_server.url, validate_certs=False).request("GET", "/a").status == 200


def test_a_bundle_that_is_none_is_told(tls_server, make_session, tmp_path) -> None:
    (tmp_path / "bundle.pem").write_text("not a certificate")
    with pytest.raises(DataCiteError) as caught:
        make_session(api_url=tls_server.url, ca_path=str(tmp_path / "bundle.pem"), retries=0).request("GET", "/a")
    assert caught.value.kind is ErrorKind.MISCONFIGURED
    assert "ca_path" in str(caught.value)


def test_a_server_without_encryption_where_it_is_expected_is_told(server, make_session) -> None:
    with pytest.raises(DataCiteError) as caught:
        make_session(api_url=server.url.replace("http:", "https:"), retries=0).request("GET", "/a")
    assert caught.value.kind is ErrorKind.UNREACHABLE


def test_a_fork_opens_connections_of_its_own(server, session, monkeypatch) -> None:
    server.answer(lambda seen: GOOD)
    session.request("GET", "/a")
    here = os.getpid()
    monkeypatch.setattr(transport.os, "getpid", lambda: here + 1)
    session.request("GET", "/a")
    session.request("GET", "/a")
    assert [seen.connection for seen in server.seen] == [1, 2, 2]


def test_threads_share_a_session(server, session) -> None:
    server.answer(lambda seen: Reply(200, {"path": seen.target}))
    wrong: list[str] = []

    def work(number: int) -> None:
        for turn in range(10):
            path = f"/{number}/{turn}"
            if session.request("GET", path).document != {"path": path}:
                wrong.append(path)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert session.request_count == 40


def test_orders_and_transports_show_no_secret() -> None:
    sender = Transport(Connection("test", "https://x.org", "A.B", "sekret-1"))
    order = Order.of("PUT", "/a", None, {"a": "body-text"}, "*/*", 1)
    assert "sekret-1" not in repr(sender) + repr(sender._authorization)
    assert "body-text" not in repr(order)


def test_without_requests_the_room_can_still_be_imported() -> None:
    """In a process of its own, in which `requests` cannot be found."""
    program = f"""
import sys
sys.modules["requests"] = None
from {Session.__module__.rsplit(".", 1)[0]} import dois, pages, registry, requests_library, session
from {Connection.__module__} import connection
assert requests_library.HAS_REQUESTS is False
assert "ImportError" in requests_library.REQUESTS_IMPORT_ERROR or "ModuleNotFoundError" in requests_library.REQUESTS_IMPORT_ERROR
try:
    session.Session(connection({{}}))
except ImportError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "The Python package requests is not installed.\n"
