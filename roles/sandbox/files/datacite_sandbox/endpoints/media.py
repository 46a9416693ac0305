# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/dois/{doi}/media`. Reads need no right; whether the DOI exists is asked before who is asking."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from .. import documents
from ..answer import Answer, Problem, document, not_found
from ..call import Call
from ..permissions import may_change, need
from ..store.media import Medium
from ..store.records import Held

ADDRESS = re.compile(r"(ftp|http|https|gs|s3|dos)://\S+")
DEFAULT_TYPE = "text/plain"


def index(call: Call, doi: str) -> Answer:
    held = _doi(call, doi)
    _unused = call.caller
    total = call.sandbox.media.total()  # DataCite counts the media of all DOIs here
    return document(
        200,
        {
            "data": [documents.medium(entry) for entry in call.sandbox.media.of(held.id)],
            "meta": {"total": total, "totalPages": -(-total // 25), "page": 1},
            "links": {"self": call.request.link(call.request.target)},
        },
    )


def show(call: Call, doi: str, number: str) -> Answer:
    _unused = call.caller
    return document(200, {"data": documents.medium(_medium(call, _doi(call, doi), number))})


def create(call: Call, doi: str) -> Answer:
    held = _doi(call, doi)
    need(call.caller, may_change(call.caller, held))
    attributes = _attributes(call)
    _check(attributes.get("url"))
    made = call.sandbox.media.add(held.id, str(attributes["url"]), str(attributes.get("mediaType") or DEFAULT_TYPE))
    return document(201, {"data": documents.medium(made)})


def update(call: Call, doi: str, number: str) -> Answer:
    held = _doi(call, doi)
    need(call.caller, may_change(call.caller, held))
    medium = _medium(call, held, number)
    attributes = _attributes(call)
    changed = dataclasses.replace(
        medium, url=attributes.get("url", medium.url), type=str(attributes.get("mediaType", medium.type) or DEFAULT_TYPE), version=medium.version + 1
    )
    _check(changed.url)
    call.sandbox.media.change(changed)
    return document(200, {"data": documents.medium(_medium(call, held, number))})


def delete(call: Call, doi: str, number: str) -> Answer:
    held = _doi(call, doi)
    need(call.caller, may_change(call.caller, held))
    call.sandbox.media.delete(_medium(call, held, number).number)
    return Answer(204, content_type=None)


def _doi(call: Call, doi: str) -> Held:
    held = call.sandbox.records.find(doi)
    if held is None:
        raise not_found()
    return held


def _medium(call: Call, held: Held, text: str) -> Medium:
    number = documents.number_of(text)
    found = call.sandbox.media.find(held.id, number) if number is not None else None
    if found is None:
        raise not_found()
    return found


def _attributes(call: Call) -> dict[str, Any]:
    attributes = call.request.data_object().get("attributes")
    return attributes if isinstance(attributes, dict) else {}


def _check(url: object) -> None:
    """422 for a missing or strange url; the DOI is called invalid along with it, and nothing is named."""
    title = "Can't be blank" if not url else None if isinstance(url, str) and ADDRESS.fullmatch(url) else "Is invalid"
    if title:
        raise Problem(422, {"errors": [{"source": "url", "title": title}, {"source": "doi", "title": "Is invalid"}]}, identified=True)
