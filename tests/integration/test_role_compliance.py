# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role compliance and its playbook: what is told, when they fail, their variables, their secrets."""

from __future__ import annotations

import json
import pathlib

import pytest
import yaml

from sandbox_server import LAB, running_sandbox

ROLE = PLAYBOOK = "pidops.datacite.compliance"
ROOT = pathlib.Path(__file__).resolve().parents[2]
DOOR, TOLD = "Look at the records", "Say what was found"
GOOD = {
    "state": "findable", "creators": [{"name": "Gauge Working Group", "nameType": "Organizational"}], "publisher": {"name": "Institute of Freshwater Studies"},
    "publicationYear": 2025, "language": "en", "types": {"resourceTypeGeneral": "Dataset"}, "schemaVersion": "http://datacite.org/schema/kernel-4",
}
MANDATORY = {"compliance_profiles": ["datacite-mandatory"], "compliance_handles": "0"}


@pytest.fixture(scope="module")
def sandbox():
    """A repository in which one of three DOIs has a year that is to come."""
    with running_sandbox() as running:
        for number in range(3):
            doi = f"10.82001/role-compliance-{number}"
            attributes = {"doi": doi, "url": f"https://data.example.org/{number}", "titles": [{"title": f"Levels of gauge {number}"}], **GOOD}
            running.put_record(doi, {**attributes, **({"publicationYear": 2990} if number == 2 else {})}, LAB[0])
        yield running


def include(keyword="vars", **variables):
    """A task that includes the role."""
    return {"name": "The DOIs", "ansible.builtin.include_role": {"name": ROLE}, keyword: {**MANDATORY, **variables}}


def test_it_tells_rule_by_rule_and_fails_for_errors(runner, requested):
    run = runner.tasks([include()])
    assert run.status == 2 and run[DOOR].status == "ok"
    told = run[TOLD].message
    assert "pidops.lab: 3 records; errors 1, warnings 0, hints 0, waived 0" in told
    assert "datacite-mandatory: " in told and "2 of 3 records without error or warning" in told
    assert "error R07 The publication year is plausible and not in the future: 1, such as 10.82001/role-compliance-2: " in told
    assert run.last.message.startswith("pidops.lab: 1 error in 3 records, such as R07: 10.82001/role-compliance-2: ")
    assert len(requested()) <= 6 and '"findings"' not in run.output


def test_what_was_found_is_at_hand_afterwards(runner):
    told = {"name": "Told", "ansible.builtin.debug": {"msg": "{{ compliance_result.counts.error }} {{ compliance_result.findings[0].doi }}"}}
    assert runner.tasks([include(compliance_fail_on="never"), told]).succeeded()["Told"].message == "1 10.82001/role-compliance-2"


def test_what_makes_no_assessment_fails_at_once(runner, requested):
    run = runner.tasks([include(compliance_profiles=["datacite-mandatry"])])
    assert run.status == 2 and "did you mean `datacite-mandatory`?" in run.last.message and requested() == []
    run = runner.tasks([include(compliance_repository="PIDOPS.OTHER")])
    assert run.status == 2 and "pidops.other" in run.last.message.lower()


def test_defaults_of_the_play_reach_the_role(runner, sandbox):
    alone = runner.with_environment(DATACITE_API_URL=None, DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    defaults = {"group/pidops.datacite.datacite": {"api_url": sandbox.base_url, "username": "PIDOPS.LAB", "password": "lab-secret"}}
    alone.tasks([include(compliance_fail_on="never")], play={"module_defaults": defaults}).succeeded()


def test_variables_win_over_the_environment_and_empty_ones_do_not_count(runner, sandbox):
    wrong = runner.with_environment(DATACITE_USERNAME="PIDOPS.OTHER", DATACITE_PASSWORD="wrong", DATACITE_API_URL=sandbox.base_url)
    given = {"compliance_username": "PIDOPS.LAB", "compliance_password": "lab-secret", "compliance_timeout": 20, "compliance_fail_on": "never"}
    empty = {f"compliance_{name}": "" for name in ("token", "repository", "history", "page_cache", "rules", "src")}
    wrong.tasks([include(**given, **empty)]).succeeded()


@pytest.mark.parametrize("host", ["localhost", "elsewhere"])
def test_relative_paths_begin_at_the_playbook_whatever_the_host(runner, host):
    (runner.folder / "rules").mkdir()
    (runner.folder / "rules" / "waivers.yml").write_text(
        "waivers:\n  - {rule: R07, doi: 10.82001/role-compliance-*, reason: To be corrected in spring, expires: 2999-04-01}\n", encoding="utf-8"
    )
    # The runner puts the playbook into a folder of its own, one below.
    run = runner.tasks([include(compliance_rules="../rules", compliance_src="../dois,../more")], host=host)
    assert run.status == 2 and "dois" in run.last.message
    run = runner.tasks([include(compliance_rules="../rules")], host=host).succeeded()
    assert run[DOOR]["counts"]["waived"] == 1


def test_the_playbook_takes_texts_and_paths_from_where_it_is_called(runner):
    (runner.folder / "dois.yml").write_text("doi: 10.82001/role-compliance-0\nstate: findable\n", encoding="utf-8")
    words = ["-e", "compliance_profiles=datacite-mandatory,ops-hygiene", "-e", "compliance_src=dois.yml", "-e", "compliance_handles=all"]
    run = runner.plays(PLAYBOOK, arguments=[*words, "-e", "compliance_fail_on=never"], check=True).succeeded()
    found = [(finding["rule"], finding["doi"]) for finding in run[DOOR]["findings"]]
    assert ("S01", "10.82001/role-compliance-1") in found and ("R07", "10.82001/role-compliance-2") in found
    assert run[DOOR]["changed"] is False


def test_several_repositories_are_hosts(runner):
    inventory = {
        "all": {
            "vars": {**MANDATORY, "compliance_fail_on": "never"},
            "hosts": {
                "lab": {"compliance_username": "PIDOPS.LAB", "compliance_password": "lab-secret"},
                "other": {"compliance_username": "PIDOPS.OTHER", "compliance_password": "other-secret"},
            },
        }
    }
    (runner.folder / "repositories.json").write_text(json.dumps(inventory), encoding="utf-8")
    run = runner.plays(PLAYBOOK, arguments=["-i", "repositories.json", "-e", "compliance_hosts=all:!localhost:!elsewhere"]).succeeded()
    assert "pidops.lab: 3 records" in run.output and "pidops.other: 0 records" in run.output
    assert "lab-secret" not in run.output and "other-secret" not in run.output


def test_no_secret_is_shown_however_much_is(runner):
    signed_in = {"compliance_username": "PIDOPS.LAB", "compliance_password": "lab-secret"}
    alone = runner.with_environment(DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    run = alone.tasks([include(compliance_fail_on="never", **signed_in)], arguments=["-vvvv"], diff=True).succeeded()
    wrong = alone.tasks([include(compliance_username="PIDOPS.LAB", compliance_password=["lab-secret"])], arguments=["-vvv"])
    assert "lab-secret" not in run.output
    assert "lab-secret" not in wrong.output


def test_the_role_takes_every_option_of_the_module():
    from ansible_collections.pidops.datacite.plugins.modules.datacite_compliance import DOOR as door

    options = yaml.safe_load((ROOT / "roles/compliance/meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]["main"]["options"]
    assert set(options) == {f"compliance_{name}" for name in door.argument_spec} | {"compliance_folder"}
    of_role = {name.removeprefix("compliance_"): option["default"] for name, option in options.items() if option.get("default")}
    del of_role["folder"]
    assert of_role == {name: door.argument_spec[name]["default"] for name in of_role}


def test_what_is_true_unless_given_is_what_the_documentation_says():
    defaults = yaml.safe_load((ROOT / "roles/compliance/defaults/main.yml").read_text(encoding="utf-8"))
    options = yaml.safe_load((ROOT / "roles/compliance/meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]["main"]["options"]
    assert defaults == {name: option["default"] for name, option in options.items() if "default" in option}
    read_me = (ROOT / "roles/compliance/README.md").read_text(encoding="utf-8")
    assert [name for name in options if name not in read_me and name not in CONNECTION] == []


CONNECTION = {f"compliance_{name}" for name in ("retries", "rate_limit", "contact", "validate_certs", "ca_path")}
