# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The result stays small, however much there is to tell, and says how much it leaves out."""

from __future__ import annotations

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.catalogue import Catalogue
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors.catalog_result import MOST_ENTRIES, result
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Plan, Planned, Refused, Unmanaged, Vanished
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Problem
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.shelf import Shelf

LISTS = ("changes", "failures", "unmanaged", "vanished", "written_back", "not_restorable")


def told(number: int) -> dict:
    names = [f"10.82001/{i}" for i in range(number)]
    plan = Plan(
        "https://api.test.datacite.org", "pidops.lab", "digest", number, number,
        actions=tuple(Planned(name, ("update",), "findable", "findable") for name in names),
        refused=tuple(Refused(name, "", "no") for name in names),
        unmanaged=tuple(Unmanaged(name, "draft") for name in names),
        vanished=tuple(Vanished(name, "", ("titles",)) for name in names),
    )
    kept = [Problem(name, "stays") for name in names]
    return result(plan, None, (), Catalogue(Shelf()), beyond_repair=kept, written=names, request_count=1)


def test_no_list_grows_without_end():
    found = told(MOST_ENTRIES + 1)
    assert {name: len(found[name]) for name in LISTS} == dict.fromkeys(LISTS, MOST_ENTRIES)
    assert found["left_out"] == len(LISTS)


def test_nothing_is_left_out_of_what_is_not_too_long():
    found = told(MOST_ENTRIES)
    assert {len(found[name]) for name in LISTS} == {MOST_ENTRIES} and "left_out" not in found
