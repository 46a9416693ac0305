# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The states of a DOI: a model of them, and runs of random events against it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datacite_sandbox.record import states

STATES = ("draft", "registered", "findable")
EVENTS = st.one_of(
    st.sampled_from(["register", "publish", "hide", "show", "Publish", "publish ", "delete", ""]), st.none(), st.integers(), st.lists(st.just("publish"))
)


@pytest.mark.parametrize(
    ("event", "leads_to"),
    [
        ("register", ("registered", "registered", "findable")),
        ("publish", ("findable", "findable", "findable")),
        ("hide", ("draft", "registered", "registered")),
        ("show", ("draft", "findable", "findable")),
        ("Publish", STATES),
        (None, STATES),
        (["publish"], STATES),
    ],
)
def test_where_each_event_leads(event, leads_to):
    assert tuple(states.after(state, event) for state in STATES) == leads_to


@given(st.lists(EVENTS, max_size=30))
def test_no_way_back_to_draft(events):
    """Whatever comes: always a known state, once public for ever public, and only a draft can be deleted."""
    state, was_public = "draft", False
    for event in events:
        state = states.after(state, event)
        assert state in STATES
        assert states.is_public(state) or not was_public
        was_public = states.is_public(state)
        assert states.may_delete(state) is not was_public


@given(st.sampled_from(STATES), EVENTS)
def test_an_event_twice_is_the_event_once(state, event):
    once = states.after(state, event)
    assert states.after(once, event) == once
