# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as JUnit XML, read by a parser of such reports and as XML."""

from __future__ import annotations

import junitparser
import lxml.etree
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_junit import compliance_junit
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, some_of_everything
from unit.plugins.module_utils._datacite.reports.test_junit import SHAPE


@given(assessments())
def test_every_report_is_junit(run: Assessment) -> None:
    document = lxml.etree.fromstring(compliance_junit(run).encode())
    SHAPE.assertValid(document)
    assert int(document.get("tests")) == 1 + len(run.findings)
    assert int(document.get("failures")) == sum(finding.severity == "error" and finding.waived is None for finding in run.findings)


@pytest.mark.parametrize(("fail_on", "failures"), [("error", 2), ("warning", 125), ("info", 126), ("never", 0)])
def test_what_is_grave_enough_fails(fail_on: str, failures: int) -> None:
    assert junitparser.JUnitXml.fromstring(compliance_junit(some_of_everything(), fail_on).encode()).failures == failures


def test_a_case_says_what_why_and_where() -> None:
    suites = {suite.name: list(suite) for suite in junitparser.JUnitXml.fromstring(compliance_junit(some_of_everything()).encode())}
    case = suites["R01 A registered or findable DOI has a URL"][1]
    [failure] = case.result
    assert (case.name, failure.type, failure.message, case._elem.get("file")) == ("10.5438/0013", "error", "the DOI leads nowhere", "dois/0013.yml")
    assert "declared in dois/0013.yml:1" in failure.text and "declare `url`" in failure.text
    waived = suites["H07 The landing page shows the DOI"][1]
    assert waived.is_skipped and "withdrawn by its author" in waived.result[0].message
    assert "What DataCite recommends: 98.5 %" in suites["compliance"][0].system_out


def test_a_clean_run_is_a_test_that_passes() -> None:
    assert [(suite.tests, suite.failures) for suite in junitparser.JUnitXml.fromstring(compliance_junit(assessment()).encode())] == [(1, 0)]
