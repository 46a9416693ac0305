# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports of a plan, as files. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Callable, Mapping, Sequence

from ..planning.fate import Fate
from ..planning.planned import Plan
from ..planning.refusal import Problem
from ..reports.html import html
from ..reports.json_report import json_report
from ..reports.junit import junit
from ..reports.markdown import markdown
from ..reports.report import Report
from ..whole_file import write

_FORMATS: Mapping[str, Callable[[Report], str]] = {"markdown": markdown, "html": html, "json": json_report, "junit": junit}


def write_reports(
    paths: Mapping[str, pathlib.Path], plan: Plan, fates: Sequence[Fate] | None, reasons: Sequence[Problem], *, check: bool
) -> tuple[Problem, ...]:
    """Write the reports that were asked for, and tell which could not be: what was done at DataCite has to be told in any case."""
    if not paths:
        return ()
    stopped = "\n".join(str(reason) for reason in reasons) or None
    report = Report(plan, None if fates is None else tuple(fates), stopped, check)
    unwritten = []
    for name, path in paths.items():
        try:
            write(path, _FORMATS[name](report))
        except OSError as error:
            unwritten.append(Problem(f"reports.{name}", f"{path} cannot be written: {error.strerror or error}", "name another file"))
    return tuple(unwritten)
