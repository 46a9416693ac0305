# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values as JSON text that every reader takes. Private to the collection."""

from __future__ import annotations

import json
import math
import re
from typing import Any

_HALF = re.compile("[\ud800-\udfff]")


def json_text(value: Any) -> str:
    """The value as JSON in UTF-8; half characters, which UTF-8 does not have, stay escaped."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    return _HALF.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def plain(value: Any) -> Any:
    """Values from anywhere as JSON knows them: names as text, and no number that is none."""
    if isinstance(value, dict):
        return {str(name): plain(item) for name, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)
