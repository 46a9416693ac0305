# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The name of the DOI itself. Only a name that is to be created is held against DataCite's syntax: older records have any other character in theirs."""

from __future__ import annotations

from collections.abc import Iterator

from ..doi_names import doubt_about_new, plain, problem, problem_of_new
from .declared import Declared
from .finding import Finding


def name_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for a name that DataCite refuses or cannot address."""
    if not declared.doi:
        return
    name = plain(declared.doi)
    wrong = problem_of_new(name) if declared.new else problem(name)
    if wrong:
        yield Finding("error", "doi", wrong)
    elif declared.new and (doubt := doubt_about_new(name)):
        yield Finding("warning", "doi", doubt)
