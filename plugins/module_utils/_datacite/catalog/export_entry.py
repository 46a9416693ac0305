# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A record as a catalogue declares it: what people write, and nothing that DataCite adds by itself. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..metadata.alternate_identifiers import as_alternate
from ..metadata.container import derived_container
from ..metadata.types import DERIVED, derived
from ..planning.record import METADATA, Record

Entry = dict[str, Any]
"""The options of a declaration, in the order in which they are written: `doi`, `state`, `url`, `reason`, `metadata`."""

SETTINGS = ("url", "reason")
ORDER = ("doi", "prefix", "identity", "state", *SETTINGS, "undeclared", "server_validation", "metadata")
LISTS = frozenset(METADATA) - {"publisher", "publicationYear", "types", "language", "version", "container"}


def entry_of(record: Record) -> Entry:
    """The record without what is empty, derived or set by DataCite alone. Values stay as they are stored."""
    entry: Entry = {"doi": record.doi, "state": record.state.value}
    for name in SETTINGS:
        if record.attributes.get(name):
            entry[name] = record.attributes[name]
    metadata = _metadata(record)
    if metadata:
        entry["metadata"] = metadata
    return entry


def as_answer(entry: Entry, record: Record) -> Entry:
    """The entry with the time of creation, which tells that DataCite gave it out: then what today's rules refuse is left alone where it is stored."""
    return {**entry, "metadata": {"created": record.attributes.get("created") or "unknown", **entry.get("metadata", {})}}


def covering(entry: Entry, defaults: Mapping[str, Any]) -> Entry:
    """The entry with a null, or an empty list, for all that these defaults would add and the record has not."""
    whole = {**{name: None for name in SETTINGS if defaults.get(name) is not None}, **entry}
    if isinstance(defaults.get("metadata"), Mapping):
        metadata = _covered(entry.get("metadata", {}), _one_name(defaults["metadata"]))
        whole["metadata"] = {name: metadata[name] for name in METADATA if name in metadata}
    return {name: whole[name] for name in ORDER if name in whole}


def _covered(held: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """Mappings merge member by member, all else is replaced: so only members of mappings have to be taken back one by one."""
    covered = dict(held)
    for name, value in given.items():
        if name not in held:
            covered[name] = [] if isinstance(value, list) or name in LISTS else None
        elif isinstance(value, Mapping) and isinstance(held[name], Mapping):
            covered[name] = _covered(held[name], value)
    return covered


def _one_name(given: Mapping[str, Any]) -> Mapping[str, Any]:
    """Defaults may use the other name of the identifiers; an entry that has one of the names leaves the defaults no say in the other."""
    return {"alternateIdentifiers" if name == "identifiers" else name: value for name, value in given.items()}


def _metadata(record: Record) -> dict[str, Any]:
    held = dict(record.metadata)
    if "alternateIdentifiers" not in held and record.attributes.get("identifiers"):
        held["alternateIdentifiers"] = as_alternate(record.attributes["identifiers"])
    held["alternateIdentifiers"] = _kept_identifiers(held.get("alternateIdentifiers"))
    if derived_container(record.attributes) is not None:
        held.pop("container", None)
    if isinstance(held.get("types"), Mapping):
        held["types"] = _own_types(held["types"])
    told = {name: _told(held[name]) for name in METADATA if name in held and name not in record.damaged}
    return {name: value for name, value in told.items() if value not in (None, [], {})}


def _kept_identifiers(entries: Any) -> Any:
    """Without those of type DOI, which DataCite shows in old records and keeps no more."""
    listed = isinstance(entries, list)
    return [entry for entry in entries if not (isinstance(entry, Mapping) and entry.get("alternateIdentifierType") == "DOI")] if listed else entries


def _own_types(types: Mapping[str, Any]) -> dict[str, Any]:
    """The resource type, and of the members that follow from it those that somebody has set otherwise.

    Without `resourceTypeGeneral` all of them count: DataCite then takes `schemaOrg` for the type that a public DOI must have.
    """
    following = derived(types) if types.get("resourceTypeGeneral") else {}
    told = {name: value for name, value in types.items() if not (name in DERIVED and value == following.get(name))}
    return {name: told[name] for name in sorted(told, key=lambda name: (name != "resourceTypeGeneral", name != "resourceType"))}


def _told(value: Any) -> Any:
    """A value without the members that say nothing."""
    if isinstance(value, Mapping):
        return {name: told for name, member in value.items() if (told := _told(member)) not in (None, [], {})}
    return [_told(entry) for entry in value] if isinstance(value, list) else value
