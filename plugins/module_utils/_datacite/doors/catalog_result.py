# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What datacite_catalog returns: small for 100,000 DOIs, since only what changes or fails has an entry. Private to the collection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..catalog.catalogue import Catalogue
from ..planning.change import Change
from ..planning.fate import Fate
from ..planning.planned import Plan, Planned, Unmanaged
from ..planning.refusal import Problem

MOST_ENTRIES = 2000
"""Entries in a list of the result; the reports have them all."""
MOST_DIFFS = 200
LONGEST_VALUE = 500
MOST_CHANGES = 100
"""Changes of one DOI in the result; a list of 20,000 entries can change in each of them."""
MOST_CHANGES_IN_DIFF = 500
LONGEST_VALUE_IN_DIFF = 10_000
MOST_WARNINGS = 20


def offline_result(catalogue: Catalogue) -> dict[str, Any]:
    """Of a catalogue that was only read."""
    told: dict[str, Any] = {
        "changed": False, "counts": {"declared": len(catalogue.shelf), "files": catalogue.files}, "changes": [], "failures": [], "request_count": 0,
    }
    return _with_warnings(told, catalogue.warnings)


def result(
    plan: Plan,
    fates: Sequence[Fate] | None,
    reasons: Sequence[Problem],
    catalogue: Catalogue,
    *,
    beyond_repair: Sequence[Problem] = (),
    written: Sequence[str] = (),
    unwritten: Sequence[Problem] = (),
    diff: bool = False,
    request_count: int,
) -> dict[str, Any]:
    """Of a plan, and of what became of it (`fates` None: nothing was tried).

    `reasons` are why it was not carried out, `unwritten` the reports that could not be written.
    """
    failures = [*_refusals(plan), *(fate.as_dict() for fate in fates or () if fate.status in ("failed", "left"))]
    changes = [_entry(action, fate) for action, fate in _touched(plan, fates)]
    lists: dict[str, list[Any]] = {
        "changes": changes,
        "failures": failures,
        "unmanaged": [_unmanaged(found) for found in plan.unmanaged],
        "vanished": [{"doi": found.doi, "place": found.place, "attributes": list(found.attributes)} for found in plan.vanished],
        "written_back": list(written),
        "not_restorable": [problem.as_dict() for problem in beyond_repair],
    }
    told: dict[str, Any] = {
        "changed": bool(changes or written) if not reasons else False,
        "counts": _counts(plan, fates),
        **{name: entries[:MOST_ENTRIES] for name, entries in lists.items()},
        "checksum": plan.checksum,
        "request_count": request_count,
    }
    left_out = sum(max(0, len(entries) - MOST_ENTRIES) for entries in lists.values())
    if left_out:
        told["left_out"] = left_out
    if diff:
        told["diff"] = _diffs(list(_touched(plan, fates)))
    if reasons or failures or unwritten:
        told.update(failed=True, msg=_message(plan, fates, reasons, failures, unwritten))
    if reasons or unwritten:
        told["problems"] = [problem.as_dict() for problem in (*reasons, *unwritten)]
    return _with_warnings(told, (*catalogue.warnings, *plan.warnings, *_vanished(plan), *_lasting(beyond_repair)))


def _touched(plan: Plan, fates: Sequence[Fate] | None) -> Iterable[tuple[Planned, Fate | None]]:
    """The actions that change something, or would; of a plan that was carried out those that did."""
    if fates is None:
        return ((action, None) for action in plan.actions)
    by_doi = {action.doi: action for action in plan.actions}
    return ((by_doi[fate.doi], fate) for fate in fates if fate.changed)


def _entry(action: Planned, fate: Fate | None) -> dict[str, Any]:
    changes = _changes(action, fate)
    told: dict[str, Any] = {
        "doi": action.doi,
        "actions": list(fate.steps if fate is not None and fate.steps else action.steps),
        "state": fate.state if fate is not None else action.after,
        "irreversible": fate.irreversible if fate is not None else action.irreversible,
        "changes": [_change(change) for change in changes[:MOST_CHANGES]],
        "more_changes": max(0, len(changes) - MOST_CHANGES) or None,
        "place": action.place,
        "origin": action.origin,
        "from_index": action.from_index and fate is None,
        "warnings": list(dict.fromkeys([*action.warnings, *(fate.warnings if fate is not None else ())])),
    }
    if action.last_activity is not None:
        told["last_activity"] = {"by": action.last_activity.by, "at": action.last_activity.at}
    return {name: value for name, value in told.items() if value not in (None, "", []) and not (name == "from_index" and not value)}


def _change(change: Change) -> dict[str, Any]:
    return {"attribute": change.attribute, "path": change.path, "before": _short(change.before), "after": _short(change.after)}


def _short(value: Any) -> Any:
    """A value as it is, or the beginning of its text where that is long."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return value if len(text) <= LONGEST_VALUE else _cut(text, LONGEST_VALUE)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"


def _unmanaged(found: Unmanaged) -> dict[str, Any]:
    return {"doi": found.doi, "state": found.state, **({"unindexed": True} if found.unindexed else {})}


def _refusals(plan: Plan) -> list[dict[str, Any]]:
    return [
        {"doi": found.doi, "status": "refused", "place": found.place, "msg": found.message, "problems": [problem.as_dict() for problem in found.problems]}
        for found in plan.refused
    ]


def _counts(plan: Plan, fates: Sequence[Fate] | None) -> dict[str, int]:
    """Those of the plan; where it was carried out, each record has been read singly, and what became of it is counted too."""
    if fates is None:
        return plan.counts
    return {**plan.counts, "from_index": 0, **{status: sum(fate.status == status for fate in fates) for status in ("done", "nothing", "failed", "left")}}


def _message(
    plan: Plan, fates: Sequence[Fate] | None, reasons: Sequence[Problem], failures: Sequence[Mapping[str, Any]], unwritten: Sequence[Problem]
) -> str:
    """One text for the person who must act: why nothing was written, or which DOIs failed, and which reports are missing."""
    told: list[str] = []
    if reasons:
        told += ["The plan is not carried out. Nothing was written.", *(f"  - {reason}" for reason in reasons)]
    elif failures:
        told += _failed(plan, fates, failures)
    if unwritten:
        told += ["Not all reports could be written.", *(f"  - {problem}" for problem in unwritten)]
    return "\n".join(told)


def _failed(plan: Plan, fates: Sequence[Fate] | None, failures: Sequence[Mapping[str, Any]]) -> list[str]:
    """Which DOIs failed, a few of them by name."""
    told = [f"{len(failures)} of {plan.declared} DOIs failed" + (f"; {sum(fate.changed for fate in fates)} were changed." if fates is not None else ".")]
    for failure in failures[:10]:
        place = f" ({failure['place']})" if failure.get("place") else ""
        details = "".join(f"\n      {Problem(**problem)}" for problem in failure.get("problems", ())[:3])
        words = (failure.get("msg") or failure["status"]).removeprefix(f"{failure['doi']}: ")
        told.append(f"  - {failure['doi']}{place}: {words}{details}")
    if len(failures) > 10:
        told.append(f"  and {len(failures) - 10} more; see `failures`, or a report")
    return told


def _vanished(plan: Plan) -> tuple[str, ...]:
    if not plan.vanished:
        return ()
    shown = ", ".join(f"{found.doi} ({', '.join(found.attributes)})" for found in plan.vanished[:5])
    more = f" and {len(plan.vanished) - 5} more" if len(plan.vanished) > 5 else ""
    return (f"no longer declared since the last apply, and left in the record by `undeclared: keep`: {shown}{more}",)


def _lasting(beyond_repair: Sequence[Problem]) -> tuple[str, ...]:
    """What a restoration does not bring back, in one sentence."""
    if not beyond_repair:
        return ()
    shown = "; ".join(f"{problem.path} {problem.message}" for problem in beyond_repair[:5])
    more = f"; and {len(beyond_repair) - 5} more" if len(beyond_repair) > 5 else ""
    return (f"not all can be brought back: {shown}{more} (see `not_restorable`)",)


def _with_warnings(told: dict[str, Any], warnings: Sequence[str]) -> dict[str, Any]:
    if warnings:
        rest = len(warnings) - MOST_WARNINGS
        told["warnings"] = [*warnings[:MOST_WARNINGS], *([f"and {rest} more warnings"] if rest > 0 else [])]
    return told


def _changes(action: Planned, fate: Fate | None) -> Sequence[Change]:
    """What was changed; where nothing was tried, what would be."""
    return fate.changes if fate is not None and fate.steps else action.changes


def _diffs(touched: Sequence[tuple[Planned, Fate | None]]) -> list[dict[str, str]]:
    rest = len(touched) - MOST_DIFFS
    return [*(_diff(action, fate) for action, fate in touched[:MOST_DIFFS]), *([{"prepared": f"… and {rest:,} more DOIs\n"}] if rest > 0 else [])]


def _diff(action: Planned, fate: Fate | None) -> dict[str, str]:
    changes = _changes(action, fate)
    mark = ", cannot be undone" if (action if fate is None else fate).irreversible else ""
    return {
        "before_header": f"{action.doi} ({action.before or 'absent'})",
        "after_header": f"{action.doi} ({(action.after if fate is None else fate.state) or 'absent'}{mark})",
        "before": _side([(change.path, change.before) for change in changes]),
        "after": _side([(change.path, change.after) for change in changes]),
    }


def _side(values: Sequence[tuple[str, Any]]) -> str:
    shown = [
        f"{path}: {_cut(json.dumps(value, ensure_ascii=False), LONGEST_VALUE_IN_DIFF)}\n" for path, value in values[:MOST_CHANGES_IN_DIFF] if value is not None
    ]
    rest = len(values) - MOST_CHANGES_IN_DIFF
    return "".join([*shown, *([f"… and {rest:,} more changes\n"] if rest > 0 else [])])
