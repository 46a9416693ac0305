# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JUnit report, read by a parser of such reports and as XML."""

from __future__ import annotations

import junitparser
import lxml.etree
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.junit import junit
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE, applied, plan, reports, some_of_everything, titles

# The order and the names of https://github.com/testmoapp/junitxml, as far as they are used here.
SHAPE = lxml.etree.RelaxNG(lxml.etree.fromstring("""
<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="testsuites"><ref name="counts"/><oneOrMore><ref name="suite"/></oneOrMore></element></start>
  <define name="counts">
    <attribute name="name"/>
    <attribute name="tests"><data type="unsignedInt"/></attribute><attribute name="failures"><data type="unsignedInt"/></attribute>
    <attribute name="errors"><data type="unsignedInt"/></attribute><attribute name="skipped"><data type="unsignedInt"/></attribute>
  </define>
  <define name="suite"><element name="testsuite"><ref name="counts"/><oneOrMore><ref name="case"/></oneOrMore></element></define>
  <define name="case"><element name="testcase">
    <attribute name="classname"/><attribute name="name"/><optional><attribute name="file"/></optional>
    <optional><choice>
      <element name="failure"><attribute name="message"/><attribute name="type"/><text/></element>
      <element name="skipped"><attribute name="message"/></element>
    </choice></optional>
    <optional><element name="system-out"><text/></element></optional>
  </element></define>
</grammar>"""))


@given(reports())
def test_every_report_is_junit(report: Report) -> None:
    document = lxml.etree.fromstring(junit(report).encode())
    SHAPE.assertValid(document)
    for node in document.iter("testsuites", "testsuite"):
        cases = list(node.iter("testcase"))
        assert int(node.get("tests")) == len(cases)
        assert int(node.get("failures")) == sum(case.find("failure") is not None for case in cases)
        assert int(node.get("skipped")) == sum(case.find("skipped") is not None for case in cases)
    assert int(document.get("tests")) == 1 + len(report.plan.actions) + len(report.plan.refused)


def suites(report: Report) -> dict[str, junitparser.TestSuite]:
    return {suite.name: suite for suite in junitparser.JUnitXml.fromstring(junit(report).encode())}


def test_a_change_that_waits_is_no_failure_and_is_shown() -> None:
    found = suites(Report(some_of_everything()))
    assert {name: (suite.tests, suite.failures) for name, suite in found.items()} == {
        "plan": (1, 0), "publish": (1, 0), "create": (1, 0), "hide": (1, 0), "update": (42, 0), "refused": (2, 2),
    }
    [case] = found["publish"]
    assert (case.name, case.classname) == ("10.5438/0012", "abcd.efgh.publish")
    assert "cannot be undone" in case.system_out
    assert "titles[0].title:\n- Tides\n+ Tides of 2019" in case.system_out


def test_a_refusal_is_a_failure_with_its_reasons_and_place() -> None:
    refused = list(suites(Report(some_of_everything()))["refused"])[1]
    [failure] = refused.result
    assert (failure.type, failure.message) == ("refused", "Refused.")
    assert "declared in dois/0031.yml:3" in failure.text and "metadata.creators[0].nameType" in failure.text
    assert refused._elem.get("file") == "dois/0031.yml"


def test_what_failed_fails_and_what_was_not_begun_is_skipped() -> None:
    found = suites(applied(some_of_everything()))
    assert (found["publish"].failures, found["update"].skipped) == (1, 1)


def test_a_plan_that_was_stopped_fails_as_a_whole() -> None:
    [case] = suites(Report(plan(*titles(3)), stopped=f"30 % is the limit\n{HOSTILE}"))["plan"]
    assert case.result[0].message == "30 % is the limit"


def test_an_empty_plan_is_a_test_that_passes() -> None:
    assert [(suite.name, suite.tests, suite.failures) for suite in suites(Report(plan())).values()] == [("plan", 1, 0)]


def test_the_same_plan_gives_the_same_text() -> None:
    assert junit(Report(some_of_everything())) == junit(Report(some_of_everything()))
