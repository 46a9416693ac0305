# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a DOI that a document describes, in each format: a draft, published, run again, the document changed, run again.

Once at the sandbox, and once where DataCite's side is played from what its back end answered to such a document.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

import played_datacite
import sandbox_server
from conftest import observed
from one_of_each_format import CHANGED, DOCUMENTS, SAID, changed
from reading_documents import Said, disagreements, reading
from unit.plugins.module_utils._datacite.planning.librarian import URL, Librarian, new_doi

RECORDED = {
    "bibtex": ("bibtex/messy-inproceedings", "{Tides}", "{Tides, revised}"),
    "citeproc": ("citeproc/rec-real-1098", '"title": "', '"title": "Revised: '),
    "crossref": ("crossref/10.1371_journal.pone.0000030.xml", "<title>", "<title>Revised: "),
    "datacite_xml": ("datacite/rec-real-296", "<title>", "<title>Revised: "),
    "ris": ("ris/rec-real-111", "massive", "massive and other"),
    "schema_org": ("schema_org/rec-real-782", '"name": "Μελέτη', '"name": "Νέα μελέτη'),
}
"""Of each format a document that DataCite refuses, spoils or lets vanish by itself, save the XML; and how its title is changed."""


@dataclasses.dataclass(frozen=True)
class Case:
    """A document, the same with another title, what both say, and where they are declared."""

    document: str
    revised: str
    said: Said
    said_then: Said
    base_url: str
    doi: str


@pytest.fixture(scope="module")
def datacite() -> Iterator[played_datacite.Played]:
    with sandbox_server.running_sandbox() as sandbox, played_datacite.playing(sandbox) as played:
        yield played


@pytest.fixture(params=["sandbox", "played"])
def case(request: pytest.FixtureRequest, datacite: played_datacite.Played, kind: str) -> Case:
    doi = new_doi()
    if request.param == "sandbox":
        return Case(DOCUMENTS[kind], changed(kind), SAID, dataclasses.replace(SAID, title=CHANGED), datacite.sandbox.base_url, doi)
    name, old, new = RECORDED[kind]
    lines = observed("formats/pairs.jsonl").read_text("utf-8").splitlines()
    pair = next(pair for pair in map(json.loads, lines) if pair["name"] == name)
    datacite.plays(doi, pair)
    first, second = pair["input"], pair["input"].replace(old, new, 1)
    assert first != second
    return Case(first, second, reading(pair["format"], first), reading(pair["format"], second), datacite.base_url, doi)


def outcome(librarian: Librarian, **options: Any) -> tuple[bool, list[str], list[str], str]:
    result = librarian.done(**options)
    return result["changed"], librarian.writes(), result["actions"], result["state"]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_life(case: Case, kind: str) -> None:
    librarian = Librarian(case.base_url)
    given = {"doi": case.doi, "content": case.document, "replace_doi": True}
    public = {**given, "state": "findable", "url": URL}
    assert outcome(librarian, **given, state="draft") == (True, ["POST"], ["create"], "draft")
    assert outcome(librarian, **given, state="draft") == (False, [], [], "draft")
    assert outcome(librarian, **public) == (True, ["PUT"], ["update", "publish"], "findable")
    published = librarian.record(case.doi) or {}
    assert outcome(librarian, **public) == (False, [], [], "findable")
    revised = {**public, "content": case.revised}
    assert outcome(librarian, **revised) == (True, ["PUT"], ["update"], "findable")
    assert outcome(librarian, **revised) == (False, [], [], "findable")
    record = librarian.record(case.doi) or {}
    assert disagreements(case.said, published) == []
    assert disagreements(case.said_then, record) == []
    assert published["titles"] != record["titles"]
    assert {name: value for name, value in published.items() if name not in _MOVING} == {name: value for name, value in record.items() if name not in _MOVING}


_MOVING = {"titles", "xml", "updated", "metadataVersion", "version"}


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_all_formats_make_the_same_record(datacite: played_datacite.Played, kind: str, tmp_path: pathlib.Path) -> None:
    librarian, doi = Librarian(datacite.sandbox.base_url), new_doi()
    first = librarian.done(doi=doi, content=DOCUMENTS[kind], format=kind, state="findable", url=URL)
    assert first["state"] == "findable"
    record = librarian.record(doi) or {}
    assert disagreements(SAID, record) == []
    assert all(one.get("nameType") in ("Personal", None) for one in record["creators"])


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_check_mode_foresees_what_a_document_does(datacite: played_datacite.Played, kind: str) -> None:
    librarian, doi = Librarian(datacite.sandbox.base_url), new_doi()
    declared = {"doi": doi, "content": DOCUMENTS[kind], "state": "findable", "url": URL}
    for content in (DOCUMENTS[kind], changed(kind)):
        declared["content"] = content
        foreseen = librarian.done(**declared, check=True, diff=True)
        assert librarian.writes() == []
        made = librarian.done(**declared, diff=True)
        assert [foreseen[name] for name in ("changes", "actions", "state")] == [made[name] for name in ("changes", "actions", "state")]
        assert base64.b64encode(content.encode()).decode()[:40] not in json.dumps(foreseen["diff"])
    assert CHANGED in made["diff"]["after"]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_metadata_beside_a_document_wins_and_nothing_is_written_twice(datacite: played_datacite.Played, kind: str) -> None:
    librarian, doi = Librarian(datacite.sandbox.base_url), new_doi()
    beside = {"titles": [{"title": "From beside"}], "language": "en"}
    declared = {"doi": doi, "content": DOCUMENTS[kind], "state": "findable", "url": URL, "metadata": beside}
    librarian.done(**declared)
    record = librarian.record(doi) or {}
    assert (record["titles"], record["language"], record["publisher"]["name"]) == (beside["titles"], "en", SAID.publisher)
    assert outcome(librarian, **declared) == (False, [], [], "findable")


def test_the_guide_s_document_pasted_and_as_content(datacite: played_datacite.Played) -> None:
    librarian = Librarian(datacite.sandbox.base_url)
    payload = json.loads((observed("guide") / "findable-xml.json").read_text("utf-8"))
    sent = payload["data"]["attributes"]
    assert outcome(librarian, metadata=payload) == (True, ["POST"], ["create", "publish"], "findable")
    assert outcome(librarian, metadata=payload) == (False, [], [], "findable")
    document = base64.b64decode(sent["xml"]).decode()
    same = {"doi": sent["doi"], "url": sent["url"], "state": "findable", "content": document}
    assert outcome(librarian, **same) == (False, [], [], "findable")
    other = {**same, "doi": new_doi("10.5438")}
    assert sent["doi"] in librarian.refused(**other)
    assert outcome(librarian, **other, replace_doi=True) == (True, ["POST"], ["create", "publish"], "findable")
    assert outcome(librarian, **other, replace_doi=True) == (False, [], [], "findable")
    assert disagreements(reading("datacite", document), librarian.record(other["doi"]) or {}) == []
