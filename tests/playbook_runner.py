# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs real playbooks in tests: a process of `ansible-playbook`, and what each of its tasks ended with.

    runner = Runner(folder, environment={"DATACITE_API_URL": url, ...})
    run = runner.tasks([{"name": "Declare", "pidops.datacite.datacite_doi": {"doi": "10.82001/a"}}], check=True, diff=True)
    assert run.status == 0 and run["Declare"].changed

Two hosts are in the inventory. On `localhost` the connection is `local`; on `elsewhere` it is a connection of the tests' own, which runs
modules on this machine as on another host, so that a module's own door is opened and not the one inside the controller.
ANSIBLE_PLAYBOOK names the program where it is not the one beside this Python.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from typing import Any

import ansible_collections.pidops.datacite as collection

TREE = pathlib.Path(next(iter(collection.__path__))).parents[2]
PLUGINS = pathlib.Path(__file__).resolve().parent / "integration"
PLAYBOOK_PROGRAM = pathlib.Path(os.environ.get("ANSIBLE_PLAYBOOK") or pathlib.Path(sys.executable).parent / "ansible-playbook")
SECONDS = 300
# What must not leak from the tester's own surroundings into a run.
FOREIGN = ("ANSIBLE_", "DATACITE_", "PYTHON", "XDG_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy")


@dataclasses.dataclass(frozen=True)
class TaskResult:
    """How one task ended on one host. `status` is ok, failed, skipped or unreachable; `result` is what the module returned."""

    name: str
    host: str
    status: str
    ignored: bool
    result: dict[str, Any]

    @property
    def changed(self) -> bool:
        """Whether the task says that it changed something."""
        return bool(self.result.get("changed"))

    @property
    def failed(self) -> bool:
        """Whether the task failed, also where the play went on."""
        return self.status == "failed"

    @property
    def message(self) -> str:
        """What the task says, above all when it failed."""
        return str(self.result.get("msg", ""))

    def __getitem__(self, key: str) -> Any:
        return self.result[key]


@dataclasses.dataclass(frozen=True)
class Run:
    """One run of ansible-playbook: its exit status, all that it printed, and its tasks in their order."""

    status: int
    stdout: str
    stderr: str
    tasks: tuple[TaskResult, ...]

    @property
    def output(self) -> str:
        """Everything that a person at the terminal sees."""
        return self.stdout + self.stderr

    @property
    def last(self) -> TaskResult:
        """The task that ended last."""
        return self.tasks[-1]

    def __getitem__(self, name: str) -> TaskResult:
        """The last task of that name."""
        for task in reversed(self.tasks):
            if task.name == name:
                return task
        raise KeyError(f"no task {name!r} ended; {[task.name for task in self.tasks]} did")

    def succeeded(self) -> Run:
        """This run, if it ended well; else an AssertionError that shows what was printed."""
        if self.status != 0:
            raise AssertionError(f"ansible-playbook ended with {self.status}:\n{self.output}")
        return self


class Runner:
    """Runs playbooks in a folder of their own, with the tests' plugins and an environment that nothing leaks into."""

    def __init__(self, folder: pathlib.Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.given = dict(environment or {})
        (folder / "ansible.cfg").touch()
        (folder / "inventory.json").write_text(json.dumps(_inventory()), encoding="utf-8")

    def with_environment(self, **changes: str | None) -> Runner:
        """A runner of the same folder whose environment differs; None takes a variable away."""
        merged: dict[str, str | None] = {**self.given, **changes}
        return Runner(self.folder, {name: value for name, value in merged.items() if value is not None})

    def tasks(self, tasks: Sequence[Mapping[str, Any]], *, host: str = "localhost", play: Mapping[str, Any] | None = None, **how: Any) -> Run:
        """Run tasks in one play on one host; `play` adds keywords to the play, `how` is as for `plays`."""
        return self.plays([{"name": "Play", "hosts": host, "gather_facts": False, **(play or {}), "tasks": list(tasks)}], **how)

    def plays(
        self,
        plays: Sequence[Mapping[str, Any]] | str,
        *,
        check: bool = False,
        diff: bool = False,
        extra_vars: Mapping[str, Any] | None = None,
        arguments: Sequence[str] = (),
    ) -> Run:
        """Run plays, given as data, as the text of a playbook, or as the name of one in a collection (`pidops.datacite.demo`)."""
        with tempfile.TemporaryDirectory(dir=self.folder) as place:
            playbook, results = pathlib.Path(place, "playbook.yml"), pathlib.Path(place, "results.jsonl")
            named = isinstance(plays, str) and "\n" not in plays
            if not named:
                playbook.write_text(plays if isinstance(plays, str) else json.dumps(plays), encoding="utf-8")
            command = [str(PLAYBOOK_PROGRAM), "--inventory", "inventory.json", str(plays) if named else str(playbook), *arguments]
            command += ["--check"] if check else []
            command += ["--diff"] if diff else []
            command += ["--extra-vars", json.dumps(dict(extra_vars))] if extra_vars else []
            done = subprocess.run(
                command,
                cwd=self.folder,
                env={**self.environment(), "RECORD_RESULTS_TO": str(results)},
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=SECONDS,
                check=False,
            )
            return Run(done.returncode, done.stdout, done.stderr, _read(results))

    def environment(self) -> dict[str, str]:
        """What a program of Ansible is run with."""
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
        return {
            **inherited,
            "HOME": str(self.folder),
            "NO_PROXY": "*",
            "ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"),
            "ANSIBLE_HOME": str(self.folder / "ansible"),
            "ANSIBLE_ASYNC_DIR": str(self.folder / "async"),
            "ANSIBLE_REMOTE_TEMP": str(self.folder / "remote"),
            "ANSIBLE_COLLECTIONS_PATH": str(TREE),
            "ANSIBLE_CALLBACK_PLUGINS": str(PLUGINS / "callback_plugins"),
            "ANSIBLE_CALLBACKS_ENABLED": "record_results",
            "ANSIBLE_CONNECTION_PLUGINS": str(PLUGINS / "connection_plugins"),
            "ANSIBLE_NOCOLOR": "true",
            **self.given,
        }


@functools.cache
def core_version() -> tuple[int, int]:
    """The version of the ansible-core that runs the playbooks, such as (2, 19)."""
    said = subprocess.run([PLAYBOOK_PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    major, minor = said.split("[core ", 1)[1].split("]", 1)[0].split(".")[:2]
    return int(major), int(minor)


def _inventory() -> dict[str, Any]:
    python = {"ansible_python_interpreter": "{{ ansible_playbook_python }}"}
    return {"all": {"hosts": {"localhost": {"ansible_connection": "local", **python}, "elsewhere": {"ansible_connection": "elsewhere", **python}}}}


def _read(results: pathlib.Path) -> tuple[TaskResult, ...]:
    if not results.exists():
        return ()
    return tuple(TaskResult(**json.loads(line)) for line in results.read_text(encoding="utf-8").splitlines())
