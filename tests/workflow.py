# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the jobs of an example workflow for GitHub Actions on this machine, as far as their shell steps and artifacts go.

Each job has a folder of its own, which begins as a clone of the catalogue where the job checks it out. `gh` is a program of the tests' own. Steps that install
something are left out. Conditions are for the test to decide: it says which jobs run.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from typing import Any

import yaml

from guide import Done, give

_EXPRESSION = re.compile(r"\$\{\{\s*(.*?)\s*\}\}")


@dataclasses.dataclass(frozen=True)
class Actions:
    """Where jobs run: `origin` is the catalogue's Git repository, `context` what expressions such as `github.token` stand for."""

    folder: pathlib.Path
    origin: pathlib.Path
    environment: Mapping[str, str]
    context: Mapping[str, str]

    def run(self, workflow: str, job: str, **context: str) -> list[Done]:
        """Run one job to its end or its first failure (steps marked to run all the same are); what its commands did."""
        steps = load(self.origin_file(workflow))["jobs"][job]["steps"]
        place = self.folder / f"{job}-{len(list(self.folder.iterdir()))}"
        place.mkdir()
        done: list[Done] = []
        failed = False
        for step in steps:
            if failed and "cancelled()" not in str(step.get("if", "")):
                continue
            done += self._step(step, place, {**self.context, **context})
            failed = failed or any(ended.status != 0 for ended in done)
        return done

    def origin_file(self, workflow: str) -> pathlib.Path:
        """A workflow of the catalogue as it is in the folder that people work in."""
        return self.origin / ".github" / "workflows" / workflow

    def _step(self, step: Mapping[str, Any], place: pathlib.Path, context: Mapping[str, str]) -> list[Done]:
        uses = str(step.get("uses", "")).partition("@")[0]
        if uses == "actions/checkout":
            subprocess.run(["git", "clone", "--quiet", str(self.origin), str(place)], check=True, capture_output=True)
        elif uses == "actions/upload-artifact":
            self._keep(place / step["with"]["path"], step["with"]["name"])
        elif uses == "actions/download-artifact":
            kept = self.folder.parent / "artifacts" / step["with"]["name"]
            if kept.exists():
                shutil.copytree(kept, place / step["with"]["path"], dirs_exist_ok=True)
        elif "run" in step and not step["name"].startswith("Install"):
            given = {name: resolved(str(value), context) for name, value in step.get("env", {}).items()}
            return [give(step["run"], place, {**self.environment, **given})]
        return []

    def _keep(self, folder: pathlib.Path, name: str) -> None:
        kept = self.folder.parent / "artifacts" / name
        shutil.rmtree(kept, ignore_errors=True)
        if folder.exists():
            shutil.copytree(folder, kept)


def load(path: pathlib.Path) -> dict[str, Any]:
    """The YAML of a workflow."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def resolved(text: str, context: Mapping[str, str]) -> str:
    """A text whose expressions are replaced; one that the test does not know is an error."""
    return _EXPRESSION.sub(lambda found: context[found[1]], text)


def well(done: Iterable[Done]) -> str:
    """All that commands printed, if each of them ended well."""
    return "".join(ended.well().output for ended in done)
