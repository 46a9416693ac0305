# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sandbox holds when it starts: members, repositories, prefixes, and whole records, which are stored as they are.

A seed is a JSON object with any of `members`, `records` and `default` (false leaves the default accounts out), or a file of one
record per line. The role's README describes it.
"""

from __future__ import annotations

import json
import pathlib
from typing import Any

from .clock import now
from .endpoints.repository_rules import normalised
from .record import columns, states
from .record.seed import record_from
from .sandbox import Sandbox
from .store.accounts import Account, digest

DEFAULT: dict[str, Any] = {
    "members": [
        {
            "id": "PIDOPS",
            "name": "PID Operations",
            "password": "member-secret",
            "prefixes": ["10.82010"],
            "repositories": [
                {"id": "PIDOPS.LAB", "password": "lab-secret", "prefixes": ["10.82001", "10.5438", "10.17596"]},
                {"id": "PIDOPS.OTHER", "password": "other-secret", "prefixes": ["10.82002"]},
            ],
        },
        {
            "id": "RIVAL",
            "name": "Rival Organization",
            "password": "rival-secret",
            "repositories": [{"id": "RIVAL.LAB", "password": "rival-lab-secret", "prefixes": ["10.82003"]}],
        },
    ]
}
COLUMN_OF = {shown: name for name in columns.COLUMNS for shown in columns.camel_case({name: None})}
COLUMN_OF |= {"landingPage": "landing_page", "metadataVersion": "metadata_version"}
STATES = (states.DRAFT, states.REGISTERED, states.FINDABLE)


class BadSeed(ValueError):
    """A seed that cannot be read."""


def read(path: pathlib.Path) -> dict[str, Any]:
    """The seed in a file: a JSON object, or records line by line."""
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise BadSeed(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError:
        raise BadSeed(f"{path}: no UTF-8 text") from None
    try:
        found = json.loads(text)
    except ValueError:
        try:
            found = {"records": [json.loads(line) for line in text.splitlines() if line.strip()]}
        except ValueError as error:
            raise BadSeed(f"{path}: neither JSON nor JSON lines: {error}") from None
    if isinstance(found, list):
        found = {"records": found}
    if not isinstance(found, dict):
        raise BadSeed(f"{path}: an object or a list is wanted")
    if "attributes" in found or "doi" in found:
        found = {"records": [found]}
    unknown = set(found) - {"members", "records", "staff", "default"}
    if unknown:
        raise BadSeed(f"{path}: unknown {', '.join(sorted(unknown))}; known are members, records, staff and default")
    return found


def plant(sandbox: Sandbox, seed: dict[str, Any]) -> None:
    """Put the seed into the sandbox, all of it or nothing. Accounts that are there already are changed, records replaced; raises BadSeed."""
    _check(seed)
    with sandbox.database.transaction():
        for member in seed.get("members") or []:
            _member(sandbox, member)
        sandbox.identity.staff.update(str(name).lower() for name in seed.get("staff") or [])
        for entry in seed.get("records") or []:
            plant_record(sandbox, entry)


def plant_record(sandbox: Sandbox, entry: dict[str, Any], repository: str | None = None) -> str:
    """Store one record as it is: plain attributes, or a resource with attributes and relationships. The name in lower case comes back.

    Its owner is the repository that it names or that is given, else the one that holds its prefix, else one that is made for it.
    """
    attributes = entry["attributes"] if isinstance(entry.get("attributes"), dict) else entry
    doi = str(attributes.get("doi") or entry.get("id") or entry.get("doi") or "")
    if not doi:
        raise BadSeed(f"a record without a doi: {json.dumps(entry)[:120]}")
    owner = repository or entry.get("repository") or _related(entry) or _holder(sandbox, doi.partition("/")[0])
    owner = _own(sandbox, str(owner or "PIDOPS.LAB"), doi)
    try:
        record = stored(attributes, doi)
        sandbox.records.save(doi, owner, record["state"], record)
        if record["registered"]:
            sandbox.records.register(doi, str(record.get("url") or ""))
        sandbox.index.bring(doi)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise BadSeed(f"{doi}: no record that the lists could show: {error}") from None
    return doi.lower()


def _check(seed: dict[str, Any]) -> None:
    """Raise BadSeed where the lists of a seed are none, or hold something else than they should."""
    for member in _objects(seed, "members", "id"):
        _texts(member, "prefixes")
        for repository in _objects(member, "repositories", "id"):
            _texts(repository, "prefixes")
    _texts(seed, "staff")
    _objects(seed, "records")


def _objects(holder: dict[str, Any], name: str, key: str | None = None) -> list[dict[str, Any]]:
    found = holder.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, dict) and (key is None or isinstance(one.get(key), str)) for one in found):
        raise BadSeed(f"{name}: a list of objects is wanted" + (f", each with the text {key}" if key else ""))
    if key and not all(isinstance(one.get("password") or "", str) for one in found):
        raise BadSeed(f"{name}: a password is a text")
    return found


def _texts(holder: dict[str, Any], name: str) -> None:
    found = holder.get(name) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise BadSeed(f"{name}: a list of texts is wanted")


def stored(attributes: dict[str, Any], doi: str) -> dict[str, Any]:
    """The attributes of a document as the database would hold them, not one value changed."""
    record = record_from({**attributes, "doi": doi}, now=now())
    record["state"] = record["state"] if record["state"] in STATES else states.DRAFT
    if states.is_public(record["state"]) and "registered" not in attributes:
        record["registered"] = record["created"]
    return record


def _related(entry: dict[str, Any]) -> Any:
    node: Any = entry
    for key in ("relationships", "client", "data", "id"):
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _holder(sandbox: Sandbox, prefix: str) -> str | None:
    found = sandbox.prefixes.of_repositories("prefix = ?", prefix)
    return found[0].repository if found else None


def _own(sandbox: Sandbox, name: str, doi: str) -> str:
    """The repository of that name, which is made if there is none; it gets the prefix of the DOI."""
    account = sandbox.accounts.repository(name)
    if account is None:
        symbol = name if "." in name else f"PIDOPS.{name}"
        account = _repository(sandbox, {"id": symbol}, symbol.partition(".")[0].lower())
    prefix = doi.partition("/")[0]
    if prefix not in sandbox.prefixes.of(account.id):
        _give(sandbox, account.member or "", account.id, prefix)
    return account.id


def _member(sandbox: Sandbox, entry: dict[str, Any]) -> None:
    symbol, moment = str(entry["id"]).upper(), now()
    known = {"systemEmail": "ops@example.org", "name": symbol, "displayName": entry.get("name") or symbol, "memberType": "direct_member", "isActive": True}
    attributes = {**known, **{key: value for key, value in entry.items() if key not in ("id", "password", "prefixes", "repositories")}}
    attributes |= {"symbol": symbol, "created": moment, "updated": moment, "joined": moment[:10]}
    sandbox.accounts.save(Account(symbol.lower(), None, digest(entry["password"]) if entry.get("password") else None, attributes))
    for repository in entry.get("repositories") or []:
        _repository(sandbox, repository, symbol.lower())
    for prefix in entry.get("prefixes") or []:
        _give(sandbox, symbol.lower(), None, str(prefix))


def _repository(sandbox: Sandbox, entry: dict[str, Any], member: str) -> Account:
    symbol, moment = str(entry["id"]).upper(), now()
    known = {
        "name": f"{symbol.lower()} repository",
        "systemEmail": "ops@example.org",
        "domains": "*",
        "url": "https://example.org",
        "isActive": True,
        "re3data": None,
        "opendoar": None,
        "serviceContact": {},
        "globusUuid": None,
        "alternateName": None,
        "description": None,
        "language": None,
        "software": None,
        "salesforceId": None,
        "fromSalesforce": None,
        "analyticsDashboardUrl": None,
        "analyticsTrackingId": "",
        "created": moment,
        "updated": moment,
    }
    given = {key: value for key, value in entry.items() if key not in ("id", "password", "prefixes")}
    account = Account(symbol.lower(), member, digest(entry["password"]) if entry.get("password") else None, normalised({**known, **given, "symbol": symbol}))
    sandbox.accounts.save(account)
    for prefix in entry.get("prefixes") or []:
        _give(sandbox, member, account.id, str(prefix))
    return account


def _give(sandbox: Sandbox, member: str, repository: str | None, prefix: str) -> None:
    sandbox.prefixes.add(prefix)
    held = sandbox.prefixes.of_members("member = ? AND prefix = ?", member, prefix)
    one = held[0] if held else sandbox.prefixes.give_member(member, prefix)
    if repository is not None and prefix not in sandbox.prefixes.of(repository):
        sandbox.prefixes.give_repository(repository, prefix, one.id)
