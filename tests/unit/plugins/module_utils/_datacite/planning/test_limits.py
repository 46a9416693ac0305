# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The numbers that a plan must not exceed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.limits import beyond, exceeded, limits, needs_existing
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Plan, Planned

STEPS: Mapping[str, tuple[tuple[str, ...], str | None, str | None]] = {
    "draft": (("create",), None, "draft"),
    "create_public": (("create", "publish"), None, "findable"),
    "publish": (("publish",), "draft", "findable"),
    "register": (("register",), "draft", "registered"),
    "update": (("update",), "findable", "findable"),
    "hide": (("hide",), "findable", "registered"),
    "delete": (("delete",), "draft", None),
    "republish": (("publish",), "registered", "findable"),
    "re-register": (("re-register",), "findable", "findable"),
}


def actions(kind: str, number: int, **more: Any) -> list[Planned]:
    steps, before, after = STEPS[kind]
    return [Planned(f"10.82001/{kind}-{i}", steps, before, after, **more) for i in range(number)]


def plan_of(*groups: list[Planned], existing: int | None = 1000) -> Plan:
    return Plan("https://api.test.datacite.org", "pidops.lab", "digest", 1000, existing, tuple(action for group in groups for action in group))


def refused(plan: Plan, **given: str) -> list[str]:
    found, problems = limits(given)
    assert problems == ()
    return [problem.path for problem in exceeded(plan, found)]


@pytest.mark.parametrize(
    ("kind", "most"), [("create_public", 50), ("publish", 50), ("register", 50), ("update", 300), ("hide", 300), ("delete", 10), ("republish", 0)]
)
def test_every_kind_has_a_number_without_being_told(kind, most):
    assert refused(plan_of(actions(kind, most))) == []
    assert refused(plan_of(actions(kind, most + 1))) == [f"limits.{kind}"]


def test_what_becomes_public_counts_together_whichever_way():
    newly = [actions("create_public", 20), actions("publish", 20), actions("register", 11)]
    (problem,) = exceeded(plan_of(*newly), {})
    assert "51 DOIs would become public for ever; the limit is 50" in problem.message
    assert "limits.create_public: 20" in problem.suggestion and "limits.register: 11" in problem.suggestion


def test_raising_one_number_leaves_the_others():
    newly = [actions("create_public", 40), actions("publish", 500)]
    assert refused(plan_of(*newly), publish="500") == []
    assert refused(plan_of(actions("create_public", 51), actions("publish", 500)), publish="500") == ["limits.create_public"]
    assert refused(plan_of(*newly), create_public="40") == ["limits.publish"]


@pytest.mark.parametrize(("existing", "most"), [(0, 3), (1, 3), (9, 3), (10, 3), (11, 3), (20, 6), (100, 30)])
def test_a_share_of_the_repository_and_always_a_few(existing, most):
    assert refused(plan_of(actions("update", most), existing=existing)) == []
    assert refused(plan_of(actions("update", most - 1), actions("hide", 2), existing=existing)) == ["limits.update"]


def test_hiding_unmanaged_dois_is_never_allowed_by_itself():
    hidden = actions("hide", 2, unmanaged=True)
    assert refused(plan_of(hidden)) == ["limits.unmanaged"]
    assert refused(plan_of(hidden), unmanaged="1") == ["limits.unmanaged"]
    assert refused(plan_of(hidden), unmanaged="2") == []


def test_drafts_and_mended_handles_have_no_limit():
    assert refused(plan_of(actions("draft", 5000), actions("re-register", 5000))) == []


def test_an_update_that_publishes_counts_for_both():
    both = [Planned(f"10.82001/{i}", ("update", "publish"), "draft", "findable") for i in range(60)]
    assert refused(plan_of(both, existing=100)) == ["limits.publish", "limits.update"]


def test_a_number_is_a_number_or_a_share_of_the_repository():
    assert refused(plan_of(actions("hide", 20), existing=200), hide="10%") == []
    assert refused(plan_of(actions("hide", 21), existing=200), hide="10%") == ["limits.hide"]
    assert refused(plan_of(actions("republish", 1)), republish="1") == []


@pytest.mark.parametrize("value", ["many", "-1", "101%", "1.5", "", True, "٣"])
def test_what_is_no_number_is_refused(value):
    found, problems = limits({"update": value})
    assert found == {} and [problem.path for problem in problems] == ["limits.update"]


def test_the_message_names_number_limit_and_option():
    (problem,) = exceeded(plan_of(actions("republish", 1)), {})
    assert str(problem) == (
        "limits.republish: 1 hidden DOI would be published again (somebody may have hidden them for legal reasons); the limit is 0 "
        "(look at the plan; if it is meant, declare `limits.republish: 1`)"
    )


@pytest.mark.parametrize(("plan", "given", "needed"), [
    (plan_of(), {}, False),
    (plan_of(actions("update", 3)), {}, False),
    (plan_of(actions("update", 4)), {}, True),
    (plan_of(actions("update", 4)), {"update": "10"}, False),
    (plan_of(actions("update", 1)), {"update": "10%"}, True),
    (plan_of(actions("publish", 40)), {"update": "10%"}, False),
])
def test_the_number_of_records_is_asked_for_only_where_it_decides(plan, given, needed):
    assert needs_existing(plan, limits(given)[0]) is needed


def test_only_what_is_named_may_change():
    url = Planned("10.82001/a", ("update",), "findable", "findable", (Change("url", "url", "a", "b"),))
    title = Planned("10.82001/b", ("update",), "findable", "findable", (Change("url", "url", "a", "b"), Change("titles", "titles[0].title", "a", "b")))
    assert beyond(plan_of([url]), {"url"}) == ()
    (problem,) = beyond(plan_of([url, title]), {"url"})
    assert problem.path == "only_changes" and "10.82001/b (titles)" in problem.message and "10.82001/a" not in problem.message
