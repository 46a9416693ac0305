# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what. A caller who is nobody gets 401 where an account is needed, an account that may not gets 403."""

from __future__ import annotations

from .answer import bad_credentials, forbidden
from .identity import Caller
from .store.accounts import Account
from .store.records import Held


def sees(caller: Caller, held: Held, member: str) -> bool:
    """Whether a single read shows this DOI: findable ones to everybody, others to the owner, its member and staff."""
    return held.state == "findable" or owns(caller, held.repository, member)


def owns(caller: Caller, repository: str, member: str) -> bool:
    """Whether the caller is the repository, its member or staff: who may see what is not public about it."""
    return caller.staff or (caller.id is not None and caller.id in (repository, member))


def need_account(caller: Caller) -> None:
    if caller.account is None:
        raise bad_credentials()


def need(caller: Caller, allowed: bool) -> None:
    """401 for nobody, 403 for an account without the right."""
    if not allowed:
        need_account(caller)
        raise forbidden()


def may_create(caller: Caller, repository: Account, prefix: str, prefixes: list[str]) -> bool:
    """A repository creates DOIs for itself, while it is active, under its own prefixes."""
    if caller.staff:
        return True
    return caller.role == "repository" and caller.id == repository.id and repository.active and prefix in prefixes


def may_change(caller: Caller, held: Held) -> bool:
    """Only the owner, while it is active, changes or deletes a DOI; its member does not."""
    return caller.staff or (caller.role == "repository" and caller.id == held.repository and caller.account is not None and caller.account.active)


def may_transfer(caller: Caller, member: str) -> bool:
    return caller.staff or (caller.role == "member" and caller.id == member and caller.account is not None and caller.account.active)


def may_manage(caller: Caller, member: str) -> bool:
    """Whether the caller administers a member's repositories and prefixes."""
    return caller.staff or (caller.role == "member" and caller.id == member and caller.account is not None and caller.account.active)


def may_update_repository(caller: Caller, repository: Account) -> bool:
    if may_manage(caller, repository.member or ""):
        return True
    return caller.role == "repository" and not caller.by_key and caller.id == repository.id and repository.active
