# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people paste: every form of a payload means the same, and what contradicts itself is refused before any request."""

from __future__ import annotations

import base64
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.pasted import SERVER_OWNED, read
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian

DOI = "10.82001/pasted"
IDENTIFIERS = [{"identifier": "tg-4411", "identifierType": "Local accession number"}]
ALTERNATE = [{"alternateIdentifier": "tg-4411", "alternateIdentifierType": "Local accession number"}]
DOCUMENT = '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.82001/pasted</identifier></resource>'


@pytest.mark.parametrize("wrap", [
    lambda attributes: attributes,
    lambda attributes: {"attributes": attributes},
    lambda attributes: {"id": DOI, "type": "dois", "attributes": attributes},
    lambda attributes: {"data": {"id": DOI, "type": "dois", "attributes": attributes}},
    lambda attributes: {"data": {"type": "dois", "attributes": attributes, "relationships": {}}, "included": [], "jsonapi": {"version": "1.0"}},
], ids=["bare", "attributes", "resource", "document", "answer"])
def test_forms(wrap: Any) -> None:
    pasted = read(wrap({"doi": DOI.upper(), "url": URL, "event": "publish", **METADATA}))
    assert pasted.problems == ()
    assert (pasted.doi, pasted.settings, dict(pasted.attributes)) == (DOI, {"url": URL}, METADATA)
    assert pasted.target == "findable"


def test_whole_answer_of_a_get_changes_nothing(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="findable", url=URL, metadata={**METADATA, "alternateIdentifiers": ALTERNATE}, reason="moved here")
    record = librarian.record(doi) or {}
    answer = {"data": {"id": doi, "type": "dois", "attributes": record, "relationships": {"client": {"data": {"id": "pidops.lab", "type": "clients"}}}}}
    for options in ({}, {"doi": doi}, {"doi": doi.upper(), "state": "findable"}, {"doi": f"https://doi.org/{doi}", "url": URL}):
        result = librarian.done(metadata=answer, **options)
        assert (result["changed"], librarian.requests()) == (False, ["GET /dois/DOI"])


@pytest.mark.parametrize("metadata", [{"doi": 10.82001}, {"id": 10.82001}, {"data": {"id": [DOI], "attributes": {}}}], ids=str)
def test_a_name_that_is_no_text_is_told(metadata: dict[str, Any]) -> None:
    assert [problem.suggestion for problem in read(metadata).problems] == ["quote it"]


@pytest.mark.parametrize("prefix", ["10.82001/", "https://doi.org/10.82001", "82001", "../10.82001"])
def test_what_is_no_prefix_is_told_as_such(librarian: Librarian, prefix: str) -> None:
    message = librarian.refused(prefix=prefix, identity="accession 7")
    assert f"  - prefix: `{prefix}` is no prefix" in message and librarian.requests() == []


@pytest.mark.parametrize("old", [{"contributors": [{"name": "Lind, Eva"}]}, {"creators": []}, {"publicationYear": 1}], ids=str)
def test_the_answer_of_an_old_record_changes_nothing(sandbox: sandbox_server.Sandbox, librarian: Librarian, doi: str, old: dict[str, Any]) -> None:
    times = {"created": "2012-01-01T00:00:00Z", "registered": "2012-01-01T00:00:00Z"}
    sandbox.put_record(doi, {**METADATA, **old, **times, "doi": doi, "state": "findable", "url": URL})
    record = librarian.record(doi) or {}
    exported = {name: value for name, value in record.items() if name == "created" or name not in SERVER_OWNED}
    for pasted in (record, exported):
        for options in ({}, {"undeclared": "clear"}):
            assert (librarian.done(metadata=pasted, **options)["changed"], librarian.requests()) == (False, ["GET /dois/DOI"])
    message = librarian.refused(metadata={**record, "titles": [{"title": "New"}]})
    assert f"metadata.{next(iter(old))}" in message and librarian.writes() == []


def test_an_answer_of_a_record_that_is_gone_has_to_obey_todays_rules(librarian: Librarian, doi: str) -> None:
    times = {"created": "2012-01-01T00:00:00Z"}
    message = librarian.refused(metadata={**METADATA, **times, "doi": doi, "state": "findable", "url": URL, "contributors": [{"name": "Lind, Eva"}]})
    assert "metadata.contributors[0].contributorType: missing" in message and librarian.writes() == []


def test_an_edited_answer_changes_just_that(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="findable", url=URL, metadata=METADATA)
    record = librarian.record(doi) or {}
    result = librarian.done(metadata={"data": {"id": doi, "attributes": {**record, "titles": [{"title": "Corrected"}]}}})
    assert [change["path"] for change in result["changes"]] == ["titles[0].title"]
    assert set(librarian.sent()) == {"titles", "schemaVersion"}


def test_what_datacite_alone_writes_is_left_out() -> None:
    pasted = read(dict.fromkeys(SERVER_OWNED, "whatever"))
    assert (dict(pasted.attributes), pasted.problems, pasted.warnings) == ({}, (), ())


@pytest.mark.parametrize(("options", "path"), [
    ({"doi": "10.82001/other", "metadata": {"doi": DOI}}, "metadata.doi"),
    ({"metadata": {"data": {"id": DOI, "attributes": {"doi": "10.82001/other"}}}}, "metadata.data.attributes.doi"),
    ({"doi": DOI, "url": URL, "metadata": {"url": URL + "/2"}}, "metadata.url"),
    ({"doi": DOI, "reason": "a", "metadata": {"reason": "b"}}, "metadata.reason"),
    ({"doi": DOI, "state": "draft", "metadata": {"event": "publish"}}, "metadata.event / metadata.state"),
    ({"doi": DOI, "state": "findable", "metadata": {"event": "hide"}}, "metadata.event / metadata.state"),
    ({"doi": DOI, "state": "absent", "metadata": {"state": "findable"}}, "metadata.event / metadata.state"),
    ({"doi": DOI, "metadata": {"event": "publish", "state": "draft"}}, "metadata.event"),
    ({"doi": DOI, "metadata": {"identifiers": IDENTIFIERS, "alternateIdentifiers": [{**ALTERNATE[0], "alternateIdentifier": "x"}]}}, "metadata.identifiers"),
    ({"prefix": "10.82001", "identity": "a", "metadata": {"doi": DOI}}, "metadata.doi"),
    ({"prefix": "10.82001"}, "identity"),
    ({"metadata": {"prefix": "10.82001"}}, "identity"),
    ({"identity": "accession"}, "prefix"),
    ({}, "doi"),
    ({"doi": "not a doi"}, "doi"),
    ({"doi": "10.82001/"}, "doi"),
    ({"doi": DOI, "metadata": {"data": {"attributes": "text"}}}, "metadata.data.attributes"),
    ({"doi": DOI, "metadata": {"xml": "%%% neither"}}, "metadata.xml"),
    ({"doi": DOI, "metadata": {"url": {}}}, "metadata.url"),
    ({"doi": DOI, "metadata": {"url": [URL]}}, "metadata.url"),
    ({"doi": DOI, "url": URL, "metadata": {"reason": 12}}, "metadata.reason"),
    ({"doi": DOI, "metadata": {"xml": DOCUMENT}, "content": DOCUMENT}, "content"),
])
def test_what_contradicts_itself_is_refused_without_a_request(librarian: Librarian, options: dict[str, Any], path: str) -> None:
    result = librarian.declare(**options)
    assert result.get("failed"), result
    assert path in [problem["path"] for problem in result["problems"]]
    assert librarian.requests() == []


@pytest.mark.parametrize(
    ("event", "hint"), [("Publish", "publish"), ("HIDE", "hide"), (" register", "register"), ("show", None), ("published", None), (True, None)]
)
def test_an_event_that_datacite_would_ignore_is_refused(librarian: Librarian, event: Any, hint: str | None) -> None:
    result = librarian.declare(doi=DOI, metadata={"event": event})
    problem = result["problems"][0]
    assert problem["path"] == "metadata.event"
    assert problem["message"] == f"{event!r} is none of register, publish, hide: DataCite would ignore it"
    assert problem["suggestion"] == (hint and f"did you mean `{hint}`?")
    assert librarian.requests() == []


@pytest.mark.parametrize(("event", "state"), [("publish", "findable"), ("register", "registered"), ("hide", "registered"), (None, "draft"), ("", "draft")])
def test_event_becomes_the_state(librarian: Librarian, doi: str, event: Any, state: str) -> None:
    metadata = {**METADATA, "doi": doi, "url": URL, "event": event}
    assert librarian.done(metadata=metadata)["state"] == state
    assert librarian.done(metadata=metadata)["changed"] is False


@pytest.mark.parametrize("metadata", [
    {"identifiers": IDENTIFIERS}, {"alternateIdentifiers": ALTERNATE}, {"identifiers": IDENTIFIERS, "alternateIdentifiers": ALTERNATE},
    {"identifiers": [], "alternateIdentifiers": ALTERNATE}, {"identifiers": {}, "alternateIdentifiers": ALTERNATE},
    {"identifiers": [*IDENTIFIERS, {"identifier": None, "identifierType": "DOI"}]}, {"identifiers": IDENTIFIERS, "alternateIdentifiers": []},
    {"identifiers": [*IDENTIFIERS, {"identifier": "https://doi.org/10.82001/pasted", "identifierType": "DOI"}], "alternateIdentifiers": ALTERNATE},
], ids=str)
def test_both_names_of_the_identifiers(librarian: Librarian, doi: str, metadata: dict[str, Any]) -> None:
    """DataCite lets `identifiers` win, even an empty list; here both names mean one thing, and nothing is lost."""
    librarian.done(doi=doi, metadata=metadata)
    assert (librarian.record(doi) or {})["identifiers"] == IDENTIFIERS
    assert librarian.done(doi=doi, metadata=metadata)["changed"] is False
    assert "identifiers" not in librarian.done(doi=doi, metadata=metadata)["record"]


def test_xml_beside_other_metadata_is_an_echo(librarian: Librarian, doi: str) -> None:
    encoded = base64.b64encode(DOCUMENT.encode()).decode()
    result = librarian.done(doi=doi, metadata={**METADATA, "xml": encoded})
    assert "xml" not in librarian.sent()
    assert [text for text in result["warnings"] if text.startswith("metadata.xml is ignored beside the other attributes")]
    empties = {"titles": [], "language": None, "publisher": None}
    assert read({"xml": encoded, **empties}).document == DOCUMENT


@pytest.mark.parametrize("xml", [DOCUMENT, "\ufeff" + DOCUMENT, base64.b64encode(DOCUMENT.encode()).decode(), base64.encodebytes(DOCUMENT.encode()).decode()])
def test_xml_alone_is_a_document(xml: str) -> None:
    pasted = read({"doi": DOI, "url": URL, "xml": xml})
    assert (pasted.document or "").lstrip("\ufeff") == DOCUMENT
    assert (pasted.problems, pasted.warnings) == ((), ())


@pytest.mark.parametrize(
    "version", ["http://datacite.org/schema/kernel-4", "http://datacite.org/schema/kernel-4.4", "https://datacite.org/schema/kernel-4.7", None]
)
def test_schema_version_is_understood_and_sent_as_kernel_4(librarian: Librarian, doi: str, version: str | None) -> None:
    result = librarian.done(doi=doi, url=URL, state="findable", metadata={**METADATA, "schemaVersion": version})
    assert "warnings" not in result
    assert librarian.sent()["schemaVersion"] == "http://datacite.org/schema/kernel-4"
    assert librarian.done(doi=doi, metadata={**METADATA, "schemaVersion": version})["changed"] is False


def test_an_older_schema_version_is_ignored_and_said(librarian: Librarian, doi: str) -> None:
    result = librarian.done(doi=doi, metadata={**METADATA, "schemaVersion": "http://datacite.org/schema/kernel-3"})
    assert "kernel-3 is ignored" in " ".join(result["warnings"])


@pytest.mark.parametrize(("option", "value"), [("prefix", 10.8201), ("prefix", 10), ("identity", 5349), ("identity", 1.5), ("identity", True), ("reason", 12)])
def test_what_yaml_may_have_made_another_value_is_to_be_quoted(librarian: Librarian, option: str, value: Any) -> None:
    options = {"prefix": "10.82001", "identity": "a", option: value}
    result = librarian.declare(**options)
    problem = next(problem for problem in result["problems"] if problem["path"] == option)
    assert repr(value) in problem["message"] and problem["suggestion"] == f'quote it, such as `{option}: "…"`'
    assert librarian.requests() == []


@pytest.mark.parametrize(
    "attributes", [{"version": 1.1}, {"language": False}, {"alternateIdentifiers": [{**ALTERNATE[0], "alternateIdentifier": 5349}]}], ids=str
)
def test_values_that_yaml_made_are_refused_with_their_path(librarian: Librarian, attributes: dict[str, Any]) -> None:
    result = librarian.declare(doi=DOI, metadata=attributes)
    assert result.get("failed") and librarian.requests() == []
    assert [problem for problem in result["problems"] if problem["path"].startswith(f"metadata.{next(iter(attributes))}") and "quote" in str(problem)]


def test_all_problems_are_told_at_once(librarian: Librarian) -> None:
    result = librarian.declare(doi="nothing", state="draft", url=URL, metadata={"event": "publish", "url": "https://example.org/", "xml": "%"})
    assert {problem["path"] for problem in result["problems"]} == {"doi", "metadata.url", "metadata.event / metadata.state", "metadata.xml"}


@pytest.mark.parametrize("nothing", [None, [], {}], ids=str)
@pytest.mark.parametrize("name", ["identifiers", "alternateIdentifiers"])
def test_either_name_clears(librarian: Librarian, doi: str, name: str, nothing: Any) -> None:
    librarian.done(doi=doi, metadata={"alternateIdentifiers": ALTERNATE})
    if nothing == {} and name == "alternateIdentifiers":
        assert librarian.refused(doi=doi, metadata={name: nothing})
        return
    assert librarian.done(doi=doi, metadata={name: nothing})["changed"]
    assert (librarian.record(doi) or {})["identifiers"] == []
