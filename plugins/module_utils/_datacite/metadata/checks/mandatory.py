# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a registered or findable DOI must have: landing page, creators, titles, publisher, year and resource type.

Source: the mandatory properties of the Metadata Schema, as DataCite holds them: names may be empty there, lists may not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .declared import Declared, blank, written
from .finding import Finding
from .publication_year import kept_year

_NAMED_BY = {"creators": ("name", "givenName", "familyName"), "titles": ("title",)}


def mandatory_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for what is missing from the declaration laid over the record; nothing for a draft, or where no metadata is written.

    As long as the record is not known, what is not declared may stand there: then only what is declared as nothing is missing.
    """
    if not declared.public or not _written(declared):
        return
    for attribute, entry in (("creators", "{name: …}"), ("titles", "{title: …}")):
        if _decided(declared, attribute) and _no_entries(declared.value(attribute)):
            yield _missing(declared, f"metadata.{attribute}", f"declare at least one: - {entry}")
        elif _says_nothing(declared, attribute):
            yield Finding("warning", f"metadata.{attribute}", "no entry holds a text: DataCite keeps that, and shows a record without one", f"write - {entry}")
    if _decided(declared, "publisher", "name"):
        yield from _publisher(declared)
    if _decided(declared, "publicationYear"):
        yield from _year(declared)
    if _decided(declared, "types", "resourceTypeGeneral"):
        yield from _types(declared)


def _decided(declared: Declared, attribute: str, member: str | None = None) -> bool:
    """Whether it is known how the attribute will be: an unknown record may have it, or that member of an object which is declared in part."""
    if not declared.unknown:
        return True
    if attribute not in declared.attributes:
        return False
    value = declared.attributes[attribute]
    return not isinstance(value, dict) or not value or member is None or member in value


def _year(declared: Declared) -> Iterator[Finding]:
    year = declared.value("publicationYear")
    kept = kept_year(year)
    if kept is None:
        yield _missing(declared, "metadata.publicationYear", "declare the year of publication, such as 2021")
    elif not 1000 <= kept <= 9999:
        yield Finding("error", "metadata.publicationYear", f"`{year}` is no year of four digits; a {declared.target} DOI needs one", "write it like 2021")


def _written(declared: Declared) -> bool:
    """Whether metadata is held against the schema now: on creation, on the way out of draft, and whenever metadata is declared."""
    if declared.new or declared.record is None or declared.record.get("state") == "draft":
        return True
    return any(attribute not in ("url", "reason", "contentUrl", "source") for attribute in declared.attributes)


def _missing(declared: Declared, path: str, suggestion: str) -> Finding:
    return Finding("error", path, f"missing; a {declared.target} DOI must have it", suggestion)


def _no_entries(value: Any) -> bool:
    """Whether DataCite is left without an entry: it drops what is no object. (One empty object or text passes as an entry.)"""
    if isinstance(value, list):
        return not any(isinstance(entry, dict) for entry in value)
    return not isinstance(value, dict | str)


def _says_nothing(declared: Declared, attribute: str) -> bool:
    """Whether there are entries, and not one of them names anything."""
    entries = [entry for _path, entry in declared.entries(attribute)]
    return bool(entries) and all(blank(written(entry.get(member))) for entry in entries for member in _NAMED_BY[attribute])


def _publisher(declared: Declared) -> Iterator[Finding]:
    value = declared.value("publisher")
    name = _merged(declared, "publisher").get("name") if isinstance(value, dict) else value
    if name == "" or (not isinstance(name, str | int) and not _container_title(declared)):
        path = "metadata.publisher.name" if isinstance(declared.attributes.get("publisher"), dict) and value else "metadata.publisher"
        yield _missing(declared, path, "declare its name: {name: …}")


def _merged(declared: Declared, attribute: str) -> Mapping[str, Any]:
    """`types` and `publisher` are compared member by member: what is not declared of them stays as the record has it."""
    value, known = declared.attributes.get(attribute), declared.record.get(attribute) if declared.record else None
    if not isinstance(value, dict):
        return known if attribute not in declared.attributes and isinstance(known, dict) else {}
    return {**known, **value} if value and isinstance(known, dict) else value


def _container_title(declared: Declared) -> str | None:
    """The title of the container, which DataCite takes for the publisher where there is none: a related item's, or the declared one."""
    items = declared.value("relatedItems")
    for item in items if isinstance(items, list) else [items]:
        if isinstance(item, dict) and item.get("relationType") == "IsPublishedIn":
            titles = item.get("titles")
            first = titles[0] if isinstance(titles, list) and titles else titles
            return str(first["title"]) if isinstance(first, dict) and first.get("title") else None
    container = declared.value("container")
    title = container.get("title") if isinstance(container, dict) else None
    return str(title) if title else None


def _types(declared: Declared) -> Iterator[Finding]:
    types = _merged(declared, "types")
    # DataCite derives the general type from schemaOrg where it is missing.
    if all(blank(written(types.get(member))) for member in ("resourceTypeGeneral", "schemaOrg")):
        yield _missing(declared, "metadata.types.resourceTypeGeneral", "declare it, such as Dataset, Software or Text")
