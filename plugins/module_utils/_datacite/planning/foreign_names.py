# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that are to be made under prefixes of other repositories. Private to the collection."""

from __future__ import annotations

from collections.abc import Collection

from .planned import Planned
from .refusal import Problem


def foreign_names(actions: Collection[Planned], prefixes: Collection[str]) -> tuple[Problem, ...]:
    """Names that are to be created under prefixes that are not the repository's: then this is most likely another repository's catalogue."""
    names: dict[str, list[Planned]] = {}
    for action in actions:
        prefix = action.doi.partition("/")[0]
        if action.kind == "create" and prefix not in prefixes:
            names.setdefault(prefix, []).append(action)
    held = ", ".join(sorted(prefixes)) or "none"
    return tuple(
        Problem(found[0].place, f"{len(found)} declared {'DOIs are' if len(found) > 1 else 'DOI is'} under {prefix}, which is no prefix of this repository's "
                f"(it has {held}): {found[0].doi}", "look whether it is the right catalogue, and the right account")
        for prefix, found in sorted(names.items())
    )
