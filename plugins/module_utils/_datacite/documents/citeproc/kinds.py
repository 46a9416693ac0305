# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types of the Citation Style Language, and Crossref's own names for them, as DataCite's `types`. Private to the collection.

Sources: https://docs.citationstyles.org/en/stable/specification.html#appendix-iii-types, https://api.crossref.org/types.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..json_parts.part import Part
from ..json_parts.values import line_of, listed

_READ: Mapping[str, str] = {
    "song": "Audiovisual", "post-weblog": "Text", "dataset": "Dataset", "graphic": "Image", "motion_picture": "Audiovisual",
    "article-journal": "JournalArticle", "broadcast": "Audiovisual", "webpage": "Text",
}  # fmt: skip
"""Types of which DataCite's reader knows the general resource type."""

_KINDS: Mapping[str, tuple[str, str, str, str]] = {
    "article": ("Text", "CreativeWork", "misc", "GEN"),
    "article-journal": ("JournalArticle", "ScholarlyArticle", "article", "JOUR"),
    "article-magazine": ("Text", "Article", "article", "MGZN"),
    "article-newspaper": ("Text", "Article", "article", "NEWS"),
    "bill": ("Text", "CreativeWork", "misc", "BILL"),
    "book": ("Book", "Book", "book", "BOOK"),
    "broadcast": ("Audiovisual", "VideoObject", "misc", "VIDEO"),
    "chapter": ("BookChapter", "Chapter", "inbook", "CHAP"),
    "classic": ("Text", "CreativeWork", "misc", "CLSWK"),
    "collection": ("Collection", "Collection", "misc", "GEN"),
    "dataset": ("Dataset", "Dataset", "misc", "DATA"),
    "document": ("Text", "CreativeWork", "misc", "GEN"),
    "entry": ("BookChapter", "Chapter", "inbook", "CHAP"),
    "entry-dictionary": ("BookChapter", "Chapter", "inbook", "DICT"),
    "entry-encyclopedia": ("BookChapter", "Chapter", "inbook", "ENCYC"),
    "event": ("Event", "Event", "misc", "GEN"),
    "figure": ("Image", "ImageObject", "misc", "FIGURE"),
    "graphic": ("Image", "ImageObject", "misc", "FIGURE"),
    "hearing": ("Text", "CreativeWork", "misc", "HEAR"),
    "interview": ("Text", "CreativeWork", "misc", "GEN"),
    "legal_case": ("Text", "CreativeWork", "misc", "CASE"),
    "legislation": ("Text", "CreativeWork", "misc", "STAT"),
    "manuscript": ("Text", "CreativeWork", "unpublished", "UNPB"),
    "map": ("Image", "Map", "misc", "MAP"),
    "motion_picture": ("Audiovisual", "Movie", "misc", "MPCT"),
    "musical_score": ("Text", "CreativeWork", "misc", "MUSIC"),
    "pamphlet": ("Text", "CreativeWork", "misc", "PAMP"),
    "paper-conference": ("ConferencePaper", "Article", "inproceedings", "CPAPER"),
    "patent": ("Other", "CreativeWork", "misc", "PAT"),
    "performance": ("Event", "Event", "misc", "GEN"),
    "periodical": ("Journal", "Periodical", "misc", "JFULL"),
    "personal_communication": ("Text", "CreativeWork", "misc", "PCOMM"),
    "post": ("Text", "BlogPosting", "misc", "BLOG"),
    "post-weblog": ("Text", "BlogPosting", "misc", "BLOG"),
    "proceedings": ("ConferenceProceeding", "Periodical", "proceedings", "CONF"),
    "regulation": ("Text", "CreativeWork", "misc", "STAT"),
    "report": ("Report", "Report", "techreport", "RPRT"),
    "review": ("PeerReview", "Review", "misc", "GEN"),
    "review-book": ("Text", "Review", "article", "JOUR"),
    "software": ("Software", "SoftwareSourceCode", "misc", "COMP"),
    "song": ("Sound", "AudioObject", "misc", "SOUND"),
    "speech": ("Presentation", "PresentationDigitalDocument", "misc", "SLIDE"),
    "standard": ("Standard", "CreativeWork", "misc", "STAND"),
    "thesis": ("Dissertation", "Thesis", "phdthesis", "THES"),
    "treaty": ("Text", "CreativeWork", "misc", "GEN"),
    "webpage": ("Text", "WebPage", "misc", "ELEC"),
}
"""Per type: resourceTypeGeneral, and its names in schema.org, BibTeX and RIS."""

_OF_CROSSREF: Mapping[str, str] = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter", "book-track": "chapter",
    "proceedings-article": "paper-conference", "posted-content": "article", "monograph": "book", "edited-book": "book", "reference-book": "book",
    "book-set": "book", "book-series": "collection", "dissertation": "thesis", "peer-review": "review", "reference-entry": "entry", "journal": "periodical",
    "journal-issue": "periodical", "journal-volume": "periodical", "report-series": "report", "report-component": "report", "component": "document",
    "other": "document", "database": "dataset", "grant": "document", "standard-series": "standard", "computer_program": "software", "preprint": "article",
    "conference-paper": "paper-conference", "proceedings-series": "proceedings", "blog": "post-weblog", "video": "motion_picture", "image": "graphic",
    "presentation": "speech", "phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report", "inproceedings": "paper-conference",
    "incollection": "chapter", "inbook": "chapter", "misc": "document", "journalarticle": "article-journal", "article_journal": "article-journal",
}  # fmt: skip
_PREPRINT = re.compile(r"pre-?print|working.?paper|\be-?print|arxiv|bio-?rxiv|med-?rxiv|chem-?rxiv|psyarxiv|ssrn|research square", re.IGNORECASE)
_ENOUGH = 200


def types_of(item: Mapping[str, Any]) -> Part:
    """What kind of work an item is; Crossref's names count as those of the Citation Style Language."""
    names = ("type", "genre", "subtype", "medium")
    kind, genre = line_of(item.get("type")), line_of(item.get("genre"))
    if not kind:
        return Part("types", names=names)
    csl = _OF_CROSSREF.get(kind.lower(), kind.lower())
    known = _KINDS.get(csl)
    general, schema_org, bibtex, ris = known or _KINDS["document"]
    if csl in ("article", "manuscript", "document") and _is_preprint(item, genre):
        general, schema_org = "Preprint", "ScholarlyArticle"
    types = {"resourceTypeGeneral": _READ.get(csl, general)}
    own = genre or (kind if known is None else None)
    if own:
        types["resourceType"] = own
    types |= {"schemaOrg": schema_org, "citeproc": csl if known else "document", "bibtex": bibtex, "ris": ris}
    plain = kind in _READ and not genre
    return Part("types", types, {"type": csl if known else "document"}, not plain, names)


def _is_preprint(item: Mapping[str, Any], genre: str | None) -> bool:
    texts = [
        genre,
        line_of(item.get("subtype")),
        *(line_of(one) for member in ("publisher", "archive", "number", "container-title") for one in listed(item.get(member))),
    ]
    return any(text and _PREPRINT.search(text[:_ENOUGH]) for text in texts)
