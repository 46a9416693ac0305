# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records: what DataCite has for a DOI now. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..lifecycle import State
from .refusal import Refusal

KERNEL_4 = "http://datacite.org/schema/kernel-4"
"""The one `schemaVersion` under which DataCite checks metadata and names what is wrong with it."""

_CHECKED_VERSIONS = frozenset({KERNEL_4, *(f"{KERNEL_4}.{minor}" for minor in range(4))})
"""Other values, be it those of later minor versions, switch the check off."""

_OUTDATED_VERSIONS = ("http://datacite.org/schema/kernel-2", "http://datacite.org/schema/kernel-3")
"""Kernels of which DataCite takes no writes any more."""

METADATA = (
    "creators", "titles", "publisher", "publicationYear", "types", "subjects", "contributors", "dates", "language", "alternateIdentifiers",
    "relatedIdentifiers", "relatedItems", "sizes", "formats", "version", "rightsList", "descriptions", "geoLocations", "fundingReferences",
    "container", "contentUrl",
)
"""The attributes that people write, in DataCite's order (`identifiers` is another name of `alternateIdentifiers`)."""

MANDATORY = ("creators", "titles", "publisher", "publicationYear", "types")
"""What a registered or findable DOI must have, beside its `url`."""

_OBJECTS = frozenset({"types", "container"})
_SCALARS = frozenset({"publicationYear", "language", "version"})


@dataclass(frozen=True)
class Record:
    """What DataCite has for a DOI: its attributes as a single read gives them, and the repository that it belongs to (lower case)."""

    doi: str
    state: State
    owner: str
    attributes: Mapping[str, Any]

    @property
    def metadata(self) -> dict[str, Any]:
        """The attributes that people write."""
        return {name: self.attributes[name] for name in METADATA if name in self.attributes}

    @property
    def schema_is_checked(self) -> bool:
        """Whether DataCite would check the record, as it is, when it is published; null and unlisted versions switch that off."""
        return self.attributes.get("schemaVersion") in _CHECKED_VERSIONS

    @property
    def schema_is_outdated(self) -> bool:
        """Whether DataCite refuses every write to the record as it is, be it of `url` alone: a public DOI of a kernel that it takes no more."""
        return self.state.public and str(self.attributes.get("schemaVersion")).startswith(_OUTDATED_VERSIONS)

    @property
    def resolves(self) -> bool:
        """Whether the handle of the DOI is registered, as far as DataCite tells: a public DOI without `registered` does not resolve."""
        return not self.state.public or bool(self.attributes.get("registered"))

    @property
    def damaged(self) -> tuple[str, ...]:
        """Attributes of a type that DataCite itself never makes: an earlier write of a wrong shape has spoiled them."""
        return tuple(name for name in METADATA if name in self.attributes and not _well_typed(name, self.attributes[name]))


def _well_typed(name: str, value: Any) -> bool:
    if value is None:
        return True
    if name == "publisher":
        return isinstance(value, (str, Mapping))
    if name in _OBJECTS:
        return isinstance(value, Mapping)
    if name in _SCALARS:
        return isinstance(value, (str, int, float))
    return isinstance(value, list)


def record(document: Any, doi: str) -> Record:
    """The record in an answer to `GET /dois/{doi}`; raises Refusal where the answer is not about that DOI or cannot be understood."""
    data = document.get("data") if isinstance(document, Mapping) else None
    attributes = data.get("attributes") if isinstance(data, Mapping) else None
    if not isinstance(data, Mapping) or not isinstance(attributes, Mapping):
        raise Refusal(f"{doi}: DataCite's answer holds no record. Nothing is concluded from it; look whether `api_url` leads to DataCite's REST API.")
    if str(data.get("id", "")).lower() != doi:
        raise Refusal(f"{doi}: the answer is about {data.get('id')!r}, another DOI. Nothing is concluded from it; look what stands between here and DataCite.")
    return Record(doi=doi, state=_state(attributes.get("state"), doi), owner=_owner(data), attributes=attributes)


def _state(value: Any, doi: str) -> State:
    try:
        return State(value)
    except ValueError:
        raise Refusal(f"{doi}: DataCite says the state is {value!r}, which is none of draft, registered and findable. The record is left alone.") from None


def _owner(data: Mapping[str, Any]) -> str:
    owner: Any = data
    for member in ("relationships", "client", "data", "id"):
        owner = owner.get(member) if isinstance(owner, Mapping) else None
    return str(owner or "").lower()
