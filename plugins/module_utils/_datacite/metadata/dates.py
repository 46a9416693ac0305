# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates in the form that DataCite asks for: the Extended Date/Time Format, level 0 and what DataCite's tools take beyond it.

Source: https://www.loc.gov/standards/datetime/ and the `date` property of the Metadata Schema (W3C-DTF, and ranges with a slash, which may be open).
"""

from __future__ import annotations

import calendar
import re

_DATE = re.compile(
    r"(?P<year>-?\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?)?)?\Z",
    re.ASCII,
)
# Level 1: uncertain and approximate dates, seasons, unspecified digits, years of more than four digits.
_LEVEL_1 = re.compile(r"(?:-?\d{4}(?:-\d{2}(?:-\d{2})?)?[?~%]|-?\d{4}-(?:2[1-4])|\d{3}X|\d{2}XX|\d{4}-XX(?:-XX)?|\d{4}-\d{2}-XX|Y-?\d{5,})\Z", re.ASCII)
# The schema's codes for unknown values, such as (:unav) or :tba.
_UNKNOWN = re.compile(r"\(?:(?:unac|unal|unap|unas|unav|unkn|none|null|tba|etal|at)\)?\Z")


def is_edtf(text: str) -> bool:
    """Whether `text` is a date, a date with time, a range of dates (open at either end), or one of the codes for unknown values."""
    if _UNKNOWN.match(text):
        return True
    if "/" not in text:
        return _is_single(text)
    ends = text.split("/")
    return len(ends) == 2 and any(ends) and all(end in ("", "..", "open", "unknown") or _is_single(end) for end in ends)


def _is_single(text: str) -> bool:
    if _LEVEL_1.match(text):
        return True
    parts = _DATE.match(text)
    if not parts:
        return False
    month, day = int(parts["month"] or 1), int(parts["day"] or 1)
    if not 1 <= month <= 12 or not 1 <= day <= _days(int(parts["year"]), month):
        return False
    return int(parts["hour"] or 0) <= 24 and int(parts["minute"] or 0) <= 59 and int(parts["second"] or 0) <= 60


def _days(year: int, month: int) -> int:
    return 28 + calendar.isleap(year) if month == 2 else 31 - (month in (4, 6, 9, 11))
