# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses all YAML files of a folder with one of PyYAML's loaders, and prints the wall and the processor time in seconds.

    python parsing.py CSafeLoader FOLDER
"""

from __future__ import annotations

import pathlib
import sys
import time

import yaml


def main() -> None:
    loader, folder = getattr(yaml, sys.argv[1]), pathlib.Path(sys.argv[2])
    began, worked = time.perf_counter(), time.process_time()
    for path in sorted(folder.rglob("*.yml")):
        yaml.load(path.read_bytes(), Loader=loader)
    print(time.perf_counter() - began, time.process_time() - worked)


if __name__ == "__main__":
    main()
