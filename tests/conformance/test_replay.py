# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox answers the conformance cases as DataCite's back end does."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from conftest import observed
from sandbox_server import LAB, MEMBER, OTHER, PREFIX, Sandbox


def accounts() -> list[str]:
    pairs = (("--repository", LAB), ("--other-repository", OTHER), ("--provider", MEMBER))
    return [word for option, account in pairs for word in (option, ":".join(account))]


@pytest.mark.parametrize("name", ["write", "read"])
def test_every_case_holds(name, sandbox: Sandbox, figure, tmp_path):
    file = observed(f"conformance/{name}.json")
    command = [sys.executable, str(observed("conformance/replay.py")), "--base-url", sandbox.base_url, "--prefix", PREFIX, *accounts(), "--patience", "0"]
    done = subprocess.run([*command, "--json", str(tmp_path / "found.json"), str(file)], capture_output=True, text=True, check=False)
    figure(f"{name}.json: {done.stdout.strip().splitlines()[-1]}")
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    assert {case: faults for case, faults in found.items() if faults} == {}
    assert len(found) == sum(not (case.get("uncertain") or case.get("requires")) for case in json.loads(file.read_text("utf-8")))
