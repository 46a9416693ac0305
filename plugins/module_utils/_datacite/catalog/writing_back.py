# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting computed DOIs into the files that declare them. Private to the collection.

`doi` is put before the first member of the entry, and every other byte of the file stays: comments, order, quotes and line ends are people's own.
What came out is read again before it is written: it has to mean what it meant, and the name.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Container, Iterable, Sequence
from typing import Any, NamedTuple

from .. import whole_file
from ..planning.refusal import Problem, Refusal
from . import document, json_reading, yaml_reading
from .catalogue import Unnamed
from .document import Step
from .file_bytes import decoded, raw_bytes
from .unreadable import Unreadable

_BYTE_ORDER_MARK = "\ufeff"


class _Insertion(NamedTuple):
    """A text, and the character before which it goes."""

    at: int
    text: str


def write_back(unnamed: Iterable[Unnamed], names: Container[str] | None = None) -> tuple[str, ...]:
    """Write `doi` into each entry whose DOI is among `names` (None: into all), each file in one step; returns the files, as they are shown.

    Raises Refusal, before anything is written, where a file is not any more what was read, or its entry cannot be named so that everything else stays.
    """
    by_file = _by_file(unnamed, names)
    problems: list[Problem] = []
    texts: list[tuple[Unnamed, str]] = []
    for path, entries in by_file.items():
        try:
            texts.append((entries[0], _named(path, entries)))
        except Unreadable as error:
            problems.append(Problem(_shown(entries[0]), error.message, error.suggestion))
    if problems:
        raise Refusal("The computed names cannot be written into the catalogue. Nothing was written.", tuple(problems))
    return tuple(_written(one, text) for one, text in texts)


def foreseen(unnamed: Iterable[Unnamed], names: Container[str] | None = None) -> tuple[str, ...]:
    """The files that `write_back` would write into, as they are shown."""
    return tuple(_shown(entries[0]) for entries in _by_file(unnamed, names).values())


def _by_file(unnamed: Iterable[Unnamed], names: Container[str] | None) -> dict[str, list[Unnamed]]:
    by_file: dict[str, list[Unnamed]] = {}
    for one in unnamed:
        if names is None or one.doi in names:
            by_file.setdefault(str(one.file), []).append(one)
    return by_file


def _written(one: Unnamed, text: str) -> str:
    try:
        whole_file.write(one.file, text)
    except OSError as error:
        problem = Problem(_shown(one), f"cannot be written: {error.strerror}", "make it writable, or write the name into it yourself")
        raise Refusal("A computed name cannot be written into the catalogue. Nothing was sent to DataCite.", (problem,)) from None
    return _shown(one)


def _shown(one: Unnamed) -> str:
    return one.place.rpartition(":")[0]


def _named(path: str, entries: Sequence[Unnamed]) -> str:
    """The text of a file with the names in it; raises Unreadable."""
    data = raw_bytes(path)
    if hashlib.sha256(data).hexdigest() != entries[0].digest:
        raise Unreadable("is not any more what was read", None, "run again")
    whole = decoded(data)
    text = whole.removeprefix(_BYTE_ORDER_MARK)
    find = _in_json if document.is_json(path) else _in_yaml
    insertions = find(text, entries)
    result = text
    for insertion in sorted(insertions, reverse=True):
        result = result[: insertion.at] + insertion.text + result[insertion.at :]
    _verify(path, text, result, entries)
    return whole[: len(whole) - len(text)] + result


def _in_yaml(text: str, entries: Sequence[Unnamed]) -> list[_Insertion]:
    root = yaml_reading.nodes(text.encode("utf-8"))
    end = "\r\n" if "\r\n" in text else "\n"
    insertions = []
    for one in entries:
        node = root
        for step in one.path:
            found = yaml_reading.member(node, step)
            if found is None:
                raise Unreadable("is not any more what was read", None, "run again")
            node = found[1]
        mark = node.value[0][0].start_mark
        after = ", " if node.flow_style else end + " " * mark.column
        insertions.append(_Insertion(mark.index, f"doi: {one.doi}{after}"))
    return insertions


def _in_json(text: str, entries: Sequence[Unnamed]) -> list[_Insertion]:
    return [_before_first(text, _start(text, one.path), one.doi) for one in entries]


def _start(text: str, steps: Sequence[Step]) -> int:
    """Where the value begins to which the steps lead."""
    at = json_reading.start(text)
    for step in steps:
        at = next(value_at for name, _name_at, value_at in json_reading.members(text, at) if name == step)
    return at


def _before_first(text: str, opening: int, doi: str) -> _Insertion:
    _name, first, _value = next(json_reading.members(text, opening))
    space = text[opening + 1 : first]
    after = space if "\n" in space else " "
    return _Insertion(first, f'"doi": {json.dumps(doi)},{after}')


def _verify(path: str, before: str, after: str, entries: Sequence[Unnamed]) -> None:
    """Raise Unreadable unless the new text means what the old one did, and the names."""
    wanted = copy.deepcopy(document.read(path, before.encode("utf-8")).value)
    for one in entries:
        entry: Any = wanted
        for step in one.path:
            entry = entry[step]
        entry["doi"] = one.doi
    try:
        same = document.read(path, after.encode("utf-8")).value == wanted
    except Unreadable:
        same = False
    if not same:
        one = entries[0]
        raise Unreadable("is written in a way in which the name cannot be added by itself", None, f"add `doi: {one.doi}` to the entry at {one.place}")
