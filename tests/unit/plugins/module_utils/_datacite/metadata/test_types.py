# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Derived members of `types`, as observed at DataCite."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.types import completed, derived

GENERAL = """
Audiovisual MediaObject|article|misc|MPCT
ConferencePaper Article||article|CPAPER
DataPaper Article||article|GEN
Dissertation Thesis|thesis|phdthesis|THES
Image ImageObject|graphic|misc|FIGURE
JournalArticle ScholarlyArticle|article-journal|article|JOUR
Poster Poster|document|misc|GEN
Presentation PresentationDigitalDocument|presentation|misc|SLIDE
Project Project|article|misc|GEN
Sound AudioObject|song|misc|SOUND
Workflow CreativeWork|article|misc|GEN
Other CreativeWork|article|misc|GEN
""".strip().splitlines()

OWN = {
    ("Text", "Book Chapter"): "Chapter|chapter|inbook|CHAP",
    ("Text", "BookChapter"): "Chapter|chapter|inbook|CHAP",
    ("Text", "Journal article"): "ScholarlyArticle|article-journal|article|JOUR",
    ("Text", "journal_article"): "ScholarlyArticle|article-journal|article|JOUR",
    ("Text", "journal-article"): "ScholarlyArticle|article-journal|article|JOUR",
    ("Text", "Report"): "Report|report|techreport|RPRT",
    ("Text", "dissertation"): "Thesis|thesis|phdthesis|THES",
    ("Text", "Dataset"): "Dataset|dataset|misc|DATA",
    ("Text", "PhD thesis"): "ScholarlyArticle|article-journal|article|RPRT",
    (None, "Dataset"): "Dataset|dataset|misc|DATA",
    ("Dataset", ""): "Dataset|dataset|misc|DATA",
    ("Dataset é", "Time series"): "CreativeWork|article|misc|GEN",
}


def in_order(found):
    return "|".join(found[name] for name in ("schemaOrg", "citeproc", "bibtex", "ris"))


@pytest.mark.parametrize("line", GENERAL)
def test_by_general_type(line):
    general, _unused, wanted = line.partition(" ")
    assert in_order(derived({"resourceTypeGeneral": general})) == wanted


@pytest.mark.parametrize(("pair", "wanted"), OWN.items())
def test_by_own_type(pair, wanted):
    assert in_order(derived({"resourceTypeGeneral": pair[0], "resourceType": pair[1]})) == wanted


def test_what_is_sent_wins_and_does_not_lead_the_others():
    assert in_order(completed({"schemaOrg": "Article"})) == "Article|article|misc|GEN"
    assert completed({"resourceTypeGeneral": "Text", "ris": "X"})["ris"] == "X"


def test_nothing_but_defaults_is_unset():
    assert completed({}) is None
    assert completed({"ris": "GEN"}) is None
    assert completed({"ris": "DATA"}) is not None
