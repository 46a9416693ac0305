# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What JSON-LD says of the work, in all the ways in which systems write it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.json_ld import (
    content_addresses,
    described,
    identifiers,
    licences,
    names,
    types,
)

DATASET = {"@context": "https://schema.org", "@type": "Dataset", "@id": "https://doi.org/10.1/a", "name": "Ice"}


def works(*scripts: object) -> list[tuple[str, ...]]:
    return [types(node) for node in described(tuple(one if isinstance(one, str) else json.dumps(one) for one in scripts)).works(frozenset({"Dataset"}))]


@pytest.mark.parametrize(
    "scripts",
    [
        [DATASET],
        [[DATASET]],
        [{"@context": "http://schema.org/", "@graph": [{"@type": "Organization"}, {"@type": "Dataset"}]}],
        [{"@context": {"schema": "http://schema.org/"}, "@type": "schema:Dataset"}],
        [{"@context": "https://schema.org", "@type": "http://schema.org/Dataset"}],
        [{"@context": "https://schema.org", "@type": "WebPage", "mainEntity": {"@type": "Dataset"}}],
        [{"@context": "https://schema.org", "@type": "WebSite"}, DATASET],
        ["{broken", DATASET],
        ["<!-- " + json.dumps(DATASET) + " -->"],
        ["//<! [CDATA[\n" + json.dumps(DATASET) + "\n//]]>"],
        [json.dumps(DATASET) + ";"],
        [json.dumps(DATASET).replace('"', "&quot;")],
        [json.dumps(DATASET).replace("Ice", "I\nce\t")],
    ],
)
def test_the_work_is_found(scripts):
    assert works(*scripts) == [("Dataset",)]


def test_what_cannot_be_read_is_said():
    assert "no JSON" in described(("{",)).problems[0]
    assert "another vocabulary" in described(('{"@context": "https://w3id.org/ro/other", "@type": "Dataset"}',)).problems[0]
    assert described(("[" * 100_000,)).nodes == ()
    assert described(('"text"', "12", "null", "[]", "{}")).works() == ()


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        ({"@id": "a", "identifier": "b"}, ("a", "b")),
        ({"identifier": ["a", {"@type": "PropertyValue", "propertyID": "doi", "value": "b"}]}, ("a", "b")),
        ({"identifier": {"@id": "a", "url": "b"}}, ("a", "b")),
        ({"identifier": {"value": {"value": "a"}}}, ("a",)),
        ({"identifier": 12}, ()),
        ({}, ()),
    ],
)
def test_identifiers(node, expected):
    assert identifiers(node) == expected


def test_names_licences_and_content():
    node = {
        "name": "a",
        "headline": ["b"],
        "license": {"@type": "CreativeWork", "url": "c"},
        "distribution": [{"contentUrl": "d"}, {"contentUrl": ["e"]}, "f"],
        "contentUrl": "g",
    }
    assert (names(node), licences(node), content_addresses(node)) == (("a", "b"), ("c",), ("d", "e", "g"))


MEMBERS = ["@type", "@id", "@graph", "identifier", "license", "name", "distribution", "contentUrl", "mainEntity", "value", "@value"]
ATOMS = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
VALUES = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(MEMBERS), inner, max_size=4))


@given(VALUES)
def test_whatever_is_in_a_script_is_read(value):
    found = described((json.dumps(value),))
    for node in found.nodes:
        assert all(isinstance(text, str) for reader in (identifiers, names, licences, content_addresses, types) for text in reader(node))
