# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Persons and organisations of JSON-LD in the shape that `people` reads."""

from __future__ import annotations

from typing import Any

from .element_map import CONTENT
from .json_members import Stumble, dug
from .values import present, without_nulls, wrapped

_SCHEMES = {"https://ror.org": ("ROR", "https://ror.org/"), "https://isni.org": ("ISNI", "https://isni.org/isni/")}


def as_people(entries: Any, name_element: str) -> list[dict[str, Any]]:
    """Each entry as a mapping with `creatorName` or `contributorName`; raises Stumble for one that is no object."""
    return [_person(entry, name_element) for entry in wrapped(entries)]


def _person(entry: Any, name_element: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise Stumble("a person is no object")
    kind = entry.get("@type")
    if isinstance(kind, list) and name_element == "creatorName":
        kind = next((one for one in kind if one in ("Person", "Organization")), None)
    if present(kind) and not isinstance(kind, str):
        raise Stumble("@type of a person is no text")
    identifier = entry.get("@id")
    known = {name: entry.get(name) for name in ("givenName", "familyName", "contributorType")}
    if present(identifier):
        known["nameIdentifier"] = [{CONTENT: identifier, "nameIdentifierScheme": "ORCID"}]
    known[name_element] = without_nulls({"nameType": kind.title() + "al" if isinstance(kind, str) and present(kind) else None, CONTENT: entry.get("name")})
    known["affiliation"] = _affiliation(entry.get("affiliation"))
    return without_nulls(known)


def _affiliation(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str):
        return {CONTENT: value}
    identifier = dug(value, "@id")
    scheme, scheme_uri = next((known for start, known in _SCHEMES.items() if str(identifier).startswith(start)), (None, None))
    members = {CONTENT: dug(value, "name"), "affiliationIdentifier": identifier, "affiliationIdentifierScheme": scheme, "schemeUri": scheme_uri}
    return without_nulls(members) or None
