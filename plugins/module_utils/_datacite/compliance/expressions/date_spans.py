# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as rules compare them: from the first to the last day that a date, a time or a range may mean.

What counts as a date is the Extended Date/Time Format as DataCite takes it (see metadata/dates.py; https://www.loc.gov/standards/datetime/).
A year means all its days, `2021-03` all of March, an open or unknown end of a range has no limit. A time counts by its day in UTC.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Any, NamedTuple

from ...metadata.dates import is_edtf

Day = tuple[int, int, int]
"""Year, month and day."""

ALWAYS, NEVER = (-(10**9), 1, 1), (10**9, 12, 31)
"""Earlier and later than any day."""

_OPEN = ("", "..", "open", "unknown")
_PARTS = re.compile(r"(?:Y?(-?\d{4,}))(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_UNSPECIFIED = re.compile(r"(\d\d)(\dX|XX)\Z", re.ASCII)
_MONTHS = range(1, 13)


class Span(NamedTuple):
    """The first and the last day."""

    first: Day
    last: Day


def span(value: Any) -> Span | None:
    """What a date (text, or a year as a number) may mean; None for what is no date, and for the codes for unknown values."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        value = f"{value:04d}"
    if not isinstance(value, str):
        return None
    text = value.strip()
    if text[:1] in ("(", ":") or len(text) > 80 or not is_edtf(text):
        return None
    first, slash, last = text.partition("/")
    if not slash:
        return _single(first)
    begins = Span(ALWAYS, ALWAYS) if first in _OPEN else _single(first)
    ends = Span(NEVER, NEVER) if last in _OPEN else _single(last)
    return Span(begins.first, ends.last) if begins and ends else None


def _single(text: str) -> Span | None:
    decade = _UNSPECIFIED.match(text)
    if decade:
        century, rest = int(decade[1]) * 100, decade[2]
        first, years = (century, 100) if rest == "XX" else (century + int(rest[0]) * 10, 10)
        return Span((first, 1, 1), (first + years - 1, 12, 31))
    found = _PARTS.match(text)
    if not found:
        return None
    year, month, day = int(found[1]), int(found[2] or 0), int(found[3] or 0)
    if month not in _MONTHS:  # A season, such as 2001-21: some days of that year.
        return Span((year, 1, 1), (year, 12, 31))
    if not day:
        return Span((year, month, 1), (year, month, _days(year, month)))
    exact = _utc_day(text) if "T" in text else None
    return Span(exact or (year, month, day), exact or (year, month, day))


def _utc_day(text: str) -> Day | None:
    """The day in UTC of a time with its zone; None where Python cannot tell (24:00, years that it has not)."""
    try:
        at = datetime.datetime.fromisoformat(text)
        at = at.astimezone(datetime.UTC) if at.tzinfo else at
    except (ValueError, OverflowError):
        return None
    return at.year, at.month, at.day


def _days(year: int, month: int) -> int:
    return 28 + calendar.isleap(year) if month == 2 else 31 - (month in (4, 6, 9, 11))
