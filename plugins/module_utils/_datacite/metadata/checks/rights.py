# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights, which DataCite replaces whole where they name a licence of the SPDX list, and limits in length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..licences import LICENCES
from .declared import Declared
from .finding import Finding

LONGEST = 2_000

# Of several licences that fit, DataCite takes the first of the list.
_BY_IDENTIFIER = {identifier.lower(): (position, name) for position, (identifier, name, _) in reversed(list(enumerate(LICENCES)))}
_BY_NAME = {name: (position, name) for position, (_, name, _) in reversed(list(enumerate(LICENCES)))}


def rights_findings(declared: Declared) -> Iterator[Finding]:
    """A warning where DataCite replaces the text by a licence's name, an error for rights of more than 2,000 characters, which it refuses."""
    for path, entry in declared.entries("rightsList"):
        rights = entry.get("rights")
        if not isinstance(rights, str):
            continue
        licence = _licence(entry)
        if licence is not None and rights.strip() and rights != licence:
            identifier = entry.get("rightsIdentifier")
            yield Finding(
                "warning", f"{path}.rights", f"DataCite replaces it by the name of {identifier}, `{licence}`", "leave out rightsIdentifier to keep this text"
            )
        elif licence is None and len(rights) > LONGEST:
            message = f"{len(rights)} characters; DataCite refuses rights of more than {LONGEST}"
            yield Finding("error", f"{path}.rights", message, "name the licence, and link to its text in rightsUri")


def _licence(entry: Mapping[str, Any]) -> str | None:
    """The name of the licence that DataCite takes the entry for, or None."""
    identifier, rights = entry.get("rightsIdentifier"), entry.get("rights")
    fitting = [
        known
        for known in (
            _BY_IDENTIFIER.get(identifier.lower()) if isinstance(identifier, str) else None,
            _BY_NAME.get(rights) if isinstance(rights, str) else None,
        )
        if known is not None
    ]
    return min(fitting)[1] if fitting else None
