# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The data of the HTML report, as small as it can be: texts that are ready to be shown, a group's changes once. Private to the collection.

However much is changed, the page stays one that a browser opens: values are shortened, for all alike, until everything is within the bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..planning.change import Change
from ..planning.planned import Planned
from .grouping import Group
from .html_parts import script_data
from .report import Report
from .visible import visible
from .wording import TO_DO, counted, excerpt, moved, origin, resolver_link, steps, texts

BOUND = 12_000_000
"""Characters of changes that a page may hold."""

_VALUES = (20_000, 2_000, 300, 80)
_FIRST = 200
_TONES = {"failed": "grave", "left": "grave", "done": "good", "nothing": "good"}


@dataclass(frozen=True)
class PageData:
    """The text of the data, safe inside a `script` element, and to how many characters values were cut (None: none was)."""

    text: str
    cut_to: int | None


def page_data(report: Report) -> PageData:
    """The data of all changes, with values as long as the bound allows."""
    sizes = [_size(action) for action in report.actions]
    limits = [limit for limit in _VALUES if sum(min(size, limit * pieces) for size, pieces in sizes) <= BOUND]
    limit = limits[0] if limits else 0
    groups = [_group(report, group, limit) for group in report.groups]
    text = script_data({"total": len(report.actions), "groups": groups})
    longest = max((size for size, _pieces in sizes), default=0)
    return PageData(text, limit if longest > limit else None)


def _size(action: Planned) -> tuple[int, int]:
    """About how many characters the values of an action have, and in how many pieces."""
    pieces = [value for change in action.changes for value in (change.before, change.after) if value is not None]
    return sum(_length(value) for value in pieces), len(pieces)


def _length(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return sum(len(name) + 4 + _length(item) for name, item in value.items())
    if isinstance(value, list | tuple):
        return sum(4 + _length(item) for item in value)
    return 8


def _group(report: Report, group: Group, limit: int) -> dict[str, Any]:
    first = group.entries[0]
    title = TO_DO[group.kind]
    alike = "" if group.changes is None else ", the same in each" if group.identical else ", by one rule"
    return {
        "kind": group.kind,
        "title": title[0].upper() + title[1:] + alike + (", cannot be undone" if group.irreversible else ""),
        "what": "" if group.changes is None else _what(first),
        "irreversible": group.irreversible,
        "drift": any(entry.origin == "drift" for entry in group.entries),
        "changes": None if group.changes is None else _changes(group.changes, limit or _FIRST),
        "identical": group.identical,
        "entries": [_entry(report, group, entry, limit) for entry in group.entries],
    }


def _entry(report: Report, group: Group, action: Planned, limit: int) -> list[Any]:
    """In the order that the page's script names."""
    changes = None if group.identical else _changes(action.changes, limit) if limit else _named(action)
    said = _what(action) if group.changes is None else ""
    note = " · ".join(part for part in (said, visible(origin(action))) if part)
    return [
        visible(action.doi), visible(action.place), _tags(report, action), note, [visible(warning) for warning in action.warnings], changes,
        resolver_link(report.system, action.doi, action.before) or 0,
    ]


def _what(action: Planned) -> str:
    """The steps where they are more than the kind's own, and the states where they change."""
    said = "" if action.steps == (action.kind,) else steps(action)
    return ", ".join(part for part in (said, moved(action)) if part)


def _tags(report: Report, action: Planned) -> list[tuple[str, str]]:
    fate = report.fate_of.get(action.doi)
    tags = [(report.outcome(action.doi), _TONES[fate.status])] if fate else []
    if action.irreversible:
        tags.append(("cannot be undone", "grave"))
    if action.origin == "drift":
        tags.append(("drift", "drift"))
    if action.unmanaged:
        tags.append(("in no file", "plain"))
    if action.from_index:
        tags.append(("seen in the index only", "plain"))
    return tags


def _changes(changes: Sequence[Change], limit: int) -> list[tuple[str, str | None, str | None]]:
    return [(visible(change.path), *excerpt(*texts(change), limit)) for change in changes if change.attribute != "state"]


def _named(action: Planned) -> str:
    names = ", ".join(name for name in action.attributes if name != "state")
    return f"{counted(len(action.changes), 'change')}, too much for this page: {visible(names)}"
