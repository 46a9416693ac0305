# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Every body that DataCite and the machines before it answer errors with is read, and means what it should."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.error_bodies import (
    classify,
    is_html,
    read_entries,
    read_json,
    read_text,
    structured,
)
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import ErrorEntry, ErrorKind

NOT_FOUND = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
HTML_502 = b"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>"
HTML_413 = b"<!DOCTYPE html><html><head><title>413 Request Entity Too Large</title></head></html>"
LIMITED = {"errors": [{"status": "429", "title": "Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."}]}


def judge(status: int, body: Any, headers: dict[str, str] | None = None) -> tuple[ErrorKind, tuple[ErrorEntry, ...]]:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    document = structured(content)
    entries = read_entries(document) if document is not None else read_text(content)
    return classify(status, headers or {}, content, document, entries), entries


@pytest.mark.parametrize(
    ("status", "body", "kind", "entries"),
    [
        (404, NOT_FOUND, ErrorKind.MISSING, [(None, "The resource you are looking for doesn't exist.", 404, None)]),
        (401, {"errors": [{"status": "401", "title": "Bad credentials."}]}, ErrorKind.UNAUTHENTICATED, [(None, "Bad credentials.", 401, None)]),
        (403, {"errors": [{"status": "403", "title": "You are not authorized."}]}, ErrorKind.FORBIDDEN, [(None, "You are not authorized.", 403, None)]),
        (405, {"errors": [{"status": "405", "title": "Method not allowed"}]}, ErrorKind.NOT_ALLOWED, [(None, "Method not allowed", 405, None)]),
        (406, {"errors": [{"status": "406", "title": "Not recognized."}]}, ErrorKind.REFUSED, [(None, "Not recognized.", 406, None)]),
        (
            409,
            {"errors": [{"status": "409", "title": "The resource already exists."}]},
            ErrorKind.CONFLICT,
            [(None, "The resource already exists.", 409, None)],
        ),
        (410, {"errors": [{"status": "410", "detail": "Gone for good"}]}, ErrorKind.MISSING, [(None, "Gone for good", 410, None)]),
        (
            422,
            {"errors": [{"source": "url", "title": "Can't be blank", "uid": "10.5438/abc"}, {"source": "xml", "title": "No"}]},
            ErrorKind.REFUSED,
            [("url", "Can't be blank", None, "10.5438/abc"), ("xml", "No", None, None)],
        ),
        (422, {"errors": [{"source": "doi", "title": "This DOI has already been taken", "uid": "10.5438/a"}]}, ErrorKind.CONFLICT, None),
        (422, {"errors": [{"status": 422, "title": "Numeric"}]}, ErrorKind.REFUSED, [(None, "Numeric", 422, None)]),
        (400, {"errors": {"title": "Failed to parse query [(]"}}, ErrorKind.REFUSED, [(None, "Failed to parse query [(]", None, None)]),
        (400, {"errors": {"name": ["is too short", "is odd"]}}, ErrorKind.REFUSED, [("name", "is too short; is odd", None, None)]),
        (400, {"errors": "all wrong"}, ErrorKind.REFUSED, [(None, "all wrong", None, None)]),
        (400, {"errors": ["one", "two"]}, ErrorKind.REFUSED, [(None, "one", None, None), (None, "two", None, None)]),
        (422, {"errors": [{"source": {"pointer": "/data/attributes/titles"}, "detail": "Bad"}]}, ErrorKind.REFUSED, [("titles", "Bad", None, None)]),
        (422, {"errors": []}, ErrorKind.REFUSED, []),
        (422, {"errors": [None, 5, {}, {"source": "url"}]}, ErrorKind.REFUSED, [(None, "5", None, None), ("url", "(no reason given)", None, None)]),
        (500, {"status": 400, "title": "invalid byte sequence in UTF-8"}, ErrorKind.REFUSED, [(None, "invalid byte sequence in UTF-8", 400, None)]),
        (500, {"status": 500, "error": "Internal Server Error"}, ErrorKind.REFUSED, [(None, "Internal Server Error", 500, None)]),
        (501, {"message": "Not Implemented."}, ErrorKind.REFUSED, [(None, "Not Implemented.", None, None)]),
        (501, HTML_413, ErrorKind.REFUSED, None),
        (404, {}, ErrorKind.MISSING, []),
        (404, b"", ErrorKind.MISSING, []),
        (404, HTML_502, ErrorKind.NONSENSE, None),
        (404, b"no such page", ErrorKind.NONSENSE, None),
        (500, b"", ErrorKind.UNAVAILABLE, []),
        (500, b"oh no", ErrorKind.UNAVAILABLE, [(None, "oh no", None, None)]),
        (500, HTML_502, ErrorKind.UNAVAILABLE, None),
        (502, HTML_502, ErrorKind.UNAVAILABLE, [(None, "502 Bad Gateway", None, None)]),
        (503, b"\xef\xbb\xbf <HTML><H1>Over &amp; out</H1>", ErrorKind.UNAVAILABLE, [(None, "Over & out", None, None)]),
        (504, {"message": "Endpoint request timed out"}, ErrorKind.UNAVAILABLE, [(None, "Endpoint request timed out", None, None)]),
        (413, HTML_413, ErrorKind.TOO_LARGE, [(None, "413 Request Entity Too Large", None, None)]),
        (414, HTML_413, ErrorKind.TOO_LARGE, None),
        (408, b"", ErrorKind.UNAVAILABLE, []),
        (400, HTML_413, ErrorKind.REFUSED, None),
        (400, b"{broken", ErrorKind.REFUSED, [(None, "{broken", None, None)]),
        (429, LIMITED, ErrorKind.RATE_LIMITED, None),
        (429, HTML_413, ErrorKind.RATE_LIMITED, None),
        (403, {"errors": [{"status": "403", "title": LIMITED["errors"][0]["title"]}]}, ErrorKind.RATE_LIMITED, None),
        (301, b"", ErrorKind.REDIRECTED, []),
        (199, b"", ErrorKind.NONSENSE, []),
        (600, b"", ErrorKind.UNAVAILABLE, []),
    ],
)
def test_every_body_is_read(status: int, body: Any, kind: ErrorKind, entries: list[tuple[Any, ...]] | None) -> None:
    found_kind, found = judge(status, body)
    assert found_kind is kind
    if entries is not None:
        assert [(entry.source, entry.title, entry.status, entry.uid) for entry in found] == entries


def test_the_load_balancers_403_is_the_rate_limit_and_another_proxys_is_not() -> None:
    page = b"<html><head><title>403 Forbidden</title></head></html>"
    assert judge(403, page, {"server": "awselb/2.0"})[0] is ErrorKind.RATE_LIMITED
    assert judge(403, page, {"server": "squid"})[0] is ErrorKind.FORBIDDEN


def test_words_stay_on_one_line_and_move_no_cursor() -> None:
    (entry,) = read_entries({"errors": [{"title": "a\x1b[31mred\x07\nnext\u202eline"}]})
    assert entry.title == "a [31mred next line"


def test_long_words_are_cut() -> None:
    (entry,) = read_entries({"errors": [{"title": "x" * 1_000_000}]})
    assert len(entry.title) == 10_000
    assert len(str(entry)) == 600
    assert len(read_text(b"y" * 100_000)[0].title) == 200
    assert len(read_entries({"errors": ["z"] * 5000})) == 1000


@pytest.mark.parametrize("body", [b"[" * 200_000, b"\xff\xfe", b"1" * 5000, b"{", b"", b"nul", b'{"year": NaN}', b"[-Infinity]"])
def test_json_that_is_none_is_a_value_error(body: bytes) -> None:
    with pytest.raises(ValueError):
        read_json(body)


def test_only_objects_and_arrays_count_as_json() -> None:
    assert structured(b'"text"') is None
    assert structured(b"17") is None
    assert structured(b"[" * 100_000) is None
    assert structured(b' {"a": 1}') == {"a": 1}


def test_html_is_known_by_its_beginning() -> None:
    assert is_html(b"\n <!doctype HTML>")
    assert not is_html(b'{"title": "<html>"}')


JSON = st.recursive(st.none() | st.booleans() | st.floats(allow_nan=False) | st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))
ERROR = st.dictionaries(st.sampled_from(["title", "source", "status", "uid", "detail", "message", "error"]), JSON)


@given(document=JSON | st.fixed_dictionaries({"errors": JSON | ERROR | st.lists(ERROR)}) | ERROR, status=st.integers(300, 620), raw=st.binary())
def test_nothing_that_a_server_sends_is_a_traceback(document: Any, status: int, raw: bytes) -> None:
    for body in (document, raw):
        kind, entries = judge(status, body)
        assert isinstance(kind, ErrorKind)
        assert all(isinstance(entry.title, str) and str(entry) for entry in entries)


def test_every_error_that_was_observed_is_read(observations) -> None:
    found: dict[ErrorKind, int] = {}
    for line in observations("observed/exchanges.jsonl").read_text().splitlines():
        for exchange in json.loads(line)["exchanges"]:
            response = exchange["response"]
            if response["status"] >= 400:
                kind, entries = judge(response["status"], response["body"])
                found[kind] = found.get(kind, 0) + 1
                assert entries, response
                assert kind not in (ErrorKind.UNAVAILABLE, ErrorKind.NONSENSE)
    assert set(found) == {
        ErrorKind.UNAUTHENTICATED,
        ErrorKind.FORBIDDEN,
        ErrorKind.MISSING,
        ErrorKind.NOT_ALLOWED,
        ErrorKind.REFUSED,
        ErrorKind.CONFLICT,
    }
