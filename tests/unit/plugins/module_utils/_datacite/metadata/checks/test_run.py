# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every check with its path, its message and its suggestion; and that no input makes them fail."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.finding import Finding
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.shapes import ATTRIBUTES

COMPLETE: dict[str, Any] = {
    "creators": [{"name": "Tide Gauge Network"}],
    "titles": [{"title": "Hourly sea level"}],
    "publisher": "Example Archive",
    "publicationYear": 2021,
    "types": {"resourceTypeGeneral": "Dataset"},
}
URL = "https://example.org/x"
QUOTE = "and DataCite wants text here; YAML reads unquoted text so"


def found(attributes: dict[str, Any], state: str | None = "findable", **more: Any) -> list[tuple[str, str, str, str | None]]:
    options: dict[str, Any] = {"doi": "10.5438/0012", "url": URL, "state": state, "new": True, **more}
    return [(finding.level, finding.path, finding.message, finding.suggestion) for finding in check({**COMPLETE, **attributes}, **options)]


def test_a_complete_declaration_has_no_findings():
    assert found({}) == []
    assert check({}, doi="10.5438/0012", url=None, state="draft", new=True) == ()


@pytest.mark.parametrize(
    ("attributes", "path", "message", "suggestion"),
    [
        (
            {"creators": [{"name": "A", "affilation": [{"name": "X"}]}]},
            "metadata.creators[0].affilation",
            "`affilation` is unknown; DataCite would drop it without a word",
            "did you mean `affiliation`?",
        ),
        ({"title": "x"}, "metadata.title", "`title` is unknown; DataCite would drop it without a word", "did you mean `titles`?"),
        (
            {"publication_year": 2020},
            "metadata.publication_year",
            "`publication_year` is unknown; DataCite would drop it without a word",
            "did you mean `publicationYear`?",
        ),
        (
            {"rightsList": [{"rightsURI": "https://example.org"}]},
            "metadata.rightsList[0].rightsURI",
            "`rightsURI` is unknown; DataCite would drop it without a word",
            "did you mean `rightsUri`?",
        ),
        (
            {"sizes": ["1 MB"], "container": {"xyz": 1}},
            "metadata.container.xyz",
            "`xyz` is unknown; DataCite would drop it without a word",
            "known here: chapterNumber, edition, firstPage, identifier, identifierType, issue, lastPage, number, title, type, volume",
        ),
        (
            {"subjects": ["sea", "level"]},
            "metadata.subjects[0]",
            "a text, where DataCite wants an object; it would drop it without a word",
            'write - {subject: "sea"}',
        ),
        ({"dates": "2021"}, "metadata.dates", "a text, where DataCite wants a list of objects", 'write - {date: "2021"}'),
        ({"descriptions": 7}, "metadata.descriptions", "a number, where DataCite wants a list of objects", "write a list of objects"),
        (
            {"contributors": [[{"name": "A", "contributorType": "Editor"}]]},
            "metadata.contributors[0]",
            "a list within a list; DataCite would drop it without a word",
            "write its objects directly into the list",
        ),
        (
            {"dates": ""},
            "metadata.dates",
            "an empty text, where DataCite wants objects; it answers with an error and may damage the record",
            "write [] to clear it",
        ),
        (
            {"container": "Sea Data"},
            "metadata.container",
            "a text, where DataCite wants one object; it would be lost or refused",
            "write {type: …, identifier: …}",
        ),
        (
            {"publisher": ["X"]},
            "metadata.publisher",
            "a list, where DataCite wants one object; it would be lost or refused",
            "write {name: …, publisherIdentifier: …}",
        ),
        (
            {"titles": [{"title": ["X"]}]},
            "metadata.titles[0].title",
            "a list, where DataCite wants a text; it would drop it without a word",
            "write the text alone",
        ),
        (
            {"formats": ["text/csv", {"format": "x"}]},
            "metadata.formats[1]",
            "an object, where DataCite wants a text; it would drop the whole list without a word",
            "write the text alone",
        ),
        ({"version": {"v": "1"}}, "metadata.version", "an object, where DataCite wants a text; it would drop it without a word", "write the text alone"),
        (
            {"relatedItems": [{"relatedItemType": "Journal", "relationType": "Cites", "relatedItemIdentifier": "x"}]},
            "metadata.relatedItems[0].relatedItemIdentifier",
            "a text, where DataCite wants one object; it would be lost or refused",
            "write {relatedItemIdentifier: …, relatedItemIdentifierType: …}",
        ),
        (
            {"types": {"resourceTypeGeneral": "dataset"}},
            "metadata.types.resourceTypeGeneral",
            "`dataset` is no resourceTypeGeneral of kernel 4.7",
            "did you mean `Dataset` (since kernel 4.0)?",
        ),
        (
            {"types": {"resourceTypeGeneral": "Postr"}},
            "metadata.types.resourceTypeGeneral",
            "`Postr` is no resourceTypeGeneral of kernel 4.7",
            "did you mean `Poster` (since kernel 4.7)?",
        ),
        (
            {"creators": [{"name": "A", "nameType": "zzzz"}]},
            "metadata.creators[0].nameType",
            "`zzzz` is no nameType of kernel 4.7",
            "one of: Organizational, Personal",
        ),
        (
            {"descriptions": [{"description": "x", "descriptionType": ""}]},
            "metadata.descriptions[0].descriptionType",
            "an empty descriptionType",
            "leave it out, or write one of: Abstract, Methods, SeriesInformation, TableOfContents, TechnicalInfo, Other",
        ),
        (
            {"titles": [{"title": "x", "lang": "en_US"}]},
            "metadata.titles[0].lang",
            "`en_US` is no language tag; DataCite wants one like `en` or `pt-BR`",
            "did you mean `en-US`?",
        ),
        (
            {"subjects": [{"subject": "x", "schemeUri": "<b>http://x</b>"}]},
            "metadata.subjects[0].schemeUri",
            "`<b>http://x</b>` is no URI",
            "write a URL such as https://example.org/",
        ),
        (
            {"geoLocations": [{"geoLocationPoint": {"pointLongitude": "10,2", "pointLatitude": 56}}]},
            "metadata.geoLocations[0].geoLocationPoint.pointLongitude",
            "`10,2`, where DataCite wants a number of degrees",
            "write it like 56.15, with a point",
        ),
        (
            {"geoLocations": [{"geoLocationPoint": {"pointLongitude": 10, "pointLatitude": 99}}]},
            "metadata.geoLocations[0].geoLocationPoint.pointLatitude",
            "99 is not between -90 and 90 degrees",
            None,
        ),
        (
            {"geoLocations": [{"geoLocationPoint": {"pointLongitude": 10}}]},
            "metadata.geoLocations[0].geoLocationPoint.pointLatitude",
            "missing; DataCite refuses the place without it",
            "declare it as a number of degrees",
        ),
        (
            {"geoLocations": [{"geoLocationPolygon": [{"polygonPoint": {"pointLongitude": 1, "pointLatitude": 1}}] * 3}]},
            "metadata.geoLocations[0].geoLocationPolygon",
            "3 corners; DataCite wants at least four, the last of them the first again",
            "add - {polygonPoint: …}",
        ),
        (
            {"relatedItems": [{"relatedItemType": "Journal", "relationType": "Cites", "publicationYear": "n.d."}]},
            "metadata.relatedItems[0].publicationYear",
            "`n.d.` is no year of four digits",
            None,
        ),
        ({"version": 1.1}, "metadata.version", f"1.1 is a decimal number, {QUOTE}", 'quote it: version: "1.1" or "1.10"'),
        ({"language": False}, "metadata.language", f"false is a boolean, {QUOTE}", 'quote it: language: "no", "off" or "false"'),
        ({"titles": [{"title": True}]}, "metadata.titles[0].title", f"true is a boolean, {QUOTE}", 'quote it: title: "yes", "on" or "true"'),
        (
            {"alternateIdentifiers": [{"alternateIdentifier": 5349, "alternateIdentifierType": "accession"}]},
            "metadata.alternateIdentifiers[0].alternateIdentifier",
            f"5349 is a whole number, {QUOTE}",
            'quote it: alternateIdentifier: "5349" or "012345"',
        ),
        ({"subjects": [{"subject": 551}]}, "metadata.subjects[0].subject", f"551 is a whole number, {QUOTE}", 'quote it: subject: "551" or "01047"'),
        ({"sizes": [1.5]}, "metadata.sizes[0]", f"1.5 is a decimal number, {QUOTE}", 'quote it: sizes: "1.5" or "1.50"'),
        ({"language": "pt_BR"}, "metadata.language", "`pt_BR` is no language tag; DataCite would keep nothing of it", "did you mean `pt-BR`?"),
        ({"language": "-"}, "metadata.language", "`-` is no language; DataCite answers it with an error", "write a language tag such as en"),
        (
            {"language": "Indonesian"},
            "metadata.language",
            "`Indonesian` is no language tag; a registered or findable DOI needs one",
            "write a language tag such as en or pt-BR",
        ),
        ({"version": "1" * 192}, "metadata.version", "192 characters; DataCite keeps 191 at most", "shorten it"),
        (
            {"reason": "🐋"},
            "metadata.reason",
            "`🐋` cannot be kept here: DataCite stores characters of up to three bytes in this attribute",
            "leave emoji out",
        ),
        (
            {"schemaVersion": "http://datacite.org/schema/kernel-3"},
            "metadata.schemaVersion",
            "kernel 3 is no longer supported by DataCite",
            "write http://datacite.org/schema/kernel-4, or leave it out",
        ),
        ({"publicationYear": "n.d."}, "metadata.publicationYear", "`n.d.` is no year of four digits; a findable DOI needs one", "write it like 2021"),
        ({"publicationYear": None}, "metadata.publicationYear", "missing; a findable DOI must have it", "declare the year of publication, such as 2021"),
        ({"creators": []}, "metadata.creators", "missing; a findable DOI must have it", "declare at least one: - {name: …}"),
        ({"titles": None}, "metadata.titles", "missing; a findable DOI must have it", "declare at least one: - {title: …}"),
        ({"publisher": {"name": ""}}, "metadata.publisher.name", "missing; a findable DOI must have it", "declare its name: {name: …}"),
        ({"types": {}}, "metadata.types.resourceTypeGeneral", "missing; a findable DOI must have it", "declare it, such as Dataset, Software or Text"),
        (
            {"fundingReferences": [{"awardNumber": "1"}]},
            "metadata.fundingReferences[0].funderName",
            "missing; DataCite refuses the entry without it",
            "declare the funder's name",
        ),
        (
            {"fundingReferences": [{"funderName": "F", "funderIdentifier": "https://ror.org/04txyc737"}]},
            "metadata.fundingReferences[0].funderIdentifierType",
            "missing; a funderIdentifier needs it",
            "one of: ISNI, GRID, Crossref Funder ID, Other, ROR",
        ),
        ({"contributors": [{"contributorType": "Editor"}]}, "metadata.contributors[0].name", "a contributor needs a name", "declare name"),
        (
            {"rightsList": [{"rights": "x" * 2001}]},
            "metadata.rightsList[0].rights",
            "2001 characters; DataCite refuses rights of more than 2000",
            "name the licence, and link to its text in rightsUri",
        ),
        (
            {
                "identifiers": [{"identifier": "a", "identifierType": "x"}],
                "alternateIdentifiers": [{"alternateIdentifier": "b", "alternateIdentifierType": "x"}],
            },
            "metadata.alternateIdentifiers",
            "not the same as identifiers, which is another name of the same list; DataCite would drop this one",
            "declare one of the two",
        ),
        (
            {"alternateIdentifiers": [{"alternateIdentifier": "b"}]},
            "metadata.alternateIdentifiers[0].alternateIdentifierType",
            "missing; DataCite refuses the entry without it",
            "declare both alternateIdentifier and alternateIdentifierType",
        ),
        (
            {"landingPage": "x"},
            "metadata.landingPage",
            "a text, which DataCite refuses here: it is the result of its own link checker",
            "write the landing page as url",
        ),
        (
            {"titles": [{"title": "\ud800"}]},
            "metadata.titles[0].title",
            "half a character (a lone surrogate): this text cannot be sent",
            "write the character itself",
        ),
    ],
)
def test_errors(attributes, path, message, suggestion):
    assert ("error", path, message, suggestion) in found(attributes)
    assert [finding[1] for finding in found(attributes) if finding[0] == "error" and not finding[1].startswith(path.split("[")[0])] == []


@pytest.mark.parametrize(
    ("attributes", "path", "message", "suggestion"),
    [
        (
            {"creators": [{"name": "A", "nameIdentifiers": [{"nameIdentifier": "0000-0001-5109-3701", "nameIdentifierScheme": "ORCID"}]}]},
            "metadata.creators[0].nameIdentifiers[0].nameIdentifier",
            "the check digit of `0000-0001-5109-3701` does not fit: a digit is wrong",
            None,
        ),
        (
            {"creators": [{"name": "A", "affiliation": [{"name": "X", "affiliationIdentifier": "04wxnsj82", "affiliationIdentifierScheme": "ROR"}]}]},
            "metadata.creators[0].affiliation[0].affiliationIdentifier",
            "the checksum of `04wxnsj82` does not fit: a character is wrong",
            None,
        ),
        (
            {"relatedIdentifiers": [{"relatedIdentifier": "nonsense", "relatedIdentifierType": "DOI", "relationType": "Cites"}]},
            "metadata.relatedIdentifiers[0].relatedIdentifier",
            "`nonsense` is no DOI: it must begin with a prefix such as 10.5438",
            None,
        ),
        (
            {"dates": [{"date": "March 2021", "dateType": "Issued"}]},
            "metadata.dates[0].date",
            "`March 2021` is no date as DataCite asks for them",
            "write 2021, 2021-03, 2021-03-04 or 2021-03-04/2021-04-01",
        ),
        (
            {"titles": [{"title": r"Sea level in $x^2$"}]},
            "metadata.titles[0].title",
            "looks like LaTeX; DataCite shows it as it is",
            "write the characters themselves",
        ),
        (
            {"titles": [{"title": "Wind &amp; waves"}]},
            "metadata.titles[0].title",
            "looks like escaped HTML; DataCite shows it as it is",
            "write the character itself, such as & instead of &amp;",
        ),
        ({"titles": [{"title": "ZÃ¼rich"}]}, "metadata.titles[0].title", "looks like text read in the wrong encoding", "write it in UTF-8"),
        ({"titles": [{"title": "a\x07b"}]}, "metadata.titles[0].title", "a control character, which DataCite's XML cannot hold", "remove it"),
        (
            {"descriptions": [{"description": "x" * 100_001, "descriptionType": "Abstract"}]},
            "metadata.descriptions[0].description",
            "100001 characters; DataCite keeps them, but few programs show them",
            None,
        ),
        ({"formats": ["text/csv"] * 5_001}, "metadata.formats", "5001 entries; DataCite keeps them, but few programs show them", None),
        (
            {"schemaVersion": "http://datacite.org/schema/kernel-4.4", "types": {"resourceTypeGeneral": "Poster"}},
            "metadata.types.resourceTypeGeneral",
            "`Poster` was added in kernel 4.7, and schemaVersion says 4.4",
            "leave schemaVersion out",
        ),
        (
            {"schemaVersion": "kernel-5"},
            "metadata.schemaVersion",
            "`kernel-5` names no version of kernel 4",
            "write http://datacite.org/schema/kernel-4, or leave it out",
        ),
        (
            {"identifiers": [{"identifier": "10.5438/other", "identifierType": "DOI"}]},
            "metadata.identifiers[0]",
            "DataCite keeps no identifier of type DOI here",
            "declare another DOI under relatedIdentifiers, with IsIdenticalTo",
        ),
        ({"isActive": False}, "metadata.isActive", "ignored: DataCite sets it by the state", "leave it out"),
        (
            {"fundingReferences": [{"funderName": "F", "awardNumber": 5349}]},
            "metadata.fundingReferences[0].awardNumber",
            "5349 is a whole number; YAML drops leading zeros, and reads 012345 as 5349",
            'quote it: awardNumber: "5349" or "012345"',
        ),
        ({"publicationYear": "2021-05"}, "metadata.publicationYear", "of `2021-05` DataCite keeps only 2021", "write 2021, and the whole date under dates"),
        (
            {"rightsList": [{"rights": "Mine", "rightsIdentifier": "cc-by-4.0"}]},
            "metadata.rightsList[0].rights",
            "DataCite replaces it by the name of cc-by-4.0, `Creative Commons Attribution 4.0 International`",
            "leave out rightsIdentifier to keep this text",
        ),
        ({"subjects": [{"subject": "sea<!-- c -->"}]}, "metadata.subjects[0].subject", "DataCite takes tags and comments out of a subject", "write plain text"),
        (
            {"container": {"title": "T", "edition": "2"}},
            "metadata.container.edition",
            "not kept: DataCite derives it from a related item",
            "declare it in relatedItems",
        ),
        (
            {"creators": [{"name": "A", "orcid": ""}]},
            "metadata.creators[0].orcid",
            "`orcid` is unknown; DataCite would drop it without a word",
            "did you mean `nameIdentifiers`?",
        ),
    ],
)
def test_warnings(attributes, path, message, suggestion):
    assert found(attributes) == [("warning", path, message, suggestion)]


@pytest.mark.parametrize(
    "attributes",
    [
        {"creators": [{"name": "A", "affiliation": ["X", "Y"]}]},
        {"creators": [{"name": "A", "affiliation": "X"}]},
        {"creators": {"name": "A"}},
        {"creators": [{"name": "A", "affiliation": [], "nameIdentifiers": [], "nameType": None}]},
        {"publisher": {"name": "X", "lang": None}},
        {"subjects": "sea level"},
        {"rightsList": "All rights reserved"},
        {"sizes": "1 MB", "formats": [None, "text/csv"]},
        {"dates": [{"date": datetime.date(2021, 3, 4), "dateType": "Issued"}, {"date": 2021}, None]},
        {"version": 1},
        {"version": datetime.date(2021, 3, 4)},
        {"publicationYear": "2021"},
        {"publicationYear": 2021.0},
        {"types": {"schemaOrg": "Article"}},
        {"language": "zh-Hans"},
        {"language": "English"},
        {"language": ""},
        {"geoLocations": [{"geoLocationPoint": {"pointLongitude": "+123.", "pointLatitude": "1e1"}}, {"geoLocationPlace": "Aarhus"}, {}]},
        {"fundingReferences": [{"funderName": "F", "funderIdentifierType": "ROR"}]},
        {
            "relatedItems": [
                {"relatedItemType": "Poster", "relationType": "Other", "relationTypeInformation": "x", "titles": {"title": "T"}, "publicationYear": " "}
            ]
        },
        {
            "relatedIdentifiers": [
                {"relatedIdentifier": "https://raid.org/10.1/2", "relatedIdentifierType": "RAiD", "relationType": "Other", "relationTypeInformation": "x"}
            ]
        },
        {"identifiers": [{"identifier": "https://doi.org/10.5438/0012", "identifierType": "DOI"}]},
        {"identifiers": [], "alternateIdentifiers": [], "container": {}, "contentUrl": None, "language": None},
        {"viewCount": 0, "created": "2021-03-04T00:00:00Z", "published": "2021", "state": "findable", "isActive": True, "xml": None, "agency": ""},
        {"schemaVersion": "http://datacite.org/schema/kernel-4.4", "event": "publish", "doi": "10.5438/0012", "prefix": "10.5438", "suffix": "0012"},
        {"titles": [{"title": "Größe, 1 < 2, R$ 5 & Ångström"}]},
    ],
)
def test_what_passes(attributes):
    assert found(attributes) == []


def test_a_draft_may_be_incomplete_and_hold_what_the_schema_refuses():
    attributes = {"types": {"resourceTypeGeneral": "dataset"}, "titles": [{"title": "x", "lang": "en_US"}], "language": "Indonesian"}
    findings = check(attributes, doi="10.5438/0012", url=None, state="draft", new=True)
    assert {finding.level for finding in findings} == {"warning"}
    assert [finding.path for finding in findings] == ["metadata.types.resourceTypeGeneral", "metadata.titles[0].lang", "metadata.language"]


@pytest.mark.parametrize("state", ["draft", "registered", "findable"])
def test_the_type_of_a_contributor_is_wanted_in_every_state(state):
    findings = found({"contributors": [{"name": "A"}, {"name": "B", "contributorType": "editor"}]}, state)
    assert [finding[:3] for finding in findings] == [
        ("error", "metadata.contributors[1].contributorType", "`editor` is no contributorType of kernel 4.7"),
        ("error", "metadata.contributors[0].contributorType", "missing; DataCite refuses the entry without it"),
    ]


@pytest.mark.parametrize(
    ("url", "message", "suggestion"),
    [
        ("HTTPS://example.org/x", "`HTTPS://example.org/x` is not a URL that DataCite takes", "did you mean https://example.org/x?"),
        ("example.org/x", "`example.org/x` is not a URL that DataCite takes", "did you mean https://example.org/x?"),
        ("https://example.org/a b", "`https://example.org/a b` is not a URL that DataCite takes", "did you mean https://example.org/a%20b?"),
        (
            "mailto:x@example.org",
            "`mailto:x@example.org` is not a URL that DataCite takes",
            "write http://, https:// or ftp:// in lower case, and no white space",
        ),
        ("", "missing; a findable DOI must have a landing page", "declare url"),
        (None, "missing; a findable DOI must have a landing page", "declare url"),
        (["https://example.org"], "DataCite wants one URL here, and would drop this", "write the URL alone"),
    ],
)
def test_urls(url, message, suggestion):
    assert found({}, url=url) == [("error", "url", message, suggestion)]


def test_a_url_among_the_attributes_counts():
    assert found({"url": URL}, url=None) == []
    assert [finding[1] for finding in found({"url": "example.org"}, url=None)] == ["metadata.url"]


def test_what_the_record_has_need_not_be_declared():
    record = {**COMPLETE, "state": "draft", "url": URL}
    assert check({}, doi="10.5438/0012", url=None, state="findable", new=False, record=record) == ()
    del record["publisher"]
    found_now = check({}, doi="10.5438/0012", url=None, state="findable", new=False, record=record)
    assert [finding.path for finding in found_now] == ["metadata.publisher"]


def test_types_and_publisher_are_laid_over_the_record_member_by_member():
    record = {**COMPLETE, "publisher": {"name": "Example Archive"}, "state": "findable", "url": URL}
    attributes = {"types": {"resourceType": "Time series"}, "publisher": {"lang": "en"}}
    assert check(attributes, doi="10.5438/0012", url=None, state="findable", new=False, record=record) == ()
    cleared = check({"publisher": {}}, doi="10.5438/0012", url=None, state=None, new=False, record=record)
    assert [(finding.level, finding.path) for finding in cleared] == [("error", "metadata.publisher")]


@pytest.mark.parametrize("attributes", [{}, {"titles": [{"title": "x"}]}, {"types": {"resourceType": "x"}}, {"publisher": {"lang": "en"}}])
def test_what_may_stand_in_a_record_that_nobody_has_read_is_not_missing(attributes):
    assert check(attributes, doi="10.5438/A+B", url=None, state="findable", new=False) == ()


@pytest.mark.parametrize(
    ("attributes", "url", "path"),
    [
        ({"titles": []}, None, "metadata.titles"),
        ({"publicationYear": None}, None, "metadata.publicationYear"),
        ({"types": {}}, None, "metadata.types.resourceTypeGeneral"),
        ({"publisher": {"name": ""}}, None, "metadata.publisher.name"),
        ({}, "", "url"),
        ({"url": None}, None, "metadata.url"),
    ],
)
def test_what_is_cleared_is_missing_whatever_the_record_has(attributes, url, path):
    findings = check(attributes, doi="10.5438/0012", url=url, state="findable", new=False)
    assert [(finding.level, finding.path) for finding in findings] == [("error", path)]


def test_an_incomplete_public_record_may_be_hidden_or_moved():
    record = {"state": "findable", "url": URL}
    assert check({}, doi="10.5438/0012", url="https://example.org/y", state="findable", new=False, record=record) == ()
    assert check({}, doi="10.5438/0012", url=None, state="registered", new=False, record=record) == ()


def test_what_an_old_public_record_has_or_lacks_is_only_warned_about():
    record = {**COMPLETE, "contributors": [{"name": "A"}], "types": {"resourceTypeGeneral": "Film"}, "publisher": None, "url": None, "state": "findable"}
    levels = {(finding.level, finding.path) for finding in check({**record}, doi="10.5438/0012", url=None, state="findable", new=False, record=record)}
    places = ("contributors[0].contributorType", "types.resourceTypeGeneral", "publisher", "url")
    assert levels == {("warning", f"metadata.{place}") for place in places}


def test_what_is_changed_in_an_old_public_record_is_held_against_the_rules():
    record = {**COMPLETE, "contributors": [{"name": "A"}], "url": URL, "state": "findable"}
    attributes = {"contributors": [{"name": "B"}]}
    findings = check(attributes, doi="10.5438/0012", url=None, state="findable", new=False, record=record)
    assert [(finding.level, finding.path) for finding in findings] == [("error", "metadata.contributors[0].contributorType")]
    draft = {**record, "state": "draft"}
    findings = check({}, doi="10.5438/0012", url="", state="findable", new=False, record=draft)
    assert [(finding.level, finding.path) for finding in findings] == [("error", "url")]


def test_old_names_are_not_held_against_the_syntax_of_new_ones():
    assert [finding[1] for finding in found({}, doi="10.5438/A+B<C>")] == ["doi"]
    assert found({}, doi="10.5438/A+B<C>", new=False) == []


def test_errors_come_first_and_once_for_a_path():
    findings = check({**COMPLETE, "titles": [{"title": "&amp;"}], "creators": []}, doi="10.5438/0012", url=None, state="findable", new=True)
    assert [finding.level for finding in findings] == ["error", "error", "warning"]
    assert len({finding.path for finding in findings if finding.level == "error"}) == 2


def test_a_value_that_holds_itself_is_an_error():
    endless: list[Any] = []
    endless.append(endless)
    findings = check({"creators": endless}, doi="10.5438/0012", url=None, state="draft", new=True)
    assert [finding.path for finding in findings] == ["metadata"]


def test_a_finding_reads_as_one_sentence():
    assert str(Finding("error", "metadata.x", "is wrong", "mend it")) == "metadata.x: is wrong (mend it)"
    assert str(Finding("error", "metadata.x", "is wrong")) == "metadata.x: is wrong"


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes()
MEMBERS = sorted({"x", "name", "title", "relatedIdentifierType", "geoLocationPoint", "polygonPoint", "nameIdentifiers", "affiliation", "date", "rights"})
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS) | st.text(max_size=3), inner, max_size=3), max_leaves=12
)


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(sorted(ATTRIBUTES)) | st.text(max_size=4), ANYTHING, max_size=6),
    ANYTHING,
    st.sampled_from([None, "draft", "registered", "findable", "absent"]),
    st.booleans(),
    st.none() | st.dictionaries(st.sampled_from([*sorted(ATTRIBUTES), "state"]), ANYTHING, max_size=4),
)
def test_no_input_makes_the_checks_fail(attributes, url, state, new, record):
    findings = check(attributes, doi="10.5438/0012", url=url, state=state, new=new, record=record)
    assert all(finding.path and finding.message for finding in findings)
    assert findings == check(attributes, doi="10.5438/0012", url=url, state=state, new=new, record=record)
