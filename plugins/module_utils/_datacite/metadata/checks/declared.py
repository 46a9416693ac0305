# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is looked at by the checks: the declared attributes, and what is known of the DOI beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .finding import Level

# A union of types that is written out where it is asked for is made anew each time, and this is asked for every value.
_NUMBERS = (int, float)
PUBLIC_STATES = frozenset({"registered", "findable"})


@dataclass(frozen=True)
class Declared:
    """One declaration under check; the members are the arguments of `checks.run.check`."""

    attributes: Mapping[str, Any]
    doi: str
    url: Any
    state: str | None
    new: bool
    record: Mapping[str, Any] | None

    @cached_property
    def target(self) -> str:
        """The state that the DOI will have: `draft` where nothing else is asked for or known."""
        if self.state in PUBLIC_STATES or self.state == "draft":
            return str(self.state)
        known = self.record.get("state") if self.record and not self.new else None
        return known if isinstance(known, str) and known in PUBLIC_STATES else "draft"

    @cached_property
    def unknown(self) -> bool:
        """Whether nobody knows yet if there is a record, and what it has."""
        return self.record is None and not self.new

    @cached_property
    def public(self) -> bool:
        """Whether DataCite will hold the metadata against its XML schema: it does so for registered and findable DOIs only."""
        return self.target in PUBLIC_STATES

    @cached_property
    def strict(self) -> Level:
        """The level of what only DataCite's XML schema refuses."""
        return "error" if self.public else "warning"

    def value(self, attribute: str) -> Any:
        """The attribute as it will be: as declared, else as the record has it."""
        if attribute in self.attributes:
            return self.attributes[attribute]
        return self.record.get(attribute) if self.record else None

    def entries(self, attribute: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """`(path, entry)` of each object in a declared list of objects; what is no object is left out, as DataCite does."""
        value = self.attributes.get(attribute)
        return entries(value, f"metadata.{attribute}") if value is not None else ()


def entries(value: Any, path: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
    """`(path, object)` of each object in a list; one object counts as a list of one."""
    if isinstance(value, list):
        return [(f"{path}[{index}]", entry) for index, entry in enumerate(value) if isinstance(entry, dict)]
    return ((path, value),) if isinstance(value, dict) else ()


def written(value: Any) -> str | None:
    """The text that DataCite writes for a scalar into its XML; None for what it leaves out (null, lists, objects)."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _NUMBERS):
        return str(value)
    return None


def empty(value: Any) -> bool:
    """Whether there is nothing in a value at any depth: lists and objects of blanks are empty too (`{"__content__": "\\n"}`)."""
    if isinstance(value, dict):
        return all(empty(entry) for entry in value.values())
    if isinstance(value, list):
        return all(empty(entry) for entry in value)
    return blank(value)


def blank(value: Any) -> bool:
    """Whether there is nothing in a value: null, white space, an empty list or object."""
    return value is None or value == [] or value == {} or (isinstance(value, str) and not value.strip())
