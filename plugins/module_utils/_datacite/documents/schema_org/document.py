# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema.org JSON-LD, put in order: one creative work with plain keys, in the shapes that DataCite's reader looks for. Private to the collection.

DataCite reads keys of the one top object and expands nothing (https://support.datacite.org/docs/datacite-schemaorg-mapping): a `@graph`, a list of types or an
author in plain text make it read nothing at all, and plain addresses of licences, files' sizes or periods it takes for something else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..json_parts.part import Part
from ..json_parts.text import loaded, written
from ..json_parts.values import once, shown
from ..ordered import MANDATORY, Ordered, Request
from ..own_name import refuse_another
from . import circumstances, people, relations, texts
from .choice import work_in
from .container import container_of
from .kinds import types_read
from .places import places_of

_CONTEXT = "http://schema.org"
_READERS: tuple[Callable[[Mapping[str, Any]], Part], ...] = (
    texts.titles_of,
    people.publisher_of,
    circumstances.year_of,
    circumstances.dates_of,
    circumstances.landing_page_of,
    texts.descriptions_of,
    texts.subjects_of,
    circumstances.rights_part_of,
    texts.language_of,
    texts.version_of,
    texts.sizes_of,
    texts.formats_of,
    texts.content_addresses_of,
    circumstances.funding_of,
    places_of,
)
_NOT_WORTH_A_WORD = frozenset((
    "@id", "@type", "@context", "@reverse", "id", "type", "additionalType", "learningResourceType", "schemaVersion", "provider", "sdPublisher", "sdLicense",
    "sdDatePublished", "image", "thumbnail", "thumbnailUrl", "logo", "potentialAction", "interactionStatistic", "isAccessibleForFree", "mainEntityOfPage",
    "wordCount", "commentCount", "comment", "breadcrumb", "primaryImageOfPage", "speakable", "dateline", "doi", "DOI", "conformsTo", "dct:conformsTo",
    "archivedAt", "subjectOf", "sourceOrganization", "copyrightYear", "text", "articleBody", "creditText", "articleSection", "mainEntity", "@graph",
))  # fmt: skip
"""Members that are technical, that say again what another one says, or that no record of a DOI has a place for."""


def in_order(request: Request) -> Ordered:
    """The document as DataCite reads it best; raises Unusable."""
    work = work_in(loaded(request.text), request.entry)
    named = relations.own_dois(work)
    own = request.doi if request.doi in named else next(iter(named), None)
    refuse_another(own, request)
    sent_type, own_type, types = types_read(work)
    creators = people.creators_of(work)
    landing = circumstances.landing_page_of(work).value
    names = frozenset(name for name in (own, request.doi) if name)
    parts = [
        creators,
        people.contributors_of(work, creators.names if creators.value and not {"author", "creator"} & set(creators.names) else ()),
        Part("types", types or ({"resourceTypeGeneral": sent_type} if sent_type else None), _type_members(sent_type, own_type), types is not None),
        relations.identifiers_of(work, names, landing),
        relations.related_of(work, names),
        container_of(work, sent_type == "Dataset"),
        *(read(work) for read in _READERS),
    ]
    return _ordered(work, parts, request)


def _ordered(work: Mapping[str, Any], parts: Iterable[Part], request: Request) -> Ordered:
    parts = list(parts)
    text: dict[str, Any] = {"@context": _CONTEXT, "@id": f"https://doi.org/{request.doi}"}
    for part in parts:
        for name, value in part.members.items():
            text.setdefault(name, value)
    found = {part.attribute for part in parts if part.value}
    taken = {name for part in parts for name in part.names}
    lost = [shown(name, value) for name, value in work.items() if name not in taken | _NOT_WORTH_A_WORD and value not in (None, "", [], {})]
    return Ordered(
        format="schema_org",
        text=written(text),
        attributes={part.attribute: part.value for part in parts if part.spoiled},
        missing=tuple(name for name in MANDATORY if name not in found),
        mended=tuple(once(sentence for part in parts for sentence in part.mended)),
        lost=tuple(once([*(sentence for part in parts for sentence in part.lost), *lost])),
    )


def _type_members(sent_type: str | None, own_type: str | None) -> dict[str, Any]:
    return {name: value for name, value in (("@type", sent_type), ("additionalType", own_type)) if value}
