# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many DOIs are brought to their state in five minutes, against what the pace and the requests for each permit.

A third is new (3 requests each: read, validate, POST), a third has another title (3: read, validate, PUT), a third another url (2: read, PUT).
DataCite counts requests in a sliding window, and so does our pace: a run may send as many as the limit allows at once, and waits until the first
of them are five minutes old. So a run with more work than fits is watched for the five minutes of its first window.
"""

from __future__ import annotations

import dataclasses
import itertools
import threading
import time
from typing import Any

import ours
import records
from programs import Ansible

from sandbox_server import Sandbox

WINDOW = 300.0
COSTS = (3, 3, 2)
"""Requests for a title, a new DOI and a url, in the order of their names, which is the plan's."""

_ROWS_PER_REQUEST, _NAMES_PER_REQUEST = 1000, 200


@dataclasses.dataclass(frozen=True)
class Written:
    """`done` DOIs in the first window of `limit` requests; `permitted` is what the pace and the requests for each allow. `seconds` for all `declared`."""

    limit: int
    permitted: int
    done: int
    seconds: float
    declared: int
    requests: int
    least_requests: int


def write(ansible: Ansible, sandbox: Sandbox, limit: int, existing: int) -> Written:
    """Carry out a catalogue of a fifth more than one window holds in a repository of so many `existing` records, and count."""
    declared = [entry for place in range(round(limit / sum(COSTS) * 1.2)) for entry in _declarations(place)]
    # Who is asking, and the list of the records.
    before = 1 + min(-(-existing // _ROWS_PER_REQUEST), -(-len(declared) // _NAMES_PER_REQUEST))
    needed = [*itertools.accumulate(itertools.islice(itertools.cycle(COSTS), len(declared)), initial=before)]
    permitted = sum(total <= limit for total in needed[1:])
    start, done = len(sandbox.request_log()), list[int]()
    watch = threading.Timer(WINDOW - 1, lambda: done.append(_written(sandbox, start)))
    watch.start()
    began = time.perf_counter()
    try:
        ours.apply(ansible, declared, limit)
    finally:
        watch.cancel()
    seconds = time.perf_counter() - began
    requests = len(sandbox.request_log()) - start
    return Written(limit, permitted, done[0] if done else _written(sandbox, start), seconds, len(declared), requests, needed[-1])


def _declarations(place: int) -> list[dict[str, Any]]:
    """A title, a new DOI and a url, under names in this order."""
    first, second = itertools.islice(records.records(place * 2 + 2), place * 2, None)
    new = {name: first[name] for name in ("creators", "titles", "publisher", "publicationYear", "types")}
    return [
        {"doi": first["doi"], "metadata": {"titles": [{"title": f"Another title of {place}"}]}},
        {"doi": f"{first['doi']}-new", "state": "findable", "url": f"https://example.org/new/{place}", "metadata": new},
        {"doi": second["doi"], "url": f"https://example.org/moved/{place}"},
    ]


def _written(sandbox: Sandbox, start: int) -> int:
    """DOIs that were written well since that line of the request log."""
    log = sandbox.request_log(start)
    return sum(entry["method"] in ("PUT", "POST") and not entry["path"].startswith("/dois/validate") and entry["status"] in (200, 201) for entry in log)
