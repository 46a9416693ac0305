# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example workflows: who may do what in them, and the whole way of a change through them, with their own commands."""

from __future__ import annotations

import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse

import pytest
import yaml

from guide import give
from playbook_runner import PLAYBOOK_PROGRAM, Runner
from sandbox_server import running_sandbox
from workflow import Actions, load

ROOT = pathlib.Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
WORKFLOWS = sorted((EXAMPLES / "github" / "workflows").glob("*.yml"))
PASSWORD = "example-secret"
TOKEN = "glpat-example"
SEED = {
    "default": False,
    "members": [{
        "id": "EXAMPLE", "password": "member-secret", "prefixes": ["10.82001"],
        "repositories": [{"id": "EXAMPLE.REPO", "password": PASSWORD, "prefixes": ["10.82001"]}],
    }],
}
BY_HAND = {
    "doi": "10.82001/by-hand", "state": "findable", "url": "https://data.example.org/by-hand",
    "titles": [{"title": "By hand"}], "creators": [{"name": "A hand"}],
    "publisher": {"name": "Institute of Freshwater Studies"}, "publicationYear": 2026, "language": "en", "types": {"resourceTypeGeneral": "Text"},
    "rightsList": [{"rightsIdentifier": "cc-by-4.0"}],
}


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


@pytest.fixture
def sandbox():
    with running_sandbox(seed=SEED) as running:
        yield running


@pytest.fixture
def desk(tmp_path):
    """The catalogue in Git, as its keepers have it."""
    folder = tmp_path / "desk"
    for part, place in (("repository", "."), ("github/workflows", ".github/workflows"), ("gitlab", "ci")):
        shutil.copytree(EXAMPLES / part, folder / place, dirs_exist_ok=True)
    (folder / "ci" / "gitlab-ci.yml").rename(folder / ".gitlab-ci.yml")
    (folder / ".gitignore").write_text("/build/\n", encoding="utf-8")
    git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "config", "receive.denyCurrentBranch", "updateInstead")
    git(folder, "config", "receive.advertisePushOptions", "true")
    committed(folder, "The catalogue")
    return folder


def git(folder, *words):
    command = ["git", "-c", "user.name=Keeper", "-c", "user.email=keeper@example.org", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()


def committed(folder, message):
    """Commit everything; the name of the commit."""
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def surroundings(sandbox, tmp_path):
    """What every job finds: programs, the collection, and the sandbox instead of DataCite."""
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(f'#!/bin/sh\nexec {sys.executable} {pathlib.Path(__file__).with_name("gh.py")} "$@"\n', encoding="utf-8")
    gh.chmod(0o755)
    (tmp_path / "gh").mkdir()
    given = {
        "DATACITE_API_URL": sandbox.base_url, "GH_STATE": str(tmp_path / "gh"), "GITHUB_REPOSITORY": "example/dois",
        "PATH": f"{tmp_path}/bin:{PLAYBOOK_PROGRAM.parent}:{os.environ['PATH']}",
    }
    (tmp_path / "home").mkdir()
    environment = Runner(tmp_path / "home", given).environment()
    return {name: value for name, value in environment.items() if not name.startswith("ANSIBLE_CALLBACK")}


@pytest.fixture
def actions(desk, surroundings, tmp_path):
    (tmp_path / "runs").mkdir()
    context = {
        "secrets.DATACITE_USERNAME": "EXAMPLE.REPO", "secrets.DATACITE_PASSWORD": PASSWORD, "github.token": "token", "github.repository": "example/dois",
        "github.server_url": "https://github.com", "github.run_id": "7", "github.event.pull_request.number": "12",
    }
    return Actions(tmp_path / "runs", desk, surroundings, context)


def well(done):
    return "".join(ended.well().output for ended in done)


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
    assert not (state / "issue").exists()
    sandbox.put_record("10.82001/by-hand", BY_HAND, "EXAMPLE.REPO")
    assert actions.run(drift, "compare")[0].status == 2
    said += well(actions.run(drift, "issue", **{"needs.compare.result": "failure"}))
    assert "10.82001/by-hand" in (state / "issue").read_text(encoding="utf-8")
    (desk / "dois" / "by-hand.json").write_text(json.dumps(BY_HAND), encoding="utf-8")
    committed(desk, "Declare what was made by hand")
    said += well(actions.run(drift, "compare")) + well(actions.run(drift, "issue", **{"needs.compare.result": "success"}))
    assert not (state / "issue").exists() and PASSWORD not in said


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


class GitLab(http.server.BaseHTTPRequestHandler):
    """What the example asks of GitLab: notes, issues, and the way from a commit to the plan of its merge request."""

    server: GitLabServer

    def do_GET(self):
        path, _unused, query = self.path.removeprefix("/api/v4/projects/5/").partition("?")
        page = urllib.parse.parse_qs(query).get("page", ["1"])[0]
        if path == "jobs/31/artifacts/build/plan.json":
            return self.answer(self.server.plan())
        rows = {
            "merge_requests/3/notes": [{"id": index, "body": body} for index, body in enumerate(self.server.notes)],
            "issues": [{"iid": 1}] if self.server.issue else [],
            f"repository/commits/{self.server.head}/merge_requests": [{"iid": 3, "state": "merged", "sha": self.server.head}],
            "merge_requests/3/pipelines": [{"id": 20, "sha": "another"}, {"id": 21, "sha": self.server.head}],
            "pipelines/21/jobs": [{"id": 30, "name": "check", "status": "success"}, {"id": 31, "name": "plan", "status": "success"}],
        }.get(path, [])
        return self.answer(json.dumps(rows if page == "1" else []).encode())

    def do_POST(self):
        said = self.said()
        if self.path.endswith("/notes"):
            self.server.notes.append(said["body"])
        else:
            self.server.issue = said["description"]
        self.answer(b"{}")

    def do_PUT(self):
        said = self.said()
        if "/notes/" in self.path:
            self.server.notes[int(self.path.rpartition("/")[2])] = said["body"]
        else:
            self.server.issue = None if said.get("state_event") == "close" else said["description"]
        self.answer(b"{}")

    def said(self):
        return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

    def answer(self, body):
        accepted = self.headers["PRIVATE-TOKEN"] == TOKEN
        self.send_response(200 if accepted else 401)
        self.end_headers()
        self.wfile.write(body if accepted else b"{}")

    def log_message(self, *_unused):
        pass


class GitLabServer(http.server.ThreadingHTTPServer):
    def __init__(self, artifacts):
        super().__init__(("127.0.0.1", 0), GitLab)
        self.notes: list[str] = ["Somebody else's note"]
        self.issue: str | None = None
        self.head = ""
        self.plan = (artifacts / "plan" / "build" / "plan.json").read_bytes


@pytest.fixture
def gitlab(tmp_path):
    with GitLabServer(tmp_path / "kept") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def job(desk, surroundings, gitlab, tmp_path):
    """`job("plan", artifacts_of=("reviewed",))` runs a job's own script in a fresh clone, with artifacts of earlier jobs."""
    pipeline = yaml.safe_load((desk / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    project = "gitlab.example.org/example/dois.git"
    given = {
        "CI_API_V4_URL": f"http://127.0.0.1:{gitlab.server_port}/api/v4", "CI_PROJECT_ID": "5", "CI_MERGE_REQUEST_IID": "3",
        "CI_PIPELINE_URL": "https://gitlab.example.org/p/9",
        "CI_PROJECT_NAME": "dois", "CI_PROJECT_PATH": "example/dois", "CI_SERVER_HOST": "gitlab.example.org", "CI_DEFAULT_BRANCH": "main",
        "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": f"url.file://{desk}.insteadOf", "GIT_CONFIG_VALUE_0": f"https://oauth2:{TOKEN}@{project}",
    }
    secrets = {"datacite": {"DATACITE_USERNAME": "EXAMPLE.REPO", "DATACITE_PASSWORD": PASSWORD}, "gitlab": {"GITLAB_TOKEN": TOKEN}, None: {}}

    def run(name, artifacts_of=()):
        place = tmp_path / f"{name}-{len(list(tmp_path.iterdir()))}"
        subprocess.run(["git", "clone", "--quiet", str(desk), str(place)], check=True, capture_output=True)
        for earlier in artifacts_of:
            if (tmp_path / "kept" / earlier).exists():
                shutil.copytree(tmp_path / "kept" / earlier, place, dirs_exist_ok=True)
        this = pipeline[name]
        environment = {**surroundings, **given, **secrets[this.get("environment", {}).get("name")], "CI_COMMIT_SHA": git(desk, "rev-parse", "HEAD")}
        done = give("\n".join(this["script"]), place, environment)
        if "after_script" in this:
            give("\n".join(this["after_script"]), place, environment).well()
        for path in this.get("artifacts", {}).get("paths", ()):
            shutil.rmtree(tmp_path / "kept" / name, ignore_errors=True)
            if (place / path).exists():
                shutil.copytree(place / path, tmp_path / "kept" / name / path)
        return done

    return run


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
    assert gitlab.issue is not None and "10.82001/by-hand" in gitlab.issue
    said += [job("settled")]
    assert gitlab.issue is None
    assert PASSWORD not in well(said) and TOKEN not in well(said)


def test_the_pipeline_keeps_secrets_apart_and_applies_one_at_a_time():
    pipeline = yaml.safe_load((EXAMPLES / "gitlab" / "gitlab-ci.yml").read_text(encoding="utf-8"))
    found = {name: value for name, value in pipeline.items() if isinstance(value, dict) and "script" in value}
    assert pipeline["apply"]["resource_group"] == "datacite" and "environment" not in pipeline["check"]
    for name, value in found.items():
        assert value["stage"] in pipeline["stages"] and value["rules"], name
        commands = "\n".join(value["script"])
        expected = "gitlab" if "gitlab.py" in commands or "GITLAB_TOKEN" in commands else None if name == "check" else "datacite"
        assert value.get("environment", {}).get("name") == expected, name
