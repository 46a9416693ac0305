# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes along with a write, and what does not: only what differs, an event only where the state changes, `schemaVersion` only where it does good."""

from __future__ import annotations

import base64
from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian

KERNEL_4 = "http://datacite.org/schema/kernel-4"
PERSON = {"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor"}
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">{doi}</identifier>
  <creators><creator><creatorName nameType="Personal" xml:lang="ig">Okafor, Ngozi</creatorName></creator></creators>
  <titles><title>{title}</title></titles>
  <publisher>Example Archive</publisher>
  <publicationYear>2021</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Series</resourceType>
</resource>
"""


@pytest.fixture
def findable(librarian: Librarian, doi: str) -> str:
    librarian.done(doi=doi, state="findable", url=URL, metadata=METADATA)
    return doi


def test_a_creation_names_the_doi_and_the_repository(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="findable", url=URL, metadata=METADATA)
    post = librarian.exchanges[-1]
    assert (post.method, post.path) == ("POST", "/dois")
    assert post.body == {"data": {
        "type": "dois", "attributes": {**METADATA, "doi": doi, "url": URL, "event": "publish", "schemaVersion": KERNEL_4},
        "relationships": {"client": {"data": {"type": "clients", "id": "pidops.lab"}}},
    }}


@pytest.mark.parametrize(("task", "sent"), [
    ({"url": "https://data.example.org/moved"}, {"url": "https://data.example.org/moved"}),
    ({"reason": "Embargo"}, {"reason": "Embargo"}),
    ({"state": "registered"}, {"event": "hide"}),
    ({"state": "registered", "url": URL, "metadata": METADATA}, {"event": "hide"}),
    ({"state": "registered", "reason": "Withdrawn"}, {"event": "hide", "reason": "Withdrawn"}),
    ({"metadata": {**METADATA, "language": "da"}}, {"language": "da", "schemaVersion": KERNEL_4}),
    ({"metadata": {"titles": [{"title": "B"}]}, "url": "https://data.example.org/b"},
     {"titles": [{"title": "B"}], "url": "https://data.example.org/b", "schemaVersion": KERNEL_4}),
    ({"state": "registered", "metadata": {"version": "2"}}, {"event": "hide", "version": "2", "schemaVersion": KERNEL_4}),
], ids=",".join)
def test_only_what_differs_is_sent(librarian: Librarian, findable: str, task: dict[str, Any], sent: dict[str, Any]) -> None:
    librarian.done(doi=findable, **task)
    assert librarian.sent() == sent


@pytest.mark.parametrize("task", [
    {}, {"state": "findable"}, {"metadata": METADATA}, {"url": URL}, {"state": "findable", "url": URL, "metadata": METADATA},
    {"metadata": {**METADATA, "event": "publish"}}, {"metadata": {"language": None, "subjects": [], "sizes": None, "contentUrl": None, "container": {}}},
    {"metadata": {"publisher": "Example Archive"}}, {"metadata": {"publicationYear": "2021"}}, {"reason": ""},
    {"metadata": {"creators": [{**PERSON, "affiliation": [], "nameIdentifiers": None}]}}, {"metadata": {"creators": PERSON}},
], ids=str)
def test_nothing_is_sent_where_nothing_differs(librarian: Librarian, findable: str, task: dict[str, Any]) -> None:
    """Never a bare PUT, never an event that is true already."""
    assert librarian.done(doi=findable, **task)["changed"] is False
    assert librarian.requests() == ["GET /dois/DOI"]


@pytest.mark.parametrize(("stored", "sent"), [
    (None, KERNEL_4), ("http://datacite.org/schema/kernel-4.5", KERNEL_4), ("http://datacite.org/schema/kernel-4.4", KERNEL_4),
    (KERNEL_4, None), (f"{KERNEL_4}.3", None), ("http://datacite.org/schema/kernel-3", KERNEL_4),
])
def test_schema_version_goes_along_with_a_publication_that_would_not_be_checked(
    librarian: Librarian, sandbox: sandbox_server.Sandbox, doi: str, stored: str | None, sent: str | None
) -> None:
    librarian.done(doi=doi, url=URL, metadata=METADATA)
    sandbox.damage(doi, schemaVersion=stored)
    librarian.done(doi=doi, state="findable")
    assert librarian.sent() == {"event": "publish", **({"schemaVersion": sent} if sent else {})}


def test_deposited_xml_survives_url_reason_and_hide(librarian: Librarian, doi: str) -> None:
    document = DOCUMENT.format(doi=doi, title="Sea level")
    librarian.done(doi=doi, state="findable", url=URL, content=document)
    deposited = (librarian.record(doi) or {})["xml"]
    assert b'xml:lang="ig"' in base64.b64decode(deposited)
    for task in ({"url": "https://data.example.org/2"}, {"reason": "Moved"}, {"state": "registered"}, {"state": "findable"}):
        assert librarian.done(doi=doi, **task)["changed"]
        assert (librarian.record(doi) or {})["xml"] == deposited, task
    librarian.done(doi=doi, metadata={"version": "2"})
    assert b'xml:lang="ig"' not in base64.b64decode((librarian.record(doi) or {})["xml"]), "metadata as JSON replaces the document"


def test_a_document_goes_with_its_doi_and_without_schema_version(librarian: Librarian, doi: str) -> None:
    first, second = (DOCUMENT.format(doi=doi, title=title) for title in ("Sea level", "Sea level, corrected"))
    librarian.done(doi=doi, state="findable", url=URL, content=first)
    assert librarian.sent() == {"doi": doi, "url": URL, "event": "publish", "xml": base64.b64encode(first.encode()).decode()}
    assert librarian.done(doi=doi, state="findable", url=URL, content=first)["changed"] is False
    assert librarian.requests() == ["GET /dois/DOI"]
    changes = librarian.done(doi=doi, content=second)["changes"]
    assert [change["path"] for change in changes] == ["titles[0].title"]
    assert librarian.sent() == {"doi": doi, "xml": base64.b64encode(second.encode()).decode()}


def test_layout_of_a_document_is_no_difference(librarian: Librarian, doi: str) -> None:
    document = DOCUMENT.format(doi=doi, title="Sea level")
    librarian.done(doi=doi, state="findable", url=URL, content=document)
    for same in (document.replace("\n  <", "<"), document.replace("\n", "\r\n"), "\ufeff" + document):
        assert librarian.done(doi=doi, content=same)["changed"] is False
        assert librarian.requests() == ["GET /dois/DOI"]


def test_undeclared_members_of_types_go_along_but_never_the_derived_ones(librarian: Librarian, findable: str) -> None:
    librarian.done(doi=findable, metadata={"types": {"resourceType": "Time series"}})
    assert librarian.sent()["types"] == {"resourceTypeGeneral": "Dataset", "resourceType": "Time series"}
    librarian.done(doi=findable, metadata={"types": {"resourceTypeGeneral": "Software"}})
    assert librarian.sent()["types"] == {"resourceTypeGeneral": "Software", "resourceType": "Time series"}
    assert (librarian.record(findable) or {})["types"] == {
        "resourceTypeGeneral": "Software", "resourceType": "Time series", "schemaOrg": "SoftwareSourceCode", "citeproc": "article", "bibtex": "misc",
        "ris": "COMP",
    }


def test_a_declared_derived_member_is_kept_with_the_others(librarian: Librarian, findable: str) -> None:
    librarian.done(doi=findable, metadata={"types": {"bibtex": "dataset"}})
    types = (librarian.record(findable) or {})["types"]
    assert (types["bibtex"], types["resourceTypeGeneral"]) == ("dataset", "Dataset")
    assert librarian.done(doi=findable, metadata={"types": {"bibtex": "dataset", "resourceTypeGeneral": "Dataset"}})["changed"] is False


def test_undeclared_members_of_the_publisher_go_along(librarian: Librarian, findable: str) -> None:
    whole = {"name": "Example Archive", "publisherIdentifier": "https://ror.org/04z8jg394", "publisherIdentifierScheme": "ROR", "schemeUri": "https://ror.org"}
    librarian.done(doi=findable, metadata={"publisher": whole})
    librarian.done(doi=findable, metadata={"publisher": {"lang": "en"}})
    assert librarian.sent()["publisher"] == {**whole, "lang": "en"}
    assert librarian.done(doi=findable, metadata={"publisher": "Example Archive"})["changed"] is False
    librarian.done(doi=findable, metadata={"publisher": {"name": "Sample Archive"}})
    assert (librarian.record(findable) or {})["publisher"] == {**whole, "name": "Sample Archive", "lang": "en"}


def test_affiliations_are_sent_as_objects(librarian: Librarian, doi: str) -> None:
    creators = [{**PERSON, "affiliation": ["Harbour Board", {"name": "Coastal Institute"}]}]
    librarian.done(doi=doi, metadata={"creators": creators})
    assert librarian.sent()["creators"][0]["affiliation"] == [{"name": "Harbour Board"}, {"name": "Coastal Institute"}]
    assert librarian.done(doi=doi, metadata={"creators": creators})["changed"] is False
    assert librarian.requests() == ["GET /dois/DOI"]


@pytest.mark.parametrize("attribute", ["subjects", "sizes", "language", "version", "alternateIdentifiers", "container", "contentUrl"])
@pytest.mark.parametrize("nothing", [None, []], ids=["null", "empty"])
def test_null_and_empty_clear(librarian: Librarian, doi: str, attribute: str, nothing: Any) -> None:
    values = {
        "subjects": [{"subject": "tides"}], "sizes": ["12 MB"], "language": "da", "version": "1.2",
        "alternateIdentifiers": [{"alternateIdentifier": "tg-1", "alternateIdentifierType": "Local"}],
        "container": {"type": "Series", "title": "Reports"}, "contentUrl": ["https://data.example.org/tg.csv"],
    }
    if nothing == [] and attribute in ("language", "version", "container"):
        nothing = "" if attribute != "container" else {}
    librarian.done(doi=doi, metadata={attribute: values[attribute]})
    assert librarian.done(doi=doi, metadata={attribute: nothing})["actions"] == ["update"]
    assert not (librarian.record(doi) or {})[attribute]
    assert librarian.done(doi=doi, metadata={attribute: nothing})["changed"] is False


def test_publisher_of_a_draft_can_be_cleared(librarian: Librarian, doi: str) -> None:
    """DataCite takes no notice of a null there."""
    librarian.done(doi=doi, metadata=METADATA)
    librarian.done(doi=doi, metadata={"publisher": None})
    assert (librarian.record(doi) or {})["publisher"] in (None, {}, {"name": None})
    assert librarian.done(doi=doi, metadata={"publisher": None})["changed"] is False


def test_publisher_of_a_public_doi_is_cleared_where_its_container_stands_in(librarian: Librarian, findable: str) -> None:
    """DataCite takes the title of the container for the publisher of the document that it makes."""
    item = {"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Sea Data Letters"}]}
    librarian.done(doi=findable, metadata={"relatedItems": [item]})
    assert librarian.done(doi=findable, metadata={"publisher": None})["actions"] == ["update"]
    assert (librarian.record(findable) or {})["publisher"] in (None, {})
    assert librarian.done(doi=findable, metadata={"publisher": None})["changed"] is False


@pytest.mark.parametrize("version", ["kernel-2.2", "kernel-3", "kernel-3.1"])
@pytest.mark.parametrize(("task", "sent"), [
    ({"url": "https://data.example.org/moved"}, {"url": "https://data.example.org/moved"}), ({"state": "registered"}, {"event": "hide"}),
    ({"reason": "Embargo"}, {"reason": "Embargo"}),
], ids=",".join)
def test_an_old_record_is_renewed_with_whatever_is_written(
    sandbox: sandbox_server.Sandbox, librarian: Librarian, findable: str, version: str, task: dict[str, Any], sent: dict[str, Any]
) -> None:
    sandbox.damage(findable, schemaVersion=f"http://datacite.org/schema/{version}")
    assert librarian.done(doi=findable)["actions"] == []
    result = librarian.done(doi=findable, **task)
    assert librarian.sent() == {**sent, "schemaVersion": KERNEL_4}
    assert f"is of {version}, of which DataCite takes no writes any more" in " ".join(result["warnings"])
    assert "warnings" not in librarian.done(doi=findable, **task)
