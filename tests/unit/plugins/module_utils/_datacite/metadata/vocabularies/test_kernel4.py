# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The controlled lists against DataCite's own schema, and what is suggested for a term that is not in them."""

from __future__ import annotations

import re

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.vocabularies import kernel4
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.vocabularies.vocabulary import Vocabulary

LISTS = [value for value in vars(kernel4).values() if isinstance(value, Vocabulary)]
FILES = {"resourceTypeGeneral": "resourceType"}


@pytest.mark.parametrize("vocabulary", LISTS, ids=lambda vocabulary: vocabulary.name)
def test_the_terms_are_those_of_the_schema(observations, vocabulary):
    schema = observations(f"schema/kernel-4.7/include/datacite-{FILES.get(vocabulary.name, vocabulary.name)}-v4.xsd").read_text()
    assert set(vocabulary.since) == set(re.findall(r'<xs:enumeration value="([^"]+)"', schema))


def test_every_suggested_term_is_in_its_list():
    assert len(LISTS) == 10
    for vocabulary in LISTS:
        assert set(vocabulary.instead.values()) <= set(vocabulary.since)
        assert not set(vocabulary.instead) & set(vocabulary.since)


@pytest.mark.parametrize(
    ("term", "vocabulary", "version"),
    [
        ("Poster", kernel4.RESOURCE_TYPE_GENERAL, "4.7"),
        ("Presentation", kernel4.RESOURCE_TYPE_GENERAL, "4.7"),
        ("RAiD", kernel4.RELATED_IDENTIFIER_TYPE, "4.7"),
        ("SWHID", kernel4.RELATED_IDENTIFIER_TYPE, "4.7"),
        ("Other", kernel4.RELATION_TYPE, "4.7"),
        ("Coverage", kernel4.DATE_TYPE, "4.6"),
        ("Translator", kernel4.CONTRIBUTOR_TYPE, "4.6"),
        ("Instrument", kernel4.RESOURCE_TYPE_GENERAL, "4.5"),
        ("JournalArticle", kernel4.RESOURCE_TYPE_GENERAL, "4.4"),
        ("ROR", kernel4.FUNDER_IDENTIFIER_TYPE, "4.3"),
        ("Obsoletes", kernel4.RELATION_TYPE, "4.2"),
        ("DataPaper", kernel4.RESOURCE_TYPE_GENERAL, "4.1"),
    ],
)
def test_the_kernel_version_that_added_a_term(term, vocabulary, version):
    assert vocabulary.since[term] == version


@pytest.mark.parametrize(
    ("written", "vocabulary", "meant"),
    [
        ("dataset", kernel4.RESOURCE_TYPE_GENERAL, "Dataset"),
        ("journal article", kernel4.RESOURCE_TYPE_GENERAL, "JournalArticle"),
        ("Datset", kernel4.RESOURCE_TYPE_GENERAL, "Dataset"),
        ("Film", kernel4.RESOURCE_TYPE_GENERAL, "Audiovisual"),
        ("is-part-of", kernel4.RELATION_TYPE, "IsPartOf"),
        ("Person", kernel4.NAME_TYPE, "Personal"),
        ("Published", kernel4.DATE_TYPE, "Issued"),
        ("Crossref Funder", kernel4.FUNDER_IDENTIFIER_TYPE, "Crossref Funder ID"),
        ("raid", kernel4.RELATED_IDENTIFIER_TYPE, "RAiD"),
        ("zzzzzz", kernel4.RELATION_TYPE, None),
        ("", kernel4.RELATION_TYPE, None),
    ],
)
def test_what_is_suggested(written, vocabulary, meant):
    assert vocabulary.suggestion(written) == meant
