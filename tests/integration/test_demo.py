# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo: told by the collection as it is here, and by the collection as it is built and installed."""

from __future__ import annotations

import pathlib
import subprocess
import sys

import pytest
import yaml

from playbook_runner import PLAYBOOK_PROGRAM

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEMO = "pidops.datacite.demo"
CHAPTERS = 23
ARTIFACT = f"pidops-datacite-{yaml.safe_load((ROOT / 'galaxy.yml').read_text(encoding='utf-8'))['version']}.tar.gz"


@pytest.fixture
def sandbox(own_sandbox):
    """The story begins with a sandbox that is as new."""
    return own_sandbox


def chapters(run) -> list[str]:
    """The numbers of the chapters that were told, each as often as it has tasks; a failure in one of them is an error here."""
    told = [task for task in run.succeeded().tasks if task.name.split(".")[0].isdigit()]
    assert [task.name for task in told if task.status != "ok"] == []
    return [task.name.split(".")[0] for task in told]


def test_everything_is_as_the_demo_says(runner, sandbox, tmp_path):
    reports = tmp_path / "reports"
    run = runner.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url, "demo_reports": str(reports)})
    assert sorted(set(chapters(run)), key=int) == [str(number) for number in range(1, CHAPTERS + 1)]
    assert "lab-secret" not in run.output and "## Plan: 4 to create" in run.output and f"{reports}/plan.html" in run.output
    assert {path.name for path in reports.iterdir()} == {"plan.json", "plan.md", "plan.html", "applied.html", "compliance.html"}
    lines = run.stdout.splitlines()
    assert any(line.startswith("-") and "first edition" in line for line in lines), "no diff shows the old title"
    assert any(line.startswith("+") and "second edition" in line for line in lines), "no diff shows the new title"


def test_the_demo_fails_when_something_is_not_as_it_says(runner, sandbox):
    sandbox.put_record("10.5438/demo-atlas", {"aasm_state": "findable", "url": "https://data.example.org/"})
    assert runner.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}).status != 0


def test_alone_it_starts_a_sandbox_and_stops_it(runner, tmp_path):
    run = runner.with_environment(TMPDIR=str(tmp_path)).plays(DEMO, extra_vars={"sandbox_python": sys.executable})
    assert len(set(chapters(run))) == CHAPTERS
    assert run["Stop the sandbox"].changed
    # What the story made is gone, save the reports, whose place it has told.
    (reports,) = tmp_path.glob("*.datacite-demo*")
    assert reports.name.endswith("-reports") and f"{reports}/plan.html" in run.output


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
    for arguments in (["build", ROOT, "--output-path", tmp_path], ["install", "--offline", "-p", home, tmp_path / ARTIFACT]):
        done = subprocess.run([galaxy, "collection", *arguments], env=installed.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    assert chapters(installed.plays(DEMO, extra_vars={"sandbox_url": sandbox.base_url}))
