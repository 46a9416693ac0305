# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Licences of JSON documents as entries of `rightsList`. Private to the collection."""

from __future__ import annotations

import re
from typing import Any

from ...metadata.rights import completed, completed_text
from .values import line_of, listed, named, once, without_nothing

_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|info:\S+", re.IGNORECASE)
_SPDX = re.compile(r"https?://(?:www\.)?spdx\.org/licenses/([A-Za-z0-9.+-]+?)(?:\.html|\.json)?/?", re.IGNORECASE)
_DEED = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/(licenses/[a-z-]+/\d\.\d|publicdomain/zero/1\.0)(?:/(?:deed(?:\.[a-z_-]+)?|legalcode(?:\.[a-z_-]+)?))?/?",
    re.IGNORECASE,
)
_SHORT = re.compile(r"cc[ -]?(by(?:-(?:nc|sa|nd))*|zero|0)(?:-?v?(\d)(?:\.(\d))?)?", re.IGNORECASE)


def rights_of(value: Any) -> list[dict[str, Any]]:
    """The licences in a value: texts, addresses, objects with `name`, `url`, `@id` …; each once, in DataCite's words where it knows the licence."""
    found = [_of_object(entry) if isinstance(entry, dict) and "@value" not in entry else _of_text(line_of(entry)) for entry in listed(value)]
    return once(one for one in found if one)


def _of_text(text: str | None) -> dict[str, Any]:
    if not text:
        return {}
    address = _usual(text)
    known = completed_text(address)
    if "rightsIdentifier" in known:
        return known
    identified = completed({"rightsIdentifier": _identifier(text)})
    if "rights" in identified:
        return identified
    return {"rightsUri": text} if _ADDRESS.fullmatch(text) else {"rights": text}


def _of_object(entry: dict[str, Any]) -> dict[str, Any]:
    addresses = [line_of(entry.get(member)) for member in ("url", "URL", "@id", "id", "sameAs", "identifier", "license")]
    texts = [text for text in (*addresses, named(entry)) if text and not text.startswith(("#", "_:"))]
    for text in texts:
        known = _of_text(text)
        if "rightsIdentifier" in known:
            return known
    address = next((text for text in texts if _ADDRESS.fullmatch(text)), None)
    name = next((text for text in reversed(texts) if text != address), None)
    return without_nothing({"rights": name, "rightsUri": address})


def _usual(text: str) -> str:
    """An address of a licence as the SPDX list has it, as far as only its form differs."""
    spdx = _SPDX.fullmatch(text)
    if spdx:
        return spdx[1]
    deed = _DEED.fullmatch(text)
    return f"https://creativecommons.org/{deed[1].lower()}" if deed else text


def _identifier(text: str) -> str:
    """What people write for an SPDX identifier: `CC BY 4.0`, `CC0`, `cc-zero`, `CC-BY-NC-SA 4`."""
    spdx = _SPDX.fullmatch(text)
    short = _SHORT.fullmatch("-".join(text.split()))
    if spdx or not short:
        return spdx[1] if spdx else text
    if short[1].lower() in ("zero", "0"):
        return "CC0-1.0"
    return f"CC-{short[1]}-{short[2]}.{short[3] or '0'}" if short[2] else text
