# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans as texts: they come back as they were, and are refused once edited, or where they do not belong."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning import saved_plan
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Activity, Plan, Planned, Refused, Unmanaged, Vanished
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.refusal import Problem, Refusal
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.saved_plan import from_text, read_text, to_text

SYSTEM, REPOSITORY, CATALOGUE = "https://api.test.datacite.org", "pidops.lab", "d1"
HERE = {"system": SYSTEM, "repository": REPOSITORY, "catalogue": CATALOGUE}

texts = st.text(st.characters(codec=None, categories=None), max_size=8)
lists = st.lists(texts, max_size=2).map(tuple)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-2**60, 2**60) | st.floats(allow_nan=False, allow_infinity=False) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2), max_leaves=4,
)
states = st.sampled_from([None, "draft", "registered", "findable"])
changes = st.lists(st.builds(Change, texts, texts, json_values, json_values), max_size=2).map(tuple)
activities = st.none() | st.builds(Activity, texts, texts, texts, lists)
steps = st.sampled_from([("create",), ("create", "publish"), ("update",), ("update", "register"), ("hide",), ("delete",), ("re-register",), ("mend",)])
actions = st.builds(
    Planned, doi=texts, steps=steps, before=states, after=states, changes=changes, irreversible=st.booleans(), warnings=lists, place=texts, seen=texts,
    from_index=st.booleans(), origin=st.sampled_from([None, "drift", "change"]), last_activity=activities, unmanaged=st.booleans(),
)
problems = st.lists(st.builds(Problem, texts, texts, st.none() | texts), max_size=2).map(tuple)
plans = st.builds(
    Plan, system=texts, repository=texts, catalogue=texts, declared=st.integers(0, 10**6), existing=st.none() | st.integers(0, 10**6),
    actions=st.lists(actions, max_size=3).map(tuple), refused=st.lists(st.builds(Refused, texts, texts, texts, problems), max_size=2).map(tuple),
    unmanaged=st.lists(st.builds(Unmanaged, texts, st.sampled_from(["draft", "findable"]), st.booleans()), max_size=2).map(tuple),
    vanished=st.lists(st.builds(Vanished, texts, texts, lists), max_size=2).map(tuple), warnings=lists,
)


def small(**other: Any) -> Plan:
    change = Change("url", "url", "https://data.example.org/a", "https://data.example.org/b")
    moved = Planned("10.82001/a", ("update",), "findable", "findable", (change,), place="dois/a.yml:1", seen="m1")
    shown = Planned("10.82001/b", ("publish",), "draft", "findable", (Change("state", "state", "draft", "findable"),), irreversible=True, seen="m2")
    return Plan(**{"system": SYSTEM, "repository": REPOSITORY, "catalogue": CATALOGUE, "declared": 5, "existing": 9, "actions": (moved, shown), **other})


@given(plans)
def test_a_plan_comes_back_as_it_was(plan: Plan) -> None:
    text = to_text(plan)
    again = from_text(text, system=plan.system, repository=plan.repository, catalogue=plan.catalogue)
    assert again == plan and again.checksum == plan.checksum and to_text(again) == text
    assert text.encode("utf-8") and json.loads(text)["checksum"] == plan.checksum


def test_a_plan_is_read_line_by_line() -> None:
    """What a person, or a comparison of two plans, sees: one action per line."""
    lines = to_text(small()).splitlines()
    assert lines[0] == "{" and lines[-1] == "}"
    assert [line for line in lines if '"10.82001/a"' in line] == [
        '  {"doi": "10.82001/a", "steps": ["update"], "before": "findable", "after": "findable", "changes": [{"attribute": "url", "path": "url", '
        '"before": "https://data.example.org/a", "after": "https://data.example.org/b"}], "place": "dois/a.yml:1", "seen": "m1"},'
    ]


EDITS = {
    "an action is taken out": lambda said: said["actions"].pop(),
    "a value is changed": lambda said: said["actions"][0]["changes"][0].update(after="https://evil.example.org/"),
    "a mark is changed": lambda said: said["actions"][0].update(seen="m3"),
    "it is no longer irreversible": lambda said: said["actions"][1].pop("irreversible"),
    "a number is changed": lambda said: said.update(declared=6),
    "the repository is changed": lambda said: said.update(repository="pidops.other"),
    "the checksum is changed": lambda said: said.update(checksum="0" * 64),
    "something is added": lambda said: said.update(note="reviewed"),
    "the seal is taken off": lambda said: said.pop("seal"),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_plan_is_refused(edit: str) -> None:
    said = json.loads(to_text(small()))
    EDITS[edit](said)
    with pytest.raises(Refusal, match="it was edited after it was written"):
        from_text(json.dumps(said), **HERE)


def test_other_white_space_is_no_edit() -> None:
    assert from_text(json.dumps(json.loads(to_text(small())), indent=4), **HERE) == small()


@pytest.mark.parametrize(("where", "words"), [
    ({"system": "https://api.datacite.org"}, "it is for https://api.test.datacite.org, and this run is for https://api.datacite.org"),
    ({"repository": "pidops.other"}, "it is for the repository pidops.lab, and pidops.other is signed in"),
    ({"catalogue": "d2"}, "the catalogue has moved since the plan was made"),
])
def test_a_plan_for_something_else_is_refused(where: dict[str, str], words: str) -> None:
    with pytest.raises(Refusal, match=words) as refusal:
        from_text(to_text(small()), **{**HERE, **where})
    assert "Nothing was written; make a new plan" in refusal.value.message


def sealed(said: dict[str, Any]) -> str:
    """As somebody would have it who knows how plans are sealed."""
    rest = {name: value for name, value in said.items() if name != "seal"}
    return json.dumps({**rest, "seal": saved_plan._seal(rest)})


@pytest.mark.parametrize("text", [
    "", "{", "doi: 10.82001/a", "[]", "null", '"x"', "{}", '{"format": "pidops.datacite journal"}', "[" * 100_000, "\x00",
])
def test_what_is_no_plan_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="it is no JSON|it is no plan"):
        from_text(text, **HERE)


@pytest.mark.parametrize("version", [2, 99, "1", None])
def test_a_newer_version_is_refused(version: Any) -> None:
    with pytest.raises(Refusal, match="newer version"):
        from_text(sealed({**json.loads(to_text(small())), "version": version}), **HERE)


@pytest.mark.parametrize("change", [
    {"actions": None}, {"actions": [{}]}, {"actions": ["x"]}, {"actions": [{"doi": "10.82001/a", "steps": ["explode"]}]},
    {"actions": [{"doi": "10.82001/a", "steps": []}]}, {"actions": [{"doi": "10.82001/a", "steps": ["hide"], "other": 1}]}, {"declared": "many"},
    {"system": None}, {"warnings": 7}, {"unmanaged": [[]]}, {"refused": [{"doi": "x", "problems": [1]}]},
    {"actions": [{"doi": "10.82001/a", "steps": ["update"], "changes": [{"path": "url"}]}]},
])
def test_a_plan_of_another_form_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refusal, match="it does not have the form of one"):
        from_text(sealed({**json.loads(to_text(small())), **change}), **HERE)


def test_the_checksum_is_of_what_would_be_done() -> None:
    said = json.loads(to_text(small()))
    said["actions"].pop()
    with pytest.raises(Refusal, match="its checksum does not fit"):
        from_text(sealed(said), **HERE)


def test_files_that_no_plan_is_in(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "plan.json").write_text(to_text(small()), "utf-8")
    assert from_text(read_text(tmp_path / "plan.json"), **HERE) == small()
    (tmp_path / "latin").write_bytes(b"\xe4")
    for path, words in ((tmp_path / "latin", "no UTF-8 text"), (tmp_path / "missing", "cannot be read: No such file"), (tmp_path, "cannot be read: Is a dir")):
        with pytest.raises(Refusal, match=words):
            read_text(path)
    monkeypatch.setattr(saved_plan, "MOST_BYTES", 10)
    with pytest.raises(Refusal, match="larger than 10 bytes"):
        read_text(tmp_path / "plan.json")
