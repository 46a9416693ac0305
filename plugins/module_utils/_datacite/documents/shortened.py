# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A value of a document, short enough to stand in a sentence. Private to the collection."""

from __future__ import annotations

_MOST = 40


def shortened(text: str) -> str:
    """At most forty characters, on one line."""
    start = " ".join(text[: _MOST * 10].split())
    return start if len(start) <= _MOST else start[: _MOST - 1].rstrip() + "…"
