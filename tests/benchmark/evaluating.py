# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long all shipped rules take for so many real records, and how much memory, without any request.

    PYTHONPATH=.tree DATACITE_OBSERVATIONS=… python tests/benchmark/evaluating.py [10000]
"""

from __future__ import annotations

import json
import os
import pathlib
import resource
import sys
import time
from collections.abc import Iterator
from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.evaluation import evaluate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules

OBSERVATIONS = pathlib.Path(os.environ.get("DATACITE_OBSERVATIONS") or "../shared")


def records(size: int) -> Iterator[dict[str, Any]]:
    """So many records, one after the other: the real ones, again and again under other names."""
    number = 0
    while True:
        with (OBSERVATIONS / "records" / "records.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                if number == size:
                    return
                number += 1
                attributes = json.loads(line)["attributes"]
                yield {**attributes, "doi": f"{attributes['doi']}-{number}"}


def main(size: int) -> None:
    """Measure, and print."""
    started = time.process_time()
    for _record in records(size):
        pass
    reading = time.process_time() - started
    ruleset = load_rules()
    rules = len([rule for rule in ruleset.rules.values() if rule.assertion])
    began, started = time.perf_counter(), time.process_time()
    found = evaluate(records(size), ruleset, list(ruleset.profiles), RunContext(at="2026-11-23", prefixes=("10.5438",)))
    seconds, processor = time.perf_counter() - began, time.process_time() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{size:,} records x {rules} rules: {processor - reading:.1f} s of processor time beside the reading ({seconds:.1f} s in all),", end=" ")
    print(f"{len(found.findings):,} findings, {memory} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
