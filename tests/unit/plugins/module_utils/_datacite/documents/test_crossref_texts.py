# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles and abstracts in Crossref's records."""

from __future__ import annotations

from unit.plugins.module_utils._datacite.documents.crossref_documents import attributes


def test_titles_keep_their_markup_subtitle_and_language() -> None:
    found = attributes(
        "<titles><title>Of <i>Gadus</i>, H<sub>2</sub>O &amp; <scp>x</scp></title><subtitle>A study</subtitle>"
        "<original_language_title language='de'>Vom Dorsch</original_language_title></titles>"
    )
    assert found["titles"] == [
        {"title": "Of <i>Gadus</i>, H<sub>2</sub>O & x"},
        {"title": "Vom Dorsch", "titleType": "AlternativeTitle", "lang": "de"},
        {"title": "A study", "titleType": "Subtitle"},
    ]


def test_a_title_in_the_original_language_alone_is_the_title() -> None:
    assert attributes("<titles><title/><original_language_title language='ja'>海</original_language_title></titles>")["titles"] == [
        {"title": "海", "lang": "ja"}
    ]


def test_an_abstract_keeps_every_word_and_its_paragraphs() -> None:
    found = attributes(
        "<jats:abstract xmlns:jats='http://www.ncbi.nlm.nih.gov/JATS1'><jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title>"
        "<jats:p>Of the beetle\n   <jats:italic>C. maculatus</jats:italic>\n   . See (\n <jats:ext-link>https://example.org</jats:ext-link>\n ).</jats:p>"
        "</jats:sec><jats:p>p &lt; 0.05</jats:p></jats:abstract>"
    )
    assert found["descriptions"] == [
        {"description": "Aim\nOf the beetle <i>C. maculatus</i>. See (https://example.org).\np < 0.05", "descriptionType": "Abstract"}
    ]
