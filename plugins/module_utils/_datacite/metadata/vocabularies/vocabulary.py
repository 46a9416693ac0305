# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A controlled list of DataCite's Metadata Schema: its terms, and the kernel version that added each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..spelling import nearest


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
        return nearest(written, {**{term: term for term in self.since}, **self.instead})


def added(version: str, *terms: str) -> dict[str, str]:
    """`{term: version}` for each of `terms`."""
    return dict.fromkeys(terms, version)
