# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/activities`: who changed what. Public, drafts included; names must be in lower case to be found."""

from __future__ import annotations

import re

from .. import documents
from ..answer import Answer, document, not_found
from ..call import Call
from ..clock import brief, milliseconds
from ..search.paging import decode, encode, integer
from ..search.query import moment
from ..store.activities import Activity

MAX_SIZE = 1000
PART = re.compile(r'(\w+):(?:"([^"]*)"|\[(\S+) TO (\S+)\]|(\S+))')


def index(call: Call) -> Answer:
    """`GET /activities`."""
    return _list(call, "1", [])


def of_doi(call: Call, doi: str) -> Answer:
    """`GET /dois/{doi}/activities`."""
    return _list(call, "subject = ? AND kind = 'dois'", [doi])


def of_account(call: Call, name: str) -> Answer:
    """`GET /repositories/{id}/activities`, also for clients and providers."""
    return _list(call, "subject = ? AND kind <> 'dois'", [name])


def show(call: Call, number: str) -> Answer:
    """`GET /activities/{id}`: from the database, at once."""
    found = call.sandbox.activities.find(number)
    if found is None:
        raise not_found()
    return document(200, {"data": documents.activity(found, call.request.base_url, publisher=call.request.params.true("publisher"))})


def _list(call: Call, where: str, values: list[object]) -> Answer:
    params = call.request.params
    if params.text("datacite_doi_id"):
        where, values = f"{where} AND subject = ?", [*values, params.text("datacite_doi_id")]
    for clause, more in map(_clause, PART.findall(params.text("query"))):
        where, values = f"{where} AND {clause}", [*values, *more]
    found = call.sandbox.activities.search(where, values)
    size = min(max(integer(params.text("page[size]")), 0), MAX_SIZE) if "page[size]" in params else 25
    cursor = "page[cursor]" in params
    if cursor:
        after = decode(params.text("page[cursor]"))
        found = sorted(found, key=_key)
        shown = [entry for entry in found if _key(entry) > after][:size]
    number = max(integer(params.text("page[number]")), 1) if "page[number]" in params else 1
    if not cursor:
        shown = found[(number - 1) * size : number * size]
    return document(200, _document(call, found, shown, size, None if cursor else number))


def _document(call: Call, found: list[Activity], shown: list[Activity], size: int, number: int | None) -> dict[str, object]:
    base = call.request.base_url
    pages = -(-len(found) // size) if size else 0
    meta: dict[str, object] = {"total": len(found), "totalPages": pages}
    if number is not None:
        meta["page"] = number
    links = {"self": call.request.link(call.request.target)}
    path = call.request.target.partition("?")[0]
    if shown and len(shown) == size and number is None:
        links["next"] = f"{base}{path}?page%5Bcursor%5D={encode(*_key(shown[-1]))}&page%5Bsize%5D={size}"
    elif shown and number is not None and number < pages:
        links["next"] = f"{base}{path}?page%5Bnumber%5D={number + 1}&page%5Bsize%5D={size}"
    publisher = call.request.params.true("publisher")
    return {"data": [documents.activity(entry, base, listing=True, publisher=publisher) for entry in shown], "meta": meta, "links": links}


def _key(entry: Activity) -> tuple[int, str]:
    return milliseconds(brief(entry.created)), f"{entry.id}:{entry.version:09d}"


def _clause(part: tuple[str, str, str, str, str]) -> tuple[str, list[object]]:
    name, phrase, low, high, word = part
    column = {"action": "action", "username": "account", "uid": "subject", "version": "version", "created": "created"}.get(name)
    if column is None:
        return "0", []
    if low or high:
        return "CAST(strftime('%s', created) AS INTEGER) * 1000 BETWEEN ? AND ?", [
            0 if low == "*" else moment(low, False),
            1 << 60 if high == "*" else moment(high, True),
        ]
    return f"{column} = ?", [phrase or word]
