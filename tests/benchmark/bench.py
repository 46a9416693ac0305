# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`make bench`: how fast and how large, with peers side by side in one run, against a sandbox of its own.

    python bench.py [--sizes 1000,10000] [--latencies 0,50,200] [--rounds 3] [--write-limit 900] [--write-to docs/benchmarks.md]

The measures of a round follow each other, so that a machine that is busy for a while is so to all of them; of the rounds the median counts.
"""

from __future__ import annotations

import argparse
import contextlib
import dataclasses
import pathlib
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))

import floor
import ours
import peers
import records
import report
import writes
from figures import Figures
from programs import Ansible, Times

from sandbox_server import LAB, Sandbox, running_sandbox

#: How many DOIs the peers are run on; the time for all of them is worked out from that.
URI_SAMPLE, CLIENT_SAMPLE = 20, 60
BATCH = 1000


@dataclasses.dataclass(frozen=True)
class Place:
    """A sandbox with so many records, the tree of files that declares them, and somewhere to run plays."""

    size: int
    sandbox: Sandbox
    ansible: Ansible
    catalogue: pathlib.Path


@contextlib.contextmanager
def place(folder: pathlib.Path, size: int, figures: Figures, *, times: int = 1) -> Iterator[Place]:
    """A repository of so many records (each so many `times` larger than they are), exported to files."""
    with running_sandbox() as sandbox:
        batch = []
        for number, record in enumerate(records.records(size, times=times), 1):
            batch.append(record)
            if len(batch) == BATCH // times or number == size:
                sandbox.control("seed", {"records": batch})
                batch = []
        ansible, catalogue = Ansible(folder / f"home-{size}-{times}", sandbox.base_url, LAB), folder / f"catalogue-{size}-{times}"
        ended = ours.export(ansible, catalogue)
        files = [path for path in catalogue.rglob("*.yml") if not path.name.startswith("_")]
        if len(files) != size:
            raise RuntimeError(f"{len(files)} files were exported, not {size}:\n{ended.output[-2000:]}")
        figures.file_bytes[size, times] = sum(path.stat().st_size for path in files)
        if times == 1:
            figures.add("empty", size, 0, ansible.tasks())
            figures.add("export", size, 0, ended)
        yield Place(size, sandbox, ansible, catalogue)
        shutil.rmtree(catalogue)


def measure_plans(at: Place, latencies: Sequence[int], figures: Figures) -> None:
    """One round: ours, in a playbook and without, beside the floor."""
    for latency in latencies:
        at.sandbox.settings(latency=latency)
        start = len(at.sandbox.request_log())
        figures.add("empty", at.size, latency, at.ansible.tasks())
        ended = ours.check(at.ansible, at.catalogue)
        asked = at.sandbox.request_log(start)
        figures.add("playbook", at.size, latency, ended)
        figures.megabytes[at.size, 1] = max(ended.megabytes, figures.megabytes.get((at.size, 1), 0))
        figures.requests[at.size] = len(asked)
        figures.add("in process", at.size, latency, ours.check_in_process(at.ansible, at.catalogue))
        pages = [entry["path"] for entry in asked if entry["path"].startswith("/dois?")]
        figures.add("curl", at.size, latency, floor.download(at.sandbox.base_url, LAB, pages, at.ansible.folder))
        # Once more for each latency, though it makes no difference: what is compared is measured at the same time.
        for loader in floor.LOADERS:
            figures.add(loader, at.size, latency, floor.parse(loader, at.catalogue))


def measure_peers(at: Place, latencies: Sequence[int], figures: Figures) -> None:
    """One round of what people do without the collection, worked out for `PEER_SIZE` DOIs."""
    for latency in latencies:
        at.sandbox.settings(latency=latency)
        loop = peers.uri_loop(at.ansible, at.sandbox.base_url, LAB, URI_SAMPLE) - at.ansible.tasks().seconds
        figures.add("uri", report.PEER_SIZE, latency, Times(loop / URI_SAMPLE * report.PEER_SIZE))
        asked = peers.client(at.sandbox.base_url, LAB, CLIENT_SAMPLE, at.ansible.folder)
        figures.add("client", report.PEER_SIZE, latency, Times(asked / CLIENT_SAMPLE * report.PEER_SIZE))


def measure_loop(at: Place, figures: Figures) -> None:
    """One round of a loop of datacite_doi without latency: seconds per item."""
    at.sandbox.settings(latency=0)
    took = ours.loop(at.ansible).seconds - at.ansible.tasks().seconds
    figures.add("loop item", ours.LOOP_ITEMS, 0, Times(took / ours.LOOP_ITEMS))


def measure_assessments(at: Place, figures: Figures) -> None:
    """One round of compliance: all shipped rules asked of records in memory, and a whole run over the repository."""
    at.sandbox.settings(latency=0)
    for measure, *what in (("rules", "rules", str(at.size)), ("assessment", "run")):
        told = ours.assess(at.ansible, *what)
        figures.add(measure, at.size, 0, Times(told["seconds"], told["processor"]))
        figures.assessed[measure, at.size] = told


def measure_writes(folder: pathlib.Path, limit: int) -> writes.Written:
    """Writes to a repository of their own, at most so many requests per five minutes."""
    with running_sandbox(seed={"records": list(records.records(BATCH))}) as sandbox:
        return writes.write(Ansible(folder / "home-writes", sandbox.base_url, LAB), sandbox, limit, BATCH)


def measure_memory(folder: pathlib.Path, size: int, figures: Figures, *, times: int) -> None:
    """The largest resident size of a plan whose files are so many times larger."""
    with place(folder, size, figures, times=times) as at:
        figures.megabytes[size, times] = ours.check(at.ansible, at.catalogue).megabytes


def numbers(text: str) -> list[int]:
    """`1000,10000`."""
    return [int(number) for number in text.split(",") if number]


def save(figures: Figures, options: argparse.Namespace) -> None:
    """Write the report as far as it goes."""
    if options.write_to:
        options.write_to.write_text(report.markdown(figures, options.sizes, options.latencies, options.rounds), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=numbers, default=[1000, 10_000], help="numbers of DOIs (100000 takes an hour)")
    parser.add_argument("--latencies", type=numbers, default=[0, 50, 200], help="milliseconds that the sandbox waits before each answer")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--times", type=int, default=10, help="how many times larger the files are whose memory is measured; 1 leaves it out")
    parser.add_argument("--write-limit", type=int, default=900, help="requests per five minutes that the writes may make; 0 leaves them out")
    parser.add_argument("--write-to", type=pathlib.Path, help="the file of the report")
    options = parser.parse_args()
    # So that the sandboxes are stopped, whoever ends this.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    figures = Figures()
    with tempfile.TemporaryDirectory(prefix="datacite-bench-") as name, contextlib.ExitStack() as stack:
        folder = pathlib.Path(name)
        # It waits nearly all the time, for the pace; so the rest is measured meanwhile.
        written = stack.enter_context(ThreadPoolExecutor(1)).submit(measure_writes, folder, options.write_limit) if options.write_limit else None
        places = [stack.enter_context(place(folder, size, figures)) for size in options.sizes]
        for _unused in range(options.rounds):
            for at in places:
                measure_plans(at, options.latencies, figures)
                measure_assessments(at, figures)
            measure_peers(places[0], options.latencies, figures)
            measure_loop(places[0], figures)
        save(figures, options)
        if written:
            figures.written = written.result()
            print(figures.written, flush=True)
            save(figures, options)
        stack.close()
        if options.times > 1:
            measure_memory(folder, options.sizes[-1], figures, times=options.times)
            save(figures, options)
    print(report.markdown(figures, options.sizes, options.latencies, options.rounds))


if __name__ == "__main__":
    main()
