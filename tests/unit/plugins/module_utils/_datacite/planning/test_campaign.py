# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many DOIs carried out as one plan: what each costs, what stops the others, and that nothing is done that was not planned."""

from __future__ import annotations

import threading
import urllib.parse
from collections import Counter, defaultdict
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.campaign import MOST_IN_TROUBLE
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Problem
from unit.plugins.module_utils._datacite.planning.campaigner import WHOLE, Campaigner
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, Librarian, new_doi

FINDABLE = {"state": "findable", **WHOLE}
MOVED = {**FINDABLE, "url": "https://data.example.org/moved"}
RETITLED = {**FINDABLE, "metadata": {**METADATA, "titles": [{"title": "Another"}]}}


@pytest.fixture
def campaigner(sandbox: sandbox_server.Sandbox) -> Campaigner:
    return Campaigner(sandbox.base_url)


def dois(count: int) -> list[str]:
    return [new_doi() for _unused in range(count)]


def requests_per_doi(log: list[dict[str, Any]]) -> tuple[dict[str, list[str]], Counter[str]]:
    """The methods that name a DOI in their path, by DOI, and how many of those that do not, by path."""
    named, others = defaultdict(list), Counter[str]()
    for entry in log:
        path = urllib.parse.unquote(entry["path"].partition("?")[0])
        if path.startswith("/dois/10."):
            named[path.removeprefix("/dois/")].append(entry["method"])
        else:
            others[f"{entry['method']} {path}"] += 1
    return dict(named), others


def test_each_doi_costs_what_it_costs_alone(campaigner: Campaigner, sandbox: sandbox_server.Sandbox) -> None:
    """All kinds at once, with several workers. Who asks, and what the repository may do, was asked before and is not asked again."""
    draft, shown, published, renamed, moved, hidden, gone, lost, again = dois(9)
    campaigner.done(
        {"doi": published, **WHOLE}, {"doi": renamed, **FINDABLE}, {"doi": moved, **FINDABLE}, {"doi": hidden, **FINDABLE}, {"doi": gone},
        {"doi": lost, **FINDABLE}, {"doi": again, **FINDABLE},
    )
    sandbox.control(f"unregister/{lost}")
    identity = {"prefix": "10.82001", "identity": f"series of {again}", **FINDABLE}
    work = campaigner.planned(
        {"doi": draft, **WHOLE}, {"doi": shown, **FINDABLE}, identity, {"doi": published, **FINDABLE}, {"doi": renamed, **RETITLED}, {"doi": moved, **MOVED},
        {"doi": hidden, "state": "registered"}, {"doi": gone, "state": "absent"}, {"doi": lost, **FINDABLE}, {"doi": again, **FINDABLE},
    )
    computed = work.actions[2].doi
    registry = campaigner.registry()
    since = len(sandbox.request_log())
    fates = work.carry_out(registry=registry, workers=4)
    named, others = requests_per_doi(sandbox.request_log(since))
    assert [(fate.doi, fate.steps) for fate in fates] == [
        (draft, ("create",)), (shown, ("create", "publish")), (computed, ("create", "publish")), (published, ("publish",)), (renamed, ("update",)),
        (moved, ("update",)), (hidden, ("hide",)), (gone, ("delete",)), (lost, ("re-register",)),
    ]
    assert {fate.status for fate in fates} == {"done"} and all(fate.changed for fate in fates)
    assert [fate.state for fate in fates] == ["draft", "findable", "findable", "findable", "findable", "findable", "registered", None, "findable"]
    assert [fate.irreversible for fate in fates] == [False, True, True, True, False, False, False, False, False]
    assert named == {
        draft: ["GET"], shown: ["GET"], computed: ["GET"], published: ["GET", "PUT"], renamed: ["GET", "PUT"], moved: ["GET", "PUT"],
        hidden: ["GET", "PUT"], gone: ["GET", "DELETE"], lost: ["GET", "PUT"],
    }
    assert others == {"POST /dois": 3, "POST /dois/validate": 4}
    assert len({fate.request_id for fate in fates}) == len(fates) and all(fate.request_id for fate in fates)
    logged = {entry["request_id"] for entry in sandbox.request_log(since) if entry["method"] != "GET"}
    assert {fate.request_id for fate in fates} <= logged


def test_a_second_run_of_the_same_plan_writes_nothing(campaigner: Campaigner, sandbox: sandbox_server.Sandbox) -> None:
    names = dois(6)
    work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in names))
    assert [fate.status for fate in work.carry_out(workers=3)] == ["done"] * 6
    since = len(sandbox.request_log())
    again = work.carry_out(workers=3)
    assert [(fate.doi, fate.status, fate.changed, fate.steps) for fate in again] == [(doi, "nothing", False, ()) for doi in names]
    assert [entry["method"] for entry in sandbox.request_log(since)] == ["GET"] * 7


def test_progress_tells_each_doi_once(campaigner: Campaigner) -> None:
    told: list[tuple[str, int, int | None]] = []
    campaigner.planned(*({"doi": doi} for doi in dois(5))).carry_out(workers=3, progress=lambda *said: told.append(said))
    assert told == [("writing", number, 5) for number in range(1, 6)]


def test_workers_work_at_the_same_time_and_no_more_of_them_than_told(campaigner: Campaigner) -> None:
    """Three requests have to be under way at once for any of them to go on."""
    together, under_way, most = threading.Barrier(3, timeout=20), [0], [0]
    lock = threading.Lock()

    def look(order: Any) -> None:
        if order.method != "GET" or "dois" not in order.path:
            return
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        together.wait()
        with lock:
            under_way[0] -= 1

    work = campaigner.planned(*({"doi": doi} for doi in dois(6)))
    fates = work.carry_out(workers=3, registry=campaigner.registry(look))
    assert {fate.status for fate in fates} == {"done"} and most == [3]


def hide(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, state="registered")


MOVED_SINCE: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any] | None, str]] = {
    "hidden since, and would be shown again": (FINDABLE, MOVED, {"state": "registered"}, "a hidden DOI would be published again"),
    "deleted since, and would be made again": ({}, {"metadata": METADATA}, {"state": "absent"}, "the DOI would be created"),
    "made since, with other metadata": ({}, FINDABLE, None, "would be updated"),
}


@pytest.mark.parametrize("name", MOVED_SINCE)
def test_what_was_not_planned_is_not_done(campaigner: Campaigner, librarian: Librarian, doi: str, name: str) -> None:
    before, declared, meanwhile, words = MOVED_SINCE[name]
    if meanwhile is not None:
        librarian.done(doi=doi, **before)
    work = campaigner.planned({"doi": doi, **declared})
    librarian.done(doi=doi, **(meanwhile if meanwhile is not None else RETITLED))
    stands = librarian.record(doi)
    fate, = work.carry_out()
    assert fate.status == "failed" and not fate.changed
    assert "The record has moved since the plan was made; plan again." in fate.message
    assert words in " ".join(map(str, fate.problems))
    assert librarian.record(doi) == stands


def test_less_than_planned_is_done(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    """Somebody has published the draft meanwhile: the update that was planned with it is left."""
    librarian.done(doi=doi, **WHOLE)
    work = campaigner.planned({"doi": doi, **RETITLED})
    assert work.actions[0].steps == ("update", "publish")
    librarian.done(doi=doi, state="findable")
    fate, = work.carry_out()
    assert (fate.status, fate.steps, fate.irreversible) == ("done", ("update",), False)


def test_a_hidden_doi_is_shown_again_where_that_was_planned(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, **FINDABLE)
    hide(librarian, doi)
    fate, = campaigner.planned({"doi": doi, **FINDABLE}).carry_out()
    assert (fate.status, fate.state) == ("done", "findable")


def test_exactly_what_was_reviewed(campaigner: Campaigner, librarian: Librarian) -> None:
    """A record that moved is refused, although the same would be done to it; one that needs nothing any more is left in peace."""
    same, touched, ready = dois(3)
    for doi in (same, touched, ready):
        librarian.done(doi=doi, **FINDABLE)
    work = campaigner.planned(*({"doi": doi, **MOVED} for doi in (same, touched, ready)))
    librarian.done(doi=touched, metadata={"language": "da"})
    librarian.done(doi=ready, url=MOVED["url"])
    fates = work.carry_out(exact=True)
    assert [fate.status for fate in fates] == ["done", "failed", "nothing"]
    assert "somebody changed the record" in str(fates[1].problems[0])
    assert (librarian.record(touched) or {})["url"] == WHOLE["url"]
    assert [fate.status for fate in work.carry_out()] == ["nothing", "done", "nothing"]


def behind(campaigner: Campaigner, librarian: Librarian) -> tuple[Any, list[str]]:
    """A plan that was made from an index which lags behind: of three DOIs two have been made since, one of them otherwise than declared."""
    names = dois(3)
    work = campaigner.planned(*({"doi": doi, **MOVED} for doi in names), from_index=True)
    librarian.done(doi=names[0], **FINDABLE)
    librarian.done(doi=names[1], **MOVED)
    return work, names


def test_what_an_index_did_not_let_expect_is_counted_again_and_done(campaigner: Campaigner, librarian: Librarian) -> None:
    work, names = behind(campaigner, librarian)
    counted: list[list[tuple[str, ...]]] = []
    told: list[tuple[int, int]] = []

    def recount(actions: Any) -> tuple[()]:
        counted.append([action.steps for action in actions])
        return ()

    fates = work.carry_out(recount=recount, workers=1, progress=lambda phase, done, total: told.append((done, total)))
    assert [(fate.doi, fate.status, fate.steps) for fate in fates] == [
        (names[0], "done", ("update",)), (names[1], "nothing", ()), (names[2], "done", ("create", "publish")),
    ]
    assert fates[0].place == "dois.yml:1"
    assert counted == [[("update",), ("create", "publish"), ("create", "publish")]]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_what_an_index_did_not_let_expect_is_left_where_it_is_too_much(campaigner: Campaigner, librarian: Librarian) -> None:
    work, names = behind(campaigner, librarian)
    fates = work.carry_out(recount=lambda actions: (Problem("limits.update", "1 record would be updated; the limit is 0"),))
    assert [fate.status for fate in fates] == ["failed", "nothing", "done"]
    assert "the limit is 0" in str(fates[0].problems[-1])
    assert (librarian.record(names[0]) or {})["url"] == WHOLE["url"]


def test_what_was_done_is_told_although_the_rest_cannot_be_counted(
    campaigner: Campaigner, librarian: Librarian, sandbox: sandbox_server.Sandbox
) -> None:
    work, _names = behind(campaigner, librarian)
    known = campaigner.registry()

    def recount(actions: Any) -> tuple[()]:
        sandbox.faults("500 GET /repositories x1")
        known.identity.repository("pidops.none")
        return ()

    fates = work.carry_out(recount=recount)
    assert [fate.status for fate in fates] == ["failed", "nothing", "done"]
    assert "could not be counted" in str(fates[0].problems[-1])


@pytest.mark.parametrize("orders", [{"exact": True}, {"stop_on_error": True, "workers": 1, "fault": True}, {"recount": None}])
def test_what_an_index_did_not_let_expect_is_refused(
    campaigner: Campaigner, librarian: Librarian, sandbox: sandbox_server.Sandbox, orders: dict[str, Any]
) -> None:
    """Where just what was reviewed is to be done, where the run was stopped, and where nobody counts."""
    work, names = behind(campaigner, librarian)
    if orders.pop("fault", False):
        sandbox.faults("500 POST /dois$ x1")
    fates = work.carry_out(**{"recount": lambda actions: (), **orders})
    assert fates[0].status == "failed" and "has moved" in fates[0].message
    assert (librarian.record(names[0]) or {})["url"] == WHOLE["url"]


def test_a_plan_from_the_database_is_held_to_what_it_says(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    work = campaigner.planned({"doi": doi, **MOVED})
    librarian.done(doi=doi, **FINDABLE)
    fate, = work.carry_out(recount=lambda actions: ())
    assert fate.status == "failed"


def test_only_what_may_change(campaigner: Campaigner, librarian: Librarian) -> None:
    moved, renamed, gone = dois(3)
    for doi in (moved, renamed):
        librarian.done(doi=doi, **FINDABLE)
    librarian.done(doi=gone)
    work = campaigner.planned({"doi": moved, **MOVED}, {"doi": renamed, **MOVED, "metadata": RETITLED["metadata"]}, {"doi": gone, "state": "absent"})
    fates = work.carry_out(only_changes={"url"})
    assert [fate.status for fate in fates] == ["done", "failed", "failed"]
    assert "titles would change as well, and only url may change" in fates[1].message
    assert librarian.record(gone) is not None and (librarian.record(renamed) or {})["url"] == WHOLE["url"]


def test_unmanaged_dois_are_hidden(campaigner: Campaigner, librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, **FINDABLE)
    work = campaigner.planned(unmanaged=[doi])
    fate, = work.carry_out()
    assert (fate.status, fate.steps, fate.state) == ("done", ("hide",), "registered")


def test_one_failure_does_not_stop_the_others(campaigner: Campaigner, sandbox: sandbox_server.Sandbox) -> None:
    names = dois(7)
    work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in names))
    sandbox.faults(f"500 GET /dois/{names[2]}$; 500 POST /dois$ x1")
    fates = work.carry_out(workers=1)
    assert [fate.status for fate in fates] == ["failed", "done", "failed", "done", "done", "done", "done"]
    assert all(fate.message for fate in fates if fate.status == "failed")
    sandbox.clear_faults()
    assert [fate.status for fate in work.carry_out()] == ["done", "nothing", "done", "nothing", "nothing", "nothing", "nothing"]


def test_stop_at_the_first_failure(campaigner: Campaigner, sandbox: sandbox_server.Sandbox) -> None:
    names = dois(5)
    work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in names))
    sandbox.faults("500 POST /dois$ x1")
    fates = work.carry_out(workers=1, stop_on_error=True)
    assert [fate.status for fate in fates] == ["failed", "left", "left", "left", "left"]
    assert fates[4].message == f"Not begun: {names[0]} failed, and the run was to stop at the first failure."


@pytest.mark.parametrize("fault", ["429", "403-rate-limit"])
def test_a_pace_that_is_never_right_concerns_all(campaigner: Campaigner, sandbox: sandbox_server.Sandbox, fault: str) -> None:
    work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in dois(6)))
    registry = campaigner.registry()
    sandbox.faults(fault)
    fates = work.carry_out(workers=2, registry=registry)
    counts = Counter(fate.status for fate in fates)
    assert counts["failed"] in (1, 2) and counts["left"] == 6 - counts["failed"]  # each worker may have begun one
    assert "went wrong" in fates[5].message


def test_credentials_that_are_revoked_meanwhile_concern_all(campaigner: Campaigner) -> None:
    work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in dois(6)))
    registry = campaigner.registry()
    session = registry.session
    session._transport = type(session._transport)(campaigner.registry_connection("changed since"))
    fates = work.carry_out(workers=1, registry=registry)
    assert [fate.status for fate in fates] == ["failed"] + ["left"] * 5
    assert "the credentials were not accepted" in fates[0].message


def test_a_repository_that_is_not_active_concerns_all() -> None:
    with sandbox_server.running_sandbox() as sandbox:
        campaigner = Campaigner(sandbox.base_url)
        work = campaigner.planned(*({"doi": doi, **FINDABLE} for doi in dois(4)))
        repository = {"id": "PIDOPS.LAB", "password": "lab-secret", "isActive": False}
        sandbox.control("seed", {"members": [{"id": "PIDOPS", "password": "member-secret", "repositories": [repository]}]})
        fates = work.carry_out(workers=1)
    assert [fate.status for fate in fates] == ["failed", "left", "left", "left"]
    assert "not active" in fates[0].message


def test_a_server_that_is_down_is_not_asked_for_every_doi(campaigner: Campaigner, sandbox: sandbox_server.Sandbox) -> None:
    work = campaigner.planned(*({"doi": doi} for doi in dois(MOST_IN_TROUBLE + 5)))
    registry = campaigner.registry()
    sandbox.faults("502 GET /dois")
    fates = work.carry_out(workers=1, registry=registry)
    assert [fate.status for fate in fates] == ["failed"] * MOST_IN_TROUBLE + ["left"] * 5
    assert "no proper answer" in fates[-1].message


class Surprising:
    """A registry with a fault of its own at one DOI."""

    def __init__(self, inner: Any, doi: str) -> None:
        self._inner, self._doi = inner, doi

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def read(self, doi: str) -> Any:
        if doi == self._doi:
            raise ZeroDivisionError("nobody thought of this")
        return self._inner.read(doi)


def test_what_nobody_thought_of_is_not_lost(campaigner: Campaigner) -> None:
    names = dois(4)
    work = campaigner.planned(*({"doi": doi} for doi in names))
    fates = work.carry_out(workers=2, registry=Surprising(campaigner.registry(), names[1]))
    assert [fate.status for fate in fates] == ["done", "failed", "done", "done"]
    assert fates[1].message == "ZeroDivisionError: nobody thought of this"


def test_whoever_cannot_show_the_progress_does_not_lose_what_was_done(campaigner: Campaigner) -> None:
    def broken(*said: Any) -> None:
        raise OSError("no terminal")

    fates = campaigner.planned(*({"doi": doi} for doi in dois(3))).carry_out(workers=1, progress=broken)
    assert [fate.status for fate in fates] == ["done", "left", "left"]


def test_an_interruption_ends_the_campaign(campaigner: Campaigner) -> None:
    """^C reaches the main thread: what is under way comes to its end, nothing more is begun."""
    names, begun = dois(5), threading.Event()

    def look(order: Any) -> None:
        begun.set()
        asked.append(order.path)

    asked: list[str] = []
    work = campaigner.planned(*({"doi": doi} for doi in names))
    registry = campaigner.registry(look)
    join = threading.Thread.join

    def interrupted(self: threading.Thread, timeout: float | None = None) -> None:
        if timeout is None:
            begun.wait(20)
            raise KeyboardInterrupt
        join(self, timeout)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(threading.Thread, "join", interrupted)
        with pytest.raises(KeyboardInterrupt):
            work.carry_out(workers=1, registry=registry)
    assert len({path for path in asked if "10.82001" in path}) < len(names)
