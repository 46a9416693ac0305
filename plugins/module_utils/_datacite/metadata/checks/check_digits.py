# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Check digits of ORCID iDs, ROR IDs, ISNIs, ISBNs and ISSNs. Warnings only: DataCite keeps any text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..doi_names import plain
from ..doi_names import problem as doi_problem
from ..identifiers import problem
from .declared import Declared, entries
from .finding import Finding

_OF_PEOPLE = frozenset({"orcid", "isni", "ror"})


def identifier_findings(declared: Declared) -> Iterator[Finding]:
    """Warnings for identifiers that cannot be right by their form or check digit."""
    for attribute in ("creators", "contributors"):
        for path, person in declared.entries(attribute):
            if person.get("nameIdentifiers"):
                for where, entry in entries(person["nameIdentifiers"], f"{path}.nameIdentifiers"):
                    yield from _checked(entry, where, "nameIdentifier", "nameIdentifierScheme", _OF_PEOPLE)
            if person.get("affiliation"):
                for where, entry in entries(person["affiliation"], f"{path}.affiliation"):
                    yield from _checked(entry, where, "affiliationIdentifier", "affiliationIdentifierScheme", _OF_PEOPLE)
    publisher = declared.attributes.get("publisher")
    if isinstance(publisher, dict):
        yield from _checked(publisher, "metadata.publisher", "publisherIdentifier", "publisherIdentifierScheme", _OF_PEOPLE)
    for path, entry in declared.entries("fundingReferences"):
        yield from _checked(entry, path, "funderIdentifier", "funderIdentifierType", _OF_PEOPLE)
    for path, entry in declared.entries("relatedIdentifiers"):
        yield from _checked(entry, path, "relatedIdentifier", "relatedIdentifierType", None)
    for path, entry in declared.entries("relatedItems"):
        identifier = entry.get("relatedItemIdentifier")
        if isinstance(identifier, dict):
            yield from _checked(identifier, f"{path}.relatedItemIdentifier", "relatedItemIdentifier", "relatedItemIdentifierType", None)


def _checked(entry: Mapping[str, Any], path: str, member: str, scheme_member: str, schemes: frozenset[str] | None) -> tuple[Finding, ...]:
    scheme, text = entry.get(scheme_member), entry.get(member)
    if not isinstance(scheme, str) or not isinstance(text, str) or not text.strip():
        return ()
    if schemes is not None and scheme.strip().lower() not in schemes:
        return ()
    wrong = doi_problem(plain(text)) if schemes is None and scheme == "DOI" else problem(scheme, text)
    return (Finding("warning", f"{path}.{member}", wrong),) if wrong else ()
