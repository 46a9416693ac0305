# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who changed what in a DOI, read from DataCite's activities (https://support.datacite.org/docs/tracking-provenance)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .answer import Answer


def activities_of(answer: Answer) -> list[dict[str, Any]]:
    """The activities of a list about one DOI, newest first, without the names of the provenance vocabulary.

    `id` is that of the request that made the change, `action` create, update or destroy, `at` the time, `by` the address of the account (None: DataCite
    itself), `changes` the attributes under DataCite's database names: the value for create, the pair of old and new for update.
    """
    entries = [entry for entry in answer.data or () if isinstance(entry, Mapping)]
    return [_activity(entry) for entry in sorted(entries, key=_age, reverse=True)]


def _age(entry: Mapping[str, Any]) -> tuple[str, int]:
    """DataCite's own order ends at the second; within it, the number of the record's version tells."""
    attributes = entry.get("attributes") or {}
    version = attributes.get("version")
    return str(attributes.get("prov:generatedAtTime") or ""), version if isinstance(version, int) else 0


def _activity(entry: Mapping[str, Any]) -> dict[str, Any]:
    attributes = entry.get("attributes") or {}
    return {
        "id": entry.get("id"),
        "action": attributes.get("action"),
        "at": attributes.get("prov:generatedAtTime"),
        "by": attributes.get("prov:wasAttributedTo"),
        "changes": attributes.get("changes"),
    }
