# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Unknown members, wrong shapes, and every single value in its place: one walk over the declared attributes.

DataCite drops unknown members, strings where it wants objects, and lists within lists, and still answers 200: what is declared so would be
lost. A wrong shape of a whole attribute is worse: it is refused, or damages the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..shapes import ATTRIBUTES, CONTROL, SERVER_OWNED, TEXT, Coordinate, Kind, ListOf, Object, Text, Texts, Year, YearText
from ..spelling import nearest
from .appearance import conspicuous
from .declared import Declared, empty
from .finding import Finding
from .values import value_findings

# A union of types that is written out where it is asked for is made anew each time, and this is asked for every value.
_SCALARS = (Text, Year, YearText, Coordinate)
_COLLECTIONS = (dict, list)

_OFTEN_WRITTEN = {
    "title": "titles",
    "creator": "creators",
    "author": "creators",
    "authors": "creators",
    "contributor": "contributors",
    "subject": "subjects",
    "keywords": "subjects",
    "date": "dates",
    "description": "descriptions",
    "abstract": "descriptions",
    "rights": "rightsList",
    "license": "rightsList",
    "licence": "rightsList",
    "funding": "fundingReferences",
    "year": "publicationYear",
    "resourceTypeGeneral": "types",
    "resourceType": "types",
    "orcid": "nameIdentifiers",
    "nameIdentifier": "nameIdentifiers",
    "affiliations": "affiliation",
    "place": "geoLocationPlace",
    "titel": "titles",
    "lang": "language",
    "given": "givenName",
    "firstName": "givenName",
    "lastName": "familyName",
}
"""Names that people write, where comparing letters leads to the wrong one or to none; each counts where the name meant is known."""


def structure_findings(declared: Declared) -> list[Finding]:
    """Findings on every declared attribute and on all that is in it."""
    found: list[Finding] = []
    for attribute, value in declared.attributes.items():
        path = f"metadata.{attribute}"
        kind = ATTRIBUTES.get(attribute)
        if kind is not None:
            _attribute(value, kind, attribute, path, declared, found)
        elif attribute not in SERVER_OWNED and attribute not in CONTROL:
            found.append(_unknown(str(attribute), ATTRIBUTES, path, value))
    return found


def _unknown(member: str, known: Iterable[str], path: str, value: Any) -> Finding:
    names = list(known)
    meant = _meant(member, names)
    # An empty value is lost without harm, and old answers of DataCite show the container's identifiers as a list.
    harmless = empty(value) or path == "metadata.container.identifiers"
    return Finding(
        "warning" if harmless else "error",
        path,
        f"`{member}` is unknown; DataCite would drop it without a word",
        f"did you mean `{meant}`?" if meant else f"known here: {', '.join(sorted(names))}",
    )


def _meant(member: str, names: list[str]) -> str | None:
    if _OFTEN_WRITTEN.get(member) in names:
        return _OFTEN_WRITTEN[member]
    return nearest(member, {name: name for name in names})


def _attribute(value: Any, kind: Kind, attribute: str, path: str, declared: Declared, found: list[Finding]) -> None:
    """A whole attribute: here, unlike deeper down, an empty text is refused where DataCite wants objects."""
    if value == "" and isinstance(kind, ListOf | Object) and attribute not in ("titles", "subjects", "rightsList", "publisher"):
        nothing = "[]" if isinstance(kind, ListOf) else "{}"
        found.append(
            Finding(
                "error", path, "an empty text, where DataCite wants objects; it answers with an error and may damage the record", f"write {nothing} to clear it"
            )
        )
        return
    _value(value, kind, path, declared, found)


def _value(value: Any, kind: Kind, path: str, declared: Declared, found: list[Finding]) -> None:
    if value is None:
        return
    if isinstance(kind, ListOf):
        _list(value, kind, path, declared, found)
    elif isinstance(kind, Object):
        _object(value, kind, path, declared, found)
    elif isinstance(kind, Texts):
        _texts(value, path, declared, found)
    else:
        _scalar(value, kind, path, {}, declared, found)


def _list(value: Any, kind: ListOf, path: str, declared: Declared, found: list[Finding]) -> None:
    if isinstance(value, dict):
        _members(value, kind.members, path, declared, found)
    elif isinstance(value, list):
        for index, entry in enumerate(value):
            _entry(entry, kind, f"{path}[{index}]", declared, found)
    elif isinstance(value, str) and (kind.string_kept or value == ""):
        if kind.string_kept and kind.main is not None:
            _scalar(value, kind.members[kind.main], path, {}, declared, found)
    else:
        found.append(Finding("error", path, f"{_named(value)}, where DataCite wants a list of objects", _as_entry(kind, value)))


def _entry(entry: Any, kind: ListOf, path: str, declared: Declared, found: list[Finding]) -> None:
    if isinstance(entry, dict):
        _members(entry, kind.members, path, declared, found)
    elif isinstance(entry, list):
        if entry:
            found.append(Finding("error", path, "a list within a list; DataCite would drop it without a word", "write its objects directly into the list"))
    elif isinstance(entry, str) and kind.strings_kept and kind.main is not None:
        _scalar(entry, kind.members[kind.main], path, {}, declared, found)
    elif entry is not None:
        found.append(Finding("error", path, f"{_named(entry)}, where DataCite wants an object; it would drop it without a word", _as_entry(kind, entry)))


def _object(value: Any, kind: Object, path: str, declared: Declared, found: list[Finding]) -> None:
    if isinstance(value, dict):
        _members(value, kind.members, path, declared, found)
    elif isinstance(value, str) and kind.string_as is not None:
        _scalar(value, kind.members[kind.string_as], path, {}, declared, found)
    elif value not in ("", []) or (value == [] and kind.string_as is None):
        shape = f"{{{', '.join(f'{member}: …' for member in list(kind.members)[:2])}}}"
        found.append(Finding("error", path, f"{_named(value)}, where DataCite wants one object; it would be lost or refused", f"write {shape}"))


def _texts(value: Any, path: str, declared: Declared, found: list[Finding]) -> None:
    if isinstance(value, dict):
        if value:
            found.append(Finding("error", path, "an object, where DataCite wants a list of texts; it would be lost", "write a list of texts"))
        return
    if not isinstance(value, list):
        _scalar(value, Text(), path, {}, declared, found)
        return
    for index, entry in enumerate(value):
        where = f"{path}[{index}]"
        if isinstance(entry, _COLLECTIONS):
            found.append(
                Finding("error", where, f"{_named(entry)}, where DataCite wants a text; it would drop the whole list without a word", "write the text alone")
            )
        elif entry is not None:
            _scalar(entry, Text(), where, {}, declared, found)


def _members(value: Mapping[str, Any], members: Mapping[str, Kind], path: str, declared: Declared, found: list[Finding]) -> None:
    for member, entry in value.items():
        kind = members.get(member)
        if isinstance(entry, str) and (not conspicuous(entry) if kind is TEXT else _is_term(entry, kind, declared)):
            # So it is with nearly every text, and this is asked for all of them.
            continue
        if kind is None:
            found.append(_unknown(str(member), members, f"{path}.{member}", entry))
        elif entry is None:
            continue
        elif isinstance(kind, _SCALARS):
            _scalar(entry, kind, f"{path}.{member}", value, declared, found)
        else:
            _value(entry, kind, f"{path}.{member}", declared, found)


def _is_term(entry: str, kind: Kind | None, declared: Declared) -> bool:
    """Whether a text is a term of its controlled list, and nothing says of which version that should be."""
    if not isinstance(kind, Text) or kind.vocabulary is None:
        return False
    return entry in kind.vocabulary.since and "schemaVersion" not in declared.attributes


def _scalar(value: Any, kind: Kind, path: str, beside: Mapping[str, Any], declared: Declared, found: list[Finding]) -> None:
    if isinstance(value, _COLLECTIONS):
        if not empty(value):
            found.append(Finding("error", path, f"{_named(value)}, where DataCite wants a text; it would drop it without a word", "write the text alone"))
        return
    value_findings(value, kind, path, beside, declared, found)


def _named(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, str):
        return "a text"
    return "a boolean" if isinstance(value, bool) else "a number"


def _as_entry(kind: ListOf, value: Any) -> str:
    if kind.main is None or not isinstance(value, str):
        return "write a list of objects"
    shown = value if len(value) <= 40 else value[:39] + "…"
    return f'write - {{{kind.main}: "{shown}"}}'
