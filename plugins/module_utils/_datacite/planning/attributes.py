# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What declared attributes want to be different in a record: first by our own comparison, then as DataCite judges it. Private to the collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..lifecycle import State
from ..metadata.canonical import canonical
from ..metadata.container import derived_container
from ..metadata.sending import sendable
from ..metadata.shapes import PUBLISHER, TYPES
from .change import Change
from .declaration import Declaration
from .difference import difference, effect, payload
from .expectation import Expectation, changed_settings, declared_url, refuse_objections
from .judge import Verdict, judge
from .record import KERNEL_4, MANDATORY, METADATA, Record
from .refusal import Problem, Refusal
from .registry import Registry

_NEVER_CLEARED = frozenset({"contentUrl"})
_MEMBERS = {"types": tuple(TYPES.members), "publisher": tuple(PUBLISHER.members)}
"""All members of the objects that are compared member by member: `undeclared: clear` clears those that are not declared."""


def expected_attributes(declaration: Declaration, registry: Registry, record: Record | None, state: State) -> Expectation:
    """What the declaration wants to be different in the record that will have `state`; raises Refusal where DataCite would refuse it."""
    settings, setting_changes = changed_settings(declaration, record)
    wanted = wanted_metadata(declaration, record, state)
    before = record.attributes if record else {}
    changes = difference(wanted, before, doi=declaration.doi, url=declared_url(declaration, record))
    differing = {name: wanted[name] for name in dict.fromkeys(change.attribute for change in changes)}
    if record is None:
        # Types that only say what DataCite shows for none are no difference to nothing, and yet a public DOI may not be made without them.
        differing.update((name, value) for name, value in wanted.items() if value not in (None, "", [], {}))
    if not differing:
        return Expectation(settings=settings, changes=setting_changes, stored=settings)
    verdict = Verdict()
    if declaration.server_validation == "auto":
        verdict = judge(registry, declaration.doi, _overlay(declaration, record, differing))
        refuse_objections(declaration, record, state, verdict)
    remaining, warnings = _as_judged(declaration, record, differing, verdict)
    stored = verdict.attributes or differing
    return Expectation(
        metadata=remaining,
        settings=settings,
        changes=(*setting_changes, *(change for change in changes if change.attribute in remaining)),
        stored={**settings, **{name: stored.get(name) for name in remaining}},
        warnings=warnings,
    )


def wanted_metadata(declaration: Declaration, record: Record | None, state: State) -> dict[str, Any]:
    """The declared metadata in the shape that DataCite keeps, with what `undeclared: clear` adds to it."""
    wanted = sendable(declaration.attributes)
    if "container" in declaration.from_document and derived_container({**(record.metadata if record else {}), **wanted}) is not None:
        # DataCite shows one of its own making as long as it has what it makes it of.
        del wanted["container"]
    if declaration.undeclared != "clear" or record is None:
        return wanted
    for name, members in _MEMBERS.items():
        if isinstance(wanted.get(name), Mapping):
            wanted[name] = {**dict.fromkeys(members), **wanted[name]}
    kept = _NEVER_CLEARED | (frozenset(MANDATORY) if state.public or record.state.public else frozenset())
    derived = derived_container({**record.metadata, **wanted}) is not None
    for name in METADATA:
        if name not in wanted and name not in kept and not (name == "container" and derived):
            wanted[name] = None
    return sendable(wanted)


def _overlay(declaration: Declaration, record: Record | None, differing: Mapping[str, Any]) -> dict[str, Any]:
    """The record as it would be: its own metadata under the declaration's."""
    attributes: dict[str, Any] = {}
    if record is not None:
        attributes = {name: value for name, value in record.metadata.items() if name != "container" and name not in record.damaged}
    attributes.update(payload(differing, record.attributes if record else {}, tuple(differing)))
    url = declared_url(declaration, record)
    return {**attributes, **({"url": url} if url else {}), "schemaVersion": KERNEL_4}


def _as_judged(
    declaration: Declaration, record: Record | None, differing: Mapping[str, Any], verdict: Verdict
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Of the differing attributes those that a write would really change, and what would be stored otherwise than declared."""
    if verdict.attributes is None:
        return dict(differing), ()
    url = declared_url(declaration, record)
    judged = {name: verdict.attributes.get(name) for name in differing}
    if judged.get("publisher", "") is None:
        # None stored; a null in a request would mean that nothing is said of it.
        judged["publisher"] = {}
    before = record.attributes if record else {}
    changed = {change.attribute for change in effect(judged, before, doi=declaration.doi, url=url)}
    altered = difference(differing, judged, doi=declaration.doi, url=url)
    _refuse_losses(declaration.doi, altered, judged)
    warnings = tuple(
        f"metadata.{change.path}: DataCite stores {_shown(change.before)}, declared is {_shown(change.after)}"
        for change in altered if change.attribute in changed
    )
    return {name: value for name, value in differing.items() if name in changed or record is None}, warnings


def _refuse_losses(doi: str, altered: Iterable[Change], judged: Mapping[str, Any]) -> None:
    """Raise Refusal where DataCite would store nothing of a declared attribute; what it only rewrites is worth a warning."""
    lost = tuple(
        Problem(f"metadata.{change.path}", f"DataCite would not keep this; it would store {_shown(change.before)}")
        for change in altered if _is_lost(change, judged)
    )
    if lost:
        raise Refusal(f"{doi}: DataCite would lose part of what is declared. Nothing was written.", lost)


def _is_lost(change: Change, judged: Mapping[str, Any]) -> bool:
    return change.after is not None and canonical({change.attribute: judged.get(change.attribute)}).get(change.attribute) is None


def _shown(value: Any) -> str:
    return "nothing" if value in (None, [], {}, "") else repr(value)
