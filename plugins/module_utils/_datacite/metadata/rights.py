# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights as DataCite completes them from the SPDX licence list.

An entry fits a licence by its identifier (in any case), its exact name, or the licence's address in `rights`; `rightsUri` does not matter. What
fits is replaced whole by the licence's own words, whatever else was sent, save `lang`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .licences import LICENCES

_FROM_THE_LAST = tuple(reversed(tuple(enumerate(LICENCES))))
_FIRST_BY_NAME = {name: row for row, (_identifier, name, _address) in _FROM_THE_LAST}
_FIRST_BY_ADDRESS = {address: row for row, (_identifier, _name, address) in _FROM_THE_LAST}
"""Several licences share a name or an address; the first row of the list counts, and is put in last."""

_BY_IDENTIFIER = {identifier.casefold(): row for row, (identifier, _name, _address) in enumerate(LICENCES)}
_BY_EXACT_IDENTIFIER = {identifier: row for row, (identifier, _name, _address) in enumerate(LICENCES)}
_NONE = len(LICENCES)

_DEED = re.compile(
    r"https://creativecommons\.org/(?:licenses/(?:by|by-nc|by-nd-nc|by-nc-nd|by-nc-sa|by-nd|by-sa)/(?:1\.0|2\.0|2\.5|3\.0|4\.0)|publicdomain/zero/1\.0)"
)
_DEED_OF_THE_US = "https://creativecommons.org/licenses/by/3.0/us"


def completed(entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry of `rightsList` as DataCite stores it; `{}` for an entry that says nothing.

    Licences that share a name (`GPL-3.0`, `GPL-3.0-only`) turn into each other from save to save: all of them come out as the list's first.
    """
    rights, identifier = entry.get("rights"), entry.get("rightsIdentifier")
    row = min(
        _BY_IDENTIFIER.get(identifier.casefold(), _NONE) if isinstance(identifier, str) else _NONE,
        _row_of_text(rights) if isinstance(rights, str) else _NONE,
    )
    if row < _NONE:
        return {**_licence(row), **({"lang": entry["lang"]} if "lang" in entry else {})}
    if isinstance(identifier, str):
        if identifier.strip():
            return {**entry, "rightsIdentifier": identifier.lower()}
        return {name: value for name, value in entry.items() if name != "rightsIdentifier"}
    return dict(entry)


def completed_text(rights: str) -> dict[str, Any]:
    """A `rightsList` that is one plain text, as DataCite stores it."""
    if not rights.strip():
        return {}
    row = min(_BY_EXACT_IDENTIFIER.get(rights, _NONE), _row_of_text(rights))
    return _licence(row) if row < _NONE else {"rights": rights}


def _licence(row: int) -> dict[str, Any]:
    """What DataCite stores for the licence in this row: the words of the first one of its name."""
    identifier, name, address = LICENCES[_FIRST_BY_NAME[LICENCES[row][1]]]
    return {
        "rights": name,
        "rightsUri": address,
        "rightsIdentifier": identifier.lower(),
        "rightsIdentifierScheme": "SPDX",
        "schemeUri": "https://spdx.org/licenses/",
    }


def _row_of_text(rights: str) -> int:
    """The row of the licence that a text names or leads to; `_NONE`, which is after all rows, where there is none."""
    row = _FIRST_BY_NAME.get(rights, _NONE)
    return min(row, _FIRST_BY_ADDRESS.get(_address_of(rights), _NONE)) if rights[:4].lower() in ("http", "ftp:") else row


def _address_of(text: str) -> str:
    """A text that is a web address as DataCite looks it up: https, no slash at the end, a Creative Commons deed led to its legal code."""
    address = "https" + text[text.index(":") :] if ":" in text else text
    address = address.rstrip("/")
    if address == "https://creativecommons.org/licenses/publicdomain":
        return address + "/"
    if address == _DEED_OF_THE_US:
        return "https://creativecommons.org/licenses/by/3.0/legalcode"
    return address + "/legalcode" if _DEED.fullmatch(address) else address
