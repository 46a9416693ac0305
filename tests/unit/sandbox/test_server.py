# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox as a process: command line, connections, headers, request log, stopping."""

from __future__ import annotations

import concurrent.futures
import contextlib
import gzip
import http.client
import json
import os
import pathlib
import signal
import subprocess
import sys
import uuid

import pytest
import requests

from sandbox_server import CODE, LAB, Sandbox, running_sandbox


@pytest.fixture(scope="module")
def server():
    with running_sandbox() as found:
        yield found


@pytest.fixture
def session(server: Sandbox):
    server.clear_faults()
    with requests.Session() as found:
        found.auth = LAB
        found.trust_env = False
        yield found


def connection(server: Sandbox) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(server.base_url.partition("//")[2], timeout=10)


def test_one_connection_serves_many_requests(server):
    link = connection(server)
    link.connect()
    socket = link.sock
    for _unused in range(20):
        link.request("GET", "/heartbeat")
        assert link.getresponse().read() == b"OK"
    assert link.sock is socket


def test_the_log_has_a_line_per_request_and_each_is_there_at_once(server, session):
    start, number = len(server.request_log()), str(uuid.uuid4())
    assert session.get(f"{server.base_url}/dois?page%5Bsize%5D=0", headers={"X-Request-Id": number}).headers["X-Request-Id"] == number
    session.get(f"{server.base_url}/dois/10.82001/none", auth=("PIDOPS.LAB", "wrong"))
    assert server.request_log(start) == [
        {"method": "GET", "path": "/dois?page%5Bsize%5D=0", "status": 200, "account": "pidops.lab", "request_id": number},
        {"method": "GET", "path": "/dois/10.82001/none", "status": 404, "account": None, "request_id": server.request_log()[-1]["request_id"]},
    ]


def test_the_request_id_is_that_of_the_activity(server, session):
    number = str(uuid.uuid4())
    session.put(f"{server.base_url}/dois/10.82001/traced", json={"data": {"attributes": {"url": "https://example.org/"}}}, headers={"X-Request-Id": number})
    found = requests.get(f"{server.base_url}/activities/{number}", timeout=10).json()["data"]
    assert found["attributes"]["action"] == "create" and found["attributes"]["changes"]["url"] == "https://example.org/"


@pytest.mark.parametrize(("fault", "written"), [("drop-before", False), ("drop-after", True)])
def test_a_cut_connection_before_and_after_the_write(server, session, fault, written):
    doi = f"10.82001/{fault}"
    with pytest.raises(requests.ConnectionError):
        session.put(f"{server.base_url}/dois/{doi}", json={"data": {"attributes": {}}}, headers={"X-Sandbox-Fault": fault})
    assert server.request_log()[-1]["status"] is None and server.request_log()[-1]["faults"] == [fault]
    assert session.get(f"{server.base_url}/dois/{doi}").status_code == (200 if written else 404)


def test_a_fault_in_the_header_that_there_is_not_is_told(server, session):
    reply = session.get(f"{server.base_url}/dois", headers={"X-Sandbox-Fault": "418"})
    assert reply.status_code == 400 and "there is no fault '418'" in reply.text


def test_answers_are_compressed_on_demand_and_tagged_otherwise(server):
    link = connection(server)
    link.request("GET", "/repositories/pidops.lab", headers={"Accept-Encoding": "gzip"})
    packed = link.getresponse()
    content = packed.read()
    assert packed.headers["Content-Encoding"] == "gzip" and packed.headers["ETag"] is None
    link.request("GET", "/repositories/pidops.lab", headers={"Accept-Encoding": "identity"})
    plain = link.getresponse()
    assert gzip.decompress(content) == plain.read() and plain.headers["ETag"].startswith('W/"')
    link.request("GET", "/repositories/pidops.lab", headers={"Accept-Encoding": "identity", "If-None-Match": plain.headers["ETag"]})
    assert link.getresponse().status == 304


def test_a_body_may_be_compressed_and_must_not_be_too_large(server, session):
    body = gzip.compress(json.dumps({"data": {"attributes": {"url": "https://example.org/packed"}}}).encode())
    headers = {"Content-Type": "application/vnd.api+json", "Content-Encoding": "gzip"}
    assert (
        session.put(f"{server.base_url}/dois/10.82001/packed", data=body, headers=headers).json()["data"]["attributes"]["url"] == "https://example.org/packed"
    )
    link = connection(server)
    link.request("POST", "/dois", headers={"Content-Length": str(11 * 1024 * 1024)})
    reply = link.getresponse()
    assert reply.status == 413 and reply.headers["Content-Type"].startswith("text/html")


def test_a_body_that_is_not_packed_as_it_says_is_refused(server, session):
    headers = {"Content-Type": "application/vnd.api+json", "Content-Encoding": "gzip"}
    for content in (b"no gzip at all", gzip.compress(b'{"data": {"attributes": {}}}')[:-12]):
        reply = session.put(f"{server.base_url}/dois/10.82001/unpacked", data=content, headers=headers)
        assert reply.status_code == 400 and reply.json()["errors"][0]["title"] == "Error occurred while parsing request parameters"
    assert session.get(f"{server.base_url}/dois/10.82001/unpacked").status_code == 404
    bomb = gzip.compress(b" " * (201 * 1024 * 1024), 1)
    assert session.put(f"{server.base_url}/dois/10.82001/unpacked", data=bomb, headers=headers).status_code == 413


def test_a_body_in_chunks_must_not_be_too_large_either(server, session):
    def chunks(count: int):
        yield b'{"data": {"attributes": {}}}'
        for _unused in range(count):
            yield b" " * 65536

    headers = {"Content-Type": "application/vnd.api+json"}
    assert session.put(f"{server.base_url}/dois/10.82001/chunks", data=chunks(2), headers=headers).status_code == 201
    with contextlib.suppress(requests.ConnectionError):  # the server may hang up before all was sent
        assert session.put(f"{server.base_url}/dois/10.82001/endless", data=chunks(161), headers=headers).status_code == 413
    assert session.get(f"{server.base_url}/dois/10.82001/endless").status_code == 404


def test_bytes_that_are_no_utf_8_in_headers_and_path_do_no_harm(server):
    link = connection(server)
    link.putrequest("GET", "/repositories/pidops.lab")
    link.putheader("Origin", b"http://\xff")
    link.putheader("X-Request-Id", b"\xff")
    link.endheaders()
    assert link.getresponse().status == 200


def test_head_options_unknown_paths_and_long_lines(server, session):
    assert (session.head(f"{server.base_url}/repositories/pidops.lab").status_code, session.options(f"{server.base_url}/dois").status_code) == (200, 204)
    assert session.get(f"{server.base_url}/nowhere").status_code == 404
    assert session.get(f"{server.base_url}/dois?ids={'x' * 9000}").status_code == 414


def test_several_who_create_the_same_doi_make_one(server):
    def create(_number: int) -> int:
        return requests.post(f"{server.base_url}/dois", json={"data": {"attributes": {"doi": "10.82001/raced"}}}, auth=LAB, timeout=10).status_code

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(create, range(16)))
    assert sorted(set(statuses)) == [201, 422] and statuses.count(201) == 1


def test_a_database_file_outlives_the_process(tmp_path: pathlib.Path):
    with running_sandbox(database=tmp_path / "sandbox.db") as first:
        requests.put(f"{first.base_url}/dois/10.82001/kept", json={"data": {"attributes": {"url": "https://example.org/kept"}}}, auth=LAB, timeout=10)
    with running_sandbox(database=tmp_path / "sandbox.db") as second:
        assert requests.get(f"{second.base_url}/dois/10.82001/kept", auth=LAB, timeout=10).json()["data"]["attributes"]["url"] == "https://example.org/kept"
        assert requests.get(f"{second.base_url}/dois?client-id=pidops.lab", auth=LAB, timeout=10).json()["meta"]["total"] == 1
        assert requests.get(f"{second.base_url}/repositories/pidops.lab", timeout=10).json()["meta"]["prefixCount"] == 3


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(name):
    command = [sys.executable, "-m", "datacite_sandbox", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CODE)})
    assert process.stdout.readline().startswith("listening on http://127.0.0.1:")
    process.send_signal(name)
    out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")


@pytest.mark.parametrize("arguments", [
    ["--faults", "nope"], ["--seed", "/nowhere.json"], ["--seed", sys.executable], ["--index-delay", "-1"], ["--port", "70000"],
    ["--database", "/nowhere/sandbox.db"], ["--database", __file__],
])
def test_a_command_line_that_cannot_be(arguments):
    command = [sys.executable, "-m", "datacite_sandbox", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(CODE)}, timeout=20, check=False)
    assert done.returncode == 2 and "Traceback" not in done.stderr and done.stderr.strip()
