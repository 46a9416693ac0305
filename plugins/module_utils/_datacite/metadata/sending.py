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

from .alternate_identifiers import as_alternate
from .shapes import ATTRIBUTES, Kind, ListOf, Object, Texts

Shaping = Callable[[Any], Any]


def sendable(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The declared metadata as it has to be sent: nothing added, nothing of meaning taken away.

    A text that stands for an affiliation or a publisher becomes an object, one entry a list, one polygon inside a list the polygon itself; identifiers get
    one name; null becomes the form that clears the attribute. Server-owned and control attributes are left out. What cannot be read stays as it is:
    telling people is the business of the checks. Doing it twice is the same as doing it once.
    """
    sent: dict[str, Any] = {}
    for name, value in attributes.items():
        if name in ATTRIBUTES:
            shape = _SHAPES.get(name)
            sent[name] = _cleared(name) if value is None else shape(value) if shape else value
    if "identifiers" in sent:
        identifiers = sent.pop("identifiers")
        sent.setdefault("alternateIdentifiers", as_alternate(identifiers))
    return sent


def _cleared(name: str) -> Any:
    if isinstance(ATTRIBUTES[name], (ListOf, Texts)):
        return []
    return {} if name == "publisher" else None


def _shaping(kind: Kind) -> Shaping | None:
    """How a value of this kind is brought into shape; None where it stays as it is."""
    if isinstance(kind, ListOf):
        return _list_shaping(kind)
    if isinstance(kind, Object):
        return _object_shaping(kind)
    return _text_list if isinstance(kind, Texts) else None


def _list_shaping(kind: ListOf) -> Shaping:
    nested = _nested(kind)
    polygons = "polygonPoint" in kind.members

    def listed(value: Any) -> Any:
        entries = [value] if isinstance(value, dict) or (isinstance(value, str) and kind.strings_kept) else value
        if not isinstance(entries, list):
            return entries
        if polygons and len(entries) == 1 and isinstance(entries[0], list):
            entries = entries[0]
        if kind.strings_kept:
            entries = [{kind.main: entry} if isinstance(entry, str) else entry for entry in entries]
        return [_members(nested, entry) if isinstance(entry, dict) else entry for entry in entries] if nested else entries

    return listed


def _object_shaping(kind: Object) -> Shaping | None:
    nested = _nested(kind)
    main = kind.string_as
    if main is None and not nested:
        return None

    def shaped(value: Any) -> Any:
        if isinstance(value, str) and main is not None:
            return {main: value}
        return _members(nested, value) if isinstance(value, dict) else value

    return shaped


def _nested(kind: ListOf | Object) -> dict[str, Shaping]:
    return {name: shape for name, member in kind.members.items() if (shape := _shaping(member)) is not None}


def _members(nested: Mapping[str, Shaping], entry: Mapping[str, Any]) -> dict[str, Any]:
    shaped = dict(entry)
    for name, shape in nested.items():
        if shaped.get(name) is not None:
            shaped[name] = shape(shaped[name])
    return shaped


def _text_list(value: Any) -> Any:
    return value if isinstance(value, (list, dict)) else [value]


_SHAPES: Mapping[str, Shaping] = {name: shape for name, kind in ATTRIBUTES.items() if (shape := _shaping(kind)) is not None}
