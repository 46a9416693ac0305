# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a document to attributes: DataCite converts it, and what its conversion leaves out is completed. Private to the collection.

`POST /dois/validate` converts a document exactly as a write would, and stores nothing (https://support.datacite.org/reference/post_dois-validate).
Attributes that are sent beside the document win over what it says.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from ..documents.ordered import Ordered
from ..lifecycle import Target
from ..metadata.alternate_identifiers import as_alternate
from ..metadata.checks.run import check
from ..metadata.sending import sendable
from .declaration import Declaration
from .judge import Verdict, attribute_of, verdict_of
from .progress import Progress
from .record import KERNEL_4, METADATA, Record
from .refusal import Problem, Refusal
from .registry import Entry, Registry, as_failure
from .shelf import Shelf

_STAND_INS: Mapping[str, Any] = {
    "creators": [{"name": ":unav"}],
    "titles": [{"title": ":unav"}],
    "publisher": {"name": ":unav"},
    "publicationYear": 2000,
    "types": {"resourceTypeGeneral": "Other"},
}
"""Sent for what a document leaves out, because DataCite answers to incomplete ones with errors alone; none of it gets into a declaration."""

_REFUSALS = (400, 404, 500)
"""Answered to documents in which DataCite finds no DOI, or at which it fails."""

_UNAVAILABLE = ":(unav)"

_WRITTEN_TYPES = ("resourceTypeGeneral", "resourceType")
"""The members of `types` that people write; DataCite makes the others of them."""


def converted(declaration: Declaration, registry: Registry) -> Declaration:
    """The declaration with the attributes that its document stands for; as it is where it has none to convert. Raises Refusal, or the registry's failure."""
    source = declaration.source
    if source is None or declaration.target is Target.ABSENT:
        return declaration
    found, warnings = _completed(source, _conversion(declaration, source, registry), declaration)
    url = found.pop("url", None)
    settings = declaration.settings if not url or "url" in declaration.settings else {**declaration.settings, "url": url}
    return replace(
        declaration, source=None, attributes={**found, **declaration.attributes}, settings=settings, warnings=(*declaration.warnings, *warnings),
        from_document=frozenset(found) - frozenset(declaration.attributes),
    )


def with_a_kind(declaration: Declaration, record: Record | None) -> Declaration:
    """The declaration with `Other` for a resource of which neither its document nor its record tells what it is, and which is to become public."""
    types = declaration.attributes.get("types") or (record.attributes.get("types") if record else None)
    told = isinstance(types, Mapping) and types.get("resourceTypeGeneral")
    if told or not declaration.from_document or "types" in declaration.attributes or declaration.target not in (Target.REGISTERED, Target.FINDABLE):
        return declaration
    words = "content: does not say what kind of resource it is: its resourceTypeGeneral became Other"
    return replace(
        declaration, attributes={**declaration.attributes, "types": {"resourceTypeGeneral": "Other"}}, warnings=(*declaration.warnings, words),
        from_document=declaration.from_document | {"types"},
    )


def convert_beforehand(shelf: Shelf, registry: Registry, *, workers: int, progress: Progress) -> None:
    """Have all documents of a catalogue converted, a few at a time, so that it is known afterwards; what cannot be is told when its turn comes."""
    waiting = tuple(shelf.sources)
    if not waiting:
        return

    def convert(doi: str) -> None:
        try:
            converted(shelf[doi], registry)
        except Refusal:
            pass
        except registry.failure as raised:
            if as_failure(raised).concerns_all:
                raise

    with ThreadPoolExecutor(workers) as pool:
        for number, _unused in enumerate(pool.map(convert, waiting), 1):
            progress("converting", number, len(waiting))


def _conversion(declaration: Declaration, source: Ordered, registry: Registry) -> Mapping[str, Any]:
    """What DataCite makes of the document; raises Refusal where it refuses it, or does not recognise it."""
    beside = sendable({
        **{name: _STAND_INS[name] for name in source.missing},
        **{name: value for name, value in _as_declared(source.attributes).items() if value is not None and name in METADATA},
        **declaration.attributes,
    })
    if source.format == "crossref" and declaration.settings.get("url"):
        # Of what it takes for another agency's DOI, DataCite holds the page in the document against the repository's domains.
        beside["url"] = declaration.settings["url"]
    encoded = base64.b64encode(source.text.encode("utf-8")).decode("ascii")
    verdict = _asked(declaration, registry, {**beside, "xml": encoded, "schemaVersion": KERNEL_4})
    if verdict.attributes is None:
        raise _refused(declaration, "DataCite refuses the document.", tuple(map(_objection, verdict.errors)) or (_unrecognised(source),))
    unsaid = [name for name in ("creators", "titles") if name not in beside and not _is_said(verdict.attributes.get(name), source)]
    if unsaid:
        raise _refused(declaration, f"DataCite's conversion comes without {' and '.join(unsaid)}.", (_unrecognised(source),))
    return verdict.attributes


def _asked(declaration: Declaration, registry: Registry, attributes: Mapping[str, Any]) -> Verdict:
    try:
        return verdict_of(registry.convert(declaration.doi, attributes))
    except registry.failure as raised:
        failure = as_failure(raised)
        if failure.status == 422:
            return Verdict(errors=failure.entries)
        if failure.status not in _REFUSALS or not failure.answered:
            raise
        # To a wrong password DataCite answers as if there were nothing.
        registry.prove()
        words = "; ".join(entry.title for entry in failure.entries) or str(raised)
        problem = Problem("content", f"DataCite says: {words}", "look whether the document is whole; else declare it as `metadata`")
        raise _refused(declaration, "DataCite cannot convert the document.", (problem,)) from None


def _objection(error: Entry) -> Problem:
    attribute = attribute_of(error.source or "")
    if attribute == "url":
        return Problem("content", f"DataCite says of its landing page: {error.title}", "declare `url` beside it")
    if attribute is None or attribute not in METADATA:
        return Problem("content", f"DataCite says: {error.title}" + (f" [{error.source}]" if error.source else ""), "correct the document")
    return Problem("content", f"DataCite says of its {attribute}: {error.title}", f"correct the document, or declare `metadata.{attribute}` beside it")


def _is_said(value: Any, source: Ordered) -> bool:
    """Whether the conversion has something of its own, and not just DataCite's words for "unavailable" that the document does not have."""
    words = json.dumps(value)
    return bool(value) and (_UNAVAILABLE not in words or _UNAVAILABLE in source.text)


def _unrecognised(source: Ordered) -> Problem:
    words = f"DataCite did not recognise what it was sent as {source.format}"
    return Problem("content", words, "look whether the document is whole and of that format; else declare it as `metadata`")


def _refused(declaration: Declaration, words: str, found: tuple[Problem, ...]) -> Refusal:
    return Refusal(f"{declaration.doi}: {words} Nothing was written.", found)


def _completed(source: Ordered, conversion: Mapping[str, Any], declaration: Declaration) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The attributes of a document, `url` among them, and what is to be said of them; what was sent only to fill gaps is left out."""
    made = {name: plain(conversion.get(name)) for name in (*METADATA, "url") if name not in source.missing}
    made["types"] = _written_types(made.get("types"))
    made, warnings = _storable({name: value for name, value in made.items() if value not in (None, "", [], {})}, declaration)
    known_better, fallback = _as_declared(source.attributes), _as_declared(source.otherwise)
    made.update((name, value) for name, value in known_better.items() if value is not None)
    for name, value in fallback.items():
        held = made.get(name)
        made[name] = {**value, **held} if name == "types" and isinstance(held, Mapping) else held or value
    for name, value in known_better.items():
        if value is None:
            made.pop(name, None)
    return made, warnings


def _written_types(types: Any) -> dict[str, Any]:
    return {name: types[name] for name in _WRITTEN_TYPES if types.get(name)} if isinstance(types, Mapping) else {}


def _as_declared(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes as people would declare them: `identifiers` under its other name, and of `types` what is not derived."""
    found = dict(attributes)
    if found.get("types"):
        found["types"] = _written_types(found["types"])
    if "identifiers" in found:
        found["alternateIdentifiers"] = as_alternate(found.pop("identifiers"))
    return found


def plain(value: Any) -> Any:
    """A value without the empty members that DataCite's answers are full of."""
    if isinstance(value, Mapping):
        return {name: said for name, member in value.items() if (said := plain(member)) not in (None, "", [], {})}
    if isinstance(value, list):
        return [said for entry in value if (said := plain(entry)) not in (None, "", [], {})]
    return value


def _storable(made: dict[str, Any], declaration: Declaration) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The conversion without entries in shapes that DataCite itself would not keep in a write of attributes; what is dropped is told."""
    asked = {name: value for name, value in made.items() if name in METADATA and name not in declaration.attributes}
    findings = check(asked, doi=declaration.doi, url=None, state=None, new=False)
    spoiled: dict[str, set[int]] = {}
    for finding in findings:
        name, _unused, rest = finding.path.removeprefix("metadata.").partition("[")
        if finding.level == "error" and name in made:
            spoiled.setdefault(name, set()).add(int(rest.partition("]")[0]) if rest and isinstance(made[name], list) else -1)
    warnings = tuple(f"content: {name}: DataCite would not keep what it makes of it itself, so it is left out; declare it in `metadata`" for name in spoiled)
    for name, places in spoiled.items():
        kept = [] if -1 in places else [entry for place, entry in enumerate(made[name]) if place not in places]
        if kept:
            made[name] = kept
        else:
            del made[name]
    return made, warnings
