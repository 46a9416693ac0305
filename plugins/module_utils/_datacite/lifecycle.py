# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""States of a DOI, the events between them, and which way is open. Pure; private to the collection.

Source of the rules: https://support.datacite.org/docs/doi-states and, for the events,
https://support.datacite.org/docs/api-create-dois#changing-the-doi-state. DataCite answers 200 to an event that leads
nowhere and changes nothing, so the way is decided here, from the state that was read, and never tried blindly.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """The state of a record at DataCite."""

    DRAFT = "draft"
    REGISTERED = "registered"
    FINDABLE = "findable"

    @property
    def public(self) -> bool:
        """Whether the DOI is registered with the handle system, for ever."""
        return self is not State.DRAFT


class Target(StrEnum):
    """What a declaration asks for; PRESENT is any state, and draft for a new DOI."""

    PRESENT = "present"
    DRAFT = "draft"
    REGISTERED = "registered"
    FINDABLE = "findable"
    ABSENT = "absent"


class Event(StrEnum):
    """What DataCite is told in order to change the state."""

    REGISTER = "register"
    PUBLISH = "publish"
    HIDE = "hide"


EVENT_RESULT: dict[str, Target] = {
    Event.REGISTER.value: Target.REGISTERED,
    Event.PUBLISH.value: Target.FINDABLE,
    Event.HIDE.value: Target.REGISTERED,
}

_EVENTS: dict[tuple[State, State], Event] = {
    (State.DRAFT, State.REGISTERED): Event.REGISTER,
    (State.DRAFT, State.FINDABLE): Event.PUBLISH,
    (State.REGISTERED, State.FINDABLE): Event.PUBLISH,
    (State.FINDABLE, State.REGISTERED): Event.HIDE,
}


class NoWay(Exception):
    """There is no way from the record's state to the declared one; the text says why and what can be done instead."""


@dataclass(frozen=True)
class Way:
    """What it takes to get from a state (None: no record) to the target.

    `create` and `delete` say whether the record has to be made or removed, `event` what has to be sent along,
    `result` the state at the end (None: no record), `irreversible` that DataCite has no way back.
    """

    result: State | None
    create: bool = False
    delete: bool = False
    event: Event | None = None
    irreversible: bool = False


def way(current: State | None, target: Target) -> Way:
    """The way from `current` to `target`; raises NoWay where DataCite has none."""
    if target is Target.ABSENT:
        return _way_to_absent(current)
    if current is None:
        return _way_to_new(target)
    if target is Target.PRESENT or current.value == target.value:
        return Way(result=current)
    wanted = State(target.value)
    event = _EVENTS.get((current, wanted))
    if event is None:
        raise NoWay(
            f"the DOI is {current.value} and cannot become a draft again: a registered name is kept for ever. "
            + ("Declare `state: registered` to hide it from search, or leave `state` out." if current is State.FINDABLE
               else "Declare `state: registered`, or leave `state` out.")
        )
    return Way(result=wanted, event=event, irreversible=current is State.DRAFT)


def _way_to_new(target: Target) -> Way:
    if target in (Target.PRESENT, Target.DRAFT):
        return Way(result=State.DRAFT, create=True)
    result = State(target.value)
    return Way(result=result, create=True, event=_EVENTS[State.DRAFT, result], irreversible=True)


def _way_to_absent(current: State | None) -> Way:
    if current is None:
        return Way(result=None)
    if current is State.DRAFT:
        return Way(result=None, delete=True)
    advice = "Declare `state: registered` to hide it, with" if current is State.FINDABLE else "It is hidden from search already; declare"
    raise NoWay(
        f"the DOI is {current.value} and cannot be deleted: only a draft can. "
        f"{advice} a `url` that leads to a tombstone page which says what was there and why it is gone."
    )
