# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON:API document of one DOI, as single reads and writes answer it."""

from __future__ import annotations

from typing import Any

from .. import documents
from ..answer import Problem
from ..call import Call
from ..permissions import owns
from ..record import view
from ..record.refusal import Refused
from ..search.rows import RELATED
from ..store.records import Held


def refusal(refused: Refused) -> Problem:
    """A refusal of the record's own rules as an answer: validation errors are ordinary answers, everything else was raised."""
    body = refused.body
    errors = body.get("errors") if isinstance(body, dict) else None
    ordinary = isinstance(errors, list) and bool(errors) and "source" in errors[0] and refused.status in (200, 422)
    bare = refused.status == 500
    if bare:
        return Problem(refused.status, body, content_type=None)
    return Problem(refused.status, body, identified=ordinary)


def attributes_of(call: Call, record: dict[str, Any], *, detail: bool, landing_page: bool) -> dict[str, Any]:
    """The record's attributes in the form that the call's parameters ask for; a damaged record is refused."""
    params = call.request.params
    try:
        return view.attributes(record, affiliation=params.true("affiliation"), publisher=params.true("publisher"), detail=detail, landing_page=landing_page)
    except Refused as refused:
        raise refusal(refused) from None


def resource(call: Call, held: Held, *, detail: bool = True) -> dict[str, Any]:
    """The resource object; the landing page's check is for the owner, its member and staff."""
    member = call.sandbox.member_of(held.repository)
    attributes = attributes_of(call, held.record, detail=detail, landing_page=owns(call.caller, held.repository, member))
    relationships: dict[str, Any] = {"client": {"data": documents.reference("clients", held.repository)}}
    if detail:
        relationships["provider"] = {"data": documents.reference("providers", member)}
        relationships["media"] = {"data": documents.reference("media", held.id)}
        relationships.update({name: {"data": []} for name in RELATED})
    if "include_other_registration_agencies" in call.request.params:
        attributes["agency"] = "datacite"
    return {"id": held.id, "type": "dois", "attributes": attributes, "relationships": relationships}


def document(call: Call, held: Held, *, detail: bool = True) -> dict[str, Any]:
    """The whole document, with what `include` asks for beside it."""
    found: dict[str, Any] = {"data": resource(call, held, detail=detail)}
    wanted = call.request.params.parts("include")
    included: list[dict[str, Any]] = []
    if "client" in wanted:
        included += included_clients(call, [held.repository], listing=False)
    if "media" in wanted:
        included += [documents.medium(entry) for entry in call.sandbox.media.of(held.id)]
    if wanted:
        found["included"] = included
    return found


def included_clients(call: Call, names: list[str], *, listing: bool) -> list[dict[str, Any]]:
    """The repositories of some DOIs as type `clients`; beside a list they come without their prefixes."""
    accounts = [call.sandbox.accounts.repository(name) for name in names]
    prefixes = call.sandbox.prefixes
    return [documents.client(account, [] if listing else prefixes.of(account.id), call.caller, listing=listing) for account in accounts if account]
