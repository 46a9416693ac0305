# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a check found in declared metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """One finding.

    `error`: DataCite would lose or empty what is declared, refuse it in the target state, or fail to index it. Everything else is a `warning`.
    `path` says where, as `metadata.creators[0].nameType`; `suggestion` is what to write instead, where there is one.
    """

    level: Level
    path: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        return f"{self.path}: {self.message}" + (f" ({self.suggestion})" if self.suggestion else "")
