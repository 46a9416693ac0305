# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Creators and contributors of a document as JSON attributes. Names stay as they are written; none are guessed, split or joined."""

from __future__ import annotations

import re
from typing import Any

from .element_map import CONTENT, text_of
from .json_members import Stumble
from .names import identifier_url, orcid_url, ror_url
from .text import squish
from .values import present, without_nulls, wrapped

_SPACE = re.compile("[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]")


def people(entries: list[Any]) -> list[dict[str, Any]]:
    """The persons and organisations of a list, each a mapping in the shape of DataCite XML (`creatorName`, `nameIdentifier`, …) or a name."""
    return [person for entry in entries if (person := _person(entry)) is not None]


def _person(entry: Any) -> dict[str, Any] | None:
    author = {"creatorName": entry} if isinstance(entry, str) else entry
    if not isinstance(author, dict) or isinstance(author.get("creatorName"), list):
        return None
    named = author.get("creatorName") or author.get("contributorName")
    identifiers = [_name_identifier(identifier) for identifier in wrapped(author.get("nameIdentifier")) if isinstance(identifier, dict)]
    name = text_of(named)
    if present(name) and not isinstance(name, str):
        raise Stumble("a name is no text")
    return without_nulls(
        {
            "nameType": named.get("nameType") if isinstance(named, dict) else None,
            "name": _SPACE.sub(" ", name) if present(name) else None,
            "givenName": text_of(author.get("givenName")),
            "familyName": text_of(author.get("familyName")),
            "nameIdentifiers": identifiers or None,
            "affiliation": [_affiliation(one) for one in wrapped(author.get("affiliation"))] or None,
            "contributorType": text_of(author.get("contributorType")),
        }
    )


def _name_identifier(entry: dict[str, Any]) -> dict[str, Any]:
    content, scheme = entry.get(CONTENT), entry.get("nameIdentifierScheme")
    value = content.strip() if isinstance(content, str) and content.strip() else None
    if scheme == "ORCID":
        members = {"nameIdentifier": orcid_url(value) or value, "schemeUri": "https://orcid.org", "nameIdentifierScheme": "ORCID"}
    elif scheme == "ROR":
        members = {"nameIdentifier": ror_url(value) or value, "schemeUri": "https://ror.org", "nameIdentifierScheme": "ROR"}
    else:
        members = {"nameIdentifier": value, "schemeUri": entry.get("schemeURI"), "nameIdentifierScheme": scheme}
    return without_nulls(members)


def _affiliation(entry: Any) -> dict[str, Any]:
    if not isinstance(entry, dict):
        return {"name": squish(entry)} if isinstance(entry, str) else {}
    identifier, scheme, scheme_uri = entry.get("affiliationIdentifier"), entry.get("affiliationIdentifierScheme"), entry.get("schemeURI")
    if present(identifier):
        written, base = identifier, scheme_uri if present(scheme_uri) else None
        relative = base and not str(written).startswith("https://")
        identifier = identifier_url(f"{str(base).removesuffix('/')}/{written}" if relative else written)
        if identifier is None and scheme == "ROR":
            identifier = ror_url(written) or written
        elif identifier is None:
            identifier = written
    else:
        identifier = None
    name = squish(str(entry.get(CONTENT) or "")) or None
    return without_nulls({"name": name, "affiliationIdentifier": identifier, "affiliationIdentifierScheme": scheme, "schemeUri": scheme_uri})
