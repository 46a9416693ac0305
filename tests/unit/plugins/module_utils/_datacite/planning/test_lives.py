# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Real lives of DOIs, by the engine: for each accepted request, what was sent is declared against the record as it was before.

`changed` exactly where DataCite's record became different, and afterwards the record is what DataCite made of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

import sandbox_server
from conftest import observed
from unit.plugins.module_utils._datacite.planning.librarian import Librarian, new_doi

ADMINISTRATION = frozenset({"schemaVersion", "isActive", "source", "xml"})
STATES = {"publish": "findable", "register": "registered", "hide": "registered"}
LADDER = {("draft", "registered"), ("draft", "findable"), ("registered", "findable"), ("findable", "registered")}
UNSET_TYPES = {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}
PARTS = 4
"""The observations are split for as many workers."""


def lives() -> list[dict[str, Any]]:
    return [json.loads(line) for line in observed("observed/lives.jsonl").read_text("utf-8").splitlines()]


def updates(life: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """(record before, attributes sent, record after) of each accepted change that JSON attributes made."""
    before: dict[str, Any] | None = None
    for step in life["steps"]:
        after, request = step.get("record"), step["request"]
        sent = request.get("attributes") or {}
        if before and after and request["method"] in ("PUT", "PATCH") and step["status"] == 200 and "xml" not in sent:
            yield before, sent, after
        before = after


def without_event(sent: dict[str, Any], before: dict[str, Any]) -> tuple[dict[str, Any], str | None]:
    """What was sent, and the state that its event leads to; an event that DataCite ignores is none."""
    rest = {name: value for name, value in sent.items() if name != "event"}
    wanted = STATES.get(sent.get("event", "")) if isinstance(sent.get("event"), str) else None
    if sent.get("event") == "hide" and before["state"] != "findable":
        wanted = None
    if sent.get("event") == "register" and before["state"] != "draft":
        wanted = None
    return rest, wanted if (before["state"], wanted) in LADDER else None


def visible(record: dict[str, Any]) -> dict[str, Any]:
    """What people see of a record; null and empty say the same in a text and in `contentUrl`, and so do types of which nothing but defaults is left."""
    shown = {name: value or None if name in ("contentUrl", "url", "reason") else value for name, value in record.items() if name not in ADMINISTRATION}
    return {**shown, "types": {} if shown.get("types") == UNSET_TYPES else shown.get("types")}


@pytest.mark.parametrize("part", range(PARTS))
def test_lives(sandbox: sandbox_server.Sandbox, librarian: Librarian, figure: Any, part: int) -> None:
    asked = refused = 0
    wrong: list[Any] = []
    for life in lives()[part::PARTS]:
        for before, sent, after in updates(life):
            doi = new_doi()
            metadata, state = without_event(sent, before)
            if metadata.get("publisher", "") is None:
                continue  # DataCite takes no notice of a null here; a declared null clears
            sandbox.put_record(doi, {**before, **({"registered": "2021-01-01T00:00:00.000Z"} if before["state"] != "draft" else {})})
            declared = {"doi": doi, "state": state or "present", "metadata": {name: value for name, value in metadata.items() if name != "doi"}}
            result = librarian.declare(**declared)
            asked += 1
            if result.get("failed"):
                refused += 1
                continue
            became = {name for name in visible(before) if visible(before)[name] != visible(after).get(name)}
            if result["changed"] is not bool(became):
                wrong.append((life["id"], sent, result["changes"], sorted(became)))
            again = librarian.declare(**{**declared, "check": True})
            if again.get("changed") or again.get("failed"):
                wrong.append((life["id"], "not converged", sent, again.get("changes"), again.get("msg")))
    figure(f"{asked} accepted changes of lives declared: {asked - refused - len(wrong)} as DataCite's, {refused} refused here, {len(wrong)} otherwise")
    assert not wrong, "\n".join(str(entry)[:700] for entry in wrong)
    assert asked > 200 and refused < asked * 0.05


@pytest.mark.parametrize("part", range(PARTS))
def test_real_records_are_made_and_made_again(librarian: Librarian, figure: Any, part: int) -> None:
    """Declared as they were sent, and published; the second time nothing is written."""
    lines = [json.loads(line) for line in observed("observed/real.jsonl").read_text("utf-8").splitlines()]
    accepted = [line for line in lines if line["status"] in (200, 201)][part::PARTS]
    wrong: list[Any] = []
    for line in accepted:
        declared = {"metadata": {name: value for name, value in line["sent"].items() if name != "doi"}, "doi": new_doi()}
        first = librarian.declare(**declared)
        if first.get("failed"):
            wrong.append((line["id"], first["msg"][:300]))
            continue
        second = librarian.declare(**declared)
        if second.get("changed") or second.get("failed") or len(librarian.requests()) != 1:
            wrong.append((line["id"], second.get("msg"), second.get("changes"), librarian.requests()))
    figure(f"{len(accepted) - len(wrong)} of {len(accepted)} real records: made, and nothing to do the second time")
    lost = [entry for entry in wrong if "DataCite would drop it without a word" in str(entry[1])]
    assert wrong == lost, "\n".join(str(entry)[:900] for entry in wrong)
    assert len(lost) <= 2, "two of all hold a member that DataCite drops, and are refused with its path"
