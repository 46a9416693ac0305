# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real records go round, under their real names: out of one repository, through files, and into an empty one. Those that today's rules refuse stay.

Records that DataCite's back end accepted are seeded as it stored them, the others as they are in DataCite today.
"""

from __future__ import annotations

import contextlib
import json
import pathlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pages import walk
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import plain, problem_of_new
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.mark import record_mark
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.record import Record, record
from conftest import observed
from unit.plugins.modules.exporter import Exporter

PARTS = 2
TIMES = {"created": "2012-01-01T00:00:00Z", "registered": "2012-01-01T00:00:00Z"}
EVERYTHING = dict.fromkeys(("create_public", "publish", "register", "update", "hide"), "9999")


def lines(part: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Every so many lines of the observations: those that DataCite accepted, and those that it refused."""
    found = [json.loads(line) for line in observed("observed/real.jsonl").read_text("utf-8").splitlines()][part::PARTS]
    return [line for line in found if line["status"] < 300], [line for line in found if line["status"] >= 300]


def seeded(line: dict[str, Any], **attributes: Any) -> dict[str, Any]:
    """A line as a record, under its real name."""
    held = line["stored"] if line["status"] < 300 else {name: value for name, value in line["sent"].items() if name != "event"}
    return {**held, **TIMES, "doi": line["from"]["doi"], "state": "findable", **attributes}


def schema_versions() -> dict[str, Any]:
    """The `schemaVersion` that each real record has, by its DOI: DataCite's checks of what is written go by it."""
    found = [json.loads(line) for line in observed("records/records.jsonl").read_text("utf-8").splitlines()]
    return {entry["doi"].lower(): entry["attributes"].get("schemaVersion") for entry in found}


@contextlib.contextmanager
def repository(folder: pathlib.Path, records: list[dict[str, Any]], prefixes: set[str]) -> Iterator[Exporter]:
    """A repository of its own sandbox, with these prefixes and records."""
    with sandbox_server.running_sandbox() as sandbox:
        exporter = Exporter(sandbox, folder)
        own = {"id": exporter.repository, "prefixes": sorted(prefixes), "password": "exporter-secret"}
        planted = [{"repository": exporter.repository, "attributes": attributes} for attributes in records]
        sandbox.control("seed", {"members": [{"id": exporter.repository.partition(".")[0], "repositories": [own]}], "records": planted})
        yield exporter


def held(exporter: Exporter) -> dict[str, Record]:
    """All records of the repository."""
    chosen = connection({"api_url": exporter.sandbox.base_url, "username": exporter.repository, "password": "exporter-secret"})
    with Session(chosen) as session:
        return {row["id"].lower(): record({"data": row}, row["id"].lower()) for row in walk(session, {"client-id": exporter.repository.lower()})}


def mark(found: Record) -> str:
    """What is the same of two records that say the same, whoever holds them."""
    return record_mark(Record(found.doi, found.state, "", found.attributes))


@pytest.mark.parametrize("part", range(PARTS))
def test_real_records_go_round(part: int, tmp_path: pathlib.Path, figure: Callable[[str], None]) -> None:
    accepted, refused = lines(part)
    prefixes = {line["from"]["doi"].partition("/")[0] for line in accepted}
    with repository(tmp_path / "all", [seeded(line) for line in accepted + refused], prefixes) as old:
        result = old.done()
        assert result["counts"]["created"] == len(accepted) + len(refused) and not result["kept"] and "warnings" not in result
        # Export, then plan: nothing to do, those that today's rules refuse among them.
        assert old.plan() == []
        assert old.done()["changed"] is False
        marked = sum("\n  created: " in text for text in old.files().values())
        figure(f"{len(accepted)} + {len(refused)} real records: export, then a plan: 0 actions; {marked} hold `created`")
        originals = held(old)
        names = {plain(line["from"]["doi"]) for line in accepted}
        tree = accepted_only(old.dest, names, tmp_path / "accepted")
    # Export, then apply into an empty repository: equal records.
    unmakeable = {doi for doi in names if problem_of_new(doi)}
    with repository(tree, [dict(originals[doi].attributes) for doi in sorted(unmakeable)], prefixes) as new:
        applied = new.apply(limits=EVERYTHING)
        assert not applied.get("failed"), applied["msg"]
        copies = held(new)
        assert set(copies) == names
        assert [doi for doi in names if mark(copies[doi]) != mark(originals[doi])] == []
        assert new.plan() == [] and new.done()["counts"] | {"records": 0} == dict.fromkeys(result["counts"], 0) | {"unchanged": len(names)}
        figure(f"{len(names)} accepted: exported and applied into an empty repository, equal; {len(unmakeable)} seeded, for new DOIs may not be called so: "
               + ", ".join(sorted(unmakeable)))


def accepted_only(source: pathlib.Path, names: set[str], target: pathlib.Path) -> pathlib.Path:
    """A copy of a tree with the files of these DOIs alone, and without the list of what was exported: another repository is to hold them."""
    marks = json.loads((source / ".datacite-export.json").read_text("utf-8"))["files"]
    for file in ["_defaults.yml", *(marks[doi][0] for doi in names)]:
        (target / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source / file, target / file)
    return target


@pytest.mark.parametrize(("what", "old", "new", "changed"), [
    ("a url move", "\nurl: ", "\nurl: https://moved.example.org/?was=", {"url"}),
    ("a hide", "\nstate: findable\n", "\nstate: registered\n", {"state"}),
    ("a title change", " title: ", " title: Corrected ", {"titles"}),
], ids=["move", "hide", "title"])
def test_old_records_that_todays_rules_refuse(what: str, old: str, new: str, changed: set[str], tmp_path: pathlib.Path, figure: Callable[[str], None]) -> None:
    refused = [line for part in range(PARTS) for line in lines(part)[1]]
    versions = schema_versions()
    records = [seeded(line, schemaVersion=versions[line["from"]["doi"].lower()]) for line in refused]
    with repository(tmp_path / "old", records, set()) as exporter:
        exporter.done()
        before = held(exporter)
        edited = sum(edit(path, old, new) for path in exporter.dest.rglob("*.yml"))
        result = exporter.apply(limits=EVERYTHING)
        after = held(exporter)
        done, failed = {entry["doi"] for entry in result["changes"]}, {entry["doi"]: entry for entry in result["failures"]}
        assert len(done) + len(failed) == edited and not done & set(failed)
        assert {change["attribute"] for entry in result["changes"] for change in entry["changes"]} <= changed
        # What failed is as it was, and says what to do about it.
        assert [doi for doi in failed if mark(after[doi]) != mark(before[doi])] == []
        assert [doi for doi in done if mark(after[doi]) == mark(before[doi])] == []
        named = Counter(problem["path"].partition("[")[0].removeprefix("metadata.") for entry in failed.values() for problem in entry.get("problems", ()))
        for entry in failed.values():
            assert any(problem["suggestion"] or problem["path"].startswith("metadata.") for problem in entry["problems"]), entry
        figure(f"{what} of {edited} records that today's rules refuse: {len(done)} done, {len(failed)} refused, naming {dict(named.most_common(6))}")


def edit(path: pathlib.Path, old: str, new: str) -> bool:
    """Replace the first of something in a file; whether there was one."""
    text = path.read_text("utf-8")
    if path.name == "_defaults.yml" or old not in text:
        return False
    beginning, _found, rest = text.partition(old)
    quoted = rest[:1] in "'\""
    path.write_text(beginning + (old + rest[0] + new.removeprefix(old) + rest[1:] if quoted else new + rest), "utf-8")
    return True
