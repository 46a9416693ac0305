# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, before anything is made of it."""

from __future__ import annotations

import dataclasses
import statistics
import time

from writes import Written


@dataclasses.dataclass
class Figures:
    """Everything that was measured. Seconds, by what was measured, the number of DOIs and the latency in milliseconds; the list has one entry per round."""

    seconds: dict[tuple[str, int, int], list[float]] = dataclasses.field(default_factory=dict)
    #: Largest resident size in MB of a plan, by number of DOIs and how many times larger the files are.
    megabytes: dict[tuple[int, int], float] = dataclasses.field(default_factory=dict)
    #: Requests of a plan, by number of DOIs.
    requests: dict[int, int] = dataclasses.field(default_factory=dict)
    #: Size of the files and of the pages of a catalogue, in bytes.
    file_bytes: dict[tuple[int, int], int] = dataclasses.field(default_factory=dict)
    written: Written | None = None

    def add(self, measure: str, size: int, latency: int, seconds: float) -> None:
        """Keep a measurement, and show it."""
        self.seconds.setdefault((measure, size, latency), []).append(seconds)
        print(f"{time.strftime('%H:%M:%S')}  {measure:<14} {size:>7} DOIs  {latency:>4} ms  {seconds:9.3f} s", flush=True)

    def median(self, measure: str, size: int, latency: int) -> float:
        """Seconds; of all rounds the one in the middle."""
        return statistics.median(self.seconds[measure, size, latency])
