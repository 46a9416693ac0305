# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The year of publication: what DataCite keeps of what is declared."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from typing import Any

from ..yaml_values import text_of_dates
from .declared import Declared
from .finding import Finding

_LEADING_DIGITS = re.compile(r"\s*([+-]?\d+(?:_\d+)*)", re.ASCII)
_COLUMN_LIMIT = 2**31


def kept_year(value: Any) -> int | None:
    """The whole number that DataCite keeps: of a text the digits that it begins with (0 where there are none), of a boolean 1 or 0; None for nothing."""
    if isinstance(value, datetime.date):
        value = text_of_dates(value)
    if isinstance(value, str):
        if not value.strip():
            return None
        digits = _LEADING_DIGITS.match(value)
        return int(digits[1].replace("_", "")[:20]) if digits else 0
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else None
    return int(value) if isinstance(value, int) else None


def publication_year_findings(declared: Declared) -> Iterator[Finding]:
    """An error where what is declared is lost, a warning where only a part of it is kept."""
    value = declared.attributes.get("publicationYear")
    path = "metadata.publicationYear"
    if value is None or isinstance(value, dict | list) or (isinstance(value, str) and not value.strip()):
        return
    kept = kept_year(value)
    if isinstance(value, bool) or kept is None or (kept == 0 and value not in (0, "0")):
        yield Finding("error", path, f"`{value}` is no year; DataCite would keep {kept if kept is not None else 'nothing'}", "write it like 2021")
    elif abs(kept) >= _COLUMN_LIMIT:
        yield Finding("error", path, f"{kept} is too large for DataCite to keep", "write it like 2021")
    elif str(text_of_dates(value)).strip() not in (str(kept), f"{kept}.0"):
        yield Finding("warning", path, f"of `{text_of_dates(value)}` DataCite keeps only {kept}", f"write {kept}, and the whole date under dates")
