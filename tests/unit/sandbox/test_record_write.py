# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What one write does: creation, merge, registration, versions of the XML, activities, refusals, and writes that damage."""

from __future__ import annotations

import base64

import pytest

from datacite_sandbox.record import seed, view, write
from datacite_sandbox.record.columns import COLUMNS, is_foreign
from datacite_sandbox.record.refusal import Refused

DOI = "10.82001/Sea-1"
NOW, LATER = "2026-11-22T12:00:00Z", "2026-11-22T13:00:00Z"
KERNEL_4 = "http://datacite.org/schema/kernel-4"
WHOLE = {
    "url": "https://example.org/sea-1",
    "creators": [{"name": "Okafor, Ngozi", "affiliation": [{"name": "Coastal Institute"}]}],
    "titles": [{"title": "Hourly sea level"}],
    "publisher": "Example Archive",
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
    "schemaVersion": KERNEL_4,
}
DOCUMENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="{KERNEL_4}">
  <identifier identifierType="DOI">10.82001/other</identifier>
  <creators><creator><creatorName>Okafor, Ngozi</creatorName></creator></creators>
  <titles><title>From XML</title></titles>
  <publisher>Example Archive</publisher>
  <publicationYear>2021</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Series</resourceType>
  <language>eng</language>
</resource>"""
XML = base64.b64encode(DOCUMENT.encode()).decode()


def save(stored=None, /, now=NOW, **request):
    options = {name: request.pop(name) for name in ("taken", "domains", "repository", "reachable") if name in request}
    return write.save(stored, request, doi=DOI, now=now, **options)


def refusal(stored=None, /, **request) -> Refused:
    with pytest.raises(Refused) as refused:
        save(stored, **request)
    return refused.value


def sources(refused: Refused) -> list[str]:
    return [error["source"] for error in refused.body["errors"]]


def test_a_bare_draft():
    saved = save()
    assert saved.created
    assert set(saved.record) == set(COLUMNS)
    shown = view.attributes(saved.record, affiliation=False, publisher=False, detail=True)
    assert (shown["doi"], shown["state"], shown["source"], shown["schemaVersion"]) == ("10.82001/sea-1", "draft", "api", None)
    assert (shown["xml"], shown["metadataVersion"], shown["published"], shown["types"]) == (None, 0, "", {})


def test_publish_registers_and_an_unreachable_handle_server_leaves_that_for_the_next_write():
    assert save(**WHOLE, event="publish").record["registered"] == NOW
    unregistered = save(**WHOLE, event="publish", reachable=False).record
    assert (unregistered["state"], unregistered["registered"]) == ("findable", None)
    assert save(unregistered, url="https://example.org/moved", now=LATER).record["registered"] == LATER


def test_absent_is_kept_null_clears_and_publisher_null_is_ignored():
    stored = save(**WHOLE).record
    record = save(stored, titles=None, publisher=None, publicationYear=None).record
    assert (record["titles"], record["publisher_obj"], record["publication_year"]) == (None, {"name": "Example Archive"}, None)
    assert record["creators"] == stored["creators"]
    assert save(stored, publisher={}).record["publisher_obj"] is None


def test_schema_version_comes_with_the_first_update():
    stored = save(titles=[{"title": "T"}]).record
    assert stored["schema_version"] is None
    assert save(stored, url="https://example.org").record["schema_version"] == KERNEL_4


@pytest.mark.parametrize("state", ["draft", "findable"])
def test_supplied_xml_is_kept_until_metadata_or_a_schema_version_is_sent(state):
    stored = save(xml=XML, url="https://example.org", doi=DOI, event="publish" if state == "findable" else None).record
    assert "<language>eng</language>" in stored["xml"]
    assert "10.82001/SEA-1" in stored["xml"]
    assert stored["language"] == "en"
    assert save(stored, url="https://example.org/moved").record["xml"] == stored["xml"]
    assert save(stored, event="hide", reason="moved").record["xml"] == stored["xml"]
    for request in ({"schemaVersion": KERNEL_4}, {"version": "2"}, {"regenerate": True}):
        assert "<language>en</language>" in save(stored, **request).record["xml"]


def test_json_wins_over_the_document_and_null_falls_back_to_it():
    record = save(xml=XML, doi=DOI, titles=[{"title": "From JSON"}], publisher=None).record
    assert record["titles"] == [{"title": "From JSON"}]
    assert record["publisher_obj"] == {"name": "Example Archive"}


def test_xml_versions_count_changes_of_the_text():
    stored = save(**WHOLE).record
    assert stored["metadata_version"] == 0
    stored = save(stored, titles=[{"title": "Second"}]).record
    assert stored["metadata_version"] == 1
    assert save(stored, titles=[{"title": "Second"}]).record["metadata_version"] == 1


def test_the_answer_shows_a_second_pass_that_the_database_does_not_have():
    saved = save(**WHOLE, rightsList=[{"rightsIdentifier": "GPL-3.0-or-later"}])
    assert saved.record["rights_list"][0]["rightsIdentifier"] == "gpl-3.0-or-later"
    assert saved.shown["rights_list"][0]["rightsIdentifier"] == "gpl-3.0+"


def test_registration_stores_the_second_pass_as_well():
    saved = save(**WHOLE, rightsList=[{"rightsIdentifier": "GPL-3.0-or-later"}], event="publish")
    assert saved.record["rights_list"][0]["rightsIdentifier"] == "gpl-3.0+"
    assert [old_and_new[0]["rightsIdentifier"] for old_and_new in saved.audited_again["rights_list"]] == ["gpl-3.0-or-later", "gpl-3.0+"]


def test_activities_speak_in_the_names_of_the_database():
    created = save(**WHOLE)
    assert (created.audited["doi"], created.audited["aasm_state"]) == (DOI.upper(), "draft")
    updated = save(created.record, url="https://example.org/moved", event="register")
    assert updated.audited == {"url": [WHOLE["url"], "https://example.org/moved"], "aasm_state": ["draft", "registered"]}
    assert save(created.record, url=WHOLE["url"]).audited == {}


def test_findings_come_in_order_and_once_for_each_source():
    refused = refusal(event="publish", schemaVersion=KERNEL_4, contributors=[{"name": "X"}])
    assert refused.status == 422
    assert sources(refused) == ["url", "creators", "titles", "publisher", "publication_year", "contributor', attribute 'contributorType", "xml", "contributors"]
    assert refused.damaged is None


def test_an_unlisted_schema_version_switches_the_useful_findings_off():
    refused = refusal(**{**WHOLE, "schemaVersion": f"{KERNEL_4}.4", "creators": []}, event="publish")
    assert refused.body["errors"] == [{"source": "metadata", "title": "Is invalid", "uid": DOI.lower()}]


def test_a_taken_name_a_bad_name_and_a_foreign_domain():
    assert sources(refusal(taken=True)) == ["doi"]
    with pytest.raises(Refused) as refused:
        write.save(None, {}, doi="10.82001/a+b", now=NOW)
    assert sources(refused.value) == ["doi"]
    refused = refusal(**WHOLE, event="publish", domains="example.com,*.example.net", repository="pidops.lab")
    assert refused.body["errors"][0]["title"] == f"URL {WHOLE['url']} is not allowed by repository pidops.lab domain settings."
    for domains in ("*", "example.com,example.org", "*.org"):
        assert save(**WHOLE, event="publish", domains=domains).created


@pytest.mark.parametrize(
    ("request_", "title"),
    [
        ({"version": "1" * 192}, "Mysql2::Error: Data too long for column 'version_info' at row 1"),
        ({"reason": "r" * 256}, "Mysql2::Error: Data too long for column 'reason' at row 1"),
        ({"publicationYear": 2**31}, "2147483648 is out of range for ActiveModel::Type::Integer with limit 4 bytes"),
        ({"types": ["Dataset"]}, "no implicit conversion of String into Integer"),
        ({"creators": 7}, "no implicit conversion of String into Integer"),
        ({"xml": base64.b64encode(b"\xff\xfe\xfd").decode()}, "invalid byte sequence in UTF-8"),
    ],
)
def test_failures_that_nobody_catches(request_, title):
    refused = refusal(**request_)
    assert (refused.status, refused.body) == (500, {"status": 400, "title": title})
    assert refused.damaged is None


def test_json_scalars_as_document_end_as_invalid_metadata():
    assert sources(refusal(xml=base64.b64encode(b"123").decode())) == ["metadata"]


@pytest.mark.parametrize("name", ["creators", "contributors"])
def test_an_empty_text_for_persons_damages_and_a_list_mends(name):
    stored = save(**WHOLE).record
    refused = refusal(stored, **{name: ""})
    assert (refused.status, refused.body["errors"][0]["title"]) == (400, "undefined method `fetch' for an instance of String")
    damaged = refused.damaged
    with pytest.raises(Refused) as read:
        view.attributes(damaged, affiliation=True, publisher=True, detail=True)
    assert read.value.status == 500
    again = refusal(damaged, url="https://example.org/moved")
    assert (again.status, again.damaged["url"]) == (400, "https://example.org/moved")
    mended = save(damaged, **{name: [{"name": "X", "contributorType": "Editor"}]}).record
    assert view.attributes(mended, affiliation=True, publisher=True, detail=True)[name][0]["name"] == "X"


def test_empty_text_for_types_damages_but_can_be_read():
    damaged = refusal(save(**WHOLE).record, types="").damaged
    assert view.attributes(damaged, affiliation=True, publisher=True, detail=True)["types"] == ""


def test_an_identifier_that_is_no_text_is_stored_and_the_answer_is_lost():
    refused = refusal(creators=[{"name": "X", "nameIdentifiers": [{"nameIdentifier": 5, "nameIdentifierScheme": "ORCID"}]}])
    assert (refused.status, refused.body["title"]) == (500, "no implicit conversion of Integer into String")
    assert refused.damaged["creators"][0]["name"] == "X"


def test_validate_judges_as_if_public_and_stores_nothing():
    record = write.validate({**WHOLE, "doi": DOI}, doi=DOI, now=NOW)
    assert (record["state"], record["updated"]) == ("draft", None)
    with pytest.raises(Refused) as refused:
        write.validate({"schemaVersion": KERNEL_4, "doi": DOI}, doi=DOI, now=NOW)
    assert refused.value.status == 200
    with pytest.raises(Refused) as refused:
        write.validate(WHOLE, doi=None, now=NOW)
    assert refused.value.status == 400


def test_views():
    stored = save(**WHOLE, identifiers=[{"identifier": WHOLE["url"], "identifierType": "URL"}, {"identifier": "a", "identifierType": "b"}]).record
    names = view.attributes(stored, affiliation=False, publisher=False, detail=False, listing=True)
    assert (names["creators"][0]["affiliation"], names["publisher"], names["published"]) == (["Coastal Institute"], "Example Archive", None)
    assert names["identifiers"] == [{"identifier": "a", "identifierType": "b"}]
    assert names["created"] == NOW
    assert "xml" not in names
    whole = view.attributes(stored, affiliation=True, publisher=True, detail=True)
    assert whole["creators"][0]["affiliation"] == [{"name": "Coastal Institute"}]
    assert (whole["publisher"], whole["published"]) == ({"name": "Example Archive"}, "2021")
    assert whole["created"] == NOW.replace("Z", ".000Z")


@pytest.mark.parametrize("whole", [True, False])
def test_a_seeded_record_shows_what_was_read(whole):
    stored = save(**WHOLE, event="publish", language="en", rightsList=[{"rights": "X"}], container={"title": "C"}, relatedItems=None).record
    shown = view.attributes(stored, affiliation=whole, publisher=whole, detail=True)
    seeded = seed.record_from(shown, now=LATER)
    assert view.attributes(seeded, affiliation=whole, publisher=whole, detail=True) == shown


def test_a_seeded_record_may_be_one_that_could_not_be_written():
    record = seed.record_from({"doi": DOI, "state": "findable", "schemaVersion": "http://datacite.org/schema/kernel-3", "titles": [{"title": "Old"}]}, now=NOW)
    assert "<title>Old</title>" in record["xml"]
    assert sources(refusal(record, event="hide"))[:2] == ["url", "xml"]


def test_records_are_datacites_own():
    assert not is_foreign(save().record)
    assert is_foreign({**save().record, "agency": "crossref"})
