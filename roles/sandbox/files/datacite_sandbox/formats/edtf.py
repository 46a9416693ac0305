# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether text is a date of the Extended Date/Time Format, as far as DataCite's parser knows it (levels 0 to 2 of its draft and of ISO 8601-2)."""

from __future__ import annotations

import calendar
import re

UNKNOWN = frozenset((":unac", ":unal", ":unap", ":unas", ":unav", ":unkn", ":none", ":null", ":tba", ":etal"))
"""Codes that stand for a date that is not known; they pass as dates."""

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_TIME = re.compile(r"(-?\d{4}-\d{2}-\d{2})T(?:([01]\d|2[0-3]):[0-5]\d:[0-5]\d|24:00:00)(?:Z|[-+](?:0\d|1[0-3]):[0-5]\d|[-+]14:00)?")
_UNSPECIFIED = re.compile(r"(?=.*u)-?(?:\d{4}-uu(?:-uu)?|\d{4}-\d{2}-uu|\d{4}-uu-\d{2}|[\du]{4}(?:-(?:\d{2}|[01]u|uu))?(?:-(?:\d{2}|[0-3]u|uu))?)")
_SEASON = re.compile(r"-?\d{4}-2[1-4](?:\^[\w:/.-]+)?")
_LONG_YEAR = re.compile(r"y-?\d{5,}|y-?\d+e\d+(?:p\d+)?")
_MASKED = re.compile(r"-?\d{3}x|-?\d{2}xx")


def is_date(text: str) -> bool:
    """True for what is kept as a date."""
    if text in UNKNOWN:
        return True
    if text.startswith(("[", "{")):
        return _is_set(text)
    start, slash, end = text.partition("/")
    return (_is_end(start, ("unknown",)) and _is_end(end, ("unknown", "open"))) if slash else _is_moment(text)


def _is_end(text: str, words: tuple[str, ...]) -> bool:
    """One end of a range: a date without time, or a word for what is not known."""
    return text in words or ("T" not in text and _is_moment(text))


def _is_moment(text: str) -> bool:
    bare = re.sub(r"(?:\?~|[?~])\Z", "", text)
    if _is_plain(bare):
        return True
    if bare == text and (time := _TIME.fullmatch(text)):
        return _is_plain(time[1])
    return any(pattern.fullmatch(bare) for pattern in (_UNSPECIFIED, _SEASON, _LONG_YEAR, _MASKED))


def _is_plain(text: str) -> bool:
    """A year, month or day of the calendar."""
    parts = _DAY.fullmatch(text)
    if not parts:
        return False
    year, month, day = int(parts[1]), int(parts[2] or 1), int(parts[3] or 1)
    if not 1 <= month <= 12:
        return False
    leap = calendar.isleap(abs(year))
    return 1 <= day <= (29 if month == 2 and leap else _DAYS[month - 1])


def _is_set(text: str) -> bool:
    """A set such as [1667,1668, 1670..1672] or {1960,1961-12}."""
    if {"[": "]", "{": "}"}[text[0]] != text[-1:]:
        return False
    members = [member.strip() for member in text[1:-1].split(",")]
    return all(all(_is_moment(end) for end in member.split("..") if end) and member.strip(".") != "" for member in members)
