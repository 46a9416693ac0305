# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records as rules see them: the right shapes, whatever a record has, and a word about what is wrong."""

from __future__ import annotations

import copy
import json

import hypothesis
import pytest
from hypothesis import strategies

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.record_view import (
    LISTS_OF_OBJECTS,
    LISTS_OF_TEXTS,
    NAMES,
    OBJECTS,
    TEXTS,
    view,
)

JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.floats(allow_nan=False) | strategies.text(),
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(strategies.sampled_from(["name", "title", "date", "x"]), inner, max_size=3),
    max_leaves=6,
)


def has_the_right_shape(record):
    for name in LISTS_OF_OBJECTS:
        assert isinstance(record[name], list) and all(isinstance(entry, dict) for entry in record[name]), name
    for name in LISTS_OF_TEXTS:
        assert isinstance(record[name], list) and all(isinstance(entry, str) for entry in record[name]), name
    for name in OBJECTS:
        assert isinstance(record[name], dict), name
    for name in TEXTS:
        assert record[name] is None or isinstance(record[name], str), name
    for person in (*record["creators"], *record["contributors"]):
        for name in ("nameIdentifiers", "affiliation"):
            assert isinstance(person[name], list) and all(isinstance(entry, dict) for entry in person[name])
    assert all(isinstance(record[name], str) for name in ("doi", "prefix", "suffix"))


@hypothesis.given(strategies.dictionaries(strategies.sampled_from(sorted(NAMES)), JSON))
def test_every_record_gets_the_right_shape(attributes):
    before = copy.deepcopy(attributes)
    has_the_right_shape(view(attributes).attributes)
    assert attributes == before


def test_a_clean_record_stays_as_it_is():
    record, damage = view(faults.CLEAN)
    assert record == {**faults.CLEAN, "language": "en", "source": None, "reason": None, "published": None, "updated": None}
    assert damage == ()


def test_real_records_are_not_called_damaged(observations):
    with observations("records/records.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            record, damage = view(json.loads(line)["attributes"])
            has_the_right_shape(record)
            assert damage == (), record["doi"]


def test_texts_for_publisher_and_affiliation_are_as_good_as_objects():
    attributes = {"publisher": "Archive", "creators": [{"name": "A", "affiliation": ["B", {"name": "C"}]}, {"name": "D", "affiliation": "E"}]}
    record, damage = view({"doi": "10.5438/X", **attributes})
    assert record["publisher"] == {"name": "Archive"}
    assert [person["affiliation"] for person in record["creators"]] == [[{"name": "B"}, {"name": "C"}], [{"name": "E"}]]
    assert (record["doi"], record["prefix"], record["suffix"]) == ("10.5438/x", "10.5438", "x")
    assert damage == ()


def test_local_identifiers_have_one_name():
    others = [{"identifier": "10.5438/x", "identifierType": "DOI"}, {"identifier": "A1", "identifierType": "key"}]
    assert view({"identifiers": others}).attributes["alternateIdentifiers"] == [{"alternateIdentifier": "A1", "alternateIdentifierType": "key"}]
    assert view({"identifiers": others, "alternateIdentifiers": []}).attributes["alternateIdentifiers"] == []


@pytest.mark.parametrize(
    ("attributes", "damage"),
    [
        ({"creators": "A. Garcia"}, "`creators` is a text instead of a list"),
        ({"creators": ["A. Garcia"]}, "`creators[0]` is a text instead of an object"),
        ({"creators": [{"nameIdentifiers": "x"}]}, "`creators[0].nameIdentifiers` is a text instead of a list"),
        ({"creators": [{"affiliation": [7]}]}, "`creators[0].affiliation[0]` is a number instead of an object"),
        ({"rightsList": {"rights": None}}, "`rightsList` is an object instead of a list"),
        ({"sizes": "1 MB"}, "`sizes` is a text instead of a list"),
        ({"sizes": [1]}, "`sizes[0]` is a number instead of a text"),
        ({"types": []}, "`types` is a list instead of an object"),
        ({"publisher": True}, "`publisher` is true or false instead of an object"),
        ({"language": False}, "`language` is true or false instead of a text"),
        ({"publicationYear": [2020]}, "`publicationYear` is a list instead of a number"),
        ({"doi": 10.5}, "`doi` is a number instead of a text"),
    ],
)
def test_what_is_of_a_wrong_type_is_named(attributes, damage):
    assert view({"doi": "10.5438/x", **attributes}).damage == (damage,)


def test_nulls_are_no_damage():
    assert view({"doi": "10.5438/x", **dict.fromkeys(NAMES - {"doi"}), "titles": [None]}).damage == ()
