# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How DataCite translates a resource's type between vocabularies (DataCite, Crossref, schema.org, Citeproc, BibTeX, RIS)."""

from __future__ import annotations

import re
from typing import Any

# resourceTypeGeneral -> schema.org, and -> RIS where there is a term.
SCHEMA_ORG_OF_GENERAL = {
    "Audiovisual": "MediaObject", "Award": "Grant", "Book": "Book", "BookChapter": "Chapter", "Collection": "Collection",
    "ComputationalNotebook": "SoftwareSourceCode", "ConferencePaper": "Article", "ConferenceProceeding": "Periodical", "DataCatalog": "DataCatalog",
    "DataPaper": "Article", "Dataset": "Dataset", "Dissertation": "Thesis", "Event": "Event", "Image": "ImageObject", "Journal": "Periodical",
    "JournalArticle": "ScholarlyArticle", "Other": "CreativeWork", "PeerReview": "Review", "Periodical": "Periodical", "Poster": "Poster",
    "Presentation": "PresentationDigitalDocument", "Project": "Project", "Report": "Report", "Service": "Service",
    "Software": "SoftwareSourceCode", "Sound": "AudioObject", "Text": "ScholarlyArticle",
}  # fmt: skip
RIS_OF_GENERAL = {
    "Audiovisual": "MPCT", "Book": "BOOK", "BookChapter": "CHAP", "ComputationalNotebook": "COMP", "ConferencePaper": "CPAPER",
    "ConferenceProceeding": "CONF", "Dataset": "DATA", "Dissertation": "THES", "Image": "FIGURE", "JournalArticle": "JOUR",
    "Presentation": "SLIDE", "Report": "RRPT", "Software": "COMP", "Sound": "SOUND", "Text": "RPRT",
}  # fmt: skip
# Crossref's name of a type -> other vocabularies.
SCHEMA_ORG_OF_CROSSREF = {
    "ReferenceBook": "Book", "JournalIssue": "PublicationIssue", "Other": "CreativeWork", "Dissertation": "Thesis", "Dataset": "Dataset",
    "EditedBook": "Book", "JournalArticle": "ScholarlyArticle", "Report": "Report", "Book": "Book", "BookChapter": "Chapter", "Monograph": "Book",
    "Component": "CreativeWork", "JournalVolume": "PublicationVolume", "PostedContent": "ScholarlyArticle", "PeerReview": "Review",
}  # fmt: skip
CITEPROC_OF_CROSSREF = {
    "ProceedingsArticle": "paper-conference", "Dissertation": "thesis", "Dataset": "dataset", "EditedBook": "book",
    "JournalArticle": "article-journal", "Report": "report", "BookSection": "chapter", "Book": "book", "BookChapter": "chapter",
    "Monograph": "book", "ReferenceEntry": "entry-dictionary",
}  # fmt: skip
BIBTEX_OF_CROSSREF = {
    "Proceedings": "proceedings", "ReferenceBook": "book", "Dissertation": "phdthesis", "EditedBook": "book", "JournalArticle": "article",
    "Report": "techreport", "BookSection": "inbook", "Book": "book", "BookChapter": "inbook", "Monograph": "book", "PostedContent": "article",
}  # fmt: skip
RIS_OF_CROSSREF = {
    "Proceedings": "CONF", "ReferenceBook": "BOOK", "ProceedingsArticle": "CPAPER", "Other": "GEN", "Dissertation": "THES", "Dataset": "DATA",
    "EditedBook": "BOOK", "JournalArticle": "JOUR", "Report": "RPRT", "Standard": "STAND", "BookSection": "CHAP", "BookPart": "CHAP",
    "Book": "BOOK", "BookChapter": "CHAP", "Monograph": "BOOK", "ReferenceEntry": "DICT",
}  # fmt: skip
GENERAL_OF_CROSSREF = {
    "JournalIssue": "Text", "ProceedingsArticle": "ConferencePaper", "Other": "Other", "Dissertation": "Dissertation", "Dataset": "Dataset",
    "EditedBook": "Book", "JournalArticle": "JournalArticle", "Journal": "Journal", "Report": "Report", "Standard": "Standard",
    "BookSection": "BookChapter", "Book": "Book", "BookChapter": "BookChapter", "SaComponent": "Text", "StandardSeries": "Standard",
    "Monograph": "book", "PostedContent": "JournalArticle", "PeerReview": "PeerReview",
}  # fmt: skip
# schema.org -> other vocabularies.
CITEPROC_OF_SCHEMA_ORG = {
    "Article": "", "AudioObject": "song", "Blog": "report", "BlogPosting": "post-weblog", "DataCatalog": "dataset", "Dataset": "dataset",
    "ImageObject": "graphic", "Movie": "motion_picture", "Poster": "document", "PresentationDigitalDocument": "presentation",
    "Report": "report", "ScholarlyArticle": "article-journal", "Thesis": "thesis", "VideoObject": "broadcast", "WebPage": "webpage",
    "WebSite": "webpage",
}  # fmt: skip
BIBTEX_OF_SCHEMA_ORG = {"Article": "article", "Thesis": "phdthesis", "BlogPosting": "article", "ScholarlyArticle": "article"}
RIS_OF_SCHEMA_ORG = {
    "BlogPosting": "BLOG", "CreativeWork": "GEN", "DataCatalog": "CTLG", "Dataset": "DATA", "ImageObject": "FIGURE", "Movie": "MPCT",
    "Report": "RPRT", "ScholarlyArticle": "JOUR", "SoftwareSourceCode": "COMP", "VideoObject": "VIDEO", "WebPage": "ELEC",
}  # fmt: skip
GENERAL_OF_SCHEMA_ORG = {
    "Article": "Text", "AudioObject": "Sound", "Blog": "Text", "BlogPosting": "Text", "Book": "Book", "Chapter": "BookChapter",
    "Collection": "Collection", "DataCatalog": "Dataset", "Dataset": "Dataset", "Event": "Event", "ImageObject": "Image", "Movie": "Audiovisual",
    "PublicationIssue": "Text", "Report": "Report", "ScholarlyArticle": "Text", "Thesis": "Text", "Service": "Service", "Review": "PeerReview",
    "SoftwareSourceCode": "Software", "VideoObject": "Audiovisual", "WebPage": "Text", "WebSite": "Text",
}  # fmt: skip


def camelized(text: Any) -> str:
    """`journal-article`, `Journal article` and `journal_article` as `JournalArticle`; text that is none of these as it can be."""
    spelled = text if isinstance(text, str) else ""
    spelled = re.sub(r"([A-Z\d]+)(?=[A-Z][a-z])|([a-z\d])(?=[A-Z])", lambda found: found[0] + "_", spelled).replace("-", "_").lower()
    spelled = re.sub(r"\A[a-z\d]*", lambda found: found[0].capitalize(), spelled)
    return re.sub(r"(?:_| )([a-z\d]*)", lambda found: found[1].capitalize(), spelled)


def derived(general: Any, resource_type: Any) -> dict[str, str]:
    """The four derived members for DataCite's two."""
    crossref = camelized(resource_type)
    named = general if isinstance(general, str) else ""
    schema_org = SCHEMA_ORG_OF_CROSSREF.get(crossref) or SCHEMA_ORG_OF_GENERAL.get(named) or "CreativeWork"
    citeproc = CITEPROC_OF_CROSSREF.get(crossref)
    return {
        "schemaOrg": schema_org,
        "citeproc": CITEPROC_OF_SCHEMA_ORG.get(schema_org, "article") if citeproc is None else citeproc,
        "bibtex": BIBTEX_OF_CROSSREF.get(crossref) or BIBTEX_OF_SCHEMA_ORG.get(schema_org) or "misc",
        "ris": RIS_OF_CROSSREF.get(crossref) or RIS_OF_GENERAL.get(named) or "GEN",
    }
