# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every rule of the canonical form by example: what was sent, and what DataCite hands back of it, are the same metadata. Real changes are not."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.canonical import canonical

KERNEL_4 = "http://datacite.org/schema/kernel-4"
CC_BY = {
    "rights": "Creative Commons Attribution 4.0 International",
    "rightsUri": "https://creativecommons.org/licenses/by/4.0/legalcode",
    "rightsIdentifier": "cc-by-4.0",
    "rightsIdentifierScheme": "SPDX",
    "schemeUri": "https://spdx.org/licenses/",
}
POINT = {"pointLatitude": 56.15, "pointLongitude": 10}
FULL_TYPES = {"resourceTypeGeneral": "Dataset", "schemaOrg": "Dataset", "citeproc": "dataset", "bibtex": "misc", "ris": "DATA"}
DEFAULTS = {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}

SAME = {
    # The name of the record and its address
    "doi: case": ({"doi": "10.5072/AbC"}, {"doi": "10.5072/abc"}),
    "reason: null": ({"reason": None}, {"reason": None}),
    # People
    "creators: gain empty lists": ({"creators": [{"name": "A"}]}, {"creators": [{"name": "A", "affiliation": [], "nameIdentifiers": []}]}),
    "creators: one object is a list": ({"creators": {"name": "A"}}, {"creators": [{"name": "A"}]}),
    "creators: null and [] clear": ({"creators": None}, {"creators": []}),
    "creators: null members": ({"creators": [{"name": "A", "givenName": None}]}, {"creators": [{"name": "A"}]}),
    "creators: unknown members are dropped": ({"creators": [{"name": "A", "orcid": "0000"}]}, {"creators": [{"name": "A"}]}),
    "creators: a member of a wrong kind is dropped": ({"creators": [{"name": "A", "givenName": ["B"]}]}, {"creators": [{"name": "A"}]}),
    "creators: texts in the list are dropped": ({"creators": ["A", {"name": "B"}, None]}, {"creators": [{"name": "B"}]}),
    "affiliation: one object is a list": ({"creators": [{"affiliation": {"name": "X"}}]}, {"creators": [{"affiliation": [{"name": "X"}]}]}),
    "affiliation: texts are dropped by DataCite": ({"creators": [{"name": "A", "affiliation": ["X"]}]}, {"creators": [{"name": "A", "affiliation": []}]}),
    "nameIdentifiers: one object is a list": (
        {"contributors": [{"nameIdentifiers": {"nameIdentifier": "1"}}]},
        {"contributors": [{"nameIdentifiers": [{"nameIdentifier": "1"}]}]},
    ),
    # Texts and objects
    "titles: one object is a list": ({"titles": {"title": "T"}}, {"titles": [{"title": "T"}]}),
    "titles: an empty text is stored in a list": ({"titles": ""}, {"titles": [""]}),
    "descriptions: null members": ({"descriptions": [{"description": "D", "lang": None}]}, {"descriptions": [{"description": "D"}]}),
    "dates: nested list is dropped": ({"dates": [[{"date": "2020"}]]}, {"dates": []}),
    "relatedItems: lists of texts are emptied": ({"relatedItems": [{"volume": "1", "creators": ["A"]}]}, {"relatedItems": [{"volume": "1", "creators": []}]}),
    "relatedItems: text for an object is dropped": ({"relatedItems": [{"volume": "1", "relatedItemIdentifier": "x"}]}, {"relatedItems": [{"volume": "1"}]}),
    "relatedItems: a wrong kind of list is dropped": ({"relatedItems": [{"volume": "1", "titles": "T"}]}, {"relatedItems": [{"volume": "1"}]}),
    "fundingReferences: unknown spelling is dropped": (
        {"fundingReferences": [{"funderName": "F", "awardURI": "u"}]},
        {"fundingReferences": [{"funderName": "F"}]},
    ),
    # Publisher
    "publisher: text": ({"publisher": "P"}, {"publisher": {"name": "P"}}),
    "publisher: null members": ({"publisher": {"name": "P", "lang": None}}, {"publisher": {"name": "P"}}),
    "publisher: {} and [] clear": ({"publisher": {}}, {"publisher": []}),
    "publisher: nothing but nulls clears": ({"publisher": {"name": None}}, {"publisher": None}),
    "publisher: a number clears": ({"publisher": 7}, {"publisher": None}),
    # Numbers and texts
    "publicationYear: text": ({"publicationYear": "2020"}, {"publicationYear": 2020}),
    "publicationYear: leading digits": ({"publicationYear": " 2021-05"}, {"publicationYear": 2021}),
    "publicationYear: no digits": ({"publicationYear": "n/a"}, {"publicationYear": 0}),
    "publicationYear: empty": ({"publicationYear": ""}, {"publicationYear": None}),
    "publicationYear: with a point": ({"publicationYear": 2021.0}, {"publicationYear": 2021}),
    "version: number": ({"version": 45}, {"version": "45"}),
    "version: number with a point": ({"version": 1.5}, {"version": "1.5"}),
    "coordinates: numeric text": (
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": "56.15", "pointLongitude": "10"}}]},
        {"geoLocations": [{"geoLocationPoint": POINT}]},
    ),
    "coordinates: 5 and 5.0": (
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": 5}}]},
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": 5.0}}]},
    ),
    "coordinates: white space, sign, exponent": (
        {
            "geoLocations": [
                {"geoLocationBox": {"westBoundLongitude": "1e1", "eastBoundLongitude": "+11", "southBoundLatitude": "\t.5", "northBoundLatitude": "123."}}
            ]
        },
        {"geoLocations": [{"geoLocationBox": {"westBoundLongitude": 1, "eastBoundLongitude": 11, "southBoundLatitude": 0.5, "northBoundLatitude": 123.0}}]},
    ),
    "coordinates: polygon points": (
        {"geoLocations": [{"geoLocationPolygon": [{"polygonPoint": {"pointLatitude": "1"}}]}]},
        {"geoLocations": [{"geoLocationPolygon": [{"polygonPoint": {"pointLatitude": 1}}]}]},
    ),
    "geoLocations: null places": ({"geoLocations": [{"geoLocationPlace": "X", "geoLocationBox": None}]}, {"geoLocations": [{"geoLocationPlace": "X"}]}),
    # Types
    "types: derived members": ({"types": {"resourceTypeGeneral": "Dataset"}}, {"types": FULL_TYPES}),
    "types: a derived member sent as null": ({"types": {"resourceTypeGeneral": "Dataset", "ris": None}}, {"types": FULL_TYPES}),
    "types: null is the four defaults": ({"types": None}, {"types": DEFAULTS}),
    "types: {} is the four defaults, and never set": ({"types": {}}, {"types": DEFAULTS}),
    # Subjects
    "subjects: one text": ({"subjects": "tides"}, {"subjects": [{"subject": "tides"}]}),
    "subjects: one object": ({"subjects": {"subject": "tides"}}, {"subjects": [{"subject": "tides"}]}),
    "subjects: a list of texts is emptied": ({"subjects": ["a", "b"]}, {"subjects": []}),
    "subjects: equal entries collapse": (
        {"subjects": [{"subject": "a"}, {"subject": "b"}, {"subject": "a"}]},
        {"subjects": [{"subject": "a"}, {"subject": "b"}]},
    ),
    "subjects: white space": ({"subjects": [{"subject": "\tsea\u00a0 level "}]}, {"subjects": [{"subject": "sea level"}]}),
    "subjects: escaping": ({"subjects": [{"subject": "A & B > C"}]}, {"subjects": [{"subject": "A &amp; B &gt; C"}]}),
    "subjects: entities": ({"subjects": [{"subject": "a &#8211; b"}]}, {"subjects": [{"subject": "a \u2013 b"}]}),
    "subjects: comments": ({"subjects": [{"subject": "a<!-- b -->"}]}, {"subjects": [{"subject": "a"}]}),
    "subjects: CDATA": ({"subjects": [{"subject": "<![CDATA[a]]>", "lang": "en"}]}, {"subjects": [{"subject": "", "lang": "en"}]}),
    "subjects: a number is dropped": ({"subjects": [{"subject": 42, "lang": "en"}]}, {"subjects": [{"lang": "en"}]}),
    # Language
    "language: region": ({"language": "en-US"}, {"language": "en"}),
    "language: three letters": ({"language": "ger"}, {"language": "de"}),
    "language: name": ({"language": "French"}, {"language": "fr"}),
    "language: not readable": ({"language": "en_US"}, {"language": None}),
    # Identifiers
    "identifiers: both names": (
        {"alternateIdentifiers": [{"alternateIdentifier": "a", "alternateIdentifierType": "b"}]},
        {"identifiers": [{"identifier": "a", "identifierType": "b"}]},
    ),
    "identifiers: type DOI": ({"identifiers": [{"identifier": "10.5072/x", "identifierType": "DOI"}]}, {"identifiers": []}),
    "identifiers: one object": ({"identifiers": {"identifier": "a", "identifierType": "b"}}, {"identifiers": [{"identifier": "a", "identifierType": "b"}]}),
    "identifiers: the first name wins": (
        {"alternateIdentifiers": [{"alternateIdentifier": "z"}], "identifiers": [{"identifier": "a"}]},
        {"identifiers": [{"identifier": "a"}]},
    ),
    # Plain lists
    "sizes: one text": ({"sizes": "1 MB"}, {"sizes": ["1 MB"]}),
    "sizes: nulls": ({"sizes": [None, "1 MB"]}, {"sizes": ["1 MB"]}),
    "formats: an object in it": ({"formats": ["text/csv", {}]}, {}),
    "contentUrl: null and []": ({"contentUrl": None}, {"contentUrl": []}),
    "contentUrl: text": ({"contentUrl": "https://example.org/a"}, {"contentUrl": ["https://example.org/a"]}),
    # Rights
    "rights: by identifier in any case": ({"rightsList": [{"rightsIdentifier": "CC-BY-4.0"}]}, {"rightsList": [CC_BY]}),
    "rights: by address": ({"rightsList": [{"rights": "http://creativecommons.org/licenses/by/4.0/"}]}, {"rightsList": [CC_BY]}),
    "rights: one text": ({"rightsList": "MIT"}, {"rightsList": [{"rightsIdentifier": "mit"}]}),
    "rights: what else was sent is overwritten": ({"rightsList": [{**CC_BY, "rights": "mine", "rightsUri": "x", "schemeUri": "y"}]}, {"rightsList": [CC_BY]}),
    "rights: unlisted identifiers in lower case": ({"rightsList": [{"rightsIdentifier": "HOUSE-1"}]}, {"rightsList": [{"rightsIdentifier": "house-1"}]}),
    "rights: GPL twins": ({"rightsList": [{"rightsIdentifier": "gpl-3.0-or-later"}]}, {"rightsList": [{"rightsIdentifier": "gpl-3.0+"}]}),
    "rights: entries that say nothing": ({"rightsList": [{}, {"rights": None}]}, {"rightsList": []}),
    # Container
    "container: null and {}": ({"container": None}, {"container": {}}),
    "container: members that DataCite only shows": ({"container": {"title": "T", "edition": "2"}}, {"container": {"title": "T"}}),
    # Versions of the schema
    "schemaVersion: null becomes version 4": ({"schemaVersion": None}, {"schemaVersion": KERNEL_4}),
    "schemaVersion: point versions": ({"schemaVersion": KERNEL_4 + ".4"}, {"schemaVersion": KERNEL_4}),
    "source: null": ({"source": None}, {"source": "api"}),
    # Values that DataCite takes no notice of
    "language: an object": ({"language": {}}, {}),
    "version: a list": ({"version": ["1"]}, {}),
    "url: an object": ({"url": {}}, {}),
}

OTHER = {
    "creators: order": ({"creators": [{"name": "A"}, {"name": "B"}]}, {"creators": [{"name": "B"}, {"name": "A"}]}),
    "titles: case": ({"titles": [{"title": "T"}]}, {"titles": [{"title": "t"}]}),
    "titles: white space": ({"titles": [{"title": "A  B"}]}, {"titles": [{"title": "A B"}]}),
    "titles: escapes": ({"titles": [{"title": "A & B"}]}, {"titles": [{"title": "A &amp; B"}]}),
    "titles: an entry without members": ({"titles": [{}]}, {"titles": []}),
    "creators: ORCID is not expanded": (
        {"creators": [{"nameIdentifiers": [{"nameIdentifier": "0000-0001-5109-3700"}]}]},
        {"creators": [{"nameIdentifiers": [{"nameIdentifier": "https://orcid.org/0000-0001-5109-3700"}]}]},
    ),
    "relatedIdentifiers: a DOI's case": ({"relatedIdentifiers": [{"relatedIdentifier": "10.1/A"}]}, {"relatedIdentifiers": [{"relatedIdentifier": "10.1/a"}]}),
    "publisher: its identifiers": ({"publisher": "P"}, {"publisher": {"name": "P", "publisherIdentifier": "https://ror.org/1"}}),
    "publisher: white space": ({"publisher": " P "}, {"publisher": "P"}),
    "publisher: empty text": ({"publisher": ""}, {"publisher": {}}),
    "language: case": ({"language": "EN"}, {"language": "en"}),
    "language: empty text": ({"language": ""}, {"language": None}),
    "language: a region without a two-letter code": ({"language": "gsw-CH"}, {"language": "gsw"}),
    "version: text with zeros": ({"version": "1.50"}, {"version": "1.5"}),
    "version: empty text": ({"version": ""}, {"version": None}),
    "fundingReferences: numbers stay numbers": ({"fundingReferences": [{"awardNumber": 17}]}, {"fundingReferences": [{"awardNumber": "17"}]}),
    "url: letter by letter": ({"url": "https://example.org"}, {"url": "https://example.org/"}),
    "url: empty text": ({"url": ""}, {"url": None}),
    "coordinates: text that is no number": (
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": "12,5"}}]},
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": 12.5}}]},
    ),
    "types: frozen derived members": ({"types": {**FULL_TYPES, "ris": "GEN"}}, {"types": FULL_TYPES}),
    "types: an empty derived member stays": ({"types": {**FULL_TYPES, "citeproc": ""}}, {"types": FULL_TYPES}),
    "subjects: other members keep their white space": (
        {"subjects": [{"subject": "a", "subjectScheme": " S"}]},
        {"subjects": [{"subject": "a", "subjectScheme": "S"}]},
    ),
    "rights: text is no licence in another case": ({"rightsList": [{"rights": "mit license"}]}, {"rightsList": [{"rights": "MIT License"}]}),
    "rights: only and later": ({"rightsList": [{"rightsIdentifier": "GPL-3.0-only"}]}, {"rightsList": [{"rightsIdentifier": "GPL-3.0-or-later"}]}),
    "rights: language": ({"rightsList": [{**CC_BY, "lang": "en"}]}, {"rightsList": [CC_BY]}),
    "rights: rightsUri does not match": ({"rightsList": [{"rightsUri": CC_BY["rightsUri"]}]}, {"rightsList": [CC_BY]}),
    "schemaVersion: old versions": ({"schemaVersion": "http://datacite.org/schema/kernel-3"}, {"schemaVersion": KERNEL_4}),
    "sizes: white space": ({"sizes": ["\t12 MB"]}, {"sizes": ["12 MB"]}),
    "creators: damaged": ({"creators": "x"}, {"creators": []}),
    "types: damaged": ({"types": ""}, {"types": {}}),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME)
def test_the_same_metadata(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER)
def test_other_metadata(one, other):
    assert canonical(one) != canonical(other)


SERVER_OWNED = [
    "viewCount",
    "viewsOverTime",
    "downloadCount",
    "downloadsOverTime",
    "citationCount",
    "citationsOverTime",
    "referenceCount",
    "partCount",
    "partOfCount",
    "versionCount",
    "versionOfCount",
    "landingPage",
    "metadataVersion",
    "created",
    "registered",
    "published",
    "updated",
    "isActive",
    "prefix",
    "suffix",
    "state",
    "agency",
    "event",
    "xml",
    "id",
    "mode",
]


@pytest.mark.parametrize("name", SERVER_OWNED)
def test_server_owned_and_control_attributes_are_left_out(name):
    assert canonical({name: "x", "version": "1"}) == {"version": "1"}


def test_list_entries_and_single_reads_are_the_same():
    common = {
        "titles": [{"title": "T"}],
        "publicationYear": 2020,
        "container": {},
        "types": FULL_TYPES,
        "identifiers": [{"identifier": "a", "identifierType": "b"}],
    }
    single = {
        **common,
        "doi": "10.5072/x",
        "prefix": "10.5072",
        "suffix": "x",
        "alternateIdentifiers": [{"alternateIdentifier": "a", "alternateIdentifierType": "b"}],
        "xml": "PHJlc291cmNlLz4=",
        "created": "2026-01-01T10:00:00.000Z",
        "updated": "2026-01-01T10:00:00.000Z",
        "published": "2020",
        "viewsOverTime": [],
        "landingPage": None,
    }
    listed = {**common, "doi": "10.5072/x", "created": "2026-01-01T10:00:00Z", "updated": "2026-01-01T10:00:00Z", "published": None}
    assert canonical(single) == canonical(listed)


def test_only_what_is_given_appears():
    assert canonical({"titles": None}) == {"titles": None}


def test_an_identifier_that_is_the_landing_page_or_the_doi_is_hidden():
    page = {"identifier": "https://example.org/1", "identifierType": "URL"}
    name = {"identifier": "10.5072/X", "identifierType": "other"}
    kept = {"identifier": "a", "identifierType": "b"}
    shown = canonical({"identifiers": [page, kept, name]}, doi="10.5072/x", url="https://example.org/1")
    assert shown == canonical({"identifiers": [kept]})
    assert canonical({"identifiers": [page], "url": "https://example.org/1"})["alternateIdentifiers"] is None
    assert canonical({"identifiers": [page], "url": "https://example.org/2"})["alternateIdentifiers"] is not None


def test_a_derived_container_does_not_appear():
    series = {"description": "Sea Data Letters, 3(2), 11-19", "descriptionType": "SeriesInformation"}
    assert "container" not in canonical({"container": {"title": "X"}, "descriptions": [series]})
    assert canonical({"container": {"title": "X"}})["container"] == {"title": "X"}


def test_several_polygons_in_one_place_stay_visible():
    points = [{"polygonPoint": {"pointLatitude": 1}}, {"polygonPoint": {"pointLatitude": 2}}]
    assert canonical({"geoLocations": [{"geoLocationPolygon": [points, points]}]}) != canonical(
        {"geoLocations": [{"geoLocationPolygon": [points, points[:1]]}]}
    )


def test_what_is_given_is_left_as_it_was():
    given = {"subjects": [{"subject": " a "}], "rightsList": [{"rightsIdentifier": "MIT"}], "types": {"resourceTypeGeneral": "Text"}}
    before = repr(given)
    canonical(given)
    assert repr(given) == before
