# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What earlier runs tell: how each DOI was left, which requests were ours, and of which system."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.history import History
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal

DOI = "10.82001/a"


def run(name: str = "r1", **other: Any) -> dict[str, Any]:
    return {
        "kind": "run", "run": name, "at": f"2026-01-0{name[1:]}T00:00:00Z", "format": "pidops.datacite journal", "version": 1,
        "system": "https://api.datacite.org", "repository": "pidops.lab", "catalogue": "", **other,
    }


def before(name: str = "r1", declared: tuple[str, ...] = ("titles", "url"), **other: Any) -> dict[str, Any]:
    return {"kind": "before", "run": name, "at": "t1", "doi": DOI, "steps": ["update"], "declared": list(declared), "seen": "s", "record": {}, **other}


def after(name: str = "r1", declared: tuple[str, ...] = ("titles", "url"), **other: Any) -> dict[str, Any]:
    return {
        "kind": "after", "run": name, "at": "t2", "doi": DOI, "status": "done", "steps": ["update"], "changed": True, "state": "findable", "request_id": "q1",
        "mark": "m1", "declared": list(declared), "message": "", **other,
    }


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "journal.jsonl"


def read(path: pathlib.Path, *told: Any, **where: str) -> History:
    path.write_text("".join((line if isinstance(line, str) else json.dumps(line, separators=(",", ":"))) + "\n" for line in told), "utf-8")
    return History.read(path, **where)


def test_how_a_doi_was_left(path: pathlib.Path) -> None:
    last = read(path, run(), before(), after()).last(DOI)
    assert last is not None
    assert (last.declared, last.mark, last.request_ids, last.at, last.run, last.status, last.state) == (
        ("titles", "url"), "m1", frozenset({"q1"}), "t2", "r1", "done", "findable")


def test_all_our_requests_are_remembered(path: pathlib.Path) -> None:
    last = read(path, run(), before(), after(), run("r2"), before("r2"), after("r2", request_id="q2", mark="m2")).last(DOI)
    assert last is not None and last.request_ids == {"q1", "q2"} and last.mark == "m2" and last.run == "r2"


def test_a_killed_run_does_not_know_what_it_left(path: pathlib.Path) -> None:
    last = read(path, run(), before(), after(), run("r2"), before("r2", ("titles",))).last(DOI)
    assert last is not None and (last.status, last.mark, last.declared, last.request_ids) == ("begun", "", ("titles",), {"q1"})


def test_a_failed_write_does_not_change_what_was_declared(path: pathlib.Path) -> None:
    failed = after("r2", ("creators",), status="failed", mark="", request_id="q2", changed=False)
    last = read(path, run(), before(), after(), run("r2"), before("r2", ("creators",)), failed).last(DOI)
    assert last is not None and (last.declared, last.status) == (("titles", "url"), "failed")


def test_what_was_right_already_is_known_as_well(path: pathlib.Path) -> None:
    agreed = {"kind": "agreed", "run": "r1", "at": "t3", "doi": DOI, "mark": "m9", "declared": ["sizes"]}
    last = read(path, run(), agreed).last(DOI)
    assert last is not None and (last.declared, last.mark, last.status) == (("sizes",), "m9", "agreed")


def test_another_system_and_another_repository_are_not_ours(path: pathlib.Path) -> None:
    told = (run(), before(), after(), run("r2", system="https://api.test.datacite.org"), before("r2"), after("r2", mark="m2"),
            run("r3", repository="pidops.other"), before("r3"), after("r3", mark="m3"))
    assert [found.name for found in read(path, *told).runs] == ["r1", "r2", "r3"]
    here = read(path, *told, system="https://api.datacite.org", repository="pidops.lab")
    last = here.last(DOI)
    assert [found.name for found in here.runs] == ["r1"] and last is not None and last.mark == "m1"


def test_nothing_is_known_without_a_journal(path: pathlib.Path) -> None:
    history = History.read(path)
    assert history.last(DOI) is None and history.runs == [] and list(history) == []


@pytest.mark.parametrize("line", [
    "", "{", "[]", "null", '{"kind":"after"}', '{"kind":[]}', '{"kind":"before","run":"r1","at":"t","doi":7,"steps":[],"declared":[]}', "[" * 100_000, "\x00",
])
def test_lines_that_cannot_be_read_are_counted(path: pathlib.Path, line: str) -> None:
    history = read(path, run(), line, before(), after())
    assert history.torn == 1 and history.last(DOI) is not None


def test_a_line_whose_members_were_put_in_another_order(path: pathlib.Path) -> None:
    moved = {"record": {"attributes": {"doi": "x"}}, **before()}
    last = read(path, run(), moved).last(DOI)
    assert last is not None and last.status == "begun"


@pytest.mark.parametrize(("lines", "words"), [
    (["state: findable"], "is no journal"), ([{"kind": "else"}], "is no journal"), ([run(format="other")], "is no journal"),
    ([run(version=2)], "newer version"), ([run(), run("r2", version=2)], "newer version"),
])
def test_what_is_no_journal_is_refused(path: pathlib.Path, lines: list[Any], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        read(path, *lines)


def test_a_journal_that_cannot_be_read(tmp_path: pathlib.Path) -> None:
    with pytest.raises(Refusal, match="cannot be read: Is a directory"):
        History.read(tmp_path)
