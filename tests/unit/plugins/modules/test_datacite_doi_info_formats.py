# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in other formats: of every state and name, one by one and of a list, and where DataCite has none."""

from __future__ import annotations

import base64
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.formats import FORMATS
from unit.plugins.modules.conftest import record
from unit.plugins.modules.reader import NOBODY, Reader

ODD = ("10.82001/Upper+Case", "10.82001/a<b;c>#d", "10.82001/100%", "10.82001/a,b", "10.82001/æ/ø", "10.82001/a b&c=d")
STATES = ("findable", "registered", "draft")
EMPTY = "10.82001/nothing-yet"
READ_AGAIN = ("bibtex", "citeproc", "datacite_xml", "ris", "schema_org")


@pytest.fixture(scope="module")
def sandbox() -> Iterator[sandbox_server.Sandbox]:
    """Names as old DOIs have them, one in each state, a draft without metadata, and somebody else's."""
    records = [{"repository": "PIDOPS.LAB", "attributes": record(doi, "findable")} for doi in ODD]
    records += [{"repository": "PIDOPS.LAB", "attributes": record(f"10.82001/{state}", state)} for state in STATES]
    records.append({"repository": "PIDOPS.LAB", "attributes": {"doi": EMPTY, "state": "draft"}})
    records.append({"repository": "RIVAL.LAB", "attributes": record("10.82003/draft", "draft")})
    with sandbox_server.running_sandbox(seed={"records": records}) as running:
        yield running


@pytest.fixture
def reader(sandbox: sandbox_server.Sandbox) -> Iterator[Reader]:
    yield Reader(sandbox)
    sandbox.clear_faults()


def contents(result: dict[str, Any]) -> dict[str, str | None]:
    """The documents by DOI."""
    return {found["doi"]: found["content"] for found in result["dois"]}


@pytest.mark.parametrize("form", READ_AGAIN)
def test_own_records_of_every_state(reader: Reader, form: str) -> None:
    dois = [f"10.82001/{state}" for state in STATES]
    found = contents(reader.read(dois=dois, format=form))
    assert all(text and f"Gauge {doi[-5:]}" in text and doi.upper() in text.upper() for doi, text in found.items()) and list(found) == dois


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_name_one_by_one_and_of_a_list(reader: Reader, form: str) -> None:
    single = contents(reader.read(dois=list(ODD), format=form))
    assert set(single) == {doi.lower() for doi in ODD} and all(single.values())
    listed = contents(reader.read(repository="PIDOPS.LAB", state="findable", format=form))
    asked = len(reader.requests())
    assert {doi: (text or "").strip() for doi, text in listed.items() if doi in single} == {doi: (text or "").strip() for doi, text in single.items()}
    # One page of seven rows. Six names of which one has a comma: one list and one read, where the documents of a list can be told apart.
    assert asked == {"datacite_xml": 1, "citation": 8, "csv": 8, "jats": 8}.get(form, asked)


def test_fifty_documents_in_one_request(sandbox: sandbox_server.Sandbox, reader: Reader) -> None:
    for number in range(120):
        sandbox.put_record(f"10.82002/many-{number:03}", record(f"10.82002/many-{number:03}", "findable"), "PIDOPS.OTHER")
    for form in ("bibtex", "ris", "citeproc", "schema_org", "datacite_json", "crosscite", "codemeta"):
        found = contents(reader.read(repository="PIDOPS.OTHER", format=form))
        assert len(found) == 120 and all(text and f"Gauge {doi[-5:]}" in text for doi, text in found.items())
        assert reader.requests() == ["GET /dois"] * 4, form


def test_the_xml_is_the_one_that_is_stored(sandbox: sandbox_server.Sandbox, reader: Reader) -> None:
    identifier = '<identifier identifierType="DOI">10.82001/OWN</identifier>'
    xml = f'<?xml version="1.0"?>\n<resource xmlns="http://datacite.org/schema/kernel-4"><!-- mine -->{identifier}</resource>'
    sandbox.put_record("10.82001/own", {**record("10.82001/own", "draft"), "xml": base64.b64encode(xml.encode()).decode()})
    for asked in ({"dois": ["10.82001/own"]}, {"query": "doi:10.82001/own"}):
        text = contents(reader.read(**asked, format="datacite_xml"))["10.82001/own"]
        assert text and ET.canonicalize(text, with_comments=True) == ET.canonicalize(xml, with_comments=True)


def test_a_draft_without_metadata_has_no_xml(reader: Reader) -> None:
    result = reader.ask(dois=[EMPTY, "10.82001/draft"], format="datacite_xml")
    assert contents(result)[EMPTY] is None and contents(result)["10.82001/draft"]
    assert result["warnings"] == [f"{EMPTY}: DataCite stores no XML of it; a draft without metadata has none"]


def test_a_record_that_datacite_cannot_convert_is_told_and_hides_no_other(sandbox: sandbox_server.Sandbox, reader: Reader) -> None:
    sandbox.faults("500 GET /dois/10.82001(/|%2F)registered")
    result = reader.ask(prefix="10.82001", format="csv")
    found = contents(result)
    assert not result.get("failed") and found["10.82001/registered"] is None and found["10.82001/findable"] and found["10.82001/draft"]
    assert len(result["warnings"]) == 1 and result["warnings"][0].startswith("10.82001/registered: DataCite cannot give it as csv (500)")


def test_a_list_that_fails_is_asked_for_one_by_one(sandbox: sandbox_server.Sandbox, reader: Reader) -> None:
    names = [f"10.82001/{state}" for state in STATES]
    whole = contents(reader.read(dois=names, format="bibtex"))
    assert len(reader.requests()) == 4 and all(whole.values())
    for fault in ("500 GET /dois$", "nonsense GET /dois$", "504 GET /dois$", "cut-json GET /dois$", "empty GET /dois$", "drop-before GET /dois$"):
        sandbox.faults(fault)
        assert contents(reader.read(dois=names, format="bibtex")) == whole, fault
        # What a list that was cut short holds whole is used.
        assert len(reader.requests()) == (6 if fault.startswith("cut") else 7), fault
        sandbox.clear_faults()


def test_nobody_is_given_what_is_hidden(reader: Reader) -> None:
    result = reader.ask(**NOBODY, dois=["10.82001/registered", "10.82001/findable"], format="ris")
    assert list(contents(result)) == ["10.82001/findable"] and result["missing"] == ["10.82001/registered"]


def test_the_json_formats_are_json(reader: Reader) -> None:
    for form in FORMATS:
        if FORMATS[form].endswith("json"):
            text = contents(reader.read(dois=["10.82001/findable"], format=form))["10.82001/findable"]
            assert isinstance(json.loads(text or ""), dict)
