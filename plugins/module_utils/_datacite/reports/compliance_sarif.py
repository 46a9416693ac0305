# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as SARIF 2.1.0, which code hosts show beside the files. Private to the collection.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. A result points at the file and line of the catalogue where one is known, and always
at the DOI as a logical location; its fingerprint stays the same between runs. What is waived is suppressed with the reason. Of more results than GitHub
takes of a run (https://docs.github.com/en/code-security/code-scanning) the least grave are left out, which a notification says.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from ..compliance.finding import NEW, Assessment, Finding, Waiver
from .compliance_view import RuleGroup, View, by_severity, waived_by
from .json_text import json_text
from .links import web_link
from .visible import visible
from .wording import counted, file_and_line, number

MOST_RESULTS = 25_000
"""What GitHub takes of one run."""

LEVELS: Mapping[str, str] = {"error": "error", "warning": "warning", "info": "note"}

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/pidops/pidops.datacite"
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_DRIVE = re.compile(r"[A-Za-z]:[/\\]")


def compliance_sarif(assessment: Assessment) -> str:
    """The report as SARIF, in UTF-8."""
    return json_text(as_dict(assessment))


def as_dict(assessment: Assessment) -> dict[str, Any]:
    """The report as plain values."""
    view = View(assessment)
    groups: dict[str, RuleGroup] = {}
    for group in view.groups:
        groups.setdefault(group.rule, group)
    rules = {rule: position for position, rule in enumerate(groups)}
    told = by_severity(assessment.findings)[:MOST_RESULTS] if len(assessment.findings) > MOST_RESULTS else assessment.findings
    run = {
        "tool": {"driver": {"name": "pidops.datacite", "informationUri": _HOME, "rules": [_rule(group) for group in groups.values()]}},
        "automationDetails": {"id": f"pidops.datacite/compliance/{view.system.name}/{quote(visible(assessment.repository), safe='')}/"},
        "invocations": [_invocation(assessment)],
        "columnKind": "utf16CodeUnits",
        "results": _results(view, told, rules),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(group: RuleGroup) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "id": visible(group.rule),
        "shortDescription": {"text": _said(group.title, group.rule)},
        "fullDescription": {"text": _said(group.help, group.title, group.rule)},
        "help": {"text": "\n\n".join(text for text in (_said(group.help, group.title, group.rule), visible(group.source)) if text)},
        "defaultConfiguration": {"level": LEVELS[group.severity]},
        "properties": {"tags": list(dict.fromkeys(["doi", *map(visible, group.attributes)]))},
    }
    link = web_link(group.source)
    return {**rule, "helpUri": link} if link else rule


def _said(*texts: str) -> str:
    """The first that says something."""
    return next((text for text in map(visible, texts) if text.strip()), "-")


def _invocation(assessment: Assessment) -> dict[str, Any]:
    """How the run went. That it found something is no failure of it."""
    said = list(assessment.warnings)
    more = len(assessment.findings) - MOST_RESULTS
    if more > 0:
        said.append(f"{number(more)} of {counted(len(assessment.findings), 'finding')} are left out here, the least grave: the JSON report has them all")
    time = {"endTimeUtc": assessment.at} if _TIME.fullmatch(assessment.at) else {}
    notes = [{"level": "warning", "message": {"text": _said(text)}} for text in said]
    return {"executionSuccessful": True, **time, "toolExecutionNotifications": notes}


def _results(view: View, told: Sequence[Finding], rules: Mapping[str, int]) -> list[dict[str, Any]]:
    """One for each finding. A state against the baseline is told of all or of none, as the standard wants it."""
    is_aged = bool(told) and all(finding.age is not None for finding in told)
    seen: Counter[str] = Counter()
    found = []
    for finding in told:
        seen[finding.key] += 1
        result = {
            "ruleId": visible(finding.rule),
            "ruleIndex": rules[finding.rule],
            "level": LEVELS[finding.severity],
            "message": {"text": _message(finding)},
            "locations": [_location(view, finding)],
            "partialFingerprints": {"pidopsDataciteFinding/v1": _fingerprint(finding.key, seen[finding.key])},
            "suppressions": [_suppression(finding.waived, waived_by(finding))] if finding.waived else [],
        }
        if is_aged:
            result["baselineState"] = "new" if finding.age == NEW else "unchanged"
        found.append(result)
    return found


def _message(finding: Finding) -> str:
    """What was found and where. Brackets would be links in a message, so they are escaped as the standard has it."""
    text = ": ".join(text for text in (finding.doi, _said(finding.message, finding.title)) if text)
    return re.sub(r"([\\[\]])", r"\\\1", visible(text))


def _fingerprint(key: str, count: int) -> str:
    """Of the same finding the same in every run; of those that a rule has several of for a DOI, by their order."""
    return hashlib.sha256(f"{key} {count}".encode("utf-8", "surrogatepass")).hexdigest()


def _location(view: View, finding: Finding) -> dict[str, Any]:
    name = visible(finding.doi) or visible(view.assessment.repository) or "-"
    logical: dict[str, Any] = {"name": name, "fullyQualifiedName": view.link(finding.doi) or name, "kind": "resource"}
    if not finding.place:
        return {"logicalLocations": [logical]}
    file, line = file_and_line(finding.place)
    physical: dict[str, Any] = {"artifactLocation": _artifact(file)}
    if line is not None:
        physical["region"] = {"startLine": line}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _artifact(file: str) -> dict[str, str]:
    """A file as an address: relative to the root of the sources, or absolute as it is."""
    path = file.replace("\\", "/") if _DRIVE.match(file) else file
    quoted = quote(visible(path), safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{quoted}"}
    if _DRIVE.match(file):
        return {"uri": f"file:///{quoted}"}
    return {"uri": quoted.removeprefix("./"), "uriBaseId": "%SRCROOT%"}


def _suppression(waiver: Waiver, why: str) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": visible(why),
        "properties": {name: visible(value) for name, value in (("expires", waiver.expires), ("by", waiver.by), ("place", waiver.place)) if value},
    }
