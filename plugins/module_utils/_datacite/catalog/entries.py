# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The declarations that a file holds, in whichever of their shapes: options, a list of them, or what DataCite's API sends and takes. Private to the collection.

Shapes of the API: https://jsonapi.org/format/#document-structure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from .document import LISTS, Document, Step
from .options import ATTRIBUTES, OPTIONS
from .unreadable import Unreadable

_TOP = frozenset(("data", "meta", "links", "included", "jsonapi"))
_RESOURCE = frozenset(("id", "type", "attributes", "relationships", "links", "meta"))
_ONLY_OPTIONS = OPTIONS - frozenset(("doi", "prefix", "state", "url", "reason"))
"""Options that DataCite's attributes do not have: what has one of them is a declaration in our own words."""


class Entry(NamedTuple):
    """One declaration as it stands in a file: the steps to it from the root, and its line."""

    value: Any
    steps: tuple[Step, ...]
    line: int


class Shaped(NamedTuple):
    """An entry as options. `before`: the steps in the entry to what is the option `metadata`; `inner`: from there to the attributes."""

    options: Mapping[str, Any]
    before: tuple[str, ...]
    inner: tuple[str, ...]
    attributes: Mapping[str, Any]


def entries(document: Document) -> list[Entry]:
    """The entries of a file; raises Unreadable where it is neither one declaration nor a list of them."""
    value = document.value
    if not isinstance(value, Mapping):
        kind = "a list" if isinstance(value, list) else "a single value"
        raise Unreadable(f"holds {kind}, and no declaration", document.line, "write one declaration, or a list of them under `dois:`")
    for name in LISTS:
        listed = value.get(name)
        if name == "dois" and name in value and not isinstance(listed, list):
            raise Unreadable("`dois` has to be a list of declarations", document.line, "write `dois: []` where there are none")
        if isinstance(listed, list):
            _refuse_beside(name, value, document.line)
            return [Entry(entry, (name, index), line) for index, (entry, line) in enumerate(zip(listed, document.lines, strict=True))]
    return [Entry(value, (), document.line)]


def _refuse_beside(name: str, value: Mapping[str, Any], line: int) -> None:
    beside = sorted(set(value) - (_TOP if name == "data" else {name}))
    if beside:
        shown = ", ".join(f"`{other}`" for other in beside[:5])
        message = f"{shown} stands beside the list `{name}`, which is all that such a file can hold"
        raise Unreadable(message, line, "write it into each entry, or into a `_defaults.yml`")


def shaped(value: Mapping[str, Any]) -> Shaped:
    """The options that an entry means; raises Unreadable for a mixture of shapes."""
    keys = value.keys()
    if keys <= OPTIONS:
        return _with_metadata(value)
    if not keys & _ONLY_OPTIONS:
        if isinstance(value.get("data"), Mapping) and "titles" not in value:
            _refuse_unknown(keys - _TOP, "data")
            return _pasted(value)
        if isinstance(value.get("attributes"), Mapping):
            _refuse_unknown(keys - _RESOURCE, "attributes")
            return _pasted(value)
        if keys & ATTRIBUTES:
            return _pasted(value)
    return _with_metadata(value)


def _refuse_unknown(unknown: set[str], name: str) -> None:
    if unknown:
        shown = ", ".join(f"`{other}`" for other in sorted(unknown)[:5])
        message = f"{shown} stands beside `{name}`, where DataCite's payloads have nothing of the kind"
        raise Unreadable(message, None, "write the payload under `metadata`, and options beside it")


def _with_metadata(options: Mapping[str, Any]) -> Shaped:
    metadata = options.get("metadata")
    if not isinstance(metadata, Mapping):
        return Shaped(options, (), (), {})
    inner, attributes = _attributes(metadata)
    return Shaped(options, ("metadata",), inner, attributes)


def _pasted(value: Mapping[str, Any]) -> Shaped:
    inner, attributes = _attributes(value)
    return Shaped({"metadata": value}, (), inner, attributes)


def _attributes(metadata: Mapping[str, Any]) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """The steps to the attributes in what is given as `metadata`, and the attributes; none where they are no object."""
    steps: tuple[str, ...] = ()
    held: Any = metadata
    if isinstance(held.get("data"), Mapping) and "titles" not in held:
        steps, held = ("data",), held["data"]
    if "attributes" in held:
        steps, held = (*steps, "attributes"), held["attributes"]
    return steps, held if isinstance(held, Mapping) else {}


def with_attributes(metadata: Any, inner: tuple[str, ...], attributes: Mapping[str, Any]) -> Any:
    """What is given as `metadata`, with these attributes in their place."""
    if not inner:
        return attributes
    return {**metadata, inner[0]: with_attributes(metadata[inner[0]], inner[1:], attributes)}
