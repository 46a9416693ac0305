# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make demo`: installs the collection of this checkout, starts a sandbox, runs the demo playbook against it, stops the sandbox.

The exit status is the playbook's: 0 only if everything was as the demo says. The sandbox is stopped however the playbook ends.
"""

from __future__ import annotations

import json
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
from types import FrameType

from sandbox_server import running_sandbox

ROOT = pathlib.Path(__file__).resolve().parent.parent
BIN = pathlib.Path(sys.executable).parent
PLAYBOOK = "pidops.datacite.demo"
REPORTS = ROOT / "build" / "demo"


def main() -> int:
    """Run the demo; the result is the process's exit status."""
    signal.signal(signal.SIGTERM, _interrupt)
    with tempfile.TemporaryDirectory(prefix="datacite-demo-") as folder:
        try:
            install(pathlib.Path(folder))
            with running_sandbox() as sandbox:
                print(f"The sandbox listens on {sandbox.base_url}; nothing leaves this machine.", flush=True)
                status = play(pathlib.Path(folder), sandbox.base_url)
            print("The sandbox is stopped.")
            if status == 0:
                print(f"The plan of the second act, for reading in a browser: {REPORTS / 'plan.html'}")
                print(f"What is wrong with the DOIs at the end of it: {REPORTS / 'compliance.html'}")
        except KeyboardInterrupt:
            print("Interrupted; the sandbox is stopped.", file=sys.stderr)
            return 130
    print("Everything was as the demo says." if status == 0 else "The demo failed: something was not as it says.", flush=True)
    return status


def install(collections: pathlib.Path) -> None:
    """Install the checkout into the folder `collections`, as a user would install the built artifact."""
    (collections / "ansible.cfg").touch()
    command = [BIN / "ansible-galaxy", "collection", "install", "--offline", "--collections-path", collections, ROOT]
    done = subprocess.run(command, env=environment(collections), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"The collection could not be installed:\n{done.stdout}{done.stderr}")


def play(collections: pathlib.Path, url: str) -> int:
    """Run the installed demo playbook against the sandbox at `url`."""
    command = [BIN / "ansible-playbook", PLAYBOOK, "--extra-vars", json.dumps({"sandbox_url": url, "demo_reports": str(REPORTS)})]
    return subprocess.run(command, env=environment(collections), stdin=subprocess.DEVNULL, cwd=collections, check=False).returncode


def environment(collections: pathlib.Path) -> dict[str, str]:
    """This process's environment, without what would lead Ansible or the modules elsewhere."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ANSIBLE_", "DATACITE_"))}
    return inherited | {
        "ANSIBLE_CONFIG": str(collections / "ansible.cfg"),
        "ANSIBLE_HOME": str(collections / "home"),
        "ANSIBLE_COLLECTIONS_PATH": str(collections),
        "ANSIBLE_CALLBACK_RESULT_FORMAT": "yaml",
        "ANSIBLE_DISPLAY_SKIPPED_HOSTS": "false",
        "ANSIBLE_INVENTORY_UNPARSED_WARNING": "false",
        "ANSIBLE_LOCALHOST_WARNING": "false",
        "ANSIBLE_FORCE_COLOR": "true" if sys.stdout.isatty() else "false",
        "NO_PROXY": "127.0.0.1,localhost",
    }


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
