# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: told by the collection as it is here, and by the collection as it is built and installed."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest

from playbook_runner import PLAYBOOK_PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = "pidops.datacite.demo"


@pytest.fixture
def sandbox(own_sandbox):
    """The story begins with a sandbox that is as new."""
    return own_sandbox


def test_everything_is_as_the_demo_says(runner, sandbox):
    run = runner.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}).succeeded()
    assert not [task.name for task in run.tasks if task.status != "ok"]
    assert "lab-secret" not in run.output


def test_the_diff_of_the_changed_title_can_be_read(runner, sandbox):
    run = runner.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}).succeeded()
    lines = run.stdout.splitlines()
    assert any(line.startswith("-") and "first edition" in line for line in lines)
    assert any(line.startswith("+") and "second edition" in line for line in lines)


def test_the_demo_fails_when_something_is_not_as_it_says(runner, sandbox):
    sandbox.put_record("10.5438/demo-atlas", {"aasm_state": "findable", "url": "https://data.example.org/"})
    assert runner.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}).status != 0


@pytest.mark.parametrize("url", ["https://api.datacite.org", "https://api.test.datacite.org", "http://127.0.0.1.example.org/"])
def test_the_demo_speaks_to_this_machine_only(runner, requested, url):
    run = runner.plays(DEMO, extra_vars={"sandbox_url": url})
    assert run.status == 2 and "this machine alone" in run.output and requested() == []


def test_the_built_and_installed_collection_tells_it_too(runner, sandbox, tmp_path):
    galaxy = PLAYBOOK_PROGRAM.with_name("ansible-galaxy")
    if not galaxy.exists():
        galaxy = pathlib.Path(sys.executable).with_name("ansible-galaxy")
    home = tmp_path / "collections"
    installed = runner.with_environment(ANSIBLE_COLLECTIONS_PATH=str(home))
    environment = installed.environment()
    subprocess.run([galaxy, "collection", "build", ROOT, "--output-path", tmp_path], env=environment, check=True, capture_output=True)
    (artifact,) = tmp_path.glob("pidops-datacite-*.tar.gz")
    subprocess.run([galaxy, "collection", "install", "--offline", "-p", home, artifact], env=environment, check=True, capture_output=True)
    run = installed.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}).succeeded()
    assert run.tasks and not [task.name for task in run.tasks if task.status != "ok"]
