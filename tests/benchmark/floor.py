# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What nobody can be much faster than: the same pages fetched with curl, and the same files parsed by PyYAML's own loaders on libyaml.

    python floor.py CSafeLoader FOLDER       prints the seconds that parsing all YAML files under FOLDER takes
"""

from __future__ import annotations

import pathlib
import sys
import time
from collections.abc import Sequence

LOADERS = ("CSafeLoader", "CBaseLoader")


def download(url: str, account: tuple[str, str], paths: Sequence[str], folder: pathlib.Path) -> float:
    """Seconds that one curl takes for these requests, over one connection, compressed as ours are."""
    from programs import clean_environment, run

    config = folder / "curl.config"
    orders = [f'url = "{url}{path}"\noutput = "/dev/null"' for path in paths]
    config.write_text(f'silent\nshow-error\nfail\ngloboff\ncompressed\nuser = "{account[0]}:{account[1]}"\n' + "\n".join(orders) + "\n", "utf-8")
    return run(["curl", "--config", str(config)], folder, clean_environment()).seconds


def parse(loader: str, catalogue: pathlib.Path) -> float:
    """Seconds that a process of its own takes for all files, without its start."""
    from programs import clean_environment, run

    return float(run([sys.executable, __file__, loader, str(catalogue)], catalogue, clean_environment()).output)


def main() -> None:
    import yaml

    loader, folder = getattr(yaml, sys.argv[1]), pathlib.Path(sys.argv[2])
    began = time.perf_counter()
    for path in sorted(folder.rglob("*.yml")):
        yaml.load(path.read_bytes(), Loader=loader)
    print(time.perf_counter() - began)


if __name__ == "__main__":
    main()
