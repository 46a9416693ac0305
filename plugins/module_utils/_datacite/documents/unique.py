# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of an attribute, each once. Private to the collection."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import TypeVar

Entry = TypeVar("Entry", bound=Mapping[str, object])


def unique(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in their order without those that say the same as one before."""
    found: dict[str, Entry] = {}
    for entry in entries:
        found.setdefault(json.dumps(entry, sort_keys=True), entry)
    return list(found.values())
