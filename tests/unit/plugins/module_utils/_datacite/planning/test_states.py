# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every way from one state to another: in check mode, with diff, for real, and a second time; what is returned of it and what was asked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian

WHOLE = {"url": URL, "metadata": METADATA}
WAYS: dict[tuple[str, str], tuple[str, list[str], bool]] = {
    ("missing", "present"): ("draft", ["create"], False),
    ("missing", "draft"): ("draft", ["create"], False),
    ("missing", "registered"): ("registered", ["create", "register"], True),
    ("missing", "findable"): ("findable", ["create", "publish"], True),
    ("missing", "absent"): ("absent", [], False),
    ("draft", "present"): ("draft", [], False),
    ("draft", "draft"): ("draft", [], False),
    ("draft", "registered"): ("registered", ["register"], True),
    ("draft", "findable"): ("findable", ["publish"], True),
    ("draft", "absent"): ("absent", ["delete"], False),
    ("registered", "present"): ("registered", [], False),
    ("registered", "registered"): ("registered", [], False),
    ("registered", "findable"): ("findable", ["publish"], False),
    ("findable", "present"): ("findable", [], False),
    ("findable", "registered"): ("registered", ["hide"], False),
    ("findable", "findable"): ("findable", [], False),
}
"""(from, declared): the state afterwards, the actions, whether it cannot be undone."""

NO_WAYS = [("registered", "draft"), ("registered", "absent"), ("findable", "draft"), ("findable", "absent")]


@pytest.fixture
def start(librarian: Librarian, doi: str) -> Any:
    """`start("findable")` brings the DOI into that state."""

    def bring(state: str) -> None:
        if state != "missing":
            librarian.done(doi=doi, state=state, **WHOLE)

    return bring


@pytest.mark.parametrize(("before", "declared"), WAYS)
def test_each_way(librarian: Librarian, doi: str, start: Any, before: str, declared: str) -> None:
    after, actions, irreversible = WAYS[before, declared]
    task = {"doi": doi, "state": declared, **({} if declared == "absent" else WHOLE)}
    start(before)
    untouched = librarian.record(doi)

    checked = librarian.done(**task, check=True, diff=True)
    assert librarian.writes() == []
    assert librarian.record(doi) == untouched

    real = librarian.done(**task, diff=True)
    assert len(librarian.writes()) == (1 if actions else 0)
    record = librarian.record(doi)
    assert (record["state"] if record else "absent") == after
    for result in (checked, real):
        assert (result["changed"], result["state"], result["actions"], result["irreversible"]) == (bool(actions), after, actions, irreversible)
        assert result["doi"] == doi
    assert checked["changes"] == real["changes"]
    assert [(change["before"], change["after"]) for change in real["changes"] if change["attribute"] == "state"] == (
        [(None if before == "missing" else before, None if after == "absent" else after)] if bool(actions) else []
    )

    again = librarian.done(**task, diff=True)
    assert (again["changed"], again["actions"], again["changes"], again["irreversible"], again["state"]) == (False, [], [], False, after)
    assert librarian.writes() == []
    assert again["diff"]["before"] == again["diff"]["after"]


@pytest.mark.parametrize(("before", "declared"), NO_WAYS)
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_each_way_that_there_is_not(librarian: Librarian, doi: str, start: Any, before: str, declared: str, check: bool) -> None:
    start(before)
    untouched = librarian.record(doi)
    message = librarian.refused(doi=doi, state=declared, check=check)
    assert message.startswith(f"{doi}: the DOI is {before} and cannot ")
    assert "`state: registered`" in message or before == "registered"
    assert librarian.requests() == ["GET /dois/DOI"]
    assert librarian.record(doi) == untouched


@pytest.mark.parametrize(("before", "declared"), WAYS)
def test_diff_tells_both_sides(librarian: Librarian, doi: str, start: Any, before: str, declared: str) -> None:
    after, actions, irreversible = WAYS[before, declared]
    start(before)
    task = {"doi": doi, "state": declared, **({} if declared == "absent" else WHOLE)}
    for result in (librarian.done(**task, check=True, diff=True), librarian.done(**task, diff=True)):
        diff = result["diff"]
        assert set(diff) == {"before_header", "after_header", "before", "after"}
        assert diff["before_header"] == f"{doi} ({'absent' if before == 'missing' else before})"
        assert diff["after_header"] == f"{doi} ({after}{', cannot be undone' if irreversible else ''})"
        assert (diff["before"] != diff["after"]) == bool(actions)
        assert (json.loads(diff["after"])["state"] if diff["after"] else "absent") == after


def test_diff_holds_what_differs_and_nothing_else(librarian: Librarian, doi: str, start: Any) -> None:
    start("findable")
    task = {"doi": doi, "metadata": {"titles": [{"title": "Ein anderer Titel für Ærø"}], "language": "en"}}
    expected_before = {"state": "findable", "titles": METADATA["titles"]}
    expected_after = {"state": "findable", "titles": [{"title": "Ein anderer Titel für Ærø"}], "language": "en"}
    for check in (True, False):
        diff = librarian.done(**task, check=check, diff=True)["diff"]
        assert (json.loads(diff["before"]), json.loads(diff["after"])) == (expected_before, expected_after)
        assert "für Ærø" in diff["after"] and diff["after"].endswith("}\n")


def test_no_diff_where_none_is_asked_for(librarian: Librarian, doi: str) -> None:
    assert "diff" not in librarian.done(doi=doi)


def test_changes_name_the_smallest_part(librarian: Librarian, doi: str, start: Any) -> None:
    start("draft")
    creators = [{"name": "Tide Gauge Network"}, *METADATA["creators"]]
    metadata = {"titles": [{"title": "Another title"}], "creators": creators, "types": {"resourceType": "Series"}}
    changes = librarian.done(doi=doi, metadata=metadata, url="https://data.example.org/other", check=True)["changes"]
    assert sorted((change["attribute"], change["path"], change["before"], change["after"]) for change in changes) == [
        ("creators", "creators[0]", None, {"name": "Tide Gauge Network"}),
        ("titles", "titles[0].title", "Hourly sea level at Aarhus", "Another title"),
        ("types", "types.resourceType", None, "Series"),
        ("url", "url", URL, "https://data.example.org/other"),
    ]


def test_record_is_what_datacite_has(librarian: Librarian, doi: str) -> None:
    result = librarian.done(doi=doi, state="findable", **WHOLE)
    record = librarian.record(doi)
    assert record is not None
    assert "xml" in record and "xml" not in result["record"]
    assert result["record"] == {name: value for name, value in record.items() if name not in ("xml", "identifiers")}


def test_check_mode_foresees_the_record(librarian: Librarian, doi: str) -> None:
    """What DataCite adds to what is declared is known from its own judgement."""
    task = {"doi": doi, "state": "findable", **WHOLE}
    foreseen = librarian.done(**task, check=True)["record"]
    made = librarian.done(**task)["record"]
    assert foreseen["state"] == made["state"]
    assert {name: made[name] for name in (*METADATA, "url")} == {name: foreseen[name] for name in (*METADATA, "url")}


def test_absent_has_no_record(librarian: Librarian, doi: str, start: Any) -> None:
    start("draft")
    for check in (True, False):
        result = librarian.done(doi=doi, state="absent", check=check)
        assert (result["state"], result["record"]) == ("absent", {})


@pytest.mark.parametrize("task", [{"url": ""}, {"metadata": {"url": None}}, {"url": "", "state": "findable"}], ids=str)
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_a_public_doi_keeps_a_landing_page(librarian: Librarian, doi: str, start: Any, task: dict[str, Any], check: bool) -> None:
    start("registered")
    message = librarian.refused(doi=doi, check=check, **task)
    assert "url: missing" in message and "must have a landing page" in message
    assert librarian.writes() == []


def test_a_draft_may_lose_its_landing_page(librarian: Librarian, doi: str, start: Any) -> None:
    start("draft")
    assert librarian.done(doi=doi, url="")["changes"] == [{"attribute": "url", "path": "url", "before": URL, "after": None}]
    assert librarian.done(doi=doi, url="")["changed"] is False
