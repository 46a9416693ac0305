# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far long work is, on the terminal."""

from __future__ import annotations

from ansible_collections.pidops.datacite.plugins.plugin_utils.terminal_progress import TerminalProgress


class Told:
    """A terminal, and a clock that is moved by hand."""

    def __init__(self, *, watched: bool) -> None:
        self.now = 100.0
        self.lines: list[str] = []
        self.progress = TerminalProgress("datacite_catalog", self.lines.append, watched=watched, clock=lambda: self.now)

    def work(self, phase: str, total: int | None, *, number: int, seconds_each: float) -> None:
        for done in range(1, number + 1):
            self.now += seconds_each
            self.progress(phase, done, total)


def test_quick_work_tells_nothing():
    told = Told(watched=True)
    told.work("planning", 50, number=50, seconds_each=0.01)
    assert told.lines == []


def test_who_watches_sees_a_line_every_few_seconds_with_rate_and_time_left():
    told = Told(watched=True)
    told.work("writing", 1000, number=1000, seconds_each=0.0625)
    assert len(told.lines) == 12
    assert told.lines[0] == "datacite_catalog: writing 81 of 1,000 (16 a second, 57 s left)"


def test_a_log_gets_at_most_a_line_a_minute():
    told = Told(watched=False)
    told.work("writing", 1000, number=1000, seconds_each=1)
    assert len(told.lines) == 16
    assert told.lines[0] == "datacite_catalog: writing 61 of 1,000 (60 a minute, 16 min left)"


def test_each_phase_begins_anew_and_an_unknown_total_is_not_guessed():
    told = Told(watched=True)
    told.work("reading", None, number=100, seconds_each=0.0625)
    told.work("planning", 60, number=50, seconds_each=0.0625)
    assert told.lines == ["datacite_catalog: reading 81 (16 a second)"]
