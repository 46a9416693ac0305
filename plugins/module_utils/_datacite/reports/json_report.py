# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as JSON, for programs: whole, with a name and a version of its form. Private to the collection.

Members are only ever added within a version. The form is described by `schema()`, which is checked in as docs/plan-report.schema.json.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from ..planning.change import Change
from ..planning.fate import Fate
from ..planning.planned import Planned
from ..planning.refusal import Problem
from .grouping import Group
from .json_text import json_text
from .report import Report

FORMAT = "pidops.datacite.plan-report"
VERSION = 1

_SAMPLE = 3


def json_report(report: Report) -> str:
    """The report as JSON in UTF-8."""
    return json_text(as_dict(report))


def as_dict(report: Report) -> dict[str, Any]:
    """The report as plain values."""
    plan = report.plan
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": report.title,
        "system": {"url": plan.system, "name": report.system.name},
        "repository": plan.repository,
        "catalogue": plan.catalogue,
        "checksum": plan.checksum,
        "check": report.check,
        "applied": report.applied,
        "stopped": report.stopped,
        "counts": {**plan.counts, "existing": plan.existing, "drift": report.drifted, "failed": len(report.failed)},
        "irreversible": [action.doi for action in report.irreversible],
        "groups": [_group(group) for group in report.groups if group.changes is not None],
        "actions": [_action(action, report.fate_of.get(action.doi)) for action in report.actions],
        "failed": [fate.doi for fate in report.failed],
        "refused": [
            {"doi": refused.doi, "place": refused.place, "message": refused.message, "problems": _problems(refused.problems)} for refused in plan.refused
        ],
        "unmanaged": [asdict(found) for found in plan.unmanaged],
        "vanished": [{"doi": entry.doi, "place": entry.place, "attributes": list(entry.attributes)} for entry in plan.vanished],
        "warnings": list(plan.warnings),
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "kind": group.kind,
        "irreversible": group.irreversible,
        "count": len(group.entries),
        "identical": group.identical,
        "changes": _changes(group.changes or ()),
        "sample": [entry.doi for entry in group.entries[:_SAMPLE]],
    }


def _action(action: Planned, fate: Fate | None) -> dict[str, Any]:
    last = action.last_activity
    return {
        "doi": action.doi,
        "kind": action.kind,
        "steps": list(action.steps),
        "before": action.before,
        "after": action.after,
        "irreversible": action.irreversible,
        "changes": _changes(action.changes),
        "place": action.place,
        "origin": action.origin,
        "last_activity": None if last is None else {"by": last.by, "at": last.at, "request_id": last.request_id, "attributes": list(last.attributes)},
        "from_index": action.from_index,
        "unmanaged": action.unmanaged,
        "warnings": list(action.warnings),
        "outcome": None if fate is None else _outcome(fate),
    }


def _outcome(fate: Fate) -> dict[str, Any]:
    return {
        "status": fate.status,
        "steps": list(fate.steps),
        "state": fate.state,
        "changed": fate.changed,
        "message": fate.message,
        "problems": _problems(fate.problems),
        "warnings": list(fate.warnings),
        "request_id": fate.request_id,
    }


def _changes(changes: Iterable[Change]) -> list[dict[str, Any]]:
    return [asdict(change) for change in changes]


def _problems(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    return [problem.as_dict() for problem in problems]
