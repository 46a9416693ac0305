# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every warning with its path, its message and its suggestion."""

from __future__ import annotations

import pytest

from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import found


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
