# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work tells how far it is. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Optional

Progress = Callable[[str, int, Optional[int]], object]  # noqa: UP045 - ansible-test reads `|` as older Pythons do
"""Called with the phase (`loading`, `reading`, `planning`, `writing`), how many are done, and of how many (None: not known yet), from one thread at a time.
Who shows it decides how often to."""


def silent(phase: str, done: int, total: int | None) -> None:
    """Tells nobody."""
