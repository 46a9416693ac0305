# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Awards, numbers and related works in Crossref's records."""

from __future__ import annotations

from unit.plugins.module_utils._datacite.documents.crossref_documents import DATA, DATE, PEOPLE, PRESS, TITLES, attributes, crossref, ordered


def test_every_award_is_kept() -> None:
    program = (
        "<fr:program xmlns:fr='http://www.crossref.org/fundref.xsd' name='fundref'><fr:assertion name='fundgroup'><fr:assertion name='funder_name'>NIH"
        "<fr:assertion name='funder_identifier'>http://dx.doi.org/10.13039/100000002</fr:assertion></fr:assertion><fr:assertion name='award_number'>A1"
        "</fr:assertion><fr:assertion name='award_number'>A2</fr:assertion></fr:assertion></fr:program>"
    )
    funder = {"funderName": "NIH", "funderIdentifier": "https://doi.org/10.13039/100000002", "funderIdentifierType": "Crossref Funder ID"}
    awards = [{**funder, "awardNumber": "A1"}, {**funder, "awardNumber": "A2"}]
    assert attributes(program)["fundingReferences"] == awards
    # The name of a program is fixed by Crossref's schema, so that deposits leave it out.
    assert attributes(program.replace(" name='fundref'", ""))["fundingReferences"] == awards


def test_all_numbers_of_a_book_are_kept_under_one_name() -> None:
    isbns = "<isbn media_type='print'>9780306406157</isbn><isbn>0306406152</isbn>"
    found = ordered(crossref(f"<book><book_metadata>{PEOPLE}{TITLES}{DATE}{isbns}{PRESS}{DATA}</book_metadata></book>")).attributes
    assert [one["identifier"] for one in found["identifiers"]] == ["9780306406157", "0306406152"]
    assert found["alternateIdentifiers"] is None


def test_related_works_get_datacites_words() -> None:
    found = attributes(
        "<program xmlns='http://www.crossref.org/relations.xsd'><related_item><intra_work_relation relationship-type='isPreprintOf' identifier-type='doi'>"
        "10.1234/Z</intra_work_relation></related_item></program>",
        "<citation_list><citation><doi>10.1234/C</doi></citation><citation><unstructured_citation>A book</unstructured_citation></citation></citation_list>",
    )
    assert found["relatedIdentifiers"] == [
        {"relatedIdentifier": "2049-3630", "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"},
        {"relatedIdentifier": "10.1234/z", "relatedIdentifierType": "DOI", "relationType": "IsPreviousVersionOf"},
        {"relatedIdentifier": "10.1234/c", "relatedIdentifierType": "DOI", "relationType": "References"},
    ]
