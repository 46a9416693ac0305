# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The container that DataCite derives, as observed."""

from __future__ import annotations

import json

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.container import derived_container

ITEM = {
    "relationType": "IsPublishedIn",
    "titles": [{"title": "Sea Data Letters"}],
    "volume": "3",
    "issue": "2",
    "firstPage": "11",
    "lastPage": "19",
    "relatedItemIdentifier": {"relatedItemIdentifier": "2049-3630", "relatedItemIdentifierType": "ISSN"},
}
FOUND = {"identifier": "2049-3630", "identifierType": "ISSN", "title": "Sea Data Letters", "volume": "3", "issue": "2", "firstPage": "11", "lastPage": "19"}


def series(text, *related):
    return {"descriptions": [{"description": text, "descriptionType": "SeriesInformation"}], "relatedIdentifiers": list(related)}


SERIES = {
    "GTEx": {"title": "GTEx"},
    "№1(24) (2019)": {"title": "№1(24) (2019)"},
    "Journal, Vol 46 No 3 (2012)": {"title": "Journal", "firstPage": "Vol 46 No 3 (2012)"},
    "University of Hamburg, Diss., 2014; Hamburg : University of Hamburg, 152 pp. (2014). = University of Hamburg, Diss., 2014": {
        "title": "University of Hamburg",
        "volume": "Diss.",
        "firstPage": "2014",
    },
    "Conference, 1-5 September 2008, Valencia, Spain; 3353-3356": {
        "title": "Conference",
        "volume": "1-5 September 2008",
        "firstPage": "Spain; 3353",
        "lastPage": "3356",
    },
}


@pytest.mark.parametrize(("text", "wanted"), SERIES.items())
def test_of_series_information(text, wanted):
    assert derived_container(series(text)) == {"type": "Series", **wanted}


def test_of_a_related_item_first():
    attributes = {"types": {"resourceTypeGeneral": "Dataset"}, "relatedItems": [{"relationType": "Cites"}, ITEM], **series("X")}
    assert derived_container(attributes) == {"type": "DataRepository", **FOUND}


def test_with_the_identifier_that_it_is_part_of():
    part = {"relatedIdentifier": "2366-5017", "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}
    assert derived_container(series("X", part)) == {"type": "Series", "identifier": "2366-5017", "identifierType": "ISSN", "title": "X"}


def test_number_of_a_chapter():
    item = {"relationType": "IsPublishedIn", "number": "7"}
    assert derived_container({"relatedItems": [item]}) == {"type": "Series", "number": "7"}
    assert derived_container({"relatedItems": [{**item, "numberType": "Chapter"}]}) == {"type": "Series", "chapterNumber": "7"}


@pytest.mark.parametrize(
    "attributes", [{}, {"relatedItems": [{"relationType": "Cites"}]}, {"descriptions": [{"description": "X"}]}, {"relatedItems": "x"}, {"descriptions": None}]
)
def test_none(attributes):
    assert derived_container(attributes) is None


def test_as_observed(observations):
    """Every container that DataCite showed beside something to derive it from."""
    counted = 0
    for name in ("real", "spoiled"):
        for line in observations(f"observed/{name}.jsonl").read_text(encoding="utf-8").splitlines():
            stored = json.loads(line).get("stored") or {}
            found = derived_container(stored)
            if found is not None:
                counted += 1
                assert found == stored["container"]
    assert counted > 1_000
