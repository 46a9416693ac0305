# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schema of the JSON report. Private to the collection; docs/plan-report.schema.json is made from it."""

from __future__ import annotations

import json
from typing import Any

from ..lifecycle import State
from ..planning.planned import KINDS
from .json_report import FORMAT, VERSION
from .schema_parts import COUNT, MAYBE_TEXT, TEXT, TEXTS, TRUTH, list_of, object_of

_STATE = {"enum": [*(state.value for state in State), None], "description": "null: no record"}


def schema() -> dict[str, Any]:
    """The schema, for JSON Schema 2020-12. Members may be added within a version, so unknown ones are no error."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://raw.githubusercontent.com/pidops/pidops.datacite/main/docs/plan-report.schema.json",
        "title": "Report of a plan of pidops.datacite",
        "description": "What is to be done, or was done, about the DOIs of one repository.",
        **object_of({
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": {**TEXT, "description": "The whole in one line, for people."},
            "system": object_of({"url": TEXT, "name": {"enum": ["production", "test", "other"]}}),
            "repository": TEXT,
            "catalogue": {**TEXT, "description": "Digest of all declarations."},
            "checksum": {**TEXT, "pattern": "^[0-9a-f]{64}$", "description": "Of what is to be done; the value of `expected_checksum`."},
            "check": TRUTH,
            "applied": {**TRUTH, "description": "Whether the plan was carried out, be it in part; each action then has an outcome."},
            "stopped": {**MAYBE_TEXT, "description": "Why nothing was written although it was meant to be."},
            "counts": {
                "type": "object", "required": ["declared", "unchanged", "irreversible", "refused"], "additionalProperties": {"type": ["integer", "null"]},
            },
            "irreversible": {**TEXTS, "description": "The DOIs of actions that cannot be undone."},
            "groups": list_of("group"),
            "actions": list_of("action"),
            "failed": {**TEXTS, "description": "The DOIs whose outcome is a failure."},
            "refused": list_of("refused"),
            "unmanaged": {"type": "array", "items": object_of({"doi": TEXT, "state": TEXT, "unindexed": TRUTH})},
            "vanished": {"type": "array", "items": object_of({"doi": TEXT, "place": TEXT, "attributes": TEXTS})},
            "warnings": TEXTS,
        }),
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """As it is checked in."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _definitions() -> dict[str, Any]:
    kind = {"enum": list(KINDS)}
    value = {"description": "Any JSON value; null: nothing there."}
    activity = object_of({"by": TEXT, "at": TEXT, "request_id": TEXT, "attributes": TEXTS})
    outcome = object_of({
        "status": {"enum": ["done", "nothing", "failed", "left"]}, "steps": TEXTS, "state": _STATE, "changed": TRUTH, "message": TEXT,
        "problems": list_of("problem"), "warnings": TEXTS, "request_id": MAYBE_TEXT,
    })
    return {
        "change": object_of({"attribute": TEXT, "path": TEXT, "before": value, "after": value}),
        "problem": object_of({"path": TEXT, "message": TEXT, "suggestion": MAYBE_TEXT}),
        "group": {
            "description": "Actions that do the same; `{doi}`, `{suffix}` and `…` stand in its changes for what each has of its own.",
            **object_of({
                "kind": kind, "irreversible": TRUTH, "count": COUNT, "identical": TRUTH, "changes": list_of("change"), "sample": TEXTS,
            }),
        },
        "action": object_of({
            "doi": TEXT, "kind": kind, "steps": TEXTS, "before": _STATE, "after": _STATE, "irreversible": TRUTH, "changes": list_of("change"),
            "place": {**TEXT, "description": "Where it is declared, such as `dois/0012.yml:3`; empty for an unmanaged DOI."},
            "origin": {"enum": ["drift", "change", None]}, "last_activity": {"anyOf": [activity, {"type": "null"}]},
            "from_index": TRUTH, "unmanaged": TRUTH, "warnings": TEXTS, "outcome": {"anyOf": [outcome, {"type": "null"}]},
        }),
        "refused": object_of({"doi": TEXT, "place": TEXT, "message": TEXT, "problems": list_of("problem")}),
    }
