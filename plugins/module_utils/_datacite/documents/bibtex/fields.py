# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of one BibTeX entry while they are read: which were used, and which had LaTeX in them. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable

from .entries import Entry
from .latex import Latex, address

_ALIASES = {"journaltitle": "journal", "shortjournal": "journal", "keyword": "keywords"}


class Fields:
    """Each way to read a field counts it as used, save `bare`."""

    def __init__(self, entry: Entry) -> None:
        self.kind = entry.kind
        self._values = dict(entry.fields)
        for alias, name in _ALIASES.items():
            if alias in self._values and name not in self._values:
                self._values[name] = self._values.pop(alias)
        self._used: set[str] = set()
        self._latex = Latex()
        self._decoded: list[str] = []
        self._unknown: list[tuple[str, str]] = []

    def bare(self, name: str) -> str:
        """The value as it is written, without being used; empty where there is none."""
        return self._values.get(name, "")

    def raw(self, name: str) -> str:
        """The value as it is written."""
        self._used.add(name)
        return self.bare(name)

    def text(self, name: str) -> str:
        """The value as plain text on one line; empty where there is none."""
        return self.decoder(name)(self.raw(name))

    def address(self, name: str) -> str:
        """The web address or DOI that the value is, without being used."""
        return address(self.bare(name))

    def decoder(self, name: str) -> Callable[[str], str]:
        """A function that makes plain text of LaTeX in this field."""

        def decode(written: str) -> str:
            known = len(self._latex.unknown)
            plain = self._latex.text(written)
            self._unknown += [(command, name) for command in self._latex.unknown[known:]]
            if ("\\" in written or "$" in written) and plain != written.strip() and name not in self._decoded:
                self._decoded.append(name)
            return plain

        return decode

    def taken(self, *names: str) -> None:
        """Count fields as used."""
        self._used.update(names)

    def left(self) -> list[str]:
        """The fields that nothing has used."""
        return [name for name in self._values if name not in self._used]

    def sentences(self) -> list[str]:
        """What was put right in the text of the fields."""
        decoded = [f"LaTeX became plain text in {_listed(self._decoded)}"] if self._decoded else []
        unknown = [f"nobody knows the LaTeX command `\\{command}` in {name}: only what stands around it is certain" for command, name in self._unknown]
        return decoded + unknown


def _listed(names: list[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
