# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates that are not in the form that DataCite asks for. Warnings only: DataCite keeps any text."""

from __future__ import annotations

from collections.abc import Iterator

from ..dates import is_edtf
from .declared import Declared, blank, written
from .finding import Finding


def date_findings(declared: Declared) -> Iterator[Finding]:
    """Warnings for dates such as `March 2021`, `20210304` or `2021-02-30`."""
    for path, entry in declared.entries("dates"):
        date = entry.get("date")
        text = written(date)
        if text is not None and not blank(text) and not isinstance(date, bool) and not is_edtf(text):
            yield Finding(
                "warning", f"{path}.date", f"`{text[:60]}` is no date as DataCite asks for them", "write 2021, 2021-03, 2021-03-04 or 2021-03-04/2021-04-01"
            )
