# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Types of schema.org: which of them are works, which DataCite knows, and what the others are there. Private to the collection.

Source: https://schema.org/CreativeWork and the types below it; https://support.datacite.org/docs/datacite-schemaorg-mapping.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ...metadata.vocabularies import kernel4
from ..json_parts.values import line_of, listed
from .graph import types_of

KNOWN = frozenset((
    "Article", "AudioObject", "Blog", "BlogPosting", "Book", "Chapter", "Collection", "DataCatalog", "Dataset", "Event", "ImageObject", "Movie",
    "PublicationIssue", "Report", "Review", "ScholarlyArticle", "Service", "SoftwareSourceCode", "Thesis", "VideoObject", "WebPage", "WebSite",
))  # fmt: skip
"""Types of which DataCite's reader knows the general resource type."""

_NEAREST: Mapping[str, str] = {
    "SoftwareApplication": "SoftwareSourceCode", "WebApplication": "SoftwareSourceCode", "MobileApplication": "SoftwareSourceCode",
    "ComputerProgram": "SoftwareSourceCode", "Code": "SoftwareSourceCode", "APIReference": "ScholarlyArticle", "TechArticle": "Article",
    "NewsArticle": "Article", "OpinionNewsArticle": "Article", "AnalysisNewsArticle": "Article", "BackgroundNewsArticle": "Article",
    "ReportageNewsArticle": "Article", "AdvertiserContentArticle": "Article", "SatiricalArticle": "Article", "LiveBlogPosting": "BlogPosting",
    "SocialMediaPosting": "Article", "DiscussionForumPosting": "Article", "MedicalScholarlyArticle": "ScholarlyArticle", "Photograph": "ImageObject",
    "Painting": "ImageObject", "Drawing": "ImageObject", "Map": "ImageObject", "VisualArtwork": "ImageObject", "Audiobook": "AudioObject",
    "MusicRecording": "AudioObject", "PodcastEpisode": "AudioObject", "Clip": "VideoObject", "MovieClip": "VideoObject", "Episode": "VideoObject",
    "TVEpisode": "VideoObject", "DataFeed": "Dataset", "CompleteDataFeed": "Dataset", "StatisticalDataset": "Dataset", "ItemPage": "WebPage",
    "AboutPage": "WebPage", "CollectionPage": "WebPage", "FAQPage": "WebPage", "ProfilePage": "WebPage", "SearchResultsPage": "WebPage",
    "MedicalWebPage": "WebPage", "QAPage": "WebPage", "CheckoutPage": "WebPage", "ContactPage": "WebPage", "ImageGallery": "WebPage",
    "MediaGallery": "WebPage", "VideoGallery": "WebPage", "CriticReview": "Review", "UserReview": "Review", "ClaimReview": "Review",
    "ScholarlyReview": "Review", "BookSeries": "Collection", "CreativeWorkSeries": "Collection", "ArchiveComponent": "Collection",
    "BookChapter": "Chapter", "JournalArticle": "ScholarlyArticle", "Software": "SoftwareSourceCode", "Image": "ImageObject", "Video": "VideoObject",
    "Audio": "AudioObject", "ConferenceEvent": "Event", "EducationEvent": "Event", "PresentationEvent": "Event", "WebAPI": "Service",
    "Dissertation": "Thesis", "PublicationVolume": "PublicationIssue", "DataDownload": "Dataset", "File": "Dataset", "ImageObjectSnapshot": "ImageObject",
}  # fmt: skip
_GENERAL: Mapping[str, str] = {
    "CreativeWork": "Other", "MediaObject": "Audiovisual", "Poster": "Poster", "PresentationDigitalDocument": "Presentation", "Periodical": "Journal",
    "Newspaper": "Journal", "ComicSeries": "Collection", "Project": "Project", "ResearchProject": "Project", "Grant": "Award", "MonetaryGrant": "Award",
    "LearningResource": "InteractiveResource", "Course": "InteractiveResource", "Game": "InteractiveResource", "VideoGame": "InteractiveResource",
    "TextDigitalDocument": "Text", "DigitalDocument": "Text", "NoteDigitalDocument": "Text", "SpreadsheetDigitalDocument": "Dataset",
    "3DModel": "Model", "MathSolver": "Software", "HowTo": "Workflow", "Guide": "Text", "Manuscript": "Text", "Legislation": "Text", "Quotation": "Text",
    "Message": "Text", "Conversation": "Text", "Comment": "Text", "Answer": "Text", "Question": "Text", "Poem": "Text", "SheetMusic": "Text",
    "Protocol": "Workflow", "LabProtocol": "Workflow", "ComputationalWorkflow": "Workflow", "MusicComposition": "Sound", "MusicAlbum": "Sound",
    "PodcastSeries": "Sound", "Sculpture": "PhysicalObject", "Statement": "Text", "Claim": "Text", "Syllabus": "Text", "Preprint": "Preprint",
    "DefinedTermSet": "Collection", "Exhibition": "Event", "ExhibitionEvent": "Event", "Hackathon": "Event", "DataPaper": "DataPaper",
    "Standard": "Standard", "Instrument": "Instrument", "BioSample": "PhysicalObject", "Workflow": "Workflow", "Notebook": "ComputationalNotebook",
    "ComputationalNotebook": "ComputationalNotebook", "OutputManagementPlan": "OutputManagementPlan", "ConferencePaper": "ConferencePaper",
    "TVSeries": "Audiovisual", "RadioEpisode": "Sound", "Play": "Text", "ShortStory": "Text", "Drawings": "Image", "Atlas": "Book", "ComicStory": "Text",
}  # fmt: skip
PAGES = frozenset(("WebPage", "WebSite", *(kind for kind, nearest in _NEAREST.items() if nearest == "WebPage")))
MEDIA = frozenset(("ImageObject", "VideoObject", "AudioObject", "MediaObject", "DataDownload", "File", "ImageObjectSnapshot", "Comment", "Answer", "Question"))
NO_WORKS = frozenset((
    "Person", "Organization", "Place", "Product", "BreadcrumbList", "ListItem", "ItemList", "SearchAction", "ReadAction", "Action", "EntryPoint",
    "PropertyValue", "PropertyValueSpecification", "ContactPoint", "PostalAddress", "GeoCoordinates", "GeoShape", "QuantitativeValue", "Language", "Country",
    "CollegeOrUniversity", "ResearchOrganization", "GovernmentOrganization", "Corporation", "EducationalOrganization", "NGO", "Consortium", "Library",
    "FundingScheme", "DefinedTerm", "Role", "OrganizationRole", "Offer", "SiteNavigationElement", "WPHeader", "WPFooter", "ControlAction", "CreateAction",
    "Duration", "Rating", "AggregateRating", "Taxon", "AdministrativeArea", "City", "State", "LocalBusiness", "Brand", "Intangible", "RepositoryObject",
))  # fmt: skip
_SPELLINGS = {kind.lower(): kind for kind in (*KNOWN, *_NEAREST, *_GENERAL)}
_WORDS = re.compile(r"[^a-z]+")
_GENERAL_OF_WORDS = {
    "doctoralthesis": "Dissertation", "masterthesis": "Dissertation", "mastersthesis": "Dissertation", "bachelorthesis": "Dissertation",
    "phdthesis": "Dissertation", "thesis": "Dissertation", "preprint": "Preprint", "workingpaper": "Preprint", "video": "Audiovisual",
    "videoconference": "Audiovisual", "film": "Audiovisual", "poster": "Poster", "presentation": "Presentation", "lecture": "Presentation",
    "researchreport": "Report", "technicalreport": "Report", "researcharticle": "JournalArticle", "article": "Text", "photo": "Image",
    "photograph": "Image", "figure": "Image", "map": "Image", "datapaper": "DataPaper", "notebook": "ComputationalNotebook",
    "data": "Dataset", "code": "Software", "proceedings": "ConferenceProceeding", "conferencepaper": "ConferencePaper",
    **{term.lower(): term for term in kernel4.RESOURCE_TYPE_GENERAL.since},
}  # fmt: skip
"""Words of `additionalType` and `genre` that say what a work without a telling type is."""


def is_work(node: Mapping[str, Any]) -> bool:
    """Whether a node is of a type that stands for a work, known here or not; one without a type is where it has a title."""
    kinds = types_of(node)
    if not kinds:
        return any(line_of(node.get(member)) for member in ("name", "headline")) and not any(member in node for member in ("givenName", "familyName"))
    return any(_usual(kind) is not None for kind in kinds)


def _usual(kind: str) -> str | None:
    """A type of works in its usual spelling; None for what is no type of works, or not known here."""
    return _SPELLINGS.get(kind.lower())


def types_read(work: Mapping[str, Any]) -> tuple[str | None, str | None, dict[str, Any] | None]:
    """(the `@type` to be sent, `resourceType`, the whole of `types` where DataCite's reader does not know the general type)."""
    kinds = [usual for kind in types_of(work) if (usual := _usual(kind))]
    chosen = _told(kinds)
    sent = chosen if chosen is None or chosen in KNOWN else _NEAREST.get(chosen, chosen)
    own = _own_type(work)
    if sent is None or sent in KNOWN:
        return sent, own, None
    general = _general_of(own) or _GENERAL.get(sent) or "Other"
    return sent, own, {"resourceTypeGeneral": general, **({"resourceType": own} if own else {})}


def _told(kinds: list[str]) -> str | None:
    """The type that says most: one that DataCite knows and no mere page, then one that is near to such, then any work."""
    known = [kind for kind in kinds if kind in KNOWN]
    near = [kind for kind in kinds if kind in _NEAREST]
    others = [kind for kind in kinds if kind in _GENERAL and kind != "CreativeWork"]
    ranked = [*(kind for kind in known if kind not in PAGES), *(kind for kind in near if kind not in PAGES), *others, *known, *near]
    return ranked[0] if ranked else ("CreativeWork" if kinds and "CreativeWork" in kinds else None)


def _own_type(work: Mapping[str, Any]) -> str | None:
    """The free text of `additionalType` (or `learningResourceType`), which DataCite takes for the resource type; no addresses."""
    texts = [text for value in (work.get("additionalType"), work.get("learningResourceType")) for entry in listed(value) if (text := line_of(entry))]
    return next((text for text in texts if "://" not in text), None)


def _general_of(text: str | None) -> str | None:
    return _GENERAL_OF_WORDS.get(_WORDS.sub("", text[:60].lower())) if text else None
