# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What datacite_compliance returns. Private to the collection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from ..compliance.finding import NEW, SEVERITIES, Assessment, Finding
from ..planning.refusal import Problem

MOST_RETURNED = 100
"""Findings in a result, which Ansible prints whole where a task fails; the reports have all of them."""


def result(assessment: Assessment, unwritten: Sequence[Problem], *, fail_on: str, request_count: int) -> dict[str, Any]:
    """The return values, `failed` and `msg` among them where the findings are as grave as `fail_on`, or a report could not be written."""
    told = sorted(assessment.open, key=lambda finding: (SEVERITIES.index(finding.severity), finding.rule, finding.doi))
    returned: dict[str, Any] = {
        "changed": False,
        "repository": assessment.repository,
        "records": assessment.records,
        "counts": {**assessment.counts, "new": _number(told, NEW), "fixed": len(assessment.fixed), "waived": len(assessment.findings) - len(told)},
        "scores": [
            {"profile": score.profile, "title": score.title, "percent": round(score.percent, 1), "records": score.records, "good_records": score.good_records}
            for score in assessment.scores
        ],
        "completeness": {entry.property: {"filled": entry.filled, "records": entry.records} for entry in assessment.completeness},
        "rules": _by_rule(told),
        "findings": [_shown(finding) for finding in told[:MOST_RETURNED]],
        "findings_left_out": max(0, len(told) - MOST_RETURNED),
        "request_count": request_count,
    }
    if assessment.pages is not None:
        returned["pages"] = asdict(assessment.pages)
    if assessment.warnings:
        returned["warnings"] = list(assessment.warnings)
    grave = _grave(assessment, fail_on)
    if unwritten:
        returned["problems"] = [problem.as_dict() for problem in unwritten]
    if grave or unwritten:
        sentences = [_sentence(assessment, fail_on)] if grave else []
        returned.update(failed=True, msg=" ".join([*sentences, *(f"{problem}." for problem in unwritten)]))
    return returned


def _grave(assessment: Assessment, fail_on: str) -> bool:
    if fail_on == "never":
        return False
    return any(assessment.counts[severity] for severity in SEVERITIES[: SEVERITIES.index(fail_on) + 1])


def _sentence(assessment: Assessment, fail_on: str) -> str:
    counts = assessment.counts
    told = " and ".join(f"{counts[name]:,} {name}{'s' if counts[name] != 1 and name != 'info' else ''}" for name in SEVERITIES if counts[name])
    first = next(finding for severity in SEVERITIES for finding in assessment.open if finding.severity == severity)
    about = f"{first.doi}: " if first.doi else ""
    return f"{assessment.repository}: {told} in {assessment.records:,} records, such as {first.rule}: {about}{first.message} (`fail_on` is {fail_on})."


def _by_rule(told: Sequence[Finding]) -> list[dict[str, Any]]:
    """The rules with findings, in the order of these, with their numbers and the first of each."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in told:
        found.setdefault((finding.severity, finding.rule), []).append(finding)
    return [
        {
            "rule": rule, "severity": severity, "title": findings[0].title, "open": len(findings), "new": _number(findings, NEW),
            "doi": findings[0].doi, "message": findings[0].message, "place": findings[0].place,
        }
        for (severity, rule), findings in found.items()
    ]


def _number(findings: Sequence[Finding], age: str) -> int:
    return sum(finding.age == age for finding in findings)


def _shown(finding: Finding) -> dict[str, Any]:
    told = {"rule": finding.rule, "severity": finding.severity, "doi": finding.doi, "title": finding.title, "message": finding.message}
    return {**told, "place": finding.place, "help": finding.help, "source": finding.source, "evidence": dict(finding.evidence), "age": finding.age}
