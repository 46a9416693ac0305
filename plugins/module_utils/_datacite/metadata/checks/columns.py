# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes that DataCite keeps in database columns of their own: how long they may be, and which characters they can hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .declared import Declared, written
from .finding import Finding

LONGEST = {"version": 191, "language": 191, "source": 191, "schemaVersion": 191, "reason": 255, "url": 21_844}
"""Characters that fit. `url` is a column of 65,535 bytes with up to three per character."""

# These columns hold at most three bytes of UTF-8 per character.
_FOUR_BYTES = re.compile("[\U00010000-\U0010ffff]")


def column_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for what DataCite's database refuses, in every state."""
    for attribute, longest in LONGEST.items():
        value: Any = declared.attributes.get(attribute)
        path = f"metadata.{attribute}"
        if attribute == "url" and declared.url is not None:
            value, path = declared.url, "url"
        text = written(value)
        if text is None:
            continue
        if len(text) > longest:
            yield Finding("error", path, f"{len(text)} characters; DataCite keeps {longest} at most", "shorten it")
        if found := _FOUR_BYTES.search(text):
            yield Finding(
                "error",
                path,
                f"`{found[0]}` cannot be kept here: DataCite stores characters of up to three bytes in this attribute",
                "leave emoji out",
            )
