# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The two names of one attribute: DataCite takes and shows `identifiers` and `alternateIdentifiers`, each with members of its own.

Source: https://support.datacite.org/docs/api-create-dois.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_NAMES = {"identifier": "alternateIdentifier", "identifierType": "alternateIdentifierType"}


def as_alternate(value: Any) -> Any:
    """Entries of `identifiers` (a list, or one object) with the members of `alternateIdentifiers`; what is neither object nor list stays as it is."""
    if isinstance(value, Mapping):
        return {_NAMES.get(name, name): member for name, member in value.items()}
    if isinstance(value, list):
        return [as_alternate(entry) if isinstance(entry, Mapping) else entry for entry in value]
    return value
