# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attribute values that a declaration may hold, for tests that make declarations at random."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

WORDS = st.sampled_from(["Sea level", "Ébauche", "潮位", "A & B <i>x</i>", "Tide  gauge", " Aarhus", "O'Neill", "10 µm"])
LANGUAGES = st.sampled_from(["en", "da", "de", "pt"])
PEOPLE: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"name": WORDS},
    optional={
        "nameType": st.sampled_from(["Personal", "Organizational"]),
        "givenName": WORDS, "familyName": WORDS,
        "affiliation": st.lists(st.one_of(WORDS, st.fixed_dictionaries({"name": WORDS, "schemeUri": st.just("https://ror.org")})), max_size=2),
        "nameIdentifiers": st.lists(st.fixed_dictionaries({
            "nameIdentifier": st.just("https://orcid.org/0000-0002-1825-0097"), "nameIdentifierScheme": st.just("ORCID"),
        }), max_size=1),
    },
)
ATTRIBUTES: dict[str, st.SearchStrategy[Any]] = {
    "creators": st.lists(PEOPLE, min_size=1, max_size=2),
    "titles": st.lists(
        st.fixed_dictionaries({"title": WORDS}, optional={"lang": LANGUAGES, "titleType": st.sampled_from(["Subtitle", "Other"])}), min_size=1, max_size=2),
    "publisher": st.one_of(WORDS, st.fixed_dictionaries({"name": WORDS}, optional={"lang": LANGUAGES, "schemeUri": st.just("https://ror.org")})),
    "publicationYear": st.integers(1900, 2027),
    "types": st.fixed_dictionaries(
        {"resourceTypeGeneral": st.sampled_from(["Dataset", "Software", "Text", "Poster"])},
        optional={"resourceType": st.sampled_from(["Series", "Report", "XML"])}),
    "subjects": st.lists(st.fixed_dictionaries({"subject": st.sampled_from(["tides", "ocean & coast", "551.46"])}, optional={"lang": LANGUAGES}), max_size=3),
    "contributors": st.lists(
        PEOPLE.flatmap(lambda person: st.sampled_from(["Editor", "DataManager"]).map(lambda kind: {**person, "contributorType": kind})), max_size=2),
    "dates": st.lists(st.fixed_dictionaries({
        "date": st.sampled_from(["2021", "2021-03-04", "1990/2020"]), "dateType": st.sampled_from(["Issued", "Collected"]),
    }), max_size=2),
    "language": st.one_of(st.none(), st.sampled_from(["en", "eng", "da", "German"])),
    "alternateIdentifiers": st.lists(
        st.fixed_dictionaries({"alternateIdentifier": st.sampled_from(["tg-1", "tg-2"]), "alternateIdentifierType": st.just("Local")}), max_size=2),
    "relatedIdentifiers": st.lists(st.fixed_dictionaries({
        "relatedIdentifier": st.just("10.5438/0012"), "relatedIdentifierType": st.just("DOI"), "relationType": st.sampled_from(["Cites", "IsPartOf"]),
    }), max_size=2),
    "sizes": st.lists(st.sampled_from(["12 MB", "3 pages"]), max_size=2),
    "formats": st.lists(st.sampled_from(["text/csv", "PDF"]), max_size=2),
    "version": st.one_of(st.none(), st.sampled_from(["1", "1.10", "beta"])),
    "rightsList": st.lists(st.one_of(
        st.fixed_dictionaries({"rightsIdentifier": st.sampled_from(["CC-BY-4.0", "cc0-1.0", "MIT"])}),
        st.fixed_dictionaries({"rights": st.sampled_from(["All rights reserved", "Creative Commons Zero v1.0 Universal"])}),
    ), max_size=2),
    "descriptions": st.lists(st.fixed_dictionaries({
        "description": WORDS, "descriptionType": st.sampled_from(["Abstract", "Methods", "SeriesInformation"]),
    }), max_size=2),
    "geoLocations": st.lists(st.fixed_dictionaries({
        "geoLocationPlace": WORDS,
        "geoLocationPoint": st.fixed_dictionaries({"pointLongitude": st.sampled_from(["10.22", 10, -3.5]), "pointLatitude": st.just("56.15")}),
    }), max_size=1),
    "fundingReferences": st.lists(st.fixed_dictionaries({"funderName": WORDS}, optional={"awardNumber": st.just("A-1")}), max_size=1),
    "relatedItems": st.lists(st.fixed_dictionaries({
        "relatedItemType": st.just("Journal"), "relationType": st.sampled_from(["IsPublishedIn", "Cites"]),
        "titles": st.just([{"title": "Sea Data Letters"}]),
    }, optional={"volume": st.just("3")}), max_size=1),
}
MANDATORY = ("creators", "titles", "publisher", "publicationYear", "types")


def metadata(*, public: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Declared metadata; with what a public DOI must have where `public`."""
    must = MANDATORY if public else ()
    return st.fixed_dictionaries({name: ATTRIBUTES[name] for name in must}, optional={name: value for name, value in ATTRIBUTES.items() if name not in must})
