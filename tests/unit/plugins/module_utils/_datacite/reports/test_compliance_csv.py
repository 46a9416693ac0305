# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as CSV: one row for each finding, and nothing in it that a spreadsheet would run."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_csv import COLUMNS, compliance_csv
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, some_of_everything


def rows(of: Assessment) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(compliance_csv(of), newline=""), strict=True))


@given(assessments())
def test_every_report_is_csv_and_harmless(run: Assessment) -> None:
    text = compliance_csv(run)
    text.encode()
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert lines[0] == list(COLUMNS)
    assert len(lines) == 1 + len(run.findings) + len(run.fixed)
    assert {len(line) for line in lines} == {len(COLUMNS)}
    assert not [cell for line in lines for cell in line if cell.strip()[:1] in set("=+-@") | {"\t", "\r"} - {""} and cell.strip()]
    assert "\x00" not in text and text.count("\r\n") == len(lines) and text.count("\n") == len(lines)


@pytest.mark.parametrize("evil", ["=1+1", "+1", "-1", "@SUM(A1)", "  =1", "\t=1", "\r\n=1", "\uff1d1", "=cmd|' /C calc'!A0", "|x", "%x"])
def test_a_formula_is_text(evil: str) -> None:
    [row] = rows(assessment(finding("R01", "10.5438/1", evil)))
    assert row["message"] == f"'{' '.join(evil.split())}"


def test_it_says_all_of_a_finding() -> None:
    found = rows(some_of_everything())
    assert [row["status"] for row in found].count("waived") == 2
    assert [row["status"] for row in found[-2:]] == ["fixed", "fixed"]
    assert found[1] == {
        "status": "known", "severity": "error", "rule": "R01", "title": "A registered or findable DOI has a URL", "doi": "10.5438/0013",
        "link": "https://doi.org/10.5438/0013", "message": "the DOI leads nowhere", "attributes": "url", "place": "dois/0013.yml:1",
        "source": "https://support.datacite.org/docs/landing-pages", "waived_because": "", "waived_until": "", "waived_by": "",
    }
    [waived] = [row for row in found if row["waived_by"]]
    assert (waived["waived_because"], waived["waived_until"], waived["waived_by"]) == (
        "withdrawn by its author, see #12", "2027-01-31", "library@example.org",
    )
