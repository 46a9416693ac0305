# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What DataCite lets through of a value: known members of the right kind. Everything else it drops without a word, and so does this.

A null member, an empty list or an empty object inside an entry says nothing and is left out, too: DataCite keeps some of them and drops
others, and no reader can tell them from a member that is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .numbers import coordinate
from .shapes import Coordinate, Kind, ListOf, Object

Entry = Callable[[Mapping[str, Any]], dict[str, Any]]
"""What of an object's members DataCite keeps."""

_COMPOUND = (dict, list)


def entry_of(members: Mapping[str, Kind]) -> Entry:
    """The function that reads one object with these members."""
    nested = {name: _nested(kind) for name, kind in members.items() if isinstance(kind, (Object, ListOf))}
    if all(isinstance(kind, Coordinate) for kind in members.values()):
        return _coordinates(frozenset(members))
    plain = frozenset(members) - nested.keys()
    return _with_nested(plain, nested) if nested else _flat(plain)


def _flat(plain: frozenset[str]) -> Entry:
    def entry(value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: item for name, item in value.items() if item is not None and name in plain and not isinstance(item, _COMPOUND)}

    return entry


def _coordinates(plain: frozenset[str]) -> Entry:
    def entry(value: Mapping[str, Any]) -> dict[str, Any]:
        return {name: coordinate(item) for name, item in value.items() if item is not None and name in plain and not isinstance(item, _COMPOUND)}

    return entry


def _with_nested(plain: frozenset[str], nested: Mapping[str, Callable[[Any], Any]]) -> Entry:
    def entry(value: Mapping[str, Any]) -> dict[str, Any]:
        kept = {}
        for name, item in value.items():
            if not item and (item is None or isinstance(item, _COMPOUND)):
                continue
            if name in plain:
                if not isinstance(item, _COMPOUND):
                    kept[name] = item
            elif name in nested and (inner := nested[name](item)):
                kept[name] = inner
        return kept

    return entry


def _nested(kind: Object | ListOf) -> Callable[[Any], Any]:
    read = entry_of(kind.members)
    if isinstance(kind, Object):
        return lambda value: read(value) if isinstance(value, dict) else None
    if "polygonPoint" in kind.members:
        return lambda value: _polygons(value, read)
    return lambda value: _entries(value, read)


def _entries(value: Any, read: Entry) -> list[Any] | None:
    if isinstance(value, dict):
        value = [value]
    return [entry for item in value if isinstance(item, dict) and (entry := read(item))] if isinstance(value, list) else None


def _polygons(value: Any, read: Entry) -> list[Any] | None:
    """The points of a polygon; several polygons in one place, a list of lists that only XML can bring in, stay apart."""
    if isinstance(value, list) and len(value) > 1 and all(isinstance(item, list) for item in value):
        return [_entries(item, read) for item in value]
    return _entries(value, read)
