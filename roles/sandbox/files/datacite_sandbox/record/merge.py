# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A request's attributes and the document in its `xml`, merged into what is assigned to the columns of a record."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import re
from collections.abc import Mapping
from typing import Any

from ..formats import datacite_reader, reader
from ..formats.document import Document, Unreadable
from ..formats.values import wrapped
from .columns import known_agency
from .loose import as_integer, as_switch, as_text, blank
from .refusal import not_found, uncaught
from .states import after

LATEST_SCHEMA = "http://datacite.org/schema/kernel-4"
# Documents of these kinds say nothing of a schema; they are taken for the latest one.
_WITHOUT_SCHEMA = frozenset(("schema_org", "ris", "bibtex", "citeproc", "crossref", "codemeta"))
_METADATA = (
    "creators", "contributors", "titles", "publisher", "publicationYear", "types", "descriptions", "container", "sizes", "formats", "version",
    "language", "dates", "identifiers", "relatedIdentifiers", "relatedItems", "fundingReferences", "geoLocations", "rightsList", "subjects",
    "contentUrl",
)  # fmt: skip
_COLUMNS = {
    "url": "url", "creators": "creators", "contributors": "contributors", "titles": "titles", "publisher": "publisher",
    "publicationYear": "publication_year", "types": "types", "descriptions": "descriptions", "container": "container", "sizes": "sizes",
    "formats": "formats", "language": "language", "dates": "dates", "identifiers": "identifiers", "relatedIdentifiers": "related_identifiers",
    "relatedItems": "related_items", "fundingReferences": "funding_references", "geoLocations": "geo_locations", "rightsList": "rights_list",
    "subjects": "subjects", "contentUrl": "content_url", "schemaVersion": "schema_version", "source": "source", "reason": "reason", "xml": "xml",
}  # fmt: skip
_LISTS = frozenset((
    "formats", "sizes", "dates", "subjects", "rights_list", "identifiers", "related_identifiers", "related_items", "funding_references",
    "geo_locations", "content_url",
))  # fmt: skip
_OBJECTS = frozenset(("container", "types", "landing_page"))
_TEXTS = frozenset(("url", "language", "version_info", "schema_version", "source", "reason"))
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")


@dataclasses.dataclass(frozen=True)
class Assignment:
    """What a request asks for: `columns` as they are assigned (publisher still in the form sent), and whether XML is to be generated."""

    columns: dict[str, Any]
    event: Any
    regenerate: bool
    must_validate: bool


def merged(attributes: dict[str, Any], *, new_name: str | None) -> Assignment:
    """The whitelisted attributes with the document's for those that are absent or null.

    `new_name` is the name that the server made up, where the request gave a prefix and no name. Raises Refused when the document has no DOI.
    """
    attributes = dict(attributes)
    sent_name = as_text(attributes.get("doi")) or None
    text = _decoded(attributes.get("xml"))
    document, text = _read(text, sent_name)
    found = document.attributes if document else {}
    if document and document.kind in _WITHOUT_SCHEMA:
        attributes["schemaVersion"] = LATEST_SCHEMA
    if document and not document.found:
        raise not_found()
    speaks_of_metadata = any(name in attributes for name in _METADATA) or not blank(attributes.get("schemaVersion"))
    keeps_document = document is not None and document.kind == "datacite" and not speaks_of_metadata
    if text is not None:
        attributes["xml"] = datacite_reader.keep(text, sent_name or new_name) if keeps_document else text
    attributes.setdefault("schemaVersion", None)
    return Assignment(
        columns=_assigned(attributes, found) | ({"agency": known_agency(document.agency)} if document and document.agency else {}),
        event=attributes.get("event"),
        regenerate=as_switch(attributes.get("regenerate")) or (not keeps_document and (text is not None or speaks_of_metadata)),
        must_validate=as_switch(attributes.get("should_validate")),
    )


def assign(record: dict[str, Any], assignment: Assignment) -> dict[str, Any]:
    """A copy of the record with the columns of the request in the kinds that the columns have, and the event applied."""
    assigned = dict(record)
    for name, value in assignment.columns.items():
        if name != "publisher":
            assigned[name] = _as_column(name, value)
        elif value is not None:
            assigned["publisher_obj"] = _publisher(value)
    assigned["state"] = after(record["state"], assignment.event)
    return assigned


def _read(text: str | None, name: str | None) -> tuple[Document | None, str | None]:
    """The document that the text is, and the text; no text where the reader stumbles, so that `xml` stays as it was sent."""
    if text is None:
        return None, None
    try:
        document = reader.read(text, doi=name)
    except Unreadable as unreadable:
        raise uncaught(str(unreadable)) from None
    if document is not None and document.kind == reader.STUMBLED:
        return None, None
    return (document, text) if document or not _is_bare_json(text) else (None, None)


def _is_bare_json(text: str) -> bool:
    """JSON that is a single text, number, true or false."""
    try:
        return isinstance(json.loads(text), (str, int, float))
    except (ValueError, RecursionError):
        return False


def _assigned(attributes: dict[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    columns = {
        column: _chosen(attributes.get(name), found.get(name))
        for name, column in _COLUMNS.items()
        if name in attributes or (name in found and name != "xml")
    }
    if "version" in attributes or not blank(found.get("version")):
        columns["version_info"] = _chosen(attributes.get("version"), found.get("version"))
    if not blank(attributes.get("landingPage")):
        columns["landing_page"] = attributes["landingPage"]
    return columns


def _chosen(sent: Any, found: Any) -> Any:
    """What was sent, unless it is null (or false): then what the document says."""
    return sent if sent is not None and sent is not False else found if found is not None else sent


def _as_column(name: str, value: Any) -> Any:
    if name in _LISTS:
        return wrapped(value)
    if name in _OBJECTS:
        return {} if value in (None, False) else value
    if name in _TEXTS:
        return as_text(value)
    return as_integer(value) if name == "publication_year" else value


def _publisher(value: Any) -> dict[str, Any] | None:
    """An object without its null members, a text as a name; any other kind clears."""
    if isinstance(value, str):
        return {"name": value}
    if not isinstance(value, dict):
        return None
    names = ("name", "lang", "schemeUri", "publisherIdentifier", "publisherIdentifierScheme")
    return {name: value[name] for name in names if value.get(name) is not None} or None


def _decoded(xml: Any) -> str | None:
    """The text in `xml` without byte-order mark and outer white space; None where there is none. Base64 is read leniently."""
    if blank(xml):
        return None
    encoded = _NOT_BASE64.sub("", str(xml).partition("=")[0])
    encoded = encoded[: len(encoded) - 1] if len(encoded) % 4 == 1 else encoded
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError):
        raise uncaught("invalid byte sequence in UTF-8") from None
    text = text.replace("\ufeff", "")
    return text.strip("\0\t\n\v\f\r ") if not blank(text) else None
