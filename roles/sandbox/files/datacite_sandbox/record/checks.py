# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The validation of a record, in DataCite's order and words. Each finding is a pair: source (the database's name) and title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from ..formats import schema
from ..formats.kernel import VOCABULARIES
from ..formats.values import wrapped
from .columns import is_foreign
from .container import shown_container
from .loose import blank, filled, member, shown
from .states import is_public

Finding = tuple[str, str]

_NAME = re.compile(r"10\.\d{4,5}/[-._;()/:a-zA-Z0-9*~$=]+\Z")
_URL = re.compile(r"(?:ftp|http|https)://[^ \t\r\n\f\v]+\Z")
_SINGLE_CHECK_SCHEMA = "http://datacite.org/schema/kernel-4"
_LONGEST_RIGHTS = 2000


def findings(
    record: dict[str, Any], *, new: bool, only_validate: bool, must_validate: bool, taken: bool, domains: str, repository: str
) -> Iterator[Finding]:
    """Everything that is wrong with the record, in order. `taken` says that a DOI of that name exists already."""
    public = is_public(record["state"]) or is_foreign(record)
    validatable = is_public(record["state"]) or only_validate or must_validate
    if public and blank(record["url"]):
        yield "url", "can't be blank"
    if validatable:
        yield from _publisher(record["publisher_obj"])
    if new and not _NAME.match(record["doi"].upper()):
        yield "doi", "is invalid"
    if not blank(record["url"]) and not _URL.match(record["url"]):
        yield "url", "URL is not valid"
    if taken:
        yield "doi", "This DOI has already been taken"
    if validatable:
        yield from xml_findings(record)
    if public and not blank(record["url"]) and not allowed(record["url"], domains):
        yield "url", f"URL {record['url']} is not allowed by repository {repository} domain settings."
    yield from _shapes(record)


def xml_findings(record: dict[str, Any]) -> Iterator[Finding]:
    """The XML must be there; whether it is looked at in detail depends on schemaVersion, not on the XML."""
    if blank(record["xml"]):
        yield "xml", "can't be blank"
    version = record["schema_version"]
    if version in schema.RETIRED_VERSIONS:
        yield schema.retired(version, record["doi"])
    elif version in schema.CHECKED_VERSIONS:
        yield from schema.check(record["xml"] or "", record["doi"])


def allowed(url: str, domains: str) -> bool:
    """Whether the host of `url` is among the repository's domains: `*` alone, or a list with commas of hosts and `*.host` patterns."""
    if domains == "*":
        return True
    try:
        host = urlsplit(url).netloc.rpartition("@")[2].partition(":")[0]
    except ValueError:
        return False
    return any(host.endswith(domain[1:]) if domain.startswith("*.") else host == domain for domain in domains.split(","))


def _publisher(publisher: Any) -> Iterator[Finding]:
    if not isinstance(publisher, dict):
        return
    for name, value in publisher.items():
        if not isinstance(value, str):
            yield "publisher_obj", f"value at `/{name}` is not a string"


def _shapes(record: dict[str, Any]) -> Iterator[Finding]:
    for name, label in (("dates", "Date {}"), ("rights_list", "Rights '{}'"), ("titles", "Title '{}'"), ("descriptions", "Description '{}'")):
        yield from _entries(record, name, label)
    yield from _whole("types", "Types", record["types"])
    yield from _whole("container", "Container", shown_container(record))
    for name, label in (("subjects", "Subject '{}'"), ("creators", "Creator '{}'"), ("contributors", "Contributor '{}'")):
        yield from _entries(record, name, label)
    yield from _whole("landing_page", "Landing page", record["landing_page"])
    for name, label in _LATER_LISTS:
        yield from _entries(record, name, label)


_LATER_LISTS = (
    ("identifiers", "Identifier '{}'"), ("related_identifiers", "Related identifier '{}'"), ("related_items", "Related item '{}'"),
    ("funding_references", "Funding reference '{}'"), ("geo_locations", "Geolocation '{}'"),
)  # fmt: skip


def _whole(name: str, label: str, value: Any) -> Iterator[Finding]:
    if filled(value) and not isinstance(value, dict):
        yield name, f"{label} '{shown(value)}' should be an object instead of a string."


def _entries(record: dict[str, Any], name: str, label: str) -> Iterator[Finding]:
    if not filled(record[name]):
        return
    for entry in wrapped(record[name]):
        if not isinstance(entry, dict):
            yield name, f"{label.format(shown(entry))} should be an object instead of a string."
        yield from _MORE.get(name, _nothing)(record, entry)


def _nothing(record: dict[str, Any], entry: Any) -> Iterator[Finding]:
    return iter(())


def _rights(record: dict[str, Any], entry: Any) -> Iterator[Finding]:
    if len(shown(member(entry, "rights"))) > _LONGEST_RIGHTS:
        yield "rights_list", f"Rights should not have a length of more than {_LONGEST_RIGHTS} characters."


def _contributor(record: dict[str, Any], entry: Any) -> Iterator[Finding]:
    """Only where the record says the version without a point: then the type counts even in a draft."""
    if record["schema_version"] != _SINGLE_CHECK_SCHEMA:
        return
    given = member(entry, "contributorType")
    if blank(given):
        yield "contributors", f"Contributor '{shown(entry)}' is missing a required element: contributor type."
    elif given not in VOCABULARIES["contributorType"]:
        yield "contributors", f"Contributor '{shown(entry)}' has a contributor type that is not supported in schema 4: '{shown(given)}'."


def _identifier(record: dict[str, Any], entry: Any) -> Iterator[Finding]:
    member(entry, "identifierType")
    return iter(())


_MORE: dict[str, Callable[[dict[str, Any], Any], Iterator[Finding]]] = {
    "rights_list": _rights,
    "contributors": _contributor,
    "identifiers": _identifier,
}
