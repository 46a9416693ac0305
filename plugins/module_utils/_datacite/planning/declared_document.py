# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The document of a declaration: one that is stored as it is, or one that attributes are made of. Private to the collection."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..documents.datacite_xml.document import mended, missing, stored_form
from ..documents.ordered import Ordered, Request, Unusable
from ..documents.own_name import refuse_another
from ..documents.reading import DATACITE_XML, format_of, in_order
from ..lifecycle import Target
from ..metadata.datacite_xml import NotDataCiteXml, named_doi, parse
from .pasted import Pasted
from .refusal import Problem

Unreadable = (Unusable, NotDataCiteXml)
"""Errors of a document that cannot be used."""

_PUBLIC = (Target.REGISTERED, Target.FINDABLE)
_NEEDED = ("titles", "creators")


@dataclass(frozen=True)
class DeclaredDocument:
    """`text` is DataCite XML that is to be stored, `source` a document that is to be converted; neither, where attributes are declared alone."""

    text: str | None = None
    source: Ordered | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[str, ...] = ()


def declared_document(options: Mapping[str, Any], pasted: Pasted, doi: str, target: Target, general: Mapping[str, Any]) -> DeclaredDocument:
    """The document in `content` or pasted as `xml`, put in order; raises ImportError where the parser of its format is not installed.

    `general`: attributes for where a document that is converted says nothing.
    """
    content = options.get("content")
    text = pasted.document if content is None else as_text(content)
    if text is None:
        return DeclaredDocument(problems=_idle(options))
    place = ("src" if options.get("src") else "content") if content is not None else "metadata.xml"
    if content is not None and pasted.document is not None:
        return DeclaredDocument(problems=(Problem(place, "is given together with `metadata.xml`, which is a document, too", "give one of the two"),))
    request = Request(text, doi, options.get("entry"), bool(options.get("replace_doi")))
    try:
        name = format_of(text, options.get("format"))
        if name == DATACITE_XML and not pasted.attributes:
            return _to_store(request, place, target)
        return _to_convert(in_order(request, name), place, options, pasted, target, general)
    except Unreadable as error:
        return DeclaredDocument(problems=(problem(error, place),))


def problem(error: Unusable | NotDataCiteXml, place: str) -> Problem:
    """Why a document that was given as the option `place` cannot be used."""
    if isinstance(error, NotDataCiteXml):
        return Problem(place, error.message, error.suggestion)
    return Problem(place if error.option == "content" else error.option, error.message, error.suggestion)


def sayings(source: Ordered) -> tuple[str, ...]:
    """What was put right in a document, and what it has and no attribute takes up."""
    return (*(f"content: {said}" for said in source.mended), *(f"content: not taken up: {said}" for said in source.lost))


def _to_store(request: Request, place: str, target: Target) -> DeclaredDocument:
    text = stored_form(request.text, request.doi)
    refuse_another(named_doi(parse(text)), request)
    lacking = [name for name in missing(text) if target in _PUBLIC]
    problems = (_lacks(place, lacking, target, "to the document"),) if lacking else ()
    return DeclaredDocument(text, problems=problems, warnings=tuple(f"content: {said}" for said in mended(request.text)))


def _lacks(place: str, names: Sequence[str], target: Target, where: str) -> Problem:
    named = " and ".join(f"`{name}`" for name in names)
    return Problem(place, f"says nothing of {named}, without which a {target.value} DOI cannot be", f"add what is missing {where}")


def as_text(content: Any) -> str:
    """JSON may come as the value that Ansible, or YAML, has read it to be already."""
    return json.dumps(content, ensure_ascii=False) if isinstance(content, (dict, list)) else str(content)


def _to_convert(
    source: Ordered, place: str, options: Mapping[str, Any], pasted: Pasted, target: Target, general: Mapping[str, Any]
) -> DeclaredDocument:
    if _declared("publisher", pasted, general):
        source = source.without_stand_in()
    filled = replace(source, otherwise={**general, **source.otherwise})
    problems = []
    if options.get("server_validation") == "never":
        problems.append(Problem(
            "server_validation", f"`never` leaves nobody to convert {_ARTICLES.get(source.format, 'the document')}: that is DataCite's to do",
            "leave it out; or look at the document with datacite_metadata_info once, and declare what it shows as `metadata`",
        ))
    lacking = [name for name in _NEEDED if name in source.missing and not _declared(name, pasted, general)]
    if target in _PUBLIC and lacking:
        problems.append(_lacks(place, lacking, target, "to the document, or declare it in `metadata` beside it"))
    return DeclaredDocument(source=filled, problems=tuple(problems), warnings=sayings(source))


def _declared(name: str, pasted: Pasted, general: Mapping[str, Any]) -> bool:
    return bool(pasted.attributes.get(name) or general.get(name))


_ARTICLES = {"datacite_xml": "DataCite XML with `metadata` beside it"}


def _idle(options: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Options that only speak of a document, where there is none."""
    return tuple(
        Problem(name, "is given without a document", "give `content` or `src`, or leave it out") for name in ("entry",) if options.get(name) is not None
    )
