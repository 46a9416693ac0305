# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be done about one DOI. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..lifecycle import State
from .change import Change
from .declaration import Declaration
from .record import Record


@dataclass(frozen=True)
class Action:
    """What is to be done about one DOI, decided before anything is written.

    `steps` are the words for it (`create`, `update`, `register`, `publish`, `hide`, `delete`, `re-register`, `mend`), none where the
    record is what is declared. `send` is the request's attributes, `state` the state afterwards (None: no record), `changes` what
    will be different, and `stored` the value that each changed attribute will have.
    """

    declaration: Declaration
    record: Record | None
    state: State | None
    steps: tuple[str, ...] = ()
    send: Mapping[str, Any] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    stored: Mapping[str, Any] = field(default_factory=dict)
    irreversible: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def doi(self) -> str:
        """The DOI that this is about."""
        return self.declaration.doi
