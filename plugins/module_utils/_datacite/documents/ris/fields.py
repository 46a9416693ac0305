# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tags of one RIS record while they are read: which were used. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..own_name import doi_in
from ..references.reference import is_resolver
from .dialect import on_one_line, with_line_ends

_LABELLED = re.compile(r"(?:doi)\s*[:=]?\s*(?=10\.|https?:)", re.IGNORECASE)


class Fields:
    """Each way to read a tag counts it as used, save `bare`."""

    def __init__(self, record: Mapping[str, list[str]]) -> None:
        self.kind = on_one_line(record.get("TY", ["GEN"])[0]).strip().upper() or "GEN"
        self._values = {tag: [value for value in values if value.strip()] for tag, values in record.items() if tag not in ("TY", "ER", "UK")}
        self._used: set[str] = set()

    def bare(self, tag: str) -> str:
        """The first value, without being used; empty where there is none."""
        values = self._values.get(tag)
        return on_one_line(values[0]).strip() if values else ""

    def all(self, *tags: str) -> list[str]:
        """All values of some tags, each on one line."""
        self._used.update(tags)
        return [on_one_line(value).strip() for tag in tags for value in self._values.get(tag, [])]

    def first(self, *tags: str) -> str:
        """The first value of the first of the tags that has one; the others stay to be used."""
        for tag in tags:
            if self.bare(tag):
                return self.all(tag)[0]
        return ""

    def text(self, tag: str) -> str:
        """All values of a tag, with the ends of their lines."""
        self._used.add(tag)
        return "\n".join(with_line_ends(value).strip() for value in self._values.get(tag, []))

    def title(self) -> str:
        """The title, without being used."""
        return self.bare("T1") or self.bare("TI") or self.bare("CT") or self.bare("BT")

    def taken(self, *tags: str) -> None:
        """Count tags as used."""
        self._used.update(tags)

    def left(self) -> list[tuple[str, str]]:
        """The tags that nothing has used, each with its values as one text."""
        return [(tag, " ".join(on_one_line(value) for value in values)) for tag, values in self._values.items() if tag not in self._used and values]


def own_name(fields: Fields) -> str | None:
    """The DOI that a record is about: its own tag, or one of those that programs use instead."""
    if fields.bare("DO"):
        return doi_of(fields.bare("DO"))
    for tag in ("M3", "L3", "N1", "UR", "ID"):
        named = doi_of(fields.bare(tag))
        if named and (tag != "UR" or is_resolver(fields.bare(tag))):
            return named
    return None


def doi_of(value: str) -> str | None:
    """The DOI that a value is, with or without a word before it."""
    return doi_in(_LABELLED.sub("", value.strip(), count=1).rstrip(" ."))
