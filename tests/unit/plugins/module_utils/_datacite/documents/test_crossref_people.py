# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who made what a Crossref record is about."""

from __future__ import annotations

from unit.plugins.module_utils._datacite.documents.crossref_documents import ARTICLE, DATA, attributes, journal, ordered


def test_people_in_their_order_with_orcid_affiliation_and_role() -> None:
    found = attributes(
        "<contributors><organization contributor_role='author' sequence='first'>Tide Network</organization>"
        "<person_name contributor_role='author' sequence='additional'><given_name>Martin L.</given_name><surname>van der Berg</surname>"
        "<suffix>Jr.</suffix><affiliations><institution><institution_name>Sea Institute</institution_name>"
        "<institution_id type='ror'>https://ror.org/04wxnsj81</institution_id><institution_department>Tides</institution_department></institution>"
        "</affiliations><ORCID authenticated='true'>http://orcid.org/0000-0001-5109-3700</ORCID></person_name>"
        "<organization contributor_role='author' sequence='additional'>et al.</organization>"
        "<person_name contributor_role='editor' sequence='first'><surname>Plato</surname></person_name></contributors>"
    )
    assert found["creators"] == [
        {"name": "Tide Network", "nameType": "Organizational"},
        {
            "name": "van der Berg, Martin L., Jr.", "nameType": "Personal", "givenName": "Martin L.", "familyName": "van der Berg",
            "nameIdentifiers": [
                {"nameIdentifier": "https://orcid.org/0000-0001-5109-3700", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
            ],
            "affiliation": [{
                "name": "Tides, Sea Institute", "affiliationIdentifier": "https://ror.org/04wxnsj81", "affiliationIdentifierScheme": "ROR",
                "schemeUri": "https://ror.org",
            }],
        },
    ]
    assert found["contributors"] == [{"name": "Plato", "nameType": "Personal", "familyName": "Plato", "contributorType": "Editor"}]


def test_editors_become_creators_where_there_are_no_authors() -> None:
    result = ordered(journal(ARTICLE.replace("'author'", "'editor'").replace('"author"', '"editor"')))
    assert [one["name"] for one in result.attributes["creators"]] == ["Okafor, Ngozi"]
    assert any("editors became the creators" in sentence for sentence in result.mended)
    assert "contributors" not in result.attributes


def test_nobody_is_invented() -> None:
    result = ordered(journal(f"<journal_article>{DATA}</journal_article>", ""))
    assert result.missing == ("creators", "titles", "publicationYear")
    assert not {"creators", "titles", "publicationYear"} & result.attributes.keys()
