# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as JSON is whole, keeps to its schema, and the schema that is checked in is that of the code."""

from __future__ import annotations

import json
import pathlib

import jsonschema
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_json import FORMAT, VERSION, compliance_json
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_json_schema import schema, schema_text
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, some_of_everything
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE

SCHEMA = pathlib.Path(__file__).resolve().parents[6] / "docs" / "compliance-report.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_that_is_checked_in_is_current() -> None:
    if SCHEMA.read_text(encoding="utf-8") != schema_text():
        pytest.fail(f"{SCHEMA.name} is not what the code says; write reports/compliance_json_schema.py's schema_text() into it")


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def no_such_number(word: str) -> None:
    raise ValueError(word)


@given(assessments())
def test_every_report_keeps_to_the_schema(run: Assessment) -> None:
    text = compliance_json(run)
    text.encode()
    said = json.loads(text, parse_constant=no_such_number)
    VALIDATOR.validate(said)
    assert [(entry["rule"], entry["doi"], entry["message"]) for entry in said["findings"]] == [(one.rule, one.doi, one.message) for one in run.findings]


def test_it_holds_what_the_run_holds() -> None:
    said = json.loads(compliance_json(some_of_everything()))
    assert (said["format"], said["version"], said["counts"]) == (FORMAT, VERSION, {"error": 2, "warning": 123, "info": 1})
    assert (said["new"], len(said["fixed"]), said["waived"]) == (4, 2, 2)
    assert said["findings"][0]["evidence"] == {"shown": [HOSTILE]}
    assert said["scores"][0]["percent"] == 98.53
    assert [(rule["rule"], rule["open"], rule["new"], rule["waived"]) for rule in said["rules"]][:2] == [("R01", 2, 1, 0), ("R26", 121, 1, 0)]
    assert said["worst"][0] == {"doi": "10.5438/0012", "counts": {"error": 1, "warning": 2, "info": 0}}


def test_without_a_run_before_nothing_is_said_to_be_new() -> None:
    assert json.loads(compliance_json(assessment(finding("R01", "10.5438/1"))))["new"] is None


def test_the_schema_finds_what_is_wrong() -> None:
    said = json.loads(compliance_json(some_of_everything()))
    said["findings"][0]["severity"] = "fatal"
    del said["findings"][1]["doi"]
    assert len(list(VALIDATOR.iter_errors(said))) == 2
