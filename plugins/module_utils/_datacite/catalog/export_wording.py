# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a declaration says what a record is, and the words that make it say so. Private to the collection."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..lifecycle import Target
from ..planning.attributes import expected_attributes
from ..planning.conversion import converted
from ..planning.declaration import Declaration
from ..planning.document import expected_document
from ..planning.examination import examine
from ..planning.record import Record
from ..planning.refusal import Refusal
from ..planning.registry import Registry
from .export_entry import as_answer, covering, entry_of
from .export_text import FORMATS, text_of

Reader = Callable[[str, str], Declaration]
"""What a text in a file of this name declares, with the defaults of its folder; raises Refusal."""


@dataclass(frozen=True)
class Worded:
    """The text of a file and its ending (`.yml`), and what its declaration and the record still differ in, which is nothing as a rule."""

    text: str
    ending: str
    left: tuple[str, ...] = ()


def differing(declaration: Declaration, registry: Registry, record: Record) -> tuple[str, ...]:
    """The paths in which a declaration wants a record to be different; nothing is asked of DataCite but what a document means."""
    declaration = converted(declaration, registry)
    if declaration.target not in (Target.PRESENT, Target(record.state.value)):
        return ("state",)
    held = _with_document(registry, record) if declaration.document is not None else record
    expected = expected_attributes if declaration.document is None else expected_document
    try:
        wanted = expected(replace(declaration, server_validation="never"), registry, held, record.state)
    except Refusal as refusal:
        return tuple(problem.path for problem in refusal.problems) or (refusal.message,)
    damaged = tuple(f"metadata.{name}" for name in record.damaged if not declaration.attributes.get(name))
    return damaged + tuple(dict.fromkeys(change.path if change.attribute in ("url", "reason") else f"metadata.{change.path}" for change in wanted.changes))


def worded(
    record: Record, registry: Registry, kind: str, stem: str, reader: Reader, *, defaults: Mapping[str, Any], options: Mapping[str, Any]
) -> Worded:
    """The record as the text of a file, such that its declaration finds nothing to do; raises Unwritable.

    Tried in turn: the plain entry; the same with the time of creation, for records that today's rules refuse; and both as JSON, which can tell
    a number from its text. `stem` is the name of the file without its ending; `options` are kept from the entry that stands there now.
    """
    plain = covering({**entry_of(record), **options}, defaults)
    answer = as_answer(plain, record)
    first: Worded | None = None
    for entry, ending_of in ((plain, kind), (answer, kind), (plain, "json"), (answer, "json")):
        text, ending = text_of(entry, ending_of), FORMATS[ending_of]
        left = _left(text, stem + ending, reader, registry, record)
        if not left:
            return Worded(text, ending)
        if entry is answer and first is None:
            first = Worded(text, ending, left)
    return first or Worded(text, ending, left)


def _left(text: str, name: str, reader: Reader, registry: Registry, record: Record) -> tuple[str, ...]:
    """What is left to do after this text has been read, or the paths for which it would be refused."""
    try:
        declaration = reader(text, name)
        if not declaration.is_answer:
            examine(declaration)
    except Refusal as refusal:
        return tuple(problem.path for problem in refusal.problems) or (refusal.message,)
    return differing(declaration, registry, record)


def _with_document(registry: Registry, record: Record) -> Record:
    """The record with its XML, which lists do not show."""
    if "xml" in record.attributes:
        return record
    answer = registry.read(record.doi)
    data = answer.document.get("data") if answer is not None and isinstance(answer.document, Mapping) else None
    attributes = data.get("attributes") if isinstance(data, Mapping) else None
    return replace(record, attributes={**record.attributes, "xml": attributes.get("xml")}) if isinstance(attributes, Mapping) else record
