# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Texts from elsewhere freed of our credentials, in whatever spelling they come back.

A proxy or a confused server may echo the request's headers; such a text ends in error messages and logs. The forms: as it is, base64 (alone and as
`user:password`), percent-encoded, JSON-escaped, HTML-escaped and as Python writes it.
"""

from __future__ import annotations

import base64
import html
import json
import urllib.parse
from collections.abc import Iterator
from typing import Final

from .connection import Connection

HIDDEN: Final = "********"
# Shorter forms would hide half of any sentence; DataCite has no such passwords.
SHORTEST: Final = 3


class Redactor:
    """`redactor(text)` is the text without any form of the connection's password or token."""

    def __init__(self, connection: Connection) -> None:
        found: set[str] = set()
        for secret in (connection.password, connection.token):
            if secret:
                found.update(forms(secret))
        if connection.username and connection.password:
            found.update(_encoded(f"{connection.username}:{connection.password}"))
        # The longest first, so that no remainder of a longer form stays behind.
        self._forms = sorted((form for form in found if len(form) >= SHORTEST), key=lambda form: (-len(form), form))

    def __call__(self, text: str) -> str:
        for form in self._forms:
            if form in text:
                text = text.replace(form, HIDDEN)
        return text

    def __repr__(self) -> str:
        return "Redactor()"


def forms(secret: str) -> Iterator[str]:
    """Every spelling of a secret that might be met."""
    yield secret
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    yield json.dumps(secret)[1:-1].replace("/", "\\/")
    yield repr(secret)[1:-1]
    yield html.escape(secret)
    for quoted in (urllib.parse.quote(secret, safe=""), urllib.parse.quote(secret), urllib.parse.quote_plus(secret)):
        yield quoted
        yield _lower_escapes(quoted)
    yield from _encoded(secret)


def _encoded(text: str) -> Iterator[str]:
    """Base64 in both alphabets, with and without padding, and as it stands in an address or in JSON."""
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        form = encode(text.encode("utf-8", "surrogateescape")).decode("ascii")
        yield form
        yield form.rstrip("=")
        yield form.replace("/", "\\/")
        for quoted in (urllib.parse.quote(form, safe=""), urllib.parse.quote(form)):
            yield quoted
            yield _lower_escapes(quoted)


def _lower_escapes(quoted: str) -> str:
    """`%2F` as `%2f`: both are met."""
    parts = quoted.split("%")
    return "%".join([parts[0], *(part[:2].lower() + part[2:] for part in parts[1:])])
