# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""People and organisations of a reference in the shape of DataCite's creators. Private to the collection."""

from __future__ import annotations

import html
import re
from typing import Any

_REFERENCE = re.compile(r"&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,10});")


def person(family: str, given: str) -> dict[str, Any]:
    """A person whose two names are known; particles belong to the family name."""
    return {"name": f"{family}, {given}", "nameType": "Personal", "givenName": given, "familyName": family}


def organization(name: str) -> dict[str, Any] | None:
    """An organisation; None for a name without anything in it."""
    return {"name": name, "nameType": "Organizational"} if name else None


def without_references(text: str) -> str:
    """A text with HTML's references to characters resolved: their semicolons would part names."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def by_themselves(name: str) -> dict[str, Any] | None:
    """Somebody of whom nobody can know whether it is a person; None for a name without anything in it."""
    return {"name": name} if name else None


def editors(entries: list[dict[str, Any]], kind: str = "Editor") -> list[dict[str, Any]]:
    """The same as contributors of a kind."""
    return [{**entry, "contributorType": kind} for entry in entries]
