# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Actions that do the same, shown once with their number: 20,000 landing pages that move by one rule are one thing to review.

Private to the collection. Actions belong together where kind, steps, states and origin are the same and so are the changes: word for word, or
word for word but for the DOI's own name in an address, or in what is taken out of a text and put in instead.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

from ..planning.change import Change
from ..planning.planned import Planned

WEIGHT = ("delete", "publish", "register", "create", "republish", "hide", "mend", "re-register", "update")
"""Kinds, those that weigh most first."""

VARIOUS = "…"
"""Stands in a group's changes for what differs from entry to entry."""

_LEAST = 3
_TOKEN = re.compile(r"[^\W_]+|[\W_]")

Common = Optional[tuple[Change, ...]]  # noqa: UP045 - ansible-test reads `|` as older Pythons do


@dataclass(frozen=True)
class Group:
    """Actions of one kind that do the same.

    `changes` says what, with `{doi}`, `{suffix}` and `…` for what each has of its own; None where the entries have nothing in common.
    `identical`: every entry has just these changes, word for word.
    """

    kind: str
    irreversible: bool
    entries: tuple[Planned, ...]
    changes: Common = None
    identical: bool = False


def grouped(actions: Sequence[Planned]) -> tuple[Group, ...]:
    """All actions in groups: irreversible ones first, then by the weight of their kind, the largest group first, and last what stands alone."""
    ways: tuple[Callable[[Planned], Common], ...] = (_exactly, _by_name, _by_replacement, _by_address)
    rest = list(actions)
    groups: list[Group] = []
    for level in ways:
        found, rest = _gather(rest, level)
        groups.extend(found)
    alone: dict[tuple[str, bool], list[Planned]] = {}
    for action in rest:
        alone.setdefault((action.kind, action.irreversible), []).append(action)
    groups.extend(Group(kind, irreversible, tuple(entries)) for (kind, irreversible), entries in alone.items())
    return tuple(sorted(groups, key=_rank))


def _rank(group: Group) -> tuple[Any, ...]:
    return not group.irreversible, WEIGHT.index(group.kind), group.changes is None, -len(group.entries), group.entries[0].doi


def _gather(actions: Sequence[Planned], common: Callable[[Planned], Common]) -> tuple[list[Group], list[Planned]]:
    """The groups of those that are alike in one way, and the rest, in order."""
    shared = [common(action) for action in actions]
    keys = [None if changes is None else _key(action, changes) for action, changes in zip(actions, shared, strict=True)]
    counts = Counter(key for key in keys if key is not None)
    members: dict[Hashable, list[Planned]] = {}
    shown: dict[Hashable, tuple[Change, ...]] = {}
    rest = []
    for action, key, changes in zip(actions, keys, shared, strict=True):
        if key is None or changes is None or counts[key] < _LEAST:
            rest.append(action)
        else:
            members.setdefault(key, []).append(action)
            shown.setdefault(key, changes)
    groups = [
        Group(entries[0].kind, entries[0].irreversible, tuple(entries), shown[key], all(entry.changes == shown[key] for entry in entries))
        for key, entries in members.items()
    ]
    return groups, rest


def _key(action: Planned, changes: tuple[Change, ...]) -> Hashable:
    said = json.dumps([(change.attribute, change.path, change.before, change.after) for change in changes], sort_keys=True, default=str)
    return action.kind, action.steps, action.before, action.after, action.irreversible, action.origin, action.unmanaged, said


def _exactly(action: Planned) -> Common:
    return action.changes


def _by_name(action: Planned) -> Common:
    """The changes with the DOI's own name taken out of addresses."""
    return tuple(_without_name(change, action.doi) for change in action.changes)


def _by_replacement(action: Planned) -> Common:
    """The changes as what is taken out of a text and what is put in; None where one of them is not of that kind."""
    found = tuple(_replacement(change) for change in action.changes)
    return None if None in found else tuple(change for change in found if change is not None)


def _by_address(action: Planned) -> Common:
    """A move of landing pages to addresses of one pattern, wherever they have been."""
    if [change.attribute for change in action.changes] != ["url"] or not isinstance(action.changes[0].before, str):
        return None
    change = _without_name(action.changes[0], action.doi)
    return (replace(change, before=VARIOUS),) if "{" in str(change.after) else None


def _without_name(change: Change, doi: str) -> Change:
    return Change(change.attribute, change.path, _pattern(change.before, doi), _pattern(change.after, doi))


def _pattern(value: Any, doi: str) -> Any:
    if isinstance(value, dict):
        return {name: _pattern(item, doi) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_pattern(item, doi) for item in value]
    if not isinstance(value, str):
        return value
    if "://" not in value and "10." not in value:
        return value
    text = "".join(_put(value, doi, "{doi}"))
    return "".join(_put(text, doi.partition("/")[2], "{suffix}")) if "://" in text else text


def _put(text: str, name: str, mark: str) -> Iterator[str]:
    """The text with `mark` for every `name` that stands between other than letters and digits, in any case."""
    lower, begin = text.lower(), 0
    at = lower.find(name) if name and len(lower) == len(text) else -1
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield text[begin:at]
            yield mark
            begin = end
        at = lower.find(name, end)
    yield text[begin:]


def _replacement(change: Change) -> Change | None:
    if not isinstance(change.before, str) or not isinstance(change.after, str):
        return None
    left, right = _TOKEN.findall(change.before), _TOKEN.findall(change.after)
    shared = min(len(left), len(right))
    start = 0
    while start < shared and left[start] == right[start]:
        start += 1
    end = 0
    while end < shared - start and left[-1 - end] == right[-1 - end]:
        end += 1
    if not start and not end:
        return None
    first, last = VARIOUS if start else "", VARIOUS if end else ""
    before, after = (f"{first}{''.join(tokens[start : len(tokens) - end])}{last}" for tokens in (left, right))
    return replace(change, before=before, after=after)
