# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as JUnit XML, which CI systems show as test results. Private to the collection.

One suite for each rule that found something, and one for the run as a whole. A finding is a failure where it is as grave as what the run is to fail on,
and otherwise a test that passes and says what was found; a waived one is skipped, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..compliance.finding import SEVERITIES, Assessment, Finding
from .compliance_view import RuleGroup, View, waived_by
from .junit_xml import Case, Suite, junit_xml
from .wording import file_of

NEVER = "never"
"""Of `fail_on`: nothing is a failure."""


def compliance_junit(assessment: Assessment, fail_on: str = "error") -> str:
    """The report, in UTF-8. `fail_on` is the least severity that is a failure, or `never`."""
    view = View(assessment)
    failing = () if fail_on == NEVER else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    rules = [Suite(_name(group), [_case(group, finding, failing) for finding in (*group.open, *group.waived)]) for group in view.groups]
    return junit_xml(assessment.repository, [Suite("compliance", [_whole(view)]), *rules])


def _name(group: RuleGroup) -> str:
    return f"{group.rule} {group.title}"


def _whole(view: View) -> Case:
    assessment = view.assessment
    scores = [f"{score.title}: {score.percent:.1f} %, {score.good_records} of {score.records} records are good" for score in assessment.scores if score.asked]
    where = f"{view.system.label}, {assessment.system}, repository {assessment.repository}, {assessment.at}"
    told = [view.title, where, view.changes, *([view.pages] if view.pages else []), *scores, *assessment.warnings]
    return Case("the run as a whole", output="\n".join(told))


def _case(group: RuleGroup, finding: Finding, failing: Sequence[str]) -> Case:
    name = finding.doi or "the repository as a whole"
    told = [finding.message, *([f"declared in {finding.place}"] if finding.place else []), *(text for text in (group.help, group.source) if text)]
    if finding.waived is not None:
        return Case(name, file_of(finding.place), skipped=waived_by(finding), output=finding.message)
    if finding.severity in failing:
        return Case(name, file_of(finding.place), problem=(finding.severity, finding.message, "\n".join(told)))
    return Case(name, file_of(finding.place), output="\n".join([f"{finding.severity}: {told[0]}", *told[1:]]))
