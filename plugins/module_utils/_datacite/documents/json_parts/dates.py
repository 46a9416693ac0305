# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates as people and exporters write them, in the form that DataCite keeps. Private to the collection."""

from __future__ import annotations

import re

from ...metadata.dates import is_edtf

_TIME = r"[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?(?P<fraction>[.,]\d+)?\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_DAY = re.compile(rf"(?P<year>\d{{4}})(?:[-/.](?P<month>\d{{1,2}})(?:[-/.](?P<day>\d{{1,2}})(?:{_TIME})?)?)?", re.ASCII | re.IGNORECASE)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T\d{4,6}Z?)?", re.ASCII)
_EUROPEAN = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4})", re.ASCII)
_YEAR_RANGE = re.compile(r"(\d{4})\s*[-–—]\s*(\d{4})", re.ASCII)
_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?\s+)?(?P<month>[a-z]{3,9})\.?\s+(?:(?P<later>\d{1,2})(?:st|nd|rd|th)?,?\s+)?(?P<year>\d{4})",
    re.ASCII | re.IGNORECASE,
)
_MONTHS = {name: number for number, name in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)}
_LONG_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "sept")
_YEAR = re.compile(r"(?<!\d)([1-9]\d{3})(?!\d)", re.ASCII)
_OPEN = frozenset(("", "..", "open", "unknown"))
_LONGEST = 100


def date_in(text: str) -> str | None:
    """A date, a date with time or a range of dates in the form that DataCite keeps; None where it is none of these."""
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    years = _YEAR_RANGE.fullmatch(text)
    if years and int(years[2]) >= int(years[1]):
        return f"{years[1]}/{years[2]}"
    found = _moment(text) or _range(text)
    return found if found and is_edtf(found) else (text if is_edtf(text) and "T" not in text else None)


def year_in(text: str) -> int | None:
    """The year of a date, or the first number of four digits in a text."""
    found = None if text.startswith("-") else _YEAR.search(date_in(text) or text[:_LONGEST])
    return int(found[1]) if found else None


def of_parts(parts: list[str]) -> str | None:
    """Year, month and day (each as text) as one date, as far as they are valid; None without a year of four digits."""
    filled = [part.strip() for part in parts[:3]]
    if not filled or not re.fullmatch(r"[1-9]\d{3}", filled[0], re.ASCII):
        return None
    date = filled[0]
    for part in filled[1:]:
        longer = f"{date}-{part.rjust(2, '0')}"
        if part in ("", "0", "00") or not is_edtf(longer) or not re.fullmatch(r"\d{1,2}", part, re.ASCII):
            break
        date = longer
    return date


def _range(text: str) -> str | None:
    start, slash, end = (part.strip() for part in text.partition("/"))
    if not slash or "/" in end:
        return None
    first, last = (end if end.lower() in _OPEN else _day_alone(end) for end in (start, end))
    return f"{first}/{last}" if first is not None and last is not None and first + last else None


def _day_alone(text: str) -> str | None:
    found = _moment(text)
    return found.partition("T")[0] if found else None


def _moment(text: str) -> str | None:
    day = _DAY.fullmatch(text)
    if day:
        return _of_match(day)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return _checked("-".join(compact.groups()))
    european = _EUROPEAN.fullmatch(text)
    if european:
        return _checked(f"{european[3]}-{european[2].rjust(2, '0')}-{european[1].rjust(2, '0')}")
    words = _WORDS.fullmatch(text)
    return _of_words(words) if words else None


def _of_match(found: re.Match[str]) -> str | None:
    if int(found["month"] or 1) > 12:
        return None
    date = "-".join(part.rjust(2, "0") for part in (found["year"], found["month"], found["day"]) if part)
    if not found["second"]:
        return _checked(date)
    zone = (found["zone"] or "").upper()
    if len(zone) == 5:
        zone = f"{zone[:3]}:{zone[3:]}"
    timed = f"{date}T{found['hour'].rjust(2, '0')}:{found['minute']}:{found['second']}{zone}"
    return timed if is_edtf(timed) else _checked(date)


def _of_words(found: re.Match[str]) -> str | None:
    word = found["month"].lower()
    if word not in _MONTHS and word not in _LONG_MONTHS:
        return None
    month, day = f"{_MONTHS[word[:3]]:02}", found["day"] or found["later"]
    return _checked(f"{found['year']}-{month}" + (f"-{day.rjust(2, '0')}" if day else ""))


def _checked(date: str) -> str | None:
    return date if is_edtf(date) else None
