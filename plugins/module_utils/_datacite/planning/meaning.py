# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a document would declare, for those who want to look first. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..documents.ordered import Ordered, Request
from ..documents.reading import in_order
from ..metadata.doi_names import plain
from .conversion import converted
from .declaration import Declaration
from .declared_document import Unreadable, as_text, problem, sayings
from .record import METADATA
from .refusal import Refusal
from .registry import Registry

_SOME_NAME = "10.5072/document"
"""Stands for the DOI of a document that may be about any; the prefix is DataCite's for tests, and nothing is stored."""


def meaning(options: Mapping[str, Any], registry: Registry) -> dict[str, Any]:
    """The attributes that a document stands for, and what is to be said of it; raises Refusal, the registry's failure, or ImportError for its parser."""
    source = _in_order(options)
    doi = plain(options["doi"]) if options.get("doi") else _SOME_NAME
    found = converted(Declaration(doi, source=source, warnings=sayings(source)), registry)
    told: dict[str, Any] = {
        "metadata": {name: found.attributes[name] for name in METADATA if name in found.attributes},
        "url": found.settings.get("url") or "",
        "format": source.format,
        "missing": [name for name in source.missing if name not in found.attributes],
    }
    return {**told, **({"warnings": list(found.warnings)} if found.warnings else {})}


def _in_order(options: Mapping[str, Any]) -> Ordered:
    named = options.get("doi")
    request = Request(as_text(options["content"]), plain(named) if named else _SOME_NAME, options.get("entry"), replace_doi=not named)
    try:
        return in_order(request, options.get("format"))
    except Unreadable as error:
        raise Refusal("The document cannot be used.", (problem(error, "src" if options.get("src") else "content"),)) from None
