# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs programs and says how long they took and how much memory the largest of their processes had."""

from __future__ import annotations

import dataclasses
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Any

import ansible_collections.pidops.datacite as collection

TREE = pathlib.Path(next(iter(collection.__path__))).parents[2]
BIN = pathlib.Path(sys.executable).parent
# What must not leak from the surroundings into a run.
_FOREIGN = ("ANSIBLE_", "DATACITE_", "XDG_", "HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy", "ALL_PROXY", "all_proxy")


@dataclasses.dataclass(frozen=True)
class Ended:
    """A program that has ended well.

    Wall time and processor time of all its processes in seconds, the largest resident size of any of them in MB, and what it printed.
    """

    seconds: float
    processor: float
    megabytes: float
    output: str


@dataclasses.dataclass(frozen=True)
class Times:
    """Wall time and processor time in seconds."""

    seconds: float
    processor: float = 0.0


def run(command: Sequence[str], folder: pathlib.Path, environment: Mapping[str, str]) -> Ended:
    """Run a program in a folder; raises RuntimeError with its words where it fails."""
    with tempfile.TemporaryFile() as words:
        began = time.perf_counter()
        process = subprocess.Popen(list(command), cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT)
        # The usage that comes with the status counts all its descendants; the size is that of the largest.
        _unused, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        words.seek(0)
        output = words.read().decode("utf-8", "replace")
    if process.returncode != 0:
        raise RuntimeError(f"{pathlib.Path(command[0]).name} ended with {process.returncode}:\n{output[-4000:]}")
    return Ended(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


class Ansible:
    """Plays against one sandbox, in a folder of their own, which is also their HOME: the pace of requests is kept there."""

    def __init__(self, folder: pathlib.Path, url: str, account: tuple[str, str]) -> None:
        self.folder = folder
        self._credentials = {"DATACITE_API_URL": url, "DATACITE_USERNAME": account[0], "DATACITE_PASSWORD": account[1]}
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ansible.cfg").touch()

    def tasks(self, *tasks: Mapping[str, Any], check: bool = False, variables: Mapping[str, Any] | None = None) -> Ended:
        """Run tasks on localhost; no task at all is an empty play."""
        play = {"name": "Measured", "hosts": "localhost", "connection": "local", "gather_facts": False, "vars": dict(variables or {}), "tasks": list(tasks)}
        playbook = self.folder / "playbook.yml"
        playbook.write_text(json.dumps([play]), "utf-8")
        command = [str(BIN / "ansible-playbook"), "--inventory", "localhost,", str(playbook), *(["--check"] if check else [])]
        return run(command, self.folder, self.environment())

    def environment(self) -> dict[str, str]:
        """What Ansible is run with."""
        return {
            **clean_environment(),
            "HOME": str(self.folder),
            "ANSIBLE_CONFIG": str(self.folder / "ansible.cfg"),
            "ANSIBLE_HOME": str(self.folder / "ansible"),
            "ANSIBLE_COLLECTIONS_PATH": str(TREE),
            "ANSIBLE_PYTHON_INTERPRETER": sys.executable,
            "ANSIBLE_NOCOLOR": "true",
            **self._credentials,
        }


def clean_environment() -> dict[str, str]:
    """This process's environment without what would lead a program elsewhere."""
    return {**{name: value for name, value in os.environ.items() if not name.startswith(_FOREIGN)}, "NO_PROXY": "*"}
