# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks plan, apply and check: by name, from any folder, with the caller's own paths, and an exit status that a CI can go by."""

from __future__ import annotations

import json

import pytest

PLAN, APPLY, CHECK = (f"pidops.datacite.{name}" for name in ("plan", "apply", "check"))


@pytest.fixture
def catalogue(runner, new_doi):
    """A catalogue of two drafts in the folder `dois` of the caller; its names."""
    names = [new_doi(), new_doi()]
    (runner.folder / "dois").mkdir()
    (runner.folder / "dois" / "_defaults.yml").write_text("url: https://data.example.org/{suffix}\n", encoding="utf-8")
    (runner.folder / "dois" / "both.yml").write_text("dois:\n" + "".join(f"  - doi: {name}\n" for name in names), encoding="utf-8")
    return names


def play(runner, playbook, check=False, **variables):
    """Run one of the playbooks as at a desk, with variables as `-e name=value` or JSON."""
    arguments = [part for name, value in variables.items() for part in ("-e", f"{name}={value}" if isinstance(value, str) else json.dumps({name: value}))]
    return runner.plays(playbook, check=check, arguments=arguments)


def test_a_plan_says_what_would_be_done_and_does_not_do_it(runner, catalogue, written):
    reports = {"markdown": "out/plan.md", "html": "out/plan.html"}
    run = play(runner, PLAN, catalog_src="dois", catalog_plan_dest="out/plan.json", catalog_reports=reports).succeeded()
    assert written() == []
    assert all(f"create {name}" in run.output for name in catalogue)
    assert sorted(path.name for path in (runner.folder / "out").iterdir()) == ["plan.html", "plan.json", "plan.md"]


def test_places_begin_where_the_caller_named_the_folder(runner, catalogue):
    run = play(runner, PLAN, catalog_src="dois").succeeded()
    assert "(dois/both.yml:2)" in run.output


def test_an_apply_does_it_once(runner, catalogue, requested, written):
    first = play(runner, APPLY, catalog_src="dois").succeeded()
    assert first["Compare the catalogue with DataCite"]["counts"]["done"] == 2 and len(written()) == 2
    requested()
    again = play(runner, APPLY, catalog_src="dois").succeeded()
    assert not again["Compare the catalogue with DataCite"].changed and len(requested()) <= 3 and written() == []


def test_an_apply_in_check_mode_is_a_plan(runner, catalogue, written):
    run = play(runner, APPLY, check=True, catalog_src="dois", catalog_plan_dest="plan.json").succeeded()
    assert run["Compare the catalogue with DataCite"].changed and written() == []
    assert (runner.folder / "plan.json").exists()


def test_a_saved_plan_is_applied_although_unmanaged_dois_are_reported(runner, catalogue):
    common = {"catalog_src": "dois", "catalog_unmanaged": "report"}
    play(runner, PLAN, **common, catalog_plan_dest="plan.json").succeeded()
    run = play(runner, APPLY, **common, catalog_plan_src="plan.json", catalog_journal="journal.jsonl").succeeded()
    assert run["Compare the catalogue with DataCite"]["counts"]["done"] == 2
    assert (runner.folder / "journal.jsonl").stat().st_mode & 0o077 == 0


def test_the_plan_playbook_never_applies(runner, catalogue, written):
    play(runner, PLAN, catalog_src="dois", catalog_mode="apply").succeeded()
    assert written() == []


def test_changes_fail_a_drift_job_after_its_reports(runner, catalogue):
    run = play(runner, PLAN, catalog_src="dois", catalog_fail_on_changes="true", catalog_reports={"markdown": "plan.md"})
    assert run.status == 2 and run.last.message == "The repository is not as it is declared. What there is to do: 2"
    assert "2 to create" in (runner.folder / "plan.md").read_text(encoding="utf-8")
    play(runner, APPLY, catalog_src="dois").succeeded()
    play(runner, PLAN, catalog_src="dois", catalog_fail_on_changes="true").succeeded()


def test_a_plan_beyond_its_limits_fails_with_its_report(runner, catalogue, written):
    (runner.folder / "dois" / "both.yml").write_text(f"doi: {catalogue[0]}\nstate: absent\n", encoding="utf-8")
    play(runner, APPLY, catalog_dois=[{"doi": catalogue[0]}]).succeeded()
    written()
    run = play(runner, APPLY, catalog_src="dois", catalog_limits={"delete": 0}, catalog_reports={"markdown": "plan.md"})
    assert run.status == 2 and "limits.delete" in run.output and written() == []
    assert "limits.delete" in (runner.folder / "plan.md").read_text(encoding="utf-8")


def test_what_an_apply_did_is_taken_back_from_its_journal(runner, catalogue, sandbox):
    play(runner, APPLY, catalog_src="dois").succeeded()
    (runner.folder / "dois" / "_defaults.yml").write_text("url: https://data.exmaple.org/{suffix}\n", encoding="utf-8")
    play(runner, APPLY, catalog_src="dois", catalog_journal="journal.jsonl").succeeded()
    play(runner, APPLY, catalog_src="dois", catalog_restore="journal.jsonl").succeeded()
    assert "example" in sandbox.control(f"records/{catalogue[0]}", method="GET")["record"]["url"]


def test_the_check_needs_nobody(runner, catalogue, requested):
    alone = runner.with_environment(DATACITE_API_URL=None, DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    run = play(alone, CHECK, catalog_src="dois").succeeded()
    assert run["Compare the catalogue with DataCite"]["counts"] == {"declared": 2, "files": 1} and requested() == []


def test_the_check_tells_all_that_is_wrong_with_file_and_line(runner, catalogue):
    (runner.folder / "dois" / "broken.yml").write_text("doi: 10.82001/x\nstate: findabel\n", encoding="utf-8")
    (runner.folder / "dois" / "twice.yml").write_text(f"# again\ndoi: {catalogue[0].upper()}\n", encoding="utf-8")
    run = play(runner, CHECK, catalog_src="dois")
    assert run.status == 2
    assert "broken.yml:2" in run.output and "did you mean" in run.output and "twice.yml:2" in run.output


def test_several_folders_and_paths_of_every_kind(runner, catalogue, tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "a.yml").write_text("doi: 10.82001/playbooks-more\n", encoding="utf-8")
    for sources in ("dois,more", ["dois", "more"], [str(tmp_path / "dois"), "~/more"]):
        assert play(runner, CHECK, catalog_src=sources).succeeded()["Compare the catalogue with DataCite"]["counts"]["declared"] == 3


def test_variables_may_come_from_a_file(runner, catalogue):
    (runner.folder / "catalog.yml").write_text("catalog_src: dois\ncatalog_repository: PIDOPS.LAB\n", encoding="utf-8")
    runner.plays(PLAN, arguments=["-e", "@catalog.yml"]).succeeded()
    run = runner.plays(PLAN, arguments=["-e", "@catalog.yml", "-e", "catalog_repository=PIDOPS.OTHER"])
    assert run.status == 2 and "pidops.other" in run.output.lower()


def test_no_catalogue_is_a_sentence(runner):
    run = play(runner, PLAN)
    assert run.status == 2 and "`src`" in run.output
    run = play(runner, PLAN, catalog_src="nowhere")
    assert run.status == 2 and "nowhere" in run.output and "Traceback" not in run.output
