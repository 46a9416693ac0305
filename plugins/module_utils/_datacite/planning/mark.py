# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark by which a record is known again: another mark, another record. Private to the collection.

It is the same for a row of a list and for a single read, which differ in what they leave out (`xml`, one of the two names of the
identifiers), in times, and in how they show that there is nothing (null, `[]`, `{}`).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from ..metadata.canonical import canonical
from .record import Record

_SETTINGS = ("url", "reason")
_LENGTH = 20


def record_mark(record: Record) -> str:
    """A short SHA-256 over what people may change in a record: metadata in canonical form, state, `url`, `reason`, and whose it is."""
    said = {
        "metadata": _metadata(record),
        "state": record.state.value,
        "owner": record.owner,
        **{name: record.attributes.get(name) or None for name in _SETTINGS},
    }
    text = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_LENGTH]


def _metadata(record: Record) -> dict[str, Any]:
    held = record.metadata
    if "alternateIdentifiers" not in held and "identifiers" in record.attributes:
        held["identifiers"] = record.attributes["identifiers"]
    url = record.attributes.get("url")
    found = canonical(held, doi=record.doi, url=url if isinstance(url, str) else "")
    return {name: value for name, value in found.items() if value is not None}
