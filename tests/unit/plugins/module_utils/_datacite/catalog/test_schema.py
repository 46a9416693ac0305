# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The JSON Schemas for editors: they are what the code goes by, take what is good, and mark what people get wrong.

To write them anew: python test_schema.py
"""

from __future__ import annotations

import json
import pathlib
from typing import Any

import jsonschema
import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog import schema, schema_words
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.options import OPTIONS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata import shapes
from conftest import ROOT, observed

FILES = {"catalog.schema.json": schema.schema, "catalog-defaults.schema.json": schema.defaults_schema}
CATALOGUE = jsonschema.Draft202012Validator(schema.schema())
DEFAULTS = jsonschema.Draft202012Validator(schema.defaults_schema())
GOOD = {"titles": [{"title": "Tides", "lang": "en"}], "types": {"resourceTypeGeneral": "Dataset"}, "publicationYear": 2016}


@pytest.mark.parametrize("name", FILES)
def test_what_is_checked_in_is_current(name: str) -> None:
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == schema.text(FILES[name]()), "run this file: python test_schema.py"


@pytest.mark.parametrize("make", FILES.values())
def test_it_is_a_schema(make: Any) -> None:
    jsonschema.Draft202012Validator.check_schema(make())


def test_every_option_and_attribute_is_described() -> None:
    assert schema_words.OPTIONS.keys() == OPTIONS
    assert shapes.ATTRIBUTES.keys() - schema_words.ATTRIBUTES.keys() - OPTIONS - {"source"} == set()


@pytest.mark.parametrize(
    "value",
    [
        {"doi": "10.82001/a"},
        {"doi": "https://doi.org/10.82001/A", "state": "findable", "url": "https://x.org", "metadata": GOOD},
        {"prefix": 10.82001, "identity": 7},
        {"identity": "x", "metadata": None, "undeclared": "clear", "replace_doi": True, "src": "a.xml", "format": "datacite_xml"},
        {"dois": []},
        {"dois": [{"doi": "10.82001/a", "metadata": GOOD}, {"doi": "10.82001/b", **GOOD}]},
        {"doi": "10.82001/a", "event": "publish", **GOOD},
        {"data": {"type": "dois", "attributes": {"doi": "10.82001/a", **GOOD}}},
        {"data": [{"attributes": GOOD}], "meta": {}, "links": {}},
        {"metadata": {"data": {"id": "10.82001/a", "type": "dois", "attributes": GOOD, "relationships": {}}}},
        {"doi": "10.82001/a", "metadata": {"created": "2011-01-01", "anything": 1}},
        {
            "doi": "10.82001/a",
            "metadata": {
                "publisher": "X",
                "version": 1.1,
                "creators": [{"name": "X", "affiliation": ["Y", {"name": "Z"}]}],
                "rightsList": "CC0",
                "sizes": "1 MB",
            },
        },
        {
            "doi": "10.82001/a",
            "metadata": {"geoLocations": [{"geoLocationPoint": {"pointLongitude": "10.5", "pointLatitude": 56}}], "viewCount": 3, "publicationYear": "2016"},
        },
    ],
)
def test_good(value: Any) -> None:
    assert [error.message for error in CATALOGUE.iter_errors(value)] == []


@pytest.mark.parametrize(
    "value",
    [
        {},
        [],
        "x",
        {"state": "draft"},
        {"doi": "nonsense"},
        {"doi": "10.82001/a", "stat": "draft"},
        {"doi": "10.82001/a", "state": "public"},
        {"doi": "10.82001/a", "metadata": {}, "titles": []},
        {"doi": "10.82001/a", "metadata": {"titel": []}},
        {"doi": "10.82001/a", "metadata": {"titles": "x"}},
        {"doi": "10.82001/a", "metadata": {"titles": ["x"]}},
        {"doi": "10.82001/a", "metadata": {"titles": [{"title": ["x"]}]}},
        {"dois": [{"doi": "10.82001/a", "x": 1}]},
        {"doi": "10.82001/a", "metadata": {"creators": [{"nameType": "Person"}]}},
        {"doi": "10.82001/a", "metadata": {"types": {"resourceTypeGeneral": "dataset"}}},
        {"doi": "10.82001/a", "metadata": {"publicationYear": "March 2021"}},
        {"doi": "10.82001/a", "metadata": {"publicationYear": 21}},
        {"dois": [], "state": "draft"},
        {"doi": "10.82001/a", "metadata": {"geoLocations": [{"geoLocationPoint": {"pointLongitude": 500, "pointLatitude": 0}}]}},
        {"dois": {"doi": "10.82001/a"}},
        {"doi": "10.82001/a", "metadata": {"geoLocations": [{"geoLocationPoint": {"pointLongitude": "10,5", "pointLatitude": 0}}]}},
        {"doi": "10.82001/a", "event": "x", "titles": []},
        {"data": {"attributes": {"titel": []}}},
        {"data": {"type": "dois"}},
        {"doi": "10.82001/a", "content": "<x/>", "src": "x.xml"},
        {"doi": 10.82001},
        {"doi": "10.82001/a", "password": "x"},
    ],
)
def test_bad(value: Any) -> None:
    assert list(CATALOGUE.iter_errors(value)) != []


@pytest.mark.parametrize(
    "value",
    [
        {},
        {
            "state": "draft",
            "url": "https://x.org/{suffix}?p={prefix}",
            "metadata": GOOD,
            "prefix": "10.82001",
            "undeclared": "clear",
            "server_validation": "never",
            "reason": "x",
        },
    ],
)
def test_good_defaults(value: Any) -> None:
    assert [error.message for error in DEFAULTS.iter_errors(value)] == []


@pytest.mark.parametrize(
    "value", [{"doi": "10.82001/a"}, {"url": "https://x.org/{sufix}"}, {"url": "https://x.org/{suffix"}, {"titles": []}, {"metadata": {"titel": 1}}]
)
def test_bad_defaults(value: Any) -> None:
    assert list(DEFAULTS.iter_errors(value)) != []


def test_real_records() -> None:
    bad: dict[str, str] = {}
    with observed("observed/real.jsonl").open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["status"] in (200, 201):
                attributes = {name: value for name, value in record["stored"].items() if name != "created"}
                for value in ({"doi": "10.82001/a", "metadata": attributes}, attributes, {"data": {"attributes": attributes}}):
                    bad.update((record["id"], error.message) for error in CATALOGUE.iter_errors(value))
    assert bad == {}


if __name__ == "__main__":
    for name, make in FILES.items():
        (pathlib.Path(ROOT) / "docs" / name).write_text(schema.text(make()), encoding="utf-8")
