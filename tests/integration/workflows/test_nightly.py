# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example jobs that look for what is wrong every night: one issue, opened once, rewritten, and closed; and what one night leaves for the next."""

from __future__ import annotations

import json

import pytest

from catalogue_in_git import BY_HAND, PASSWORD, committed, git
from guide import give
from played_gitlab import TOKEN
from workflow import well

NIGHTLY = "dois-compliance.yml"
FOREIGN = {**BY_HAND, "publisher": {"name": "Another Institute"}}
WAIVERS = """\
waivers:
  - rules: [O1, R12]
    doi: 10.82001/by-hand*
    reason: Published with a partner
"""


@pytest.fixture
def applied(desk, surroundings):
    """The catalogue as DataCite has it."""
    signed_in = {"DATACITE_USERNAME": "EXAMPLE.REPO", "DATACITE_PASSWORD": PASSWORD}
    give("ansible-playbook pidops.datacite.apply -e @catalog.yml -e catalog_write_back=true", desk, {**surroundings, **signed_in}).well()
    committed(desk, "Write down the DOIs that were computed")


def by_hand(sandbox, number):
    """Somebody makes a DOI in a web form, and names another publisher."""
    doi = f"10.82001/by-hand-{number}"
    made = {**FOREIGN, "doi": doi, "url": f"https://data.example.org/by-hand-{number}", "titles": [{"title": f"By hand {number}"}]}
    sandbox.put_record(doi, made, "EXAMPLE.REPO")


def waived(desk):
    """The keepers say that it is meant."""
    (desk / "rules" / "partners.yml").write_text(WAIVERS, encoding="utf-8")
    committed(desk, "What was published with a partner")


def runs_in(history):
    return sum("run" in json.loads(line) for line in history.splitlines())


def test_on_github(actions, desk, sandbox, tmp_path, applied):
    state = tmp_path / "gh"
    issue, told = state / "issue-doi-compliance", state / "told-doi-compliance"

    def night(expected):
        looked = actions.run(NIGHTLY, "look")
        assert [ended.status for ended in looked] == [0, {"success": 0, "failure": 2}[expected]], looked[-1].output
        return looked[-1].output + well(actions.run(NIGHTLY, "keep")) + well(actions.run(NIGHTLY, "issue", **{"needs.look.result": expected}))

    said = night("success")
    assert not issue.exists() and runs_in(git(desk, "show", "compliance:history.jsonl")) == 1

    by_hand(sandbox, 1)
    said += night("failure")
    first = issue.read_text(encoding="utf-8")
    assert first.startswith("<!-- pidops.datacite compliance") and "10.82001/by-hand-1" in first and "actions/runs/7" in first and not told.exists()

    said += night("failure")
    assert not told.exists() and issue.read_text(encoding="utf-8") != first

    by_hand(sandbox, 2)
    said += night("failure")
    assert "New since the last run: " in told.read_text(encoding="utf-8") and "10.82001/by-hand-2" in issue.read_text(encoding="utf-8")

    waived(desk)
    said += night("success")
    calls = [json.loads(line) for line in (state / "calls").read_text(encoding="utf-8").splitlines()]
    assert not issue.exists() and sum(call[:2] == ["issue", "create"] for call in calls) == 1
    # The branch has the whole history, and is one commit for ever.
    assert runs_in(git(desk, "show", "compliance:history.jsonl")) == 5 and git(desk, "rev-list", "--count", "compliance") == "1"
    assert git(desk, "ls-tree", "--name-only", "compliance") == "history.jsonl" and git(desk, "status", "--porcelain") == ""
    assert PASSWORD not in said


def test_a_night_on_which_nothing_could_be_looked_at_is_told_and_forgets_nothing(actions, desk, sandbox, tmp_path, applied):
    well(actions.run(NIGHTLY, "look"))
    well(actions.run(NIGHTLY, "keep"))
    (desk / "rules" / "broken.yml").write_text("rules: [{id: B1}]\n", encoding="utf-8")
    committed(desk, "A mistake")
    looked = actions.run(NIGHTLY, "look")
    assert looked[-1].status == 2 and "broken.yml:1" in looked[-1].output
    well(actions.run(NIGHTLY, "keep"))
    well(actions.run(NIGHTLY, "issue", **{"needs.look.result": "failure"}))
    assert "could not be looked at" in (tmp_path / "gh" / "issue-doi-compliance").read_text(encoding="utf-8")
    assert runs_in(git(desk, "show", "compliance:history.jsonl")) == 1


def test_on_gitlab(job, desk, sandbox, gitlab, applied):
    said = [job("look"), job("nothing-found"), job("remember", ["look"])]
    assert gitlab.issues == {} and runs_in(git(desk, "show", "compliance:history.jsonl")) == 1

    gitlab.issues["doi-drift"] = "Another matter"
    for number in (1, 2):
        by_hand(sandbox, number)
        assert job("look").status == 2
        said += [job("found", ["look"]), job("remember", ["look"])]
        assert f"10.82001/by-hand-{number}" in gitlab.issues["doi-compliance"]
        assert len(gitlab.told) == number - 1
    assert gitlab.told[0][0] == "doi-compliance" and "New since the last run: " in gitlab.told[0][1]

    waived(desk)
    said += [job("look"), job("nothing-found"), job("remember", ["look"])]
    assert gitlab.issues == {"doi-drift": "Another matter"} and runs_in(git(desk, "show", "compliance:history.jsonl")) == 4
    assert PASSWORD not in well(said) and TOKEN not in well(said)
