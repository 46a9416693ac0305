# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example workflows: who may do what in them, and the whole way of a change through them, with their own commands."""

from __future__ import annotations

import json
import re

import pytest

from catalogue_in_git import BY_HAND, EXAMPLES, PASSWORD, committed, git
from played_gitlab import TOKEN
from workflow import Actions, load, well

WORKFLOWS = sorted((EXAMPLES / "github" / "workflows").glob("*.yml"))


def jobs():
    for path in WORKFLOWS:
        for name, job in load(path)["jobs"].items():
            yield pytest.param(job, id=f"{path.stem}-{name}")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_grants_nothing_by_itself_and_runs_one_at_a_time(path):
    workflow = load(path)
    assert workflow["permissions"] == {} and workflow["concurrency"]["group"]
    assert workflow["concurrency"]["cancel-in-progress"] is not ("dois-apply" in path.name)
    assert set(workflow["on"]) <= {"pull_request", "push", "schedule", "workflow_dispatch"}


@pytest.mark.parametrize("job", list(jobs()))
def test_a_job_has_what_it_needs_and_no_more(job):
    steps = job["steps"]
    signs_in = [step for step in steps if "secrets." in json.dumps(step)]
    writes = [name for name, right in job["permissions"].items() if right == "write"]
    assert all("ansible-playbook pidops.datacite." in step["run"] for step in signs_in)
    assert not signs_in or (job["environment"] and not writes)
    assert not writes or not any("ansible-playbook" in step.get("run", "") for step in steps)
    assert all(re.fullmatch(r"actions/[a-z-]+@v\d+", step["uses"]) for step in steps if "uses" in step)
    # What a stranger wrote (a title, the name of a branch) must not become part of a script.
    assert not any("${{" in step.get("run", "") for step in steps)


def test_what_forks_may_run_has_no_secret():
    workflow = load(EXAMPLES / "github" / "workflows" / "dois-pull-request.yml")
    assert "secrets" not in json.dumps(workflow["jobs"]["check"]) and "if" not in workflow["jobs"]["check"]
    assert "head.repo.full_name == github.repository" in workflow["jobs"]["plan"]["if"]


def test_a_change_on_github(actions, desk, sandbox, tmp_path):
    """Pull request, comment, comment again, merge, apply, the computed DOI committed; then drift, an issue, and its end."""
    pull_request, apply, drift = "dois-pull-request.yml", "dois-apply.yml", "dois-drift.yml"
    state = tmp_path / "gh"
    well(actions.run(pull_request, "check"))
    said = well(actions.run(pull_request, "plan")) + well(actions.run(pull_request, "comment"))
    (comment,) = state.glob("comment-*")
    assert "5 to create" in comment.read_text(encoding="utf-8") and "actions/runs/7" in comment.read_text(encoding="utf-8")

    survey = desk / "dois" / "river-survey-2025.yml"
    survey.write_text(survey.read_text(encoding="utf-8").replace("River survey 2025", "River survey of 2025"), encoding="utf-8")
    head = committed(desk, "Another title")
    said += well(actions.run(pull_request, "plan")) + well(actions.run(pull_request, "comment"))
    assert [path.name for path in state.glob("comment-*")] == [comment.name] and "River survey of 2025" in comment.read_text(encoding="utf-8")

    merged = Actions(actions.folder, desk, {**actions.environment, "GITHUB_SHA": head}, actions.context)
    unreviewed = merged.run(apply, "apply")[0]
    assert unreviewed.status == 1 and "without a pull request" in unreviewed.output
    (state / "head").write_text(head, encoding="utf-8")
    said += well(merged.run(apply, "apply")) + well(merged.run(apply, "commit"))
    assert "doi: 10.82001/" in (desk / "dois" / "deposits" / "field-notebook.yml").read_text(encoding="utf-8")
    assert git(desk, "log", "-1", "--format=%s") == "Write down the DOIs that were computed"
    assert sandbox.control("records/10.82001/river-survey-2025", method="GET")["record"]["titles"] == [{"title": "River survey of 2025"}]
    assert {path.name for path in (tmp_path / "artifacts" / "applied").iterdir()} >= {"journal.jsonl", "report.html", "written-back.patch"}

    said += well(actions.run(drift, "compare")) + well(actions.run(drift, "issue", **{"needs.compare.result": "success"}))
    assert not (state / "issue-doi-drift").exists()
    sandbox.put_record("10.82001/by-hand", BY_HAND, "EXAMPLE.REPO")
    assert actions.run(drift, "compare")[0].status == 2
    said += well(actions.run(drift, "issue", **{"needs.compare.result": "failure"}))
    assert "10.82001/by-hand" in (state / "issue-doi-drift").read_text(encoding="utf-8")
    (desk / "dois" / "by-hand.json").write_text(json.dumps(BY_HAND), encoding="utf-8")
    committed(desk, "Declare what was made by hand")
    said += well(actions.run(drift, "compare")) + well(actions.run(drift, "issue", **{"needs.compare.result": "success"}))
    assert not (state / "issue-doi-drift").exists() and PASSWORD not in said


def test_a_plan_that_failed_is_told_in_the_comment(actions, desk, tmp_path):
    (desk / "dois" / "broken.yml").write_text("doi: 10.82001/x\nstate: findabel\n", encoding="utf-8")
    committed(desk, "A mistake")
    checked = actions.run("dois-pull-request.yml", "check")
    assert checked[-1].status == 2 and "broken.yml:2" in checked[-1].output
    assert actions.run("dois-pull-request.yml", "plan")[-1].status == 2
    well(actions.run("dois-pull-request.yml", "comment"))
    (comment,) = (tmp_path / "gh").glob("comment-*")
    assert "No plan could be made" in comment.read_text(encoding="utf-8")


def test_what_was_merged_without_being_planned_is_not_applied(actions, desk, sandbox, tmp_path):
    well(actions.run("dois-pull-request.yml", "plan"))
    (desk / "dois" / "more.yml").write_text("doi: 10.82001/more\n", encoding="utf-8")
    head = committed(desk, "Another merge in between")
    (tmp_path / "gh" / "head").write_text(head, encoding="utf-8")
    merged = Actions(actions.folder, desk, {**actions.environment, "GITHUB_SHA": head}, actions.context)
    refused = merged.run("dois-apply.yml", "apply")[1]
    assert refused.status == 2 and "catalogue" in refused.output
    assert [entry for entry in sandbox.request_log() if entry["method"] == "POST" and not entry["path"].startswith("/dois/validate")] == []


def test_a_change_on_gitlab(job, desk, gitlab, sandbox):
    said = [job("check"), job("plan"), job("note", ["plan"]), job("plan"), job("note", ["plan"])]
    assert gitlab.notes[0] == "Somebody else's note" and len(gitlab.notes) == 2 and "5 to create" in gitlab.notes[1]

    refused = job("reviewed")
    assert refused.status == 1 and "without a merge request" in refused.output
    gitlab.head = git(desk, "rev-parse", "HEAD")
    said += [job("reviewed"), job("apply", ["reviewed"]), job("commit", ["apply"])]
    well(said)
    assert "doi: 10.82001/" in (desk / "dois" / "deposits" / "field-notebook.yml").read_text(encoding="utf-8")
    assert sandbox.control("records/10.82001/gauge-naming", method="GET")["record"]["state"] == "findable"

    said += [job("drift"), job("settled")]
    sandbox.put_record("10.82001/by-hand", BY_HAND, "EXAMPLE.REPO")
    assert job("drift").status == 2
    said += [job("issue", ["drift"])]
    assert "10.82001/by-hand" in gitlab.issues["doi-drift"]
    said += [job("settled")]
    assert gitlab.issues == {}
    assert PASSWORD not in well(said) and TOKEN not in well(said)


def test_the_pipeline_keeps_secrets_apart_and_applies_one_at_a_time():
    pipeline = {**load(EXAMPLES / "gitlab" / "gitlab-ci.yml"), **load(EXAMPLES / "gitlab" / "compliance.yml")}
    found = {name: value for name, value in pipeline.items() if isinstance(value, dict) and "script" in value}
    assert pipeline["apply"]["resource_group"] == "datacite" and "environment" not in pipeline["check"]
    for name, value in found.items():
        assert value["stage"] in pipeline["stages"] and value["rules"], name
        commands = "\n".join(value["script"])
        expected = "gitlab" if "gitlab.py" in commands or "GITLAB_TOKEN" in commands else None if name == "check" else "datacite"
        assert value.get("environment", {}).get("name") == expected, name
