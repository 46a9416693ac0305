# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`types`: the four members that DataCite derives from `resourceTypeGeneral` and `resourceType` where they are not sent.

The names in the tables are those of schema.org, the Citation Style Language, BibTeX and RIS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

DERIVED = ("schemaOrg", "citeproc", "bibtex", "ris")
"""The derived members; they follow the resource type unless somebody sends them."""

_SCHEMA_ORG_OF_GENERAL = {
    "Audiovisual": "MediaObject", "Award": "Grant", "Book": "Book", "BookChapter": "Chapter", "Collection": "Collection",
    "ComputationalNotebook": "SoftwareSourceCode", "ConferencePaper": "Article", "ConferenceProceeding": "Periodical", "DataPaper": "Article",
    "Dataset": "Dataset", "Dissertation": "Thesis", "Event": "Event", "Image": "ImageObject", "Journal": "Periodical",
    "JournalArticle": "ScholarlyArticle", "PeerReview": "Review", "Poster": "Poster", "Presentation": "PresentationDigitalDocument",
    "Project": "Project", "Report": "Report", "Service": "Service", "Software": "SoftwareSourceCode", "Sound": "AudioObject",
    "Text": "ScholarlyArticle",
}
_RIS_OF_GENERAL = {
    "Audiovisual": "MPCT", "Book": "BOOK", "BookChapter": "CHAP", "ComputationalNotebook": "COMP", "ConferencePaper": "CPAPER",
    "ConferenceProceeding": "CONF", "Dataset": "DATA", "Dissertation": "THES", "Image": "FIGURE", "JournalArticle": "JOUR", "Presentation": "SLIDE",
    "Report": "RRPT", "Software": "COMP", "Sound": "SOUND", "Text": "RPRT",
}
_CITEPROC_OF_SCHEMA_ORG = {
    "Article": "", "AudioObject": "song", "Dataset": "dataset", "ImageObject": "graphic", "Poster": "document",
    "PresentationDigitalDocument": "presentation", "Report": "report", "ScholarlyArticle": "article-journal", "Thesis": "thesis",
}
_BIBTEX_OF_SCHEMA_ORG = {"Article": "article", "ScholarlyArticle": "article", "Thesis": "phdthesis"}
_OF_RESOURCE_TYPE: Mapping[str, Mapping[str, str]] = {
    "Proceedings": {"bibtex": "proceedings", "ris": "CONF"},
    "ReferenceBook": {"schemaOrg": "Book", "bibtex": "book", "ris": "BOOK"},
    "JournalIssue": {"schemaOrg": "PublicationIssue"},
    "ProceedingsArticle": {"citeproc": "paper-conference", "ris": "CPAPER"},
    "Other": {"schemaOrg": "CreativeWork", "ris": "GEN"},
    "Dissertation": {"schemaOrg": "Thesis", "citeproc": "thesis", "bibtex": "phdthesis", "ris": "THES"},
    "Dataset": {"schemaOrg": "Dataset", "citeproc": "dataset", "ris": "DATA"},
    "EditedBook": {"schemaOrg": "Book", "citeproc": "book", "bibtex": "book", "ris": "BOOK"},
    "JournalArticle": {"schemaOrg": "ScholarlyArticle", "citeproc": "article-journal", "bibtex": "article", "ris": "JOUR"},
    "Report": {"schemaOrg": "Report", "citeproc": "report", "bibtex": "techreport", "ris": "RPRT"},
    "Standard": {"ris": "STAND"},
    "BookSection": {"citeproc": "chapter", "bibtex": "inbook", "ris": "CHAP"},
    "BookPart": {"ris": "CHAP"},
    "Book": {"schemaOrg": "Book", "citeproc": "book", "bibtex": "book", "ris": "BOOK"},
    "BookChapter": {"schemaOrg": "Chapter", "citeproc": "chapter", "bibtex": "inbook", "ris": "CHAP"},
    "Monograph": {"schemaOrg": "Book", "citeproc": "book", "bibtex": "book", "ris": "BOOK"},
    "Component": {"schemaOrg": "CreativeWork"},
    "ReferenceEntry": {"citeproc": "entry-dictionary", "ris": "DICT"},
    "JournalVolume": {"schemaOrg": "PublicationVolume"},
    "PostedContent": {"schemaOrg": "ScholarlyArticle", "bibtex": "article"},
    "PeerReview": {"schemaOrg": "Review"},
}
_WORD_STARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|[-_\s]+")


def derived(types: Mapping[str, Any]) -> dict[str, str]:
    """All four derived members, from the resource type alone (a `schemaOrg` that is sent has no influence on the others)."""
    general, own = types.get("resourceTypeGeneral"), types.get("resourceType")
    special = _OF_RESOURCE_TYPE.get(_camel_case(own), {}) if isinstance(own, str) else {}
    known = general if isinstance(general, str) else ""
    schema_org = special.get("schemaOrg") or _SCHEMA_ORG_OF_GENERAL.get(known, "CreativeWork")
    return {
        "schemaOrg": schema_org,
        "citeproc": special.get("citeproc") or _CITEPROC_OF_SCHEMA_ORG.get(schema_org, "article"),
        "bibtex": special.get("bibtex") or _BIBTEX_OF_SCHEMA_ORG.get(schema_org, "misc"),
        "ris": special.get("ris") or _RIS_OF_GENERAL.get(known, "GEN"),
    }


def completed(types: Mapping[str, Any]) -> dict[str, Any] | None:
    """`types` as DataCite stores it; None where nothing but the defaults of an unknown type is left, which is how it stores a cleared `types`."""
    stored = {**derived(types), **types}
    return None if stored == _UNSET else stored


def _camel_case(text: str) -> str:
    return "".join(word[:1].upper() + word[1:].lower() for word in _WORD_STARTS.split(text))


_UNSET = derived({})
