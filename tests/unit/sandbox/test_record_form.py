# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite's own form of single attributes: language, rights, types, subjects, coordinates, container."""

from __future__ import annotations

import pytest

from datacite_sandbox.record.columns import empty
from datacite_sandbox.record.container import shown_container
from datacite_sandbox.record.coordinates import stored_places
from datacite_sandbox.record.languages import stored_language
from datacite_sandbox.record.normalise import normalised
from datacite_sandbox.record.refusal import Refused
from datacite_sandbox.record.rights import stored_rights

MIT = {
    "rights": "MIT License", "rightsUri": "https://opensource.org/licenses/MIT", "rightsIdentifier": "mit", "rightsIdentifierScheme": "SPDX",
    "schemeUri": "https://spdx.org/licenses/",
}  # fmt: skip


def form(**columns):
    return normalised({**empty("10.5438/x"), **columns})


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("en", "en"), ("eng", "en"), ("en-US", "en"), ("english", "en"), ("ger", "de"), ("deu", "de"), ("French", "fr"), ("zh-Hans", "zh"),
        ("Indonesian", "id"), ("EN", "EN"), ("Spanish", "Spanish"), ("gsw-CH", "gsw-CH"), ("x-klingon", "x-klingon"), ("und", "und"),
        ("en_US", None), ("Borgesian", None), ("english language", None),
    ],
)  # fmt: skip
def test_language(sent, stored):
    assert stored_language(sent) == stored


def test_a_language_of_hyphens_alone_trips():
    with pytest.raises(Refused) as refused:
        stored_language("-")
    assert refused.value.status == 400


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ({"rightsIdentifier": "MIT"}, MIT),
        ({"rights": "MIT License", "lang": "en"}, {**MIT, "lang": "en"}),
        ({"rights": "Embargo", "rightsIdentifier": "mit"}, MIT),
        ({"rights": "https://opensource.org/licenses/MIT/"}, MIT),
        ({"rights": "MIT"}, {"rights": "MIT"}),
        ({"rights": "mit license"}, {"rights": "mit license"}),
        ({"rightsUri": "https://opensource.org/licenses/MIT"}, {"rightsUri": "https://opensource.org/licenses/MIT"}),
        ({"rights": "X", "rightsIdentifier": "HOUSE-1", "lang": None}, {"rights": "X", "rightsIdentifier": "house-1"}),
        ("MIT", MIT),
        ("all rights reserved", {"rights": "all rights reserved"}),
    ],
)
def test_rights(sent, stored):
    assert stored_rights([sent]) == [stored]


def test_licences_that_share_a_name_turn_into_each_other():
    """By identifier first, by name at the next save: the first licence of the list that matches is taken."""
    first = stored_rights([{"rightsIdentifier": "GPL-3.0-or-later"}])
    assert first[0]["rightsIdentifier"] == "gpl-3.0-or-later"
    assert stored_rights(first)[0]["rightsIdentifier"] == "gpl-3.0+"


def test_rights_emptied_by_one_save_vanish_at_the_next():
    assert stored_rights([{"rights": None}]) == [{}]
    assert stored_rights([{}]) == []


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        ("49.08", 49.08), ("-40", -40), ("+123.", 123.0), (" 12 ", 12), ("5.0", 5.0), ("1e2", 1), ("1.5e1", 15.0), (".5", 0.5), ("abc", "abc"),
        ("12,5", "12,5"), ("", ""), ("NaN", "NaN"), (5.0, 5.0), (None, None),
    ],
)  # fmt: skip
def test_coordinates(sent, stored):
    place = stored_places([{"geoLocationPoint": {"pointLatitude": sent}, "geoLocationPolygon": [{"polygonPoint": {"pointLatitude": sent}}]}])[0]
    assert place["geoLocationPoint"]["pointLatitude"] == stored
    assert place["geoLocationPolygon"][0]["polygonPoint"]["pointLatitude"] == stored
    assert type(place["geoLocationPoint"]["pointLatitude"]) is type(stored)


def test_types_are_derived_where_they_were_set():
    assert form(types={"resourceTypeGeneral": "Text", "resourceType": "journal-article"})["types"]["citeproc"] == "article-journal"
    assert form(types={"resourceTypeGeneral": "Dataset", "ris": "GEN"})["types"]["ris"] == "GEN"
    assert form(types={})["types"] == {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}
    assert form()["types"] is None


def test_a_derived_member_sent_as_null_is_derived_by_the_next_save():
    once = form(types={"resourceTypeGeneral": "Dataset", "ris": None})
    assert "ris" not in once["types"]
    assert normalised(once)["types"]["ris"] == "DATA"


def test_subjects():
    sent = ["Science & Technology", {"subject": "  sea   level ", "lang": None}, {"subject": "sea level"}, {"subject": 42, "lang": "en"}]
    assert form(subjects=sent)["subjects"] == [{"subject": "Science &amp; Technology"}, {"subject": "sea level"}, {"lang": "en"}]


def test_identifiers_of_type_doi_are_dropped():
    assert form(identifiers=[{"identifier": "10.5438/x", "identifierType": "DOI"}, {"identifierType": "x"}])["identifiers"] == [{"identifierType": "x"}]


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("Sea Data, 3(2), 11-19", {"title": "Sea Data", "volume": "3", "issue": "2", "firstPage": "11", "lastPage": "19"}),
        ("Sea Data, 3, 11", {"title": "Sea Data", "volume": "3", "firstPage": "11"}),
        ("Sea Data, 11-", {"title": "Sea Data", "firstPage": "11"}),
        ("Sea Data", {"title": "Sea Data"}),
        ("Sea Data, (2), 1", {"title": "Sea Data", "issue": "2", "firstPage": "1"}),
    ],
)
def test_container_from_series_information(text, members):
    record = {**empty("10.5438/x"), "descriptions": [{"description": text, "descriptionType": "SeriesInformation"}], "container": {"title": "sent"}}
    assert shown_container(record) == {"type": "Series", **members}


def test_container_from_a_related_item_comes_first():
    item = {"relationType": "IsPublishedIn", "titles": [{"title": "Letters"}], "number": "7", "numberType": "Chapter"}
    series = {"description": "Sea Data", "descriptionType": "SeriesInformation"}
    record = {**empty("10.5438/x"), "related_items": [item], "descriptions": [series], "types": {"resourceTypeGeneral": "Dataset"}}
    assert shown_container(record) == {"type": "DataRepository", "title": "Letters", "number": "7", "chapterNumber": "7"}
