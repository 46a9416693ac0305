# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a declared DataCite XML document wants to be different in a record. Private to the collection.

The document is stored as it is, so it is compared as a document, with the one that the record has. Only where they differ is DataCite
asked what it makes of it, and people are shown the attributes that change, never the encoded text.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any

from ..lifecycle import State
from ..metadata.datacite_xml import NotDataCiteXml, comparable, parse
from .change import Change
from .declaration import Declaration
from .difference import difference
from .expectation import Expectation, changed_settings, declared_url, refuse_objections
from .judge import Verdict, judge
from .record import METADATA, Record
from .registry import Registry

_KEPT_WHERE_MISSING = frozenset({"publisher", "publicationYear", "language", "version", "container", "contentUrl", "types"})


def expected_document(declaration: Declaration, registry: Registry, record: Record | None, state: State) -> Expectation:
    """What storing the declared document would change; raises Refusal where DataCite would refuse it."""
    settings, setting_changes = changed_settings(declaration, record)
    text = declaration.document or ""
    held = _held(record.attributes.get("xml") if record else None)
    if held is not None and held == comparable(parse(text)):
        return Expectation(settings=settings, changes=setting_changes, stored=settings)
    encoded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    verdict = _verdict(declaration, registry, record, state, encoded)
    stored = _stored(verdict.attributes)
    changes = difference(stored, record.attributes if record else {}, doi=declaration.doi, url=declared_url(declaration, record))
    return Expectation(
        settings=settings,
        document=encoded,
        changes=(*setting_changes, *(changes or (_other_document(record),))),
        stored={**settings, **stored},
    )


def _other_document(record: Record | None) -> Change:
    there = record is not None and record.attributes.get("xml")
    return Change("xml", "xml", "another document" if there else None, "the declared document")


def _verdict(declaration: Declaration, registry: Registry, record: Record | None, state: State, encoded: str) -> Verdict:
    if declaration.server_validation != "auto":
        return Verdict()
    url = declared_url(declaration, record)
    verdict = judge(registry, declaration.doi, {"xml": encoded, **({"url": url} if url else {})})
    refuse_objections(declaration, record, state, verdict)
    return verdict


def _stored(attributes: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the record will have of a document: a list that it leaves out is emptied, a single value that it leaves out stays."""
    if attributes is None:
        return {}
    return {name: attributes[name] for name in METADATA if name in attributes and not (name in _KEPT_WHERE_MISSING and not attributes[name])}


def _held(encoded: Any) -> str | None:
    """The comparable form of a stored document, None where there is none or it cannot be read."""
    if not isinstance(encoded, str):
        return None
    try:
        return comparable(parse(base64.b64decode(encoded, validate=True).decode("utf-8")))
    except (binascii.Error, UnicodeDecodeError, NotDataCiteXml):
        return None
