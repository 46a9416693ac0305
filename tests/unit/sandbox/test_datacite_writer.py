# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Generated DataCite XML: byte for byte what DataCite generated for the same attributes, and the places where its writer is particular."""

from __future__ import annotations

import json

import pytest

from conftest import observed
from datacite_sandbox.formats.datacite_writer import write

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<resource xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="http://datacite.org/schema/kernel-4"'
    ' xsi:schemaLocation="http://datacite.org/schema/kernel-4 http://schema.datacite.org/meta/kernel-4/metadata.xsd">\n'
)
LEAST = 0.995


def lines(**attributes) -> list[str]:
    """The lines of a document without its head, unindented."""
    return [line.strip() for line in write(attributes, "10.82001/a").removeprefix(HEAD).splitlines()]


def test_every_observed_document_byte_for_byte(figure):
    """The XML was observed after a record's attributes, as read, had been written back."""
    attributes = {}
    for name in ("real.jsonl", "spoiled.jsonl"):
        for line in observed(f"observed/{name}").read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            attributes[case["id"]] = case.get("stored")
    documents = [json.loads(line) for line in observed("observed/xml.jsonl").read_text(encoding="utf-8").splitlines()]
    equal = sum(write(attributes[case["id"]], f"10.82001/{case['id']}") == case["xml"] for case in documents)
    figure(f"generated XML: {equal} of {len(documents)} byte-equal")
    assert len(documents) > 100
    assert equal >= LEAST * len(documents)


def test_nothing_at_all_still_has_the_elements_that_are_always_there():
    names = ["<creators/>", "<titles/>", "<publisher/>", "<publicationYear/>", "<sizes/>", "<formats/>", "<version/>"]
    assert lines() == ['<identifier identifierType="DOI">10.82001/A</identifier>', *names, "</resource>"]


def test_a_document_ends_with_a_newline_and_is_indented_by_two():
    document = write({"titles": [{"title": "T"}]}, "10.82001/a")
    assert document.startswith(HEAD + "  <identifier")
    assert "\n  <titles>\n    <title>T</title>\n  </titles>\n" in document
    assert document.endswith("</resource>\n")


@pytest.mark.parametrize(
    ("person", "name"),
    [
        ({"name": "Whoever", "familyName": "Lind", "givenName": "Eva"}, "Lind, Eva"),
        ({"name": "Whoever", "familyName": "Lind"}, "Lind"),
        ({"name": "Tide Gauge Network", "familyName": " "}, "Tide Gauge Network"),
        ({"name": "Lind, Eva", "givenName": "Eva"}, "Lind, Eva"),
    ],
)
def test_a_family_name_goes_before_the_name(person, name):
    assert f"<creatorName>{name}</creatorName>" in lines(creators=[person])


def test_special_characters_in_text_and_attributes():
    written = lines(titles=[{"title": 'a < b & "c"\r', "lang": '<"\n\t>'}])
    assert '<title xml:lang="&lt;&quot;&#10;&#9;&gt;">a &lt; b &amp; "c"&#13;</title>' in written


def test_an_empty_scheme_uri_is_written_for_name_identifiers_only():
    written = lines(creators=[{"name": "X", "nameIdentifiers": [{"nameIdentifier": "1", "nameIdentifierScheme": "ORCID"}], "affiliation": [{"name": "Y"}]}])
    assert '<nameIdentifier nameIdentifierScheme="ORCID" schemeURI="">1</nameIdentifier>' in written
    assert "<affiliation>Y</affiliation>" in written


def test_defaults_of_types():
    assert '<date dateType="Issued">2020</date>' in lines(dates=[{"date": "2020"}])
    assert '<description descriptionType="Abstract">d</description>' in lines(descriptions=[{"description": "d"}])
    assert '<resourceType resourceTypeGeneral="Other"/>' in lines(types={"schemaOrg": "CreativeWork"})
    assert '<resourceType resourceTypeGeneral="Sound"/>' in lines(types={"schemaOrg": "AudioObject"})
    assert not any("resourceType" in line for line in lines(types={"ris": "GEN"}))


def test_a_container_lends_its_title_to_a_missing_publisher_and_opens_the_descriptions():
    item = {"relationType": "IsPublishedIn", "relatedItemType": "Journal", "titles": [{"title": "Sea Letters"}]}
    for attributes in ({"container": {"title": "Sea Letters"}}, {"relatedItems": [item]}):
        written = lines(**attributes)
        assert "<publisher>Sea Letters</publisher>" in written
        assert "<descriptions/>" in written
    assert "<descriptions/>" not in lines()


def test_years_are_numbers():
    assert "<publicationYear>2016</publicationYear>" in lines(publicationYear="2016-05")
    assert "<publicationYear>0</publicationYear>" in lines(publicationYear="n.d.")
    assert "<publicationYear/>" in lines(publicationYear="")


def test_identifiers_that_are_dois_are_left_out():
    entries = [{"identifier": "10.1/x", "identifierType": "DOI"}, {"identifier": "tg-1", "identifierType": "Local"}]
    assert [line for line in lines(identifiers=entries) if "alternateIdentifier " in line] == [
        '<alternateIdentifier alternateIdentifierType="Local">tg-1</alternateIdentifier>'
    ]
    assert not any("alternateIdentifiers" in line for line in lines(identifiers=entries[:1]))
