# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What cannot be undone, in Markdown: never cut in silence, however much it is. Private to the collection.

One line for each DOI while there is room; then lists of names, those with consecutive numbers as one; and where even those are longer than a
comment can be, the number of each kind and prefix, as many names as fit, and in bold how many are missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ..planning.planned import Planned
from .markdown_fitting import length
from .markdown_text import code, fenced
from .report import Report
from .visible import on_one_line
from .wording import counted, number, resolver_link, states, steps

_LINE_SHARE = 0.6
_WIDTH = 110
_PREFIXES = 20
_NUMBERED = re.compile(r"(.*?)(\d{1,15})", re.DOTALL)


def irreversible_part(report: Report, room: int) -> str:
    """The section, in the fullest form that the room allows; empty where everything can be undone."""
    actions = report.irreversible
    if not actions:
        return ""
    head = f"### Cannot be undone ({number(len(actions))})"
    # No line is shorter than this, so that thousands are not written in vain.
    if len(actions) * 20 <= room * _LINE_SHARE:
        full = "\n".join([head, "", *(_line(report, action) for action in actions)])
        if length(full) <= room * _LINE_SHARE:
            return full
    return _lists(head, actions, room)


def _line(report: Report, action: Planned) -> str:
    link = resolver_link(report.system, action.doi, action.before)
    name = f"[{code(action.doi)}]({link})" if link else code(action.doi)
    place = f" · {code(action.place)}" if action.place else ""
    became = report.outcome(action.doi)
    return f"- {name} – {steps(action)}, {states(action.before, action.after)}{f' · **{became}**' if became else ''}{place}"


def _lists(head: str, actions: Sequence[Planned], room: int) -> str:
    """Names by what is done and by prefix, as many as there is room for."""
    heap = _heaped(actions)
    warning = "**{} of the {} are not named here: a comment has no room for them.** The numbers above count them all; the HTML report names them."
    room -= length(head) + length(warning) + 40
    titles = {
        (what, prefix): f"**{counted(len(names), 'DOI')}**{' under ' + code(prefix + '/') if prefix else ''}: {what}" for (what, prefix), names in heap.items()
    }
    room -= sum(length(title) + 14 for title in titles.values())
    parts, missing = [head], 0
    for key, names in heap.items():
        chosen, left_out = _fitting(_runs(names), room)
        missing += left_out
        room -= sum(length(line) + 1 for line in chosen)
        parts += [titles[key], *([fenced(chosen)] if chosen else [])]
    if missing:
        parts.append(warning.format(number(missing), number(len(actions))))
    return "\n\n".join(parts)


def _heaped(actions: Sequence[Planned]) -> dict[tuple[str, str], list[str]]:
    """Suffixes by what is done and by prefix; whole names under no prefix where there are too many prefixes."""
    by_prefix = len({action.doi.partition("/")[0] for action in actions}) <= _PREFIXES
    heap: dict[tuple[str, str], list[str]] = {}
    for action in actions:
        prefix, _slash, suffix = action.doi.partition("/")
        what = f"{steps(action)}, {states(action.before, action.after)}"
        heap.setdefault((what, prefix if by_prefix else ""), []).append(suffix if by_prefix else action.doi)
    return heap


def _fitting(runs: Iterator[tuple[str, int]], room: int) -> tuple[list[str], int]:
    """Lines of names within the room, and how many names were left out."""
    lines: list[str] = []
    left_out = 0
    for text, count in runs:
        joined = f"{lines[-1]}  {text}" if lines else text
        if room < length(text) + 3:
            left_out += count
        elif lines and len(joined) <= _WIDTH:
            lines[-1] = joined
            room -= length(text) + 2
        else:
            lines.append(text)
            room -= length(text) + 1
    return lines, left_out


def _runs(names: Sequence[str]) -> Iterator[tuple[str, int]]:
    """The names, those that count up at their end as `0001…0450`, each with how many names it stands for."""
    for _key, members in groupby(enumerate(names), key=lambda pair: _series(*pair)):
        found = [name for _position, name in members]
        first, last = on_one_line(found[0]), on_one_line(found[-1])
        if len(found) > 2:
            yield f"{first}…{_number_of(last)}", len(found)
        else:
            yield from ((on_one_line(name), 1) for name in found)


def _series(position: int, name: str) -> tuple[str, int, int]:
    """The same for neighbours that count up by one: what stands before the number, its width, and the number less the position."""
    found = _NUMBERED.fullmatch(name)
    return (found[1], len(found[2]), int(found[2]) - position) if found else (name, 0, 0)


def _number_of(name: str) -> str:
    found = _NUMBERED.fullmatch(name)
    return found[2] if found else name
