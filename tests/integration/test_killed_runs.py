# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs that are killed (SIGKILL) at random points, with everything else going wrong as well, and rerun at once; and two runs at the same time.

In the end each DOI is what is declared, each was made once, what was right already was not written, and a further run writes nothing.
More of it by hand: KILLED_RUNS=500 KILLED_RUNS_SIZE=5 pytest tests/integration/test_killed_runs.py
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import pathlib
import random
import signal
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.history import History, entries
from integration.interrupted_runs import ANY_NUMBER, LAB, Ended, Runs
from integration.small_catalogue import MOVED, SmallCatalogue, small_catalogue, without_handle
from playbook_runner import PLAYBOOK_PROGRAM, Runner

KILLED = int(os.environ.get("KILLED_RUNS", "50"))
SIZE = int(os.environ.get("KILLED_RUNS_SIZE", "1"))
PARTS = 5
BEHIND = 2
"""Of the parts, those whose index is so many seconds behind:"""
DELAY = 30
FAULTS = (
    "502 GET /dois 3%; 503 POST /dois 3%; 502-after PUT 6%; 504-after POST /dois$ 5%; drop-before PUT 4%; drop-after PUT 6%; drop-after POST /dois$ 6%; "
    "drop-after DELETE 15%; 502 DELETE 10%; html-200 GET /dois/10 1%; cut-json PUT 2%; 500-after PUT 2%; latency=8 30%; stall=0.05 PUT 5%; "
    "unregistered PUT /dois 4%; unregistered POST /dois$ 4%"
)
MOST_RERUNS = 8
"""Runs until none of the DOIs fails although the faults go on."""


@pytest.fixture
def sandbox() -> Iterator[sandbox_server.Sandbox]:
    with sandbox_server.running_sandbox() as running:
        yield running


@pytest.fixture
def runs(tmp_path: pathlib.Path) -> Iterator[Runs]:
    with contextlib.closing(Runs(tmp_path)) as opened:
        yield opened


def options(sandbox: sandbox_server.Sandbox, catalogue: SmallCatalogue, journal: pathlib.Path) -> dict[str, Any]:
    return {
        "api_url": sandbox.base_url, **LAB, "dois": list(catalogue.entries), "limits": ANY_NUMBER, "journal": str(journal),
        "workers": 2, "retries": 5, "timeout": 10,
    }


def writes(log: list[dict[str, Any]]) -> list[str]:
    """The writes of a request log, as `PUT 10.82001/a`."""
    paths = ((entry["method"], urllib.parse.unquote(entry["path"].partition("?")[0])) for entry in log)
    return [f"{method} {path.removeprefix('/dois').removeprefix('/')}".strip() for method, path in paths if method != "GET" and path != "/dois/validate"]


def times_made(sandbox: sandbox_server.Sandbox, doi: str) -> int:
    """How often a DOI was made, according to the server's own record of what happened to it."""
    secret = base64.b64encode(":".join(sandbox_server.LAB).encode()).decode()
    url = f"{sandbox.base_url}/dois/{urllib.parse.quote(doi, safe='')}/activities?page[size]=1000"
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        urllib.request.Request(url, headers={"Authorization": f"Basic {secret}"}), timeout=60
    ) as response:
        found = json.load(response)["data"]
    return sum(entry["attributes"]["action"] == "create" for entry in found)


def rerun_until_nothing_fails(runs: Runs, sandbox: sandbox_server.Sandbox, catalogue: SmallCatalogue, asked: dict[str, Any]) -> int:
    """Rerun at once, with the faults going on; how often it took. What is right already is not written."""
    for number in range(1, MOST_RERUNS + 1):
        found, since, before = catalogue.found(sandbox), len(sandbox.request_log()), known_runs(asked)
        ended = runs.run(asked)
        assert ended.status == 0
        right = {doi for doi, wanted in catalogue.resolving().items() if found[doi] == wanted}
        # The server may tell of a request of the killed run only now; those of this run stand in the journal.
        ours = requests_of(asked, known_runs(asked) - before)
        written = {line.partition(" ")[2] for line in writes([entry for entry in sandbox.request_log(since) if entry["request_id"] in ours])}
        assert written & right == set()
        if not failed(ended):
            return number
    raise AssertionError(f"still failing after {MOST_RERUNS} runs: {ended.result.get('msg')}")


def known_runs(asked: dict[str, Any]) -> set[str]:
    """The runs that the journal tells of."""
    return {run.name for run in History.read(pathlib.Path(asked["journal"])).runs}


def requests_of(asked: dict[str, Any], names: set[str]) -> set[str]:
    """The ids of the writes of these runs."""
    lines = (entry.said for entry in entries(pathlib.Path(asked["journal"])))
    return {said["request_id"] for said in lines if said.get("run") in names and said.get("request_id")}


def failed(ended: Ended) -> bool:
    """Whether the run ended in a failure, of a DOI or (faults while it reads the list) of all."""
    return bool(ended.result.get("failed"))


def assert_finished(runs: Runs, sandbox: sandbox_server.Sandbox, catalogue: SmallCatalogue, asked: dict[str, Any]) -> int:
    """The state is exactly the declared one, each DOI made once; and after what does not resolve was registered again (so many), nothing is written."""
    sandbox.clear_faults()
    assert without_handle(catalogue.found(sandbox)) == dict(catalogue.wanted)
    assert {doi: times_made(sandbox, doi) for doi in catalogue.created} == dict.fromkeys(catalogue.created, 1)
    mended = runs.run(asked)
    assert not failed(mended) and {tuple(entry["actions"]) for entry in mended.result["changes"]} <= {("re-register",)}, mended.result
    since = len(sandbox.request_log())
    last = runs.run(asked)
    assert (failed(last), last.result["changed"], writes(sandbox.request_log(since))) == (False, False, [])
    assert catalogue.found(sandbox) == catalogue.resolving()
    return len(mended.result["changes"])


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_random(sandbox: sandbox_server.Sandbox, runs: Runs, tmp_path: pathlib.Path, figure: Any, part: int) -> None:
    """Ten times (of fifty): killed at an event or after a time, with faults on; in two of five parts with an index 30 s behind."""
    chance, journal = random.Random(part), tmp_path / "journal.jsonl"
    sandbox.settings(index_delay=DELAY if part < BEHIND else 0)
    killed = reruns = mended = number = 0
    while killed < KILLED // PARTS:
        number += 1
        assert number <= 2 * KILLED // PARTS, "most runs end before they are killed"
        catalogue = small_catalogue(f"part{part}-{number}", SIZE)
        catalogue.seed(sandbox)
        asked = options(sandbox, catalogue, journal)
        sandbox.faults(FAULTS)
        point = {"die_after": chance.uniform(0.02, 0.6 * SIZE)} if chance.random() < 0.3 else {"die_at": chance.randint(1, 260 * SIZE)}
        ended = runs.run(asked, **point)
        killed += ended.killed
        reruns += rerun_until_nothing_fails(runs, sandbox, catalogue, asked)
        mended += assert_finished(runs, sandbox, catalogue, asked)
    history = History.read(journal)
    figure(f"{number} runs, {killed} killed{f', index {DELAY} s behind' if part < BEHIND else ''}: finished by {reruns} runs under faults; "
           f"{mended} handles were registered again at the end, {history.torn} torn lines in the journal of {len(history.runs)} runs")


def test_a_catalogue_that_moves_on_before_the_index_does(sandbox: sandbox_server.Sandbox, runs: Runs, tmp_path: pathlib.Path) -> None:
    """DOIs are made, and declared otherwise a moment later: the list does not have them yet, so they seem missing. They are updated, within the limits."""
    sandbox.settings(index_delay=DELAY)
    catalogue = small_catalogue("moving")
    catalogue.seed(sandbox)
    asked = options(sandbox, catalogue, tmp_path / "journal.jsonl")
    assert not failed(runs.run(asked))
    new = [entry for entry in catalogue.entries if "identity" in entry]
    moved = {**asked, "dois": [{**entry, "url": MOVED} for entry in new]}
    refused = runs.run({**moved, "limits": {**ANY_NUMBER, "update": "7"}})
    assert failed(refused) and not refused.result["changed"]
    assert {entry["problems"][-1]["path"] for entry in refused.result["failures"]} == {"limits.update"}
    done = runs.run(moved)
    assert not failed(done) and [entry["actions"] for entry in done.result["changes"]] == [["update"]] * len(new), done.result
    since = len(sandbox.request_log())
    assert not runs.run(moved).result["changed"] and writes(sandbox.request_log(since)) == []


@pytest.mark.parametrize("faults", ["latency=20 30%", FAULTS], ids=["slow", "faults"])
def test_two_runs_at_the_same_time(sandbox: sandbox_server.Sandbox, runs: Runs, tmp_path: pathlib.Path, faults: str) -> None:
    """They share the journal. Neither fails because of the other."""
    journal = tmp_path / "journal.jsonl"
    with contextlib.closing(Runs(tmp_path)) as others:
        for number in range(4):
            catalogue = small_catalogue(f"both-{number}", SIZE)
            catalogue.seed(sandbox)
            asked = options(sandbox, catalogue, journal)
            sandbox.faults(faults)
            runs.begin(asked)
            others.begin(asked)
            ended = [runs.ended(), others.ended()]
            assert faults is FAULTS or [found.result.get("msg") for found in ended] == [None, None]
            rerun_until_nothing_fails(runs, sandbox, catalogue, asked)
            assert_finished(runs, sandbox, catalogue, asked)
    assert History.read(journal).torn == 0


@pytest.mark.parametrize("whole_group", [True, False], ids=["with its workers", "its workers live on"])
def test_a_playbook_that_is_killed(sandbox: sandbox_server.Sandbox, runs: Runs, tmp_path: pathlib.Path, whole_group: bool) -> None:
    """A real ansible-playbook; where it alone is killed, its worker goes on while the next run does the same work."""
    folder, journal = tmp_path / "play", tmp_path / "journal.jsonl"
    folder.mkdir()
    runner = Runner(folder)
    for number in range(2):
        catalogue = small_catalogue(f"play-{number}")
        catalogue.seed(sandbox)
        asked = options(sandbox, catalogue, journal)
        sandbox.faults("latency=40")
        play = folder / "apply.yml"
        task = {"name": "Apply", "pidops.datacite.datacite_catalog": {**asked, "workers": 4}}
        play.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [task]}]), "utf-8")
        kill_while_writing(runner, play, sandbox, whole_group, count=4 + 9 * number)
        run = runner.plays(play.read_text("utf-8") + "\n")
        assert run.status == 0, run.output
        sandbox.clear_faults()
        assert_finished(runs, sandbox, catalogue, asked)


def kill_while_writing(runner: Runner, play: pathlib.Path, sandbox: sandbox_server.Sandbox, whole_group: bool, *, count: int) -> None:
    """Begin a playbook, and kill it as soon as it has written so often."""
    since = len(sandbox.request_log())
    command = [str(PLAYBOOK_PROGRAM), "--inventory", "inventory.json", str(play)]
    nowhere = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=runner.folder, env=runner.environment(), start_new_session=True, **nowhere)
    while len(writes(sandbox.request_log(since))) < count:
        assert process.poll() is None, "the playbook ended before it had written so often"
        time.sleep(0.005)
    (os.killpg if whole_group else os.kill)(process.pid, signal.SIGKILL)
    assert process.wait(60) == -signal.SIGKILL
