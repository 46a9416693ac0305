# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Single reads of a DOI: the document, other formats by content negotiation, the url, suggestions for names."""

from __future__ import annotations

import random as chance
import re

from .. import formats_of
from ..answer import Answer, document, errors, forbidden, not_found, problem, uncaught
from ..call import Call
from ..negotiation import JSON_API, wanted_type
from ..permissions import need_account, owns, sees
from ..store.records import Held
from ..suffix import PREFIX, suffix_of
from .doi_document import document as doi_document


def visible(call: Call, doi: str) -> Held:
    """The DOI if the caller may see it; otherwise it is as if it were not there."""
    held = call.sandbox.records.find(doi)
    if held is None or not sees(call.caller, held, call.sandbox.member_of(held.repository)):
        raise not_found()
    return held


def show(call: Call, doi: str) -> Answer:
    """`GET /dois/{doi}`, also `GET /dois/{type}/{doi}`."""
    in_path = re.match(r"((?:application|text)/[^/]+)/(10\..+)", doi)
    media_type = wanted_type(in_path[1] if in_path else call.request.headers.get("accept"))
    held = visible(call, in_path[2] if in_path else doi)
    if media_type == JSON_API:
        return document(200, doi_document(call, held))
    return formats_of.answer(call, held, media_type)


def get_url(call: Call, doi: str) -> Answer:
    """Where the DOI leads: by the handle server for public ones, by the database for drafts."""
    held = call.sandbox.records.find(doi)
    if held is None:
        raise not_found()
    caller = call.caller
    if caller.account is not None and not owns(caller, held.repository, call.sandbox.member_of(held.repository)):
        raise forbidden()
    url = call.sandbox.records.handle(held.id) if held.public else held.record.get("url")
    if url:
        return document(200, {"url": url})
    if held.public:
        return document(404, {"errors": [{"status": 404, "title": "Not found"}]})
    return Answer(204, content_type=None)


def get_dois(call: Call) -> Answer:
    """All names that the handle server has under the repository's first prefix."""
    need_account(call.caller)
    if call.caller.repository is None or call.caller.by_key:
        raise forbidden()
    prefixes = call.sandbox.prefixes.of(call.caller.repository.id)
    names = call.sandbox.records.handles(prefixes[0]) if prefixes else []
    return document(200, {"dois": names}) if names else Answer(204, content_type=None)


def random(call: Call) -> Answer:
    """Suggestions for names; the same ones for the same `number`."""
    _unused = call.caller
    params = call.request.params
    if not params.text("prefix"):
        return document(422, errors(422, "Parameter prefix is required"))
    prefix, slash, shoulder = params.text("prefix").partition("/")
    if not PREFIX.fullmatch(prefix):
        raise uncaught("No valid prefix found")
    number = int(params.text("number")) if params.text("number").isdigit() else None
    count = max(int(params.text("size")), 1) if params.text("size").isdigit() else 1
    start = f"{prefix}/{shoulder}-" if slash and shoulder else f"{prefix}/"
    numbers = [number] if number is not None else [chance.randrange(2**30) for _unused in range(min(count, 1000))]
    return document(200, {"dois": [start + suffix_of(one) for one in numbers]})


def status(call: Call) -> Answer:
    """A path of an older interface."""
    _unused = call
    return document(501, {"message": "Not Implemented."})


def bare(call: Call, doi: str) -> Answer:
    """`GET /{doi}`: what the resolver asks for. Findable DOIs only; without a format it leads to the landing page."""
    held = call.sandbox.records.find(doi)
    if held is None or held.state != "findable":
        raise not_found()
    try:
        media_type = wanted_type(call.request.headers.get("accept"))
    except Exception as refused:
        if getattr(getattr(refused, "answer", None), "status", 0) != 406:
            raise
        media_type = JSON_API
    if media_type == JSON_API:
        return Answer(303, content_type=None, headers={"Location": str(held.record.get("url") or "")})
    return formats_of.answer(call, held, media_type)


def gone(call: Call) -> Answer:
    """Paths of the first version, which the balancer in front of DataCite answers."""
    _unused = call
    raise problem(410, "Gone")
