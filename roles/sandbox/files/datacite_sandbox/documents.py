# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON:API resources of everything but DOIs: repositories (in two serialisations), members, prefixes, assignments, keys, media, activities."""

from __future__ import annotations

from typing import Any

from .clock import brief
from .identity import Caller
from .permissions import may_manage, owns
from .store.accounts import Account
from .store.activities import Activity
from .store.keys import ApiKey
from .store.media import Medium
from .store.prefixes import MemberPrefix, RepositoryPrefix

REPOSITORY = (
    "name",
    "symbol",
    "re3data",
    "opendoar",
    "year",
    "systemEmail",
    "serviceContact",
    "globusUuid",
    "alternateName",
    "description",
    "clientType",
    "repositoryType",
    "language",
    "certificate",
    "domains",
    "issn",
    "url",
    "software",
    "salesforceId",
    "fromSalesforce",
    "created",
    "updated",
    "analyticsDashboardUrl",
    "analyticsTrackingId",
    "subjects",
    "isActive",
    "hasPassword",
)
OWNERS = frozenset({"systemEmail", "serviceContact", "analyticsDashboardUrl", "analyticsTrackingId", "hasPassword"})
MANAGERS = frozenset({"globusUuid", "salesforceId", "fromSalesforce"})
CLIENT = (
    "name",
    "symbol",
    "year",
    "contactEmail",
    "alternateName",
    "description",
    "language",
    "clientType",
    "domains",
    "re3data",
    "opendoar",
    "issn",
    "url",
    "created",
    "updated",
    "isActive",
    "hasPassword",
)
PROVIDER = (
    "name",
    "displayName",
    "symbol",
    "website",
    "systemEmail",
    "groupEmail",
    "globusUuid",
    "logoUrl",
    "region",
    "country",
    "memberType",
    "organizationType",
    "focusArea",
    "nonProfitStatus",
    "isActive",
    "hasPassword",
    "joined",
    "description",
    "rorId",
    "twitterHandle",
    "created",
    "updated",
    "doiEstimate",
)
PROVIDER_OWNERS = frozenset({"systemEmail", "groupEmail", "globusUuid", "hasPassword", "doiEstimate"})
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"


def reference(kind: str, name: str) -> dict[str, str]:
    return {"id": name, "type": kind}


def references(kind: str, names: list[str]) -> dict[str, Any]:
    return {"data": [reference(kind, name) for name in names]}


def repository(account: Account, prefixes: list[str], caller: Caller, *, listing: bool = False, written: bool = False) -> dict[str, Any]:
    """A repository as `/repositories` shows it. Lists leave out what is the owner's; `written`: the answer to a write names one more."""
    values = _account_values(account, listing)
    hidden: set[str] = set()
    if listing or caller.by_key or not owns(caller, account.id, account.member or ""):
        hidden |= OWNERS
    if listing or not may_manage(caller, account.member or ""):
        hidden |= MANAGERS
    if not written:
        hidden.add("fromSalesforce")
    if listing:
        values["language"] = values.get("language") or []
    return {
        "id": account.id,
        "type": "repositories",
        "attributes": {name: values.get(name) for name in REPOSITORY if name not in hidden},
        "relationships": {"provider": {"data": reference("providers", account.member or "")}, "prefixes": references("prefixes", prefixes)},
    }


def client(account: Account, prefixes: list[str], caller: Caller, *, listing: bool = False) -> dict[str, Any]:
    """The same repository as `/clients` shows it."""
    values = _account_values(account, listing)
    values["contactEmail"] = values.get("systemEmail")
    hidden = set() if not listing and owns(caller, account.id, account.member or "") and not caller.by_key else {"contactEmail", "hasPassword"}
    if listing:
        values["language"] = values.get("language") or []
    return {
        "id": account.id,
        "type": "clients",
        "attributes": {name: values.get(name) for name in CLIENT if name not in hidden},
        "relationships": {"provider": {"data": reference("providers", account.member or "")}, "prefixes": references("prefixes", prefixes)},
    }


def provider(account: Account, repositories: list[str], prefixes: list[str], caller: Caller, *, listing: bool = False) -> dict[str, Any]:
    """A member as `/providers` shows it."""
    values = _account_values(account, listing)
    hidden = PROVIDER_OWNERS if listing or not (caller.staff or caller.id == account.id) else frozenset()
    return {
        "id": account.id,
        "type": "providers",
        "attributes": {name: values.get(name) for name in PROVIDER if name not in hidden},
        "relationships": {"clients": references("clients", repositories), "prefixes": references("prefixes", prefixes), "contacts": {"data": []}},
    }


def _account_values(account: Account, listing: bool) -> dict[str, Any]:
    values = {**account.attributes, "hasPassword": account.digest is not None, "year": int(str(account.attributes["created"])[:4])}
    if listing:
        values["created"], values["updated"] = brief(values["created"]), brief(values["updated"])
    return values


def prefix(name: str, created: str, held: list[MemberPrefix], used: list[RepositoryPrefix], *, listing: bool = False) -> dict[str, Any]:
    clients = list(dict.fromkeys(entry.repository for entry in used))
    providers = list(dict.fromkeys(entry.member for entry in held))
    return {
        "id": name,
        "type": "prefixes",
        "attributes": {"prefix": name, "createdAt": brief(created) if listing else created},
        "relationships": {
            "clients": references("clients", clients),
            "providers": references("providers", providers),
            "clientPrefixes": references("client-prefixes", [entry.id for entry in used]),
            "providerPrefixes": references("provider-prefixes", [entry.id for entry in held]),
        },
    }


def repository_prefix(entry: RepositoryPrefix, member: str, *, as_client: bool, listing: bool = False) -> dict[str, Any]:
    """An assignment to a repository; `as_client` as `/client-prefixes` shows it."""
    owner = {"client": {"data": reference("clients", entry.repository)}} if as_client else {"repository": {"data": reference("repositories", entry.repository)}}
    return {
        "id": entry.id,
        "type": "client-prefixes" if as_client else "repository-prefixes",
        "attributes": _times(entry.created, listing),
        "relationships": {
            **owner,
            "provider": {"data": reference("providers", member)},
            "providerPrefix": {"data": reference("provider-prefixes", entry.member_prefix)},
            "prefix": {"data": reference("prefixes", entry.prefix)},
        },
    }


def provider_prefix(entry: MemberPrefix, used: list[RepositoryPrefix], *, listing: bool = False) -> dict[str, Any]:
    return {
        "id": entry.id,
        "type": "provider-prefixes",
        "attributes": _times(entry.created, listing),
        "relationships": {
            "provider": {"data": reference("providers", entry.member)},
            "prefix": {"data": reference("prefixes", entry.prefix)},
            "clients": references("clients", list(dict.fromkeys(one.repository for one in used))),
            "clientPrefixes": references("client-prefixes", [one.id for one in used]),
        },
    }


def _times(moment: str, listing: bool) -> dict[str, Any]:
    shown = brief(moment) if listing else moment
    return {"createdAt": shown, "updatedAt": shown}


def api_key(key: ApiKey, symbol: str, secret: str | None = None) -> dict[str, Any]:
    """An API key; the secret only where it has just been made."""
    attributes: dict[str, Any] = {
        "name": key.name,
        "keyPrefix": key.start,
        "created": brief(key.created),
        "updated": brief(key.updated),
        "lastUsedAt": key.used,
        "revokedAt": key.revoked,
    }
    if secret is not None:
        attributes["key"] = secret
    return {"id": key.id, "type": "apiKeys", "attributes": attributes, "relationships": {"client": {"data": reference("clients", symbol)}}}


def medium(entry: Medium) -> dict[str, Any]:
    return {
        "id": base32(entry.number),
        "type": "media",
        "attributes": {"version": entry.version, "url": entry.url, "mediaType": entry.type, "created": entry.created, "updated": entry.updated},
        "relationships": {"dataciteDoi": {"data": reference("dataciteDois", entry.doi.upper())}},
    }


def base32(number: int) -> str:
    """A number as DataCite shows the ids of media: `0000-0000-0000-0003`."""
    text = ""
    while number:
        number, place = divmod(number, 32)
        text = CROCKFORD[place] + text
    text = text.rjust(16, "0")
    return "-".join(text[start : start + 4] for start in range(0, 16, 4))


def number_of(text: str) -> int | None:
    """The number in such an id, None for anything else."""
    letters = text.replace("-", "").lower()
    if not letters or any(letter not in CROCKFORD for letter in letters):
        return None
    number = 0
    for letter in letters:
        number = number * 32 + CROCKFORD.index(letter)
    return number


def activity(entry: Activity, base_url: str, *, listing: bool = False, publisher: bool = False) -> dict[str, Any]:
    """An activity; `publisher`: as an object instead of its name."""
    kind = "repositories" if entry.account and "." in entry.account else "providers"
    derived = f"https://handle.test.datacite.org/{entry.subject}" if entry.kind == "dois" else f"{base_url}/{entry.kind}/{entry.subject}"
    return {
        "id": entry.id,
        "type": "activities",
        "attributes": {
            "prov:wasGeneratedBy": f"{base_url}/activities/{entry.id}",
            "prov:generatedAtTime": brief(entry.created) if listing else entry.created,
            "prov:wasDerivedFrom": derived,
            "prov:wasAttributedTo": f"{base_url}/{kind}/{entry.account}" if entry.account else None,
            "action": entry.action,
            "version": entry.version,
            "changes": _changes(entry.changes, publisher),
        },
    }


def _changes(changes: dict[str, Any], whole: bool) -> dict[str, Any]:
    return {
        "publisher" if name == "publisher_obj" else name: _publisher(value) if name == "publisher_obj" and not whole else value
        for name, value in changes.items()
    }


def _publisher(value: Any) -> Any:
    if isinstance(value, list):
        return [_publisher(entry) for entry in value]
    return value.get("name") if isinstance(value, dict) else value
