# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role catalog in playbooks of one's own: its modes, its variables, its secrets."""

from __future__ import annotations

import pathlib

import pytest
import yaml

ROLE = "pidops.datacite.catalog"
ROOT = pathlib.Path(__file__).resolve().parents[2]
DOOR = "Compare the catalogue with DataCite"


def include(mode="plan", keyword="vars", **variables):
    """A task that includes the role."""
    return {"name": "The catalogue", "ansible.builtin.include_role": {"name": ROLE}, keyword: {"catalog_mode": mode, **variables}}


@pytest.mark.parametrize("mode, changes, writes", [("plan", True, 0), ("apply", True, 1), ("check", False, 0)])
def test_the_three_modes(runner, new_doi, written, mode, changes, writes):
    run = runner.tasks([include(mode, catalog_dois=[{"doi": new_doi()}])]).succeeded()
    assert run[DOOR].changed is changes and len(written()) == writes


def test_check_mode_of_the_play_counts(runner, new_doi, written):
    for play in ({"check_mode": True}, {}):
        runner.tasks([include("apply", catalog_dois=[{"doi": new_doi()}])], play=play, check=not play).succeeded()
    assert written() == []


def test_the_result_is_at_hand_afterwards(runner, new_doi):
    told = {"name": "Told", "ansible.builtin.debug": {"msg": "{{ catalog_result.counts.done }} {{ catalog_result.changes[0].doi }}"}}
    doi = new_doi()
    assert runner.tasks([include("apply", catalog_dois=[{"doi": doi}]), told]).succeeded()["Told"].message == f"1 {doi}"


def test_defaults_of_the_play_reach_the_role(runner, sandbox, new_doi):
    alone = runner.with_environment(DATACITE_API_URL=None, DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    defaults = {"group/pidops.datacite.datacite": {"api_url": sandbox.base_url, "username": "PIDOPS.LAB", "password": "lab-secret"}}
    alone.tasks([include(catalog_dois=[{"doi": new_doi()}])], play={"module_defaults": defaults}).succeeded()


def test_variables_win_over_the_environment_and_empty_ones_do_not_count(runner, sandbox, new_doi):
    wrong = runner.with_environment(DATACITE_USERNAME="PIDOPS.OTHER", DATACITE_PASSWORD="wrong", DATACITE_API_URL=sandbox.base_url)
    given = {"catalog_username": "PIDOPS.LAB", "catalog_password": "lab-secret", "catalog_timeout": 20}
    empty = {"catalog_token": "", "catalog_repository": "", "catalog_journal": "", "catalog_plan_src": "", "catalog_expected_checksum": ""}
    wrong.tasks([include(catalog_dois=[{"doi": new_doi()}], **given, **empty)]).succeeded()


def test_relative_paths_begin_at_the_playbook(runner, new_doi):
    catalogue = runner.folder / "dois.yml"
    catalogue.write_text(f"doi: {new_doi()}\n", encoding="utf-8")
    # The runner puts the playbook into a folder of its own, one below.
    run = runner.tasks([include("apply", catalog_src="../dois.yml", catalog_reports={"json": "../reports/plan.json"})]).succeeded()
    assert run[DOOR]["counts"]["done"] == 1 and (runner.folder / "reports" / "plan.json").exists()


@pytest.mark.parametrize("host", ["localhost", "elsewhere"])
def test_it_runs_on_the_controller_whatever_the_host(runner, new_doi, host):
    catalogue = runner.folder / "dois.yml"
    catalogue.write_text(f"doi: {new_doi()}\n", encoding="utf-8")
    runner.tasks([include(catalog_src=str(catalogue))], host=host).succeeded()


def test_unmanaged_dois_fail_a_plan_that_shall_fail_for_them(runner, own_sandbox, new_doi):
    there = runner.with_environment(DATACITE_API_URL=own_sandbox.base_url)
    own_sandbox.put_record("10.82001/from-elsewhere", {"doi": "10.82001/from-elsewhere", "state": "findable", "url": "https://data.example.org/"})
    declared = include(catalog_dois=[{"doi": new_doi()}], catalog_unmanaged="report", catalog_fail_on_unmanaged=True)
    run = there.tasks([declared])
    assert run.status == 2 and "no declaration mentions" in run.last.message and "10.82001/from-elsewhere (findable)" in run.output


def test_no_secret_is_shown_however_much_is(runner, new_doi, tmp_path):
    signed_in = {"catalog_username": "PIDOPS.LAB", "catalog_password": "lab-secret"}
    reports = {name: str(tmp_path / f"report.{name}") for name in ("markdown", "html", "json", "junit")}
    files = {"catalog_reports": reports, "catalog_journal": str(tmp_path / "journal.jsonl")}
    alone = runner.with_environment(DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    declared = {"catalog_dois": [{"doi": new_doi()}]}
    run = alone.tasks([include("apply", **declared, **signed_in, **files)], arguments=["-vvvv"], diff=True).succeeded()
    # Also where the value of the variable is not even what it should be.
    wrong = alone.tasks([include("apply", **declared, catalog_username="PIDOPS.LAB", catalog_password=["lab-secret"])], arguments=["-vvv"])
    assert "lab-secret" not in run.output
    assert "lab-secret" not in wrong.output
    written = [*(pathlib.Path(path) for path in reports.values()), tmp_path / "journal.jsonl"]
    assert [path.name for path in written if b"lab-secret" in path.read_bytes()] == []


def test_a_mistyped_value_is_told(runner):
    run = runner.tasks([include("aply")])
    assert run.status == 2 and "aply" in run.output


def test_the_role_takes_every_option_of_the_module():
    from ansible_collections.pidops.datacite.plugins.modules.datacite_catalog import DOOR as door

    specs = yaml.safe_load((ROOT / "roles/catalog/meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]
    of_role = {"catalog_mode", "catalog_folder", "catalog_fail_on_changes", "catalog_fail_on_unmanaged"}
    options = {f"catalog_{name}" for name in door.argument_spec if name != "offline"}
    assert set(specs["main"]["options"]) == options | of_role
    for entry in ("plan", "apply", "check"):
        assert {**specs[entry]["options"], "catalog_mode": specs["main"]["options"]["catalog_mode"]} == specs["main"]["options"]


def test_what_is_true_unless_given_is_what_the_documentation_says():
    defaults = yaml.safe_load((ROOT / "roles/catalog/defaults/main.yml").read_text(encoding="utf-8"))
    options = yaml.safe_load((ROOT / "roles/catalog/meta/argument_specs.yml").read_text(encoding="utf-8"))["argument_specs"]["main"]["options"]
    assert defaults == {name: option["default"] for name, option in options.items() if "default" in option}
    read_me = (ROOT / "roles/catalog/README.md").read_text(encoding="utf-8")
    assert [name for name in options if name not in read_me and name not in CONNECTION] == []


CONNECTION = {f"catalog_{name}" for name in ("retries", "rate_limit", "contact", "validate_certs", "ca_path")}
