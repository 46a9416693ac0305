# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What people paste as `metadata`: DataCite's attributes, a whole answer of its API, or a request from its guide. Private to the collection.

Everything is read the way that DataCite would have read it, except where DataCite would lose something without a word.
Shapes: https://support.datacite.org/docs/api-create-dois and https://jsonapi.org/format/#document-resource-objects.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..documents.encoding import text_of
from ..documents.ordered import Unusable
from ..lifecycle import EVENT_RESULT, State, Target
from ..metadata import shapes
from ..metadata.alternate_identifiers import as_alternate
from ..metadata.doi_names import plain
from .refusal import Problem

SERVER_OWNED = (shapes.SERVER_OWNED - {"state"}) | {"source", "suffix"}
"""Attributes that DataCite writes by itself: a pasted answer holds them, and they say nothing of what is wanted. (`state` says what is wanted.)"""

_SAID_ELSEWHERE = frozenset({"doi", "event", "id", "prefix", "reason", "schemaVersion", "state", "url", "xml"})
_KERNEL_4 = ("http://datacite.org/schema/kernel-4", "https://datacite.org/schema/kernel-4")


@dataclass(frozen=True)
class Pasted:
    """A `metadata` value taken apart.

    `attributes` are the metadata proper, as written. `doi`, `prefix` and `target` are what the value says beside them, None where it
    says nothing; `settings` holds `url` and `reason` as far as they are given, be it as null. `document` is the DataCite XML that
    stands alone in `xml`. `problems` are errors, `warnings` sentences.
    `is_answer`: DataCite gave it out, with the time of creation that only a record has.
    """

    attributes: Mapping[str, Any]
    doi: str | None = None
    prefix: Any = None
    target: Target | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)
    document: str | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()
    is_answer: bool = False


def read(metadata: Mapping[str, Any]) -> Pasted:
    """Take a `metadata` value apart; never raises, what cannot be read is among the problems."""
    problems: list[Problem] = []
    warnings: list[str] = []
    path, resource_id, attributes = _unwrapped(metadata)
    if not isinstance(attributes, Mapping):
        return Pasted({}, problems=(Problem(path, "has to be an object with DataCite's attributes"),))
    proper = {name: value for name, value in attributes.items() if name not in SERVER_OWNED | _SAID_ELSEWHERE}
    proper = _one_identifier_name(path, proper, problems)
    _warn_of_schema_version(attributes.get("schemaVersion"), warnings)
    return Pasted(
        attributes=proper,
        doi=_doi(path, (resource_id, attributes.get("id"), attributes.get("doi")), problems),
        prefix=attributes.get("prefix"),
        target=_target(path, attributes, problems),
        settings=_settings(attributes),
        document=_document(path, attributes.get("xml"), proper, problems, warnings),
        problems=tuple(problems),
        warnings=tuple(warnings),
        is_answer=bool(attributes.get("created")),
    )


def _unwrapped(metadata: Mapping[str, Any]) -> tuple[str, Any, Any]:
    """The path of the attributes, the resource's id and the attributes, of a bare object, a resource, or a whole document."""
    path, resource = "metadata", metadata
    if isinstance(resource.get("data"), Mapping) and "titles" not in resource:
        path, resource = "metadata.data", resource["data"]
    if "attributes" in resource:
        return path + ".attributes", resource.get("id"), resource["attributes"]
    return path, None, resource


def _doi(path: str, names: tuple[Any, ...], problems: list[Problem]) -> str | None:
    for name in names:
        if not isinstance(name, str | None):
            problems.append(Problem(f"{path}.doi", f"YAML read {name!r} as no text, which need not be what was written", "quote it"))
    found = {plain(name) for name in names if isinstance(name, str) and name.strip()}
    if len(found) > 1:
        problems.append(Problem(f"{path}.doi", f"names more than one DOI: {', '.join(sorted(found))}", "keep the one that is meant"))
    return min(found) if found else None


def _target(path: str, attributes: Mapping[str, Any], problems: list[Problem]) -> Target | None:
    event, state = attributes.get("event"), attributes.get("state")
    from_event = _known(f"{path}.event", event, EVENT_RESULT, problems)
    from_state = _known(f"{path}.state", state, {state.value: Target(state.value) for state in State}, problems)
    if from_event and from_state and from_event is not from_state:
        problems.append(Problem(f"{path}.event", f"`{event}` makes a DOI {from_event.value}, `state` beside it says {state}", "keep one of them"))
    return from_event or from_state


def _known(path: str, value: Any, meanings: Mapping[str, Target], problems: list[Problem]) -> Target | None:
    if value is None or value == "":
        return None
    meaning = meanings.get(value) if isinstance(value, str) else None
    if meaning is None:
        near = [name for name in meanings if isinstance(value, str) and name == value.strip().lower()]
        problems.append(Problem(path, f"{value!r} is none of {', '.join(meanings)}: DataCite would ignore it", f"did you mean `{near[0]}`?" if near else None))
    return meaning


def _settings(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """`url` and `reason` as far as they are given. An empty `reason` of a pasted answer says nothing: it is what every record has."""
    settings = {}
    if "url" in attributes:
        settings["url"] = None if attributes["url"] == "" else attributes["url"]
    if attributes.get("reason") is not None:
        settings["reason"] = attributes["reason"]
    return settings


def _one_identifier_name(path: str, attributes: dict[str, Any], problems: list[Problem]) -> dict[str, Any]:
    """`identifiers` and `alternateIdentifiers` are two names of one thing; DataCite would let `identifiers` win, even empty."""
    if "identifiers" not in attributes:
        return attributes
    attributes = dict(attributes)
    older = _without_empty_doi(as_alternate(attributes.pop("identifiers") or []))
    newer = attributes.get("alternateIdentifiers")
    says_something = older not in (None, [])
    if "alternateIdentifiers" not in attributes or (says_something and newer in (None, [])):
        attributes["alternateIdentifiers"] = older
    elif says_something and _without_doi(older) != _without_doi(as_alternate(newer)):
        problems.append(Problem(f"{path}.identifiers", "says something else than `alternateIdentifiers`, which is the same attribute", "keep one of the two"))
    return attributes


def _without_empty_doi(entries: Any) -> Any:
    """Without the DOI's own entry where it is empty, as old answers have it: under the newer name DataCite refuses it."""
    if not isinstance(entries, list):
        return entries
    return [entry for entry in entries if not (_is_doi(entry) and entry.get("alternateIdentifier") is None)]


def _without_doi(entries: Any) -> Any:
    """Without the DOI's own entry, which an answer of DataCite's has under one of the two names only."""
    if not isinstance(entries, list):
        return entries
    return [entry for entry in entries if not _is_doi(entry)]


def _is_doi(entry: Any) -> bool:
    return isinstance(entry, Mapping) and entry.get("alternateIdentifierType") == "DOI"


def _warn_of_schema_version(version: Any, warnings: list[str]) -> None:
    if isinstance(version, str) and version and not version.startswith(_KERNEL_4):
        warnings.append(f"metadata.schemaVersion: {version} is ignored; DataCite takes new metadata as kernel-4 only")


def _document(path: str, xml: Any, attributes: Mapping[str, Any], problems: list[Problem], warnings: list[str]) -> str | None:
    """The text in `xml` where it is all there is; beside other metadata it is an echo of an older record."""
    if xml in (None, ""):
        return None
    if any(value not in (None, [], {}) for value in attributes.values()):
        warnings.append(f"{path}.xml is ignored beside the other attributes: it is what an answer of DataCite repeats, and it may be older than they are")
        return None
    text = _decoded(xml)
    if text is None:
        problems.append(Problem(f"{path}.xml", "is neither a document nor the base64 form of one", "give the document itself as `content`"))
    return text


def _decoded(xml: Any) -> str | None:
    """The document in `xml`, given as it is or, like in answers of DataCite's, in base64; None where it is neither."""
    if not isinstance(xml, str):
        return None
    if xml.lstrip("\ufeff \r\n\t").startswith("<"):
        return xml
    try:
        return text_of(base64.b64decode("".join(xml.split()), validate=True))
    except (binascii.Error, Unusable):
        return None
