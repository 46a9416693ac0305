# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of a compliance run, as files. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Mapping

from ..compliance.finding import Assessment
from ..compliance.history import Asked, History, append
from ..planning.refusal import Problem
from ..reports.compliance_csv import compliance_csv
from ..reports.compliance_html import compliance_html
from ..reports.compliance_json import compliance_json
from ..reports.compliance_junit import compliance_junit
from ..reports.compliance_markdown import compliance_markdown
from ..reports.compliance_sarif import compliance_sarif
from ..whole_file import write

_FORMATS: Mapping[str, Callable[[Assessment], str]] = {
    "html": compliance_html,
    "markdown": compliance_markdown,
    "json": compliance_json,
    "junit": compliance_junit,
    "sarif": compliance_sarif,
    "csv": compliance_csv,
}


def write_reports(paths: Mapping[str, pathlib.Path], assessment: Assessment, fail_on: str) -> tuple[Problem, ...]:
    """Write the reports that were asked for, and tell which could not be."""
    unwritten = []
    for name, path in paths.items():
        try:
            write(path, compliance_junit(assessment, fail_on) if name == "junit" else _FORMATS[name](assessment))
        except OSError as error:
            unwritten.append(_unwritten(f"reports.{name}", path, error))
    return tuple(unwritten)


def keep_history(path: pathlib.Path | None, past: History, assessment: Assessment, asked: Asked) -> tuple[Problem, ...]:
    """Leave this run in its history, and tell where that cannot be."""
    if path is None:
        return ()
    try:
        append(path, past, assessment, asked)
    except OSError as error:
        return (_unwritten("history", path, error),)
    return ()


def _unwritten(option: str, path: pathlib.Path, error: OSError) -> Problem:
    return Problem(option, f"{path} cannot be written: {error.strerror or error}", "name another file")
