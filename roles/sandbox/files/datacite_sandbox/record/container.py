# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`container` as it is read: derived from related items, or from series information, before what was stored counts."""

from __future__ import annotations

from typing import Any

from ..formats.container import derived_container
from ..formats.values import wrapped
from .columns import camel_case
from .loose import blank, member
from .refusal import no_conversion, no_method

_SOURCES = ("types", "related_items", "descriptions", "related_identifiers")


def shown_container(record: dict[str, Any]) -> Any:
    """The derived container if there is any, else the stored one, else an empty object. Raises Refused for values of the wrong kind."""
    _trip(record)
    stored = record.get("container")
    derived = derived_container(camel_case({name: record.get(name) for name in _SOURCES}))
    return derived or (stored if stored not in (None, False) else {})


def _trip(record: dict[str, Any]) -> None:
    """Descriptions and related identifiers are only looked at where no related item tells."""
    if isinstance(record.get("types"), list):
        raise no_conversion("", "Integer")
    if any(member(item, "relationType") == "IsPublishedIn" for item in wrapped(record.get("related_items"))):
        return
    for entry in (*wrapped(record.get("descriptions")), *wrapped(record.get("related_identifiers"))):
        member(entry, "relationType")
    for entry in wrapped(record.get("descriptions")):
        text = entry.get("description") if isinstance(entry, dict) and entry.get("descriptionType") == "SeriesInformation" else None
        if not blank(text) and not isinstance(text, str):
            raise no_method("split", text)
