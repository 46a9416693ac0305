# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What was measured, before anything is made of it."""

from __future__ import annotations

import dataclasses
import os
import statistics
import time
from typing import Any

from programs import Ended, Times
from writes import Written


@dataclasses.dataclass
class Figures:
    """Everything that was measured. Times are kept by what was measured, the number of DOIs and the latency in milliseconds; the list has one per round."""

    times: dict[tuple[str, int, int], list[Times]] = dataclasses.field(default_factory=dict)
    #: Largest resident size in MB of a plan, by number of DOIs and how many times larger the files are.
    megabytes: dict[tuple[int, int], float] = dataclasses.field(default_factory=dict)
    #: Requests of a plan, by number of DOIs.
    requests: dict[int, int] = dataclasses.field(default_factory=dict)
    #: Size of the files and of the pages of a catalogue, in bytes.
    file_bytes: dict[tuple[int, int], int] = dataclasses.field(default_factory=dict)
    #: What the last assessment of so many records told beside its times, by its measure (`rules`, `assessment`) and their number.
    assessed: dict[tuple[str, int], dict[str, Any]] = dataclasses.field(default_factory=dict)
    written: Written | None = None
    #: What the machine had to do, as the load that the system tells: before, and after each measurement.
    loads: list[float] = dataclasses.field(default_factory=lambda: [os.getloadavg()[0]])

    def add(self, measure: str, size: int, latency: int, took: Times | Ended) -> None:
        """Keep a measurement, and show it."""
        self.times.setdefault((measure, size, latency), []).append(Times(took.seconds, took.processor))
        self.loads.append(os.getloadavg()[0])
        taken = f"{took.seconds:9.3f} s, processor {took.processor:7.3f} s"
        print(f"{time.strftime('%H:%M:%S')}  {measure:<12}{size:>7} DOIs {latency:>4} ms {taken}", flush=True)

    def median(self, measure: str, size: int, latency: int) -> float:
        """Seconds; of all rounds the one in the middle."""
        return statistics.median(took.seconds for took in self.times[measure, size, latency])

    def seconds(self, measure: str, size: int, latency: int) -> list[float]:
        """Wall time of each round."""
        return [took.seconds for took in self.times[measure, size, latency]]

    def processor(self, measure: str, size: int, latency: int) -> float:
        """The same of the processor time."""
        return statistics.median(took.processor for took in self.times[measure, size, latency])
