# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who we say that we are: the User-Agent and the Authorization of each request."""

from __future__ import annotations

import base64
import urllib.parse
from typing import Any, Final

from .connection import Connection

#: The collection's version, as in galaxy.yml.
VERSION: Final = "0.1.0"


def user_agent(contact: str | None) -> str:
    """`pidops.datacite/0.1.0 (mailto:me@example.org)`.

    DataCite holds agents with an `@` to 1,000 requests per five minutes, others with credentials to 3,000.
    """
    agent = f"pidops.datacite/{VERSION}"
    if contact is None:
        return agent
    return f"{agent} ({contact if '://' in contact else 'mailto:' + contact})"


def authorization(connection: Connection) -> str | None:
    """The header's value; None without credentials."""
    if connection.token is not None:
        return f"Bearer {connection.token}"
    if connection.username is not None and connection.password is not None:
        pair = f"{connection.username}:{connection.password}".encode("utf-8", "surrogateescape")
        return "Basic " + base64.b64encode(pair).decode("ascii")
    return None


class Authorization:
    """Puts the credentials on a request for the connection's own server, and on no other.

    `requests` asks `~/.netrc` only where a request has no `auth`; so this one is there also where there are no credentials.
    """

    def __init__(self, connection: Connection) -> None:
        self._value = authorization(connection)
        self._origin = _origin(connection.api_url)

    def __call__(self, request: Any) -> Any:
        request.headers.pop("Authorization", None)
        if self._value is not None and _origin(request.url) == self._origin:
            request.headers["Authorization"] = self._value
        return request

    def __repr__(self) -> str:
        return "Authorization()"


def _origin(url: str) -> tuple[str, str | None, int | None]:
    parts = urllib.parse.urlsplit(url)
    return parts.scheme, parts.hostname, parts.port or {"http": 80, "https": 443}.get(parts.scheme)
