# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What YAML did to a value before anybody saw it.

An unquoted `1.10` becomes the number 1.1, `no` becomes false, `012345` becomes 5349 and `2021-03-04` a date. Only the date can be turned back
into what was written; of the others this module names what was probably meant, so that an error can say how to quote it.
Source: the scalar types of YAML 1.1, https://yaml.org/type/.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping
from typing import Any


def text_of_dates(value: Any) -> Any:
    """`value` with every date and time in it as the text that was written; everything else unchanged.

    Lists and mappings are copied, into plain lists and dicts.
    """
    # Nearly every value is a text, and this is called for all of them.
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return {key: entry if isinstance(entry, str) else text_of_dates(entry) for key, entry in value.items()}
    if isinstance(value, list):
        return [entry if isinstance(entry, str) else text_of_dates(entry) for entry in value]
    if isinstance(value, datetime.datetime):
        text = value.isoformat()
        return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: text_of_dates(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [text_of_dates(entry) for entry in value]
    return value


def guessed(value: Any) -> str | None:
    """What YAML guessed `value` to be (`a boolean`, `a decimal number`), or None where it left a text alone or it is no scalar."""
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, float):
        return "a decimal number"
    if isinstance(value, int):
        return "a whole number"
    return None


def quoted(value: Any) -> str | None:
    """How to write what was probably meant, such as `"1.1" or "1.10"`; None where there is nothing to quote."""
    if isinstance(value, bool):
        return '"yes", "on" or "true"' if value else '"no", "off" or "false"'
    if isinstance(value, float):
        return _quoted_float(value)
    if isinstance(value, int):
        # YAML 1.1 reads digits with a leading zero as octal: 5349 is what 012345 becomes.
        return f'"{value}" or "0{value:o}"' if value > 7 else f'"{value}"'
    return None


def _quoted_float(value: float) -> str:
    if not math.isfinite(value):
        return f'"{value}"'
    text = repr(value)
    if "e" in text:
        return f'"{text}"'
    return f'"{text}" or "{text}0"'


def not_text(value: Any, path: str) -> tuple[str, str] | None:
    """(message, suggestion) where a number or boolean stands in place of a text, else None. `path` is for the suggestion only."""
    kind = guessed(value)
    if kind is None:
        return None
    shown = str(value).lower() if isinstance(value, bool) else repr(value)
    return (
        f"{shown} is {kind}, and DataCite wants text here; YAML reads unquoted text so",
        f"quote it: {path.rsplit('.', 1)[-1].split('[', 1)[0]}: {quoted(value)}",
    )
