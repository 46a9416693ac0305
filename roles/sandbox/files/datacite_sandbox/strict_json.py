# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Request bodies as JSON, without the liberties that Python's reader takes: DataCite's knows no NaN, no UTF-16 and no bottomless nesting."""

from __future__ import annotations

import json
import math
import re
from typing import Any

DEEPEST = 100
_ESCAPED_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")


class HalfCharacter(ValueError):
    """A text holds one half of a surrogate pair, which no UTF-8 can carry. The message shows the text with the half replaced."""


def parsed(content: bytes) -> Any:
    """The value of a JSON text in UTF-8. Raises ValueError for anything else, HalfCharacter for a text in it that is no Unicode."""
    try:
        value = json.loads(content.decode("utf-8"), parse_constant=_refused, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if _ESCAPED_SURROGATE.search(content):
        _need_whole_characters(value)
    _need_shallow(value)
    return value


def _refused(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _finite(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise ValueError(f"{text} is too large")
    return number


def _need_whole_characters(value: Any) -> None:
    try:
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except UnicodeEncodeError as error:
        text = error.object[max(error.start - 40, 0) : error.start + 40]
        raise HalfCharacter(text.encode("utf-8", "replace").decode()) from None


def _need_shallow(value: Any) -> None:
    level = [value]
    for _unused in range(DEEPEST):
        level = [child for one in level if isinstance(one, (dict, list)) for child in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return
    if any(isinstance(one, (dict, list)) for one in level):
        raise ValueError("nested too deeply")
