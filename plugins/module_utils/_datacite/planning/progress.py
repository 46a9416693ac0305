# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long work tells how far it is. Private to the collection."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Called after each DOI or page, from one thread at a time; who shows it decides how often to."""

    def __call__(self, phase: str, done: int, total: int | None) -> None:
        """`phase` is `loading`, `reading`, `planning` or `writing`; `total` is None where it is not known yet."""


def silent(phase: str, done: int, total: int | None) -> None:
    """Tells nobody."""
