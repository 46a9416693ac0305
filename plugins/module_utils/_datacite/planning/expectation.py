# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What will be different in a record, and the parts of it that attributes and documents have in common. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..lifecycle import State
from .change import Change
from .declaration import Declaration
from .judge import Verdict, problems
from .record import Record
from .refusal import Refusal


@dataclass(frozen=True)
class Expectation:
    """What will be different: `metadata` and `settings` to be sent, as `changes` for people, and the value `stored` for each attribute."""

    metadata: Mapping[str, Any] = field(default_factory=dict)
    settings: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None
    changes: tuple[Change, ...] = ()
    stored: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


def changed_settings(declaration: Declaration, record: Record | None) -> tuple[dict[str, Any], tuple[Change, ...]]:
    """`url` and `reason` are plain texts and compared as such; null and an empty text are the same."""
    attributes = record.attributes if record else {}
    changed, changes = {}, []
    for name, value in declaration.settings.items():
        before = attributes.get(name) or None
        if (value or None) != before:
            changed[name] = value
            changes.append(Change(name, name, before, value))
    return changed, tuple(changes)


def declared_url(declaration: Declaration, record: Record | None) -> str | None:
    """The landing page that the record will have."""
    url = declaration.settings.get("url", record.attributes.get("url") if record else None)
    return url if isinstance(url, str) else None


def refuse_objections(declaration: Declaration, record: Record | None, state: State, verdict: Verdict) -> None:
    """DataCite's objections stop a registered or findable DOI. A draft may hold anything, and an old name need not obey the rules for new ones."""
    errors = tuple(error for error in verdict.errors if not (record is not None and error.source == "doi"))
    if errors and state.public:
        declared = {**declaration.attributes, **declaration.settings}
        raise Refusal(f"{declaration.doi}: DataCite would refuse this for a {state.value} DOI. Nothing was written.", problems(errors, declared))
