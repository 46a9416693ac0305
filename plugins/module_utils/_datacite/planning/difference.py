# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a declaration would change in a record, and what has to be sent for it.

There is no second comparison anywhere: plans, reports and the verification of a write all come here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from ..metadata.canonical import IGNORED, canonical_attribute, sendable
from ..metadata.container import derived_container
from ..metadata.types import DERIVED
from .alignment import aligned
from .change import Change

_MERGED = ("types", "publisher")
"""Objects that are compared member by member: a member that is not declared is left alone."""

_RESOURCE_TYPE = ("resourceTypeGeneral", "resourceType")
_NOT_COMPARED = frozenset({"doi"})
_FIELD_OF_SCIENCE = "Fields of Science and Technology (FOS)"


def difference(declared: Mapping[str, Any], record: Mapping[str, Any], *, doi: str = "", url: str | None = None) -> tuple[Change, ...]:
    """What applying the declared attributes would change in a record with these attributes.

    `types` and `publisher` are compared member by member, every other attribute as a whole value. `url` is the landing page that the record will have
    (default: the declared, else the record's). Empty exactly where nothing that DataCite shows would be different.
    """
    wanted = sendable(declared)
    merged = {**wanted, **{name: _merged(name, wanted[name], record.get(name)) for name in _MERGED if name in wanted}}
    return _changes(merged, record, doi, url, wanted)


def effect(sent: Mapping[str, Any], record: Mapping[str, Any], *, doi: str = "", url: str | None = None) -> tuple[Change, ...]:
    """What a request with just these attributes would change in a record: every object and list is replaced whole, what DataCite drops is not said."""
    taken = {name: value for name, value in sent.items() if not (name == "publisher" and value is None)}
    return _changes(taken, record, doi, url, {})


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
    """The whole object that a request has to carry; what is no object (null, `{}`) clears."""
    if not isinstance(wanted, Mapping) or not wanted:
        return wanted
    kept = {"name": stored} if name == "publisher" and isinstance(stored, str) else stored
    if not isinstance(kept, Mapping):
        return dict(wanted)
    whole = {**kept, **wanted}
    if name == "types" and any(whole.get(member) != kept.get(member) for member in _RESOURCE_TYPE):
        whole = {member: value for member, value in whole.items() if member in wanted or member not in DERIVED}
    return whole


def _changes(
    sent: Mapping[str, Any], record: Mapping[str, Any], doi: str, url: str | None, declared: Mapping[str, Any]
) -> tuple[Change, ...]:
    page = url if url is not None else sent.get("url", record.get("url"))
    shown_page = record.get("url")
    changes: list[Change] = []
    for name, value in sent.items():
        attribute = "alternateIdentifiers" if name == "identifiers" else name
        if name in _NOT_COMPARED or (name == "alternateIdentifiers" and "identifiers" in sent):
            continue
        if name != "alternateIdentifiers" and name in record and value == record[name]:
            continue
        after = canonical_attribute(name, value, doi=doi, url=page if isinstance(page, str) else None)
        if after is IGNORED:
            continue
        before = _before(attribute, record, doi, shown_page if isinstance(shown_page, str) else None)
        if name == "container":
            before, after = _containers(sent, record, before, after)
        elif name == "subjects":
            before = _without_added(before, after)
        if before != after:
            changes.extend(_found(name, before, after, declared.get(name)))
    return tuple(changes)


def _before(attribute: str, record: Mapping[str, Any], doi: str, page: str | None) -> Any:
    """The canonical value that the record shows; `identifiers` is the name in lists, both are in single reads."""
    shown = attribute if attribute != "alternateIdentifiers" or "identifiers" not in record else "identifiers"
    before = canonical_attribute(shown, record.get(shown), doi=doi, url=page)
    return None if before is IGNORED else before


def _containers(sent: Mapping[str, Any], record: Mapping[str, Any], before: Any, after: Any) -> tuple[Any, Any]:
    """A derived container is never different; one that was derived until now hides what is stored, so that a declared one counts as new."""
    if derived_container({**record, **sent}) is not None:
        return None, None
    return (None if derived_container(record) is not None else before), after


def _without_added(before: Any, after: Any) -> Any:
    """Without the fields of science that DataCite used to add to a subject by itself."""
    if not isinstance(before, list):
        return before
    kept = after if isinstance(after, list) else []
    return [entry for entry in before if entry in kept or not _is_field_of_science(entry)] or None


def _is_field_of_science(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("subjectScheme") == _FIELD_OF_SCIENCE and str(entry.get("subject", "")).startswith("FOS: ")


def _found(name: str, before: Any, after: Any, declared: Any) -> Iterator[Change]:
    if name in _MERGED and isinstance(before, dict) and isinstance(after, dict):
        for member in declared if isinstance(declared, Mapping) else (before | after):
            if before.get(member) != after.get(member):
                yield Change(name, f"{name}.{member}", before.get(member), after.get(member))
        return
    for path, old, new in _leaves(name, before, after):
        yield Change(name, path, old, new)


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
