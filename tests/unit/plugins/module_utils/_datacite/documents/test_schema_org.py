# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Schema.org JSON-LD as people and exporters write it, and what a reader of it would expect in a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.schema_org.document import in_order

DOI = "10.82001/new"
PLAIN: Mapping[str, Any] = {
    "@context": "http://schema.org",
    "@type": "Dataset",
    "@id": f"https://doi.org/{DOI}",
    "name": "Tides",
    "author": [{"@type": "Person", "name": "Ngozi Okafor", "givenName": "Ngozi", "familyName": "Okafor"}],
    "publisher": {"@type": "Organization", "name": "Sea Press"},
    "datePublished": "2021-03-04",
}


def ordered(document: Any, **options: Any) -> Ordered:
    text = document if isinstance(document, str) else json.dumps(document)
    return in_order(Request(text, DOI, **options))


def work(**members: Any) -> Ordered:
    """The plain work with other members; None takes one out."""
    return ordered({name: value for name, value in {**PLAIN, **members}.items() if value is not None})


def overlaid(**members: Any) -> Mapping[str, Any]:
    return work(**members).attributes


def sent(result: Ordered) -> dict[str, Any]:
    found = json.loads(result.text)
    assert isinstance(found, dict)
    return found


def core(result: Ordered, conversion: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
    """(title, names of creators, publisher, year): what is overlaid, else what DataCite made of the document, else what it would read in what is sent."""
    text = sent(result)
    read = conversion or {
        "titles": [{"title": text.get("name")}],
        "creators": text.get("author"),
        "publisher": text.get("publisher"),
        "publicationYear": int(str(text.get("datePublished", "0"))[:4]),
    }
    found = {**read, **result.attributes}
    return (
        (found.get("titles") or [{}])[0].get("title"),
        [one.get("name") for one in found.get("creators") or []],
        (found.get("publisher") or {}).get("name"),
        found.get("publicationYear"),
    )


WHOLE = ("Tides", ["Ngozi Okafor"], "Sea Press", 2021)


def test_what_datacite_reads_well_is_left_to_it() -> None:
    result = ordered(PLAIN)
    assert (result.attributes, result.otherwise, result.missing, result.mended, result.lost) == ({}, {}, (), (), ())
    assert sent(result) == PLAIN


@pytest.mark.parametrize(
    "document",
    [
        pytest.param([PLAIN], id="a list of one"),
        pytest.param({"@context": "https://schema.org", "@graph": [{k: v for k, v in PLAIN.items() if k != "@context"}]}, id="a graph of one"),
        pytest.param({**PLAIN, "@context": ["https://schema.org", {"x": "https://example.org/"}]}, id="a list of contexts"),
        pytest.param({**PLAIN, "@context": {"@vocab": "https://schema.org/"}}, id="a vocabulary"),
        pytest.param({**PLAIN, "@context": "http://www.schema.org/"}, id="www and slash"),
        pytest.param({k: v for k, v in PLAIN.items() if k != "@context"}, id="no context"),
        pytest.param({**PLAIN, "@type": ["CreativeWork", "Dataset"]}, id="a list of types"),
        pytest.param({**PLAIN, "@type": "https://schema.org/Dataset"}, id="a type with its address"),
        pytest.param({**PLAIN, "@type": "dataset"}, id="a type in small letters"),
        pytest.param(
            {
                "@context": {"s": "https://schema.org/", "o": "https://example.org/"},
                **{k if k[0] == "@" else f"s:{k}": v for k, v in PLAIN.items() if k != "@context"},
            },
            id="compact names",
        ),
        pytest.param({k if k[0] == "@" else f"http://schema.org/{k}": v for k, v in PLAIN.items() if k != "@context"}, id="whole names"),
        pytest.param({"@context": "https://schema.org", "@type": "WebPage", "name": "Page", "mainEntity": PLAIN}, id="the main entity of a page"),
        pytest.param({**PLAIN, "@context": {"@vocab": "https://schema.org/", "heading": "schema:name"}, "name": None, "heading": "Tides"}, id="an alias"),
    ],
)
def test_the_work_is_found_and_sent_as_datacite_knows_it(document: Any) -> None:
    result = ordered(document)
    assert core(result) == WHOLE
    assert result.missing == ()
    assert (sent(result)["@context"], sent(result)["@type"]) == ("http://schema.org", "Dataset")


def test_nodes_of_a_graph_are_put_where_they_are_referred_to() -> None:
    graph = [
        {"@type": "WebPage", "@id": "https://example.org/p/", "name": "A page", "isPartOf": {"@id": "https://example.org/#site"}},
        {"@type": "WebSite", "@id": "https://example.org/#site", "name": "A site", "publisher": {"@id": "#org"}},
        {
            "@type": "Article", "@id": "https://example.org/p/#article", "headline": "Tides", "author": {"@id": "#jane"}, "publisher": {"@id": "#org"},
            "isPartOf": {"@id": "https://example.org/p/"}, "datePublished": "2021-03-04T10:00:00+00:00", "license": "#licence",
            "mainEntityOfPage": {"@id": "https://example.org/p/"},
        },
        {"@type": "Person", "@id": "#jane", "name": "Ngozi Okafor", "sameAs": ["https://orcid.org/0000-0001-5109-3700"]},
        {"@type": "Organization", "@id": "#org", "name": "Sea Press"},
        {"@type": "CreativeWork", "@id": "#licence", "name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/deed.en"},
        {"@type": "BreadcrumbList", "@id": "#crumbs"},
    ]  # fmt: skip
    result = ordered({"@context": "https://schema.org", "@graph": graph})
    assert core(result) == WHOLE
    assert result.attributes["creators"][0]["nameIdentifiers"][0]["nameIdentifier"] == "https://orcid.org/0000-0001-5109-3700"
    assert result.attributes["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert result.attributes["url"] == "https://example.org/p/"
    assert not result.attributes.get("relatedIdentifiers")


def test_a_research_object_is_the_subject_of_its_descriptor() -> None:
    graph = [
        {"@type": "CreativeWork", "@id": "ro-crate-metadata.json", "about": {"@id": "./"}},
        {**{k: v for k, v in PLAIN.items() if k not in ("@context", "@id")}, "@id": "./", "hasPart": [{"@id": "a.csv"}]},
        {"@type": "File", "@id": "a.csv", "name": "A file"},
    ]
    assert core(ordered({"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph})) == WHOLE


def test_circles_of_references_end() -> None:
    graph = [{**PLAIN, "@id": "#a", "hasPart": {"@id": "#b"}}, {"@type": "Dataset", "@id": "#b", "isPartOf": {"@id": "#a"}, "author": {"@id": "#a"}}]
    assert core(ordered({"@context": "https://schema.org", "@graph": graph})) == WHOLE


@pytest.mark.parametrize("entry", ["#b", "Waves", "waves", "10.5438/b", "https://doi.org/10.5438/B"])
def test_one_of_several_works_is_chosen_by_its_name(entry: str) -> None:
    several = [{**PLAIN, "@id": "#a"}, {**PLAIN, "@id": "#b", "name": "Waves", "identifier": "https://doi.org/10.5438/b"}]
    assert core(ordered(several, entry=entry, replace_doi=True))[0] == "Waves"


def test_several_works_are_refused_with_their_names() -> None:
    several = [{**PLAIN, "@id": "#a"}, {**PLAIN, "@id": "#b"}]
    with pytest.raises(Unusable, match="2 creative works: #a, #b") as refused:
        ordered(several)
    assert refused.value.option == "entry"
    with pytest.raises(Unusable, match="no entry `c`; it has #a, #b"):
        ordered(several, entry="c")


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"@context": "https://schema.org", "@type": "Person", "name": "Ngozi"}, "no creative work .only Person"),
        ({"@context": "https://www.w3.org/ns/activitystreams", "@type": "Note"}, "another vocabulary"),
        ("[]", "no creative work"),
        ("42", "no creative work"),
        ('<script type="application/ld+json">{}</script>', "begins with `<`"),
        ('{"@context": "https://schema.org", "name": "T"', "no JSON"),
    ],
)
def test_what_holds_no_work_is_refused_with_what_to_do(document: Any, words: str) -> None:
    with pytest.raises(Unusable, match=words) as refused:
        ordered(document)
    assert refused.value.suggestion


@pytest.mark.parametrize(
    "members",
    [
        {"@id": "https://doi.org/10.5438/other"},
        {"@id": None, "identifier": "doi:10.5438/other"},
        {"@id": None, "identifier": {"@type": "PropertyValue", "propertyID": "DOI", "value": "10.5438/OTHER"}},
        {"@id": "#x", "identifier": ["x", {"propertyID": "https://registry.identifiers.org/registry/doi", "value": "doi:10.5438/other"}]},
        {"@id": None, "sameAs": "https://dx.doi.org/10.5438/other"},
        {"@id": None, "url": "https://doi.org/10.5438/other"},
    ],
)
def test_another_doi_is_refused_unless_it_is_to_be_replaced(members: dict[str, Any]) -> None:
    document = {name: value for name, value in {**PLAIN, **members}.items() if value is not None}
    with pytest.raises(Unusable, match="is about 10.5438/other, not about 10.82001/new"):
        ordered(document)
    result = ordered(document, replace_doi=True)
    assert sent(result)["@id"] == f"https://doi.org/{DOI}"
    assert "10.5438/other" not in result.text.lower()
    assert core(result) == WHOLE


@pytest.mark.parametrize("name", ["https://doi.org/10.5072/x", "#x", "", None, f"doi:{DOI.upper()}"])
def test_no_doi_and_stand_ins_are_no_other_doi(name: str | None) -> None:
    assert core(work(**{"@id": name})) == WHOLE


@pytest.mark.parametrize(
    ("members", "names"),
    [
        ({"author": "Ngozi Okafor"}, ["Ngozi Okafor"]),
        ({"author": ["Ngozi Okafor", "Jan Berg"]}, ["Ngozi Okafor", "Jan Berg"]),
        ({"author": "Okafor, Ngozi; Berg, Jan"}, ["Okafor, Ngozi", "Berg, Jan"]),
        ({"author": None, "creator": {"@type": "Organization", "name": "The Lab"}}, ["The Lab"]),
        ({"author": {"@type": "Person", "givenName": "Ngozi", "familyName": "Okafor"}}, ["Okafor, Ngozi"]),
        ({"author": {"@type": "Role", "roleName": "lead", "author": {"@type": "Person", "name": "Jan Berg"}}}, ["Jan Berg"]),
        ({"author": {"@list": [{"@type": "Person", "name": "A"}, {"@type": "Person", "name": "B"}]}}, ["A", "B"]),
        ({"author": [{"@type": "Person", "name": "A"}, "et al."]}, ["A"]),
        ({"author": [{"@type": "Person", "name": "A"}], "creator": [{"@type": "Person", "name": "A"}, {"@type": "Person", "name": "B"}]}, ["A", "B"]),
        ({"author": {"@type": "Person", "name": " \n Ngozi  Okafor"}}, ["Ngozi Okafor"]),
        ({"author": None, "editor": {"@type": "Person", "name": "E"}}, ["E"]),
    ],
)
def test_authors_of_every_kind_become_creators(members: dict[str, Any], names: list[str]) -> None:
    assert core(work(**members))[1] == names


def test_a_person_has_all_affiliations_and_identifiers_of_the_right_scheme() -> None:
    person = {
        "@type": ["Person"], "@id": "http://isni.org/isni/0000 0001 2103 2683", "name": "Ngozi Okafor", "givenName": "Ngozi", "familyName": "Okafor",
        "identifier": {"propertyID": "ORCID", "value": "0000-0001-5109-3700"},
        "affiliation": ["Lab", {"@type": "Organization", "name": "DataCite", "@id": "https://ror.org/04wxnsj81"}],
    }  # fmt: skip
    result = work(author=person)
    assert result.attributes["creators"] == [
        {
            "name": "Ngozi Okafor", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor",
            "nameIdentifiers": [
                {"nameIdentifier": "https://isni.org/isni/0000000121032683", "nameIdentifierScheme": "ISNI", "schemeUri": "https://isni.org"},
                {"nameIdentifier": "https://orcid.org/0000-0001-5109-3700", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"},
            ],
            "affiliation": [
                {"name": "Lab"},
                {
                    "name": "DataCite", "affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR",
                    "schemeUri": "https://ror.org",
                },
            ],
        }
    ]  # fmt: skip
    assert sent(result)["author"][0]["@id"] == "https://orcid.org/0000-0001-5109-3700"


@pytest.mark.parametrize(("name", "identifiers"), [("https://orcid.org/", None), ("#jane", None), ("_:b0", None), ("https://example.org/jane", None)])
def test_what_is_no_identifier_of_a_person_is_not_made_one(name: str, identifiers: None) -> None:
    """DataCite takes every `@id` for an ORCID iD."""
    result = work(author={"@type": "Person", "@id": name, "name": "J"})
    assert result.attributes["creators"][0].get("nameIdentifiers") is identifiers
    assert "@id" not in sent(result)["author"][0]


def test_everybody_else_becomes_a_contributor_with_a_type() -> None:
    members = {
        "editor": [{"@type": "Person", "name": "E"}, {"@type": "Person", "name": "C", "contributorType": "DataCurator"}],
        "contributor": "O", "translator": {"@type": "Person", "name": "T"}, "copyrightHolder": {"@type": "ResearchOrganization", "name": "H"},
    }  # fmt: skip
    assert overlaid(**members)["contributors"] == [
        {"name": "E", "nameType": "Personal", "contributorType": "Editor"},
        {"name": "C", "nameType": "Personal", "contributorType": "DataCurator"},
        {"name": "T", "nameType": "Personal", "contributorType": "Translator"},
        {"name": "O", "contributorType": "Other"},
        {"name": "H", "nameType": "Organizational", "contributorType": "RightsHolder"},
    ]


def test_editors_take_the_place_of_authors_and_it_is_told() -> None:
    result = work(author=None, editor=[{"@type": "Person", "name": "E"}])
    assert result.mended == ("the editors became the creators: there are no authors",)
    assert "contributors" not in result.attributes


@pytest.mark.parametrize(
    ("members", "name"),
    [
        ({"publisher": "Sea Press"}, "Sea Press"),
        ({"publisher": ["Sea Press"]}, "Sea Press"),
        ({"publisher": [{"@type": "Organization", "name": "Sea Press"}]}, "Sea Press"),
        ({"publisher": {"@id": "#org", "name": "Sea Press"}}, "Sea Press"),
        ({"publisher": None, "provider": {"@type": "Organization", "name": "Repo"}}, "Repo"),
        ({"publisher": None, "provider": {"name": "datacite"}, "includedInDataCatalog": {"name": "Repo"}}, "Repo"),
        ({"publisher": None, "provider": {"@type": "Organization", "name": "datacite"}}, None),
        ({"publisher": None, "isPartOf": {"@type": "Periodical", "name": "J. Sea", "issn": "2049-3630"}}, "J. Sea"),
        ({"publisher": None, "isPartOf": {"@type": "Book", "name": "A Book"}}, None),
    ],
)
def test_publishers_of_every_kind(members: dict[str, Any], name: str | None) -> None:
    result = work(**members)
    assert core(result)[2] == name
    assert result.missing == (() if name else ("publisher",))
    assert "#org" not in result.text


@pytest.mark.parametrize(
    ("members", "year", "date"),
    [
        ({"datePublished": 2021}, 2021, "2021"),
        ({"datePublished": "2021-03-04T12:30:00.123456+01:00"}, 2021, "2021-03-04T12:30:00+01:00"),
        ({"datePublished": "2021-03-04 12:30"}, 2021, "2021-03-04"),
        ({"datePublished": "20210304"}, 2021, "2021-03-04"),
        ({"datePublished": "4.3.2021"}, 2021, "2021-03-04"),
        ({"datePublished": "March 4, 2021"}, 2021, "2021-03-04"),
        ({"datePublished": "3/4/2021"}, 2021, "2021"),
        ({"datePublished": {"@type": "Date", "@value": "2021-03-04"}}, 2021, "2021-03-04"),
        ({"datePublished": ["2021-03-04"]}, 2021, "2021-03-04"),
    ],
)
def test_dates_of_every_kind(members: dict[str, Any], year: int, date: str) -> None:
    result = work(**members)
    assert core(result)[3] == year
    found = result.attributes.get("dates") or [{"date": sent(result)["datePublished"], "dateType": "Issued"}]
    assert found == [{"date": date, "dateType": "Issued"}]


@pytest.mark.parametrize("written", [None, "unknown", "0010-01-01", "", -1, {"a": "b"}, True, "20211"])
def test_what_is_no_year_is_missing(written: Any) -> None:
    result = work(datePublished=written)
    assert result.missing == ("publicationYear",)


def test_another_date_stands_in_for_the_year_and_it_is_told() -> None:
    result = work(datePublished=None, dateCreated="2019-05-06")
    assert (result.attributes["publicationYear"], result.missing) == (2019, ())
    assert result.attributes["dates"] == [{"date": "2019-05-06", "dateType": "Created"}]
    assert result.mended == ("the year of publication is that of `dateCreated`: there is no `datePublished`",)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2009-09-07T00:00:00/2013-10-27T00:00:00", "2009-09-07/2013-10-27"), ("2012/..", "2012/.."), ("2015-2016", "2015/2016"),
        ("1950-01-01/2013-12-18",) * 2,
        ({"startDate": "2001-01-01", "endDate": "2002-01-01"}, "2001-01-01/2002-01-01"),
    ],
)  # fmt: skip
def test_periods(written: Any, date: str) -> None:
    found = work(temporalCoverage=written)
    assert {"date": date, "dateType": "Coverage"} in (found.attributes.get("dates") or [{"date": sent(found)["temporalCoverage"], "dateType": "Coverage"}])


def test_a_period_in_words_is_told_as_lost() -> None:
    assert work(temporalCoverage="Bronze Age").lost == ("`temporalCoverage` (Bronze Age)",)


BY_4 = "Creative Commons Attribution 4.0 International"


@pytest.mark.parametrize(
    ("written", "rights"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", [BY_4]),
        ("http://creativecommons.org/licenses/by/4.0/legalcode", [BY_4]),
        (["https://spdx.org/licenses/CC-BY-4.0.html", "MIT"], [BY_4, "MIT License"]),
        ("CC BY 4.0", [BY_4]),
        ({"@type": "CreativeWork", "name": "CC BY", "url": "https://creativecommons.org/licenses/by/4.0/"}, [BY_4]),
        ({"@id": "https://creativecommons.org/licenses/by/4.0/"}, [BY_4]),
        ("https://example.org/terms", [None]),
        ("All rights reserved", ["All rights reserved"]),
    ],
)
def test_licences_of_every_kind(written: Any, rights: list[str | None]) -> None:
    found = overlaid(license=written)["rightsList"]
    assert [one.get("rights") for one in found] == rights
    assert all("rightsUri" in one for one in found if one.get("rights") != "All rights reserved")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("sea, level; tide", ["sea, level", "tide"]), ("sea,tide", ["sea", "tide"]), ("sea, tide", ["sea", "tide"]),
        (["sea, level", "tide"], ["sea, level", "tide"]),
        ("1,2-dichloroethane, toxicity", ["1,2-dichloroethane", "toxicity"]), ("a &amp; b, c", ["a &amp; b", "c"]),
        ([{"@type": "DefinedTerm", "name": "sea"}, "tide"], ["sea", "tide"]),
    ],
)  # fmt: skip
def test_keywords_of_every_kind(written: Any, words: list[str]) -> None:
    result = work(keywords=written)
    assert [one["subject"] for one in result.attributes.get("subjects") or [{"subject": word} for word in sent(result)["keywords"]]] == words


def test_a_defined_term_keeps_its_scheme() -> None:
    term = {
        "@type": "DefinedTerm", "name": "Oceans", "termCode": "G1", "url": "https://example.org/t/1",
        "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "Terms", "url": "https://example.org/t"},
    }  # fmt: skip
    assert overlaid(keywords=[term])["subjects"] == [
        {
            "subject": "Oceans", "subjectScheme": "Terms", "schemeUri": "https://example.org/t", "valueUri": "https://example.org/t/1",
            "classificationCode": "G1",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "titles"),
    [
        ({"name": ["T", "U"]}, [("T", None), ("U", "AlternativeTitle")]),
        ({"name": [{"@value": "T", "@language": "en"}, {"@value": "U", "@language": "de"}]}, [("T", None), ("U", "TranslatedTitle")]),
        ({"name": None, "headline": "H"}, [("H", None)]),
        ({"name": "T", "headline": "T", "alternateName": ["A"]}, [("T", None), ("A", "AlternativeTitle")]),
        ({"name": "\n   T\n  U "}, [("T U", None)]),
        ({"name": "About <i>E. coli</i>"}, [("About <i>E. coli</i>", None)]),
        ({"name": 1984}, [("1984", None)]),
    ],
)
def test_titles_of_every_kind(members: dict[str, Any], titles: list[tuple[str, str | None]]) -> None:
    assert [(one["title"], one.get("titleType")) for one in overlaid(**members)["titles"]] == titles


def test_paragraphs_do_not_run_together() -> None:
    found = overlaid(description=["<p>One.</p><p>Two &lt; three.</p>", "Three"])["descriptions"]
    assert [one["description"] for one in found] == ["One.\n\nTwo < three.", "Three"]
    assert {one["descriptionType"] for one in found} == {"Abstract"}


BOX = {"southBoundLatitude": 56.0, "westBoundLongitude": 10.1, "northBoundLatitude": 56.3, "eastBoundLongitude": 10.4}
POINT = {"pointLongitude": 10.1, "pointLatitude": 56.0}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("Aarhus", {"geoLocationPlace": "Aarhus"}),
        (["Aarhus"], {"geoLocationPlace": "Aarhus"}),
        (
            {"@type": "Place", "name": "Aarhus", "geo": {"@type": "GeoCoordinates", "latitude": "56.0", "longitude": 10.1}},
            {"geoLocationPlace": "Aarhus", "geoLocationPoint": POINT},
        ),
        ({"@type": "Place", "geo": {"@type": "GeoShape", "box": "56.0,10.1 56.3,10.4"}}, {"geoLocationBox": BOX}),
        ({"@type": "GeoShape", "box": "56.0 10.1 56.3 10.4"}, {"geoLocationBox": BOX}),
        ({"@type": "GeoCoordinates", "latitude": 56.0, "longitude": 10.1}, {"geoLocationPoint": POINT}),
        ({"@type": "Place", "geo": {"@type": "GeoShape", "circle": "56.0 10.1 500"}}, {"geoLocationPoint": POINT}),
        ({"@type": "Place", "name": "Far", "geo": {"latitude": 156, "longitude": 10}}, {"geoLocationPlace": "Far"}),
    ],
)  # fmt: skip
def test_places_of_every_kind(written: Any, place: dict[str, Any]) -> None:
    assert overlaid(spatialCoverage=written)["geoLocations"] == [place]


def test_a_polygon_is_latitude_before_longitude_and_closed() -> None:
    polygon = overlaid(spatialCoverage={"geo": {"polygon": "56 10 57 10 57 11"}})["geoLocations"][0]["geoLocationPolygon"]
    assert [(one["polygonPoint"]["pointLatitude"], one["polygonPoint"]["pointLongitude"]) for one in polygon] == [(56, 10), (57, 10), (57, 11), (56, 10)]


def test_a_box_that_datacite_reads_is_left_to_it() -> None:
    result = work(spatialCoverage={"@type": "Place", "geo": {"@type": "GeoShape", "box": "56.0 10.1 56.3 10.4"}})
    assert "geoLocations" not in result.attributes
    assert sent(result)["spatialCoverage"][0]["geo"]["box"] == "56.0 10.1 56.3 10.4"


@pytest.mark.parametrize(
    ("members", "related"),
    [
        ({"citation": "https://doi.org/10.5438/A"}, ("10.5438/a", "DOI", "References")),
        ({"citation": "Okafor N (2020): On tides. Sea, https://doi.org/10.5438/a."}, ("10.5438/a", "DOI", "References")),
        ({"citation": {"@type": "CreativeWork", "identifier": {"propertyID": "doi", "value": "10.5438/a"}, "name": "X"}}, ("10.5438/a", "DOI", "References")),
        ({"isBasedOn": "https://example.org/x"}, ("https://example.org/x", "URL", "IsSupplementedBy")),
        ({"predecessor_of": {"@id": "https://doi.org/10.5438/a"}}, ("10.5438/a", "DOI", "IsPreviousVersionOf")),
        ({"isPartOf": {"@type": "Periodical", "issn": "2049-3630"}}, ("2049-3630", "ISSN", "IsPartOf")),
        ({"codeRepository": "https://example.org/git"}, ("https://example.org/git", "URL", "IsSupplementTo")),
    ],
)
def test_related_works_of_every_kind(members: dict[str, Any], related: tuple[str, str, str]) -> None:
    found = overlaid(**members)["relatedIdentifiers"]
    assert [(one["relatedIdentifier"], one["relatedIdentifierType"], one["relationType"]) for one in found] == [related]


def test_related_works_that_datacite_reads_are_left_to_it() -> None:
    result = work(citation=[{"@type": "CreativeWork", "@id": "https://doi.org/10.5438/a"}], sameAs={"@id": "https://example.org/x"})
    assert "relatedIdentifiers" not in result.attributes
    assert sent(result)["citation"] == [{"@type": "CreativeWork", "@id": "https://doi.org/10.5438/a"}]


def test_a_citation_without_an_address_is_told_as_lost() -> None:
    assert work(citation="Okafor, On tides, in a very long journal name, 1999").lost == ("`citation` (Okafor, On tides, in a very long journa…)",)


def test_identifiers_of_every_kind() -> None:
    found = overlaid(
        identifier=[
            f"https://doi.org/{DOI}",
            "ark:/12345/x",
            "https://example.org/id/1",
            {"propertyID": "https://registry.identifiers.org/registry/isbn", "value": "9"},
            "a1",
        ]
    )
    assert [(one["identifier"], one["identifierType"]) for one in found["identifiers"]] == [
        ("ark:/12345/x", "ARK"), ("https://example.org/id/1", "URL"), ("9", "ISBN"), ("a1", "Local ID"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("members", "url"),
    [
        ({"url": f"https://doi.org/{DOI}"}, None),
        ({"url": f"https://doi.org/{DOI}", "mainEntityOfPage": "https://example.org/p"}, "https://example.org/p"),
        ({"url": ["https://example.org/p"]}, "https://example.org/p"),
        ({"url": {"@id": "https://example.org/p"}}, "https://example.org/p"),
        ({"url": "/relative"}, None),
        ({"url": "ftp://example.org/p"}, None),
    ],
)
def test_the_landing_page_is_a_web_page_and_no_doi(members: dict[str, Any], url: str | None) -> None:
    result = work(**members)
    assert result.attributes["url"] == url
    assert sent(result).get("url") == url


ESCAPED = "https://doi.org/10.1002/(sici)1097-0258(19980815)17:15%3C1661::aid-sim968%3E3.0.co;2-2"
SICI = "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"


def test_a_doi_that_is_escaped_in_an_address_is_the_doi_itself() -> None:
    related = overlaid(citation={"@id": ESCAPED})["relatedIdentifiers"]
    assert related == [{"relatedIdentifier": SICI, "relatedIdentifierType": "DOI", "relationType": "References"}]
    in_order(Request(json.dumps({**PLAIN, "@id": ESCAPED}), SICI))


def test_datacite_s_own_term_for_the_type_of_a_related_work_is_understood() -> None:
    found = overlaid(**{"@reverse": {"isBasedOn": {"@id": "https://doi.org/10.1000/x", "@type": "Text"}}})
    related = {"relatedIdentifier": "10.1000/x", "relatedIdentifierType": "DOI", "relationType": "IsSupplementTo", "resourceTypeGeneral": "Text"}
    assert found["relatedIdentifiers"] == [related]


@pytest.mark.parametrize("members", [
    {"identifier": "https://doi.org/10.5072/abc"},
    {"identifier": ["doi:10.5072/abc"], "url": "https://example.org/x"},
    {"identifier": {"@type": "PropertyValue", "propertyID": "doi", "value": "10.5072/abc"}, "sameAs": "https://doi.org/10.5072/abc"},
])
def test_a_stand_in_for_the_doi_is_no_identifier(members: dict[str, Any]) -> None:
    found = work(**{"@id": None, **members})
    assert not {"identifiers", "relatedIdentifiers"} & found.attributes.keys()
    assert "10.5072" not in found.text


def test_the_size_and_a_period_without_an_end_are_taken_up() -> None:
    found = overlaid(size="10 KB", temporalCoverage="2010-01-01/..")
    assert found["sizes"] == ["10 KB"]
    assert found["dates"][-1] == {"date": "2010-01-01/..", "dateType": "Coverage"}


def test_a_name_in_several_languages_is_several_titles() -> None:
    found = overlaid(name={"en": "Tides", "de": "Gezeiten"})
    assert found["titles"] == [{"title": "Tides", "lang": "en"}, {"title": "Gezeiten", "titleType": "TranslatedTitle", "lang": "de"}]


@pytest.mark.parametrize(("geo", "lost"), [
    ({"circle": "1 2 300"}, "the radius of `circle` (1 2 300)"), ({"line": "1 2 3 4"}, "`line` (1 2 3 4)"), ({"box": "91 2 300 4"}, "`box` (91 2 300 4)"),
])
def test_shapes_that_a_record_has_no_room_for_are_told(geo: dict[str, str], lost: str) -> None:
    places = [{"@type": "Place", "name": "Bern"}, {"@type": "Place", "geo": {"@type": "GeoShape", **geo}}]
    assert work(spatialCoverage=places).lost == (lost,)


def test_more_files_than_a_record_lists_are_told() -> None:
    assert work(distribution=[{"contentUrl": f"https://example.org/{number}"} for number in range(30)]).lost == ("`distribution` (30 files)",)


def test_what_datacite_overlooks_is_said_beside() -> None:
    result = work(
        softwareVersion=1.5,
        inLanguage=["en-US", "de"],
        contentSize="12 MB",
        distribution=[{"@type": "DataDownload", "contentUrl": "https://example.org/a.csv", "encodingFormat": "text/csv"}],
        funding={"@type": "Grant", "identifier": "A-1", "name": "Sea", "funder": {"@type": "Organization", "name": "F", "@id": "https://ror.org/04wxnsj81"}},
    )
    assert result.attributes["version"] == "1.5"
    assert result.attributes["language"] == "en"
    assert result.attributes["sizes"] == ["12 MB"]
    assert (result.attributes["formats"], result.attributes["contentUrl"]) == (["text/csv"], ["https://example.org/a.csv"])
    assert result.attributes["fundingReferences"] == [
        {"funderName": "F", "funderIdentifier": "https://ror.org/04wxnsj81", "funderIdentifierType": "ROR", "awardNumber": "A-1", "awardTitle": "Sea"}
    ]
    assert result.lost == ()


def test_the_journal_of_an_article_becomes_its_container() -> None:
    issue = {
        "@type": "PublicationIssue",
        "issueNumber": 2,
        "isPartOf": {"@type": "PublicationVolume", "volumeNumber": "3", "isPartOf": {"@type": "Periodical", "name": "J. Sea", "issn": "2049-3630"}},
    }
    assert overlaid(**{"@type": "ScholarlyArticle"}, isPartOf=issue, pagination="11–19")["container"] == {
        "type": "Journal", "title": "J. Sea", "identifier": "2049-3630", "identifierType": "ISSN", "volume": "3", "issue": "2",
        "firstPage": "11", "lastPage": "19",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("members", "kind", "types"),
    [
        ({"@type": "SoftwareApplication"}, "SoftwareSourceCode", None),
        ({"@type": ["WebPage", "Dataset"]}, "Dataset", None),
        ({"@type": "CreativeWork"}, "CreativeWork", {"resourceTypeGeneral": "Other"}),
        (
            {"@type": "CreativeWork", "additionalType": "doctoralThesis"},
            "CreativeWork",
            {"resourceTypeGeneral": "Dissertation", "resourceType": "doctoralThesis"},
        ),
        ({"@type": "Poster"}, "Poster", {"resourceTypeGeneral": "Poster"}),
        ({"@type": "Dataset", "additionalType": "https://example.org/kind"}, "Dataset", None),
    ],
)
def test_types_become_those_that_datacite_knows(members: dict[str, Any], kind: str, types: dict[str, Any] | None) -> None:
    result = work(**members)
    assert sent(result)["@type"] == kind
    assert result.attributes.get("types") == types
    assert "https://example.org/kind" not in result.text


def test_what_a_document_does_not_say_is_missing() -> None:
    result = ordered({"@context": "https://schema.org", "description": "Nothing but this", "name": "T"})
    assert result.missing == ("creators", "publisher", "publicationYear", "types")


def test_what_no_attribute_takes_up_is_told_once_and_short() -> None:
    result = work(variableMeasured=["a", "b"], award="A prize of which there is a very long text indeed", image="https://example.org/i.png")
    assert result.lost == ("`variableMeasured` (2 entries)", "`award` (A prize of which there is a very long t…)")


def test_what_a_reader_expects_of_the_observed_documents(observations: Callable[[str], Any], figure: Callable[[str], None]) -> None:
    """Every observed document of one work: title, creators, publisher and year as it says them, over what DataCite itself made of it."""
    alone = right = total = 0
    for line in observations("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["format"] != "schema_org" or pair["name"].endswith(("html-wrapped", "_list.json")):
            continue
        total += 1
        result = ordered(pair["input"], replace_doi=True)
        expected = as_read(pair["input"])
        conversion = pair["attributes"] if pair["status"] == 201 and pair["attributes"].get("titles") else None
        alone += conversion is not None and core(Ordered("schema_org", "{}"), conversion) == expected
        assert core(result, conversion) == expected, pair["name"]
        right += 1
    figure(f"Schema.org: title, creators, publisher and year as a reader expects: {right} of {total}, DataCite alone {alone}")


def as_read(text: str) -> tuple[Any, ...]:
    """What a person would copy from the document."""
    value = json.loads(text)
    document = value[0] if isinstance(value, list) else value
    people = document.get("author") or document.get("creator")
    people = people if isinstance(people, list) else [people]
    names = [one if isinstance(one, str) else one.get("name") or f"{one['familyName']}, {one['givenName']}" for one in people]
    title = document["name"][0] if isinstance(document["name"], list) else document["name"]
    publisher = document["publisher"]
    return (
        " ".join(title.split()),
        [" ".join(name.split()) for name in names],
        publisher if isinstance(publisher, str) else publisher["name"],
        int(str(document["datePublished"])[:4]),
    )
