# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the example workflows run: the catalogue in Git, a sandbox for DataCite, and stand-ins for GitHub and GitLab."""

from __future__ import annotations

import os
import pathlib
import shutil
import subprocess
import sys
import threading

import pytest

import catalogue_in_git
from catalogue_in_git import PASSWORD, SEED, git
from guide import give
from playbook_runner import PLAYBOOK_PROGRAM, Runner
from played_gitlab import TOKEN, GitLabServer
from sandbox_server import running_sandbox
from workflow import Actions, load


@pytest.fixture
def sandbox():
    with running_sandbox(seed=SEED) as running:
        yield running


@pytest.fixture
def desk(tmp_path):
    """The catalogue in Git, as its keepers have it."""
    catalogue_in_git.make(tmp_path / "desk")
    return tmp_path / "desk"


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


@pytest.fixture
def gitlab(tmp_path):
    with GitLabServer(tmp_path / "kept") as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def job(desk, surroundings, gitlab, tmp_path):
    """`job("plan", artifacts_of=("reviewed",))` runs a job's own script in a fresh clone, with artifacts of earlier jobs."""
    pipeline = {**load(desk / ".gitlab-ci.yml"), **load(desk / "ci" / "compliance.yml")}
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
