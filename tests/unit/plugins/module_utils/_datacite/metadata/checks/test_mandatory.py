# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries that are there and say nothing: DataCite publishes a DOI without a title or a creator's name, and somebody has to say so."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks.run import check
from unit.plugins.module_utils._datacite.metadata.checks.complete_declaration import COMPLETE


def warned(attribute: str, value: Any, state: str) -> list[str]:
    findings = check({**COMPLETE, attribute: value}, doi="10.5438/0012", url="https://example.org/x", state=state, new=True)
    return [finding.path for finding in findings if finding.level == "warning" and "no entry holds a text" in finding.message]


@pytest.mark.parametrize("state", ["registered", "findable"])
@pytest.mark.parametrize(("attribute", "value"), [
    ("titles", [{}]), ("titles", [{"title": None}]), ("titles", [{"title": ""}, {"title": " ", "lang": "en"}]), ("titles", [{"title": {"a": {}}}]),
    ("titles", {"lang": "en"}), ("creators", [{}]), ("creators", [{"name": ""}]), ("creators", [{"affiliation": ["Institute"]}]),
], ids=str)
def test_a_public_doi_without_a_word_is_warned_of(attribute: str, value: Any, state: str) -> None:
    assert warned(attribute, value, state) == [f"metadata.{attribute}"]


@pytest.mark.parametrize(("attribute", "value"), [
    ("titles", [{"title": ""}, {"title": "Hourly sea level"}]), ("titles", [{"title": 1984}]), ("creators", [{"familyName": "Lind"}]),
    ("creators", [{"givenName": "Eva"}, {}]), ("creators", {"name": "Lind, Eva"}),
], ids=str)
def test_one_word_is_enough(attribute: str, value: Any) -> None:
    assert warned(attribute, value, "findable") == []


def test_a_draft_may_be_silent() -> None:
    assert warned("titles", [{}], "draft") == []
