# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: `python -m datacite_sandbox`."""

from __future__ import annotations

import argparse
import asyncio
import pathlib
import sqlite3
import sys
from typing import Any

from . import faults, seed
from .call import Settings
from .request_log import RequestLog
from .sandbox import Sandbox
from .server import serve
from .service import Service


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(prog="datacite_sandbox", description="A local stand-in for DataCite's REST API. Stops on SIGTERM.")
    found.add_argument("--port", type=_port, default=0, help="port on 127.0.0.1 (default 0: a free one, told in the first line on stdout)")
    found.add_argument("--database", metavar="FILE", help="SQLite file that keeps everything (default: memory)")
    found.add_argument("--seed", metavar="FILE", type=pathlib.Path, action="append", default=[], help="JSON file of accounts and records; may be given again")
    found.add_argument("--index-delay", metavar="SECONDS", type=_not_negative, default=0.0, help="how far lists lag behind writes (default 0)")
    found.add_argument("--latency", metavar="MS", type=_not_negative, default=0.0, help="milliseconds added to every answer (default 0)")
    found.add_argument("--faults", metavar="SPEC", default="", help="what goes wrong, as in '429 x3; 502 PUT 10%%' (kinds: " + ", ".join(faults.KINDS) + ")")
    found.add_argument("--request-log", metavar="FILE", type=pathlib.Path, help="file that gets a line of JSON per request")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Serve until told to stop. 0 after a stop, 2 for a command line or seed that cannot be."""
    options = parser().parse_args(arguments)
    try:
        planned = faults.Faults(faults.parse(options.faults))
        seeds = [seed.read(path) for path in options.seed]
        sandbox = _sandbox(options.database, options.index_delay, seeds)
        log = RequestLog(options.request_log)
    except (faults.BadFault, seed.BadSeed, OSError) as error:
        print(f"datacite_sandbox: {error}", file=sys.stderr)
        return 2
    except sqlite3.Error as error:
        print(f"datacite_sandbox: {options.database}: {error}", file=sys.stderr)
        return 2
    try:
        asyncio.run(serve(Service(sandbox, planned, Settings(options.latency / 1000)), log, options.port))
    except OSError as error:
        print(f"datacite_sandbox: port {options.port}: {error.strerror}", file=sys.stderr)
        return 2
    finally:
        log.close()
        sandbox.close()
    return 0


def _sandbox(database: str | None, index_delay: float, seeds: list[dict[str, Any]]) -> Sandbox:
    """A sandbox with the default accounts, unless a seed says `default: false` or the database has accounts already."""
    sandbox = Sandbox(database, index_delay)
    if not sandbox.accounts.members() and all(one.get("default", True) for one in seeds):
        seed.plant(sandbox, seed.DEFAULT)
    for one in seeds:
        seed.plant(sandbox, one)
    return sandbox


def _port(text: str) -> int:
    value = int(text)
    if not 0 <= value <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is no port")
    return value


def _not_negative(text: str) -> float:
    value = float(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text} is negative")
    return value
