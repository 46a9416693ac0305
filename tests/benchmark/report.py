# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures as a page for people: what was promised, what came out, and on which machine."""

from __future__ import annotations

import datetime
import importlib.metadata
import os
import pathlib
import platform
import re
import statistics
import subprocess
from collections.abc import Iterable, Iterator, Sequence

import ours
import records
from figures import Figures
from floor import LOADERS

PEER_SIZE = 1000
MOST_MEGABYTES = 400
MOST_MILLISECONDS = 20
MOST_SECONDS_OF_RULES = 20


def markdown(figures: Figures, sizes: Sequence[int], latencies: Sequence[int], rounds: int) -> str:
    """The whole page."""
    parts = (
        _beginning(rounds), _promises(figures, sizes, latencies), _plans(figures, sizes, latencies), _peers(figures, latencies), _assessments(figures, sizes),
        _rest(figures, sizes), _machine(figures),
    )
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _beginning(rounds: int) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`, which measures everything on this page in one run on one machine, against a sandbox of its own. All times are wall times,"
    yield f"{f'medians of {rounds} rounds' if rounds > 1 else 'one round'}; the programs of a round take turns."
    yield f"The data are {records.source()}, with sizes as they are in life."
    yield "Compare the ratios with your own; the seconds are this machine's."


def _promises(figures: Figures, sizes: Sequence[int], latencies: Sequence[int]) -> Iterator[str]:
    yield "## What is promised, and what came out"
    yield ""
    yield from _table(("Promise", "Measured", ""), _kept(figures, sizes, latencies))


def _kept(figures: Figures, sizes: Sequence[int], latencies: Sequence[int]) -> Iterator[tuple[str, str, str]]:
    largest = sizes[-1]
    most = 2 + min(-(-largest // 1000), -(-largest // 200))
    yield f"A plan of {largest:,} DOIs with nothing to do: at most {most} requests", str(figures.requests[largest]), _mark(figures.requests[largest] <= most)
    for latency in latencies:
        ratios = plan_ratios(figures, largest, latency)
        rounds = f" (rounds: {', '.join(f'{ratio:.2f}' for ratio in ratios)})" if len(ratios) > 1 else ""
        ratio = statistics.median(ratios)
        yield f"The same: at most 1.5 × the floor, {latency} ms latency", f"{ratio:.2f} ×{rounds}", _mark(ratio <= 1.5)
    if 0 in latencies:
        ratio = processor_ratio(figures, largest)
        yield "The same in processor time, which depends less on what else the machine has to do (no promise)", f"{ratio:.2f} ×", ""
    if PEER_SIZE in sizes and 50 in latencies:
        plan = plan_seconds(figures, PEER_SIZE, 50)
        for peer, least, words in (("uri", 100, "a loop of `ansible.builtin.uri`"), ("client", 10, "the PyPI package `datacite`")):
            ratio = figures.median(peer, PEER_SIZE, 50) / plan
            yield f"{PEER_SIZE:,} DOIs with nothing to do at 50 ms: at least {least} × faster than {words}", f"{ratio:.0f} ×", _mark(ratio >= least)
    for (size, times), megabytes in sorted(figures.megabytes.items()):
        if size == largest:
            more = "" if times == 1 else f" whose files are {times} × larger"
            yield f"Memory of a plan of {size:,} DOIs{more}: under {MOST_MEGABYTES} MB", f"{megabytes:.0f} MB", _mark(megabytes < MOST_MEGABYTES)
    if ("rules", largest) in figures.assessed:
        seconds, told = figures.median("rules", largest, 0), figures.assessed["rules", largest]
        promise = f"The {told['rules']} shipped rules asked of {largest:,} records, after reading: under {MOST_SECONDS_OF_RULES} s"
        yield promise, f"{seconds:.1f} s", _mark(seconds < MOST_SECONDS_OF_RULES)
    item = figures.median("loop item", ours.LOOP_ITEMS, 0) * 1000
    yield f"A loop of `datacite_doi` with nothing to do: at most {MOST_MILLISECONDS} ms per item", f"{item:.1f} ms", _mark(item <= MOST_MILLISECONDS)
    if figures.written:
        share = figures.written.done / figures.written.permitted
        yield "DOIs brought to their state in five minutes: at least 95 % of what pace and requests permit", f"{share:.1%}", _mark(share >= 0.95)


def plan_seconds(figures: Figures, size: int, latency: int) -> float:
    """A plan in a playbook, without what an empty play takes."""
    return figures.median("playbook", size, latency) - figures.median("empty", size, latency)


def plan_ratios(figures: Figures, size: int, latency: int) -> list[float]:
    """A plan by its floor, which is curl and then the faster of the loaders, in each round."""
    loaders = [figures.seconds(loader, size, latency) for loader in LOADERS]
    plans, empty, curl = (figures.seconds(measure, size, latency) for measure in ("playbook", "empty", "curl"))
    if latency == 0:
        # The first was measured beside the export.
        empty = empty[-len(plans):]
    return [(plan - nothing) / (fetching + min(parsing)) for plan, nothing, fetching, *parsing in zip(plans, empty, curl, *loaders, strict=True)]


def processor_ratio(figures: Figures, size: int) -> float:
    """The same ratio of processor times, without latency: what the work is, whatever else the machine has to do."""
    below = figures.processor("curl", size, 0) + min(figures.processor(loader, size, 0) for loader in LOADERS)
    return (figures.processor("playbook", size, 0) - figures.processor("empty", size, 0)) / below


def _plans(figures: Figures, sizes: Sequence[int], latencies: Sequence[int]) -> Iterator[str]:
    yield "## A plan with nothing to do, and its floor"
    yield ""
    yield "*Plan* is a run of `ansible-playbook --check` with one task of `datacite_catalog` over one file per DOI, as `datacite_export` writes them,"
    yield "less an empty play. *In process* is the same without Ansible. The *floor* is what nobody can be much faster than who does one thing after"
    yield "the other: the same pages fetched with curl (one process, one connection, compressed), and then the same files parsed by the faster of"
    yield f"PyYAML's loaders on libyaml ({' and '.join(f'`{loader}`' for loader in LOADERS)}) without looking at what they say. The ratio is worked out"
    yield "in each round, and the median taken. With few DOIs the half second that a run takes before its first file counts as well."
    yield ""
    rows = []
    for size in sizes:
        for latency in latencies:
            parsing = min(figures.median(loader, size, latency) for loader in LOADERS)
            plan, ratio = plan_seconds(figures, size, latency), statistics.median(plan_ratios(figures, size, latency))
            rows.append((
                f"{size:,}", f"{latency} ms", str(figures.requests[size]), f"{plan:.2f} s", f"{figures.median('in process', size, latency):.2f} s",
                f"{figures.median('curl', size, latency):.2f} s", f"{parsing:.2f} s", f"{ratio:.2f} ×",
            ))
    yield from _table(("DOIs", "Latency", "Requests", "Plan", "In process", "curl", "Parsing", "Plan / floor"), rows)


def _peers(figures: Figures, latencies: Sequence[int]) -> Iterator[str]:
    yield f"## Beside what people do without it: {PEER_SIZE:,} DOIs"
    yield ""
    yield "Both peers read each DOI with a request of its own, and compare nothing. They were run on some of the DOIs, less an empty play or the start"
    yield "of Python, and the time for all of them is worked out from that."
    yield ""
    rows = []
    for latency in latencies:
        plan, uri, client = plan_seconds(figures, PEER_SIZE, latency), figures.median("uri", PEER_SIZE, latency), figures.median("client", PEER_SIZE, latency)
        rows.append((f"{latency} ms", f"{plan:.2f} s", f"{uri:.0f} s ({uri / plan:.0f} ×)", f"{client:.1f} s ({client / plan:.0f} ×)"))
    yield from _table(("Latency", "`datacite_catalog`", "a loop of `ansible.builtin.uri`", "PyPI `datacite`"), rows)


def _assessments(figures: Figures, sizes: Sequence[int]) -> Iterator[str]:
    yield "## Compliance"
    yield ""
    rows = []
    for size in sizes:
        for measure, words in (("rules", "all shipped rules, of records in memory"), ("assessment", "a run of `datacite_compliance`, reading included")):
            if (measure, size) in figures.assessed:
                told = figures.assessed[measure, size]
                times = f"{figures.median(measure, size, 0):.2f} s", f"{figures.processor(measure, size, 0):.2f} s"
                rows.append((f"{size:,}", words, *times, f"{told['findings']:,}", f"{told['megabytes']:.0f} MB"))
    yield from _table(("DOIs", "What", "Wall time", "Processor", "Findings", "Largest resident size"), rows)
    yield ""
    yield "Without Ansible around it, without landing pages, and without looking up handles. The records in memory are a part of the size in the first rows."


def _rest(figures: Figures, sizes: Sequence[int]) -> Iterator[str]:
    yield "## Export, memory, writes"
    yield ""
    exported = {size: figures.median("export", size, 0) - figures.median("empty", size, 0) for size in sizes}
    rows = [(f"{size:,}", f"{seconds:.2f} s", _megabytes(figures.file_bytes[size, 1])) for size, seconds in exported.items()]
    yield from _table(("DOIs", "`datacite_export` into an empty folder", "Files"), rows)
    yield ""
    rows = [(f"{key[0]:,}", _megabytes(figures.file_bytes[key]), f"{megabytes:.0f} MB") for key, megabytes in sorted(figures.megabytes.items())]
    yield from _table(("DOIs", "Files", "Largest process of a plan"), rows)
    yield ""
    yield "The largest resident size of any process of the run, the Python interpreter and Ansible (about 70 MB) included."
    if figures.written:
        yield ""
        yield from _writes(figures)


def _writes(figures: Figures) -> Iterator[str]:
    written = figures.written
    if written is None:
        return
    yield f"Writes: {written.declared:,} DOIs, of each three one with another title (3 requests: read, validate, write), one new (3) and one with"
    yield f"another url (2), with `rate_limit: {written.limit}` and four workers. DataCite counts requests in a sliding window of five minutes, and so does"
    yield f"the pace. The first window permits {written.permitted} DOIs; {written.done} were written in it, and all of them after {written.seconds:.0f} s, in"
    yield f"{written.requests:,} requests where {written.least_requests:,} are the fewest."


def _machine(figures: Figures) -> Iterator[str]:
    yield "## Machine and versions"
    yield ""
    yield f"- {datetime.date.today():%d %B %Y}"
    yield f"- {os.cpu_count()} cores ({_processor()}), {_memory():.0f} GB of memory, {platform.system()}"
    packages = ("ansible-core", "requests", "PyYAML", "datacite", "aiohttp")
    found = (f"{name} {importlib.metadata.version(name)}" for name in packages)
    yield f"- Python {platform.python_version()}, {', '.join(found)}, {_curl()}"
    load, cores = statistics.median(figures.loads), os.cpu_count() or 1
    yield f"- The load of the machine was {figures.loads[0]:.1f} before, and {load:.1f} in the middle; the measures themselves make one to two of it."
    if load > cores + 1:
        yield "- Other work ran on the machine at the same time. Wall times then tell of that, too, and differ from round to round; the processor times tell of"
        yield "  the programs alone. Run it again on an idle machine."
    yield "- The sandbox runs on the same machine, and takes its share of the cores for the pages that it makes."


def _processor() -> str:
    names = re.findall(r"model name\s*:\s*(.+)", _text("/proc/cpuinfo"))
    return names[0] if names else platform.machine()


def _memory() -> float:
    found = re.search(r"MemTotal:\s*(\d+)", _text("/proc/meminfo"))
    return int(found[1]) / 1e6 if found else 0


def _curl() -> str:
    return " ".join(subprocess.run(["curl", "--version"], capture_output=True, text=True, check=True).stdout.split()[:2])


def _text(path: str) -> str:
    try:
        return pathlib.Path(path).read_text("utf-8")
    except OSError:
        return ""


def _megabytes(number: int) -> str:
    return f"{number / 1e6:.1f} MB"


def _mark(kept: bool) -> str:
    return "kept" if kept else "**missed**"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "|".join("---" for _unused in head) + "|"
    for row in rows:
        yield f"| {' | '.join(row)} |"
