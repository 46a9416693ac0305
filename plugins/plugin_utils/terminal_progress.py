# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far long work is, on the terminal. Private to the collection.

A line now and then, never one per DOI: every few seconds where somebody watches, and once a minute where a log is written. Whether somebody watches can
only be asked while the plugin is loaded; the workers that run it have no terminal.
"""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable
from typing import Optional

_WATCHED = sys.stdout is not None and sys.stdout.isatty()
SECONDS_WATCHED, SECONDS_LOGGED = 5.0, 60.0


class TerminalProgress:
    """Tells how many are done, of how many, how fast, and how long the rest will take."""

    def __init__(
        self, title: str, tell: Callable[[str], object], *, watched: bool = _WATCHED, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._title = title
        self._tell = tell
        self._pause = SECONDS_WATCHED if watched else SECONDS_LOGGED
        self._clock = clock
        self._lock = threading.Lock()
        self._phase = ""
        self._began = self._told = 0.0
        self._first = 0

    def __call__(self, phase: str, done: int, total: Optional[int]) -> None:  # noqa: UP045 - ansible-test reads `|` as older Pythons do
        """Note that so many are done; a line is told where the last one is long enough ago."""
        with self._lock:
            now = self._clock()
            if phase != self._phase or done < self._first:
                self._phase, self._began, self._told, self._first = phase, now, now, done
            elif now - self._told >= self._pause:
                self._told = now
                self._tell(self._line(done, total, now - self._began))

    def _line(self, done: int, total: Optional[int], seconds: float) -> str:  # noqa: UP045
        rate = (done - self._first) / seconds if seconds else 0.0
        parts = [f"{rate:,.0f} a second" if rate >= 10 else f"{rate * 60:,.0f} a minute"]
        if total and rate and total > done:
            parts.append(f"{_duration((total - done) / rate)} left")
        of = f" of {total:,}" if total else ""
        return f"{self._title}: {self._phase} {done:,}{of} ({', '.join(parts)})"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
