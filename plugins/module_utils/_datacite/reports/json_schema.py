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

_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_TRUTH = {"type": "boolean"}
_COUNT = {"type": "integer", "minimum": 0}
_MAYBE_TEXT = {"type": ["string", "null"]}
_STATE = {"enum": [*(state.value for state in State), None], "description": "null: no record"}


def schema() -> dict[str, Any]:
    """The schema, for JSON Schema 2020-12. Members may be added within a version, so unknown ones are no error."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://raw.githubusercontent.com/pidops/pidops.datacite/main/docs/plan-report.schema.json",
        "title": "Report of a plan of pidops.datacite",
        "description": "What is to be done, or was done, about the DOIs of one repository.",
        **_object({
            "format": {"const": FORMAT},
            "version": {"const": VERSION},
            "title": {**_TEXT, "description": "The whole in one line, for people."},
            "system": _object({"url": _TEXT, "name": {"enum": ["production", "test", "other"]}}),
            "repository": _TEXT,
            "catalogue": {**_TEXT, "description": "Digest of all declarations."},
            "checksum": {**_TEXT, "pattern": "^[0-9a-f]{64}$", "description": "Of what is to be done; the value of `expected_checksum`."},
            "check": _TRUTH,
            "applied": {**_TRUTH, "description": "Whether the plan was carried out, be it in part; each action then has an outcome."},
            "stopped": {**_MAYBE_TEXT, "description": "Why nothing was written although it was meant to be."},
            "counts": {
                "type": "object", "required": ["declared", "unchanged", "irreversible", "refused"], "additionalProperties": {"type": ["integer", "null"]},
            },
            "irreversible": {**_TEXTS, "description": "The DOIs of actions that cannot be undone."},
            "groups": _list("group"),
            "actions": _list("action"),
            "failed": {**_TEXTS, "description": "The DOIs whose outcome is a failure."},
            "refused": _list("refused"),
            "unmanaged": {"type": "array", "items": _object({"doi": _TEXT, "state": _TEXT, "unindexed": _TRUTH})},
            "vanished": {"type": "array", "items": _object({"doi": _TEXT, "place": _TEXT, "attributes": _TEXTS})},
            "warnings": _TEXTS,
        }),
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """As it is checked in."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(members: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "required": list(members), "properties": members}


def _list(name: str) -> dict[str, Any]:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def _definitions() -> dict[str, Any]:
    kind = {"enum": list(KINDS)}
    value = {"description": "Any JSON value; null: nothing there."}
    activity = _object({"by": _TEXT, "at": _TEXT, "request_id": _TEXT, "attributes": _TEXTS})
    outcome = _object({
        "status": {"enum": ["done", "nothing", "failed", "left"]}, "steps": _TEXTS, "state": _STATE, "changed": _TRUTH, "message": _TEXT,
        "problems": _list("problem"), "warnings": _TEXTS, "request_id": _MAYBE_TEXT,
    })
    return {
        "change": _object({"attribute": _TEXT, "path": _TEXT, "before": value, "after": value}),
        "problem": _object({"path": _TEXT, "message": _TEXT, "suggestion": _MAYBE_TEXT}),
        "group": {
            "description": "Actions that do the same; `{doi}`, `{suffix}` and `…` stand in its changes for what each has of its own.",
            **_object({
                "kind": kind, "irreversible": _TRUTH, "count": _COUNT, "identical": _TRUTH, "changes": _list("change"), "sample": _TEXTS,
            }),
        },
        "action": _object({
            "doi": _TEXT, "kind": kind, "steps": _TEXTS, "before": _STATE, "after": _STATE, "irreversible": _TRUTH, "changes": _list("change"),
            "place": {**_TEXT, "description": "Where it is declared, such as `dois/0012.yml:3`; empty for an unmanaged DOI."},
            "origin": {"enum": ["drift", "change", None]}, "last_activity": {"anyOf": [activity, {"type": "null"}]},
            "from_index": _TRUTH, "unmanaged": _TRUTH, "warnings": _TEXTS, "outcome": {"anyOf": [outcome, {"type": "null"}]},
        }),
        "refused": _object({"doi": _TEXT, "place": _TEXT, "message": _TEXT, "problems": _list("problem")}),
    }
