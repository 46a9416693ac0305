# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Languages as DataCite keeps them: a two-letter code where there is one, without region and script."""

from __future__ import annotations

import re

from .languages import LANGUAGES

_BY_CODE = {code: row[0] for row in LANGUAGES for code in row[:3]}
_BY_NAME = {row[3]: row[0] for row in LANGUAGES}
_TAG = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def language(text: str) -> str | None:
    """The stored form of a declared language: `en-US`, `eng`, `English` are `en`; `EN` and `gsw-CH` stay; what is no language tag is lost (None)."""
    if text == "":
        return ""
    primary = text.partition("-")[0]
    two_letters = _BY_CODE.get(primary) or _BY_NAME.get(primary[:1].upper() + primary[1:])
    if two_letters:
        return two_letters
    return text if _TAG.fullmatch(text) else None
