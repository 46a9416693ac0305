# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schema of catalogue files, for editors. Made from what the code itself goes by. Private to the collection.

It is kinder than the reading where an editor's YAML guesses types (an unquoted 1.10 is a number to it), and says nothing of what can
only be known with the record. Dialect: https://json-schema.org/draft/2020-12.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ..lifecycle import EVENT_RESULT
from ..metadata import shapes
from ..metadata.shapes import Coordinate, Kind, ListOf, Object, Text, Texts, Year, YearText
from ..metadata.vocabularies.vocabulary import Vocabulary
from . import schema_words
from .defaults import PLACEHOLDERS
from .options import ATTRIBUTES, CHOICES, DEFAULTABLE, OPTIONS

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = ["string", "number", "boolean", "null"]
_TEXT: Mapping[str, Any] = {"type": _SCALAR}
_NAMED_FIRST = ("doi", "prefix", "identity", "state", "url", "metadata")
_BOTH = frozenset(("doi", "prefix", "state", "url", "reason"))


def schema() -> dict[str, Any]:
    """The schema of a file with declarations."""
    declaration, attributes = _ref("declaration"), _ref("attributes")
    return {
        "$schema": _DIALECT,
        "title": "A DataCite catalogue file",
        "description": "One declaration of a DOI, a list of them under `dois`, or a payload of DataCite's REST API.",
        "type": "object",
        "if": {"required": ["dois"]},
        "then": {"properties": {"dois": {"type": "array", "items": {**_either(attributes, declaration)}}}, "additionalProperties": False},
        "else": {
            "if": {"required": ["data"]},
            "then": _ref("payload"),
            "else": _either(attributes, declaration),
        },
        "$defs": {**_definitions(), "declaration": _declaration(), "attributes": _attributes(), "resource": _resource(), "payload": _payload()},
    }


def defaults_schema() -> dict[str, Any]:
    """The schema of a `_defaults` file."""
    placeholder = "|".join(PLACEHOLDERS)
    properties = {name: _option(name) for name in (*_NAMED_FIRST, *sorted(DEFAULTABLE - set(_NAMED_FIRST))) if name in DEFAULTABLE}
    properties["url"] = {
        "type": ["string", "null"],
        "pattern": rf"^[^{{}}]*(\{{({placeholder})\}}[^{{}}]*)*$",
        "description": f"A template of the landing page; {', '.join(f'{{{name}}}' for name in PLACEHOLDERS)} stand for what the DOI has.",
    }
    return {
        "$schema": _DIALECT,
        "title": "Defaults of a DataCite catalogue",
        "description": "What holds for every declaration in this folder and below, where that says nothing itself. Objects are merged, lists replaced.",
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
        "$defs": {**_definitions(), "attributes": _attributes()},
    }


def text(value: Mapping[str, Any]) -> str:
    """A schema as it is written to a file."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}


def _either(attributes: Mapping[str, Any], declaration: Mapping[str, Any]) -> dict[str, Any]:
    """A bare object of attributes where it has one that no declaration has, else a declaration."""
    only_options = [{"required": [name]} for name in sorted(OPTIONS - _BOTH)]
    only_attributes = [{"required": [name]} for name in sorted(ATTRIBUTES)]
    return {"if": {"anyOf": only_attributes, "not": {"anyOf": only_options}}, "then": attributes, "else": declaration}


def _declaration() -> dict[str, Any]:
    names = (*_NAMED_FIRST, *sorted(OPTIONS - set(_NAMED_FIRST)))
    return {
        "type": "object",
        "properties": {name: _option(name) for name in names},
        "additionalProperties": False,
        "anyOf": [{"required": ["doi"]}, {"required": ["identity"]}, {"required": ["metadata"]}],
        "not": {"required": ["content", "src"]},
    }


def _option(name: str) -> dict[str, Any]:
    described = {"description": schema_words.OPTIONS[name]}
    if name in CHOICES:
        return {"enum": list(CHOICES[name]), **described}
    if name == "metadata":
        return {"anyOf": [{"type": "null"}, {"if": {"type": "object", "required": ["data"]}, "then": _ref("payload"), "else": _ref("attributes")}], **described}
    if name == "content":
        return {"type": ["string", "object", "array", "null"], **described}
    if name == "replace_doi":
        return {"enum": [True, False, "true", "false"], **described}
    if name == "doi":
        return {"type": "string", "pattern": _DOI, **described}
    if name in ("prefix", "identity"):
        return {"type": ["string", "number"], **described}
    return {"type": ["string", "null"], **described}


_DOI = r"(^|[/:]\s*)10\.[0-9]{4,5}/\S"


def _payload() -> dict[str, Any]:
    data = {"if": {"type": "array"}, "then": {"type": "array", "items": _ref("resource")}, "else": _ref("resource")}
    return {
        "description": "A payload or an answer of DataCite's REST API.",
        "type": "object",
        "properties": {"data": data, **dict.fromkeys(("meta", "links", "included", "jsonapi"), True)},
        "required": ["data"],
        "additionalProperties": False,
    }


def _resource() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "dois"},
            "attributes": _ref("attributes"),
            **dict.fromkeys(("relationships", "links", "meta"), True),
        },
        "required": ["attributes"],
        "additionalProperties": False,
    }


def _attributes() -> dict[str, Any]:
    """DataCite's attributes. What DataCite gave out with a time of creation may hold what its rules of today refuse."""
    properties: dict[str, Any] = {name: {**_kind(kind), **_described(name)} for name, kind in shapes.ATTRIBUTES.items()}
    properties |= {name: {"description": schema_words.ATTRIBUTES.get(name, "DataCite alone writes it; ignored.")} for name in sorted(shapes.SERVER_OWNED)}
    properties |= dict.fromkeys(sorted(shapes.CONTROL), True)
    properties["doi"] = {"type": ["string", "null"]}
    properties["event"] = {"enum": [*EVENT_RESULT, None], **_described("event")}
    properties["state"] = {"enum": [*(state for state in CHOICES["state"] if state not in ("present", "absent")), None]}
    return {"type": "object", "if": {"required": ["created"]}, "then": {}, "else": {"properties": properties, "additionalProperties": False}}


def _described(name: str) -> dict[str, str]:
    return {"description": schema_words.ATTRIBUTES[name]} if name in schema_words.ATTRIBUTES else {}


def _kind(kind: Kind) -> dict[str, Any]:
    if isinstance(kind, ListOf):
        texts = ["string"] if kind.string_kept else []
        items: dict[str, Any] = _object(kind.members)
        if kind.strings_kept:
            items = {"if": {"type": "string"}, "then": {}, "else": items}
        return {"type": ["array", "null", *texts], "items": items}
    if isinstance(kind, Object):
        shape = _object(kind.members)
        return {**shape, "type": ["object", "null", *(["string"] if kind.string_as else [])]}
    if isinstance(kind, Texts):
        return {"type": ["array", *_SCALAR], "items": dict(_TEXT)}
    if isinstance(kind, Year | YearText):
        return {"type": ["integer", "string", "null"], "pattern": r"^\s*[0-9]{4}", "minimum": 1000, "maximum": 9999}
    if isinstance(kind, Coordinate):
        return {"type": ["number", "string", "null"], "minimum": -kind.limit, "maximum": kind.limit, "pattern": r"^\s*[-+]?[0-9.]+([eE][-+]?[0-9]*)?\s*$"}
    return _ref(kind.vocabulary.name) if kind.vocabulary else dict(_TEXT)


def _object(members: Mapping[str, Kind]) -> dict[str, Any]:
    return {"type": "object", "properties": {name: _kind(kind) for name, kind in members.items()}, "additionalProperties": False}


def _definitions() -> dict[str, Any]:
    """The controlled lists, each with the kernel versions that its later terms came with."""
    return {vocabulary.name: _terms(vocabulary) for vocabulary in sorted(_vocabularies(shapes.ATTRIBUTES.values()), key=lambda one: one.name)}


def _terms(vocabulary: Vocabulary) -> dict[str, Any]:
    newer = [f"{term} ({since})" for term, since in vocabulary.since.items() if since != "4.0"]
    added = f" Newer than kernel 4.0: {', '.join(newer)}." if newer else ""
    return {"enum": [*vocabulary.since, None], "description": f"DataCite's controlled list of {vocabulary.name}.{added}"}


def _vocabularies(kinds: Iterable[Kind]) -> list[Vocabulary]:
    found: dict[str, Vocabulary] = {}
    for kind in kinds:
        if isinstance(kind, Text) and kind.vocabulary:
            found[kind.vocabulary.name] = kind.vocabulary
        elif isinstance(kind, ListOf | Object):
            found |= {vocabulary.name: vocabulary for vocabulary in _vocabularies(kind.members.values())}
    return list(found.values())
