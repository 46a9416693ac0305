# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""YAML as catalogue files have it: what is written is what is meant. Private to the collection.

Every scalar is the text that was written; only a plain `null`, `~` and nothing are null. Anchors, aliases and `<<` work, within bounds; tags and
a key that stands twice are refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from .unreadable import Unreadable
from .yaml_library import DEEPEST, TooDeep, compose, require, yaml

NULLS = frozenset({"", "null", "~"})
"""Plain scalars that mean nothing; quoted they are text."""

MOST_UNFOLDED = 20_000_000
"""What the aliases of one file may unfold to, in characters; each list, object and text counts for 20 at least."""

_WEIGHT = 20
_MERGE = "<<"
_SIGNS = (b"!", b"&", b"*")
# What may stand before a node, where one of the signs makes it a tagged, anchored or aliased one: blanks, line ends (those of Unicode too), a collection.
_BEFORE_NODE = frozenset(b" \t\r\n[{,:\x85\xa8\xa9")
_BLANKS = bytes.maketrans(b"\t", b" ")
_CLIMBING = re.compile(r"(?:could not|did not) find expected")


def read(data: bytes) -> tuple[Any, Any]:
    """(value, root node) of a YAML document, (None, None) of an empty one; raises Unreadable."""
    root = nodes(data)
    if root is None:
        return None, None
    build = _Unfolding() if _may_be_unusual(data) else _PLAIN
    try:
        return build.value(root, 0), root
    except TypeError:
        # A list or an object as a key; the careful reading says where.
        return _Unfolding().value(root, 0), root
    except RecursionError:
        raise _too_deep() from None


def nodes(data: bytes) -> Any:
    """The root node of a YAML document, None of an empty one; raises Unreadable, and ImportError where PyYAML is missing."""
    require()
    try:
        return compose(data, bounded=_may_be_deep(data))
    except (TooDeep, RecursionError):
        raise _too_deep() from None
    except yaml.reader.ReaderError as error:
        raise _unreadable_character(error, data) from None
    except yaml.MarkedYAMLError as error:
        raise _unreadable_syntax(error, data) from None
    except yaml.YAMLError as error:
        raise Unreadable(f"cannot be read as YAML: {error}") from None


def member(node: Any, step: str | int) -> tuple[Any, Any] | None:
    """(node that names it, node of its value) of a member of an object or an entry of a list; None where there is none."""
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
        return (node.value[step], node.value[step]) if 0 <= step < len(node.value) else None
    if not isinstance(node, yaml.MappingNode) or not isinstance(step, str):
        return None
    for key, value in node.value:
        if key.value == step:
            return key, value
    merged = [value for key, value in node.value if key.value == _MERGE]
    for value in merged:
        for one in value.value if isinstance(value, yaml.SequenceNode) else merged:
            found = member(one, step) if one is not node else None
            if found:
                return found
    return None


def entry_lines(root: Any, names: Collection[str]) -> list[int]:
    """The lines of the entries of the lists that these members of the root are."""
    lists = [value.value for key, value in root.value if key.value in names and isinstance(value, yaml.SequenceNode)]
    return [_line(entry) for entries in lists for entry in entries]


def _may_be_unusual(data: bytes) -> bool:
    """Whether there may be a tag, an anchor, an alias or a merge: all of them begin a node."""
    if b"<<" in data:
        return True
    for sign in _SIGNS:
        at = data.find(sign)
        while at >= 0:
            if at == 0 or data[at - 1] in _BEFORE_NODE:
                return True
            at = data.find(sign, at + 1)
    return False


def _may_be_deep(data: bytes) -> bool:
    """Whether more than a few hundred collections may lie within each other: by brackets, or by what a line begins with."""
    if data.count(b"[") + data.count(b"{") > DEEPEST:
        return True
    # Of `- - - x` and `? ? x` a blank for each level is left.
    return b" " * DEEPEST in data.translate(_BLANKS, b"?:-")


class _Plain:
    """Values from nodes that are what they seem: no tags, no aliases, nothing to merge."""

    def value(self, node: Any, depth: int) -> Any:
        """The value of a node; raises Unreadable."""
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, depth)
        return _text(node)

    def _mapping(self, node: Any, depth: int) -> dict[str, Any]:
        if depth > DEEPEST:
            raise _too_deep(node)
        result: dict[str, Any] = {}
        pairs = node.value
        for key, value in pairs:
            held = value.value
            if isinstance(held, str):
                result[key.value] = None if held in NULLS and not value.style else held
            elif isinstance(value, _MAPPING):
                result[key.value] = self._mapping(value, depth + 1)
            else:
                result[key.value] = self._sequence(value, depth + 1)
        if len(result) != len(pairs):
            raise _key_twice(node)
        return result

    def _sequence(self, node: Any, depth: int) -> list[Any]:
        if depth > DEEPEST:
            raise _too_deep(node)
        result: list[Any] = []
        for value in node.value:
            held = value.value
            if isinstance(held, str):
                result.append(None if held in NULLS and not value.style else held)
            elif isinstance(value, _MAPPING):
                result.append(self._mapping(value, depth + 1))
            else:
                result.append(self._sequence(value, depth + 1))
        return result


class _Unfolding:
    """Values from nodes that may be tagged, stand for others, or merge others: one document, within `MOST_UNFOLDED`."""

    def __init__(self) -> None:
        self._left = MOST_UNFOLDED

    def value(self, node: Any, depth: int) -> Any:
        """The value of a node; raises Unreadable."""
        self._spend(node, depth)
        if node.tag is not None:
            raise _tagged(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(entry, depth + 1) for entry in node.value]
        return _text(node)

    def _spend(self, node: Any, depth: int) -> None:
        if depth > DEEPEST:
            raise _too_deep(node)
        self._left -= _WEIGHT + (len(node.value) if isinstance(node.value, str) else 0)
        if self._left < 0:
            raise Unreadable("its anchors and aliases unfold to more than a catalogue file may hold", _line(node), "write the values out")

    def _mapping(self, node: Any, depth: int) -> dict[str, Any]:
        own: dict[str, Any] = {}
        merged: dict[str, Any] = {}
        merges = 0
        for key, value in node.value:
            name = _key(key)
            if name == _MERGE and not key.style:
                merges += 1
                merged = self._merged(value, depth)
            elif name in own:
                raise _key_twice(node)
            else:
                own[name] = self.value(value, depth + 1)
        if merges > 1:
            raise _key_twice(node)
        return {**merged, **own} if merges else own

    def _merged(self, node: Any, depth: int) -> dict[str, Any]:
        """What `<<` brings along: one object, or several of which the first wins."""
        several = node.value if isinstance(node, yaml.SequenceNode) else [node]
        result: dict[str, Any] = {}
        for one in reversed(several):
            if not isinstance(one, yaml.MappingNode):
                raise Unreadable("`<<` can merge objects only", _line(node), "name an anchored object, such as `<<: *shared`")
            result.update(self.value(one, depth + 1))
        return result


def _text(node: Any) -> str | None:
    return None if node.value in NULLS and not node.style else str(node.value)


def _key(node: Any) -> str:
    """The text of a key; raises Unreadable for a list or an object, such as an unquoted `{{ variable }}` makes."""
    if not isinstance(node.value, str):
        raise Unreadable("a list or an object stands where a key is wanted", _line(node), "nothing is templated here; quote a text that begins with { or [")
    if node.tag is not None:
        raise _tagged(node)
    return node.value


def _line(node: Any) -> int:
    return int(node.start_mark.line) + 1


def _too_deep(node: Any = None) -> Unreadable:
    return Unreadable(f"more than {DEEPEST} lists and objects lie within each other", _line(node) if node is not None else None, "write it out flat")


def _tagged(node: Any) -> Unreadable:
    if node.tag == "!vault":
        return Unreadable("`!vault` is not decrypted in a catalogue file", _line(node), "a catalogue holds no secrets: what it declares becomes public")
    return Unreadable(f"the tag `{node.tag}` is not understood", _line(node), "leave tags out; write a text that begins with ! in quotes")


def _key_twice(node: Any) -> Unreadable:
    seen: dict[str, int] = {}
    for key, _value in node.value:
        if key.value in seen:
            return Unreadable(f"`{key.value}` stands twice, first in line {seen[key.value]}", _line(key), "keep one of the two")
        seen[key.value] = _line(key)
    return Unreadable("a key stands twice", _line(node), "keep one of the two")


def _unreadable_character(error: Any, data: bytes) -> Unreadable:
    position = error.position if isinstance(error.position, int) else 0
    line = data.count(b"\n", 0, position) + 1
    if "control characters" in str(error.reason):
        return Unreadable("a control character, which YAML does not allow", line, "remove it, or write it as an escape in double quotes")
    return Unreadable(f"is no UTF-8 text: {error.reason}", line, "save it as UTF-8")


def _unreadable_syntax(error: Any, data: bytes) -> Unreadable:
    mark = error.problem_mark or error.context_mark
    # What never ends is noticed after the last line.
    line = min(mark.line, data.rstrip().count(b"\n")) + 1 if mark else None
    problem = str(error.problem or error.context)
    if "single document" in str(error.context):
        return Unreadable("holds more than one YAML document", line, "write one file for each, or a list under `dois:`")
    context = f" ({error.context})" if error.problem and error.context else ""
    return Unreadable(f"cannot be read as YAML: {problem}{context}", line, _mend(problem, line, data))


def _mend(problem: str, line: int | None, data: bytes) -> str | None:
    """What is most often behind a syntax error."""
    text = data.split(b"\n")[line - 1] if line and line <= data.count(b"\n") + 1 else b""
    if b"\t" in text[: len(text) - len(text.lstrip())] or "cannot start any token" in problem and b"\t" in text:
        return "indent with blanks, not with tabs"
    if "cannot start any token" in problem:
        return "quote a text that begins with @, `, % or another sign of YAML's own"
    if "mapping values are not allowed" in problem or _CLIMBING.search(problem):
        return "quote a text that holds a colon followed by a blank, and look at the indentation"
    if "undefined alias" in problem:
        return "quote a text that begins with *"
    return None


_PLAIN = _Plain()
_MAPPING: Any = yaml.MappingNode if yaml is not None else None
