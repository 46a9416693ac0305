# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared attributes on their way to DataCite: what it would lose because of its shape is put into shape."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.sending import sendable

POINTS = [{"polygonPoint": {"pointLatitude": 1, "pointLongitude": 2}}]
CASES = {
    "affiliation text": ({"creators": [{"name": "A", "affiliation": "X"}]}, {"creators": [{"name": "A", "affiliation": [{"name": "X"}]}]}),
    "affiliation texts": ({"contributors": [{"affiliation": ["X", {"name": "Y"}]}]}, {"contributors": [{"affiliation": [{"name": "X"}, {"name": "Y"}]}]}),
    "one affiliation": ({"creators": {"affiliation": {"name": "X"}}}, {"creators": [{"affiliation": [{"name": "X"}]}]}),
    "publisher text": ({"publisher": "P"}, {"publisher": {"name": "P"}}),
    "publisher cleared": ({"publisher": None}, {"publisher": {}}),
    "lists cleared": ({"titles": None, "sizes": None, "contentUrl": None}, {"titles": [], "sizes": [], "contentUrl": []}),
    "values cleared": ({"language": None, "types": None, "container": None}, {"language": None, "types": None, "container": None}),
    "one entry": ({"dates": {"date": "2020"}, "formats": "text/csv"}, {"dates": [{"date": "2020"}], "formats": ["text/csv"]}),
    "a polygon in a list": ({"geoLocations": [{"geoLocationPolygon": [POINTS]}]}, {"geoLocations": [{"geoLocationPolygon": POINTS}]}),
    "identifiers": (
        {"identifiers": [{"identifier": "a", "identifierType": "b"}]},
        {"alternateIdentifiers": [{"alternateIdentifier": "a", "alternateIdentifierType": "b"}]},
    ),
    "both names": (
        {"identifiers": [{"identifier": "a"}], "alternateIdentifiers": [{"alternateIdentifier": "b"}]},
        {"alternateIdentifiers": [{"alternateIdentifier": "b"}]},
    ),
    "server-owned": ({"viewCount": 3, "state": "findable", "version": "1"}, {"version": "1"}),
    "subjects as one text": ({"subjects": "tides"}, {"subjects": "tides"}),
    "what cannot be read": ({"creators": ["A"], "types": "Text", "sizes": {"a": 1}}, {"creators": ["A"], "types": "Text", "sizes": {"a": 1}}),
    "null in an entry": ({"creators": [{"name": "A", "affiliation": None}]}, {"creators": [{"name": "A", "affiliation": None}]}),
}


@pytest.mark.parametrize(("declared", "sent"), CASES.values(), ids=CASES)
def test_sendable(declared, sent):
    assert sendable(declared) == sent
    assert sendable(sent) == sent
