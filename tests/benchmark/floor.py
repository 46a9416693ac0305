# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody can be much faster than: the same pages fetched with curl, and the same files parsed by PyYAML's own loaders on libyaml."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Sequence

from programs import Times, clean_environment, run

LOADERS = ("CSafeLoader", "CBaseLoader")


def download(url: str, account: tuple[str, str], paths: Sequence[str], folder: pathlib.Path) -> Times:
    """What one curl takes for these requests, over one connection, compressed as ours are."""

    config = folder / "curl.config"
    orders = [f'url = "{url}{path}"\noutput = "/dev/null"' for path in paths]
    config.write_text(f'silent\nshow-error\nfail\ngloboff\ncompressed\nuser = "{account[0]}:{account[1]}"\n' + "\n".join(orders) + "\n", "utf-8")
    ended = run(["curl", "--config", str(config)], folder, clean_environment())
    return Times(ended.seconds, ended.processor)


def parse(loader: str, catalogue: pathlib.Path) -> Times:
    """What a process of its own takes for all files, without its start."""
    script = str(pathlib.Path(__file__).with_name("parsing.py"))
    seconds, processor = run([sys.executable, script, loader, str(catalogue)], catalogue, clean_environment()).output.split()
    return Times(float(seconds), float(processor))
