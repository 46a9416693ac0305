# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prefixes and who they are assigned to: `/prefixes`, `/repository-prefixes` (= `/client-prefixes`), `/provider-prefixes`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .. import documents
from ..answer import Answer, Problem, document, not_allowed, not_found
from ..call import Call
from ..permissions import need, need_account
from ..store.prefixes import MemberPrefix, RepositoryPrefix
from ..suffix import PREFIX
from .account_lists import counted, page_of


def index(call: Call) -> Answer:
    """`GET /prefixes`."""
    _unused = call.caller
    return page_of(call, _prefixes(call), lambda entry: _prefix(call, *entry, listing=True), lambda found: _prefix_facets(call, found))


def of_client(call: Call, name: str) -> Answer:
    """`GET /clients/{id}/prefixes`."""
    _unused = call.caller
    held = set(call.sandbox.prefixes.of(name.lower()))
    return page_of(
        call,
        [entry for entry in _prefixes(call) if entry[0] in held],
        lambda entry: _prefix(call, *entry, listing=True),
        lambda found: _prefix_facets(call, found),
    )


def of_provider(call: Call, name: str) -> Answer:
    """`GET /providers/{id}/prefixes`."""
    _unused = call.caller
    held = {entry.prefix for entry in call.sandbox.prefixes.of_members("member = ?", name.lower())}
    return page_of(
        call,
        [entry for entry in _prefixes(call) if entry[0] in held],
        lambda entry: _prefix(call, *entry, listing=True),
        lambda found: _prefix_facets(call, found),
    )


def show(call: Call, name: str) -> Answer:
    _unused = call.caller
    return document(200, {"data": _prefix(call, name, _created(call, name))})


def create(call: Call) -> Answer:
    """Staff alone brings new prefixes."""
    need(call.caller, call.caller.staff)
    name = str(call.request.data_object().get("id") or "")
    if not PREFIX.fullmatch(name):
        raise Problem(422, {"errors": [{"source": "uid", "title": "Is invalid"}]}, identified=True)
    call.sandbox.prefixes.add(name)
    return document(201, {"data": _prefix(call, name, _created(call, name))})


def change(call: Call, name: str) -> Answer:
    """Prefixes cannot be changed; that staff alone might is asked first."""
    _unused = call.caller
    _created(call, name)
    need(call.caller, call.caller.staff)
    return not_allowed()


def delete(call: Call, name: str) -> Answer:
    _unused = call.caller
    _created(call, name)
    need(call.caller, call.caller.staff)
    call.sandbox.prefixes.delete(name)
    return Answer(204, content_type=None)


def index_repository(call: Call, as_client: bool = False) -> Answer:
    """`GET /repository-prefixes` or `/client-prefixes`."""
    _unused = call.caller
    params = call.request.params
    owner = params.text("client_id") or (params.text("repository_id") if not as_client else "")
    found = call.sandbox.prefixes.of_repositories()
    if owner:
        found = [entry for entry in found if entry.repository in owner.lower().split(",")]
    if params.text("prefix_id"):
        found = [entry for entry in found if entry.prefix == params.text("prefix_id")]
    if params.text("query"):
        found = [entry for entry in found if entry.prefix.startswith(params.text("query"))]
    if params.text("year"):
        found = [entry for entry in found if entry.created[:4] in params.parts("year")]
    return page_of(call, found, lambda entry: _repository_prefix(call, entry, as_client, listing=True), lambda found: _repository_facets(found, as_client))


def show_repository(call: Call, number: str, as_client: bool = False) -> Answer:
    _unused = call.caller
    return document(200, {"data": _repository_prefix(call, _assigned(call, number), as_client)})


def create_repository(call: Call, as_client: bool = False) -> Answer:
    """Assigns a prefix to a repository. Neither must be the member's own, and nothing keeps from doing it twice."""
    need_account(call.caller)
    need(call.caller, call.caller.staff or (call.caller.role == "member" and call.caller.account is not None and call.caller.account.active))
    owner, link = ("client", "providerPrefix") if as_client else ("repository", "provider-prefix")
    repository = call.sandbox.accounts.repository(_known(call, owner, "repository"))
    if repository is None:
        raise not_found()
    prefix = _known(call, "prefix", "prefix")
    _created(call, prefix)
    held = call.sandbox.prefixes.of_members("id = ?", _known(call, link, "provider_prefix"))
    if not held:
        raise not_found()
    made = call.sandbox.prefixes.give_repository(repository.id, prefix, held[0].id)
    return document(201, {"data": _repository_prefix(call, made, as_client)})


def delete_repository(call: Call, number: str) -> Answer:
    _unused = call.caller
    entry = _assigned(call, number)
    _need_member(call, call.sandbox.member_of(entry.repository))
    call.sandbox.prefixes.take_repository(entry.id)
    return Answer(204, content_type=None)


def change_repository(call: Call, number: str) -> Answer:
    _unused = call.caller
    _need_member(call, call.sandbox.member_of(_assigned(call, number).repository))
    return not_allowed()


def index_provider(call: Call) -> Answer:
    """`GET /provider-prefixes`."""
    _unused = call.caller
    params = call.request.params
    found = call.sandbox.prefixes.of_members()
    if params.text("provider_id"):
        found = [entry for entry in found if entry.member in params.text("provider_id").lower().split(",")]
    if params.text("prefix_id"):
        found = [entry for entry in found if entry.prefix == params.text("prefix_id")]
    if params.text("query"):
        found = [entry for entry in found if entry.prefix.startswith(params.text("query"))]
    if params.text("state"):
        used = params.text("state") == "with-repository"
        found = [entry for entry in found if bool(_used(call, entry)) is used]
    return page_of(call, found, lambda entry: documents.provider_prefix(entry, _used(call, entry), listing=True), lambda found: _provider_facets(call, found))


def show_provider(call: Call, number: str) -> Answer:
    _unused = call.caller
    entry = _held(call, number)
    return document(200, {"data": documents.provider_prefix(entry, _used(call, entry))})


def create_provider(call: Call) -> Answer:
    need_account(call.caller)
    member = call.sandbox.accounts.member(_known(call, "provider", "provider"))
    if member is None:
        raise not_found()
    _need_member(call, member.id)
    prefix = _known(call, "prefix", "prefix")
    _created(call, prefix)
    return document(201, {"data": documents.provider_prefix(call.sandbox.prefixes.give_member(member.id, prefix), [])})


def delete_provider(call: Call, number: str) -> Answer:
    """Takes the prefix from the member, and from the repositories that have it through this assignment."""
    _unused = call.caller
    entry = _held(call, number)
    _need_member(call, entry.member)
    call.sandbox.prefixes.take_member(entry.id)
    return Answer(204, content_type=None)


def change_provider(call: Call, number: str) -> Answer:
    _unused = call.caller
    _need_member(call, _held(call, number).member)
    return not_allowed()


def _prefix_facets(call: Call, found: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Facets of prefixes; who has them is always empty at DataCite, and so it is in the list of a repository's assignments."""
    store = call.sandbox.prefixes
    used, held = ({entry.prefix for entry in entries} for entries in (store.of_repositories(), store.of_members()))
    states = ["with-repository" if name in used else "without-repository" if name in held else "unassigned" for name, _created in found]
    return {
        "years": _years([created for _name, created in found]),
        "states": counted([(state, _title(state)) for state in states]),
        "providers": [],
        "clients": [],
    }


def _repository_facets(found: Sequence[RepositoryPrefix], as_client: bool) -> dict[str, Any]:
    return {"years": _years([entry.created for entry in found]), "providers": [], "clients" if as_client else "repositories": []}


def _provider_facets(call: Call, found: Sequence[MemberPrefix]) -> dict[str, Any]:
    names = {one.id: str(one.attributes.get("displayName")) for one in call.sandbox.accounts.members()}
    states = ["with-repository" if _used(call, entry) else "without-repository" for entry in found]
    return {
        "years": _years([entry.created for entry in found]),
        "states": counted([(state, _title(state)) for state in states]),
        "providers": counted([(entry.member, names.get(entry.member, entry.member)) for entry in found]),
    }


def _years(times: list[str]) -> list[dict[str, Any]]:
    return counted([(time[:4], time[:4]) for time in times])


def _title(state: str) -> str:
    return state.replace("-", " ").title()


def _need_member(call: Call, member: str) -> None:
    need(
        call.caller,
        call.caller.staff or (call.caller.role == "member" and call.caller.id == member and call.caller.account is not None and call.caller.account.active),
    )


def _known(call: Call, relationship: str, source: str) -> str:
    """The id in a relationship; one that is missing, or spelled otherwise, must exist."""
    name = call.request.related(relationship)
    if not name:
        raise Problem(422, {"errors": [{"source": source, "title": "Must exist"}]}, identified=True)
    return name


def _created(call: Call, name: str) -> str:
    created = call.sandbox.prefixes.created(name)
    if created is None:
        raise not_found()
    return created


def _prefixes(call: Call) -> list[tuple[str, str]]:
    """The prefixes that the filters leave, by name."""
    params, store = call.request.params, call.sandbox.prefixes
    held = {entry.prefix for entry in store.of_members()}
    used = {entry.prefix for entry in store.of_repositories()}
    found = store.all()
    if params.text("provider_id"):
        own = {entry.prefix for entry in store.of_members("member = ?", params.text("provider_id").lower())}
        found = [entry for entry in found if entry[0] in own]
    if params.text("client_id"):
        mine = set(store.of(params.text("client_id").lower()))
        found = [entry for entry in found if entry[0] in mine]
    chosen = {"unassigned": set(dict(found)) - held, "without-repository": held - used, "with-repository": used}.get(params.text("state"))
    if chosen is not None:
        found = [entry for entry in found if entry[0] in chosen]
    if params.text("year"):
        found = [entry for entry in found if entry[1][:4] in params.parts("year")]
    if params.text("id"):
        found = [entry for entry in found if entry[0] in params.parts("id")]
    return [entry for entry in found if entry[0].startswith(params.text("query"))]


def _prefix(call: Call, name: str, created: str, *, listing: bool = False) -> dict[str, Any]:
    store = call.sandbox.prefixes
    return documents.prefix(name, created, store.of_members("prefix = ?", name), store.of_repositories("prefix = ?", name), listing=listing)


def _assigned(call: Call, number: str) -> RepositoryPrefix:
    found = call.sandbox.prefixes.of_repositories("id = ?", number)
    if not found:
        raise not_found()
    return found[0]


def _repository_prefix(call: Call, entry: RepositoryPrefix, as_client: bool, *, listing: bool = False) -> dict[str, Any]:
    return documents.repository_prefix(entry, call.sandbox.member_of(entry.repository), as_client=as_client, listing=listing)


def _held(call: Call, number: str) -> MemberPrefix:
    found = call.sandbox.prefixes.of_members("id = ?", number)
    if not found:
        raise not_found()
    return found[0]


def _used(call: Call, entry: MemberPrefix) -> list[RepositoryPrefix]:
    return call.sandbox.prefixes.of_repositories("member_prefix = ?", entry.id)
