# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/providers`: the members."""

from __future__ import annotations

import random
import re
import string
from typing import Any

from .. import documents
from ..answer import Answer, document, dump, errors, invalid, not_found
from ..call import Call
from ..clock import now
from ..permissions import need
from ..store.accounts import Account, digest
from .account_lists import page_of

SYMBOL = re.compile(r"[A-Z0-9]{2,8}")
WRITABLE = (
    "name",
    "displayName",
    "website",
    "systemEmail",
    "groupEmail",
    "globusUuid",
    "region",
    "country",
    "memberType",
    "organizationType",
    "focusArea",
    "nonProfitStatus",
    "description",
    "rorId",
    "twitterHandle",
)


def index(call: Call) -> Answer:
    _unused = call.caller
    words = call.request.params.text("query").lower().strip('"')
    found = [one for one in call.sandbox.accounts.members() if words in f"{one.id} {one.attributes.get('name')}".lower()]
    return page_of(call, found, lambda account: _resource(call, account, listing=True))


def show(call: Call, name: str) -> Answer:
    _unused = call.caller
    account = _account(call, name)
    count = len(call.sandbox.accounts.repositories(account.id))
    return document(200, {"data": _resource(call, account), "meta": {"repositoryCount": count}})


def create(call: Call) -> Answer:
    """Staff makes a member; the answer is 200, and the symbol is made up where none is sent."""
    need(call.caller, call.caller.staff)
    attributes = call.request.attributes()
    symbol = str(attributes.get("symbol") or "").upper() or "".join(random.choices(string.ascii_uppercase, k=6))
    if not SYMBOL.fullmatch(symbol):
        raise invalid("symbol", "Is invalid", symbol.lower())
    if call.sandbox.accounts.taken(symbol):
        raise invalid("symbol", "This ID has already been taken", symbol.lower())
    for name, source in (("name", "name"), ("systemEmail", "system_email")):
        if not attributes.get(name):
            raise invalid(source, "Can't be blank", symbol.lower())
    moment = now()
    known = {"symbol": symbol, "memberType": "direct_member", "isActive": True, "created": moment, "updated": moment, "joined": moment[:10]}
    fresh = _written(call, Account(symbol.lower(), None, None, known), attributes)
    return document(200, {"data": _resource(call, fresh)})


def update(call: Call, name: str) -> Answer:
    _unused = call.caller
    account = _account(call, name)
    need(call.caller, call.caller.staff or (call.caller.id == account.id and account.active))
    attributes = call.request.attributes()
    return document(200, {"data": _resource(call, _written(call, account, attributes))})


def delete(call: Call, name: str) -> Answer:
    _unused = call.caller
    account = _account(call, name)
    need(call.caller, call.caller.staff)
    if call.sandbox.accounts.repositories(account.id):
        return Answer(400, dump(errors(400, "Can't delete provider that has active repositories.")))
    call.sandbox.accounts.delete(account)
    return Answer(204, content_type=None)


def _written(call: Call, account: Account, attributes: dict[str, Any]) -> Account:
    """The account with what was sent, as it is stored now."""
    changed = {key: attributes[key] for key in WRITABLE if key in attributes}
    password = attributes.get("passwordInput")
    fresh = Account(account.id, None, digest(str(password)) if password else account.digest, {**account.attributes, **changed, "updated": now()})
    call.sandbox.accounts.save(fresh)
    return fresh


def _account(call: Call, name: str) -> Account:
    account = call.sandbox.accounts.member(name)
    if account is None:
        raise not_found()
    return account


def _resource(call: Call, account: Account, *, listing: bool = False) -> dict[str, Any]:
    repositories = [one.id for one in call.sandbox.accounts.repositories(account.id)]
    prefixes = [entry.prefix for entry in call.sandbox.prefixes.of_members("member = ?", account.id)]
    return documents.provider(account, repositories, prefixes, call.caller, listing=listing)
