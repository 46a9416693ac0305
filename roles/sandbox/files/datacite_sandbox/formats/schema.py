# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether DataCite's back end would take an XML document for a registered or findable DOI, and in what words it would refuse it."""

from __future__ import annotations

import functools
import threading
from typing import Any

from lxml import etree

from .parsing import tree
from .xsd import XML_NAMESPACE, XML_NAMESPACE_LOCATION, compose

CHECKED_VERSIONS = frozenset(f"http://datacite.org/schema/kernel-{version}" for version in ("4", "4.0", "4.1", "4.2", "4.3"))
"""Values of schemaVersion for which the back end checks the XML in detail."""
RETIRED_VERSIONS = frozenset(f"http://datacite.org/schema/kernel-{version}" for version in ("2.1", "2.2", "3", "3.0", "3.1"))
"""Values of schemaVersion that the back end refuses as no longer supported."""
_SOURCES = {
    "date": "dates",
    "publicationYear": "publication_year",
    "alternateIdentifiers": "identifiers",
    "relatedIdentifiers": "related_identifiers",
    "relatedItems": "related_items",
    "geoLocations": "geo_locations",
    "rightsList": "rights_list",
    "fundingReferences": "funding_references",
    "version": "version_info",
    "resource": "xml",
}
_NO_DOCUMENT = "The document has no document element"
_LOCK = threading.Lock()


def check(xml: str, doi: str) -> list[tuple[str, str]]:
    """(source, title) of each violation in the document, the first one for each source; none when it is valid.

    Source is the local name of the offending element (or DataCite's name of the attribute that it stands for); where an attribute
    offends, it keeps the quirk `element', attribute 'name`. Title names the DOI and the line.
    """
    found: dict[str, str] = {}
    for source, title in _violations(xml, doi):
        found.setdefault(source, title)
    return list(found.items())


def valid(xml: str) -> bool:
    """Whether the document passes."""
    return not _violations(xml, "")


def retired(schema_version: str, doi: str) -> tuple[str, str]:
    """The violation of a record whose schemaVersion is among `RETIRED_VERSIONS`."""
    return "xml", f"DOI {doi}: Schema {schema_version} is no longer supported"


def _violations(xml: str, doi: str) -> list[tuple[str, str]]:
    root = tree(xml)
    if root is None:
        return [(_NO_DOCUMENT, f"DOI {doi}:  at line -1, column 0")]
    schema = _schema()
    with _LOCK:
        try:
            schema.validate(root)
        except etree.XMLSchemaValidateError:
            # The validator gives up on some documents that a lenient parser mended.
            return [("xml", f"DOI {doi}: Is invalid at line {root.sourceline}, column 0")]
        log = [(entry.line, entry.message) for entry in schema.error_log]
    return [_violation(line, message, doi) for line, message in log]


def _violation(line: int, message: str, doi: str) -> tuple[str, str]:
    """One message of the validator, such as `Element '{…}title', attribute 'titleType': [facet …] …`, taken apart at its first `: `."""
    place, _unused, text = message.partition(": ")
    name = place.rpartition("}")[2].removesuffix("'")
    return _SOURCES.get(name, name), f"DOI {doi}: {text} at line {line}, column 0"


@functools.cache
def _schema() -> etree.XMLSchema:
    parser = etree.XMLParser(no_network=True, resolve_entities=False)
    parser.resolvers.add(_XmlNamespace())
    return etree.XMLSchema(etree.fromstring(compose(), parser))


class _XmlNamespace(etree.Resolver):
    """Gives the schema of the `xml:` attributes from memory."""

    def resolve(self, system_url: str | None, public_id: str | None, context: Any) -> Any:
        if system_url and system_url.endswith(XML_NAMESPACE_LOCATION):
            return self.resolve_string(XML_NAMESPACE, context)
        return None
