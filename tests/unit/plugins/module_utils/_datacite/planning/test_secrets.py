# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that leaves the door holds the password or the token, in whatever spelling; not even where a server echoes the request's headers."""

from __future__ import annotations

import base64
import json
import urllib.parse
from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import HTML, Reply, ScriptedServer, Seen
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, record_reply

PASSWORD = 'pa"ss/wörd+&=\\ö 7'
TOKEN = "DC.aB3+/=xyz0123456789abcdefghijklm"
WAYS = {
    "password": {"username": "PIDOPS.LAB", "password": PASSWORD},
    "key as password": {"username": "PIDOPS.LAB", "password": TOKEN},
    "token": {"username": None, "password": None, "token": TOKEN},
}


def spellings(secret: str) -> set[str]:
    """The secret as it is, in base64 (alone and with the user), percent-encoded, JSON-escaped and as Python writes it."""
    texts = {secret, f"PIDOPS.LAB:{secret}"}
    encoded = {base64.b64encode(text.encode()).decode() for text in texts} | {base64.urlsafe_b64encode(text.encode()).decode() for text in texts}
    escaped = {urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret), urllib.parse.quote(secret), json.dumps(secret)[1:-1], repr(secret)[1:-1]}
    return {secret, *encoded, *(text.rstrip("=") for text in encoded), *(urllib.parse.quote(text, safe="") for text in encoded), *escaped}


def found_in(value: Any, secret: str) -> list[str]:
    """The spellings that stand in any text of a result, keys included, or in the result as JSON or as Python writes it."""
    texts: list[str] = [json.dumps(value), json.dumps(value, ensure_ascii=False), repr(value)]

    def walk(item: Any) -> None:
        if isinstance(item, str):
            texts.append(item)
        elif isinstance(item, dict):
            for name, member in item.items():
                walk(name)
                walk(member)
        elif isinstance(item, (list, tuple)):
            for member in item:
                walk(member)

    walk(value)
    return [spelling for spelling in spellings(secret) if any(spelling in text for text in texts)]


def echo(seen: Seen) -> str:
    """Everything of the request's authorization, the way a confused server shows it."""
    header = seen.headers.get("authorization", "")
    words = header.split()[-1] if header else ""
    try:
        plain = base64.b64decode(words).decode("utf-8")
    except ValueError:
        plain = words
    parts = (header, plain, plain.partition(":")[2] or plain)
    return " | ".join([*parts, *(urllib.parse.quote(part, safe="") for part in parts), *(json.dumps(part) for part in parts), *map(repr, parts)])


def echoing(status: int, shape: str) -> Any:
    def answer(seen: Seen) -> Reply:
        text = echo(seen)
        if shape == "errors":
            return Reply(status, {"errors": [{"status": str(status), "title": text, "source": text, "uid": text}]})
        if shape == "html":
            return Reply(status, body=f"<html><title>{text}</title></html>".encode(), headers=HTML)
        if shape == "text":
            return Reply(status, body=text.encode(), headers={"Content-Type": "text/plain"})
        return Reply(status, {"status": status, "title": text, "request": {"headers": text}})

    return answer


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422, 500, 502])
@pytest.mark.parametrize("shape", ["errors", "html", "text", "bare"])
def test_a_server_that_echoes_the_headers(server: ScriptedServer, doi: str, way: str, status: int, shape: str) -> None:
    secret = WAYS[way].get("token") or WAYS[way]["password"] or ""
    librarian = Librarian(server.url, retries=0, **WAYS[way])
    server.answer(echoing(status, shape))
    result = librarian.declare(doi=doi, state="findable", url=URL, metadata=METADATA)
    assert result.get("failed") and found_in(result, secret) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("status", [400, 403, 422, 500])
def test_an_echo_in_the_answer_to_a_judgement_and_to_a_write(server: ScriptedServer, doi: str, way: str, status: int) -> None:
    secret = WAYS[way].get("token") or WAYS[way]["password"] or ""
    librarian = Librarian(server.url, retries=0, **WAYS[way])

    def answer(seen: Seen) -> Reply:
        if seen.method == "GET":
            return record_reply(doi, {"state": "findable", "url": URL, "registered": "2021", **METADATA})
        return echoing(status, "errors")(seen)

    server.answer(answer)
    for task in ({"metadata": {"language": "da"}}, {"url": "https://data.example.org/2"}, {"state": "registered"}):
        assert found_in(librarian.declare(doi=doi, **task), secret) == []


@pytest.mark.parametrize("way", WAYS)
def test_an_echo_in_a_record(server: ScriptedServer, doi: str, way: str) -> None:
    """Somebody has put the password into the metadata."""
    secret = WAYS[way].get("token") or WAYS[way]["password"] or ""
    librarian = Librarian(server.url, **WAYS[way])
    server.answer(lambda seen: record_reply(doi, {"state": "draft", "reason": secret, "url": URL, "titles": [{"title": echo(seen)}]}))
    for task in ({}, {"metadata": {"titles": [{"title": "T"}]}}):
        assert found_in(librarian.declare(doi=doi, diff=True, check=True, **task), secret) == []


@pytest.mark.parametrize("secret", ["lab-secret", "wrong-secret"])
def test_results_diffs_and_the_request_log(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, secret: str) -> None:
    since = len(sandbox.request_log())
    tasks = ({"state": "findable", "url": URL, "metadata": METADATA}, {}, {"metadata": {"titles": [{"title": "B"}]}}, {"state": "absent"}, {"state": "draft"})
    for task in tasks:
        for check in (True, False):
            assert found_in(librarian.declare(doi=doi, check=check, diff=True, password=secret, **task), secret) == []
    assert found_in(sandbox.request_log(since), secret) == []


@pytest.mark.parametrize("options", [
    {"password": PASSWORD, "token": TOKEN}, {"username": None, "password": PASSWORD}, {"api_url": "http://api.example.org", "password": PASSWORD},
    {"api_url": f"http://user:{urllib.parse.quote(PASSWORD, safe='')}@127.0.0.1:1/", "password": PASSWORD},
    {"system": "test", "timeout": -1, "password": PASSWORD}, {"contact": "not\na contact", "password": PASSWORD},
], ids=["both", "no user", "unencrypted", "in the address", "timeout", "contact"])
def test_connection_options_that_are_refused(options: dict[str, Any]) -> None:
    result = Librarian("http://127.0.0.1:1").declare_raw(doi="10.82001/x", **options)
    assert result.get("failed")
    assert found_in(result, PASSWORD) == [] and found_in(result, TOKEN) == []
