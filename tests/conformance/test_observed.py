# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sandbox makes of real, spoiled and changing records what DataCite's back end made of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from conftest import observed
from sandbox_server import LAB, Sandbox


@pytest.mark.parametrize(("name", "least"), [("real", 0.995), ("spoiled", 0.97), ("lives", 0.97)])
def test_enough_lines_are_equal(name, least, sandbox: Sandbox, figure):
    command = [
        sys.executable,
        str(observed("observed/check.py")),
        "--base-url",
        sandbox.base_url,
        "--auth",
        ":".join(LAB),
        "--least",
        str(least),
        "--show",
        "5",
    ]
    done = subprocess.run([*command, str(observed(f"observed/{name}.jsonl"))], capture_output=True, text=True, check=False)
    figure(done.stdout.splitlines()[0].rpartition("/")[2] if done.stdout else done.stderr[-200:])
    assert done.returncode == 0, done.stdout + done.stderr
