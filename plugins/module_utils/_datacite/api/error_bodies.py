# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Bodies of answers that are not what was asked for: every shape that DataCite and the machines before it are known to use.

Arrays of errors with text or numeric status, one error as an object, a bare object without `errors`, HTML of a gateway, plain text, nothing at all.
Nothing is assumed: what cannot be read becomes an entry with its first words, or none.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any, Final

from .errors import ErrorEntry, ErrorKind

LONGEST_TITLE: Final = 10_000
LONGEST_EXCERPT: Final = 200
MOST_ENTRIES: Final = 1_000

_RATE_LIMIT_TEXT = re.compile(r"rate[ -]limit", re.IGNORECASE)
_TAKEN_TEXT = "already been taken"
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_HTML_START = re.compile(r"\s*(<!doctype html|<html|<head|<body|<title|<center|<h1)", re.IGNORECASE)
_HTML_TITLE = re.compile(r"<(title|h1)[^>]*>(.*?)</\1>", re.IGNORECASE | re.DOTALL)
_BY_STATUS: Final = {
    401: ErrorKind.UNAUTHENTICATED,
    403: ErrorKind.FORBIDDEN,
    404: ErrorKind.MISSING,
    405: ErrorKind.NOT_ALLOWED,
    407: ErrorKind.MISCONFIGURED,
    408: ErrorKind.UNAVAILABLE,
    409: ErrorKind.CONFLICT,
    410: ErrorKind.MISSING,
    413: ErrorKind.TOO_LARGE,
    414: ErrorKind.TOO_LARGE,
    429: ErrorKind.RATE_LIMITED,
    431: ErrorKind.TOO_LARGE,
    502: ErrorKind.UNAVAILABLE,
    503: ErrorKind.UNAVAILABLE,
    504: ErrorKind.UNAVAILABLE,
}


def read_json(body: bytes) -> Any:
    """The body as JSON; raises ValueError for whatever is not (bytes that are no UTF-8, absurd nesting and numbers, NaN and Infinity included)."""
    try:
        return json.loads(body, parse_constant=_refused_constant)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _refused_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def structured(body: bytes) -> dict[str, Any] | list[Any] | None:
    """The body where it is a JSON object or array, else None."""
    if body.lstrip()[:1] not in (b"{", b"["):
        return None
    try:
        document = read_json(body)
    except ValueError:
        return None
    return document if isinstance(document, (dict, list)) else None


def read_entries(document: Any) -> tuple[ErrorEntry, ...]:
    """The complaints in a JSON error body of any shape; none where there is no `errors`, `title`, `error` or `message` in it."""
    if isinstance(document, list):
        return _entries(document)
    if not isinstance(document, dict):
        return ()
    if "errors" in document:
        return _entries(document["errors"])
    return _entries(document) if _title(document) else ()


def read_text(body: bytes) -> tuple[ErrorEntry, ...]:
    """What a body that is no JSON says: the title of an HTML page, or the first words of a text."""
    text = body[:8192].decode("utf-8", "replace")
    if is_html(body):
        found = _HTML_TITLE.search(text)
        words = _clean(html.unescape(re.sub(r"<[^>]*>", " ", found.group(2)))) if found else ""
    else:
        words = _clean(text)
    if len(words) > LONGEST_EXCERPT:
        words = words[: LONGEST_EXCERPT - 1] + "…"
    return (ErrorEntry(None, words),) if words else ()


def is_html(body: bytes) -> bool:
    """Whether a body begins like a web page, as those of gateways and portals do."""
    return bool(_HTML_START.match(body[:512].decode("utf-8", "replace").lstrip("\ufeff")))


def classify(status: int, headers: Mapping[str, str], body: bytes, document: Any, entries: tuple[ErrorEntry, ...]) -> ErrorKind:
    """What an answer that is no success means. `headers` in lower case; `document` is the body read as JSON, None where it is none."""
    if 300 <= status < 400:
        return ErrorKind.REDIRECTED
    if status == 403 and _is_firewall(headers, body, entries):
        return ErrorKind.RATE_LIMITED
    if status == 422 and any(_TAKEN_TEXT in entry.title for entry in entries):
        return ErrorKind.CONFLICT
    if status in (404, 410) and document is None and body.strip():
        # DataCite says it in JSON. A page of another web server is no word on whether a DOI exists.
        return ErrorKind.NONSENSE
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    if status >= 500:
        return ErrorKind.UNAVAILABLE if document is None and status != 501 else ErrorKind.REFUSED
    return ErrorKind.REFUSED if 400 <= status < 500 else ErrorKind.NONSENSE


def _is_firewall(headers: Mapping[str, str], body: bytes, entries: tuple[ErrorEntry, ...]) -> bool:
    """The firewall before DataCite has used 403 for its rate limit, in JSON and as the load balancer's HTML page."""
    if any(_RATE_LIMIT_TEXT.search(entry.title) for entry in entries):
        return True
    return is_html(body) and "awselb" in headers.get("server", "").lower()


def _entries(errors: Any) -> tuple[ErrorEntry, ...]:
    if isinstance(errors, list):
        found = [_entry(error) for error in errors[:MOST_ENTRIES]]
    elif isinstance(errors, dict) and not _title(errors):
        found = [_entry({"source": source, "title": _words(problem)}) for source, problem in list(errors.items())[:MOST_ENTRIES]]
    else:
        found = [_entry(errors)]
    return tuple(entry for entry in found if entry is not None)


def _entry(error: Any) -> ErrorEntry | None:
    if not isinstance(error, dict):
        title = _words(error)
        return ErrorEntry(None, title) if title else None
    title = _title(error)
    source, status, uid = _source(error.get("source")), _status(error.get("status")), error.get("uid")
    if not (title or source):
        return None
    return ErrorEntry(source, title or "(no reason given)", status, _clean(uid) if isinstance(uid, str) and uid else None)


def _title(error: Mapping[str, Any]) -> str:
    for member in ("title", "detail", "message", "error"):
        if words := _words(error.get(member)):
            return words
    return ""


def _source(source: Any) -> str | None:
    """An attribute's name; JSON:API also allows an object with a pointer or a parameter."""
    if isinstance(source, dict):
        source = source.get("pointer") or source.get("parameter")
        source = source.rsplit("/", 1)[-1] if isinstance(source, str) else None
    return _clean(source) or None if isinstance(source, str) else None


def _status(status: Any) -> int | None:
    if isinstance(status, bool) or not isinstance(status, (int, str)):
        return None
    return int(status) if re.fullmatch(r"[1-5][0-9]{2}", str(status)) else None


def _words(value: Any) -> str:
    """Any JSON value as words on one line."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        value = "; ".join(value)
    text = _clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
    return text if len(text) <= LONGEST_TITLE else text[: LONGEST_TITLE - 1] + "…"


def _clean(text: str) -> str:
    """On one line, without characters that would move a terminal's cursor or turn the text around."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())
