# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controlled lists of DataCite's Metadata Schema 4.7 (kernel 4), with the kernel version that added each term.

Source: the revision history of the schema, https://schema.datacite.org/meta/kernel-4.7/. Terms that were there before kernel 4 count as 4.0.
"""

from __future__ import annotations

from .vocabulary import Vocabulary, added

NEWEST = "4.7"

RESOURCE_TYPE_GENERAL = Vocabulary(
    "resourceTypeGeneral",
    {
        **added("4.0", "Audiovisual", "Collection", "Dataset", "Event", "Image", "InteractiveResource", "Model", "PhysicalObject"),
        **added("4.0", "Service", "Software", "Sound", "Text", "Workflow", "Other"),
        **added("4.1", "DataPaper"),
        **added("4.4", "Book", "BookChapter", "ComputationalNotebook", "ConferencePaper", "ConferenceProceeding", "Dissertation", "Journal"),
        **added("4.4", "JournalArticle", "OutputManagementPlan", "PeerReview", "Preprint", "Report", "Standard"),
        **added("4.5", "Instrument", "StudyRegistration"),
        **added("4.6", "Award", "Project"),
        **added("4.7", "Poster", "Presentation"),
    },
    instead={
        "Film": "Audiovisual",
        "Video": "Audiovisual",
        "Movie": "Audiovisual",
        "Article": "JournalArticle",
        "Data": "Dataset",
        "Thesis": "Dissertation",
        "Proceedings": "ConferenceProceeding",
        "Chapter": "BookChapter",
        "Code": "Software",
        "Grant": "Award",
        "Notebook": "ComputationalNotebook",
        "Slides": "Presentation",
        "Photo": "Image",
        "Figure": "Image",
        "Review": "PeerReview",
        "DataManagementPlan": "OutputManagementPlan",
        "DMP": "OutputManagementPlan",
    },
)

TITLE_TYPE = Vocabulary(
    "titleType",
    added("4.0", "AlternativeTitle", "Subtitle", "TranslatedTitle", "Other"),
    instead={"Alternative": "AlternativeTitle", "Translated": "TranslatedTitle", "Translation": "TranslatedTitle"},
)

NAME_TYPE = Vocabulary(
    "nameType",
    added("4.1", "Organizational", "Personal"),
    instead={"Person": "Personal", "Organisation": "Organizational", "Organization": "Organizational", "Organisational": "Organizational"},
)

CONTRIBUTOR_TYPE = Vocabulary(
    "contributorType",
    {
        **added("4.0", "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor", "HostingInstitution", "Other"),
        **added("4.0", "Producer", "ProjectLeader", "ProjectManager", "ProjectMember", "RegistrationAgency", "RegistrationAuthority"),
        **added("4.0", "RelatedPerson", "ResearchGroup", "RightsHolder", "Researcher", "Sponsor", "Supervisor", "WorkPackageLeader"),
        **added("4.6", "Translator"),
    },
    instead={"Contact": "ContactPerson", "Curator": "DataCurator", "Funder": "Sponsor", "Advisor": "Supervisor"},
)

DATE_TYPE = Vocabulary(
    "dateType",
    {
        **added("4.0", "Accepted", "Available", "Collected", "Copyrighted", "Created", "Issued", "Submitted", "Updated", "Valid"),
        **added("4.1", "Other"),
        **added("4.2", "Withdrawn"),
        **added("4.6", "Coverage"),
    },
    instead={"Published": "Issued", "Publication": "Issued", "Modified": "Updated", "Temporal": "Coverage"},
)

DESCRIPTION_TYPE = Vocabulary(
    "descriptionType",
    added("4.0", "Abstract", "Methods", "SeriesInformation", "TableOfContents", "TechnicalInfo", "Other"),
    instead={"Summary": "Abstract", "Method": "Methods", "TechnicalInformation": "TechnicalInfo", "Series": "SeriesInformation", "TOC": "TableOfContents"},
)

RELATED_IDENTIFIER_TYPE = Vocabulary(
    "relatedIdentifierType",
    {
        **added("4.0", "ARK", "arXiv", "bibcode", "DOI", "EAN13", "EISSN", "Handle", "IGSN", "ISBN", "ISSN", "ISTC", "LISSN", "LSID", "PMID"),
        **added("4.0", "PURL", "UPC", "URL", "URN"),
        **added("4.2", "w3id"),
        **added("4.6", "CSTR", "RRID"),
        **added("4.7", "RAiD", "SWHID"),
    },
    instead={"URI": "URL", "Link": "URL", "HDL": "Handle", "PubMed": "PMID", "EAN": "EAN13"},
)

RELATION_TYPE = Vocabulary(
    "relationType",
    {
        **added("4.0", "IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy", "Continues", "IsNewVersionOf"),
        **added("4.0", "IsPreviousVersionOf", "IsPartOf", "HasPart", "IsReferencedBy", "References", "IsDocumentedBy", "Documents"),
        **added("4.0", "IsCompiledBy", "Compiles", "IsVariantFormOf", "IsOriginalFormOf", "IsIdenticalTo", "HasMetadata", "IsMetadataFor"),
        **added("4.0", "Reviews", "IsReviewedBy", "IsDerivedFrom", "IsSourceOf"),
        **added("4.1", "Describes", "IsDescribedBy", "HasVersion", "IsVersionOf", "Requires", "IsRequiredBy"),
        **added("4.2", "Obsoletes", "IsObsoletedBy"),
        **added("4.4", "IsPublishedIn"),
        **added("4.5", "Collects", "IsCollectedBy"),
        **added("4.6", "HasTranslation", "IsTranslationOf"),
        **added("4.7", "Other"),
    },
)

FUNDER_IDENTIFIER_TYPE = Vocabulary(
    "funderIdentifierType",
    {**added("4.0", "ISNI", "GRID", "Crossref Funder ID", "Other"), **added("4.3", "ROR")},
    instead={"Crossref": "Crossref Funder ID", "Crossref Funder": "Crossref Funder ID", "FundRef": "Crossref Funder ID"},
)

NUMBER_TYPE = Vocabulary("numberType", added("4.4", "Article", "Chapter", "Report", "Other"))
