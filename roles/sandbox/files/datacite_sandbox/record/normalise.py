# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What DataCite makes of a record each time it is validated: subjects, language, rights, identifiers, types and coordinates in its own form."""

from __future__ import annotations

import json
from typing import Any

from ..formats import text, types
from ..formats.values import wrapped
from .coordinates import stored_places
from .languages import stored_language
from .loose import blank, filled, member
from .rights import stored_rights

_SUBJECT_MEMBERS = ("subjectScheme", "schemeUri", "valueUri", "lang", "classificationCode")


def normalised(record: dict[str, Any]) -> dict[str, Any]:
    """A copy of the record after one pass; a further pass may still change it (licences that share a name, emptied rights)."""
    result = dict(record)
    result["subjects"] = _subjects(record["subjects"])
    if not blank(record["language"]):
        result["language"] = stored_language(record["language"])
    if filled(record["rights_list"]):
        result["rights_list"] = stored_rights(record["rights_list"])
    result["identifiers"] = [entry for entry in wrapped(record["identifiers"]) if member(entry, "identifierType") != "DOI"]
    if isinstance(record["types"], dict):
        result["types"] = _types(record["types"])
    if record["geo_locations"] is not None:
        result["geo_locations"] = stored_places(record["geo_locations"])
    return result


def _types(given: dict[str, Any]) -> dict[str, Any]:
    """Derived members are added where the name is absent; a null is removed only after that, so that the next save derives it."""
    derived = types.derived(given.get("resourceTypeGeneral"), given.get("resourceType"))
    return {name: value for name, value in {**derived, **given}.items() if value is not None}


def _subjects(entries: Any) -> list[dict[str, Any]]:
    """Texts as objects, markup and superfluous white space out, null members out, repetitions out."""
    subjects: dict[str, dict[str, Any]] = {}
    for entry in wrapped(entries):
        if isinstance(entry, str):
            subject = {"subject": text.sanitized(entry)}
        elif isinstance(entry, dict):
            members = {"subject": text.sanitized(entry.get("subject")), **{name: entry.get(name) for name in _SUBJECT_MEMBERS}}
            subject = {name: value for name, value in members.items() if value is not None}
        else:
            continue
        subjects.setdefault(json.dumps(subject, sort_keys=True), subject)
    return list(subjects.values())
