# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs of datacite_catalog that can be killed at any point, without the seconds that a playbook needs to begin.

As a program it is a process that has imported everything and forks a run for each line that it reads: `Runs` talks to it. A run opens the door of
datacite_catalog, just as a playbook does. It may be told to die (SIGKILL, by its own hand) at its n-th event: before a request is sent, when the answer
is there, or in the middle of a line of the journal.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import os
import pathlib
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from typing import Any

LAB = {"username": "PIDOPS.LAB", "password": "lab-secret"}
ANY_NUMBER = dict.fromkeys(("create_public", "publish", "register", "update", "hide", "delete", "republish"), "1000")
BACK_OFF = 0.01
"""Seconds before the first repetition: here servers recover quickly."""


@dataclasses.dataclass(frozen=True)
class Ended:
    """How a run ended: its exit status (negative: the signal that killed it), and what it returned (nothing if it was killed)."""

    status: int
    result: dict[str, Any]

    @property
    def killed(self) -> bool:
        return self.status == -signal.SIGKILL

    @property
    def failures(self) -> list[dict[str, Any]]:
        """The DOIs that failed; raises where the run as a whole did."""
        if self.result.get("failed") and not self.result.get("failures"):
            raise AssertionError(self.result.get("msg"))
        return list(self.result.get("failures", ()))


class Runs:
    """One run at a time; `begin` it, perhaps kill it, and see how it `ended`."""

    def __init__(self, folder: pathlib.Path) -> None:
        self._result = folder / f"result-{id(self)}.json"
        self._process = subprocess.Popen([sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def begin(self, options: Mapping[str, Any], *, die_at: int | None = None) -> int:
        """Begin a run with these options; its process id."""
        self._result.unlink(missing_ok=True)
        self._say({"options": dict(options), "die_at": die_at, "result": str(self._result)})
        return int(self._hear())

    def ended(self) -> Ended:
        """Wait for the end of the run."""
        status = int(self._hear())
        return Ended(status, json.loads(self._result.read_text("utf-8")) if self._result.exists() else {})

    def run(self, options: Mapping[str, Any], *, die_at: int | None = None, die_after: float | None = None) -> Ended:
        """A run from its beginning to its end; with `die_after` it is killed after so many seconds."""
        process = self.begin(options, die_at=die_at)
        killer = threading.Timer(die_after or 0, os.kill, (process, signal.SIGKILL))
        if die_after is not None:
            killer.start()
        try:
            return self.ended()
        finally:
            killer.cancel()

    def close(self) -> None:
        if self._process.stdin and self._process.stdout:
            self._process.stdin.close()
            self._process.wait(30)
            self._process.stdout.close()

    def _say(self, order: Mapping[str, Any]) -> None:
        if self._process.stdin:
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()

    def _hear(self) -> str:
        return self._process.stdout.readline() if self._process.stdout else ""


def main() -> None:
    """Fork a run for each line on stdin; say its process id, and how it ended."""
    import ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors.catalog
    import ansible_collections.pidops.datacite.plugins.modules.datacite_catalog  # noqa: F401 - imported here so that no run has to

    for line in sys.stdin:
        order = json.loads(line)
        process = os.fork()
        if process == 0:
            _run(order)
        print(process, flush=True)
        _unused, status = os.waitpid(process, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def _run(order: Mapping[str, Any]) -> None:
    """One run, in a process of its own that ends here."""
    status = 1
    try:
        from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api import retries
        from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
        from ansible_collections.pidops.datacite.plugins.modules.datacite_catalog import DOOR

        retries.BACK_OFF = BACK_OFF  # type: ignore[misc]
        if order["die_at"] is not None:
            _die_at(order["die_at"])
        params = {name: order["options"].get(name, option.get("default")) for name, option in DOOR.argument_spec.items()}
        pathlib.Path(order["result"]).write_text(json.dumps(answer(DOOR, Visit(params, False, False, {}))), "utf-8")
        status = 0
    finally:
        os._exit(status)


def _die_at(number: int) -> None:
    """Count the events of this process, and end it at one of them."""
    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.transport import Order, Received, Transport
    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning import journal

    events = itertools.count(1)
    send, append = Transport.send, journal._append

    def counted_send(self: Transport, order: Order) -> Received:
        if next(events) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        received = send(self, order)
        if next(events) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return received

    def counted_append(descriptor: int, line: bytes) -> None:
        if next(events) == number:
            append(descriptor, line[: len(line) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        append(descriptor, line)

    Transport.send = counted_send  # type: ignore[method-assign]
    journal._append = counted_append


if __name__ == "__main__":
    main()
