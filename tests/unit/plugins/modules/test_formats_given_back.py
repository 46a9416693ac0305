# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `datacite_doi_info` gives in a format, declared again for the same DOI: nothing is to be done.

DataCite XML says all that a record has, so this holds for any record. The other formats say less: there it holds for records that were made of a document in
that format, at the latest after what DataCite's own conversion there and back alters has been declared.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Door, Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi import DOOR as DOI
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi_info import DOOR as INFO

FORMS = {"bibtex": "bibtex", "citeproc": "citeproc", "datacite": "datacite_xml", "ris": "ris", "schema_org": "schema_org"}
"""The formats as the observations call them, and as tasks do."""
ESSENTIAL = ("titles", "creators", "publisher", "publicationYear", "types")
EVERY = 7


class Author:
    """Declares documents of DOIs, and asks for them."""

    def __init__(self, sandbox: sandbox_server.Sandbox) -> None:
        self._sandbox = sandbox
        self._kept: dict[Any, Any] = {}

    def declare(self, doi: str, *, check: bool = False, **options: Any) -> dict[str, Any]:
        """The result of `datacite_doi`."""
        return self._open(DOI, check, doi=doi, **options)

    def asks(self, doi: str, form: str) -> str:
        """The document of a record in a format."""
        result = self._open(INFO, False, dois=[doi], format=form)
        assert not result.get("failed") and "warnings" not in result, result
        return str(result["dois"][0]["content"])

    def _open(self, door: Door, check: bool, **options: Any) -> dict[str, Any]:
        given = {"api_url": self._sandbox.base_url, "username": "PIDOPS.LAB", "password": "lab-secret", "retries": 0, **options}
        validated = ArgumentSpecValidator(door.argument_spec, **door.constraints).validate(given)
        assert not validated.error_messages, validated.error_messages
        return answer(door, Visit(validated.validated_parameters, check, False, self._kept))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[sandbox_server.Sandbox]:
    with sandbox_server.running_sandbox() as running:
        yield running


@pytest.fixture
def author(sandbox: sandbox_server.Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Author:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return Author(sandbox)


def real(observations: Callable[[str], Path], every: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Some of the real records that DataCite accepted, as it stored them."""
    lines = map(json.loads, observations("observed/real.jsonl").read_text("utf-8").splitlines())
    accepted = (line for line in lines if line["status"] < 300)
    for line in itertools.islice(accepted, 0, None, every):
        yield f"10.82001/{line['id']}", {**line["stored"], "doi": f"10.82001/{line['id']}", "state": "findable", "registered": "2012-01-01T00:00:00Z"}


def test_the_xml_of_any_record_is_what_the_record_is(
    author: Author, sandbox: sandbox_server.Sandbox, observations: Callable[[str], Path], figure: Callable[[str], None]
) -> None:
    same = 0
    for doi, attributes in real(observations, EVERY):
        sandbox.put_record(doi, attributes)
        result = author.declare(doi, check=True, content=author.asks(doi, "datacite_xml"))
        assert not result.get("failed") and not result["changed"], (doi, result.get("msg") or result["changes"])
        same += 1
    figure(f"datacite_xml of {same} real records, declared again: nothing to do")


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_record_made_of_a_document_is_as_the_document_that_comes_back(
    author: Author, observations: Callable[[str], Path], figure: Callable[[str], None], name: str
) -> None:
    form, came_to = FORMS[name], Counter[str]()
    pairs = [json.loads(line) for line in observations("formats/pairs.jsonl").read_text("utf-8").splitlines()]
    for number, pair in enumerate(pair for pair in pairs if pair["format"] == name):
        doi = f"10.82001/{name}-{number}"
        made = author.declare(doi, content=pair["input"], format=form, replace_doi=True, url="https://data.example.org/x")
        if made.get("failed"):
            came_to["not declared"] += 1
            continue
        came_to[_round(author, doi, form, pair["name"])] += 1
    declared = came_to.total() - came_to["not declared"]
    figure(f"{form}: {declared} of {came_to.total()} documents declared, then asked for and declared again: {dict(came_to)}")
    assert declared > 0.75 * came_to.total() and came_to["nothing to do"] > declared / 2
    if form == "datacite_xml":
        assert came_to["nothing to do"] == declared


def _round(author: Author, doi: str, form: str, name: str) -> str:
    """What declaring the document that comes back comes to; again where DataCite's conversion altered something (a type may be altered twice)."""
    for said in ("nothing to do", "nothing to do after it was declared once", "nothing to do after it was declared twice"):
        text = author.asks(doi, form)
        result = author.declare(doi, check=True, content=text, format=form)
        assert not result.get("failed"), (name, result["msg"])
        if not result["changed"]:
            return said
        author.declare(doi, content=text, format=form)
    raise AssertionError((name, result["changes"]))


@pytest.mark.parametrize("form", sorted(set(FORMS.values()) - {"datacite_xml"}))
def test_a_document_that_says_less_takes_nothing_away_that_a_record_must_have(
    author: Author, sandbox: sandbox_server.Sandbox, observations: Callable[[str], Path], form: str
) -> None:
    for doi, attributes in real(observations, EVERY * 3):
        sandbox.put_record(doi, attributes)
        result = author.declare(doi, check=True, content=author.asks(doi, form), format=form)
        if result.get("failed"):
            # Said before anything is written, with what to declare beside the document.
            assert "metadata" in result["msg"], (doi, result["msg"])
            continue
        assert all(result["record"].get(attribute) for attribute in ESSENTIAL if attributes.get(attribute)), (doi, result["changes"])
        assert result["record"]["state"] == "findable"
