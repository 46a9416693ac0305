# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What became of one DOI of many when a plan was applied. Private to the collection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .change import Change
from .refusal import Problem


@dataclass(frozen=True)
class Fate:
    """What became of one planned action.

    `changes` are those that were really made, which need not be the planned ones where these came from an index that lagged behind.
    `status`: `done` (written, and the record is as declared), `nothing` (read again, it was right already), `failed`, or `left` (not begun, since
    the run stopped before). `steps` are those that were really taken. `state` is the record's state afterwards, None where there is no
    record or nobody knows. `changed`: the record became different, which a failed write may have done all the same.
    """

    doi: str
    status: str
    place: str = ""
    steps: tuple[str, ...] = ()
    state: str | None = None
    changed: bool = False
    irreversible: bool = False
    message: str = ""
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    request_id: str | None = None
    changes: tuple[Change, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """As a result shows it; members that say nothing are left out."""
        said = {
            "doi": self.doi, "status": self.status, "place": self.place, "actions": list(self.steps), "state": self.state, "msg": self.message,
            "problems": [problem.as_dict() for problem in self.problems], "warnings": list(self.warnings), "request_id": self.request_id,
        }
        return {name: value for name, value in said.items() if value not in (None, "", [])}
