# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a task returns of an outcome, and the diff that it shows. Private to the collection."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ..metadata.canonical import canonical
from .apply import Outcome
from .record import METADATA, Record

_HEAVY = frozenset({"xml", "identifiers"})
"""Left out of a returned record: the encoded document, and the second name of `alternateIdentifiers`."""


def result(outcome: Outcome, *, request_count: int, diff: bool) -> dict[str, Any]:
    """The return values of one DOI, as the documentation of the module has them."""
    action = outcome.action
    returned: dict[str, Any] = {
        "changed": outcome.changed,
        "doi": action.doi,
        "state": outcome.record.state.value if outcome.record else _stateless(outcome),
        "record": _shown(outcome.record.attributes) if outcome.record else {},
        "actions": list(action.steps),
        "irreversible": action.irreversible,
        "changes": [asdict(change) for change in action.changes],
        "request_count": request_count,
    }
    if outcome.warnings:
        returned["warnings"] = list(outcome.warnings)
    if diff:
        returned["diff"] = _diff(outcome)
    return returned


def _shown(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes of a record as a task returns them."""
    return {name: value for name, value in attributes.items() if name not in _HEAVY}


def _stateless(outcome: Outcome) -> str:
    """Without a record the DOI is absent; one whose record could not be read yet has a state that nobody knows."""
    return "unknown" if outcome.action.steps == ("mend",) else "absent"


def _diff(outcome: Outcome) -> dict[str, Any]:
    """Before and after, of what differs alone: whole records would bury the change."""
    action = outcome.action
    names = list(dict.fromkeys(change.attribute for change in action.changes))
    before, after = _side(action.record, names), _side(outcome.record, names)
    mark = ", cannot be undone" if action.irreversible else ""
    return {
        "before_header": _header(action.doi, action.record, ""),
        "after_header": _header(action.doi, outcome.record, mark),
        "before": before,
        "after": after if outcome.changed else before,
    }


def _header(doi: str, record: Record | None, mark: str) -> str:
    return f"{doi} ({record.state.value if record else 'absent'}{mark})"


def _side(record: Record | None, names: list[str]) -> str:
    """One side as text: given as data, Ansible would show `ü` as `\\u00fc`."""
    if record is None:
        return ""
    metadata = canonical({name: value for name, value in record.metadata.items() if name in names})
    plain = {name: record.attributes.get(name) for name in names if name not in METADATA and name != "xml"}
    told = {name: value for name, value in {**plain, "state": record.state.value, **metadata}.items() if value is not None}
    return json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
