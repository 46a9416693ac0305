# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of `rightsList`: an entry that is found in the SPDX list is replaced by the list's own entry, any other one is tidied."""

from __future__ import annotations

from typing import Any

from ..formats import licences
from ..formats.values import wrapped
from .loose import blank
from .refusal import no_method


def stored_rights(entries: Any) -> list[dict[str, Any]]:
    """The list as one save leaves it. Empty entries vanish; one that is emptied here stays until the next save."""
    stored: list[dict[str, Any]] = []
    for entry in wrapped(entries):
        if isinstance(entry, str) and not blank(entry):
            stored.append(licences.of_text(entry))
        elif isinstance(entry, dict) and entry:
            stored.append(_from_object(entry))
    return stored


def _from_object(entry: dict[str, Any]) -> dict[str, Any]:
    """Of JSON the identifier and the text count for finding the licence, never the address."""
    rights, identifier = entry.get("rights"), entry.get("rightsIdentifier")
    if not blank(rights) and not isinstance(rights, str):
        raise no_method("to_str", rights)
    stored = licences.of_members(
        rights, identifier=identifier, scheme=entry.get("rightsIdentifierScheme"), lang=entry.get("lang"), scheme_uri=entry.get("schemeUri")
    )
    if "rightsIdentifier" not in stored and not blank(identifier) and not isinstance(identifier, str):
        raise no_method("downcase", identifier)
    address = entry.get("rightsUri")
    return stored if address is None or "rightsUri" in stored else {**stored, "rightsUri": address}
