# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as JSON, for programs: whole, with a name and a version of its form. Private to the collection.

Members are only ever added within a version. The form is described by `compliance_json_schema`, which is checked in as
docs/compliance-report.schema.json.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ..compliance.finding import Assessment, Finding, Score
from .compliance_view import RuleGroup, View
from .json_text import json_text, plain

FORMAT = "pidops.datacite.compliance-report"
VERSION = 1


def compliance_json(assessment: Assessment) -> str:
    """The report as JSON in UTF-8."""
    return json_text(as_dict(assessment))


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The report as plain values."""
    view = View(assessment)
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": view.title,
        "system": {"url": assessment.system, "name": view.system.name},
        "repository": assessment.repository,
        "at": assessment.at,
        "records": assessment.records,
        "profiles": list(assessment.profiles),
        "counts": dict(view.counts),
        "new": len(view.new) if view.is_compared else None,
        "fixed": [_finding(finding) for finding in assessment.fixed],
        "waived": len(view.waived),
        "scores": [_score(score) for score in assessment.scores],
        "completeness": [asdict(entry) for entry in assessment.completeness],
        "pages": None if assessment.pages is None else asdict(assessment.pages),
        "rules": [_rule(group) for group in view.groups],
        "findings": [_finding(finding) for finding in assessment.findings],
        "worst": [{"doi": one.doi, "counts": dict(zip(view.counts, one.counts, strict=True))} for one in view.worst],
        "history": [{"at": run.at, "records": run.records, "counts": dict(run.counts), "scores": plain(dict(run.scores))} for run in assessment.history],
        "warnings": list(assessment.warnings),
    }


def _score(score: Score) -> dict[str, Any]:
    return {**asdict(score), "percent": round(score.percent, 2)}


def _rule(group: RuleGroup) -> dict[str, Any]:
    return {
        "rule": group.rule,
        "severity": group.severity,
        "title": group.title,
        "help": group.help,
        "source": group.source,
        "attributes": list(group.attributes),
        "open": len(group.open),
        "new": group.new,
        "waived": len(group.waived),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity,
        "doi": finding.doi,
        "title": finding.title,
        "message": finding.message,
        "place": finding.place,
        "evidence": plain(dict(finding.evidence)),
        "waived": None if finding.waived is None else asdict(finding.waived),
        "age": finding.age,
    }
