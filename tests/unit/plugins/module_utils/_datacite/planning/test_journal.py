# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: on disk before the request leaves, never in halves, for its owner alone, and without what is nobody's business."""

from __future__ import annotations

import json
import multiprocessing
import os
import pathlib
import stat
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.history import History, entries, line_at
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.journal import Journal, JournalBroken
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from unit.plugins.module_utils._datacite.planning.campaigner import WHOLE, Campaigner
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, new_doi

SYSTEM, REPOSITORY = "https://api.test.datacite.org", "pidops.lab"
FINDABLE = {"state": "findable", **WHOLE}


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "kept" / "journal.jsonl"


@pytest.fixture
def campaigner(sandbox: sandbox_server.Sandbox) -> Campaigner:
    return Campaigner(sandbox.base_url)


def opened(path: pathlib.Path) -> Journal:
    return Journal(path, system=SYSTEM, repository=REPOSITORY)


def lines(path: pathlib.Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_what_a_run_leaves(campaigner: Campaigner, path: pathlib.Path) -> None:
    """The record before, XML included, before the write; what came of it afterwards; and nothing of credentials."""
    made, moved, right = new_doi(), new_doi(), new_doi()
    campaigner.done({"doi": moved, **FINDABLE}, {"doi": right, **FINDABLE})
    work = campaigner.planned({"doi": made, **WHOLE}, {"doi": moved, **FINDABLE, "url": "https://data.example.org/moved"})
    fates = work.carry_out(journal=path, workers=1)
    run, *told = lines(path)
    assert {name: run[name] for name in ("kind", "format", "version", "system", "repository", "catalogue")} == {
        "kind": "run", "format": "pidops.datacite journal", "version": 1, "system": campaigner.base_url, "repository": REPOSITORY,
        "catalogue": work.shelf.digest,
    }
    assert [(line["kind"], line["doi"]) for line in told] == [("before", made), ("after", made), ("before", moved), ("after", moved)]
    assert {line["run"] for line in told} == {run["run"]}
    assert told[0]["record"] is None and told[0]["steps"] == ["create"]
    assert told[2]["record"]["state"] == "findable" and told[2]["record"]["attributes"]["xml"] and told[2]["record"]["attributes"]["url"] == WHOLE["url"]
    assert told[2]["seen"] == work.actions[1].seen and told[3]["mark"] not in ("", told[2]["seen"])
    assert sorted(told[2]["declared"]) == sorted([*METADATA, "url"])
    assert [line["request_id"] for line in told if line["kind"] == "after"] == [fate.request_id for fate in fates]
    assert [line["state"] for line in told if line["kind"] == "after"] == ["draft", "findable"]
    assert "lab-secret" not in path.read_text("utf-8") and "Authorization" not in path.read_text("utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_it_is_told_before_the_request_leaves(campaigner: Campaigner, path: pathlib.Path) -> None:
    doi, seen = new_doi(), list[list[str]]()

    def look(order: Any) -> None:
        if order.method == "POST" and order.path == "/dois":
            seen.append([line["kind"] for line in lines(path)])

    campaigner.planned({"doi": doi, **FINDABLE}).carry_out(journal=path, registry=campaigner.registry(look))
    assert seen == [["run", "before"]]


def test_it_is_on_disk_before_the_request_leaves(campaigner: Campaigner, path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not only in the memory of the system: each line that a write waits for is synchronised."""
    happened = list[str]()
    synchronised = os.fsync

    def fsync(descriptor: int) -> None:
        happened.append("fsync")
        synchronised(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    registry = campaigner.registry(lambda order: happened.append(order.method))
    campaigner.planned({"doi": new_doi()}).carry_out(journal=path, registry=registry)
    assert happened == ["GET", "fsync", "GET", "fsync", "POST"]


def test_without_the_journal_nothing_is_written(campaigner: Campaigner, path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk: the DOI is not written, and the others are not begun."""
    work = campaigner.planned({"doi": new_doi()}, {"doi": new_doi()}, {"doi": new_doi()})
    asked = list[str]()
    registry = campaigner.registry(lambda order: asked.append(order.method))
    with work.journal(path) as journal:
        monkeypatch.setattr(os, "write", full_disk)
        fates = work_with(work, journal, registry)
    assert [fate.status for fate in fates] == ["failed", "left", "left"]
    assert "No space left on device" in fates[0].message and not fates[0].changed
    assert set(asked) == {"GET"}
    assert [line["kind"] for line in lines(path)] == ["run"]


def test_what_was_written_is_told_although_the_journal_is_not(campaigner: Campaigner, path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = campaigner.planned({"doi": new_doi()}, {"doi": new_doi()})
    registry = campaigner.registry(lambda order: monkeypatch.setattr(os, "write", full_disk) if order.method == "POST" else None)
    with work.journal(path) as journal:
        fates = work_with(work, journal, registry)
    assert [(fate.status, fate.changed) for fate in fates] == [("done", True), ("left", False)]
    assert "The journal does not tell of this" in fates[0].warnings[-1]


class Blurting:
    """A registry that says too much when it fails."""

    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def create(self, *_unused: Any) -> Any:
        raise RuntimeError("the password is lab-secret")


def test_the_words_of_an_error_that_nobody_thought_of_are_not_kept(campaigner: Campaigner, path: pathlib.Path) -> None:
    fate, = campaigner.planned({"doi": new_doi()}).carry_out(journal=path, registry=Blurting(campaigner.registry()))
    assert fate.message == "RuntimeError: the password is lab-secret"
    assert lines(path)[-1]["message"] == "RuntimeError" and "lab-secret" not in path.read_text("utf-8")


def full_disk(descriptor: int, data: bytes) -> int:
    raise OSError(28, "No space left on device")


def work_with(work: Any, journal: Journal, registry: Any) -> Any:
    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.campaign import Orders, carry_out_all

    return carry_out_all(work.actions, work.shelf, registry, journal=journal, orders=Orders(workers=1))


def test_half_a_line_is_taken_back(path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The disk is full in the middle of a line: what got there is removed again."""
    with opened(path) as journal:
        journal.agreed("10.82001/a", ["titles"], "m1")
        whole, write = path.read_bytes(), os.write
        monkeypatch.setattr(os, "write", lambda descriptor, data: write(descriptor, data[:20]) if len(data) > 60 else full_disk(descriptor, data))
        with pytest.raises(JournalBroken, match="No space left"):
            journal.agreed("10.82001/b", ["titles"], "m2")
        assert path.read_bytes() == whole


def test_a_torn_line_is_left_behind(path: pathlib.Path) -> None:
    """A killed process leaves half a line; the next run begins on a line of its own, and all else is read."""
    with opened(path) as journal:
        journal.agreed("10.82001/a", ["titles"], "m1")
    with path.open("ab") as file:
        file.write(b'{"kind":"before","run":"x","at":"2026","doi":"10.82001/b","ste')
    assert History.read(path).torn == 1
    with opened(path) as journal:
        journal.agreed("10.82001/c", ["url"], "m3")
    history = History.read(path)
    assert history.torn == 1 and list(history) == ["10.82001/a", "10.82001/c"] and len(history.runs) == 2


@pytest.mark.parametrize("length", [0, 1, 10, 60])
def test_a_journal_of_a_run_that_was_killed_at_once_is_gone_on_with(path: pathlib.Path, length: int) -> None:
    opened(path).close()
    path.write_bytes(path.read_bytes()[:length])
    with opened(path) as journal:
        journal.agreed("10.82001/a", ["titles"], "m1")
    history = History.read(path)
    assert list(history) == ["10.82001/a"] and history.torn == (1 if length else 0)


@pytest.mark.parametrize("content", ["doi: 10.82001/a\nstate: findable\n", '{"kind": "other"}\n', "\n"])
def test_another_file_is_left_alone(path: pathlib.Path, content: str) -> None:
    path.parent.mkdir()
    path.write_text(content, "utf-8")
    with pytest.raises(Refusal, match="no journal of this collection"):
        opened(path)
    assert path.read_text("utf-8") == content


def test_no_link_is_followed_and_no_folder_taken_for_a_file(path: pathlib.Path, tmp_path: pathlib.Path) -> None:
    path.parent.mkdir()
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Refusal, match="it is a symbolic link"):
        opened(path)
    with pytest.raises(Refusal, match="cannot be opened: Is a directory"):
        opened(path.parent)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refusal, match="no journal"):
        opened(tmp_path / "pipe")


def test_runs_have_names_that_sort_by_time(path: pathlib.Path) -> None:
    names = []
    for now in (1_800_000_000, 1_800_000_001, 1_900_000_000):
        with Journal(path, system=SYSTEM, repository=REPOSITORY, clock=lambda now=now: now) as journal:
            names.append(journal.run)
    assert names == sorted(names) and len(set(names)) == 3 and names[0].startswith("20270115T080000Z-")


def _add_many(path: pathlib.Path, name: str, count: int) -> None:
    with opened(path) as journal:
        for number in range(count):
            journal.agreed(f"10.82001/{name}-{number}", ["titles", "x" * 5000], f"m{number}")


def test_two_processes_add_whole_lines(path: pathlib.Path) -> None:
    path.parent.mkdir()
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=_add_many, args=(path, name, 200)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    history = History.read(path)
    assert history.torn == 0 and len(list(history)) == 600 and len(history.runs) == 3


def test_a_line_is_found_again(campaigner: Campaigner, path: pathlib.Path) -> None:
    """Records are not held in memory: a line knows where it begins. A text in a record cannot pass for the beginning of another part."""
    doi = new_doi()
    title = 'say ,"record": and {"kind":"run"} ü'
    campaigner.done({"doi": doi, "metadata": {**METADATA, "titles": [{"title": title}]}})
    campaigner.planned({"doi": doi, "metadata": {"language": "da"}}).carry_out(journal=path)
    before = [entry for entry in entries(path) if entry.said.get("kind") == "before"]
    assert "record" not in before[0].said
    with path.open("rb") as file:
        held = line_at(file, before[0].offset)["record"]["attributes"]
    assert held["titles"] == [{"title": title}]
