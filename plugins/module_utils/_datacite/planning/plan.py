# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for one DOI: what has to be done so that the record is what the declaration says. Private to the collection.

Nothing here writes. What DataCite is asked is read-only: one GET, and one `POST /dois/validate` where the metadata differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from ..lifecycle import Event, NoWay, State, Target, Way, way
from .action import Action
from .attributes import expected_attributes
from .change import Change
from .conversion import converted, with_a_kind
from .declaration import Declaration
from .difference import payload
from .document import expected_document
from .examination import examine
from .expectation import Expectation
from .mending import mending, undeclared_damage
from .reading import read
from .record import KERNEL_4, Record
from .refusal import Refusal
from .registry import Registry


def plan(declaration: Declaration, registry: Registry) -> Action:
    """Decide what has to be done about one DOI; raises Refusal where it cannot or must not be done, or the registry's failure."""
    if not declaration.is_answer:
        examine(declaration)
    found = read(registry, declaration.doi)
    declaration = with_a_kind(converted(declaration, registry), found.record)
    if found.unreadable:
        return mending(declaration, found.unreadable)
    try:
        road = way(found.record.state if found.record else None, declaration.target)
    except NoWay as reason:
        raise Refusal(f"{declaration.doi}: {reason}") from None
    if declaration.target is Target.ABSENT:
        return _removing(declaration, registry, found.record, road)
    return _changing(declaration, registry, found.record, road)


def settled(declaration: Declaration, registry: Registry, record: Record) -> bool:
    """Whether nothing is to be done about a record, as far as this reading of it tells; what cannot be told is not settled.

    DataCite is not asked, but for what a document means, where that is not known yet.
    """
    declaration = converted(declaration, registry)
    if declaration.target is Target.ABSENT or any(not declaration.attributes.get(name) for name in record.damaged):
        return False
    try:
        road = way(record.state, declaration.target)
    except NoWay:
        return False
    unasked = declaration if declaration.server_validation == "never" else replace(declaration, server_validation="never")
    expected = expected_attributes if declaration.document is None else expected_document
    return not _steps(record, road, expected(unasked, registry, record, record.state))


def _removing(declaration: Declaration, registry: Registry, record: Record | None, road: Way) -> Action:
    if record is None:
        registry.prove()
        return Action(declaration, None, None, warnings=declaration.warnings)
    changes = (Change("state", "state", record.state.value, None),)
    return Action(declaration, record, None, ("delete",), changes=changes, warnings=declaration.warnings)


def _changing(declaration: Declaration, registry: Registry, record: Record | None, road: Way) -> Action:
    state = road.result or State.DRAFT
    if record is not None:
        undeclared_damage(declaration, record)
    warnings = (*declaration.warnings, *_examined(declaration, registry, record, state))
    expected = expected_attributes if declaration.document is None else expected_document
    wanted = expected(declaration, registry, record, state)
    steps = _steps(record, road, wanted)
    send = _request(declaration, record, road, wanted, steps)
    if steps:
        registry.prove()
    return Action(
        declaration, record, state, steps, send, (*_state_change(record, road), *wanted.changes), wanted.stored,
        irreversible=road.irreversible, warnings=(*warnings, *wanted.warnings, *_renewal(record, send)),
    )


def _examined(declaration: Declaration, registry: Registry, record: Record | None, state: State) -> tuple[str, ...]:
    """As `examine`; but what a new DOI lacks is only told to whom the record would have been shown."""
    try:
        return examine(declaration, record, state)
    except Refusal:
        if record is None:
            registry.prove()
        raise


def _steps(record: Record | None, road: Way, wanted: Expectation) -> tuple[str, ...]:
    """The words for what has to be done; a public DOI that does not resolve is registered again even where nothing differs."""
    first: tuple[str, ...] = ()
    if road.create:
        first = ("create",)
    elif wanted.changes:
        spoiled = record is not None and any(change.attribute in record.damaged for change in wanted.changes)
        first = ("mend",) if spoiled else ("update",)
    if road.event:
        return (*first, road.event.value)
    if not first and record is not None and not record.resolves:
        return ("re-register",)
    return first


def _request(declaration: Declaration, record: Record | None, road: Way, wanted: Expectation, steps: tuple[str, ...]) -> dict[str, Any]:
    """The attributes of the one request; `schemaVersion` only where it does good, for it makes DataCite throw deposited XML away."""
    send: dict[str, Any] = dict(wanted.settings)
    if steps == ("re-register",) and record is not None:
        send["url"] = record.attributes.get("url")
    if wanted.document is not None:
        send.update(doi=declaration.doi, xml=wanted.document)
    elif wanted.metadata:
        send.update(payload(wanted.metadata, record.attributes if record else {}, tuple(wanted.metadata)))
    if road.event:
        send["event"] = road.event.value
    if wanted.document is None and (wanted.metadata or _publishes_unchecked(record, road) or _is_outdated(record, send)):
        send["schemaVersion"] = KERNEL_4
    return send


def _publishes_unchecked(record: Record | None, road: Way) -> bool:
    """Whether the DOI becomes public under a `schemaVersion` that would keep DataCite from checking it."""
    return road.event in (Event.REGISTER, Event.PUBLISH) and (record is None or not record.schema_is_checked)


def _is_outdated(record: Record | None, send: Mapping[str, Any]) -> bool:
    return bool(send) and record is not None and record.schema_is_outdated


def _renewal(record: Record | None, send: Mapping[str, Any]) -> tuple[str, ...]:
    """What else becomes of an old record that is written to."""
    if record is None or not _is_outdated(record, send) or "schemaVersion" not in send:
        return ()
    was = str(record.attributes.get("schemaVersion")).rpartition("/")[2]
    return (f"{record.doi} is of {was}, of which DataCite takes no writes any more: it becomes kernel-4, and its XML is made anew from its attributes",)


def _state_change(record: Record | None, road: Way) -> tuple[Change, ...]:
    before = record.state.value if record else None
    after = road.result.value if road.result else None
    return () if before == after else (Change("state", "state", before, after),)
