# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out an action: one write, and making sure of what came of it. Private to the collection."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from .action import Action
from .change import Change
from .difference import difference
from .expectation import declared_url
from .judge import problems
from .record import METADATA, Record, record
from .refusal import Problem, Refusal
from .registry import Answer, Registry, as_failure


class Superseded(Exception):
    """The record is not as it was when the action was planned, or nobody knows whether the write came through: plan again.

    `cause` is what to tell where planning again does not help; `made` that somebody made the DOI in between. `lost` is the failure of a write
    that may come through yet.
    """

    def __init__(self, cause: Exception, *, made: bool, lost: Exception | None = None) -> None:
        super().__init__(str(cause))
        self.cause = cause
        self.made = made
        self.lost = lost


@dataclass(frozen=True)
class Outcome:
    """What came of an action: the record as it is now (None: there is none), and whether it became different; `request_id` is that of the write."""

    action: Action
    record: Record | None
    changed: bool
    warnings: tuple[str, ...] = ()
    request_id: str | None = None


def apply(action: Action, registry: Registry) -> Outcome:
    """Write, and verify by the answer; raises Refusal, Superseded, or the registry's failure, each saying what the record is now."""
    if not action.steps:
        return Outcome(action, action.record, changed=False, warnings=action.warnings)
    try:
        answer = _write(action, registry)
    except registry.failure as failure:
        return _after_failure(action, registry, failure)
    if action.steps == ("delete",):
        return Outcome(action, None, changed=True, warnings=action.warnings, request_id=answer.request_id)
    try:
        return replace(_verified(action, registry, record(answer.document, action.doi)), request_id=answer.request_id)
    except Refusal as refusal:
        refusal.request_id = answer.request_id
        raise


def _write(action: Action, registry: Registry) -> Answer:
    if action.steps == ("delete",):
        return registry.delete(action.doi)
    if action.steps[0] == "create":
        return registry.create(action.doi, action.send)
    return registry.update(action.doi, action.send)


def _verified(action: Action, registry: Registry, answered: Record) -> Outcome:
    """The record has what was declared; an answer that does not show it is checked against the database once."""
    now = answered
    if shortfalls(action, now) or not (action.state is None or now.resolves):
        now = _read(registry, action.doi) or answered
    left = shortfalls(action, now)
    if left:
        raise Refusal(
            f"{action.doi}: DataCite accepted the request, but the record is not what was declared. It was changed; it is {now.state.value} now.",
            left, record=_told(now), changed=True,
        )
    return Outcome(action, now, changed=True, warnings=(*action.warnings, *_unresolved(action, now)))


def shortfalls(action: Action, now: Record) -> tuple[Problem, ...]:
    """Where the record differs from what the action was to make of it."""
    found = []
    if action.state is not None and now.state is not action.state:
        found.append(Problem("state", f"`event: {action.send.get('event')}` was sent for {action.state.value}; the record is {now.state.value}"))
    for name in ("url", "reason"):
        if name in action.stored and (now.attributes.get(name) or None) != (action.stored[name] or None):
            found.append(Problem(name, f"{action.stored[name]!r} was sent; the record has {now.attributes.get(name)!r}"))
    metadata = {name: value for name, value in action.stored.items() if name in METADATA}
    url = declared_url(action.declaration, action.record)
    for change in difference(metadata, now.attributes, doi=action.doi, url=url):
        found.append(Problem(f"metadata.{change.path}", f"{change.after!r} was sent; the record has {change.before!r}"))
    return tuple(found)


def _unresolved(action: Action, now: Record) -> tuple[str, ...]:
    """The warning that a public DOI does not resolve yet; raises Refusal where registering it again was all that was to be done."""
    if now.resolves or not action.state:
        return ()
    if action.steps == ("re-register",):
        raise Refusal(
            f"{action.doi}: the DOI is {now.state.value} but does not resolve: DataCite took the request, and still tells no time of registration. "
            "Run again later; if it stays so, tell DataCite's support."
        )
    return (f"{action.doi} is {now.state.value}, but does not resolve yet: DataCite could not reach the handle server. The next run registers it again.",)


def _after_failure(action: Action, registry: Registry, failure: Exception) -> Outcome:
    """A failed write may have written: what the record is now is read before anything is said of it."""
    if as_failure(failure).taken and action.steps[0] == "create":
        raise Superseded(failure, made=True)
    now, unreadable = _reread(registry, action.doi, gone=action.steps == ("delete",))
    if unreadable is not None:
        request_id = as_failure(failure).request_id
        raise Refusal(f"{action.doi}: {failure} What the record is now is not known: {unreadable}", failure=failure, request_id=request_id) from None
    if as_failure(failure).status == 404 and action.steps == ("delete",) and now is None:
        # Somebody else was quicker.
        raise Superseded(_refused(action, failure, now), made=False)
    if as_failure(failure).answered:
        raise _refused(action, failure, now) from None
    if _reached(action, now):
        return _lost_and_found(action, now, registry, failure)
    raise Superseded(_refused(action, failure, now), made=False, lost=failure)


def _refused(action: Action, failure: Exception, now: Record | None) -> Refusal:
    """The failure, and what the record is now; `changed` only where a write that failed made it different all the same."""
    known = as_failure(failure)
    return Refusal(
        f"{action.doi}: {failure} {_now(action, now)}", problems(known.entries, action.send) if known.status == 422 else (),
        record=_told(now), changed=_differs(action, now) or None, failure=failure, request_id=known.request_id,
    )


def _differs(action: Action, now: Record | None) -> bool:
    """Whether the record is another one than the action was planned for."""
    if now is None or action.record is None:
        return (now is None) is not (action.record is None)
    return bool(now.damaged) or bool(_differing(action.record, now))


def _reread(registry: Registry, doi: str, *, gone: bool) -> tuple[Record | None, str | None]:
    """The record as it is now (None: there is none), and None; or None, and why it cannot be read.

    That a record is `gone` is believed once it is certain who asks.
    """
    try:
        now = _read(registry, doi)
        if now is None and gone:
            registry.prove_anew()
        return now, None
    except registry.failure as failure:
        return None, str(failure)


def _read(registry: Registry, doi: str) -> Record | None:
    answer = registry.read(doi)
    return None if answer is None else record(answer.document, doi)


def _reached(action: Action, now: Record | None) -> bool:
    """Whether the record is what the action was to make of it, although nobody confirmed the write."""
    if action.steps == ("delete",):
        return now is None
    return now is not None and not shortfalls(action, now) and (action.record is None or action.steps != ("re-register",) or now.resolves)


def arrived_late(action: Action, outcome: Outcome, registry: Registry, failure: Exception) -> Outcome:
    """The outcome of planning again where nothing was left to do: if the record is another than `action` was planned for, the lost write came through."""
    if outcome.action.steps or not _differs(action, outcome.record):
        return outcome
    return _lost_and_found(action, outcome.record, registry, failure)


def _lost_and_found(action: Action, now: Record | None, registry: Registry, failure: Exception) -> Outcome:
    warnings = (*action.warnings, _proof(action, registry, failure))
    return Outcome(action, now, changed=True, warnings=warnings, request_id=as_failure(failure).request_id)


def _proof(action: Action, registry: Registry, failure: Exception) -> str:
    """The warning that a lost write came through, and how that is known."""
    request_id = as_failure(failure).request_id
    try:
        known = request_id is not None and registry.activity(request_id)
    except registry.failure:
        # The record itself has shown already that the write came through.
        known = False
    how = f"DataCite's activities know the request {request_id}" if known else "the record was read again"
    return f"{action.doi}: the answer to the write was lost, but it came through: {how}, and it is as declared."


def _now(action: Action, now: Record | None) -> str:
    """What the record is after a write that was refused."""
    if now is None:
        return "There is no record, as before." if action.record is None else "The record is gone."
    if action.record is None:
        return f"The record exists now, as {now.state.value}."
    if now.damaged:
        return f"The record is damaged now ({', '.join(now.damaged)}); declare these attributes whole and run again."
    moved = _differing(action.record, now)
    return "The record is as it was before." if not moved else f"The record was changed all the same: {', '.join(moved)}."


def _told(now: Record | None) -> dict[str, Any] | None:
    """A record as a failure tells of it."""
    return None if now is None else {name: value for name, value in now.attributes.items() if name != "xml"}


def _differing(before: Record, now: Record) -> list[str]:
    """The names of the attributes in which two readings of a record differ."""
    changes: tuple[Change, ...] = difference(now.metadata, before.attributes)
    names = dict.fromkeys(change.attribute for change in changes)
    names.update((name, None) for name in ("state", "url", "reason") if before.attributes.get(name) != now.attributes.get(name))
    return list(names)


def foreseen(action: Action) -> Outcome:
    """What `apply` would come to, for check mode: the record under what would be sent."""
    if not action.steps or action.state is None:
        return Outcome(action, action.record if not action.steps else None, changed=bool(action.steps), warnings=action.warnings)
    before = dict(action.record.attributes) if action.record else {"doi": action.doi}
    attributes = {**before, **action.stored, "state": action.state.value}
    after = Record(action.doi, action.state, action.record.owner if action.record else "", attributes)
    return Outcome(action, after, changed=True, warnings=action.warnings)


def with_steps_before(outcome: Outcome, earlier: Outcome) -> Outcome:
    """An outcome that also tells of the action that had to come first (a mend)."""
    action = replace(outcome.action, steps=(*earlier.action.steps, *outcome.action.steps), changes=(*earlier.action.changes, *outcome.action.changes))
    return replace(
        outcome, action=action, changed=True, warnings=(*earlier.warnings, *outcome.warnings), request_id=outcome.request_id or earlier.request_id
    )
