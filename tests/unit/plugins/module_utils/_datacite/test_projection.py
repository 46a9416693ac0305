# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an expression is applied to, and what is said of one that cannot be used."""

from __future__ import annotations

from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite import jmespath_library
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.projection import InvalidExpression, project

RECORDS: list[dict[str, Any]] = [
    {"doi": "10.5438/b", "year": 2026, "titles": [{"title": "B"}]},
    {"doi": "10.5438/a", "year": 2025, "titles": []},
]


@pytest.mark.parametrize(("expression", "result"), [
    ("[].doi", ["10.5438/b", "10.5438/a"]),
    ("[*].doi", ["10.5438/b", "10.5438/a"]),
    ("[?year > `2025`].doi", ["10.5438/b"]),
    ("[0].doi", "10.5438/b"),
    ("[-1:] | [0].doi", "10.5438/a"),
    ("length(@)", 2),
    ("sort_by(@, &year)[].doi", ["10.5438/a", "10.5438/b"]),
    ("max_by(@, &year).doi", "10.5438/b"),
    ("join(', ', [].doi)", "10.5438/b, 10.5438/a"),
    ("{count: length(@), names: [].doi}", {"count": 2, "names": ["10.5438/b", "10.5438/a"]}),
    ("@", RECORDS),
])
def test_of_the_whole_list(expression: str, result: Any) -> None:
    assert project(expression, RECORDS) == result


@pytest.mark.parametrize(("expression", "result"), [
    ("doi", ["10.5438/b", "10.5438/a"]),
    ("{doi: doi, title: titles[0].title}", [{"doi": "10.5438/b", "title": "B"}, {"doi": "10.5438/a", "title": None}]),
    ("[doi, year]", [["10.5438/b", 2026], ["10.5438/a", 2025]]),
    ("titles[].title", [["B"], []]),
    ("length(titles)", [1, 0]),
    ("year > `2025`", [True, False]),
    ("not_null(reason, doi)", ["10.5438/b", "10.5438/a"]),
    ("keys(@) | length(@)", [3, 3]),
])
def test_of_each_record(expression: str, result: Any) -> None:
    assert project(expression, RECORDS) == result


@pytest.mark.parametrize("expression", ["[?", "", "nothing(@)", "sum([].doi)", "doi["])
def test_what_cannot_be_used_is_named(expression: str) -> None:
    with pytest.raises(InvalidExpression, match="select: .* cannot be used"):
        project(expression, RECORDS)


def test_without_the_package_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jmespath_library, "jmespath", None)
    with pytest.raises(ImportError) as raised:
        project("doi", RECORDS)
    assert raised.value.name == "jmespath"
