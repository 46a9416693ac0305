# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and years as references have them, in ISO form. Private to the collection."""

from __future__ import annotations

import datetime
import re

from ...metadata.dates import is_edtf

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FOREIGN_MONTHS = {
    "mär": 3, "mae": 3, "mai": 5, "okt": 10, "dez": 12, "fév": 2, "fev": 2, "avr": 4, "juin": 6, "juil": 7, "aoû": 8, "aou": 8, "déc": 12, "ene": 1, "abr": 4,
    "ago": 8, "dic": 12, "gen": 1, "mag": 5, "giu": 6, "lug": 7, "set": 9, "ott": 10, "out": 10,
}  # fmt: skip
_YEAR_ONLY = re.compile(r"[12]\d{3}", re.ASCII)
_YEAR_INSIDE = re.compile(r"(?<!\d)(?:1\d{3}|20\d{2}|2100)(?!\d)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,4})[./-](\d{1,2})(?:[./-](\d{1,4}))?(?![\d./-]?\d)", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[/.-]([12]\d{3})", re.ASCII)
_WORDS = re.compile(r"[^\W\d_]{3,}")
_DAY = re.compile(r"(?<!\d)([0-3]?\d)(?!\d)", re.ASCII)
_MOST_CHARACTERS = 100


def year_in(text: str) -> str | None:
    """The year of publication in a text such as `2019`, `2019a`, `[2019]`, `c2019`, `5 March 2019`; None for `in press`."""
    text = text.strip()[:_MOST_CHARACTERS]
    if _YEAR_ONLY.fullmatch(text):
        return text
    inside = _YEAR_INSIDE.search(text)
    return inside[0] if inside else None


def month_in(text: str) -> int | None:
    """The month in `3`, `03`, `mar`, `March`, `Mar. 5`, `März`; None where there is none, or two."""
    text = text.strip().strip("{}").lower()[:_MOST_CHARACTERS]
    if text.isascii() and text.isdigit():
        return int(text) if 1 <= int(text) <= 12 else None
    found = {month for word in _WORDS.findall(text) if (month := _month_named(word))}
    return found.pop() if len(found) == 1 else None


def _month_named(word: str) -> int | None:
    for length in (4, 3):
        if word[:length] in _FOREIGN_MONTHS:
            return _FOREIGN_MONTHS[word[:length]]
    return _MONTHS.index(word[:3]) + 1 if word[:3] in _MONTHS else None


def day_in(text: str) -> int | None:
    """The one day in `5`, `05`, `Mar 5`, `12~jan`; None where there is none, or several."""
    days = [int(day) for day in _DAY.findall(text[:_MOST_CHARACTERS])]
    return days[0] if len(days) == 1 and 1 <= days[0] <= 31 else None


def date_of(year: str, month: int | None, day: int | None) -> str:
    """A date as precise as its parts allow."""
    if month is None:
        return year
    if day is not None:
        try:
            return datetime.date(int(year), month, day).isoformat()
        except ValueError:
            return f"{year}-{month:02d}"
    return f"{year}-{month:02d}"


def date_in(text: str) -> str | None:
    """The date in a text, in the form of ISO 8601 or EDTF: `2020-03-05`, `2020/3/5/Spring`, `2020///`, `05/2020`, `5 March 2020`, `2019/2020`."""
    text = text.strip()[:_MOST_CHARACTERS]
    if re.match(r"\d{4}", text, re.ASCII) and ("/" not in text or re.search(r"/\d{4}", text)) and is_edtf(text):
        return text.partition("T")[0] if "T" in text and "/" not in text else text
    bare = re.sub(r"/+$", "", text)
    if re.fullmatch(r"[12]\d{7}", bare, re.ASCII):
        return _of_numbers(bare[:4], bare[4:6], bare[6:])
    german = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?([12]\d{3})", bare, re.ASCII)
    if german and 1 <= int(german[2]) <= 12:
        return date_of(german[3], int(german[2]), int(german[1]))
    numbers = _NUMBERS.match(bare)
    if numbers:
        return _of_numbers(*numbers.groups())
    month_first = _MONTH_FIRST.fullmatch(bare)
    if month_first and 1 <= int(month_first[1]) <= 12:
        return date_of(month_first[2], int(month_first[1]), None)
    year = year_in(bare.partition("/")[0] if re.match(r"\d{4}/", bare) else bare)
    if year is None:
        return None
    rest = bare.replace(year, " ", 1)
    month = month_in(rest)
    return date_of(year, month, day_in(rest) if month else None)


def _of_numbers(first: str, second: str, third: str | None) -> str | None:
    """`2020-3-5`, `2020/3`, `5.3.2020`, `05/2020`: year first or last; a day and a month that could be either way are left out."""
    if len(first) == 4:
        month, day = int(second), int(third) if third and len(third) < 3 else None
        return date_of(first, month if 1 <= month <= 12 else None, day or None) if _plausible(first) else None
    if third and len(third) == 4 and _plausible(third):
        low, high = int(first), int(second)
        if 1 <= high <= 12 < low:
            return date_of(third, high, low)
        if 1 <= low <= 12 < high:
            return date_of(third, low, high)
        return date_of(third, low if low == high and low else None, high if low == high and low else None)
    return None


def _plausible(year: str) -> bool:
    return 1000 <= int(year) <= 2100
