# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One object of several in a JSON document, by its name. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ..ordered import Unusable
from ..own_name import doi_in

_MOST_NAMED = 20
_LONGEST_NAME = 80

Names = Callable[[dict[str, Any]], Sequence[str]]
"""The names of an object, the most telling first."""


@dataclass(frozen=True)
class Choice:
    """What can be chosen of.

    `kind` and `by` are words for people ("items", "`id` or DOI"), `keys` the names an object is chosen by, `dois` its DOIs; `otherwise` is what it is called
    where it has no keys.
    """

    objects: Sequence[dict[str, Any]]
    kind: str
    by: str
    keys: Names
    dois: Names
    otherwise: Callable[[dict[str, Any]], str | None] = lambda _one: None

    def of(self, entry: str) -> dict[str, Any]:
        """The one of this name, written so or otherwise, or of this DOI; raises Unusable where there is none, or several."""
        wanted = entry.strip()
        for fold in (str, str.casefold):
            found = [one for one in self.objects if fold(wanted) in [fold(key) for key in self.keys(one)]]
            if len(found) == 1:
                return found[0]
            if found:
                raise Unusable(f"has {len(found)} {self.kind} of the name `{entry}`", f"choose by {self.by}", option="entry")
        doi = doi_in(wanted)
        found = [one for one in self.objects if doi and doi in self.dois(one)]
        if len(found) == 1:
            return found[0]
        raise Unusable(f"has no entry `{entry}`; it has {self.names}", "choose one of these", option="entry")

    @property
    def names(self) -> str:
        """What there is, for people; a title without an end would fill the screen."""
        names = [(list(self.keys(one)) or [self.otherwise(one) or "one without a name"])[0] for one in self.objects[:_MOST_NAMED]]
        shown = [name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…" for name in names]
        return ", ".join(shown) + (f" and {len(self.objects) - _MOST_NAMED} more" if len(self.objects) > _MOST_NAMED else "")
