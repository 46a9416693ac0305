# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schema of a compliance run as JSON. Private to the collection; docs/compliance-report.schema.json is made from it."""

from __future__ import annotations

import json
from typing import Any

from ..compliance.finding import KNOWN, NEW, SEVERITIES
from .compliance_json import FORMAT, VERSION
from .schema_parts import COUNT, MAYBE_TEXT, TEXT, TEXTS, list_of, object_of

_PERCENT = {"type": "number", "minimum": 0, "maximum": 100}
_SEVERITY = {"enum": list(SEVERITIES)}
_COUNTS = object_of(dict.fromkeys(SEVERITIES, COUNT))


def schema() -> dict[str, Any]:
    """The schema, for JSON Schema 2020-12. Members may be added within a version, so unknown ones are no error."""
    pages = object_of(dict.fromkeys(("checked", "remembered", "unknown", "not_due"), COUNT))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://raw.githubusercontent.com/pidops/pidops.datacite/main/docs/compliance-report.schema.json",
        "title": "Report of a compliance run of pidops.datacite",
        "description": "What is not as rules want it in the DOIs of one repository.",
        **object_of({
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": {**TEXT, "description": "The whole in one line, for people."},
            "system": object_of({"url": TEXT, "name": {"enum": ["production", "test", "other"]}}),
            "repository": TEXT,
            "at": {**TEXT, "description": "When the run was, as ISO 8601 has it."},
            "records": COUNT,
            "profiles": TEXTS,
            "counts": {**_COUNTS, "description": "Findings that nobody has waived, by severity."},
            "new": {"type": ["integer", "null"], "description": "Findings that the run before did not have; null: there is none to compare with."},
            "fixed": {**list_of("finding"), "description": "Findings of the run before that are gone."},
            "waived": COUNT,
            "scores": list_of("score"),
            "completeness": {
                "type": "array", "items": object_of({"property": TEXT, "filled": COUNT, "records": COUNT}),
                "description": "How many records say something of each property.",
            },
            "pages": {"anyOf": [pages, {"type": "null"}], "description": "Landing pages; null: none were meant to be looked at."},
            "rules": {**list_of("rule"), "description": "The rules that found something: gravest first, then the most findings."},
            "findings": list_of("finding"),
            "worst": {"type": "array", "items": object_of({"doi": TEXT, "counts": _COUNTS}), "description": "The DOIs with the most and the gravest findings."},
            "history": {**list_of("run"), "description": "Earlier runs, oldest first."},
            "warnings": TEXTS,
        }),
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """As it is checked in."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> dict[str, Any]:
    waiver = object_of({"reason": TEXT, "expires": {**MAYBE_TEXT, "description": "A date; null: never."}, "by": MAYBE_TEXT, "place": TEXT})
    return {
        "finding": object_of({
            "rule": TEXT,
            "severity": _SEVERITY,
            "doi": {**TEXT, "description": "Empty where it is about the repository as a whole."},
            "title": {**TEXT, "description": "The rule's."},
            "message": {**TEXT, "description": "What was found here; empty for a fixed finding."},
            "place": {**TEXT, "description": "The file and line that declares the DOI, such as `dois/0012.yml:3`; empty where none is known."},
            "evidence": {"type": "object", "description": "Values that tell more."},
            "waived": {"anyOf": [waiver, {"type": "null"}]},
            "age": {"enum": [NEW, KNOWN, None], "description": "Against the run before; null: none to compare with."},
        }),
        "rule": object_of({
            "rule": TEXT, "severity": _SEVERITY, "title": TEXT, "help": TEXT, "source": {**TEXT, "description": "The address of who says so."},
            "attributes": TEXTS, "open": COUNT, "new": COUNT, "waived": COUNT,
        }),
        "score": object_of({
            "profile": TEXT, "title": TEXT, "records": COUNT, "good_records": COUNT, "passed": COUNT, "asked": COUNT,
            "percent": {**_PERCENT, "description": "Rules passed of rules asked."},
        }),
        "run": object_of({
            "at": TEXT, "records": COUNT, "counts": {"type": "object", "additionalProperties": COUNT},
            "scores": {"type": "object", "additionalProperties": _PERCENT},
        }),
    }
