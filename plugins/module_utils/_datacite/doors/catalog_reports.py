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


def write_reports(paths: Mapping[str, pathlib.Path], plan: Plan, fates: Sequence[Fate] | None, reasons: Sequence[Problem], *, check: bool) -> None:
    """Write the reports that were asked for; raises OSError where one cannot be."""
    if not paths:
        return
    stopped = "\n".join(str(reason) for reason in reasons) or None
    report = Report(plan, None if fates is None else tuple(fates), stopped, check)
    for name, path in paths.items():
        write(path, _FORMATS[name](report))
