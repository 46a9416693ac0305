# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Small endpoints: the heartbeat, and resources of which there are none here."""

from __future__ import annotations

from ..answer import Answer, document, forbidden, not_found, problem
from ..call import Call
from ..permissions import need_account


def heartbeat(_call: Call) -> Answer:
    return Answer(200, b"OK", "text/plain; charset=utf-8")


def home(_call: Call) -> Answer:
    return Answer(301, b"", None, {"Location": "https://support.datacite.org/docs/api"})


def contacts(call: Call) -> Answer:
    """Contacts are for members; there are none here."""
    need_account(call.caller)
    if call.caller.role == "repository":
        raise forbidden()
    return _nothing(call)


def enrichments(call: Call) -> Answer:
    if call.request.params.text("page[cursor]"):
        raise problem(400, "Invalid cursor")
    return _nothing(call)


def events(call: Call) -> Answer:
    return _nothing(call)


def metadata(call: Call, _doi: str) -> Answer:
    """`GET /dois/{doi}/metadata` never finds anything."""
    _unused = call.caller
    raise not_found()


def _nothing(call: Call) -> Answer:
    return document(200, {"data": [], "meta": {"total": 0, "totalPages": 0, "page": 1}, "links": {"self": call.request.link(call.request.target)}})
