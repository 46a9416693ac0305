# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers and texts that DataCite turns into each other."""

from __future__ import annotations

import math
import re
from typing import Any

_DECIMAL = re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*", re.ASCII)
_LEADING_INTEGER = re.compile(r"\s*([+-]?\d+)", re.ASCII)


def coordinate(value: Any) -> Any:
    """A coordinate as DataCite stores it: numeric text is a number (`"1e2"` is 1: without a point only the leading digits count), other text stays."""
    if not isinstance(value, str) or not _DECIMAL.fullmatch(value):
        return value
    if "." in value:
        number = float(value)
        return number if math.isfinite(number) else value
    return _leading_integer(value)


def whole_number(value: Any) -> int | None:
    """A publication year as DataCite stores it: of a text the leading digits, 0 if there are none; None for nothing."""
    if isinstance(value, str):
        return _leading_integer(value) if value.strip() else None
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else None
    return int(value)


def text(value: Any) -> str:
    """A version and the like as DataCite stores it: numbers are written out."""
    if isinstance(value, bool):
        return "1" if value else "0"
    return value if isinstance(value, str) else str(value)


def _leading_integer(value: str) -> int:
    found = _LEADING_INTEGER.match(value)
    return int(found[1][:400]) if found else 0
