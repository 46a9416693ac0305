# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a declaration would change in a record, and what has to be sent for it.

There is no second comparison anywhere: plans, reports and the verification of a write all come here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ..metadata.canonical import IGNORED, canonical_attribute
from ..metadata.container import derived_container
from ..metadata.sending import sendable
from ..metadata.types import DERIVED, derived
from .alignment import aligned
from .change import Change

_MERGED = ("types", "publisher")
"""Objects that are compared member by member: a member that is not declared is left alone."""

_RESOURCE_TYPE = ("resourceTypeGeneral", "resourceType")
_IDENTIFIERS = ("identifiers", "alternateIdentifiers")
_NOT_COMPARED = frozenset({"doi"})
_FIELD_OF_SCIENCE = "Fields of Science and Technology (FOS)"


def difference(declared: Mapping[str, Any], record: Mapping[str, Any], *, doi: str = "", url: str | None = None) -> tuple[Change, ...]:
    """What applying the declared attributes would change in a record with these attributes.

    `types` and `publisher` are compared member by member, every other attribute as a whole value. `url` is the landing page that the record will have
    (default: the declared, else the record's). Left alone are a container that DataCite derives, and fields of science that it once added by itself.
    """
    same = {name for name, value in declared.items() if name not in _IDENTIFIERS and name in record and value == record[name]}
    wanted = sendable({name: value for name, value in declared.items() if name not in same})
    page = _text(url if url is not None else declared.get("url", record.get("url")))
    pages = {page, _text(record.get("url"))}
    changes: list[Change] = []
    for name, value in wanted.items():
        merged = _merged(name, value, record.get(name)) if name in _MERGED else value
        before, after = _compared(name, {**wanted, name: merged}, record, doi, pages, pages)
        if before == after:
            continue
        if name in _MERGED and value and isinstance(value, dict):
            changes.extend(_members_of(name, value, before, after, record))
        else:
            changes.extend(change for change in _found(name, before, after) if not (name == "subjects" and _only_added(change)))
    return tuple(changes)


def effect(sent: Mapping[str, Any], record: Mapping[str, Any], *, doi: str = "", url: str | None = None) -> tuple[Change, ...]:
    """What a request with just these attributes would change in a record: every object and list is replaced whole, and what DataCite drops is not seen."""
    page = _text(url if url is not None else sent.get("url", record.get("url")))
    changes: list[Change] = []
    for name, value in sent.items():
        if (name == "publisher" and value is None) or (name == "alternateIdentifiers" and "identifiers" in sent):
            continue
        before, after = _compared(name, sent, record, doi, (_text(record.get("url")),), (page,))
        if before != after:
            changes.extend(_found(name, before, after))
    return tuple(changes)


def payload(declared: Mapping[str, Any], record: Mapping[str, Any], changed_attributes: Collection[str]) -> dict[str, Any]:
    """The attributes of the request that makes the record agree with the declaration in the changed attributes.

    DataCite replaces `types` and `publisher` whole, so their undeclared members go along from the record. Where the resource type changes, its derived
    members do not: sending the old ones would freeze them.
    """
    wanted = sendable(declared)
    return {
        name: _merged(name, wanted[name], record.get(name)) if name in _MERGED else wanted[name]
        for name in wanted
        if name in changed_attributes or (name == "alternateIdentifiers" and "identifiers" in changed_attributes)
    }


def _merged(name: str, wanted: Any, stored: Any) -> Any:
    """The whole object that a request has to carry: a member declared as null is left out; what is no object (null, `{}`) clears."""
    if not isinstance(wanted, Mapping) or not wanted:
        return wanted
    held = {"name": stored} if name == "publisher" and isinstance(stored, str) else stored
    kept = held if isinstance(held, Mapping) else {}
    whole = {member: value for member, value in {**kept, **wanted}.items() if value is not None}
    if name == "types" and any(whole.get(member) != kept.get(member) for member in _RESOURCE_TYPE):
        return {member: value for member, value in whole.items() if member in wanted or member not in DERIVED}
    return whole


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _compared(
    name: str, sent: Mapping[str, Any], record: Mapping[str, Any], doi: str, pages_before: Collection[str | None], pages_after: Collection[str | None]
) -> tuple[Any, Any]:
    """The canonical values of one attribute in the record and in a request; the same twice where the request would change nothing."""
    value = sent[name]
    identifiers = name in _IDENTIFIERS
    if name in _NOT_COMPARED or (name not in _IDENTIFIERS and name in record and value == record[name]):
        return None, None
    after = canonical_attribute(name, value, doi=doi, pages=pages_after)
    if after is IGNORED:
        return None, None
    shown = "identifiers" if identifiers and "identifiers" in record else name
    before = canonical_attribute(shown, record.get(shown), doi=doi, pages=pages_before)
    if name == "container":
        return _containers(sent, record, before, after)
    return (None if before is IGNORED else before), after


def _containers(sent: Mapping[str, Any], record: Mapping[str, Any], before: Any, after: Any) -> tuple[Any, Any]:
    """A derived container is never different; one that was derived until now hides what is stored, so that another one counts as new."""
    if derived_container({**record, **sent}) is not None:
        return None, None
    return (None if derived_container(record) is not None and before != after else before), after


def _only_added(change: Change) -> bool:
    """Whether a change is no more than that a field of science is not declared which DataCite itself added to a subject until 2026."""
    entry = change.before
    return change.after is None and isinstance(entry, dict) and (
        entry.get("subjectScheme") == _FIELD_OF_SCIENCE
        and str(entry.get("subject")).startswith("FOS: ")
        and entry.keys() <= {"subject", "subjectScheme", "schemeUri", "valueUri"}
    )


def _members_of(name: str, declared: Mapping[str, Any], before: Any, after: Any, record: Mapping[str, Any]) -> Iterator[Change]:
    """The declared members that differ; the whole where the record has nothing yet."""
    if name == "types" and record.get(name):
        before, after = before or derived({}), after or derived({})
    if not isinstance(before, dict):
        yield Change(name, name, before, after)
        return
    held = after if isinstance(after, dict) else {}
    for member in declared:
        if before.get(member) != held.get(member):
            yield Change(name, f"{name}.{member}", before.get(member), held.get(member))


def _found(name: str, before: Any, after: Any) -> Iterator[Change]:
    return (Change(name, path, old, new) for path, old, new in _leaves(name, before, after))


def _leaves(path: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The smallest readable parts that differ between two values which are not equal."""
    walk: Callable[[str, Any, Any], Iterator[tuple[str, Any, Any]]] | None = None
    if isinstance(before, list) and isinstance(after, list):
        walk = _entries
    elif isinstance(before, dict) and isinstance(after, dict):
        walk = _members
    if walk is None:
        yield path, before, after
    else:
        yield from walk(path, before, after)


def _entries(path: str, before: list[Any], after: list[Any]) -> Iterator[tuple[str, Any, Any]]:
    for i, j in aligned(before, after):
        if i is None and j is not None:
            yield f"{path}[{j}]", None, after[j]
        elif j is None and i is not None:
            yield f"{path}[{i}]", before[i], None
        elif i is not None and j is not None:
            yield from _leaves(f"{path}[{j}]", before[i], after[j])


def _members(path: str, before: dict[str, Any], after: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The differing members one by one; the whole where nothing is common to both, or where DataCite completes an entry by itself (rights)."""
    differing = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    whole = len(differing) > 1 and (len(differing) == len(before.keys() | after.keys()) or path.startswith("rightsList["))
    if whole:
        yield path, before, after
        return
    for name in differing:
        yield from _leaves(f"{path}.{name}", before.get(name), after.get(name))
