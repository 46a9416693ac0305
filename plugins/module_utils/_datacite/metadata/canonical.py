# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The canonical form: attributes as DataCite would hand them back. Two equal canonical forms are the same metadata.

Decided for every attribute: what DataCite drops (unknown members, entries of a wrong kind), completes (rights, derived members of `types`), turns into
something else (numeric text, language names) or hides (an identifier that is the landing page) is done here likewise, so that it never counts as a
difference. Nothing said is one value, None: null, `[]`, `{}`, entries' null members and empty lists. What DataCite keeps as it was sent is kept: the order of
every list (it shows them in that order, and citations follow it), letter case, white space and markup (save in subjects), numbers beside texts.

All functions are pure, and total: no JSON value makes them fail. Source: https://support.datacite.org/docs/api-create-dois and the behaviour of the REST API.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from . import language, numbers, rights, text, types
from .admission import entry_of
from .alternate_identifiers import as_alternate
from .container import derived_container
from .shapes import ATTRIBUTES, ListOf, Object, Texts

IGNORED = object()
"""Stands for a value that DataCite takes no notice of: as if the attribute had not been sent."""

_ALWAYS_KERNEL_4 = ("http://datacite.org/schema/kernel-4", "https://datacite.org/schema/kernel-4")
_SHOWN_ONLY_IF_DERIVED = frozenset({"edition", "number", "chapterNumber"})


def canonical(attributes: Mapping[str, Any], *, doi: str = "", url: str | None = None) -> dict[str, Any]:
    """Attributes, declared or from an answer of DataCite's (`affiliation=true&publisher=true`), in canonical form.

    Only attributes that are given appear. `identifiers` appear as `alternateIdentifiers`; server-owned and control attributes, a container that DataCite
    derives, and values that DataCite takes no notice of do not. `url` is the landing page that hides an identifier (default: the one among the attributes),
    `doi` the name of the record.
    """
    found: dict[str, Any] = {}
    for name, value in attributes.items():
        form = _FORMS.get(name)
        if form is not None and (stored := form(value)) is not IGNORED:
            found[name] = stored
    if "identifiers" in found:
        found["alternateIdentifiers"] = found.pop("identifiers")
    if isinstance(found.get("alternateIdentifiers"), list):
        found["alternateIdentifiers"] = _visible(found["alternateIdentifiers"], doi, (found.get("url") if url is None else url,))
    if "container" in found and derived_container(attributes) is not None:
        del found["container"]
    return found


def canonical_attribute(name: str, value: Any, *, doi: str = "", pages: Collection[str | None] = ()) -> Any:
    """The canonical value of one attribute; IGNORED for one that is no metadata or that DataCite takes no notice of.

    `pages` are the landing pages that hide an identifier (None: an entry without a value is hidden).
    """
    form = _FORMS.get(name)
    stored = IGNORED if form is None else form(value)
    return _visible(stored, doi, pages) if name in ("identifiers", "alternateIdentifiers") and isinstance(stored, list) else stored


def _visible(entries: list[Any], doi: str, pages: Collection[str | None]) -> list[Any] | None:
    """Identifiers that DataCite shows: not those of type DOI, not the landing page, not the DOI itself."""
    hidden = (*pages, doi.upper()) if doi else pages
    shown = [
        entry
        for entry in entries
        if not isinstance(entry, dict) or (entry.get("alternateIdentifierType") != "DOI" and entry.get("alternateIdentifier") not in hidden)
    ]
    return shown or None


def _list_of(kind: ListOf) -> Callable[[Any], Any]:
    """A list of objects: one object is a list of one. Texts in it are dropped, but an empty text in place of the list is stored, as `[""]`."""
    read = entry_of(kind.members)

    def form(value: Any) -> Any:
        if isinstance(value, list):
            return [read(entry) if isinstance(entry, dict) else "" for entry in value if isinstance(entry, dict) or entry == ""] or None
        if isinstance(value, dict):
            return [read(value)]
        return [""] if value == "" else value

    return form


def _identifiers(kind: ListOf) -> Callable[[Any], Any]:
    form = _list_of(kind)

    def renamed(value: Any) -> Any:
        stored = form(value)
        return as_alternate([entry for entry in stored if entry != ""]) if isinstance(stored, list) else None

    return renamed


def _subjects(kind: ListOf) -> Callable[[Any], Any]:
    form = _list_of(kind)

    def subjects(value: Any) -> Any:
        if isinstance(value, str):
            return [{"subject": text.sanitised(value)}]
        seen: dict[Any, dict[str, Any]] = {}
        entries = form(value)
        for entry in entries if isinstance(entries, list) else ():
            if isinstance(entry, dict):
                subject = entry.pop("subject", None)
                if isinstance(subject, str):
                    entry["subject"] = text.sanitised(subject)
                seen.setdefault(frozenset(entry.items()), entry)
        return list(seen.values()) or None

    return subjects


def _rights(kind: ListOf) -> Callable[[Any], Any]:
    form = _list_of(kind)

    def rights_list(value: Any) -> Any:
        if isinstance(value, str):
            entry = rights.completed_text(value)
            return [entry] if entry else None
        entries = form(value)
        if not isinstance(entries, list):
            return entries
        return [stored for entry in entries if (stored := rights.completed(entry) if isinstance(entry, dict) else entry)] or None

    return rights_list


def _texts(value: Any) -> Any:
    """A list of plain texts: one text is a list of one; an object or a list in it makes DataCite take no notice of the whole."""
    if value is None or value == []:
        return None
    if isinstance(value, dict):
        return IGNORED
    if not isinstance(value, list):
        return [value]
    if any(isinstance(item, (dict, list)) for item in value):
        return IGNORED
    return [item for item in value if item is not None] or None


def _publisher(kind: Object) -> Callable[[Any], Any]:
    read = entry_of(kind.members)

    def publisher(value: Any) -> Any:
        if isinstance(value, str):
            return {"name": value}
        return (read(value) or None) if isinstance(value, dict) else None

    return publisher


def _types(kind: Object) -> Callable[[Any], Any]:
    read = entry_of(kind.members)

    def stored_types(value: Any) -> Any:
        if value is None:
            return None
        return types.completed(read(value)) if isinstance(value, dict) else value

    return stored_types


def _container(kind: Object) -> Callable[[Any], Any]:
    read = entry_of({name: member for name, member in kind.members.items() if name not in _SHOWN_ONLY_IF_DERIVED})

    def container(value: Any) -> Any:
        if isinstance(value, dict):
            return read(value) or None
        return value or None

    return container


def _scalar(stored: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A single value: DataCite takes no notice of an object or a list in its place."""

    def form(value: Any) -> Any:
        if isinstance(value, (dict, list)):
            return IGNORED
        return None if value is None else stored(value)

    return form


def _schema_version(value: Any) -> Any:
    """Unset and every spelling of version 4 is version 4: DataCite raises them by itself, and a write always sends version 4."""
    if isinstance(value, (dict, list)):
        return IGNORED
    version = "" if value is None else numbers.text(value)
    return _ALWAYS_KERNEL_4[0] if version == "" or version.startswith(_ALWAYS_KERNEL_4) else version


def _source(value: Any) -> Any:
    return IGNORED if isinstance(value, (dict, list)) else value or "api"


_SPECIAL: Mapping[str, Callable[[Any], Callable[[Any], Any]]] = {
    "alternateIdentifiers": _identifiers,
    "container": _container,
    "identifiers": _identifiers,
    "publisher": _publisher,
    "rightsList": _rights,
    "subjects": _subjects,
    "types": _types,
}
_SCALARS: Mapping[str, Callable[[Any], Any]] = {
    "doi": lambda value: numbers.text(value).lower(),
    "language": lambda value: language.language(numbers.text(value)),
    "publicationYear": numbers.whole_number,
}


def _forms() -> dict[str, Callable[[Any], Any]]:
    forms: dict[str, Callable[[Any], Any]] = {}
    for name, kind in ATTRIBUTES.items():
        if name in _SPECIAL:
            forms[name] = _SPECIAL[name](kind)
        elif isinstance(kind, ListOf):
            forms[name] = _list_of(kind)
        elif isinstance(kind, Texts):
            forms[name] = _texts
        else:
            forms[name] = _scalar(_SCALARS.get(name, numbers.text))
    return {**forms, "doi": _scalar(_SCALARS["doi"]), "schemaVersion": _schema_version, "source": _source}


_FORMS = _forms()
