# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One file of a catalogue, read: its value, and the lines on which things stand. Private to the collection."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, NamedTuple, Union

from . import json_reading, yaml_reading
from .file_bytes import decoded
from .unreadable import Unreadable

LISTS = ("dois", "data")
"""Members at the root of a file that may be a list of declarations."""

Step = Union[str, int]  # noqa: UP007 - ansible-test reads `|` as older Pythons do
"""A member's name, or the index in a list."""


class Document(NamedTuple):
    """The value of a file, its first line (from 1), and for a list of declarations the line of each."""

    value: Any
    line: int
    lines: Sequence[int] = ()


def is_json(path: str) -> bool:
    """Whether a file is JSON, by its name."""
    return os.path.splitext(path)[1].lower() == ".json"


def read(path: str, data: bytes) -> Document:
    """The document in the bytes of a file; raises Unreadable."""
    document = _read_json(decoded(data)) if is_json(path) else _read_yaml(data)
    if document.value is None:
        raise Unreadable("is empty", None, "declare a DOI in it, or remove the file")
    return document


class Places:
    """Where things stand in a good document. Many may be asked for: what was found on the way to one is kept for the next."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self._text = decoded(data) if is_json(path) else ""
        self._root = None if is_json(path) else yaml_reading.nodes(data)
        self._members: dict[int, dict[Step, tuple[int, int]]] = {}

    def line(self, steps: Sequence[Step]) -> int:
        """The line (from 1) of a place, or of the last step to it that there is."""
        return self._in_json(steps) if self._text else self._in_yaml(steps)

    def _in_yaml(self, steps: Sequence[Step]) -> int:
        node = self._root
        line = node.start_mark.line if node is not None else 0
        for step in steps:
            found = yaml_reading.member(node, step)
            if found is None:
                break
            line, node = found[0].start_mark.line, found[1]
        return int(line) + 1

    def _in_json(self, steps: Sequence[Step]) -> int:
        at = place = json_reading.start(self._text)
        for step in steps:
            found = self._members_at(at).get(step)
            if found is None:
                break
            place, at = found
        return self._text.count("\n", 0, place) + 1

    def _members_at(self, at: int) -> dict[Step, tuple[int, int]]:
        known = self._members.get(at)
        if known is None:
            known = self._members[at] = {name: (name_at, value_at) for name, name_at, value_at in json_reading.members(self._text, at)}
        return known


def _read_yaml(data: bytes) -> Document:
    value, root = yaml_reading.read(data)
    if root is None:
        return Document(None, 1)
    listed = isinstance(value, dict) and ("dois" in value or "data" in value)
    return Document(value, root.start_mark.line + 1, yaml_reading.entry_lines(root, LISTS) if listed else ())


def _read_json(text: str) -> Document:
    if not text.strip():
        return Document(None, 1)
    value = json_reading.read(text)
    at = json_reading.start(text)
    lines: list[int] = []
    if isinstance(value, dict) and any(isinstance(value.get(name), list) for name in LISTS):
        for name, _name_at, value_at in json_reading.members(text, at):
            if name in LISTS and text[value_at] == "[":
                lines = _lines_in_json(text, [start for _index, _at, start in json_reading.members(text, value_at)])
    return Document(value, text.count("\n", 0, at) + 1, lines)


def _lines_in_json(text: str, offsets: list[int]) -> list[int]:
    lines, line, last = [], 1, 0
    for offset in offsets:
        line += text.count("\n", last, offset)
        last = offset
        lines.append(line)
    return lines
