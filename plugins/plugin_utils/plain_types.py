# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Task arguments as a module would get them. Private to the collection.

Inside the controller, values are wrapped: text that must not be templated, text from a vault, values that know where they come from. A
module never sees that, for its arguments travel as JSON. A door opened inside the controller must not see it either.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence, Set
from typing import Any

from ..module_utils._datacite.metadata.yaml_values import text_of_dates


def plain(value: Any) -> Any:
    """The value in JSON's own types; dates become the text that was written."""
    if value is None or value is True or value is False:
        return value
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "surrogateescape")
    if isinstance(value, int):
        return int(value)
    if isinstance(value, float):
        return float(value)
    if isinstance(value, datetime.date):
        return text_of_dates(value)
    if isinstance(value, Mapping):
        return {plain(name): plain(member) for name, member in value.items()}
    if isinstance(value, (Sequence, Set)) and not _is_encrypted(value):
        return [plain(member) for member in value]
    return str.__str__(str(value))


def _is_encrypted(value: Any) -> bool:
    """Text from a vault, which older releases of ansible-core wrap in a sequence that decrypts itself when it is made text."""
    return hasattr(value, "vault") or hasattr(value, "_ciphertext")
