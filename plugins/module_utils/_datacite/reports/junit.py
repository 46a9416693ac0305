# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as JUnit XML, which CI systems show as test results. Private to the collection.

One suite for each kind of action, one for what is refused, and one for the plan as a whole. Refused and failed DOIs are failures, those that were
not begun are skipped; a change that waits for review is no failure (a test case with the change as its output), and so is drift.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..planning.change import Change
from ..planning.fate import Fate
from ..planning.planned import Planned, Refused
from ..planning.refusal import Problem
from .grouping import WEIGHT
from .junit_xml import Case, Suite, junit_xml
from .report import Report
from .wording import excerpt, file_of, origin, states, steps, texts

_VALUE = 2_000
_CHANGES = 100


def junit(report: Report) -> str:
    """The report as JUnit XML, in UTF-8."""
    kinds = [Suite(kind, [_action(report, action) for action in report.actions if action.kind == kind]) for kind in WEIGHT]
    refused = Suite("refused", [_refused(refused) for refused in report.plan.refused])
    return junit_xml(report.plan.repository, [Suite("plan", [_whole(report)]), *kinds, refused])


def _whole(report: Report) -> Case:
    """The plan as a whole fails where it was stopped; what it counts is its output."""
    numbers = "\n".join(f"{total.label}: {total.value}" for total in report.totals)
    output = "\n".join([report.title, f"{report.system.label}, {report.plan.system}, repository {report.plan.repository}", numbers, *report.plan.warnings])
    problem = None if report.stopped is None else ("refused", report.stopped.partition("\n")[0], report.stopped)
    return Case("the plan as a whole", problem=problem, output=output)


def _action(report: Report, action: Planned) -> Case:
    fate = report.fate_of.get(action.doi)
    problem = ("failed", fate.message, _with_problems(fate.message, fate.problems)) if fate and fate.status == "failed" else None
    skipped = "not begun, since the run was stopped before" if fate and fate.status == "left" else None
    return Case(action.doi, file_of(action.place), problem, skipped, "\n".join(_output(action, fate)))


def _output(action: Planned, fate: Fate | None) -> Iterator[str]:
    yield f"{steps(action)}: {states(action.before, action.after)}"
    yield from (f"{word}" for word, said in (("cannot be undone", action.irreversible), ("seen in the index only", action.from_index)) if said)
    yield from (text for text in (origin(action), f"declared in {action.place}" if action.place else "in no file") if text)
    yield from action.warnings
    if fate:
        yield f"outcome: {fate.status}"
    for change in action.changes[:_CHANGES]:
        yield from _change(change)
    if len(action.changes) > _CHANGES:
        yield f"… and {len(action.changes) - _CHANGES} more changes"


def _change(change: Change) -> Iterator[str]:
    before, after = excerpt(*texts(change), _VALUE)
    yield f"{change.path}:"
    yield from (f"- {line}" for line in (before or "").split("\n") if before is not None)
    yield from (f"+ {line}" for line in (after or "").split("\n") if after is not None)


def _refused(refused: Refused) -> Case:
    problem = ("refused", refused.message, _with_problems(refused.message, refused.problems, refused.place))
    return Case(refused.doi, file_of(refused.place), problem)


def _with_problems(message: str, problems: Sequence[Problem], place: str = "") -> str:
    return "\n".join([*([f"declared in {place}"] if place else []), message, *(f"- {problem}" for problem in problems)])
