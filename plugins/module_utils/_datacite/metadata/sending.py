# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Declared attributes in the shape in which DataCite loses nothing of them.

DataCite takes one object for a list, but drops affiliations that are texts, takes no notice of `publisher: null`, and prefers `identifiers` to
`alternateIdentifiers` where both are sent. People mean something by each of these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from .shapes import ATTRIBUTES, Kind, ListOf, Object, Texts

_NAMES = {"identifier": "alternateIdentifier", "identifierType": "alternateIdentifierType"}


def sendable(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The declared metadata as it has to be sent: nothing added, nothing of meaning taken away.

    A text that stands for an affiliation or a publisher becomes an object, one entry a list, one polygon inside a list the polygon itself; identifiers get
    one name; null becomes the form that clears the attribute. Server-owned and control attributes are left out. What cannot be read stays as it is:
    telling people is the business of the checks. Doing it twice is the same as doing it once.
    """
    sent: dict[str, Any] = {}
    for name, value in attributes.items():
        kind = ATTRIBUTES.get(name)
        if kind is None:
            continue
        sent[name] = _cleared(name, kind) if value is None else _shaped(kind, value)
    if "identifiers" in sent:
        identifiers = sent.pop("identifiers")
        sent.setdefault("alternateIdentifiers", _renamed(identifiers))
    return sent


def _cleared(name: str, kind: Kind) -> Any:
    if isinstance(kind, (ListOf, Texts)):
        return []
    return {} if name == "publisher" else None


def _shaped(kind: Kind, value: Any) -> Any:
    shape = _SHAPES.get(type(kind))
    return value if shape is None else shape(kind, value)


def _listed(kind: ListOf, value: Any) -> Any:
    entries = [value] if isinstance(value, Mapping) else value
    if isinstance(entries, str) and (kind.strings_kept or kind.string_kept) and kind.main:
        entries = [{kind.main: entries}] if kind.strings_kept else entries
    if not isinstance(entries, list):
        return entries
    if "polygonPoint" in kind.members and len(entries) == 1 and isinstance(entries[0], list):
        entries = entries[0]
    named = ({kind.main: entry} if kind.strings_kept and kind.main and isinstance(entry, str) else entry for entry in entries)
    nested = {name: member for name, member in kind.members.items() if isinstance(member, (ListOf, Object))}
    return [_members(nested, entry) if isinstance(entry, Mapping) else entry for entry in named]


def _object(kind: Object, value: Any) -> Any:
    if isinstance(value, str) and kind.string_as:
        return {kind.string_as: value}
    nested = {name: member for name, member in kind.members.items() if isinstance(member, (ListOf, Object))}
    return _members(nested, value) if isinstance(value, Mapping) else value


def _members(nested: Mapping[str, Kind], entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _shaped(nested[name], item) if name in nested and item is not None else item for name, item in entry.items()}


def _text_list(kind: Texts, value: Any) -> Any:
    return value if isinstance(value, (list, Mapping)) else [value]


def _renamed(entries: Any) -> Any:
    if not isinstance(entries, list):
        return entries
    return [{_NAMES.get(name, name): item for name, item in entry.items()} if isinstance(entry, Mapping) else entry for entry in entries]


_SHAPES: Mapping[type, Callable[[Any, Any], Any]] = {ListOf: _listed, Object: _object, Texts: _text_list}
