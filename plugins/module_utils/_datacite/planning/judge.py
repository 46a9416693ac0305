# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite as the judge of what a write would store. Private to the collection.

`POST /dois/validate` stores nothing and answers with exactly what a write would store, or with what is wrong
(https://support.datacite.org/reference/post_dois-validate). It answers 200 either way, and always checks as if the DOI were published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ..metadata.sending import sendable
from .refusal import Problem
from .registry import Answer, Entry, Registry, as_failure

_CANNOT_ANSWER = (403, 404)
"""Statuses that say nothing about the attributes: validation is not open to this account, or not there."""

_ATTRIBUTES = {
    "alternateIdentifier": "alternateIdentifiers", "award": "fundingReferences", "contentUrl": "contentUrl", "contributor": "contributors",
    "creator": "creators", "date": "dates", "description": "descriptions", "format": "formats", "funder": "fundingReferences",
    "funding_references": "fundingReferences", "geoLocation": "geoLocations", "geo_locations": "geoLocations", "identifiers": "alternateIdentifiers",
    "publication_year": "publicationYear", "publisher_obj": "publisher", "point": "geoLocations", "relatedIdentifier": "relatedIdentifiers",
    "related_identifiers": "relatedIdentifiers", "relatedItem": "relatedItems", "related_items": "relatedItems", "resourceType": "types",
    "rights": "rightsList", "rights_list": "rightsList", "size": "sizes", "subject": "subjects", "title": "titles", "version_info": "version",
}
"""DataCite names an error by a database column or by an XML element; both are led back to the attribute that people write."""


@dataclass(frozen=True)
class Verdict:
    """What DataCite thinks of attributes: what it would store (None where it refuses or cannot say), and what it objects to."""

    attributes: Mapping[str, Any] | None = None
    errors: tuple[Entry, ...] = ()


def judge(registry: Registry, doi: str, attributes: Mapping[str, Any]) -> Verdict:
    """Ask DataCite; a refusal that is no list of errors (400, or 500 with a JSON body) is raised on, for such writes have damaged records."""
    try:
        answer = registry.validate(doi, attributes)
    except registry.failure as raised:
        failure = as_failure(raised)
        if failure.status in _CANNOT_ANSWER or not failure.answered:
            return Verdict()
        if failure.status == 422:
            return Verdict(errors=failure.entries)
        raise
    return verdict_of(answer)


def verdict_of(answer: Answer) -> Verdict:
    """What a good answer to the question says: attributes, or objections."""
    if answer.entries:
        return Verdict(errors=answer.entries)
    data = answer.document.get("data") if isinstance(answer.document, Mapping) else None
    found = data.get("attributes") if isinstance(data, Mapping) else None
    return Verdict(attributes=_as_read(found)) if isinstance(found, Mapping) else Verdict()


def _as_read(attributes: Mapping[str, Any]) -> Mapping[str, Any]:
    """The attributes under the names of a single read: validation answers as lists do, with `identifiers` alone."""
    if "alternateIdentifiers" in attributes or "identifiers" not in attributes:
        return attributes
    return {**attributes, **sendable({"identifiers": attributes["identifiers"]})}


def problems(errors: Iterable[Entry], declared: Mapping[str, Any]) -> tuple[Problem, ...]:
    """DataCite's objections as problems of a declaration: an attribute that is not declared has to be declared in addition."""
    return tuple(_problem(error, declared) for error in errors)


def _problem(error: Entry, declared: Mapping[str, Any]) -> Problem:
    attribute = attribute_of(error.source or "")
    if attribute is None:
        return Problem("", f"DataCite says: {error.title}" + (f" [{error.source}]" if error.source else ""))
    path = attribute if attribute in ("url", "doi", "xml") else f"metadata.{attribute}"
    hint = None
    if attribute not in declared and path.startswith("metadata."):
        hint = f"declare `{attribute}` in addition, whole: what the record has there, or lacks, is not accepted by today's rules"
    if attribute == "xml" and "xml" not in declared:
        hint = "declare the metadata whole, as today's rules have it: DataCite checks the XML that it keeps of it"
    return Problem(path, f"DataCite says: {error.title}", hint)


def attribute_of(source: str) -> str | None:
    """The attribute behind the `source` of an error, such as `related_identifiers` or `creatorName', attribute 'nameType`; None if there is none."""
    element = source.partition("'")[0]
    if element in _ATTRIBUTES:
        return _ATTRIBUTES[element]
    if element in _ATTRIBUTES.values() or element in ("types", "publisher", "language", "container", "url", "doi", "xml"):
        return element
    parents = [name for name in _ATTRIBUTES if element.startswith(name)]
    if parents:
        return _ATTRIBUTES[max(parents, key=len)]
    return {"nameIdentifier": "creators", "affiliation": "creators", "givenName": "creators", "familyName": "creators"}.get(element)
