# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for many DOIs, made against a sandbox: what it costs, what it finds, and what it does not believe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.holdings import Holdings
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.opening import Opened
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.declaration import declaration
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.foreign_names import foreign_names
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Plan, Refused
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.shelf import Shelf
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.survey import Survey
from sandbox_server import Sandbox, running_sandbox
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL

REPOSITORY = "pidops.lab"


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox with nobody else in it: a survey looks at all that a repository has."""
    with running_sandbox() as sandbox:
        yield sandbox


def registry(sandbox: Sandbox, **options: Any) -> Opened:
    given = {"api_url": sandbox.base_url, "username": "PIDOPS.LAB", "password": "lab-secret", "retries": 1, **options}
    return Opened(Session(connection(given)))


def record(state: str = "findable", **attributes: Any) -> dict[str, Any]:
    return {**METADATA, "url": URL, "state": state, "registered": "2020-01-01T00:00:00Z", **attributes}


def entry(doi: str, state: str = "present", **options: Any) -> dict[str, Any]:
    return {"doi": doi, "state": state, **options}


def shelf_of(*entries: Mapping[str, Any]) -> Shelf:
    shelf = Shelf()
    for number, options in enumerate(entries, 1):
        shelf.put(declaration(options), f"dois.yml:{number}")
    return shelf


def surveyed(sandbox: Sandbox, shelf: Shelf, *, again: int | None = None, everything: bool = False, **how: Any) -> tuple[Plan, list[dict[str, Any]]]:
    """The plan, and the requests that it took beside the proof of who asks."""
    known = registry(sandbox)
    known.prove()
    before = len(sandbox.request_log())
    survey = Survey(shelf, known, sandbox.base_url, REPOSITORY, keeps_unmanaged=everything, **how)
    survey.look(Holdings(known.session, REPOSITORY, list(shelf), everything=everything, documents=shelf.holds_documents))
    if everything:
        survey.add_unlisted(known.handles(), 10)
    if again is not None:
        survey.look_again(again)
    return survey.plan(), sandbox.request_log()[before:]


def kinds(plan: Plan) -> dict[str, str]:
    return {action.doi.partition("/")[2]: action.kind for action in plan.actions}


def test_what_is_as_declared_costs_one_request_for_all(own):
    entries = []
    for number in range(150):
        own.put_record(f"10.82001/{number}", record())
        entries.append(entry(f"10.82001/{number}", "findable", url=URL, metadata=METADATA))
    plan, requests = surveyed(own, shelf_of(*entries), again=100)
    assert plan.actions == plan.refused == () and plan.counts["unchanged"] == 150
    assert len(requests) == 1


def test_each_kind_of_action_is_found_and_none_is_written(own):
    for name, state in [("update", "findable"), ("publish", "draft"), ("register", "draft"), ("hide", "findable"), ("delete", "draft"), ("back", "registered")]:
        own.put_record(f"10.82001/{name}", record(state))
    own.put_record("10.82001/lost", record(registered=None))
    shelf = shelf_of(
        entry("10.82001/create"), entry("10.82001/new", "findable", url=URL, metadata=METADATA), entry("10.82001/update", url="https://data.example.org/moved"),
        entry("10.82001/publish", "findable"), entry("10.82001/register", "registered"), entry("10.82001/hide", "registered"),
        entry("10.82001/delete", "absent"), entry("10.82001/back", "findable"), entry("10.82001/lost", "findable"), entry("10.82001/gone", "absent"),
    )
    plan, requests = surveyed(own, shelf, again=100)
    assert kinds(plan) == {
        "back": "republish", "create": "create", "delete": "delete", "hide": "hide", "lost": "re-register", "new": "create", "publish": "publish",
        "register": "register", "update": "update",
    }
    assert [action.doi for action in plan.actions] == sorted(action.doi for action in plan.actions)
    assert {action.doi.partition("/")[2] for action in plan.actions if action.irreversible} == {"new", "publish", "register"}
    assert {request["method"] for request in requests if "/dois/validate" not in request["path"]} == {"GET"}
    assert not any(action.from_index for action in plan.actions)


def test_the_same_plan_has_the_same_checksum(own):
    own.put_record("10.82001/a", record())
    shelf = shelf_of(entry("10.82001/a", url="https://data.example.org/b"), entry("10.82001/c"))
    first, second = (surveyed(own, shelf, again=10)[0] for _unused in range(2))
    assert first == second and first.checksum == second.checksum
    other = surveyed(own, shelf_of(entry("10.82001/a", url="https://data.example.org/x"), entry("10.82001/c")), again=10)[0]
    assert other.checksum != first.checksum


def test_an_index_that_lags_behind_is_not_believed_where_something_differs(own):
    own.put_record("10.82001/a", record())
    own.flush_index()
    own.settings(index_paused=True)
    registry(own).update("10.82001/a", {"url": "https://data.example.org/moved"})
    registry(own).create("10.82001/made", {**METADATA, "url": URL, "event": "publish"})
    shelf = shelf_of(entry("10.82001/a", url="https://data.example.org/moved"), entry("10.82001/made", "findable", url=URL, metadata=METADATA))
    stale, _unused = surveyed(own, shelf, again=0)
    assert kinds(stale) == {"a": "update", "made": "create"} and all(action.from_index for action in stale.actions)
    plan, _unused = surveyed(own, shelf, again=10)
    assert plan.actions == ()


def test_what_is_beyond_the_number_stays_as_the_index_showed_it_and_says_so(own):
    for name in "abc":
        own.put_record(f"10.82001/{name}", record("draft"))
    shelf = shelf_of(entry("10.82001/a", url="https://a.example.org"), entry("10.82001/b", url="https://b.example.org"), entry("10.82001/c", "findable"))
    plan, _unused = surveyed(own, shelf, again=1)
    # What cannot be undone goes first.
    assert {action.doi: action.from_index for action in plan.actions} == {"10.82001/a": True, "10.82001/b": True, "10.82001/c": False}
    assert plan.counts["from_index"] == 2


def test_a_time_of_registration_that_the_index_lost_is_no_sign(own):
    own.put_record("10.82001/a", record(registered=None))
    own.flush_index()
    own.settings(index_paused=True)
    registry(own).update("10.82001/a", {"url": URL})
    shelf = shelf_of(entry("10.82001/a", "findable"))
    unread, _unused = surveyed(own, shelf, again=0)
    assert unread.actions == () and "no time of registration for 1" in unread.warnings[0]
    read, _unused = surveyed(own, shelf, again=1)
    assert read.actions == () and read.warnings == ()


def test_unmanaged_records_are_named_also_those_that_the_index_has_lost(own):
    own.put_record("10.82001/declared", record())
    own.put_record("10.82001/from-fabrica", record())
    own.put_record("10.82001/forgotten-draft", record("draft"))
    own.flush_index()
    own.settings(index_paused=True)
    registry(own).create("10.82001/unindexed", {**METADATA, "url": URL, "event": "publish"})
    plan, _unused = surveyed(own, shelf_of(entry("10.82001/declared")), everything=True)
    assert [(found.doi, found.state, found.unindexed) for found in plan.unmanaged] == [
        ("10.82001/forgotten-draft", "draft", False), ("10.82001/from-fabrica", "findable", False), ("10.82001/unindexed", "findable", True),
    ]
    assert plan.actions == ()


def test_a_damaged_record_that_the_index_does_not_list_keeps_nobody_from_planning(own):
    own.settings(index_paused=True)
    registry(own).create("10.82001/unindexed", {**METADATA, "url": URL, "event": "publish"})
    own.faults("500 GET /dois/.*unindexed x1")
    plan, _unused = surveyed(own, shelf_of(entry("10.82001/declared")), everything=True)
    assert plan.unmanaged == () and kinds(plan) == {"declared": "create"}
    (warning,) = plan.warnings
    assert warning.startswith("10.82001/unindexed, which the index does not list, cannot be read")


def test_unmanaged_records_are_hidden_only_where_they_may_be(own):
    for doi, state in [("10.82001/a", "findable"), ("10.82001/draft", "draft"), ("10.82001/hidden", "registered"), ("10.5438/other", "findable")]:
        own.put_record(doi, record(state))
    plan, _unused = surveyed(own, Shelf(), everything=True, again=10, may_hide=lambda doi: doi.startswith("10.82001/"))
    assert [(action.doi, action.kind, action.unmanaged, action.counts_as) for action in plan.actions] == [("10.82001/a", "hide", True, {"unmanaged"})]


def test_another_repositorys_record_is_refused_and_the_others_are_planned(own):
    own.put_record("10.82001/theirs", record(), "PIDOPS.OTHER")
    shelf = shelf_of(entry("10.82001/theirs", url="https://a.example.org"), entry("10.82001/mine"))
    plan, _unused = surveyed(own, shelf, again=10)
    assert kinds(plan) == {"mine": "create"}
    (refused,) = plan.refused
    assert refused.doi == "10.82001/theirs" and refused.place == "dois.yml:1" and "belongs to the repository pidops.other" in refused.message


def test_a_name_that_no_path_leads_to_is_refused_and_the_others_are_planned(own):
    own.put_record("10.82001/a//b", record())
    own.put_record("10.82001/c//d", record())
    shelf = shelf_of(entry("10.82001/a//b", url="https://a.example.org"), entry("10.82001/c//d", url=URL), entry("10.82001/mine"))
    plan, _unused = surveyed(own, shelf, again=10)
    assert kinds(plan) == {"mine": "create"}
    (refused,) = plan.refused
    assert refused.doi == "10.82001/a//b" and refused.place == "dois.yml:1" and "cannot be asked for" in refused.message


def test_what_datacite_would_refuse_is_told_with_the_place(own):
    own.put_record("10.82001/old", record(contributors=[{"name": "Nobody", "contributorType": "Nonsense"}]))
    shelf = shelf_of(entry("10.82001/old", metadata={"titles": [{"title": "A new title"}]}), entry("10.82001/empty", "findable", url=URL))
    plan, _unused = surveyed(own, shelf, again=10)
    assert {refused.doi: refused.place for refused in plan.refused} == {"10.82001/old": "dois.yml:1", "10.82001/empty": "dois.yml:2"}
    assert any("contributors" in str(problem) for refused in plan.refused for problem in refused.problems)


def test_names_under_prefixes_of_others_are_another_catalogue(own):
    plan, _unused = surveyed(own, shelf_of(entry("10.82002/a"), entry("10.82002/b"), entry("10.82001/c")), again=10)
    (problem,) = foreign_names(plan.actions, ["10.82001", "10.5438"])
    assert problem.path == "dois.yml:1" and "2 declared DOIs are under 10.82002" in problem.message


@pytest.mark.parametrize(("place", "unchanged"), [("dois.yml:1", 0), ("", 1)])
def test_an_unmanaged_doi_that_is_refused_is_none_of_the_declared_ones(place, unchanged):
    plan = Plan("https://api.test.datacite.org", REPOSITORY, "digest", declared=1, existing=2, refused=(Refused("10.82001/a", place, "It cannot be."),))
    assert plan.counts["unchanged"] == unchanged and plan.counts["refused"] == 1
