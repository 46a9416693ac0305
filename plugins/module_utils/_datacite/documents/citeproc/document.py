# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Citeproc (CSL) JSON, put in order: one item as DataCite's reader knows it. Private to the collection.

DataCite recognises an item by its date of issue in parts, makes no full name of a person's parts, refuses editors, and reads neither language nor keywords.
What Crossref's REST API hands out is much the same JSON with types of its own and lists for texts.
Source: https://docs.citationstyles.org/en/stable/specification.html.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..json_parts.part import Part
from ..json_parts.text import loaded, written
from ..json_parts.values import once, shown
from ..ordered import MANDATORY, Ordered, Request
from ..own_name import refuse_another
from . import circumstances, people, texts
from .items import item_in, own_dois
from .kinds import types_of

_NOT_WORTH_A_WORD = frozenset((
    "id", "DOI", "doi", "citation-key", "citation-label", "citation-number", "accessed", "source", "prefix", "member", "score", "indexed", "deposited",
    "created", "content-domain", "is-referenced-by-count", "references-count", "reference-count", "link", "update-policy", "assertion", "alternative-id",
    "short-title", "shortTitle", "title-short", "container-title-short", "short-container-title", "journalAbbreviation", "first-reference-note-number",
    "year-suffix", "archive", "archive_location", "call-number", "institution", "system_id", "locator", "type", "page", "page-first", "resource",
    "published-other", "content-created", "content-updated", "approved", "free-to-read", "group-title", "archive-place",
))  # fmt: skip
"""Fields that are technical, or that say again what another one says."""


def in_order(request: Request) -> Ordered:
    """The document as DataCite reads it best; raises Unusable."""
    item = item_in(loaded(request.text), request.entry)
    named = own_dois(item)
    own = request.doi if request.doi in named else next(iter(named), None)
    refuse_another(own, request)
    creators = people.creators_of(item)
    names = frozenset(name for name in (own, request.doi) if name)
    parts = [
        texts.titles_of(item),
        creators,
        people.contributors_of(item, creators.names if creators.value else ()),
        texts.publisher_of(item),
        *circumstances.year_and_dates_of(item),
        types_of(item),
        circumstances.container_of(item),
        circumstances.related_of(item, names),
        circumstances.identifiers_of(item),
        circumstances.rights_part_of(item),
        circumstances.landing_page_of(item),
        circumstances.funding_of(item),
        texts.descriptions_of(item),
        texts.subjects_of(item),
        texts.language_of(item),
        texts.version_of(item),
        texts.sizes_of(item),
    ]
    return _ordered(item, parts, request)


def _ordered(item: Mapping[str, Any], parts: Iterable[Part], request: Request) -> Ordered:
    parts = list(parts)
    text: dict[str, Any] = {"id": f"https://doi.org/{request.doi}", "DOI": request.doi}
    for part in parts:
        for name, value in part.members.items():
            text.setdefault(name, value)
    found = {part.attribute for part in parts if part.value}
    taken = {name for part in parts for name in part.names}
    lost = [shown(name, value) for name, value in item.items() if name not in taken | _NOT_WORTH_A_WORD and value not in (None, "", [], {})]
    return Ordered(
        format="citeproc",
        text=written(text),
        attributes={part.attribute: part.value for part in parts if part.spoiled},
        missing=tuple(name for name in MANDATORY if name not in found),
        mended=tuple(once(sentence for part in parts for sentence in part.mended)),
        lost=tuple(once([*(sentence for part in parts for sentence in part.lost), *lost])),
    )
