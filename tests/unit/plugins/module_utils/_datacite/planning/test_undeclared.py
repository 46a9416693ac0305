# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of attributes that the record has and the declaration does not name: kept, or cleared so that a revert undoes."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from unit.plugins.module_utils._datacite.planning.any_metadata import metadata
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, new_doi

PROPERTY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
VOLATILE = frozenset({"xml", "updated", "metadataVersion", "doi", "suffix", "created", "registered", "published", "schemaVersion"})
MORE = {
    "subjects": [{"subject": "tides"}], "language": "da", "version": "1.2", "sizes": ["12 MB"], "rightsList": [{"rightsIdentifier": "cc-by-4.0"}],
    "alternateIdentifiers": [{"alternateIdentifier": "tg-1", "alternateIdentifierType": "Local"}], "container": {"type": "Series", "title": "Reports"},
}


UNSET_TYPES = {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}
"""What DataCite shows for types that were cleared."""


def plain(value: Any) -> Any:
    """Without what says nothing: null and empty members, at any depth."""
    if value == UNSET_TYPES:
        return {}
    if isinstance(value, dict):
        return {name: inner for name, item in value.items() if (inner := plain(item)) not in (None, [], {})}
    return [plain(item) for item in value] if isinstance(value, list) else value


def told(librarian: Librarian, doi: str) -> dict[str, Any]:
    """The record, times and the generated document aside."""
    return dict(plain({name: value for name, value in (librarian.record(doi) or {}).items() if name not in VOLATILE}))


@PROPERTY
@given(first=metadata(), second=metadata())
def test_going_back_to_a_draft_declaration_undoes(librarian: Librarian, first: dict[str, Any], second: dict[str, Any]) -> None:
    """A, then B, then A with `clear`: the record equals the first A."""
    _there_and_back(librarian, first, second, "draft")


@PROPERTY
@given(first=metadata(public=True), second=metadata())
def test_going_back_to_a_public_declaration_undoes(librarian: Librarian, first: dict[str, Any], second: dict[str, Any]) -> None:
    _there_and_back(librarian, first, second, "findable")


def _there_and_back(librarian: Librarian, first: dict[str, Any], second: dict[str, Any], state: str) -> None:
    doi = new_doi()
    declared = {"doi": doi, "state": state, "url": URL, "metadata": first, "undeclared": "clear"}
    librarian.done(**declared)
    before = told(librarian, doi)
    librarian.done(doi=doi, metadata=second)
    librarian.done(**declared)
    assert told(librarian, doi) == before
    assert librarian.done(**declared)["changed"] is False
    assert librarian.writes() == []


@PROPERTY
@given(first=metadata(public=True), second=metadata())
def test_keep_leaves_alone_what_is_not_declared(librarian: Librarian, first: dict[str, Any], second: dict[str, Any]) -> None:
    doi = new_doi()
    librarian.done(doi=doi, url=URL, metadata=first)
    before = librarian.record(doi) or {}
    librarian.done(doi=doi, metadata=second)
    after = librarian.record(doi) or {}
    derived = {"container"} if {"relatedItems", "descriptions", "relatedIdentifiers", "types"} & second.keys() else set()
    derived |= {"identifiers"} if "alternateIdentifiers" in second else set()
    for name, value in before.items():
        if name not in second and name not in VOLATILE | derived:
            assert after[name] == value, name
    assert librarian.done(doi=doi, metadata=second)["changed"] is False


def test_clear_removes_what_is_not_declared_from_a_draft(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, url=URL, metadata={**METADATA, **MORE}, reason="Embargo")
    result = librarian.done(doi=doi, metadata={"titles": METADATA["titles"]}, undeclared="clear")
    assert {change["attribute"] for change in result["changes"]} == {*METADATA, *MORE} - {"titles"}
    record = librarian.record(doi) or {}
    assert not any(plain(record[name]) for name in (*METADATA, *MORE) if name != "titles")
    assert (record["url"], record["reason"], record["titles"]) == (URL, "Embargo", METADATA["titles"])
    assert librarian.done(doi=doi, metadata={"titles": METADATA["titles"]}, undeclared="clear")["changed"] is False


@pytest.mark.parametrize("state", ["registered", "findable"])
def test_clear_leaves_a_public_doi_what_it_must_have(librarian: Librarian, doi: str, state: str) -> None:
    librarian.done(doi=doi, state=state, url=URL, metadata={**METADATA, **MORE, "contentUrl": ["https://data.example.org/tg.csv"]}, reason="Embargo")
    librarian.done(doi=doi, metadata={}, undeclared="clear")
    record = librarian.record(doi) or {}
    assert [name for name in METADATA if not record[name]] == []
    assert (record["url"], record["reason"], record["contentUrl"]) == (URL, "Embargo", ["https://data.example.org/tg.csv"])
    assert not any(plain(record[name]) for name in MORE)
    assert record["state"] == state


def test_clear_never_touches_content_urls(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, metadata={"contentUrl": ["https://data.example.org/tg.csv"]})
    assert librarian.done(doi=doi, metadata={}, undeclared="clear")["changed"] is False


def test_clear_never_touches_a_derived_container(librarian: Librarian, doi: str) -> None:
    item = {"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Sea Data Letters"}], "volume": "3"}
    declared = {"doi": doi, "metadata": {**METADATA, "relatedItems": [item]}, "undeclared": "clear"}
    librarian.done(**declared)
    assert (librarian.record(doi) or {})["container"]["title"] == "Sea Data Letters"
    assert librarian.done(**declared)["changed"] is False


def test_clear_never_touches_the_schema_version(librarian: Librarian, sandbox: Any, doi: str) -> None:
    librarian.done(doi=doi, metadata=METADATA)
    sandbox.damage(doi, schemaVersion="http://datacite.org/schema/kernel-4.3")
    assert librarian.done(doi=doi, metadata=METADATA, undeclared="clear")["changed"] is False


def test_clear_removes_undeclared_members_of_types_and_publisher(librarian: Librarian, doi: str) -> None:
    publisher = {"name": "Example Archive", "publisherIdentifier": "https://ror.org/04z8jg394", "publisherIdentifierScheme": "ROR", "lang": "en"}
    librarian.done(doi=doi, metadata={**METADATA, "publisher": publisher, "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Series", "ris": "GEN"}})
    librarian.done(doi=doi, metadata=METADATA, undeclared="clear")
    record = librarian.record(doi) or {}
    assert plain(record["publisher"]) == {"name": "Example Archive"}
    assert plain(record["types"]) == {
        "resourceTypeGeneral": "Dataset", "schemaOrg": "Dataset", "citeproc": "dataset", "bibtex": "misc", "ris": "DATA"}
    assert librarian.done(doi=doi, metadata=METADATA, undeclared="clear")["changed"] is False


def test_a_publication_with_clear_needs_what_it_must_have(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, url=URL, metadata=METADATA)
    assert librarian.done(doi=doi, state="findable", undeclared="clear")["actions"] == ["publish"]


@given(st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_check_mode_foresees_what_clear_does(librarian: Librarian, data: Any) -> None:
    doi, first, second = new_doi(), data.draw(metadata()), data.draw(metadata())
    librarian.done(doi=doi, metadata=first)
    foreseen = librarian.done(doi=doi, metadata=second, undeclared="clear", check=True)
    made = librarian.done(doi=doi, metadata=second, undeclared="clear")
    assert (foreseen["changes"], foreseen["changed"], foreseen["actions"]) == (made["changes"], made["changed"], made["actions"])
