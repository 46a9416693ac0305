# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is declared and yet never stored: attributes of DataCite's own, DOIs among the alternate identifiers, two names for one list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..doi_names import plain
from .declared import Declared, blank
from .finding import Finding


def echo_findings(declared: Declared) -> Iterator[Finding]:
    """Findings on members that DataCite takes without a word and does not keep."""
    yield from _server_owned(declared)
    yield from _two_names(declared)
    for attribute, member, kind in (
        ("identifiers", "identifier", "identifierType"),
        ("alternateIdentifiers", "alternateIdentifier", "alternateIdentifierType"),
    ):
        for path, entry in declared.entries(attribute):
            if entry.get(kind) == "DOI" and plain(str(entry.get(member) or "")) not in ("", plain(declared.doi)):
                yield Finding(
                    "warning", path, "DataCite keeps no identifier of type DOI here", "declare another DOI under relatedIdentifiers, with IsIdenticalTo"
                )
    yield from _derived(declared)


def _server_owned(declared: Declared) -> Iterator[Finding]:
    attributes = declared.attributes
    if isinstance(attributes.get("isActive"), bool) and attributes["isActive"] != (declared.target == "findable"):
        yield Finding("warning", "metadata.isActive", "ignored: DataCite sets it by the state", "leave it out")
    if isinstance(attributes.get("landingPage"), str):
        yield Finding(
            "error", "metadata.landingPage", "a text, which DataCite refuses here: it is the result of its own link checker", "write the landing page as url"
        )
    elif not blank(attributes.get("landingPage")):
        yield Finding("warning", "metadata.landingPage", "ignored: the result of DataCite's own link checker", "leave it out")
    if not blank(attributes.get("agency")):
        yield Finding("warning", "metadata.agency", "ignored: DataCite sets it", "leave it out")


def _two_names(declared: Declared) -> Iterator[Finding]:
    """`identifiers` and `alternateIdentifiers` are one list; of two that differ DataCite takes the first and drops the second."""
    if "identifiers" not in declared.attributes or declared.attributes["identifiers"] is None:
        return
    here = _pairs(declared.attributes["identifiers"], "identifier", "identifierType")
    there = _pairs(declared.attributes.get("alternateIdentifiers"), "alternateIdentifier", "alternateIdentifierType")
    if there and [pair for pair in there if pair[1] != "DOI"] != [pair for pair in here if pair[1] != "DOI"]:
        message = "not the same as identifiers, which is another name of the same list; DataCite would drop this one"
        yield Finding("error", "metadata.alternateIdentifiers", message, "declare one of the two")


def _pairs(value: Any, member: str, kind: str) -> list[tuple[Any, Any]]:
    listed = value if isinstance(value, list) else [value]
    return [(entry.get(member), entry.get(kind)) if isinstance(entry, dict) else (entry, None) for entry in listed if not blank(entry)]


def _derived(declared: Declared) -> Iterator[Finding]:
    container = declared.attributes.get("container")
    if isinstance(container, dict) and not declared.attributes.get("relatedItems"):
        for member in ("edition", "number", "chapterNumber"):
            if not blank(container.get(member)):
                yield Finding("warning", f"metadata.container.{member}", "not kept: DataCite derives it from a related item", "declare it in relatedItems")
