# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights completed from the SPDX list, as DataCite completes them on reading a document and again on every save."""

from __future__ import annotations

import functools
import re
import urllib.parse
from typing import Any

from .names import path_of_address
from .spdx import LICENCES
from .values import without_nulls

Licence = tuple[str, str, str]
_CREATIVE_COMMONS = re.compile(r"https://creativecommons\.org/licenses/(by|by-nc|by-nd-nc|by-nc-sa|by-nd|by-sa|by-nc-nd)/(1\.0|2\.0|2\.5|3\.0|4\.0)")


def of_text(rights: str) -> dict[str, Any]:
    """An entry for rights that are text alone: their name, their identifier in its exact case, or their address."""
    address = licence_address(rights)
    found = _first(
        _position("name").get(rights),
        next((place for place, licence in enumerate(LICENCES) if licence[0] == rights), None),
        _position("address").get(address) if address else None,
    )
    return _complete(found, None) if found else {"rights": rights}


def of_members(rights: Any, *, identifier: Any = None, scheme: Any = None, uri: Any = None, lang: Any = None, scheme_uri: Any = None) -> dict[str, Any]:
    """An entry for rights with attributes, matched by identifier (ignoring case), by address, by name, or by a name that is an address."""
    found = _first(
        _position("identifier").get(identifier.lower()) if isinstance(identifier, str) else None,
        _position("name").get(rights) if isinstance(rights, str) else None,
        *(_position("address").get(address) for address in (licence_address(uri), licence_address(rights)) if address),
    )
    if found:
        return _complete(found, lang)
    return without_nulls(
        {
            "rights": rights,
            "rightsUri": uri,
            "rightsIdentifier": identifier.lower() if isinstance(identifier, str) and identifier.strip() else None,
            "rightsIdentifierScheme": scheme,
            "schemeUri": scheme_uri,
            "lang": lang,
        }
    )


def licence_address(text: Any) -> str | None:
    """An address as the list writes it: https, no slash at the end, Creative Commons deeds led to their legal code."""
    if not isinstance(text, str) or not text.strip():
        return None
    if text.startswith("info"):
        return text
    try:
        parts = urllib.parse.urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ftp") or not parts.netloc:
        return None
    address = urllib.parse.urlunsplit(("https", parts.netloc, path_of_address(parts.path), parts.query, parts.fragment))
    if _CREATIVE_COMMONS.fullmatch(address) or address == "https://creativecommons.org/publicdomain/zero/1.0":
        return address + "/legalcode"
    if address == "https://creativecommons.org/licenses/by/3.0/us":
        return "https://creativecommons.org/licenses/by/3.0/legalcode"
    return address + "/" if address == "https://creativecommons.org/licenses/publicdomain" else address


def _first(*places: int | None) -> Licence | None:
    known = [place for place in places if place is not None]
    return LICENCES[min(known)] if known else None


@functools.cache
def _position(key: str) -> dict[str, int]:
    """Where in the list a licence of that identifier (lower case), name or address comes first."""
    column = {"identifier": 0, "name": 1, "address": 2}[key]
    places: dict[str, int] = {}
    for place, licence in enumerate(LICENCES):
        value = licence[column].lower() if key == "identifier" else licence[column]
        places.setdefault(value, place)
    return places


def _complete(licence: Licence, lang: Any) -> dict[str, Any]:
    return without_nulls(
        {
            "rights": licence[1],
            "rightsUri": licence[2],
            "rightsIdentifier": licence[0].lower(),
            "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/",
            "lang": lang,
        }
    )
