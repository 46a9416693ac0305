# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan as JUnit XML, which CI systems show as test results. Private to the collection.

One suite for each kind of action, one for what is refused, and one for the plan as a whole. Refused and failed DOIs are failures, those that were
not begun are skipped; a change that waits for review is no failure (a test case with the change as its output), and so is drift.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from ..planning.change import Change
from ..planning.fate import Fate
from ..planning.planned import Planned, Refused
from ..planning.refusal import Problem
from .grouping import WEIGHT
from .report import Report
from .visible import visible
from .wording import excerpt, origin, states, steps, texts

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE = re.compile(r":\d+$")
_VALUE = 2_000
_CHANGES = 100


@dataclass(frozen=True)
class _Case:
    """One test case: `problem` is a failure's sentence and text, `skipped` why it was not run, `output` what it prints."""

    name: str
    file: str = ""
    problem: tuple[str, str] | None = None
    skipped: str | None = None
    output: str = ""


def junit(report: Report) -> str:
    """The report as JUnit XML, in UTF-8."""
    suites = [("plan", [_whole(report)])]
    suites += [(kind, [_action(report, action) for action in report.actions if action.kind == kind]) for kind in WEIGHT]
    suites.append(("refused", [_refused(refused) for refused in report.plan.refused]))
    cases = [case for _name, held in suites for case in held]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_attributes('pidops.datacite', cases)}>"]
    for name, held in suites:
        if held:
            lines += [f"  <testsuite {_attributes(name, held)}>", *(line for case in held for line in _lines(report, name, case)), "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""])


def _attributes(name: str, cases: Sequence[_Case]) -> str:
    failures = sum(case.problem is not None for case in cases)
    skipped = sum(case.skipped is not None for case in cases)
    return f'name="{name}" tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _lines(report: Report, suite: str, case: _Case) -> Iterator[str]:
    file = f" file={_quoted(case.file)}" if case.file else ""
    yield f"    <testcase classname={_quoted(f'{report.plan.repository}.{suite}')} name={_quoted(case.name)}{file}>"
    if case.problem is not None:
        kind = "refused" if suite in ("plan", "refused") else "failed"
        yield f'      <failure message={_quoted(case.problem[0])} type="{kind}">{_escaped(case.problem[1])}</failure>'
    if case.skipped is not None:
        yield f"      <skipped message={_quoted(case.skipped)}/>"
    if case.output:
        yield f"      <system-out>{_escaped(case.output)}</system-out>"
    yield "    </testcase>"


def _legal(text: str) -> str:
    """The visible text without what XML 1.0 has no place for."""
    return _ILLEGAL.sub("\ufffd", visible(text))


def _escaped(text: str) -> str:
    return escape(_legal(text))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))


def _whole(report: Report) -> _Case:
    """The plan as a whole fails where it was stopped; what it counts is its output."""
    numbers = "\n".join(f"{total.label}: {total.value}" for total in report.totals)
    output = "\n".join([report.title, f"{report.system.label}, {report.plan.system}, repository {report.plan.repository}", numbers, *report.plan.warnings])
    problem = None if report.stopped is None else (report.stopped.partition("\n")[0], report.stopped)
    return _Case("the plan as a whole", problem=problem, output=output)


def _action(report: Report, action: Planned) -> _Case:
    fate = report.fate_of.get(action.doi)
    problem = (fate.message, _with_problems(fate.message, fate.problems)) if fate and fate.status == "failed" else None
    skipped = "not begun, since the run was stopped before" if fate and fate.status == "left" else None
    return _Case(action.doi, _file(action.place), problem, skipped, "\n".join(_output(action, fate)))


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


def _refused(refused: Refused) -> _Case:
    return _Case(refused.doi, _file(refused.place), (refused.message, _with_problems(refused.message, refused.problems, refused.place)))


def _with_problems(message: str, problems: Sequence[Problem], place: str = "") -> str:
    return "\n".join([*([f"declared in {place}"] if place else []), message, *(f"- {problem}" for problem in problems)])


def _file(place: str) -> str:
    return _LINE.sub("", place)
