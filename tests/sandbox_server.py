# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A sandbox of one's own for a test: its own process, a free port, in memory, stopped at the end.

with running_sandbox(faults="429 x2") as sandbox:
    requests.get(sandbox.base_url + "/dois")
    assert [entry["status"] for entry in sandbox.request_log()] == [429]
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from typing import Any

ROOT = pathlib.Path(__file__).resolve().parent.parent
CODE = ROOT / "roles" / "sandbox" / "files"
LISTENING = "listening on "

MEMBER = ("PIDOPS", "member-secret")
LAB = ("PIDOPS.LAB", "lab-secret")
OTHER = ("PIDOPS.OTHER", "other-secret")
RIVAL_LAB = ("RIVAL.LAB", "rival-lab-secret")
PREFIX = "10.82001"


@dataclasses.dataclass(frozen=True)
class Sandbox:
    """A running sandbox. `log` is the file of its request log, `pid` its process."""

    base_url: str
    log: pathlib.Path
    pid: int

    def request_log(self, since: int = 0) -> list[dict[str, Any]]:
        """One entry per request so far (method, path, status, account, request_id), from the entry number `since` on."""
        lines = self.log.read_text("utf-8").splitlines() if self.log.exists() else []
        return [json.loads(line) for line in lines[since:]]

    def control(self, path: str, body: Mapping[str, Any] | None = None, method: str = "POST") -> dict[str, Any]:
        """Ask the control endpoint `/_sandbox/<path>`; DOIs in the path are percent-encoded here."""
        kind, slash, name = path.partition("/")
        url = f"{self.base_url}/_sandbox/{kind}{slash}{urllib.parse.quote(name, safe='')}"
        content = None if method == "GET" else json.dumps(dict(body or {})).encode()
        request = urllib.request.Request(url, data=content, method=method, headers={"Content-Type": "application/json"})
        with _opener().open(request, timeout=60) as response:
            found = json.load(response)
        return dict(found)

    def faults(self, spec: str) -> None:
        """Let the next requests meet these faults: `drop-after PUT x1`."""
        self.control("faults", {"faults": spec})

    def clear_faults(self) -> None:
        self.control("faults", method="DELETE")

    def put_record(self, doi: str, attributes: Mapping[str, Any], repository: str = "PIDOPS.LAB") -> None:
        """Store a record as it is, past all rules."""
        self.control(f"records/{doi}", {"repository": repository, "attributes": dict(attributes)}, "PUT")

    def damage(self, doi: str, **columns: Any) -> None:
        """Spoil a stored record: `damage(doi, creators="")`."""
        self.control(f"damage/{doi}", columns)

    def settings(self, **values: Any) -> dict[str, Any]:
        """`index_delay` (seconds), `index_paused`, `latency` (milliseconds)."""
        return self.control("settings", values)

    def flush_index(self) -> None:
        self.control("index")


@contextlib.contextmanager
def running_sandbox(
    *,
    seed: Mapping[str, Any] | None = None,
    database: pathlib.Path | None = None,
    index_delay: float = 0.0,
    latency: float = 0.0,
    faults: str = "",
    port: int = 0,
    python: str = sys.executable,
) -> Iterator[Sandbox]:
    """Start a sandbox and stop it at the end. `seed` as in the role's README, `index_delay` in seconds, `latency` in milliseconds."""
    with tempfile.TemporaryDirectory(prefix="sandbox-") as folder:
        log = pathlib.Path(folder) / "requests.jsonl"
        command = [python, "-m", "datacite_sandbox", "--port", str(port), "--request-log", str(log)]
        command += ["--index-delay", str(index_delay), "--latency", str(latency)]
        if faults:
            command += ["--faults", faults]
        if database:
            command += ["--database", str(database)]
        if seed is not None:
            file = pathlib.Path(folder) / "seed.json"
            file.write_text(json.dumps(seed), "utf-8")
            command += ["--seed", str(file)]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(CODE)})
        try:
            yield Sandbox(_address(process), log, process.pid)
        finally:
            _stop(process)


def _address(process: subprocess.Popen[str]) -> str:
    line = process.stdout.readline().strip() if process.stdout else ""
    if not line.startswith(LISTENING):
        raise RuntimeError(f"the sandbox did not start: {line!r}, exit status {process.poll()}")
    return line.removeprefix(LISTENING)


def _stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()


def _opener() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.ProxyHandler({}))
