# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""All checks together: what passes, in which order findings come, and that no input makes the checks fail."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.finding import Finding
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.shapes import ATTRIBUTES
from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import COMPLETE, found


def test_a_complete_declaration_has_no_findings():
    assert found({}) == []
    assert check({}, doi="10.5438/0012", url=None, state="draft", new=True) == ()


@pytest.mark.parametrize(
    "attributes",
    [
        {"creators": [{"name": "A", "affiliation": ["X", "Y"]}]},
        {"creators": [{"name": "A", "affiliation": "X"}]},
        {"creators": {"name": "A"}},
        {"creators": [{"name": "A", "affiliation": [], "nameIdentifiers": [], "nameType": None}]},
        {"publisher": {"name": "X", "lang": None}},
        {"subjects": "sea level"},
        {"rightsList": "All rights reserved"},
        {"sizes": "1 MB", "formats": [None, "text/csv"]},
        {"dates": [{"date": datetime.date(2021, 3, 4), "dateType": "Issued"}, {"date": 2021}, None]},
        {"version": 1},
        {"version": datetime.date(2021, 3, 4)},
        {"publicationYear": "2021"},
        {"publicationYear": 2021.0},
        {"types": {"schemaOrg": "Article"}},
        {"language": "zh-Hans"},
        {"language": "English"},
        {"language": ""},
        {"geoLocations": [{"geoLocationPoint": {"pointLongitude": "+123.", "pointLatitude": "1e1"}}, {"geoLocationPlace": "Aarhus"}, {}]},
        {"fundingReferences": [{"funderName": "F", "funderIdentifierType": "ROR"}]},
        {
            "relatedItems": [
                {"relatedItemType": "Poster", "relationType": "Other", "relationTypeInformation": "x", "titles": {"title": "T"}, "publicationYear": " "}
            ]
        },
        {
            "relatedIdentifiers": [
                {"relatedIdentifier": "https://raid.org/10.1/2", "relatedIdentifierType": "RAiD", "relationType": "Other", "relationTypeInformation": "x"}
            ]
        },
        {"identifiers": [{"identifier": "https://doi.org/10.5438/0012", "identifierType": "DOI"}]},
        {"identifiers": [], "alternateIdentifiers": [], "container": {}, "contentUrl": None, "language": None},
        {"viewCount": 0, "created": "2021-03-04T00:00:00Z", "published": "2021", "state": "findable", "isActive": True, "xml": None, "agency": ""},
        {"schemaVersion": "http://datacite.org/schema/kernel-4.4", "event": "publish", "doi": "10.5438/0012", "prefix": "10.5438", "suffix": "0012"},
        {"titles": [{"title": "Größe, 1 < 2, R$ 5 & Ångström"}]},
    ],
)
def test_what_passes(attributes):
    assert found(attributes) == []


def test_a_draft_may_be_incomplete_and_hold_what_the_schema_refuses():
    attributes = {"types": {"resourceTypeGeneral": "dataset"}, "titles": [{"title": "x", "lang": "en_US"}], "language": "Indonesian"}
    findings = check(attributes, doi="10.5438/0012", url=None, state="draft", new=True)
    assert {finding.level for finding in findings} == {"warning"}
    assert [finding.path for finding in findings] == ["metadata.types.resourceTypeGeneral", "metadata.titles[0].lang", "metadata.language"]


@pytest.mark.parametrize("state", ["draft", "registered", "findable"])
def test_the_type_of_a_contributor_is_wanted_in_every_state(state):
    findings = found({"contributors": [{"name": "A"}, {"name": "B", "contributorType": "editor"}]}, state)
    assert [finding[:3] for finding in findings] == [
        ("error", "metadata.contributors[1].contributorType", "`editor` is no contributorType of kernel 4.7"),
        ("error", "metadata.contributors[0].contributorType", "missing; DataCite refuses the entry without it"),
    ]


def test_errors_come_first_and_once_for_a_path():
    findings = check({**COMPLETE, "titles": [{"title": "&amp;"}], "creators": []}, doi="10.5438/0012", url=None, state="findable", new=True)
    assert [finding.level for finding in findings] == ["error", "error", "warning"]
    assert len({finding.path for finding in findings if finding.level == "error"}) == 2


def test_a_value_that_holds_itself_is_an_error():
    endless: list[Any] = []
    endless.append(endless)
    findings = check({"creators": endless}, doi="10.5438/0012", url=None, state="draft", new=True)
    assert [finding.path for finding in findings] == ["metadata"]


def test_a_finding_reads_as_one_sentence():
    assert str(Finding("error", "metadata.x", "is wrong", "mend it")) == "metadata.x: is wrong (mend it)"
    assert str(Finding("error", "metadata.x", "is wrong")) == "metadata.x: is wrong"


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes()
MEMBERS = sorted({"x", "name", "title", "relatedIdentifierType", "geoLocationPoint", "polygonPoint", "nameIdentifiers", "affiliation", "date", "rights"})
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS) | st.text(max_size=3), inner, max_size=3), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)) | st.text(max_size=4), ANYTHING, max_size=6),
    ANYTHING,
    st.sampled_from([None, "draft", "registered", "findable", "absent"]),
    st.booleans(),
    st.none() | st.dictionaries(st.sampled_from([*sorted(ATTRIBUTES), "state"]), ANYTHING, max_size=4),
)
def test_no_input_makes_the_checks_fail(attributes, url, state, new, record):
    findings = check(attributes, doi="10.5438/0012", url=url, state=state, new=new, record=record)
    assert all(finding.path and finding.message for finding in findings)
    assert findings == check(attributes, doi="10.5438/0012", url=url, state=state, new=new, record=record)
