# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The runner itself: what a task ended with is seen as it was, on both hosts, and nothing leaks in from outside."""

from __future__ import annotations

import pytest

PING = {"name": "Ping", "ansible.builtin.ping": {}}


@pytest.mark.parametrize("host", ["localhost", "elsewhere"])
def test_tasks_are_seen_as_they_ended(runner, host):
    run = runner.tasks(
        [
            PING,
            {"name": "Fail", "ansible.builtin.fail": {"msg": "as it must"}, "ignore_errors": True},
            {"name": "Skip", "ansible.builtin.ping": {}, "when": False},
            {"name": "Wait", "ansible.builtin.command": "true", "async": 20, "poll": 1},
        ],
        host=host,
    ).succeeded()
    assert [(task.name, task.host, task.status) for task in run.tasks] == [
        ("Ping", host, "ok"),
        ("Fail", host, "failed"),
        ("Skip", host, "skipped"),
        ("Wait", host, "ok"),
    ]
    assert run["Fail"].message == "as it must" and run["Fail"].ignored
    assert run["Ping"]["ping"] == "pong" and run.last.changed


def test_a_failing_play_is_seen_with_what_it_printed(runner):
    run = runner.tasks([{"name": "Fail", "ansible.builtin.fail": {"msg": "as it must"}}])
    assert run.status == 2 and run["Fail"].failed and "as it must" in run.output
    with pytest.raises(AssertionError, match="as it must"):
        run.succeeded()


def test_check_and_diff_reach_the_tasks(runner, tmp_path):
    copy = {"name": "Copy", "ansible.builtin.copy": {"dest": str(tmp_path / "new"), "content": "text\n", "mode": "0600"}}
    run = runner.tasks([copy], check=True, diff=True).succeeded()
    assert run["Copy"].changed and "+text" in run.stdout and not (tmp_path / "new").exists()


def test_the_environment_of_the_tester_stays_outside(runner, monkeypatch):
    monkeypatch.setenv("DATACITE_TOKEN", "of somebody else")
    monkeypatch.setenv("ANSIBLE_STDOUT_CALLBACK", "no_such_callback")
    run = runner.tasks([{"name": "Look", "ansible.builtin.command": "env", "changed_when": False}]).succeeded()
    seen = dict(line.split("=", 1) for line in run["Look"]["stdout_lines"] if "=" in line)
    assert "DATACITE_TOKEN" not in seen and seen["DATACITE_USERNAME"] == "PIDOPS.LAB"


def test_a_playbook_may_be_given_as_text(runner):
    tasks = "- name: Say\n      ansible.builtin.debug: {msg: !unsafe '{{ not templated }}'}"
    run = runner.plays(f"- hosts: localhost\n  gather_facts: false\n  tasks:\n    {tasks}\n")
    assert run.succeeded()["Say"].message == "{{ not templated }}"
