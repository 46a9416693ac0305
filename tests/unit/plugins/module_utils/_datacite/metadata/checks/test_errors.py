# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every error with its path, its message and its suggestion."""

from __future__ import annotations

import pytest

from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import found

QUOTE = "and DataCite wants text here; YAML reads unquoted text so"


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
