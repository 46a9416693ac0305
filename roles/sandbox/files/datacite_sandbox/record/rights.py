# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of `rightsList`: an entry that is found in the SPDX list is replaced by the list's own entry, any other one is tidied."""

from __future__ import annotations

import functools
import re
from typing import Any
from urllib.parse import urlsplit

from .licences import LICENCES, Licence
from .loose import blank, wrapped
from .refusal import no_method

_SCHEME_URI = "https://spdx.org/licenses/"
_MEMBERS = ("rights", "rightsUri", "rightsIdentifier", "rightsIdentifierScheme", "schemeUri", "lang")
_DEED = re.compile(r"https://creativecommons\.org/licenses/(?:by|by-nc|by-nd-nc|by-nc-nd|by-nc-sa|by-nd|by-sa)/(?:[124]\.0|2\.5|3\.0)\Z")
_OTHER_DEEDS = {
    "https://creativecommons.org/licenses/by/3.0/us": "https://creativecommons.org/licenses/by/3.0/legalcode",
    "https://creativecommons.org/licenses/publicdomain": "https://creativecommons.org/licenses/publicdomain/",
    "https://creativecommons.org/publicdomain/zero/1.0": "https://creativecommons.org/publicdomain/zero/1.0/legalcode",
}


def stored_rights(entries: Any) -> list[dict[str, Any]]:
    """The list as one save leaves it. Empty entries vanish; one that is emptied here stays until the next save."""
    stored: list[dict[str, Any]] = []
    for entry in wrapped(entries):
        if isinstance(entry, str) and not blank(entry):
            stored.append(_from_text(entry))
        elif isinstance(entry, dict) and entry:
            stored.append(_from_object(entry))
    return stored


def _from_text(text: str) -> dict[str, Any]:
    found = _licence_by_text(text)
    return _entry(found) if found else {"rights": text}


def _from_object(entry: dict[str, Any]) -> dict[str, Any]:
    found = _licence_by_members(entry)
    if found:
        lang = entry.get("lang")
        return {**_entry(found), **({} if lang is None else {"lang": lang})}
    kept = {name: entry.get(name) for name in _MEMBERS}
    kept["rightsIdentifier"] = _lower(kept["rightsIdentifier"])
    return {name: value for name, value in kept.items() if value is not None}


def _entry(licence: Licence) -> dict[str, Any]:
    return {
        "rights": licence.name,
        "rightsUri": licence.address,
        "rightsIdentifier": licence.identifier.lower(),
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": _SCHEME_URI,
    }


def _licence_by_text(text: str) -> Licence | None:
    address = _as_address(text)
    return next((each for each in LICENCES if text in (each.name, each.identifier) or each.address == address), None)


def _licence_by_members(entry: dict[str, Any]) -> Licence | None:
    """The first licence of the list that the entry's identifier (in any case) or its text (as a name or an address) points to."""
    by_identifier, by_name, by_address = _indexes()
    identifier, rights = entry.get("rightsIdentifier"), entry.get("rights")
    found = [by_identifier.get(identifier.lower())] if isinstance(identifier, str) else []
    if isinstance(rights, str):
        found += [by_name.get(rights), by_address.get(_as_address(rights) or "")]
    elif not blank(rights) and found != [0]:
        raise no_method("to_str", rights)
    places = [place for place in found if place is not None]
    return LICENCES[min(places)] if places else None


@functools.cache
def _indexes() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Place in the list of each identifier, name and address, the first one where several share it."""
    identifiers: dict[str, int] = {}
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for place, licence in enumerate(LICENCES):
        identifiers.setdefault(licence.identifier.lower(), place)
        names.setdefault(licence.name, place)
        addresses.setdefault(licence.address, place)
    return identifiers, names, addresses


def _lower(identifier: Any) -> Any:
    if blank(identifier):
        return None
    if not isinstance(identifier, str):
        raise no_method("downcase", identifier)
    return identifier.lower()


def _as_address(text: str) -> str | None:
    """A web address made comparable: https, no slash at the end, Creative Commons deeds as their legal code."""
    if text.startswith("info"):
        return text
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https", "ftp") or not parts.netloc:
        return None
    address = parts._replace(scheme="https", path=re.sub(r"/{2,}", "/", parts.path).rstrip("/")).geturl()
    return f"{address}/legalcode" if _DEED.match(address) else _OTHER_DEEDS.get(address, address)
