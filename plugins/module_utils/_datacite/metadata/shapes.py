# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The shapes of DataCite's JSON attributes: which members each object has, and what DataCite makes of each.

DataCite keeps only the members that are listed here and drops every other one without a word; the spelling is that of its REST API
(`rightsUri` and `schemeUri`, but `schemeURI` in a related item's identifier). Source: https://support.datacite.org/docs/api-create-dois and
the properties of the Metadata Schema 4.7.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

from .vocabularies import kernel4
from .vocabularies.vocabulary import Vocabulary


@dataclass(frozen=True)
class Text:
    """A member that holds text (DataCite also keeps numbers and booleans there).

    `vocabulary`, `uri`, `language`: what DataCite's XML schema wants of it once the DOI is registered or findable. `identifier`: a number
    in it is refused. `string`: DataCite loses or refuses a value that is no string. `leading_zeros`: a number there may be what
    YAML made of `012345`. `beside`: DataCite writes this member into its XML only where that other member has a value.
    """

    vocabulary: Vocabulary | None = None
    uri: bool = False
    language: bool = False
    identifier: bool = False
    string: bool = False
    leading_zeros: bool = False
    beside: str | None = None


@dataclass(frozen=True)
class Year:
    """The publication year: DataCite keeps a whole number, and of a text the digits that it begins with."""


@dataclass(frozen=True)
class YearText:
    """A related item's year: kept as it is; four digits once the DOI is registered or findable."""


@dataclass(frozen=True)
class Coordinate:
    """A number of degrees between `-limit` and `limit`; DataCite turns numeric text into a number."""

    limit: int


@dataclass(frozen=True)
class Object:
    """One object. `string_as`: a plain string is taken as that member (by DataCite)."""

    members: Mapping[str, Kind]
    string_as: str | None = None


@dataclass(frozen=True)
class ListOf:
    """A list of objects; one object stands for a list of one.

    `main` is the member that a string would mean, for suggestions. `string_kept`: one plain string instead of the list is taken as
    `main`. `strings_kept`: strings in the list are taken so too (not by DataCite, which drops them: by this collection, which sends objects).
    """

    members: Mapping[str, Kind]
    main: str | None
    string_kept: bool = False
    strings_kept: bool = False


@dataclass(frozen=True)
class Texts:
    """A list of plain texts; one text stands for a list of one. One object in the list makes DataCite drop the whole list."""


Kind = Union[Text, Year, YearText, Coordinate, Object, ListOf, Texts]  # noqa: UP007 - ansible-test reads `|` as older Pythons do

TEXT = Text()
_URI = Text(uri=True)
_LANGUAGE = Text(language=True)
_IDENTIFIER = Text(identifier=True)

_NAME_IDENTIFIERS = ListOf(
    {"nameIdentifier": _IDENTIFIER, "nameIdentifierScheme": TEXT, "schemeUri": TEXT},
    main="nameIdentifier",
)
_AFFILIATION = ListOf(
    {"name": TEXT, "affiliationIdentifier": _IDENTIFIER, "affiliationIdentifierScheme": TEXT, "schemeUri": TEXT},
    main="name",
    string_kept=True,
    strings_kept=True,
)
_PERSON: Mapping[str, Kind] = {
    "name": TEXT,
    "nameType": Text(vocabulary=kernel4.NAME_TYPE),
    "givenName": TEXT,
    "familyName": TEXT,
    "lang": TEXT,
    "nameIdentifiers": _NAME_IDENTIFIERS,
    "affiliation": _AFFILIATION,
}
_CONTRIBUTOR_TYPE = Text(vocabulary=kernel4.CONTRIBUTOR_TYPE)
_RELATED_PERSON: Mapping[str, Kind] = {"nameType": Text(vocabulary=kernel4.NAME_TYPE), "name": TEXT, "givenName": TEXT, "familyName": TEXT}
_IDENTIFIER_LIST = ListOf({"identifier": _IDENTIFIER, "identifierType": TEXT}, main="identifier")

PUBLISHER = Object(
    {
        "name": Text(string=True),
        "publisherIdentifier": Text(string=True, identifier=True),
        "publisherIdentifierScheme": Text(string=True),
        "schemeUri": Text(string=True, uri=True),
        "lang": Text(string=True, language=True),
    },
    string_as="name",
)
TYPES = Object(
    {
        "resourceTypeGeneral": Text(vocabulary=kernel4.RESOURCE_TYPE_GENERAL),
        "resourceType": TEXT,
        "schemaOrg": TEXT,
        "bibtex": TEXT,
        "citeproc": TEXT,
        "ris": TEXT,
    }
)
_POINT = Object({"pointLongitude": Coordinate(180), "pointLatitude": Coordinate(90)})
_BOX = Object(
    {
        "westBoundLongitude": Coordinate(180),
        "eastBoundLongitude": Coordinate(180),
        "southBoundLatitude": Coordinate(90),
        "northBoundLatitude": Coordinate(90),
    }
)
_RELATED_ITEM_IDENTIFIER = Object(
    {
        "relatedItemIdentifier": _IDENTIFIER,
        "relatedItemIdentifierType": Text(vocabulary=kernel4.RELATED_IDENTIFIER_TYPE, beside="relatedItemIdentifier"),
        "relatedMetadataScheme": TEXT,
        "schemeURI": TEXT,
        "schemeType": TEXT,
    }
)

ATTRIBUTES: Mapping[str, Kind] = {
    "creators": ListOf(_PERSON, main="name"),
    "contributors": ListOf({**_PERSON, "contributorType": _CONTRIBUTOR_TYPE}, main="name"),
    "titles": ListOf({"title": TEXT, "titleType": Text(vocabulary=kernel4.TITLE_TYPE), "lang": _LANGUAGE}, main="title"),
    "publisher": PUBLISHER,
    "publicationYear": Year(),
    "types": TYPES,
    "subjects": ListOf(
        {
            "subject": Text(string=True),
            "subjectScheme": TEXT,
            "schemeUri": _URI,
            "valueUri": _URI,
            "lang": _LANGUAGE,
            "classificationCode": Text(uri=True, leading_zeros=True),
        },
        main="subject",
        string_kept=True,
    ),
    "dates": ListOf({"date": TEXT, "dateType": Text(vocabulary=kernel4.DATE_TYPE), "dateInformation": TEXT}, main="date"),
    "language": TEXT,
    "identifiers": _IDENTIFIER_LIST,
    "alternateIdentifiers": ListOf({"alternateIdentifier": _IDENTIFIER, "alternateIdentifierType": TEXT}, main="alternateIdentifier"),
    "relatedIdentifiers": ListOf(
        {
            "relatedIdentifier": _IDENTIFIER,
            "relatedIdentifierType": Text(vocabulary=kernel4.RELATED_IDENTIFIER_TYPE),
            "relationType": Text(vocabulary=kernel4.RELATION_TYPE),
            "relationTypeInformation": TEXT,
            "relatedMetadataScheme": TEXT,
            "schemeUri": TEXT,
            "schemeType": TEXT,
            "resourceTypeGeneral": Text(vocabulary=kernel4.RESOURCE_TYPE_GENERAL),
        },
        main="relatedIdentifier",
    ),
    "relatedItems": ListOf(
        {
            "relatedItemType": Text(vocabulary=kernel4.RESOURCE_TYPE_GENERAL),
            "relationType": Text(vocabulary=kernel4.RELATION_TYPE),
            "relationTypeInformation": TEXT,
            "relatedItemIdentifier": _RELATED_ITEM_IDENTIFIER,
            "creators": ListOf(_RELATED_PERSON, main="name"),
            "contributors": ListOf({**_RELATED_PERSON, "contributorType": _CONTRIBUTOR_TYPE}, main="name"),
            "titles": ListOf({"title": TEXT, "titleType": Text(vocabulary=kernel4.TITLE_TYPE)}, main="title"),
            "publicationYear": YearText(),
            "volume": TEXT,
            "issue": TEXT,
            "number": TEXT,
            "numberType": Text(vocabulary=kernel4.NUMBER_TYPE, beside="number"),
            "firstPage": TEXT,
            "lastPage": TEXT,
            "publisher": TEXT,
            "edition": TEXT,
        },
        main=None,
    ),
    "sizes": Texts(),
    "formats": Texts(),
    "version": TEXT,
    "rightsList": ListOf(
        {
            "rights": Text(string=True),
            "rightsUri": _URI,
            "rightsIdentifier": TEXT,
            "rightsIdentifierScheme": TEXT,
            "schemeUri": _URI,
            "lang": _LANGUAGE,
        },
        main="rights",
        string_kept=True,
    ),
    "descriptions": ListOf(
        {"description": TEXT, "descriptionType": Text(vocabulary=kernel4.DESCRIPTION_TYPE), "lang": _LANGUAGE},
        main="description",
    ),
    "geoLocations": ListOf(
        {
            "geoLocationPlace": TEXT,
            "geoLocationPoint": _POINT,
            "geoLocationBox": _BOX,
            "geoLocationPolygon": ListOf({"polygonPoint": _POINT, "inPolygonPoint": _POINT}, main="polygonPoint"),
        },
        main="geoLocationPlace",
    ),
    "fundingReferences": ListOf(
        {
            "funderName": TEXT,
            "funderIdentifier": _IDENTIFIER,
            "funderIdentifierType": Text(vocabulary=kernel4.FUNDER_IDENTIFIER_TYPE, beside="funderIdentifier"),
            "schemeUri": TEXT,
            "awardNumber": Text(leading_zeros=True),
            "awardUri": Text(uri=True, beside="awardNumber"),
            "awardTitle": TEXT,
        },
        main="funderName",
    ),
    "container": Object(
        {
            "type": TEXT,
            "identifier": _IDENTIFIER,
            "identifierType": TEXT,
            "title": TEXT,
            "volume": TEXT,
            "issue": TEXT,
            "firstPage": TEXT,
            "lastPage": TEXT,
            # DataCite derives these three from a related item and shows them; it does not take them.
            "edition": TEXT,
            "number": TEXT,
            "chapterNumber": TEXT,
        }
    ),
    "url": TEXT,
    "contentUrl": Texts(),
    "schemaVersion": TEXT,
    "source": TEXT,
    "reason": TEXT,
}
"""What a declaration can say about a DOI. `container` also lists the members that a GET shows of a derived container."""

SERVER_OWNED = frozenset(
    (
        "agency",
        "isActive",
        "state",
        "landingPage",
        "viewCount",
        "viewsOverTime",
        "downloadCount",
        "downloadsOverTime",
        "referenceCount",
        "citationCount",
        "citationsOverTime",
        "partCount",
        "partOfCount",
        "versionCount",
        "versionOfCount",
        "created",
        "registered",
        "published",
        "updated",
        "metadataVersion",
    )
)
"""Attributes that a GET shows and that DataCite sets by itself: accepted in what is pasted, and ignored."""

CONTROL = frozenset(("id", "doi", "prefix", "suffix", "event", "xml"))
"""Members that name the DOI, drive its state or carry a document: read elsewhere, not metadata of their own."""
