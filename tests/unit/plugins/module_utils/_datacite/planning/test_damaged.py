# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records that another program has damaged: named so, with the mend, and mended by declaring the damaged attribute whole."""

from __future__ import annotations

from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian

WHOLE = {"url": URL, "metadata": METADATA}
CONTRIBUTORS = [{"name": "Lind, Eva", "contributorType": "DataManager"}]


@pytest.fixture
def findable(librarian: Librarian, doi: str) -> str:
    librarian.done(doi=doi, state="findable", **WHOLE)
    return doi


@pytest.mark.parametrize("attribute", ["creators", "contributors"])
@pytest.mark.parametrize(
    "task", [{}, {"url": "https://data.example.org/2"}, {"state": "registered"}, {"state": "absent"}, {"metadata": {"language": "da"}}], ids=str
)
@pytest.mark.parametrize("check", [True, False], ids=["check", "real"])
def test_an_unreadable_record_is_named_with_its_mend(
    sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str, attribute: str, task: dict[str, Any], check: bool
) -> None:
    sandbox.damage(findable, **{attribute: ""})
    message = librarian.refused(doi=findable, check=check, **task)
    assert "is damaged: DataCite has the record and cannot show it. Nothing was written." in message
    assert "declare both whole" in message
    assert librarian.writes() == []


def test_an_unreadable_record_is_mended_by_its_creators(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, creators="")
    checked = librarian.done(doi=findable, state="findable", **WHOLE, check=True)
    assert (checked["actions"], checked["changed"], checked["state"], librarian.writes()) == (["mend"], True, "unknown", [])
    result = librarian.done(doi=findable, state="findable", **WHOLE)
    assert (result["actions"], result["changed"], result["state"]) == (["mend"], True, "findable")
    assert (librarian.record(findable) or {})["creators"][0]["name"] == "Okafor, Ngozi"
    assert librarian.done(doi=findable, state="findable", **WHOLE)["changed"] is False


def test_what_else_differs_is_written_after_the_mend(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, creators="")
    result = librarian.done(doi=findable, state="registered", metadata={**METADATA, "language": "da"})
    assert result["actions"] == ["mend", "update", "hide"]
    assert ((librarian.record(findable) or {})["language"], result["state"]) == ("da", "registered")


def test_damaged_contributors_are_mended(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, contributors="")
    result = librarian.done(doi=findable, metadata={"contributors": CONTRIBUTORS, "creators": METADATA["creators"]})
    assert (result["actions"][0], result["changed"]) == ("mend", True)
    assert (librarian.record(findable) or {})["contributors"][0]["name"] == "Lind, Eva"


def test_damaged_contributors_are_mended_by_none(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, contributors="")
    result = librarian.done(doi=findable, metadata={**METADATA, "contributors": []})
    assert (result["actions"], result["state"], (librarian.record(findable) or {})["contributors"]) == (["mend"], "findable", [])


@pytest.mark.parametrize("task", [{}, {"url": "https://data.example.org/2"}, {"metadata": {"language": "da"}}, {"state": "registered"}], ids=str)
def test_damaged_types_are_named(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str, task: dict[str, Any]) -> None:
    sandbox.damage(findable, types="")
    result = librarian.declare(doi=findable, **task)
    assert result["failed"] and "is damaged. Nothing was written." in result["msg"]
    assert [(problem["path"], problem["suggestion"]) for problem in result["problems"]] == [
        ("metadata.types", "declare `types` whole, and the run sends it and mends the record")]
    assert librarian.writes() == []


def test_damaged_types_are_mended(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, types="")
    for check in (True, False):
        result = librarian.done(doi=findable, state="findable", **WHOLE, check=check)
        assert (result["actions"], result["changed"]) == (["mend"], True)
    assert (librarian.record(findable) or {})["types"]["resourceTypeGeneral"] == "Dataset"
    assert librarian.done(doi=findable, state="findable", **WHOLE)["changed"] is False


def test_a_damaged_draft_can_be_deleted_where_it_can_be_read(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, metadata=METADATA)
    sandbox.damage(doi, types="")
    assert librarian.done(doi=doi, state="absent")["actions"] == ["delete"]


def test_a_wrong_password_never_mends(sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str) -> None:
    sandbox.damage(findable, creators="")
    message = librarian.refused(doi=findable, state="findable", **WHOLE, password="wrong-secret")
    assert "credentials" in message and librarian.writes() == []
