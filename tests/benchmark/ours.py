# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The collection at work, as people run it: in playbooks against a sandbox."""

from __future__ import annotations

import json
import pathlib
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import records
from programs import Ansible, Ended, Times, run

CATALOG = "pidops.datacite.datacite_catalog"
LOOP_ITEMS = 200


def check(ansible: Ansible, catalogue: pathlib.Path) -> Ended:
    """A plan of a catalogue with which everything agrees."""
    ended = ansible.tasks({"name": "Plan", CATALOG: {"src": [str(catalogue)]}}, check=True)
    _expect("changed=0" in ended.output, ended)
    return ended


def check_in_process(ansible: Ansible, catalogue: pathlib.Path) -> Times:
    """The same without Ansible around it."""
    script = str(pathlib.Path(__file__).with_name("in_process.py"))
    ended = run([sys.executable, script, str(catalogue)], ansible.folder, ansible.environment())
    said = json.loads(ended.output.splitlines()[-1])
    return Times(said["seconds"], said["processor"])


def assess(ansible: Ansible, *what: str) -> dict[str, Any]:
    """Compliance without Ansible around it: `rules` of so many records in memory, or a `run` over the repository; see assessing.py."""
    script = str(pathlib.Path(__file__).with_name("assessing.py"))
    ended = run([sys.executable, script, *what], ansible.folder, ansible.environment())
    return dict(json.loads(ended.output.splitlines()[-1]))


def export(ansible: Ansible, folder: pathlib.Path) -> Ended:
    """A repository written to a tree of files that is not there yet."""
    return ansible.tasks({"name": "Export", "pidops.datacite.datacite_export": {"dest": str(folder)}})


def loop(ansible: Ansible) -> Ended:
    """A loop of datacite_doi over DOIs that are as declared."""
    task = {
        "name": "Declare",
        "pidops.datacite.datacite_doi": {
            "doi": "{{ item.doi }}", "state": "findable", "url": "{{ item.url }}",
            "metadata": {"publicationYear": "{{ item.year }}", "titles": "{{ item.titles }}"},
        },
        "loop": "{{ dois }}",
        "loop_control": {"label": "{{ item.doi }}"},
    }
    dois = [
        {"doi": record["doi"], "url": record["url"], "titles": record.get("titles"), "year": record.get("publicationYear")}
        for record in records.records(LOOP_ITEMS)
    ]
    ended = ansible.tasks(task, variables={"dois": dois})
    _expect("changed=0" in ended.output and f"{records.name(LOOP_ITEMS - 1)}" in ended.output, ended)
    return ended


def apply(ansible: Ansible, declared: Sequence[Mapping[str, Any]], rate_limit: int | None, workers: int = 4) -> Ended:
    """Declarations carried out, at most so many requests per five minutes."""
    catalogue = ansible.folder / "declared.json"
    catalogue.write_text(json.dumps({"dois": list(declared)}), "utf-8")
    limits = dict.fromkeys(("create_public", "update", "publish"), str(len(declared)))
    options = {"src": [str(catalogue)], "limits": limits, "workers": workers, **({} if rate_limit is None else {"rate_limit": rate_limit})}
    return ansible.tasks({"name": "Apply", CATALOG: options})


def _expect(fulfilled: bool, ended: Ended) -> None:
    if not fulfilled:
        raise RuntimeError(f"the run did not do what is to be measured:\n{ended.output[-4000:]}")
