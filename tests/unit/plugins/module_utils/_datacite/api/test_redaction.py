# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Secrets are hidden in every spelling."""

from __future__ import annotations

import base64
import html
import json
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import Connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.redaction import Redactor

SECRETS = ["lab-secret", "qu\"o/te\\&<x>'", "pass word+%/ü€", "DC.a1b2c3d4e5", "日本語のパスワード"]


def spellings(secret: str, username: str = "PIDOPS.LAB") -> list[str]:
    quoted = urllib.parse.quote(secret, safe="")
    return [
        secret,
        quoted,
        quoted.lower() if secret.islower() else quoted,
        urllib.parse.quote_plus(secret),
        json.dumps(secret),
        json.dumps(secret, ensure_ascii=False),
        repr(secret),
        html.escape(secret),
        base64.b64encode(secret.encode()).decode(),
        base64.b64encode(secret.encode()).decode().rstrip("="),
        base64.urlsafe_b64encode(secret.encode()).decode(),
        "Basic " + base64.b64encode(f"{username}:{secret}".encode()).decode(),
        urllib.parse.quote(base64.b64encode(f"{username}:{secret}".encode()).decode()),
    ]


@pytest.mark.parametrize("secret", SECRETS)
def test_no_spelling_stays(secret: str) -> None:
    redact = Redactor(Connection("test", "https://x.org", "PIDOPS.LAB", secret))
    for spelling in spellings(secret):
        hidden = redact(f"before {spelling} after")
        assert hidden.startswith("before ")
        assert hidden.endswith(" after")
        assert spelling.strip("\"'") not in hidden
        assert secret not in hidden


def test_a_token_is_hidden_as_well() -> None:
    redact = Redactor(Connection("test", "https://x.org", token="DC.a1b2c3d4e5"))
    assert redact("Authorization: Bearer DC.a1b2c3d4e5") == "Authorization: Bearer ********"
    assert "DC.a" not in repr(redact)


@given(secret=st.text(min_size=6, max_size=40), around=st.text(alphabet="ab \n", max_size=10))
def test_any_secret_is_hidden(secret: str, around: str) -> None:
    redact = Redactor(Connection("test", "https://x.org", "A.B", secret))
    try:
        secret.encode()
    except UnicodeEncodeError:
        return
    for spelling in spellings(secret, "A.B"):
        inner = spelling[1:-1] if spelling[:1] in "\"'" and spelling not in (secret,) else spelling
        if inner not in around:
            assert inner not in redact(around + spelling + around) or inner in ("********",) or set(inner) <= {"*"}


def test_the_longest_spelling_goes_first() -> None:
    redact = Redactor(Connection("test", "https://x.org", "A.B", "secret1"))
    assert redact("c2VjcmV0MQ== secret1") == "******** ********"


def test_nothing_is_changed_where_there_is_no_secret() -> None:
    assert Redactor(Connection("test", "https://x.org"))("a text") == "a text"
    assert Redactor(Connection("test", "https://x.org", "A.B", "a"))("banana") == "banana"
