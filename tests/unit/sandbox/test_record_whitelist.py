# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a request is taken notice of: properties that hold for any JSON, and the shapes that are easy to get wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datacite_sandbox.record.refusal import Refused
from datacite_sandbox.record.whitelist import admitted

NAMES = st.one_of(
    st.sampled_from(["name", "title", "affiliation", "nameIdentifiers", "titles", "creators", "geoLocationPoint", "subject", "0", "state"]), st.text(max_size=5)
)
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4)),
    max_leaves=20,
)
LISTS = ("creators", "contributors", "titles", "dates", "subjects", "descriptions", "rightsList", "identifiers", "relatedIdentifiers", "relatedItems",
         "fundingReferences", "geoLocations")  # fmt: skip
REQUESTS = st.dictionaries(st.sampled_from([*LISTS, "types", "publisher", "container", "sizes", "formats", "url", "version", "unknown"]), JSON, max_size=6)


@given(REQUESTS)
def test_filtering_twice_changes_nothing_more(request):
    once = admitted(request)
    assert admitted(once) == once


@given(REQUESTS)
def test_only_what_was_sent_comes_through(request):
    """Nothing is invented, and the request itself is left alone."""
    before = json.dumps(request)
    kept = admitted(request)
    assert set(kept) <= set(request) - {"unknown"}
    assert json.dumps(request) == before


@given(st.sampled_from(LISTS), st.lists(JSON, max_size=5))
def test_lists_come_through_as_lists_of_objects(name, entries):
    kept = admitted({name: entries})[name]
    assert len(kept) == sum(isinstance(entry, dict) for entry in entries)
    assert all(isinstance(entry, dict) for entry in kept)


@given(JSON)
def test_lists_of_scalars_are_taken_whole_or_not_at_all(value):
    kept = admitted({"sizes": value})
    if isinstance(value, list):
        present = [entry for entry in value if entry is not None]
        whole = all(not isinstance(entry, (list, dict)) for entry in present)
        assert kept == ({"sizes": present} if whole else {})
    else:
        assert kept == ({} if isinstance(value, dict) else {"sizes": value})


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"creators": ["Okafor, Ngozi"]}, {"creators": []}),
        ({"creators": "Okafor, Ngozi"}, {"creators": "Okafor, Ngozi"}),
        ({"creators": {"name": "Okafor"}}, {"creators": {"name": "Okafor"}}),
        ({"creators": [{"name": "X", "affiliation": ["Harbour Board"]}]}, {"creators": [{"name": "X", "affiliation": []}]}),
        ({"creators": [{"name": "X", "affiliation": "Harbour Board"}]}, {"creators": [{"name": "X"}]}),
        ({"creators": [{"name": "X", "affiliation": None}]}, {"creators": [{"name": "X"}]}),
        ({"creators": [{"name": None, "contributorType": "Editor"}]}, {"creators": [{"name": None}]}),
        ({"titles": [[{"title": "T"}]]}, {"titles": []}),
        ({"titles": [None, {"title": None}]}, {"titles": [{"title": None}]}),
        ({"sizes": ["1 MB", None]}, {"sizes": ["1 MB"]}),
        ({"sizes": [{"size": "1 MB"}]}, {}),
        ({"language": {"code": "en"}}, {}),
        ({"alternateIdentifiers": None}, {"identifiers": None}),
        ({"alternateIdentifiers": ["x"]}, {"identifiers": []}),
        (
            {"alternateIdentifiers": [{"alternateIdentifier": "x", "alternateIdentifierType": "y"}]},
            {"identifiers": [{"identifier": "x", "identifierType": "y"}]},
        ),
        ({"alternateIdentifiers": [{"alternateIdentifier": "x"}], "identifiers": []}, {"identifiers": []}),
        ({"rightsList": [{"rightsURI": "https://example.org"}]}, {"rightsList": [{}]}),
        ({"state": "findable", "isActive": True, "created": "2020"}, {}),
    ],
)
def test_shapes(sent, kept):
    assert admitted(sent) == kept


@pytest.mark.parametrize(
    ("sent", "status", "title"),
    [
        ("text", 500, "String does not have #dig method"),
        ([], 500, "no implicit conversion of Symbol into Integer"),
        (None, 422, "param is missing or the value is empty or invalid: attributes"),
        ({"xml": ["x"]}, 400, "undefined method `unpack1' for an instance of Array"),
        ({"alternateIdentifiers": [{"identifier": "x"}]}, 422, "param is missing or the value is empty or invalid: alternateIdentifier"),
    ],
)
def test_shapes_that_are_refused(sent, status, title):
    with pytest.raises(Refused) as refused:
        admitted(sent)
    assert refused.value.status == status
    assert title in json.dumps(refused.value.body)
