# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The offline examination of a declaration. Private to the collection."""

from __future__ import annotations

import json
from typing import Any

from ..lifecycle import State, Target
from ..metadata.canonical import canonical
from ..metadata.checks.run import check
from ..metadata.container import derived_container
from .declaration import Declaration
from .record import Record
from .refusal import Problem, Refusal

_STATES = {Target.DRAFT: "draft", Target.REGISTERED: "registered", Target.FINDABLE: "findable"}


def examine(declaration: Declaration, record: Record | None = None, state: State | None = None) -> tuple[str, ...]:
    """Check a declaration without asking anybody; returns the warnings, raises Refusal with every error at once.

    Before the record is known (`state` None) only what is wrong in any case is an error. Afterwards the state that the DOI will have
    decides, and what the declaration leaves out is looked up in the record. What a document holds is for DataCite to judge.
    """
    if declaration.target is Target.ABSENT:
        return ()
    wanted = state.value if state else _STATES.get(declaration.target)
    findings = check(
        {**declaration.attributes, **_reason(declaration)},
        doi=declaration.doi,
        url=_url(declaration, record),
        state=wanted if declaration.document is None else State.DRAFT.value,
        new=state is not None and record is None,
        record=record.attributes if record else None,
    )
    errors = tuple(Problem(f.path, f.message, f.suggestion) for f in findings if f.level == "error")
    errors += _never_converging(declaration, record)
    if errors:
        raise Refusal(f"{declaration.doi}: the declaration is not acceptable. Nothing was written.", errors)
    return tuple(str(Problem(f.path, f.message, f.suggestion)) for f in findings if f.level == "warning")


def _url(declaration: Declaration, record: Record | None) -> Any:
    """The declared landing page, None where there is none; the empty text where the declaration takes away what there is, or may be."""
    url = declaration.settings.get("url")
    if url is None and "url" in declaration.settings and (record is None or record.attributes.get("url")):
        return ""
    return url


def _reason(declaration: Declaration) -> dict[str, object]:
    return {"reason": declaration.settings["reason"]} if "reason" in declaration.settings else {}


def _never_converging(declaration: Declaration, record: Record | None) -> tuple[Problem, ...]:
    """A declared container that DataCite will replace by a derived one: it would be a difference on every run."""
    declared = declaration.attributes.get("container") if "container" not in declaration.from_document else None
    derived = derived_container({**(record.metadata if record else {}), **declaration.attributes}) if declared else None
    if derived is None or _folded(canonical({"container": derived})) == _folded(canonical({"container": declared})):
        return ()
    return (Problem(
        "metadata.container", "can never be what is declared: DataCite derives it from `relatedItems` or from a SeriesInformation description of the record",
        "leave `container` out; it follows the attribute that it is derived from",
    ),)


def _folded(container: dict[str, Any]) -> str:
    """A container in lower case: DataCite writes the identifier of a derived one so, and a pasted answer may have it otherwise."""
    return json.dumps(container, sort_keys=True, ensure_ascii=False).lower()
