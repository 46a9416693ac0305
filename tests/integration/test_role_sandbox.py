# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role sandbox starts one, leaves it alone when it runs, stops it, and says why it did not start."""

from __future__ import annotations

import pathlib
import sys
from typing import Any

import pytest

from playbook_runner import Runner

ROLE = "pidops.datacite.sandbox"


@pytest.fixture
def role(tmp_path: pathlib.Path):
    """`role("stopped", sandbox_port=0)` is a task that includes the role for a folder of this test."""

    def task(state: str, **variables: Any) -> dict[str, Any]:
        given = {"sandbox_state": state, "sandbox_directory": str(tmp_path / "sandbox"), "sandbox_python": sys.executable, **variables}
        return {"name": f"{state} it", "ansible.builtin.include_role": {"name": ROLE}, "vars": given}

    return task


def test_started_twice_and_stopped_twice(role, tmp_path: pathlib.Path):
    beat = {"name": "Ask", "ansible.builtin.uri": {"url": "{{ sandbox_url }}/heartbeat", "return_content": True}}
    run = Runner(tmp_path).tasks([role("started"), beat, role("started"), role("stopped"), role("stopped")])
    assert run.status == 0, run.output
    assert run["Ask"]["content"] == "OK"
    assert [task.changed for task in run.tasks if task.name.endswith("Start the sandbox")] == [True, False]
    assert [task.changed for task in run.tasks if task.name.endswith("Stop the sandbox")] == [True, False]
    assert (tmp_path / "sandbox" / "exit").read_text("utf-8").strip() == "0"
    assert '"path": "/heartbeat"' in (tmp_path / "sandbox" / "requests.jsonl").read_text("utf-8")


def test_why_it_did_not_start_is_said(role, tmp_path: pathlib.Path):
    run = Runner(tmp_path).tasks([role("started", sandbox_faults="nope")])
    assert run.status != 0 and "there is no fault 'nope'" in run.output


def test_on_another_host_the_code_is_brought_there(role, tmp_path: pathlib.Path):
    beat = {"name": "Ask", "ansible.builtin.uri": {"url": "{{ sandbox_url }}/heartbeat", "return_content": True}}
    run = Runner(tmp_path).tasks([role("started"), beat, role("stopped")], host="elsewhere")
    assert run.status == 0, run.output
    assert (tmp_path / "sandbox" / "datacite_sandbox" / "__main__.py").exists()


def test_check_mode_starts_nothing(role, tmp_path: pathlib.Path):
    run = Runner(tmp_path).tasks([role("started"), role("stopped")], check=True)
    assert run.status == 0, run.output
    assert not (tmp_path / "sandbox" / "process").exists()
