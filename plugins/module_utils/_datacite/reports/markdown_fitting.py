# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a report a comment can hold: lengths as GitHub counts them, and a fair share of the room for each section. Private to the collection.

GitHub says that a comment's body is too long above 65,536 characters, and has counted code points as well as bytes (four per character). UTF-16
units are never less than code points, and never more than three bytes each: what is within the limit in these units is within it in any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .wording import number

LIMIT = 65_000
"""UTF-16 units of a whole report."""


@dataclass(frozen=True)
class Section:
    """A part that may be cut: a title, what is to be shown, how one of it is written (and for how many DOIs it stands)."""

    title: str
    items: Sequence[Any]
    write: Callable[[Any], tuple[str, int]]
    total: int
    opened: bool = False

    def blocks(self, room: int) -> Iterator[tuple[str, int, int]]:
        """The blocks with their lengths and numbers of DOIs, up to the first that does not fit into the room."""
        for item in self.items:
            text, stands_for = self.write(item)
            used = length(text) + 2
            if used > room:
                return
            room -= used
            yield text, used, stands_for


def length(text: str) -> int:
    """UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def fitted(sections: Sequence[Section], room: int) -> str:
    """All sections within the room: each keeps its title and number, and shows as much as its share allows. What one does not need goes to the others."""
    written = [list(section.blocks(room)) for section in sections]
    shells = [length(_folded(section, [], section.total)) + 2 for section in sections]
    free = room - sum(shells)
    needs = [sum(used for _text, used, _number in blocks) for blocks in written]
    shown: dict[int, list[str]] = {}
    missing: dict[int, int] = {}
    for left, position in zip(range(len(sections), 0, -1), sorted(range(len(sections)), key=lambda index: (needs[index], index)), strict=True):
        shown[position], count, spent = _within(written[position], free // left)
        missing[position] = sections[position].total - count
        free -= spent
    return "\n\n".join(_folded(section, shown[position], missing[position]) for position, section in enumerate(sections))


def _within(blocks: Sequence[tuple[str, int, int]], share: int) -> tuple[list[str], int, int]:
    chosen, count, spent = [], 0, 0
    for text, used, stands_for in blocks:
        if spent + used > share:
            break
        chosen.append(text)
        count += stands_for
        spent += used
    return chosen, count, spent


def _folded(section: Section, blocks: Sequence[str], missing: int) -> str:
    told = f"_… {number(missing)} of {number(section.total)} are not shown here: a comment has no room for them. The HTML report has them._"
    note = [told] if missing else []
    opening = "<details open>" if section.opened and not missing else "<details>"
    return "\n\n".join([f"{opening}\n<summary><b>{section.title}</b> ({number(section.total)})</summary>", *blocks, *note, "</details>"])
