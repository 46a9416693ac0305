# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which types of schema.org fit a record. Private to the collection. Source: https://schema.org/docs/full.html (what is a kind of what)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ...metadata.types import derived

_ARTICLES = frozenset(
    ("Article", "ScholarlyArticle", "TechArticle", "Report", "MedicalScholarlyArticle", "NewsArticle", "BlogPosting", "Thesis", "Chapter", "Book")
)
_MEDIA = frozenset(("MediaObject", "ImageObject", "VideoObject", "AudioObject", "Photograph", "Movie", "Clip", "MusicRecording", "3DModel", "DataDownload"))
_PROGRAMS = frozenset(("SoftwareSourceCode", "SoftwareApplication", "WebApplication", "MobileApplication", "ComputationalNotebook"))
_ANYTHING = frozenset(("CreativeWork",))
_RELATED_TYPES = {
    **dict.fromkeys(_ARTICLES, _ARTICLES | _ANYTHING | {"DigitalDocument", "PresentationDigitalDocument", "TextDigitalDocument", "Poster", "Review"}),
    **dict.fromkeys(_MEDIA, _MEDIA | _ANYTHING),
    **dict.fromkeys(_PROGRAMS, _PROGRAMS | _ANYTHING),
    "Dataset": frozenset(("Dataset", "DataFeed", "DataDownload")) | _ANYTHING,
    "Collection": frozenset(("Collection", "Dataset", "CreativeWorkSeries", "BookSeries", "DataCatalog")) | _ANYTHING,
    "Poster": _ARTICLES | _MEDIA | _ANYTHING | {"DigitalDocument", "PresentationDigitalDocument"},
    "PresentationDigitalDocument": _ARTICLES | _MEDIA | _ANYTHING | {"DigitalDocument", "LearningResource"},
    "Review": _ARTICLES | _ANYTHING,
    "Periodical": frozenset(("PublicationIssue", "PublicationVolume", "Book", "CreativeWorkSeries")) | _ANYTHING,
    "CreativeWork": _ARTICLES | _MEDIA | _PROGRAMS
    | {
        "Dataset", "Collection", "LearningResource", "Course", "HowTo", "DefinedTermSet", "Map", "PhysicalObject", "Product", "Project", "DigitalDocument",
        "PresentationDigitalDocument", "Event", "Service", "WebPage", "Review", "Poster", "Grant", "Workflow", "ComputationalWorkflow", "DataCatalog",
        "BioChemEntity", "MolecularEntity", "Taxon", "Sample", "IndividualProduct", "Place", "Thing",
    },
    "Grant": frozenset(("MonetaryGrant",)) | _ANYTHING,
    "Project": frozenset(("ResearchProject",)) | _ANYTHING,
}  # fmt: skip
"""For the type that DataCite gives to a record: those by which a page does not contradict it."""


def fitting_types(types: Any) -> frozenset[str]:
    """The types that a page may give to a work of these `types` (as a record has them)."""
    held: Mapping[str, Any] = types if isinstance(types, dict) else {}
    stored = held.get("schemaOrg")
    expected = stored if isinstance(stored, str) and stored else derived(held)["schemaOrg"]
    return _RELATED_TYPES.get(expected, _ANYTHING) | {expected}
