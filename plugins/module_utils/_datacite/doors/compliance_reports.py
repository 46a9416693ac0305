# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of a compliance run, as files. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Mapping

from ..compliance.finding import Assessment
from ..planning.refusal import Problem
from ..whole_file import write

_FORMATS: Mapping[str, Callable[[Assessment], str]] = {}


def write_reports(paths: Mapping[str, pathlib.Path], assessment: Assessment) -> tuple[Problem, ...]:
    """Write the reports that were asked for, and tell which could not be."""
    unwritten = []
    for name, path in paths.items():
        try:
            write(path, _FORMATS[name](assessment))
        except OSError as error:
            unwritten.append(Problem(f"reports.{name}", f"{path} cannot be written: {error.strerror or error}", "name another file"))
    return tuple(unwritten)
