# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JSON from strangers as plain values, and back as text in which DataCite finds every tag as it was written. Private to the collection."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from ..ordered import Unusable

DEEPEST = 60
"""Levels of lists and objects; what people and exporters write has no more than twenty."""

_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""Characters that no XML can hold, and halves of characters."""


def loaded(text: str) -> Any:
    """The value of a JSON text; raises Unusable with the place where it is not JSON. Unfit characters become U+FFFD, infinite numbers text."""
    source = text.lstrip("\ufeff").strip()
    if source.startswith("<"):
        mend = 'give the JSON alone: of a web page what is between <script type="application/ld+json"> and </script>, without comment marks'
        raise Unusable("is no JSON: it begins with `<`, as web pages and XML do", mend)
    try:
        value = json.loads(source, parse_constant=str)
    except RecursionError:
        raise Unusable("is JSON nested too deeply", "write it out flat") from None
    except ValueError as error:
        raise Unusable(f"is no JSON ({error})", "look whether the file is whole, and nothing but JSON is in it") from None
    if _too_deep(value):
        raise Unusable(f"is JSON nested more than {DEEPEST} levels deep", "write it out flat")
    return _fit(value)


def written(value: Any) -> str:
    """A value as JSON text.

    `<` stands there as an escape: DataCite turns inline tags such as `<i>` into visible text in the document's own characters, before reading them.
    """
    return json.dumps(value, ensure_ascii=False, indent=2).replace("<", "\\u003c")


def _too_deep(value: Any) -> bool:
    level: list[Any] = [value]
    for _depth in range(DEEPEST):
        level = [entry for one in level if isinstance(one, dict | list) for entry in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return False
    return True


def _fit(value: Any) -> Any:
    if isinstance(value, str):
        return _UNFIT.sub("\ufffd", value)
    if isinstance(value, list):
        return [_fit(entry) for entry in value]
    if isinstance(value, dict):
        return {_UNFIT.sub("\ufffd", name): _fit(entry) for name, entry in value.items()}
    return str(value) if isinstance(value, float) and not math.isfinite(value) else value
