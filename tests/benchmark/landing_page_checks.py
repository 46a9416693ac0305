# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes to look at many landing pages on many hosts, through a resolver, and to find that none of them is due.

    PYTHONPATH=<tree with ansible_collections> python tests/benchmark/landing_page_checks.py --pages 1000 --hosts 50 --latency 50

Prints figures; asserts nothing. Server and client share one process and its processors, so that the time is that of both.
"""

from __future__ import annotations

import argparse
import pathlib
import resource
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import PageOptions
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.running import check_pages
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.subject import PageSubject
from landing_pages import Site, Work, serving


def published(site: Site, resolver: Site, pages: int, hosts: int) -> list[PageSubject]:
    """Good pages, spread over addresses of this machine that count as hosts of their own."""
    port = site.base.rpartition(":")[2]
    subjects = []
    for number in range(pages):
        work = Work(f"10.82001/page-{number}", f"Drift of sea ice, winter {number}")
        site.publish(work)
        url = f"http://127.0.1.{number % hosts + 1}:{port}{work.path}"
        resolver.handles[work.doi] = url
        subjects.append(PageSubject(work.doi, url, "findable", work.attributes()))
    return subjects


def measure(pages: int, hosts: int, latency: float, connections: int) -> None:
    """Look twice, and say how long it took."""
    with serving(host="0.0.0.0") as site, serving() as resolver, tempfile.TemporaryDirectory() as folder:
        site.latency = resolver.latency = latency
        subjects = published(site, resolver, pages, hosts)
        options = PageOptions(
            resolver=resolver.resolver, negotiation=None, allow_private_hosts=True, host_pause=0.0, resolver_pause=0.0, resolver_connections=8,
            connections=connections,
        )  # fmt: skip
        for label in ("first run", "next run"):
            asked = len(site.seen) + len(resolver.seen)
            began, busy = time.monotonic(), time.process_time()
            outcome = check_pages(subjects, options, remembered=pathlib.Path(folder) / "pages.jsonl")
            wall, cpu = time.monotonic() - began, time.process_time() - busy
            requests = len(site.seen) + len(resolver.seen) - asked
            print(f"{label}: {wall:.2f} s, {cpu:.2f} s of processor with the servers, {requests} requests, {len(outcome.findings)} findings, {outcome.counts}")
        print(f"most at once to one host: {max(site.most_at_once.values())}; memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=1000)
    parser.add_argument("--hosts", type=int, default=50)
    parser.add_argument("--latency", type=float, default=50.0, help="milliseconds per request")
    parser.add_argument("--connections", type=int, default=16)
    given = parser.parse_args()
    measure(given.pages, given.hosts, given.latency / 1000, given.connections)
