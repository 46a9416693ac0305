# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How many records say something of each property."""

from __future__ import annotations

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.completeness import PROPERTIES, CompletenessCount
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.record_view import view


def test_each_property_is_counted_once_for_each_record_that_says_it():
    count = CompletenessCount()
    for record in (faults.CLEAN, {"doi": "10.5438/x", "state": "findable"}, {**faults.CLEAN, "state": "draft"}):
        count.count(view(record).attributes)
    found = {one.property: one for one in count.found}
    assert list(found) == list(PROPERTIES)
    assert {one.records for one in count.found} == {2}
    assert {name for name, one in found.items() if one.filled != 1} == {"relatedItems"}


def test_blank_values_and_codes_for_unknown_ones_say_nothing():
    count = CompletenessCount()
    blank = {
        "doi": "10.5438/x",
        "state": "findable",
        "titles": [{"title": " "}],
        "publisher": ":unav",
        "creators": [{"name": "", "nameIdentifiers": [{"nameIdentifier": None, "nameIdentifierScheme": "ORCID"}]}],
        "rightsList": [{}],
        "geoLocations": [{}],
        "fundingReferences": [{"funderName": ""}],
        "language": "",
    }
    count.count(view(blank).attributes)
    assert [one.property for one in count.found if one.filled] == []
