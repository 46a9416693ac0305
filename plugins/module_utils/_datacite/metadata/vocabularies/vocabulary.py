# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A controlled list of DataCite's Metadata Schema: its terms, and the kernel version that added each of them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_SEPARATORS = re.compile(r"[\s_\-.]+")


def folded(text: str) -> str:
    """`text` without case, spaces, hyphens and underscores: `is-part-of` and `IsPartOf` fold to the same."""
    return _SEPARATORS.sub("", text).casefold()


@dataclass(frozen=True)
class Vocabulary:
    """One controlled list.

    `name` is the member it rules, such as `resourceTypeGeneral`; `since` maps each term to the kernel version that added it (`4.0` also
    stands for the versions before); `instead` maps terms that people write, or that older kernels had, to the term of today.
    """

    name: str
    since: Mapping[str, str]
    instead: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, term: object) -> bool:
        return term in self.since

    def suggestion(self, written: str) -> str | None:
        """The term most likely meant by `written`, or None where nothing comes near."""
        by_fold = {folded(term): term for term in self.since}
        by_fold.update({folded(term): meant for term, meant in self.instead.items()})
        wanted = folded(written)
        if wanted in by_fold:
            return by_fold[wanted]
        # The cut-off is difflib's usual one: below it the suggestions are noise.
        near = difflib.get_close_matches(wanted[:60], by_fold, n=1, cutoff=0.6)
        return by_fold[near[0]] if near else None


def added(version: str, *terms: str) -> dict[str, str]:
    """`{term: version}` for each of `terms`."""
    return dict.fromkeys(terms, version)
