# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one attribute gets from a document, in DataCite's shape and in the members that its reader looks for. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Part:
    """One attribute of a document.

    `value` is the attribute in DataCite's shape (None: the document says nothing of it), `members` what is sent of it. `spoiled`: DataCite's own reading of
    what the document had would fall short of `value`, or be wrong where `value` is None. `names`: the document's members that are taken up here.
    """

    attribute: str
    value: Any = None
    members: Mapping[str, Any] = field(default_factory=dict)
    spoiled: bool = False
    names: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
