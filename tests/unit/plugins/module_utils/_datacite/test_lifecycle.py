# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of a DOI and the ways between them: the whole table, what failures advise, and what holds on every way."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.lifecycle import EVENT_RESULT, Event, NoWay, State, Target, Way, way

DRAFT, REGISTERED, FINDABLE = State.DRAFT, State.REGISTERED, State.FINDABLE
TABLE = {
    (None, Target.PRESENT): Way(DRAFT, create=True),
    (None, Target.DRAFT): Way(DRAFT, create=True),
    (None, Target.REGISTERED): Way(REGISTERED, create=True, event=Event.REGISTER, irreversible=True),
    (None, Target.FINDABLE): Way(FINDABLE, create=True, event=Event.PUBLISH, irreversible=True),
    (None, Target.ABSENT): Way(None),
    (DRAFT, Target.PRESENT): Way(DRAFT),
    (DRAFT, Target.DRAFT): Way(DRAFT),
    (DRAFT, Target.REGISTERED): Way(REGISTERED, event=Event.REGISTER, irreversible=True),
    (DRAFT, Target.FINDABLE): Way(FINDABLE, event=Event.PUBLISH, irreversible=True),
    (DRAFT, Target.ABSENT): Way(None, delete=True),
    (REGISTERED, Target.PRESENT): Way(REGISTERED),
    (REGISTERED, Target.DRAFT): "cannot become a draft again",
    (REGISTERED, Target.REGISTERED): Way(REGISTERED),
    (REGISTERED, Target.FINDABLE): Way(FINDABLE, event=Event.PUBLISH),
    (REGISTERED, Target.ABSENT): "cannot be deleted",
    (FINDABLE, Target.PRESENT): Way(FINDABLE),
    (FINDABLE, Target.DRAFT): "cannot become a draft again",
    (FINDABLE, Target.REGISTERED): Way(REGISTERED, event=Event.HIDE),
    (FINDABLE, Target.FINDABLE): Way(FINDABLE),
    (FINDABLE, Target.ABSENT): "cannot be deleted",
}
STATES = (None, *State)


def test_table_is_whole() -> None:
    assert set(TABLE) == set(itertools.product(STATES, Target))


@pytest.mark.parametrize(("current", "target"), TABLE, ids=lambda value: str(value or "missing"))
def test_every_way(current: State | None, target: Target) -> None:
    expected = TABLE[current, target]
    if isinstance(expected, str):
        with pytest.raises(NoWay, match=expected):
            way(current, target)
    else:
        assert way(current, target) == expected


@pytest.mark.parametrize(
    ("current", "target", "words"),
    [
        (FINDABLE, Target.DRAFT, ["is findable", "`state: registered` to hide it", "leave `state` out"]),
        (REGISTERED, Target.DRAFT, ["is registered", "`state: registered`", "leave `state` out"]),
        (FINDABLE, Target.ABSENT, ["is findable", "only a draft can", "`state: registered` to hide it", "`url`", "tombstone"]),
        (REGISTERED, Target.ABSENT, ["is registered", "only a draft can", "hidden from search already", "`url`", "tombstone"]),
    ],
)
def test_failures_say_why_and_what_to_do(current: State, target: Target, words: list[str]) -> None:
    with pytest.raises(NoWay) as refused:
        way(current, target)
    assert [word for word in words if word not in str(refused.value)] == []


def test_a_registered_doi_is_not_told_to_be_hidden() -> None:
    """It is hidden already."""
    with pytest.raises(NoWay) as refused:
        way(REGISTERED, Target.ABSENT)
    assert "to hide it" not in str(refused.value)


@given(st.sampled_from(STATES), st.lists(st.sampled_from(list(Target)), max_size=8))
def test_whatever_is_declared_one_after_the_other(start: State | None, targets: list[Target]) -> None:
    """A public DOI stays public; an arrived one stays; an event is sent only from a state where DataCite heeds it; and only leaving draft is for ever."""
    current = start
    for target in targets:
        try:
            taken = way(current, target)
        except NoWay:
            assert current is not None and current.public
            assert target in (Target.DRAFT, Target.ABSENT)
            continue
        was_public = current is not None and current.public
        assert not (taken.create and taken.delete)
        assert taken.create == (current is None and taken.result is not None)
        assert taken.delete == (current is not None and taken.result is None)
        assert taken.irreversible == (taken.result is not None and taken.result.public and not was_public)
        if was_public:
            assert taken.result is not None and taken.result.public
        if taken.event is not None:
            assert taken.result is not None and EVENT_RESULT[taken.event].value == taken.result.value != (current and current.value)
            assert (taken.event is Event.HIDE) == (current is FINDABLE)
        else:
            assert taken.result in (current, DRAFT, None)
        current = taken.result
        assert way(current, target) == Way(current)


def test_states_and_targets_are_datacites_words() -> None:
    assert [state.value for state in State] == ["draft", "registered", "findable"]
    assert {event.value for event in Event} == {"register", "publish", "hide"} == set(EVENT_RESULT)
    assert [state.public for state in State] == [False, True, True]
