# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a declaration would change, change by change, and what is sent for it."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.change import Change
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.difference import difference, effect, payload

A, B, C = ({"name": name, "nameType": "Personal", "givenName": name.lower()} for name in "ABC")
TEXT = {"resourceTypeGeneral": "Text", "schemaOrg": "ScholarlyArticle", "citeproc": "article-journal", "bibtex": "article", "ris": "RPRT"}
PUBLISHER = {"name": "P", "publisherIdentifier": "https://ror.org/1", "publisherIdentifierScheme": "ROR"}
FOS = {
    "subject": "FOS: Earth sciences",
    "subjectScheme": "Fields of Science and Technology (FOS)",
    "schemeUri": "http://www.oecd.org/science/inno/38235147.pdf",
}
SERIES = [{"description": "Journal", "descriptionType": "SeriesInformation"}]


def brief(changes):
    return [(change.path, change.before, change.after) for change in changes]


CHANGES = {
    "a value": ({"language": "de"}, {"language": "en"}, [("language", "en", "de")]),
    "a value is cleared": ({"version": None}, {"version": "1"}, [("version", "1", None)]),
    "nothing declared": ({}, {"version": "1"}, []),
    "a member of an entry": ({"creators": [A, {**B, "name": "X"}]}, {"creators": [A, B]}, [("creators[1].name", "B", "X")]),
    "an entry put in first": ({"creators": [C, A, B]}, {"creators": [A, B]}, [("creators[0]", None, C)]),
    "an entry put in between": ({"creators": [A, C, B]}, {"creators": [A, B]}, [("creators[1]", None, C)]),
    "an entry taken out": ({"creators": [B]}, {"creators": [A, B]}, [("creators[0]", A, None)]),
    "an entry put in before one that is altered": (
        {"creators": [C, {**A, "givenName": "x"}, B]},
        {"creators": [A, B]},
        [("creators[0]", None, C), ("creators[1].givenName", "a", "x")],
    ),
    "two entries change places": ({"creators": [B, A]}, {"creators": [A, B]}, [("creators[0]", A, None), ("creators[1]", None, A)]),
    "another entry": (
        {"creators": [{"name": "Z", "nameType": "Organizational"}]},
        {"creators": [{"name": "A", "nameType": "Personal"}]},
        [("creators[0]", {"name": "A", "nameType": "Personal"}, {"name": "Z", "nameType": "Organizational"})],
    ),
    "a list is cleared": ({"sizes": []}, {"sizes": ["1 MB"]}, [("sizes", ["1 MB"], None)]),
    "a list is new": ({"sizes": ["1 MB"]}, {"sizes": []}, [("sizes", None, ["1 MB"])]),
    "a text in a list": ({"sizes": ["1 MB", "3 MB"]}, {"sizes": ["1 MB", "2 MB"]}, [("sizes[1]", "2 MB", "3 MB")]),
    "an affiliation": (
        {"creators": [{"name": "A", "affiliation": ["X", "Y"]}]},
        {"creators": [{"name": "A", "affiliation": [{"name": "X"}], "nameIdentifiers": []}]},
        [("creators[0].affiliation[1]", None, {"name": "Y"})],
    ),
    "types: undeclared members are left alone": ({"types": {"resourceTypeGeneral": "Text"}}, {"types": {**TEXT, "resourceType": "Essay", "ris": "X"}}, []),
    "types: a declared member": ({"types": {"resourceTypeGeneral": "Book"}}, {"types": TEXT}, [("types.resourceTypeGeneral", "Text", "Book")]),
    "types: a derived member": ({"types": {"ris": "X"}}, {"types": TEXT}, [("types.ris", "RPRT", "X")]),
    "types: a derived member as null follows": ({"types": {"ris": None}}, {"types": TEXT}, []),
    "types: a frozen member as null is let go": ({"types": {"ris": None}}, {"types": {**TEXT, "ris": "X"}}, [("types.ris", "X", "RPRT")]),
    "types: a member as null": ({"types": {"resourceType": None}}, {"types": {**TEXT, "resourceType": "Essay"}}, [("types.resourceType", "Essay", None)]),
    "types: cleared": ({"types": None}, {"types": TEXT}, [("types", TEXT, None)]),
    "types: cleared already": ({"types": {}}, {"types": {"schemaOrg": "CreativeWork", "citeproc": "article", "bibtex": "misc", "ris": "GEN"}}, []),
    "publisher: undeclared members are left alone": ({"publisher": "P"}, {"publisher": PUBLISHER}, []),
    "publisher: a declared member": ({"publisher": {"name": "Q"}}, {"publisher": PUBLISHER}, [("publisher.name", "P", "Q")]),
    "publisher: a member as null": (
        {"publisher": {"publisherIdentifier": None}},
        {"publisher": PUBLISHER},
        [("publisher.publisherIdentifier", "https://ror.org/1", None)],
    ),
    "publisher: cleared": ({"publisher": None}, {"publisher": {"name": "P"}}, [("publisher", {"name": "P"}, None)]),
    "publisher: cleared already": ({"publisher": None}, {"publisher": None}, []),
    "publisher: read as text": ({"publisher": "P"}, {"publisher": "P"}, []),
    "rights: completed by DataCite": (
        {"rightsList": [{"rights": "House"}]},
        {"rightsList": [{"rights": "Home", "rightsUri": "u", "lang": "en"}]},
        [("rightsList[0]", {"rights": "Home", "rightsUri": "u", "lang": "en"}, {"rights": "House"})],
    ),
    "subjects: fields of science added by DataCite": ({"subjects": [{"subject": "a"}]}, {"subjects": [{"subject": "a"}, FOS]}, []),
    "subjects: a declared field of science": ({"subjects": [FOS]}, {"subjects": []}, [("subjects", None, [FOS])]),
    "subjects: an altered field of science": (
        {"subjects": [{**FOS, "subject": "FOS: History"}]},
        {"subjects": [FOS]},
        [("subjects[0].subject", "FOS: Earth sciences", "FOS: History")],
    ),
    "subjects: cleared with their fields of science": ({"subjects": []}, {"subjects": [FOS]}, [("subjects", [FOS], None)]),
    "container": ({"container": {"title": "X"}}, {"container": {}}, [("container", None, {"title": "X"})]),
    "container beside a series": ({"container": {"title": "X"}}, {"container": {"title": "Journal", "type": "Series"}, "descriptions": SERIES}, []),
    "container no longer derived": (
        {"container": {"title": "X"}, "descriptions": []},
        {"container": {"title": "Journal", "type": "Series"}, "descriptions": SERIES},
        [("container", None, {"title": "X"}), ("descriptions", SERIES, None)],
    ),
    "container no longer derived, and declared as it was shown": (
        {"container": {"title": "Journal", "type": "Series"}, "descriptions": []},
        {"container": {"title": "Journal", "type": "Series"}, "descriptions": SERIES},
        [("descriptions", SERIES, None)],
    ),
    "identifiers under their other name": (
        {"identifiers": [{"identifier": "a", "identifierType": "b"}]},
        {"identifiers": [], "alternateIdentifiers": []},
        [("alternateIdentifiers", None, [{"alternateIdentifier": "a", "alternateIdentifierType": "b"}])],
    ),
    "the landing page as identifier": (
        {"identifiers": [{"identifier": "https://example.org/1", "identifierType": "URL"}]},
        {"url": "https://example.org/1"},
        [],
    ),
    "the landing page moves, and stays an identifier": (
        {"url": "https://example.org/2", "identifiers": [{"identifier": "https://example.org/1", "identifierType": "URL"}]},
        {"url": "https://example.org/1", "identifiers": []},
        [("url", "https://example.org/1", "https://example.org/2")],
    ),
    "coordinates": (
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": "1.5"}}]},
        {"geoLocations": [{"geoLocationPoint": {"pointLatitude": 1.6}}]},
        [("geoLocations[0].geoLocationPoint.pointLatitude", 1.6, 1.5)],
    ),
    "doi is no attribute to change": ({"doi": "10.5072/A"}, {"doi": "10.5072/b"}, []),
}


@pytest.mark.parametrize(("declared", "record", "wanted"), CHANGES.values(), ids=CHANGES)
def test_difference(declared, record, wanted):
    found = difference(declared, record)
    assert sorted(brief(found), key=str) == sorted(wanted, key=str)
    assert {change.attribute for change in found} == {path.partition("[")[0].partition(".")[0] for path, _unused, _unused in wanted}


def test_a_change():
    assert difference({"version": "2"}, {"version": "1"}) == (Change(attribute="version", path="version", before="1", after="2"),)


EFFECTS = {
    "publisher null is not taken notice of": ({"publisher": None}, {"publisher": {"name": "P"}}, []),
    "publisher text replaces the object": (
        {"publisher": "P"},
        {"publisher": PUBLISHER},
        ["publisher.publisherIdentifier", "publisher.publisherIdentifierScheme"],
    ),
    "types are replaced": ({"types": {"resourceTypeGeneral": "Text"}}, {"types": {**TEXT, "resourceType": "Essay"}}, ["types.resourceType"]),
    "affiliation texts are lost": (
        {"creators": [{"name": "A", "affiliation": ["X"]}]},
        {"creators": [{"name": "A", "affiliation": [{"name": "X"}]}]},
        ["creators[0].affiliation"],
    ),
    "an object for a value is not taken notice of": ({"language": {}, "url": []}, {"language": "en", "url": "https://example.org"}, []),
    "the first name of identifiers wins": (
        {"alternateIdentifiers": [{"alternateIdentifier": "x"}], "identifiers": []},
        {"identifiers": [{"identifier": "a"}]},
        ["identifiers"],
    ),
}


@pytest.mark.parametrize(("sent", "record", "paths"), EFFECTS.values(), ids=EFFECTS)
def test_effect_of_a_request(sent, record, paths):
    assert [change.path for change in effect(sent, record, url="https://example.org")] == paths


PAYLOADS = {
    "only what changed": ({"version": "2", "language": "en"}, {}, ["version"], {"version": "2"}),
    "whole lists": ({"creators": [A, B]}, {"creators": [A]}, ["creators"], {"creators": [A, B]}),
    "texts in shape": ({"creators": {"name": "A", "affiliation": "X"}}, {}, ["creators"], {"creators": [{"name": "A", "affiliation": [{"name": "X"}]}]}),
    "publisher with its undeclared members": ({"publisher": "Q"}, {"publisher": PUBLISHER}, ["publisher"], {"publisher": {**PUBLISHER, "name": "Q"}}),
    "publisher without a member declared as null": (
        {"publisher": {"publisherIdentifier": None}},
        {"publisher": {"name": "P", "publisherIdentifier": "x"}},
        ["publisher"],
        {"publisher": {"name": "P"}},
    ),
    "publisher cleared": ({"publisher": None}, {"publisher": PUBLISHER}, ["publisher"], {"publisher": {}}),
    "types: derived members follow a new resource type": (
        {"types": {"resourceTypeGeneral": "Book"}},
        {"types": {**TEXT, "resourceType": "Essay"}},
        ["types"],
        {"types": {"resourceTypeGeneral": "Book", "resourceType": "Essay"}},
    ),
    "types: declared derived members are sent": (
        {"types": {"resourceTypeGeneral": "Book", "ris": "X"}},
        {"types": TEXT},
        ["types"],
        {"types": {"resourceTypeGeneral": "Book", "ris": "X"}},
    ),
    "types: the others stay where the resource type stays": (
        {"types": {"ris": "X"}},
        {"types": {**TEXT, "bibtex": "own"}},
        ["types"],
        {"types": {**TEXT, "bibtex": "own", "ris": "X"}},
    ),
    "types cleared": ({"types": None}, {"types": TEXT}, ["types"], {"types": None}),
    "identifiers by either name": (
        {"identifiers": [{"identifier": "a"}]},
        {},
        ["alternateIdentifiers"],
        {"alternateIdentifiers": [{"alternateIdentifier": "a"}]},
    ),
    "lists cleared": ({"titles": None}, {"titles": [{"title": "T"}]}, ["titles"], {"titles": []}),
}


@pytest.mark.parametrize(("declared", "record", "changed", "wanted"), PAYLOADS.values(), ids=PAYLOADS)
def test_payload(declared, record, changed, wanted):
    assert payload(declared, record, changed) == wanted


def test_long_lists_are_compared_in_one_walk():
    """20,000 entries, one put in, one altered, one taken out: three changes."""
    before = [{"relatedIdentifier": f"10.5072/{number}", "relatedIdentifierType": "DOI", "relationType": "Cites"} for number in range(20_000)]
    after = [*before]
    del after[15_000]
    after[10_000] = {**after[10_000], "relationType": "References"}
    after.insert(5, {**before[0], "relatedIdentifier": "10.5072/new"})
    found = difference({"relatedIdentifiers": after}, {"relatedIdentifiers": before})
    assert [change.path for change in found] == ["relatedIdentifiers[5]", "relatedIdentifiers[10001].relationType", "relatedIdentifiers[15000]"]
