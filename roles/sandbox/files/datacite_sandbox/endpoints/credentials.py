# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tokens and API keys: `/token`, `/credentials/api-keys`, `/credentials/datafile`."""

from __future__ import annotations

import secrets
import uuid

from .. import documents
from ..answer import Answer, document, dump, errors, forbidden, not_found
from ..call import Call
from ..identity import TOKEN_SECONDS
from ..permissions import need_account
from ..store.accounts import Account
from ..store.keys import START, ApiKey


def token(call: Call) -> Answer:
    """`POST /token`: a password against a token; everything that is wrong is a 400."""
    body = call.request.json
    fields = body if isinstance(body, dict) else {}
    if fields.get("grant_type") != "password":
        return Answer(400, dump(errors(400, "Wrong grant type.")))
    name, password = fields.get("username"), fields.get("password")
    if not name or not password:
        return Answer(400, dump(errors(400, "Missing account ID or password.")))
    account = None if str(password).startswith(START) else call.sandbox.identity.login(str(name), str(password))
    if account is None:
        return Answer(400, dump(errors(400, "Wrong account ID or password.")))
    return document(200, {"access_token": call.sandbox.identity.token(account), "expires_in": TOKEN_SECONDS})


def index(call: Call) -> Answer:
    owner = _owner(call)
    keys = call.sandbox.keys.of(owner.id, revoked=call.request.params.true("include_revoked"))
    return document(200, {"data": [documents.api_key(key, owner.symbol) for key in keys], "meta": {"total": len(keys)}})


def create(call: Call) -> Answer:
    need_account(call.caller)
    if call.caller.role == "member":
        raise not_found()
    owner = _owner(call)
    attributes = call.request.data_object().get("attributes")
    name = attributes.get("name") if isinstance(attributes, dict) else None
    if not isinstance(name, str) or not name.strip():
        return document(422, errors(422, "Name can't be blank"))
    key, secret = call.sandbox.keys.create(owner.id, name)
    return document(201, {"data": documents.api_key(key, owner.symbol, secret)})


def revoke(call: Call, number: str) -> Answer:
    """Revoking once more is no error."""
    need_account(call.caller)
    if call.caller.by_key:
        raise forbidden()
    key = _key(call, number)
    if call.caller.id not in (key.repository, call.sandbox.member_of(key.repository)) and not call.caller.staff:
        raise forbidden()
    call.sandbox.keys.revoke(key.id)
    return Answer(204, content_type=None)


def datafile(call: Call) -> Answer:
    """Access to the monthly file of all records, in the shape that DataCite gives it."""
    need_account(call.caller)
    given = {
        "bucket": "sandbox",
        "access_key_id": f"SANDBOX{uuid.uuid4().hex[:12].upper()}",
        "secret_access_key": secrets.token_urlsafe(30),
        "session_token": secrets.token_urlsafe(60),
        "expires_in": 3600,
    }
    if "text/plain" in call.request.headers.get("accept", ""):
        lines = [f"aws_{name} = {given[name]}" for name in ("access_key_id", "secret_access_key", "session_token")]
        return Answer(200, "\n".join(["[default]", *lines, ""]).encode(), "text/plain; charset=utf-8")
    return document(200, given)


def _owner(call: Call) -> Account:
    """The repository whose keys are meant: a password login, nothing else."""
    need_account(call.caller)
    repository = call.caller.repository
    if repository is None or call.caller.by_key:
        raise forbidden()
    return repository


def _key(call: Call, number: str) -> ApiKey:
    key = call.sandbox.keys.find(number)
    if key is None:
        raise not_found()
    return key
