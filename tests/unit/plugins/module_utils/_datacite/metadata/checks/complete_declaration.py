# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A declaration that has all a public DOI must have, and what the checks find once something of it is otherwise."""

from __future__ import annotations

from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check

COMPLETE: dict[str, Any] = {
    "creators": [{"name": "Tide Gauge Network"}],
    "titles": [{"title": "Hourly sea level"}],
    "publisher": "Example Archive",
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
}
URL = "https://example.org/x"


def found(attributes: dict[str, Any], state: str | None = "findable", **more: Any) -> list[tuple[str, str, str, str | None]]:
    """(level, path, message, suggestion) of each finding on the complete declaration of a new DOI with these attributes."""
    options: dict[str, Any] = {"doi": "10.5438/0012", "url": URL, "state": state, "new": True, **more}
    return [(finding.level, finding.path, finding.message, finding.suggestion) for finding in check({**COMPLETE, **attributes}, **options)]
