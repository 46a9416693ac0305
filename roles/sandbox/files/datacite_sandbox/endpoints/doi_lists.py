# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of DOIs: from the index, by page or by cursor."""

from __future__ import annotations

import base64
import random
from typing import Any

from .. import formats_of
from ..answer import Answer, dump
from ..call import Call
from ..negotiation import JSON_API, wanted_type
from ..params import Params
from ..search.condition import Condition
from ..search.facets import facets, wanted
from ..search.filters import condition
from ..search.paging import Page, encode, next_link
from ..search.rows import Row, Shape, renderer
from .doi_document import included_clients

SORTS = {
    "name": "id",
    "created": "created",
    "updated": "updated",
    "published": "published",
    "title": "title COLLATE NOCASE",
    "relevance": "updated DESC, created",
    "view-count": "created",
    "download-count": "created",
    "citation-count": "created",
}


def index(call: Call) -> Answer:
    """`GET /dois`."""
    return _list(call, call.request.params)


def of_client(call: Call, name: str) -> Answer:
    """`GET /clients/{id}/dois`."""
    return _list(call, call.request.params.merged({"client_id": name}))


def of_provider(call: Call, name: str) -> Answer:
    """`GET /providers/{id}/dois`."""
    return _list(call, call.request.params.merged({"provider_id": name}))


def of_repository(call: Call, _name: str) -> Answer:
    """`GET /repositories/{id}/dois`: not filtered, as at DataCite."""
    return _list(call, call.request.params)


def in_format(call: Call, kind: str) -> Answer:
    """`GET /dois/{type}`: the list in another format."""
    return _list(call, call.request.params, wanted_type(kind))


def _list(call: Call, params: Params, media_type: str | None = None) -> Answer:
    sandbox = call.sandbox
    media_type = media_type or wanted_type(call.request.headers.get("accept"))
    anonymous = call.caller.role == "anonymous"
    page = Page.of(params)
    sandbox.index.settle()
    sandbox.predicates.clear()
    found = condition(params, sandbox.predicates, findable_only=anonymous, repositories=lambda name, value: _having(call, name, value))
    rows, keys = _rows(call, found, params, page)
    if media_type != JSON_API:
        held = [one for one in (sandbox.records.find(row.id) for row in rows) if one is not None]
        return formats_of.answer_all(call, held, media_type)
    total = _total(call, found, page, keys)
    return Answer(200, _document(call, params, page, found, rows, keys, total))


def _rows(call: Call, found: Condition, params: Params, page: Page) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows of the page, and their sort keys."""
    if not page.size:
        return [], []
    where, values, order = found.sql, list(found.values), _order(params)
    if page.after is not None:
        where, order = f"({where}) AND (created, id) > (?, ?)", "created, id"
        values += page.after
    rows = call.sandbox.database.all(
        f"SELECT id, repository, member, lines, created FROM row WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", *values, page.size, page.offset
    )
    return [Row(*row[:4]) for row in rows], [(row[4], row[0]) for row in rows]


def _total(call: Call, found: Condition, page: Page, keys: list[tuple[int, str]]) -> int:
    if page.after is None and page.offset == 0 and len(keys) < page.size:
        return len(keys)
    counted = call.sandbox.database.one(f"SELECT count(*) FROM row WHERE {found.sql}", *found.values)
    return int(counted[0]) if counted else 0


def _order(params: Params) -> str:
    if params.true("random"):
        return f"(rowid * {random.randrange(1, 2**31) | 1}) % 2147483647"
    name = params.text("sort")
    down = name.startswith("-")
    column = SORTS.get(name.lstrip("-"))
    if column is None:
        return "updated DESC, rowid"
    return f"{column} {'DESC' if down else 'ASC'}, rowid"


def _document(call: Call, params: Params, page: Page, found: Condition, rows: list[Row], keys: list[tuple[int, str]], total: int) -> bytes:
    """The list as JSON text; the rows are put together without being parsed."""
    shape = Shape.of(params)
    render = renderer(shape, _xml(call, rows) if shape.needs_xml else {})
    meta: dict[str, Any] = {"total": total, "totalPages": page.pages(total)}
    if page.after is None:
        meta["page"] = page.number
    chosen = wanted(params)
    if chosen and total:
        meta.update(facets(call.sandbox.database, found, chosen, lambda kind, name: _title(call, kind, name)))
    links = {"self": call.request.link(call.request.target)}
    if page.more(len(rows), total):
        links["next"] = next_link(call.request.base_url, params, page, encode(*keys[-1]) if page.after is not None else None)
    parts = ['{"data":[', ",".join(map(render, rows)), "]"]
    if "client" in params.parts("include"):
        names = list(dict.fromkeys(row.repository for row in rows))
        parts.append(',"included":' + dump(included_clients(call, names, listing=True)).decode())
    parts.append(f',"meta":{dump(meta).decode()},"links":{dump(links).decode()}}}')
    return "".join(parts).encode("utf-8", "surrogatepass")


def _xml(call: Call, rows: list[Row]) -> dict[str, str | None]:
    texts = call.sandbox.records.xml_of([row.id for row in rows])
    return {doi: base64.b64encode(text.encode("utf-8", "surrogatepass")).decode() if text is not None else None for doi, text in texts.items()}


def _having(call: Call, name: str, value: str) -> list[str]:
    wanted_values = value.split(",")
    found = []
    for account in call.sandbox.accounts.repositories():
        kept = account.attributes.get(name)
        if any(one in wanted_values for one in (kept if isinstance(kept, list) else [kept])):
            found.append(account.id)
    return found


def _title(call: Call, kind: str, name: str) -> str:
    account = call.sandbox.accounts.named(name) if kind == "clients" else call.sandbox.accounts.member(name)
    return str(account.attributes.get("name")) if account else name
