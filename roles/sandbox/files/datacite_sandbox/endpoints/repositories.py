# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`/repositories` and its older twin `/clients`: the accounts that own DOIs."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any

from .. import documents
from ..answer import Answer, document, dump, errors, not_found
from ..call import Call
from ..clock import now
from ..permissions import may_manage, may_update_repository, need, need_account
from ..store.accounts import Account, digest
from .account_lists import counted, page_of
from .repository_rules import WRITABLE, check, normalised, refuse

HAS_DOIS = "Can't delete repository that has DOIs."


def index(call: Call, kind: str = "repositories") -> Answer:
    _unused = call.caller
    return page_of(call, _found(call), lambda account: _resource(call, account, kind, listing=True), lambda found: _facets(call, found))


def show(call: Call, name: str, kind: str = "repositories") -> Answer:
    _unused = call.caller
    account = _account(call, name)
    body: dict[str, Any] = {"data": _resource(call, account, kind)}
    if kind == "repositories":
        prefixes = call.sandbox.prefixes.of(account.id)
        body["meta"] = {"doiCount": call.sandbox.records.count(account.id), "prefixCount": len(prefixes)}
    return document(200, body)


def create(call: Call, kind: str = "repositories") -> Answer:
    """A member makes a repository; it gets one of the member's free prefixes."""
    need_account(call.caller)
    attributes = call.request.attributes()
    member = (call.request.related("provider") or str(attributes.get("symbol") or "").partition(".")[0]).lower()
    need(call.caller, call.caller.role in ("member", "staff") and may_manage(call.caller, member))
    values = normalised(
        {**_fresh(), **{name: attributes[name] for name in WRITABLE if name in attributes}, "symbol": str(attributes.get("symbol") or "").upper()}
    )
    account = Account(values["symbol"].lower(), member, _password(attributes, None), values)
    refuse(account, check(account, taken=call.sandbox.accounts.taken(account.id) if account.id else False, member=member))
    free = next((entry for entry in call.sandbox.prefixes.of_members("member = ?", member) if not _used(call, entry.prefix)), None)
    if free is None:
        refuse(account, [("base", "No prefixes available.  Unable to create repository.")])
    else:
        call.sandbox.accounts.save(account)
        call.sandbox.prefixes.give_repository(account.id, free.prefix, free.id)
    _audit(call, account, "create", {name: values.get(name) for name in ("symbol", "name")})
    return document(201, {"data": _resource(call, account, kind, written=True)})


def update(call: Call, name: str, kind: str = "repositories") -> Answer:
    """A partial update; every one that is accepted moves `updated`, whether something differs or not."""
    _unused = call.caller
    account = _account(call, name)
    need(call.caller, may_update_repository(call.caller, account))
    attributes = call.request.attributes()
    if "symbol" in attributes and str(attributes["symbol"]).upper() != account.symbol:
        refuse(dataclasses.replace(account, id=str(attributes["symbol"]).lower()), [("symbol", "Cannot be changed")])
    if attributes.get("mode") == "transfer":
        return _transfer(call, account, attributes, kind)
    changed = {name: attributes[name] for name in WRITABLE if name in attributes}
    values = normalised({**account.attributes, **changed, "updated": now()})
    fresh = Account(account.id, account.member, _password(attributes, account.digest), values)
    refuse(fresh, check(fresh, taken=False, member=account.member or ""))
    call.sandbox.accounts.save(fresh)
    _audit(
        call, fresh, "update", {name: [account.attributes.get(name), values.get(name)] for name in changed if account.attributes.get(name) != values.get(name)}
    )
    return document(200, {"data": _resource(call, fresh, kind, written=True)})


def delete(call: Call, name: str, kind: str = "repositories") -> Answer:
    _unused = kind, call.caller
    account = _account(call, name)
    need(call.caller, may_manage(call.caller, account.member or ""))
    if call.sandbox.records.count(account.id):
        return Answer(400, dump(errors(400, HAS_DOIS)))
    call.sandbox.accounts.delete(account)  # its prefixes stay assigned, as the name stays taken
    _audit(call, account, "destroy", {"symbol": account.symbol})
    return Answer(204, content_type=None)


def totals(call: Call, kind: str = "repositories") -> Answer:
    """How many DOIs each repository has."""
    _unused = kind, call.caller
    records = call.sandbox.records
    return document(200, [{"id": one.id, "title": one.attributes.get("name"), "count": records.count(one.id)} for one in _found(call)])


def stats(call: Call, name: str, kind: str = "repositories") -> Answer:
    """How many DOIs a repository made in which year."""
    _unused = kind, call.caller
    account = _account(call, name)
    years = call.sandbox.database.all(
        "SELECT strftime('%Y', created / 1000, 'unixepoch'), count(*) FROM row WHERE repository = ? GROUP BY 1 ORDER BY 1", account.id
    )
    return document(200, {"id": account.id, "dois": [{"id": year, "title": year, "count": count} for year, count in years]})


def _transfer(call: Call, account: Account, attributes: dict[str, Any], kind: str) -> Answer:
    need(call.caller, call.caller.staff)
    target = call.sandbox.accounts.member(str(attributes.get("targetId") or ""))
    if target is None:
        raise not_found()
    moved = Account(account.id, target.id, account.digest, {**account.attributes, "updated": now()})
    call.sandbox.accounts.save(moved)
    return document(200, {"data": _resource(call, moved, kind, written=True)})


def _account(call: Call, name: str) -> Account:
    account = call.sandbox.accounts.repository(name)
    if account is None:
        raise not_found()
    return account


def _resource(call: Call, account: Account, kind: str, *, listing: bool = False, written: bool = False) -> dict[str, Any]:
    prefixes = call.sandbox.prefixes.of(account.id)
    if kind == "clients":
        return documents.client(account, prefixes, call.caller, listing=listing)
    return documents.repository(account, prefixes, call.caller, listing=listing, written=written)


def _found(call: Call) -> list[Account]:
    params = call.request.params
    found = call.sandbox.accounts.repositories(params.text("provider_id").lower() or None)
    if params.text("ids"):
        wanted = {name.lower() for name in params.parts("ids")}
        found = [one for one in found if one.id in wanted]
    if params.text("query"):
        words = params.text("query").lower().strip('"')
        found = [one for one in found if words in f"{one.id} {one.attributes.get('name')} {one.attributes.get('alternateName')}".lower()]
    equal = (("client_type", "clientType"), ("software", "software"), ("certificate", "certificate"), ("repository_type", "repositoryType"))
    for name, attribute in equal:
        if params.text(name):
            found = [one for one in found if params.text(name) in _listed(one.attributes.get(attribute))]
    if params.text("year"):
        found = [one for one in found if str(one.attributes["created"])[:4] in params.parts("year")]
    if params.text("from_date"):
        found = [one for one in found if str(one.attributes["updated"]) >= params.text("from_date")]
    if params.text("until_date"):
        found = [one for one in found if str(one.attributes["updated"])[: len(params.text("until_date"))] <= params.text("until_date")]
    return sorted(found, key=lambda one: str(one.attributes.get("name")).lower(), reverse=params.text("sort") == "-name")


def _facets(call: Call, found: Sequence[Account]) -> dict[str, Any]:
    members = {one.id: str(one.attributes.get("displayName")) for one in call.sandbox.accounts.members()}
    types = [str(one.attributes.get("clientType") or "") for one in found]
    return {
        "years": counted([(year, year) for year in (str(one.attributes["created"])[:4] for one in found)]),
        "providers": counted([(one.member or "", members.get(one.member or "", "")) for one in found]),
        "clientTypes": counted([(kind, kind[:1].upper() + kind[1:]) for kind in types]),
        "repositoryTypes": counted([(kind, kind.capitalize()) for one in found for kind in _listed(one.attributes.get("repositoryType"))]),
        "certificates": counted([(name, name) for one in found for name in _listed(one.attributes.get("certificate"))]),
        "software": counted([(name, name) for one in found for name in _listed(one.attributes.get("software"))]),
    }


def _listed(value: Any) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else [str(value)] if value else []


def _fresh() -> dict[str, Any]:
    moment = now()
    return {
        "name": None,
        "re3data": None,
        "opendoar": None,
        "systemEmail": None,
        "serviceContact": {},
        "globusUuid": None,
        "alternateName": None,
        "description": None,
        "clientType": "repository",
        "repositoryType": [],
        "language": None,
        "certificate": [],
        "domains": "*",
        "issn": {},
        "url": None,
        "software": None,
        "salesforceId": None,
        "fromSalesforce": None,
        "analyticsDashboardUrl": None,
        "analyticsTrackingId": "",
        "subjects": [],
        "isActive": False,
        "created": moment,
        "updated": moment,
    }


def _password(attributes: dict[str, Any], kept: str | None) -> str | None:
    text = attributes.get("passwordInput")
    return digest(str(text)) if text else kept


def _used(call: Call, prefix: str) -> bool:
    return bool(call.sandbox.prefixes.of_repositories("prefix = ?", prefix))


def _audit(call: Call, account: Account, action: str, changes: dict[str, Any]) -> None:
    if changes:
        call.sandbox.activities.add(call.request.request_id, "repositories", account.id, action, changes, call.caller.id)
