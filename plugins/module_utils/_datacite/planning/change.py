# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One difference between a declaration and a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Change:
    """What a write would change: `path` (such as `creators[0].name`) inside `attribute`, from the value `before` to `after`.

    Values are canonical; None on one side means that there is nothing there. The index in a path is that of the list afterwards, save for
    an entry that is taken out, which has that of the list before.
    """

    attribute: str
    path: str
    before: Any
    after: Any
