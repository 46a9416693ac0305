# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pieces of which the JSON Schemas of the reports are made. Private to the collection."""

from __future__ import annotations

from typing import Any

TEXT = {"type": "string"}
TEXTS = {"type": "array", "items": TEXT}
TRUTH = {"type": "boolean"}
COUNT = {"type": "integer", "minimum": 0}
MAYBE_TEXT = {"type": ["string", "null"]}


def object_of(members: dict[str, Any]) -> dict[str, Any]:
    """An object that has all these members; others are no error."""
    return {"type": "object", "required": list(members), "properties": members}


def list_of(name: str) -> dict[str, Any]:
    """A list of what is defined under a name."""
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
