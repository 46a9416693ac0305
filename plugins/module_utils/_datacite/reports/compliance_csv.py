# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as CSV, one row for each finding, for spreadsheets. Private to the collection.

As RFC 4180 has it: commas, quotes where they are needed, CR LF. A value that a spreadsheet would take for a formula gets an apostrophe in front, as
https://owasp.org/www-community/attacks/CSV_Injection says: a title from anywhere must not be run by whoever opens the file.
"""

from __future__ import annotations

import csv
import io

from ..compliance.finding import Assessment, Finding
from .compliance_view import View
from .visible import on_one_line

COLUMNS = (
    "status", "severity", "rule", "title", "doi", "link", "message", "attributes", "place", "source", "waived_because", "waived_until", "waived_by",
)
_FORMULA = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20", "\t", "\r")


def compliance_csv(assessment: Assessment) -> str:
    """The report, in UTF-8: open and waived findings, then those that were fixed."""
    view = View(assessment)
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in assessment.findings:
        writer.writerow(_row(view, finding, "waived" if finding.waived else finding.age or "open"))
    for finding in assessment.fixed:
        writer.writerow(_row(view, finding, "fixed"))
    return text.getvalue()


def _row(view: View, finding: Finding, status: str) -> list[str]:
    waiver = finding.waived
    values = [
        status, finding.severity, finding.rule, finding.title, finding.doi, view.link(finding.doi) or "", finding.message, ", ".join(finding.attributes),
        finding.place, finding.source,
    ]
    return [_cell(value) for value in [*values, *((waiver.reason, waiver.expires or "", waiver.by or "") if waiver else ("", "", ""))]]


def _cell(value: str) -> str:
    plain = on_one_line(value)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
