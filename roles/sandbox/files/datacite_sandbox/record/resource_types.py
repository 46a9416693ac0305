# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The four members of `types` that are derived from the other two: schemaOrg, citeproc, bibtex and ris."""

from __future__ import annotations

import re
from typing import Any

# resourceTypeGeneral: schemaOrg, ris
_GENERAL = {
    "Audiovisual": ("MediaObject", "MPCT"), "Award": ("Grant", "GEN"), "Book": ("Book", "BOOK"), "BookChapter": ("Chapter", "CHAP"),
    "Collection": ("Collection", "GEN"), "ComputationalNotebook": ("SoftwareSourceCode", "COMP"), "ConferencePaper": ("Article", "CPAPER"),
    "ConferenceProceeding": ("Periodical", "CONF"), "DataPaper": ("Article", "GEN"), "Dataset": ("Dataset", "DATA"),
    "Dissertation": ("Thesis", "THES"), "Event": ("Event", "GEN"), "Image": ("ImageObject", "FIGURE"), "Instrument": ("CreativeWork", "GEN"),
    "InteractiveResource": ("CreativeWork", "GEN"), "Journal": ("Periodical", "GEN"), "JournalArticle": ("ScholarlyArticle", "JOUR"),
    "Model": ("CreativeWork", "GEN"), "OutputManagementPlan": ("CreativeWork", "GEN"), "PeerReview": ("Review", "GEN"),
    "PhysicalObject": ("CreativeWork", "GEN"), "Preprint": ("CreativeWork", "GEN"), "Project": ("Project", "GEN"), "Report": ("Report", "RRPT"),
    "Service": ("Service", "GEN"), "Software": ("SoftwareSourceCode", "COMP"), "Sound": ("AudioObject", "SOUND"),
    "Standard": ("CreativeWork", "GEN"), "StudyRegistration": ("CreativeWork", "GEN"), "Text": ("ScholarlyArticle", "RPRT"),
    "Workflow": ("CreativeWork", "GEN"), "Other": ("CreativeWork", "GEN"), "Poster": ("Poster", "GEN"),
    "Presentation": ("PresentationDigitalDocument", "SLIDE"),
}  # fmt: skip
# resourceType that is the name of a Crossref type: schemaOrg, citeproc, bibtex, ris (None: by the general type)
_SPECIAL: dict[str, tuple[str | None, str | None, str | None, str | None]] = {
    "Proceedings": (None, None, "proceedings", "CONF"), "ReferenceBook": ("Book", None, "book", "BOOK"),
    "JournalIssue": ("PublicationIssue", None, None, None), "ProceedingsArticle": (None, "paper-conference", None, "CPAPER"),
    "Other": ("CreativeWork", None, None, "GEN"), "Dissertation": ("Thesis", "thesis", "phdthesis", "THES"),
    "Dataset": ("Dataset", "dataset", None, "DATA"), "EditedBook": ("Book", "book", "book", "BOOK"),
    "JournalArticle": ("ScholarlyArticle", "article-journal", "article", "JOUR"), "Report": ("Report", "report", "techreport", "RPRT"),
    "Standard": (None, None, None, "STAND"), "BookSection": (None, "chapter", "inbook", "CHAP"), "BookPart": (None, None, None, "CHAP"),
    "Book": ("Book", "book", "book", "BOOK"), "BookChapter": ("Chapter", "chapter", "inbook", "CHAP"), "Monograph": ("Book", "book", "book", "BOOK"),
    "Component": ("CreativeWork", None, None, None), "ReferenceEntry": (None, "entry-dictionary", None, "DICT"),
    "JournalVolume": ("PublicationVolume", None, None, None), "PostedContent": ("ScholarlyArticle", None, "article", None),
    "PeerReview": ("Review", None, None, None),
}  # fmt: skip
_CITEPROC = {
    "Article": "", "AudioObject": "song", "Blog": "report", "BlogPosting": "post-weblog", "DataCatalog": "dataset", "Dataset": "dataset",
    "ImageObject": "graphic", "Movie": "motion_picture", "Poster": "document", "PresentationDigitalDocument": "presentation",
    "Report": "report", "ScholarlyArticle": "article-journal", "Thesis": "thesis", "VideoObject": "broadcast", "WebPage": "webpage",
    "WebSite": "webpage",
}  # fmt: skip
_BIBTEX = {"Article": "article", "BlogPosting": "article", "ScholarlyArticle": "article", "Thesis": "phdthesis"}


def stored_types(types: dict[str, Any]) -> dict[str, Any]:
    """`types` as one save leaves it: derived members are added where the name is absent, nulls are removed after that."""
    special = _SPECIAL.get(_crossref_name(types.get("resourceType")), (None, None, None, None))
    general, general_ris = _GENERAL.get(_hyphenated(types.get("resourceTypeGeneral")), (None, None))
    schema_org = special[0] or general or "CreativeWork"
    derived = {
        "schemaOrg": schema_org,
        "citeproc": special[1] or _CITEPROC.get(schema_org, "article"),
        "bibtex": special[2] or _BIBTEX.get(schema_org, "misc"),
        "ris": special[3] or general_ris or "GEN",
    }
    return {name: value for name, value in {**derived, **types}.items() if value is not None}


def _crossref_name(resource_type: Any) -> str:
    """`journal-article`, `Journal article` and `journal_article` as JournalArticle."""
    if not isinstance(resource_type, str):
        return ""
    words = re.sub(r"([A-Z\d]+)([A-Z][a-z])|([a-z\d])(?=[A-Z])", lambda found: f"{found[1]}_{found[2]}" if found[1] else f"{found[3]}_", resource_type)
    return "".join(word[:1].upper() + word[1:] for word in re.split(r"[-_\s]+", words.lower()))


def _hyphenated(general: Any) -> str:
    return general.replace("_", "-") if isinstance(general, str) else ""
