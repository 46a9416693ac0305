# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what is about to be written is what was planned. Private to the collection.

Between the plan that people looked at (and that was held against the limits) and the write, records move. So the action that is found right before a write
must not do more than the planned one: nothing that counts for a limit and was not counted, nothing that cannot be undone and was not shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict

from .action import Action
from .change import Change
from .planned import Planned, Refused, planned
from .refusal import Problem, Refusal

_TOLD = {
    "create_public": "the DOI would be created in public", "publish": "the draft would be published", "register": "the draft would be registered",
    "update": "the metadata or url would be updated", "hide": "the DOI would be hidden", "delete": "the draft would be deleted",
    "republish": "a hidden DOI would be published again", "unmanaged": "the DOI would be hidden although no declaration mentions it",
}
_AGAIN = "The record has moved since the plan was made; plan again. Nothing was written."


class Moved(Refusal):
    """More would have to be done than was planned; `found` is what."""

    def __init__(self, found: Planned, problems: tuple[Problem, ...]) -> None:
        super().__init__(f"{found.doi}: {_AGAIN}", problems)
        self.found = found


def refuse_more(action: Action, reviewed: Planned, *, exact: bool = False, only_changes: Collection[str] | None = None) -> None:
    """Raise Moved where the action would do more than was planned for its DOI, and Refusal where it would change what may not be changed.

    `exact`: it must be just what was reviewed, made to the record as it was then. `only_changes` are the attributes that may change.
    """
    found = planned(action, reviewed.place, unmanaged=reviewed.unmanaged)
    more = [*_beyond(found, reviewed), *(_otherwise(found, reviewed) if exact else ())]
    if more:
        raise Moved(found, tuple(Problem("", words) for words in more))
    if only_changes is not None:
        _refuse_others(found, only_changes)


def as_reviewed(found: Planned, reviewed: Planned) -> Planned | Refused:
    """The reviewed action where it is what would be done now; else why it would be refused."""
    others = [*_beyond(found, reviewed), *_otherwise(found, reviewed)]
    if not others:
        return reviewed
    return Refused(reviewed.doi, reviewed.place, f"{reviewed.doi}: {_AGAIN}", tuple(Problem("", words) for words in others))


def _beyond(found: Planned, reviewed: Planned) -> list[str]:
    """What the action would do that the planned one would not."""
    more = [_TOLD[word] for word in sorted(found.counts_as - reviewed.counts_as)]
    if "create" in found.steps and "create" not in reviewed.steps:
        more.append("the record is gone, and the DOI would be created")
    if found.irreversible and not reviewed.irreversible:
        more.append("it could not be undone")
    return [f"{words}, which was not planned (planned: {', '.join(reviewed.steps)})" for words in dict.fromkeys(more)]


def _otherwise(found: Planned, reviewed: Planned) -> list[str]:
    """How the action differs from the reviewed one; what was planned from the index may turn out to be less."""
    if found.seen != reviewed.seen:
        return [f"somebody changed the record; it is {found.before or 'gone'} now" if found.before != reviewed.before else "somebody changed the record"]
    if found.steps != reviewed.steps and not reviewed.from_index:
        return [f"the steps would be {', '.join(found.steps)}; reviewed were {', '.join(reviewed.steps)}"]
    left, shown = _comparable(found.changes), _comparable(reviewed.changes)
    if left == shown or (reviewed.from_index and set(left) <= set(shown)):
        return []
    others = dict.fromkeys(change.path for change, text in zip(found.changes, left, strict=True) if text not in shown)
    return [f"the changes are not those that were reviewed{': ' + ', '.join(others) if others else ''}"]


def _comparable(changes: Sequence[Change]) -> list[str]:
    return [json.dumps(asdict(change), sort_keys=True) for change in changes]


def _refuse_others(found: Planned, only_changes: Collection[str]) -> None:
    others = [name for name in found.attributes if name not in only_changes]
    if others or "delete" in found.steps:
        words = f"would change as well, and only {', '.join(sorted(only_changes))} may change" if others else "would be deleted"
        raise Refusal(f"{found.doi}: {', '.join(others) or 'the draft'} {words} (only_changes). Nothing was written.")
