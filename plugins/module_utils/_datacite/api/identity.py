# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who DataCite takes us for, proven before "there is no such DOI" is believed and before anything is written.

To DataCite a wrong password is no error on reads: it answers as if nobody had signed in, so that an own draft seems not to exist. Good answers name the
account in `X-Credential-Username`; the header is empty where credentials were sent and did not match. Answers with 400, 401, 403, 404 carry no header, and
resources that ask nobody's name (activities) say `X-Anonymous-Consumer` whatever was sent: they prove nothing, neither way.
A token is sent as `Bearer`, which DataCite refuses (401) where it is not valid, on reads too.
"""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from .connection import Connection
from .errors import SEPARATE, DataCiteError, ErrorEntry, ErrorKind
from .paths import quoted

if TYPE_CHECKING:
    from .session import Session

ACCOUNT_HEADER: Final = "x-credential-username"


def is_member(account: str) -> bool:
    """Members' accounts have no dot (`ABC`), their repositories' have one (`ABC.REPO`). A member cannot write DOIs."""
    return "." not in account


def read_account(connection: Connection, headers: Mapping[str, str], method: str, path: str) -> str | None:
    """The account that a good answer names, in lower case; None where it names none.

    Raises `DataCiteError` (UNAUTHENTICATED) where it says that the credentials did not match, or belong to another account than the one given.
    """
    value = headers.get(ACCOUNT_HEADER)
    if value is None or not connection.has_credentials:
        return None
    account = value.strip().lower()
    if not account:
        raise _unproven(connection, method, path, "the credentials did not match; DataCite answered as if nobody had signed in")
    if connection.username is not None and account != connection.username.lower():
        raise _unproven(connection, method, path, f"the credentials belong to {account}, not to {connection.username}")
    return account


@dataclasses.dataclass(frozen=True)
class Repository:
    """What `GET /repositories/{account}` tells about the conditions of a write."""

    #: In lower case.
    account: str
    #: False: DataCite refuses all writes with 403.
    is_active: bool
    #: Prefixes under which it may create DOIs.
    prefixes: tuple[str, ...]
    #: Hosts that landing pages may have, as DataCite keeps them: `*`, or names separated by commas.
    domains: str
    attributes: Mapping[str, Any] = dataclasses.field(repr=False)


class Identity:
    """Asks who we are, at most once per session and only where no answer has told it yet. Threads may share it: who comes meanwhile waits for the answer."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._lock = threading.RLock()
        self._repositories: dict[str, Repository] = {}

    def prove(self) -> str:
        """The account, in lower case, as DataCite names it; raises `DataCiteError` where it cannot be proven.

        Costs a request only where no good answer of the session has named it yet.
        """
        if self._session.account is None:
            with self._lock:
                return self._session.account or self._ask()
        return self._session.account

    def prove_anew(self) -> str:
        """As `prove`, by a new answer: credentials can be revoked while they are used, and what is the account's own then looks missing. One request."""
        account = self.prove()
        with self._lock:
            self._repositories[account] = self._read(account)
        return account

    def _ask(self) -> str:
        session, connection = self._session, self._session.connection
        if not connection.has_credentials:
            raise _unproven(connection, "GET", "/repositories", "no credentials were given", advice="Give username and password, or token.")
        if connection.username is not None and not is_member(connection.username):
            self.repository(connection.username)
        else:
            # Any list names the account, also a member's; without rows it is the cheapest that does.
            session.request("GET", "/dois", params={"page[size]": "0", "disable-facets": "true"})
        if session.account is None:
            path = "/dois" if connection.username is None else f"/repositories/{quoted(connection.username.lower())}"
            raise _unproven(connection, "GET", path, "the answer does not say who asked; a proxy may have taken the credentials away")
        return session.account

    def known(self, account: str) -> Repository | None:
        """The repository's facts where they have been read already; costs nothing."""
        return self._repositories.get(account.lower())

    def repository(self, account: str | None = None) -> Repository:
        """The repository's facts, read once per session; of the account itself where none is named."""
        name = (account or self.prove()).lower()
        with self._lock:
            if name not in self._repositories:
                self._repositories[name] = self._read(name)
            return self._repositories[name]

    def _read(self, name: str) -> Repository:
        connection, path = self._session.connection, f"/repositories/{quoted(name)}"
        try:
            answer = self._session.request("GET", path)
        except DataCiteError as error:
            if error.kind is not ErrorKind.MISSING or connection.username is None or name != connection.username.lower():
                raise
            raise _unproven(connection, "GET", path, f"there is no repository {connection.username}", status=error.status) from None
        attributes = answer.attributes
        if answer.id is None or answer.id.lower() != name or not isinstance(attributes.get("isActive"), bool):
            words = (ErrorEntry(None, f"it does not describe {name}"),)
            raise DataCiteError(ErrorKind.NONSENSE, method="GET", path=path, where=connection.where, status=answer.status, entries=words)
        domains = attributes.get("domains")
        return Repository(name, attributes["isActive"], _prefixes(answer.data), domains if isinstance(domains, str) else "*", attributes)


def _prefixes(resource: Mapping[str, Any]) -> tuple[str, ...]:
    found: Any = resource
    for member in ("relationships", "prefixes", "data"):
        found = found.get(member) if isinstance(found, dict) else None
    return tuple(str(prefix["id"]) for prefix in found if isinstance(prefix, dict) and "id" in prefix) if isinstance(found, list) else ()


def _unproven(connection: Connection, method: str, path: str, words: str, *, advice: str | None = None, status: int | None = None) -> DataCiteError:
    given = "token" if connection.token is not None else f"username {connection.username} and password"
    return DataCiteError(
        ErrorKind.UNAUTHENTICATED,
        method=method,
        path=path,
        where=connection.where,
        status=status,
        entries=(ErrorEntry(None, words),),
        advice=advice or f"Check {given} for {connection.where}. {SEPARATE}, and a revoked API key counts like a wrong one.",
    )
