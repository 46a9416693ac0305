# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes of a DOI: who may, in which order that is asked, and what a write leaves in the stores.

The order is part of the behaviour. A create first needs a repository (404 where none can be derived), then the right to its prefix
(401, 403), then the record's own rules. A change first needs the DOI, then its owner.
"""

from __future__ import annotations

import dataclasses
import re
import uuid
from typing import Any

from ..answer import Answer, document, forbidden, not_allowed, not_found, uncaught
from ..call import Call
from ..clock import now
from ..permissions import may_change, may_create, may_transfer, need, need_account
from ..record import columns, states, write
from ..record.refusal import Refused
from ..store.accounts import Account
from ..store.records import Held
from ..suffix import PREFIX, made_up
from .doi_document import document as doi_document
from .doi_document import refusal, resource

PATH_DOI = re.compile(r"10\.\d{4,5}/.+", re.DOTALL)


def create(call: Call) -> Answer:
    """`POST /dois`."""
    if not call.caller.tried:
        need_account(call.caller)
    attributes = call.request.attributes()
    repository = _repository(call)
    doi = _name(attributes)
    _need_create(call, repository, doi)
    held = _save(call, None, doi, repository, attributes)
    return document(201, doi_document(call, held), Location=call.request.link(f"/dois/{held.number}"))


def put(call: Call, doi: str) -> Answer:
    """`PUT` or `PATCH /dois/{doi}`: changes a DOI, or creates it."""
    _unused = call.caller
    attributes = call.request.attributes()
    held = call.sandbox.records.find(doi)
    if held is None:
        return _upsert(call, doi, attributes)
    if attributes.get("mode") == "transfer":
        return _transfer(call, held)
    need(call.caller, may_change(call.caller, held))
    repository = call.sandbox.accounts.repository(held.repository)
    if repository is None:
        raise forbidden()
    return document(200, doi_document(call, _save(call, held, held.id, repository, attributes)))


def delete(call: Call, doi: str) -> Answer:
    """`DELETE /dois/{doi}`: drafts only."""
    _unused = call.caller
    held = call.sandbox.records.find(doi)
    if held is None:
        raise not_found()
    need(call.caller, may_change(call.caller, held))
    if not states.may_delete(held.state):
        return not_allowed()
    call.sandbox.records.delete(held.id)
    call.sandbox.activities.add(call.request.request_id, "dois", held.id, "destroy", columns.audited(held.record), call.caller.id)
    call.changed(held.id)
    return Answer(204, content_type=None)


def validate(call: Call) -> Answer:
    """`POST /dois/validate`: what a write would store, or why it would be refused. Nothing is stored."""
    _unused = call.caller
    attributes = call.request.attributes()
    repository = _repository(call)
    doi = attributes.get("doi") or (made_up(str(attributes["prefix"])) if attributes.get("prefix") else None)
    if not isinstance(doi, str):
        raise uncaught("undefined method `downcase' for nil", 400)
    need(call.caller, call.caller.staff or (call.caller.repository is not None and call.caller.id == repository.id))
    try:
        record = write.validate(attributes, doi=doi, now=now(), domains=_domains(repository), repository=repository.id)
    except Refused as refused:
        raise refusal(refused) from None
    held = Held(0, doi.lower(), repository.id, str(record.get("state") or "draft"), record)
    return document(200, {"data": resource(call, held, detail=False)})


def undo(call: Call) -> Answer:
    """`POST /dois/undo`: takes back the last change of the audited attributes; the XML stays."""
    _unused = call.caller
    name = call.request.attributes().get("doi")
    held = call.sandbox.records.find(name) if isinstance(name, str) else None
    if held is None:
        raise not_found()
    need(call.caller, may_change(call.caller, held))
    last = call.sandbox.activities.last(held.id)
    record = dict(held.record)
    if last is not None and last.action == "update":
        record.update(columns.unaudited({column: pair[0] for column, pair in last.changes.items()}))
    record["updated"] = now()
    kept = call.sandbox.records.save(held.id, held.repository, str(record["state"]), record)
    changes = columns.audited_changes(held.record, record)
    if changes:
        call.sandbox.activities.add(call.request.request_id, "dois", held.id, "update", changes, call.caller.id)
    call.changed(held.id)
    return document(200, doi_document(call, kept))


def _upsert(call: Call, doi: str, attributes: dict[str, Any]) -> Answer:
    if not PATH_DOI.fullmatch(doi):
        raise not_found()
    repository = _repository(call)
    _need_create(call, repository, doi)
    return document(201, doi_document(call, _save(call, None, doi, repository, attributes)))


def _transfer(call: Call, held: Held) -> Answer:
    """A member moves a DOI to a repository, of whatever member that is. Nothing else of the request counts."""
    need(call.caller, may_transfer(call.caller, call.sandbox.member_of(held.repository)))
    target = call.sandbox.accounts.repository(call.request.related("client") or "")
    if target is None:
        raise forbidden()
    record = {**held.record, "updated": now()}
    kept = call.sandbox.records.save(held.id, target.id, held.state, record)
    call.changed(held.id)
    return document(200, doi_document(call, kept))


def _repository(call: Call) -> Account:
    """The repository that a new DOI is for: the one that the request names, else the caller; 404 where that is none."""
    named = call.request.related("client")
    repository = call.sandbox.accounts.repository(named) if named else call.caller.repository
    if repository is None:
        raise not_found()
    return repository


def _name(attributes: dict[str, Any]) -> str:
    """The name of a new DOI, made up where the request only brings a prefix; without either the right to it is missing."""
    doi, prefix = attributes.get("doi"), attributes.get("prefix")
    if doi is not None and doi != "":
        return str(doi)
    if prefix is None or prefix == "":
        raise forbidden()
    if not PREFIX.fullmatch(str(prefix).partition("/")[0]):
        raise uncaught("No valid prefix found")
    return made_up(str(prefix))


def _need_create(call: Call, repository: Account, doi: str) -> None:
    prefix, slash, _suffix = doi.partition("/")
    need(call.caller, bool(slash) and may_create(call.caller, repository, prefix, call.sandbox.prefixes.of(repository.id)))


def _save(call: Call, held: Held | None, doi: str, repository: Account, attributes: dict[str, Any]) -> Held:
    """Let the record's rules decide, store what comes of it, and tell everybody who follows. The DOI as the answer shows it."""
    sandbox = call.sandbox
    try:
        saved = write.save(
            held.record if held else None,
            attributes,
            doi=doi,
            now=now(),
            domains=_domains(repository),
            repository=repository.id,
            taken=held is None and sandbox.records.exists(doi),
            reachable=not call.unregistered,
        )
    except Refused as refused:
        if refused.damaged is not None:
            _keep(call, doi, repository, refused.damaged)
        raise refusal(refused) from None
    kept = _keep(call, doi, repository, saved.record)
    if states.is_public(kept.state) and not call.unregistered:
        sandbox.records.register(doi, str(saved.record.get("url") or ""))
    _note(call, doi, saved)
    _media(call, doi, attributes, saved.record)
    return dataclasses.replace(kept, record=saved.shown)


def _keep(call: Call, doi: str, repository: Account, record: dict[str, Any]) -> Held:
    kept = call.sandbox.records.save(doi, repository.id, str(record["state"]), record)
    call.changed(doi)
    return kept


def _note(call: Call, doi: str, saved: write.Saved) -> None:
    """The activities of a write: its own, and one under another id for what registration changed."""
    activities, account = call.sandbox.activities, call.caller.id
    if saved.audited:
        activities.add(call.request.request_id, "dois", doi.lower(), "create" if saved.created else "update", saved.audited, account)
    if saved.audited_again:
        activities.add(str(uuid.uuid4()), "dois", doi.lower(), "update", saved.audited_again, account)


def _media(call: Call, doi: str, attributes: dict[str, Any], record: dict[str, Any]) -> None:
    urls = record.get("content_url")
    if attributes.get("contentUrl") and isinstance(urls, list) and urls:
        formats = record.get("formats")
        call.sandbox.media.replace(doi, [str(url) for url in urls], [str(kind) for kind in formats] if isinstance(formats, list) else [])


def _domains(repository: Account) -> str:
    return str(repository.attributes.get("domains") or "*")
