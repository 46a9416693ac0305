# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who is calling: an account by password, API key or token, or nobody.

A wrong Basic password is no error: the caller goes on as nobody, and only the empty identity header tells. A bad Bearer is refused at
once, wherever identity is asked for.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import hashlib
import hmac
import json
import secrets
import time
from typing import Literal

from .answer import bad_credentials
from .store.accounts import Account, Accounts, matches
from .store.keys import START, Keys

TOKEN_SECONDS = 30 * 24 * 3600
Role = Literal["anonymous", "repository", "member", "staff"]


@dataclasses.dataclass(frozen=True)
class Caller:
    """`tried`: credentials were sent, right or wrong. `by_key`: an API key, which may do less than the password."""

    account: Account | None = None
    tried: bool = False
    by_key: bool = False
    staff: bool = False

    @property
    def role(self) -> Role:
        if self.account is None:
            return "anonymous"
        if self.staff:
            return "staff"
        return "member" if self.account.member is None else "repository"

    @property
    def id(self) -> str | None:
        return self.account.id if self.account else None

    @property
    def repository(self) -> Account | None:
        return self.account if self.role == "repository" else None

    def headers(self) -> dict[str, str]:
        """The identity headers of an ordinary answer."""
        if self.tried:
            return {"X-Credential-Username": self.id or ""}
        return {"X-Anonymous-Consumer": "true"}


NOBODY = Caller()


class Identity:
    """Finds the caller of a request. `staff` names the members (lower case) that may do everything."""

    def __init__(self, accounts: Accounts, keys: Keys, staff: set[str] | None = None) -> None:
        self.accounts, self.keys, self.staff = accounts, keys, staff if staff is not None else set()
        self.secret = secrets.token_bytes(32)

    def caller(self, header: str | None) -> Caller:
        """The caller behind an `Authorization` header; 401 for a bad token."""
        scheme, _unused, value = (header or "").strip().partition(" ")
        if not value.strip():
            return NOBODY
        if scheme.lower() == "basic":
            return self._basic(value.strip())
        return self._bearer(value.strip())

    def login(self, name: str, password: str) -> Account | None:
        """The account that has this name and password."""
        account = self.accounts.named(name)
        if account is None or account.digest is None:
            return None
        return account if matches(password, account.digest) else None

    def token(self, account: Account) -> str:
        """A token that stands for the account for 30 days."""
        parts = [
            _base64url(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, {"uid": account.id, "exp": int(time.time()) + TOKEN_SECONDS})
        ]
        return ".".join([*parts, self._signature(".".join(parts))])

    def _basic(self, value: str) -> Caller:
        try:
            name, _unused, password = base64.b64decode(value, validate=False).decode("utf-8").partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return Caller(tried=True)
        if name.startswith(START):
            return self._by_key(name, None) or Caller(tried=True)
        if password.startswith(START):
            found = self._by_key(password, name)
            if found:
                return found
        account = self.login(name, password)
        return Caller(account, True, staff=account is not None and account.id in self.staff)

    def _bearer(self, value: str) -> Caller:
        found = self._by_key(value, None) if value.startswith(START) else self._by_token(value)
        if found is None:
            raise bad_credentials()
        return found

    def _by_key(self, text: str, name: str | None) -> Caller | None:
        owner = self.keys.owner(text)
        if owner is None or (name is not None and name.lower() != owner):
            return None
        account = self.accounts.repository(owner)
        return Caller(account, True, by_key=True) if account else None

    def _by_token(self, text: str) -> Caller | None:
        signed, _unused, signature = text.rpartition(".")
        if not hmac.compare_digest(signature.encode(), self._signature(signed).encode()):
            return None
        claims = json.loads(base64.urlsafe_b64decode(signed.rpartition(".")[2] + "=="))
        account = self.accounts.named(claims["uid"])
        if account is None or claims["exp"] < time.time():
            return None
        return Caller(account, True, staff=account.id in self.staff)

    def _signature(self, text: str) -> str:
        return _base64url(hmac.new(self.secret, text.encode(), hashlib.sha256).digest())


def _base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()
