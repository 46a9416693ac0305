# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite's metadata kernel 4.7 as tables: elements, attributes and vocabularies as DataCite's back end enforces them.

Source: the DataCite Metadata Schema 4.7 (https://schema.datacite.org/meta/kernel-4.7/). The order of elements, attributes and terms
is kept, because the texts of violations list them in that order.

Occurrence is written as `?` (0..1), `*` (0..n), `+` (1..n), `4+` (4..n) or empty (exactly one). An attribute is written as
`name:type`, with `!` after the name when it is required; `name` alone takes any text.
"""

from __future__ import annotations

from dataclasses import dataclass

VOCABULARIES: dict[str, tuple[str, ...]] = {
    "titleType": ("AlternativeTitle", "Subtitle", "TranslatedTitle", "Other"),
    "contributorType": (
        "ContactPerson", "DataCollector", "DataCurator", "DataManager", "Distributor", "Editor", "HostingInstitution", "Other", "Producer",
        "ProjectLeader", "ProjectManager", "ProjectMember", "RegistrationAgency", "RegistrationAuthority", "RelatedPerson", "ResearchGroup",
        "RightsHolder", "Researcher", "Sponsor", "Supervisor", "Translator", "WorkPackageLeader",
    ),
    "dateType": (
        "Accepted", "Available", "Collected", "Copyrighted", "Coverage", "Created", "Issued", "Other", "Submitted", "Updated", "Valid", "Withdrawn",
    ),
    "resourceType": (
        "Audiovisual", "Award", "Book", "BookChapter", "Collection", "ComputationalNotebook", "ConferencePaper", "ConferenceProceeding", "DataPaper",
        "Dataset", "Dissertation", "Event", "Image", "Instrument", "InteractiveResource", "Journal", "JournalArticle", "Model",
        "OutputManagementPlan", "PeerReview", "PhysicalObject", "Poster", "Preprint", "Presentation", "Project", "Report", "Service", "Software",
        "Sound", "Standard", "StudyRegistration", "Text", "Workflow", "Other",
    ),
    "relationType": (
        "IsCitedBy", "Cites", "IsSupplementTo", "IsSupplementedBy", "IsContinuedBy", "Continues", "IsNewVersionOf", "IsPreviousVersionOf", "IsPartOf",
        "HasPart", "IsPublishedIn", "IsReferencedBy", "References", "IsDocumentedBy", "Documents", "IsCompiledBy", "Compiles", "IsVariantFormOf",
        "IsOriginalFormOf", "IsIdenticalTo", "HasMetadata", "IsMetadataFor", "Reviews", "IsReviewedBy", "IsDerivedFrom", "IsSourceOf", "Describes",
        "IsDescribedBy", "HasVersion", "IsVersionOf", "Requires", "IsRequiredBy", "Obsoletes", "IsObsoletedBy", "Collects", "IsCollectedBy",
        "HasTranslation", "IsTranslationOf", "Other",
    ),
    "relatedIdentifierType": (
        "ARK", "arXiv", "bibcode", "CSTR", "DOI", "EAN13", "EISSN", "Handle", "IGSN", "ISBN", "ISSN", "ISTC", "LISSN", "LSID", "PMID", "PURL", "RAiD",
        "RRID", "SWHID", "UPC", "URL", "URN", "w3id",
    ),
    "funderIdentifierType": ("ISNI", "GRID", "ROR", "Crossref Funder ID", "Other"),
    "descriptionType": ("Abstract", "Methods", "SeriesInformation", "TableOfContents", "TechnicalInfo", "Other"),
    "nameType": ("Organizational", "Personal"),
    "numberType": ("Article", "Chapter", "Report", "Other"),
}  # fmt: skip

NUMBER_RANGES = {"longitudeType": (-180, 180), "latitudeType": (-90, 90)}
"""Types of coordinates, in degrees."""

NONEMPTY, YEAR = "nonemptycontentStringType", "yearType"
TEXT, URI, LANGUAGE = "xs:string", "xs:anyURI", "xs:language"
ANY = ""
"""The type of an element about whose content and attributes the schema says nothing."""


@dataclass(frozen=True)
class Node:
    """An element: `text` is the type of its text content, or it holds `children` in the way of `model` (sequence, all, choice, mixed).

    `named` elements with neither attributes nor children refer to a type by name, the others carry their type within.
    """

    name: str
    occurs: str = ""
    text: str | None = None
    attributes: tuple[str, ...] = ()
    children: tuple[Node, ...] = ()
    model: str = "sequence"
    restricted: bool = False


def _list(name: str, item: Node, occurs: str = "?") -> Node:
    return Node(name, occurs, children=(item,))


def _person(kind: str, name_text: str, rest: tuple[Node, ...], attributes: tuple[str, ...] = (), occurs: str = "*") -> Node:
    name = Node(f"{kind}Name", text=name_text, attributes=("nameType:nameType", "xml:lang"))
    return Node(kind, occurs, attributes=attributes, children=(name, Node("givenName", "?", ANY), Node("familyName", "?", ANY), *rest))


_IDENTITIES = (Node("nameIdentifier", "*", ANY), Node("affiliation", "*", ANY))
_TITLE = ("titleType:titleType", "xml:lang")
_METADATA_SCHEME = ("relatedMetadataScheme", f"schemeURI:{URI}", "schemeType")

POINT = (Node("pointLongitude", text="longitudeType"), Node("pointLatitude", text="latitudeType"))
BOX = (
    Node("westBoundLongitude", text="longitudeType"),
    Node("eastBoundLongitude", text="longitudeType"),
    Node("southBoundLatitude", text="latitudeType"),
    Node("northBoundLatitude", text="latitudeType"),
)
SHAPES = {"point": POINT, "box": BOX}

_POLYGON = Node("geoLocationPolygon", "*", children=(Node("polygonPoint", "4+", "point"), Node("inPolygonPoint", "?", "point")))
_GEO_LOCATION = Node(
    "geoLocation",
    "*",
    model="choice",
    children=(Node("geoLocationPlace", "?", ANY), Node("geoLocationPoint", "?", "point"), Node("geoLocationBox", "?", "box"), _POLYGON),
)
_FUNDING = Node(
    "fundingReference",
    "*",
    model="all",
    children=(
        Node("funderName", text=NONEMPTY, restricted=True),
        Node("funderIdentifier", "?", TEXT, ("funderIdentifierType!:funderIdentifierType", f"schemeURI:{URI}")),
        Node("awardNumber", "?", TEXT, (f"awardURI:{URI}",)),
        Node("awardTitle", "?", ANY),
    ),
)
_RELATED_ITEM = Node(
    "relatedItem",
    "*",
    attributes=("relatedItemType!:resourceType", "relationType!:relationType", "relationTypeInformation"),
    children=(
        Node("relatedItemIdentifier", "?", TEXT, ("relatedItemIdentifierType:relatedIdentifierType", *_METADATA_SCHEME)),
        _list("creators", _person("creator", TEXT, ())),
        _list("titles", Node("title", "*", TEXT, _TITLE)),
        Node("publicationYear", "?", YEAR, restricted=True),
        Node("volume", "?", ANY),
        Node("issue", "?", ANY),
        Node("number", "?", TEXT, ("numberType:numberType",)),
        Node("firstPage", "?", ANY),
        Node("lastPage", "?", ANY),
        Node("publisher", "?", ANY),
        Node("edition", "?", ANY),
        _list("contributors", _person("contributor", TEXT, (), ("contributorType!:contributorType",))),
    ),
)

RESOURCE = Node(
    "resource",
    model="all",
    children=(
        Node("identifier", text=NONEMPTY, attributes=("identifierType!",)),
        _list("creators", _person("creator", TEXT, _IDENTITIES, occurs="+"), ""),
        _list("titles", Node("title", "+", TEXT, _TITLE), ""),
        Node(
            "publisher",
            text=NONEMPTY,
            attributes=(f"publisherIdentifier:{TEXT}", f"publisherIdentifierScheme:{TEXT}", f"schemeURI:{URI}", "xml:lang"),
        ),
        Node("publicationYear", text=YEAR, restricted=True),
        Node("resourceType", text=TEXT, attributes=("resourceTypeGeneral!:resourceType",)),
        _list(
            "subjects",
            Node("subject", "*", TEXT, ("subjectScheme", f"schemeURI:{URI}", f"valueURI:{URI}", f"classificationCode:{URI}", "xml:lang")),
        ),
        _list("contributors", _person("contributor", NONEMPTY, _IDENTITIES, ("contributorType!:contributorType",))),
        _list("dates", Node("date", "*", TEXT, ("dateType!:dateType", "dateInformation"))),
        Node("language", "?", LANGUAGE),
        _list("alternateIdentifiers", Node("alternateIdentifier", "*", TEXT, ("alternateIdentifierType!",))),
        _list(
            "relatedIdentifiers",
            Node(
                "relatedIdentifier",
                "*",
                TEXT,
                (
                    "resourceTypeGeneral:resourceType",
                    "relatedIdentifierType!:relatedIdentifierType",
                    "relationType!:relationType",
                    *_METADATA_SCHEME,
                    "relationTypeInformation",
                ),
            ),
        ),
        _list("sizes", Node("size", "*", TEXT)),
        _list("formats", Node("format", "*", TEXT)),
        Node("version", "?", TEXT),
        _list("rightsList", Node("rights", "*", TEXT, (f"rightsURI:{URI}", "rightsIdentifier", "rightsIdentifierScheme", f"schemeURI:{URI}", "xml:lang"))),
        _list(
            "descriptions",
            Node("description", "*", model="mixed", attributes=("descriptionType!:descriptionType", "xml:lang"), children=(Node("br", "*", model="empty"),)),
        ),
        _list("geoLocations", _GEO_LOCATION),
        _list("fundingReferences", _FUNDING),
        _list("relatedItems", _RELATED_ITEM),
    ),
)
