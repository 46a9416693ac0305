# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking a run back: what comes back as it was, and what is told to be past taking back."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.history import History
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.plan import plan
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import planned
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Refusal
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.restoration import Restoration, restoration
from unit.plugins.module_utils._datacite.planning.campaigner import WHOLE, Campaigner, Work
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, Librarian, new_doi

FINDABLE = {"state": "findable", **WHOLE}
RICH = {
    **METADATA, "language": "da", "subjects": [{"subject": "tides"}], "contentUrl": ["https://data.example.org/file"],
    "alternateIdentifiers": [{"alternateIdentifier": "A-1", "alternateIdentifierType": "accession"}], "sizes": ["1 MB"],
}
CHANGES = frozenset({"updated", "metadataVersion", "xml", "created", "registered", "source", "schemaVersion"})
"""What a write changes by itself."""


@pytest.fixture
def campaigner(sandbox: sandbox_server.Sandbox) -> Campaigner:
    return Campaigner(sandbox.base_url)


@pytest.fixture
def path(tmp_path: pathlib.Path) -> pathlib.Path:
    return tmp_path / "journal.jsonl"


def carried_out(campaigner: Campaigner, found: Restoration) -> list[tuple[str, str, tuple[str, ...]]]:
    """What restoring comes to."""
    registry = campaigner.registry()
    actions = [planned(plan(found.shelf[doi], registry), found.shelf.place(doi)) for doi in found.shelf]
    fates = Work(campaigner, found.shelf, tuple(action for action in actions if action.steps)).carry_out()
    return [(fate.doi, fate.status, fate.steps) for fate in fates]


def shown(librarian: Librarian, doi: str) -> dict[str, Any] | None:
    record = librarian.record(doi)
    return None if record is None else {name: value for name, value in record.items() if name not in CHANGES}


def test_what_can_be_taken_back_is(campaigner: Campaigner, librarian: Librarian, path: pathlib.Path) -> None:
    changed, cleared, hidden, again, made, gone = (new_doi() for _unused in range(6))
    for doi in (changed, cleared, hidden, again):
        librarian.done(doi=doi, state="findable", url=WHOLE["url"], metadata=RICH)
    librarian.done(doi=again, state="registered", reason="Withdrawn by its author")
    librarian.done(doi=gone, **WHOLE)
    names = (changed, cleared, hidden, again, made, gone)
    before = {doi: shown(librarian, doi) for doi in names}
    work = campaigner.planned(
        {"doi": changed, "url": "https://data.example.org/x", "metadata": {"titles": [{"title": "Wrong"}], "sizes": None, "formats": ["text/csv"]}},
        {"doi": cleared, "state": "findable", "undeclared": "clear", "metadata": {**METADATA, "contentUrl": []}},
        {"doi": hidden, "state": "registered", "reason": "Spam"}, {"doi": again, "state": "findable"}, {"doi": made, **WHOLE}, {"doi": gone, "state": "absent"},
    )
    assert {fate.status for fate in work.carry_out(journal=path)} == {"done"}
    assert all(shown(librarian, doi) != before[doi] for doi in names)
    found = restoration(path)
    assert found.cannot == () and set(found.shelf) == set(names) and found.run.repository == "pidops.lab"
    assert {status for _doi, status, _steps in carried_out(campaigner, found)} == {"done"}
    assert {doi: shown(librarian, doi) for doi in names} == before
    assert carried_out(campaigner, found) == []


def test_what_cannot_be_taken_back_is_told(campaigner: Campaigner, librarian: Librarian, path: pathlib.Path) -> None:
    shown_new, shown_draft, registered = (new_doi() for _unused in range(3))
    for doi in (shown_draft, registered):
        librarian.done(doi=doi, **WHOLE)
    work = campaigner.planned(
        {"doi": shown_new, **FINDABLE}, {"doi": shown_draft, "state": "findable", "metadata": {"language": "da"}}, {"doi": registered, "state": "registered"},
    )
    work.carry_out(journal=path)
    found = restoration(path)
    assert {problem.path: problem.message for problem in found.cannot} == {
        shown_new: "was created as findable, and a public DOI is kept for ever",
        shown_draft: "was draft and was made findable: a registered name is kept for ever",
        registered: "was draft and was made registered: a registered name is kept for ever",
    }
    assert set(found.shelf) == {shown_draft, registered}
    assert carried_out(campaigner, found) == [(shown_draft, "done", ("update",))]
    record = librarian.record(shown_draft) or {}
    assert (record["state"], record["language"]) == ("findable", None)


def test_a_run_that_was_killed_is_taken_back_as_far_as_it_came(campaigner: Campaigner, librarian: Librarian, path: pathlib.Path) -> None:
    """Neither the journal nor we know whether the last writes came through: what was made is removed if it is there, what was to be public is told."""
    made, never, public, moved, draft = (new_doi() for _unused in range(5))
    for doi in (moved, draft):
        librarian.done(doi=doi, **WHOLE)
    work = campaigner.planned(
        {"doi": made}, {"doi": never}, {"doi": public, **FINDABLE}, {"doi": moved, "url": "https://data.example.org/x"}, {"doi": draft, "state": "findable"},
    )
    registry = campaigner.registry()
    with work.journal(path) as journal:
        for doi in work.shelf:
            journal.before(plan(work.shelf[doi], registry), ())
    librarian.done(doi=made)
    librarian.done(doi=moved, url="https://data.example.org/x")
    found = restoration(path)
    assert {problem.path: problem.message for problem in found.cannot} == {
        public: "was to be created as findable, and a public DOI is kept for ever",
        draft: "was draft and may be findable now: a registered name is kept for ever",
    }
    assert carried_out(campaigner, found) == [(made, "done", ("delete",)), (moved, "done", ("update",))]
    assert (librarian.record(moved) or {})["url"] == WHOLE["url"]


def test_what_came_to_nothing_is_left(campaigner: Campaigner, librarian: Librarian, sandbox: sandbox_server.Sandbox, path: pathlib.Path) -> None:
    refused, right = new_doi(), new_doi()
    for doi in (refused, right):
        librarian.done(doi=doi, **FINDABLE)
    work = campaigner.planned({"doi": refused, "url": "https://data.example.org/x"}, {"doi": right, "url": "https://data.example.org/x"})
    librarian.done(doi=right, url="https://data.example.org/x")
    sandbox.faults("500 PUT x1")
    assert [fate.status for fate in work.carry_out(journal=path)] == ["failed", "nothing"]
    found = restoration(path)
    assert list(found.shelf) == [] and found.cannot == ()


def test_a_record_that_todays_rules_refuse_comes_back(
    campaigner: Campaigner, librarian: Librarian, sandbox: sandbox_server.Sandbox, path: pathlib.Path, doi: str
) -> None:
    """It holds what nobody could declare today; only its url was moved, and that alone is brought back."""
    types = {"resourceTypeGeneral": "Dataset", "ris": "DATA", "bibtex": "misc", "citeproc": "dataset", "schemaOrg": "Dataset"}
    old = {
        **METADATA, "types": types, "url": WHOLE["url"],
        "relatedIdentifiers": [{"relatedIdentifier": "x", "relatedIdentifierType": "ARXIV", "relationType": "IsPartOf"}],
    }
    unchecked = {"schemaVersion": "http://datacite.org/schema/kernel-4.4"}
    sandbox.put_record(doi, {**old, **unchecked, "state": "findable", "registered": "2012-01-01T00:00:00.000Z"})
    before = shown(librarian, doi)
    fate, = campaigner.planned({"doi": doi, "url": "https://data.example.org/x"}).carry_out(journal=path)
    assert fate.status == "done", fate.message
    assert carried_out(campaigner, restoration(path)) == [(doi, "done", ("update",))]
    assert shown(librarian, doi) == before


def test_the_first_record_of_a_run_is_what_it_was(campaigner: Campaigner, librarian: Librarian, path: pathlib.Path, doi: str) -> None:
    """A DOI that is written twice in a run (mended, planned anew) goes back to before the first."""
    librarian.done(doi=doi, **FINDABLE)
    work = campaigner.planned({"doi": doi, "url": "https://data.example.org/x"})
    with work.journal(path) as journal:
        journal.before(plan(work.shelf[doi], campaigner.registry()), ())
        librarian.done(doi=doi, metadata={"language": "da"})
        journal.before(plan(work.shelf[doi], campaigner.registry()), ())
    librarian.done(doi=doi, url="https://data.example.org/x")
    carried_out(campaigner, restoration(path))
    assert ((librarian.record(doi) or {})["url"], (librarian.record(doi) or {})["language"]) == (WHOLE["url"], None)


def test_runs_by_name(campaigner: Campaigner, librarian: Librarian, path: pathlib.Path, doi: str) -> None:
    """The last run that wrote anything, unless one is named."""
    librarian.done(doi=doi, **FINDABLE)
    for page in ("one", "two", "two"):
        campaigner.planned({"doi": doi, "url": f"https://data.example.org/{page}"}).carry_out(journal=path)
    first, second, third = (run.name for run in History.read(path).runs)
    assert restoration(path).run.name == second != third
    assert restoration(path).shelf[doi].settings["url"] == "https://data.example.org/one"
    assert restoration(path, first).shelf[doi].settings["url"] == WHOLE["url"]
    assert len(restoration(path, third).shelf) == 0
    with pytest.raises(Refusal, match=f"no run 2020; the last ones are: .*{third}"):
        restoration(path, "2020")


def test_without_a_journal_there_is_nothing_to_take_back(path: pathlib.Path) -> None:
    with pytest.raises(Refusal, match="no run that wrote anything, or is not there"):
        restoration(path)
