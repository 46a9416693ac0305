# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a catalogue is warned of, each thing once. Private to the collection."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_SHOWN = 50
_MOST_KEPT = 1_000
_INDEX = re.compile(r"\[\d+\]")


@dataclass
class _Group:
    place: str
    sentence: str
    count: int = 0


class Cautions:
    """Warnings about entries, gathered by what they say: indices of lists aside, they are the same."""

    def __init__(self) -> None:
        self._groups: dict[str, _Group] = {}
        self._left = 0

    def add(self, place: str, sentence: str) -> None:
        """One warning about the entry at `place`."""
        key = _INDEX.sub("[]", sentence)
        group = self._groups.get(key)
        if group is None:
            if len(self._groups) >= _MOST_KEPT:
                self._left += 1
                return
            group = self._groups[key] = _Group(place, sentence)
        group.count += 1

    def sentences(self) -> tuple[str, ...]:
        """The warnings as they are shown: those about most entries first, and of what is left the number."""
        ordered = sorted(self._groups.values(), key=lambda group: -group.count)
        shown = [_sentence(group) for group in ordered[:MOST_SHOWN]]
        left = self._left + sum(group.count for group in ordered[MOST_SHOWN:])
        return (*shown, f"and {left:,} more warnings") if left else tuple(shown)


def _sentence(group: _Group) -> str:
    more = f" (and {group.count - 1:,} more like this)" if group.count > 1 else ""
    return f"{group.place}: {group.sentence}{more}"
