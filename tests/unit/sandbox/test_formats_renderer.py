# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in the formats of content negotiation that no observation shows character by character."""

from __future__ import annotations

import csv
import io
import json

import pytest
from lxml import etree

from datacite_sandbox.formats.renderer import MEDIA_TYPES, render, render_all

RECORD = {
    "doi": "10.82001/sea-1",
    "url": "https://example.org/sea-1",
    "creators": [
        {"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi Ada-Marie", "familyName": "Okafor", "affiliation": [], "nameIdentifiers": []},
        {"name": "Tide Gauge Network", "nameType": "Organizational", "affiliation": [], "nameIdentifiers": []},
    ],
    "contributors": [{"name": "Lind, Eva", "givenName": "Eva", "familyName": "Lind", "contributorType": "Editor"}],
    "titles": [{"title": 'Hourly, "sea" level & tides'}, {"title": "Vandstand"}],
    "publisher": {"name": "Example Archive"},
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Series", "schemaOrg": "Dataset", "citeproc": "dataset", "bibtex": "misc", "ris": "DATA"},
    "dates": [{"date": "2021-03-04", "dateType": "Issued"}],
    "version": "1.2",
    "language": None,
    "subjects": [],
    "container": {},
    "rightsList": [{"rights": "MIT License", "rightsUri": "https://opensource.org/licenses/MIT"}],
    "descriptions": [],
    "schemaVersion": "http://datacite.org/schema/kernel-4",
    "state": "findable",
    "xml": "<resource/>",
}
COLUMNS = {"publisher": "publisher_obj", "publicationYear": "publication_year", "version": "version_info", "rightsList": "rights_list",
           "schemaVersion": "schema_version"}  # fmt: skip


def text(media_type: str, **changed) -> str:
    return render(RECORD | changed, media_type)[1]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_every_media_type_is_answered_for_a_whole_record_and_an_empty_one(media_type):
    assert render(RECORD, media_type) == (MEDIA_TYPES[media_type], text(media_type))
    assert render({"doi": "10.82001/empty"}, media_type)[0] == MEDIA_TYPES[media_type]


@pytest.mark.parametrize("media_type", MEDIA_TYPES)
def test_a_record_of_the_database_gives_the_same(media_type):
    columns = {COLUMNS.get(name, name): value for name, value in RECORD.items()}
    assert render(columns | {"version": 3}, media_type) == render(RECORD, media_type)


def test_the_stored_xml_as_it_is():
    assert text("application/vnd.datacite.datacite+xml") == "<resource/>"


def test_datacite_json_and_crosscite_differ_in_spelling():
    datacite = json.loads(text("application/vnd.datacite.datacite+json"))
    crosscite = json.loads(text("application/vnd.crosscite.crosscite+json"))
    assert (datacite["id"], datacite["doi"]) == ("https://doi.org/10.82001/sea-1", "10.82001/SEA-1")
    assert (datacite["publicationYear"], crosscite["publication_year"]) == (2021, 2021)
    assert datacite["subjects"] == [] and datacite["container"] == {} and "language" not in datacite and "sizes" not in datacite
    assert list(datacite.values()) == list(crosscite.values())


def test_members_come_in_the_order_of_the_database():
    assert list(json.loads(text("application/vnd.datacite.datacite+json"))["types"]) == [
        "ris", "bibtex", "citeproc", "schemaOrg", "resourceType", "resourceTypeGeneral",
    ]  # fmt: skip


def test_codemeta():
    found = json.loads(text("application/vnd.codemeta.ld+json"))
    assert (found["@type"], found["datePublished"], found["license"]) == ("Dataset", "2021-03-04", "https://opensource.org/licenses/MIT")
    assert [one["name"] for one in found["authors"]] == ["Okafor, Ngozi", "Tide Gauge Network"]


def test_jats():
    root = etree.fromstring(text("application/vnd.jats+xml").encode())
    assert (root.tag, root.get("publication-type")) == ("element-citation", "data")
    assert [element.tag for element in root] == ["person-group", "person-group", "data-title", "source", "year", "month", "day", "version", "pub-id"]
    assert (root.findtext("year"), root.findtext("month"), root.findtext("pub-id")) == ("2021", "03", "10.82001/SEA-1")


def test_csv_quotes():
    header, row = csv.reader(io.StringIO(text("text/csv")))
    assert dict(zip(header, row, strict=True))["title"] == 'Hourly, "sea" level & tides'
    assert dict(zip(header, row, strict=True))["author"] == "Okafor, Ngozi Ada-Marie and {Tide Gauge Network}"


def test_a_formatted_reference():
    assert text("text/x-bibliography") == (
        "Okafor, N. A.-M., &amp; Tide Gauge Network. (2021). <i>Hourly, \"sea\" level &amp; tides</i> (Version 1.2) [Data set]. "
        "Example Archive. https://doi.org/10.82001/sea-1"
    )
    assert text("text/x-bibliography", creators=[]).startswith('<i>Hourly, "sea" level')


def test_an_unknown_style_is_answered_in_the_default_one():
    assert render(RECORD, "text/x-bibliography", style="no-such-style", locale="xx") == render(RECORD, "text/x-bibliography")


def test_several_records():
    many = [RECORD, RECORD | {"doi": "10.82001/sea-2"}]
    assert [one["doi"] for one in json.loads(render_all(many, "application/vnd.datacite.datacite+json")[1])] == ["10.82001/SEA-1", "10.82001/SEA-2"]
    assert len(list(csv.reader(io.StringIO(render_all(many, "text/csv")[1])))) == 3
    assert render_all(many, "application/x-bibtex")[1].count("@misc{") == 2
