# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the known names somebody meant who wrote another one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Final

CUTOFF: Final = 0.75
"""The least likeness (0 to 1, as difflib measures it): `affilation` is near enough to `affiliation`, `relationships` not to `geoLocations` (0.64)."""

LONGEST: Final = 60
"""Characters that are compared: no name is longer, and the time that comparing takes grows faster than the length."""

_SEPARATORS = re.compile(r"[\s_\-.]+")


def folded(text: str) -> str:
    """`text` without case, spaces, full stops, hyphens and underscores: `is-part-of` and `IsPartOf` fold to the same."""
    return _SEPARATORS.sub("", text).casefold()


def nearest(written: str, meanings: Mapping[str, str]) -> str | None:
    """What is most likely meant by `written`, or None where nothing comes near; `meanings` maps known spellings to what they mean."""
    by_fold = {folded(spelling): meant for spelling, meant in meanings.items()}
    wanted = folded(written)
    if wanted in by_fold:
        return by_fold[wanted]
    near = difflib.get_close_matches(wanted[:LONGEST], by_fold, n=1, cutoff=CUTOFF)
    return by_fold[near[0]] if near else None
