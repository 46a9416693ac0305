# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Why a declaration is not carried out. Private to the collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Problem:
    """One thing that somebody has to put right: where it is declared, what is wrong, and what was probably meant."""

    path: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        hint = f" ({self.suggestion})" if self.suggestion else ""
        return f"{self.path}: {self.message}{hint}" if self.path else f"{self.message}{hint}"

    def as_dict(self) -> dict[str, Any]:
        """The shape under which a result shows it: `path`, `message`, `suggestion`."""
        return {"path": self.path, "message": self.message, "suggestion": self.suggestion}


class Refusal(Exception):
    """A declaration that must not, or cannot, be carried out.

    `problems` names everything at once, so that nobody has to run again to see the next. `record` is what DataCite
    has for the DOI now, where that is known and of use to the reader; `changed` that a write made it different all the same.
    Where a request failed, `failure` is what the registry raised; `request_id` is that of a write.
    """

    def __init__(
        self,
        message: str,
        problems: tuple[Problem, ...] = (),
        record: dict[str, Any] | None = None,
        changed: bool | None = None,
        *,
        failure: Exception | None = None,
        request_id: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.problems = problems
        self.record = record
        self.changed = changed
        self.failure = failure
        self.request_id = request_id

    def __str__(self) -> str:
        if not self.problems:
            return self.message
        return "\n".join([self.message, *(f"  - {problem}" for problem in self.problems)])
