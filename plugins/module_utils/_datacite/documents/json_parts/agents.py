# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persons and organisations of JSON documents in the shape of DataCite's creators and contributors. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .values import once, without_nothing

_ORCID = re.compile(r"(?:(?:https?://)?(?:www\.)?orcid\.org/|orcid:\s*)?(\d{4})-?(\d{4})-?(\d{4})-?(\d{3}[\dXx])/?", re.ASCII | re.IGNORECASE)
_ISNI = re.compile(
    r"(?:(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?|isni:?\s*)(\d{4})[\s-]?(\d{4})[\s-]?(\d{4})[\s-]?(\d{3}[\dXx])/?", re.ASCII | re.IGNORECASE
)
_ROR = re.compile(r"(?:(?:https?://)?(?:www\.)?ror\.org/|ror:\s*)(0[a-z0-9]{6}\d{2})/?", re.ASCII | re.IGNORECASE)
_GRID = re.compile(r"(?:(?:https?://)?(?:www\.)?grid\.ac/institutes/)?(grid\.\d{4,6}\.[0-9a-f]{1,2})/?", re.ASCII | re.IGNORECASE)
_NOBODY = re.compile(r"(?:\(?:etal\)?|et\.?\s*al\.?|and others|others|u\.\s?a\.|und andere)", re.IGNORECASE)
_LONGEST_IDENTIFIER = 80

SCHEME_URIS = {"ORCID": "https://orcid.org", "ISNI": "https://isni.org", "ROR": "https://ror.org", "GRID": "https://www.grid.ac"}


def is_nobody(name: str) -> bool:
    """Whether a name only says that there are more people."""
    return len(name) <= 20 and _NOBODY.fullmatch(name) is not None


def orcid(text: str) -> str | None:
    """The address of an ORCID iD that is written in any of the usual ways; None for anything else."""
    found = _ORCID.fullmatch(text.strip()) if len(text) <= _LONGEST_IDENTIFIER else None
    return f"https://orcid.org/{'-'.join(found.groups()).upper()}" if found else None


def identified(text: str) -> tuple[str, str] | None:
    """(scheme, address) of an ORCID iD, ISNI, ROR or GRID identifier; None for anything else."""
    text = text.strip()
    if len(text) > _LONGEST_IDENTIFIER:
        return None
    address = orcid(text)
    if address:
        return "ORCID", address
    if found := _ISNI.fullmatch(text):
        return "ISNI", f"https://isni.org/isni/{''.join(found.groups()).upper()}"
    if found := _ROR.fullmatch(text):
        return "ROR", f"https://ror.org/{found[1].lower()}"
    found = _GRID.fullmatch(text)
    return ("GRID", found[1].lower()) if found else None


def name_identifiers(texts: Iterable[str]) -> list[dict[str, str]]:
    """Those of the texts that identify a person or an organisation, as `nameIdentifiers`."""
    known = once(scheme_and_value for text in texts if (scheme_and_value := identified(text)))
    return [{"nameIdentifier": value, "nameIdentifierScheme": scheme, "schemeUri": SCHEME_URIS[scheme]} for scheme, value in known]


def affiliation(name: str | None, identifiers: Iterable[str] = ()) -> dict[str, str]:
    """One entry of `affiliation`; empty without a name."""
    if not name:
        return {}
    known = next((found for text in identifiers if (found := identified(text)) and found[0] != "ORCID"), None)
    if known is None:
        return {"name": name}
    scheme, value = known
    return {"name": name, "affiliationIdentifier": value, "affiliationIdentifierScheme": scheme, "schemeUri": SCHEME_URIS[scheme]}


def agent(
    *,
    name: str | None = None,
    given: str | None = None,
    family: str | None = None,
    kind: str | None = None,
    identifiers: Iterable[str] = (),
    affiliations: Iterable[dict[str, str]] = (),
) -> dict[str, Any]:
    """One creator: the name as it is given, else `Family, Given`. `kind`: `Personal`, `Organizational`, or None where nobody can know."""
    full = name or ", ".join(part for part in (family, given) if part)
    return without_nothing(
        {
            "name": full,
            "nameType": kind,
            "givenName": given if kind != "Organizational" else None,
            "familyName": family if kind != "Organizational" else None,
            "nameIdentifiers": name_identifiers(identifiers),
            "affiliation": once(entry for entry in affiliations if entry),
        }
    )
