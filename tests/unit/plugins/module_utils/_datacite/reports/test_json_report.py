# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON report is whole, keeps to its schema, and the schema that is checked in is that of the code."""

from __future__ import annotations

import json
import pathlib

import jsonschema
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.json_report import FORMAT, VERSION, json_report
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.json_schema import schema, schema_text
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.report import Report
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE, applied, plan, reports, some_of_everything, url_moves

SCHEMA = pathlib.Path(__file__).resolve().parents[6] / "docs" / "plan-report.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(schema())


def test_the_schema_that_is_checked_in_is_current() -> None:
    if SCHEMA.read_text(encoding="utf-8") != schema_text():
        pytest.fail(f"{SCHEMA.name} is not what the code says; write reports/json_schema.py's schema_text() into it")


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@given(reports())
def test_every_report_keeps_to_the_schema(report: Report) -> None:
    text = json_report(report)
    text.encode()
    VALIDATOR.validate(json.loads(text))


def test_it_holds_what_the_plan_holds() -> None:
    of = some_of_everything()
    said = json.loads(json_report(applied(of)))
    assert (said["format"], said["version"], said["checksum"]) == (FORMAT, VERSION, of.checksum)
    assert [action["doi"] for action in said["actions"]] == [action.doi for action in of.actions]
    assert said["actions"][1]["changes"][-1] == {"attribute": "titles", "path": "titles", "before": None, "after": [{"title": HOSTILE}]}
    assert [action["outcome"]["status"] for action in said["actions"]][:2] == ["failed", "done"]
    assert said["failed"] == ["10.5438/0012"]
    assert said["counts"]["update"] == 42 and said["counts"]["drift"] == 1
    assert said["system"] == {"url": "https://api.datacite.org", "name": "production"}


def test_groups_are_counted_and_sampled() -> None:
    [group] = json.loads(json_report(Report(plan(*url_moves(1_000)))))["groups"]
    assert (group["count"], len(group["sample"]), group["changes"][0]["before"]) == (1_000, 3, "…old…")


def test_the_schema_finds_what_is_wrong() -> None:
    said = json.loads(json_report(Report(some_of_everything())))
    said["actions"][0]["kind"] = "destroy"
    del said["actions"][1]["doi"]
    assert len(list(VALIDATOR.iter_errors(said))) == 2


def test_the_same_plan_gives_the_same_text() -> None:
    assert json_report(Report(some_of_everything())) == json_report(Report(some_of_everything()))
