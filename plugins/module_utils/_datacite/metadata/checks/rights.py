# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rights, which DataCite replaces whole where they name a licence of the SPDX list, and limits in length."""

from __future__ import annotations

from collections.abc import Iterator

from ..rights import completed
from .declared import Declared
from .finding import Finding

LONGEST = 2_000


def rights_findings(declared: Declared) -> Iterator[Finding]:
    """A warning where DataCite replaces the text by a licence's name, an error for rights of more than 2,000 characters, which it refuses."""
    for path, entry in declared.entries("rightsList"):
        rights = entry.get("rights")
        if not isinstance(rights, str):
            continue
        # A licence's entry comes out with the list's own name for it; any other keeps its text.
        licence = completed(entry).get("rights")
        if licence != rights and rights.strip():
            because = f"the name of {entry['rightsIdentifier']}" if entry.get("rightsIdentifier") else "a licence's name"
            suggestion = "leave out rightsIdentifier to keep this text" if entry.get("rightsIdentifier") else None
            yield Finding("warning", f"{path}.rights", f"DataCite replaces it by {because}, `{licence}`", suggestion)
        elif len(rights) > LONGEST:
            message = f"{len(rights)} characters; DataCite refuses rights of more than {LONGEST}"
            yield Finding("error", f"{path}.rights", message, "name the licence, and link to its text in rightsUri")
