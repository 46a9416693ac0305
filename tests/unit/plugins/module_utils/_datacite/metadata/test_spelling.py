# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which name somebody meant: told where it is really near, else not at all."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.spelling import folded, nearest


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("publication_year", "publicationYear"),
        ("publicationYr", "publicationYear"),
        ("title", "titles"),
        ("titel", "titles"),
        ("creater", "creators"),
        ("contributer", "contributors"),
        ("subjekts", "subjects"),
        ("descrption", "descriptions"),
        ("related_items", "relatedItems"),
        ("geolocation", "geoLocations"),
        ("lang", "language"),
    ],
)
def test_a_name_that_is_near_is_suggested(written, meant):
    (finding,) = check({written: "x"}, doi="10.5438/0012", url=None, state="draft", new=True)
    assert finding.suggestion == f"did you mean `{meant}`?"


@pytest.mark.parametrize("written", ["relationships", "data", "meta", "links", "files", "references", "citations", "resource_type"])
def test_a_name_that_is_not_near_has_no_suggestion_but_the_names_that_are_known(written):
    (finding,) = check({written: "x"}, doi="10.5438/0012", url=None, state="draft", new=True)
    assert finding.suggestion is not None and finding.suggestion.startswith("known here: ")


def test_another_spelling_of_a_name_is_the_name():
    assert folded("is-part_of .") == folded("IsPartOf")
    assert nearest("is-part of", {"IsPartOf": "HasPart", "IsPartOff": "x"}) == "HasPart"


def test_an_endless_text_is_near_to_nothing():
    assert nearest("x" * 1_000_000, {"titles": "titles"}) is None
