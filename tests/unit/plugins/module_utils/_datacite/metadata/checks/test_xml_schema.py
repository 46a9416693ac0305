# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lexical rules against the schema processor that DataCite's schema is read with (libxml2)."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lxml import etree

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.checks import xml_schema


def processor(rule: str) -> etree.XMLSchema:
    return etree.XMLSchema(
        etree.fromstring(f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="value" type="xs:{rule}"/></xs:schema>'.encode())
    )


LANGUAGE, URI, FLOAT = processor("language"), processor("anyURI"), processor("float")


def accepted(rule: etree.XMLSchema, text: str) -> bool:
    element = etree.Element("value")
    element.text = text
    return rule.validate(element)


PIECES = [*"ab:/?#[]@!$&'()*+,;=%1 9é<>{}|\\^`\"-_.~\t\n2Fx", "http://", "https://example.org/", "//", "%20", "::", "[::1]", ":80", "mailto:"]


@settings(max_examples=1_000)
@given(st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
def test_uris(text):
    assert xml_schema.is_uri(text) == accepted(URI, text)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(["a", "B", "-", "é", "1", " ", "\t", "_", "abcdefgh"]), max_size=7).map("".join))
def test_languages(text):
    assert xml_schema.is_language(text) == accepted(LANGUAGE, text)


@settings(max_examples=500)
@given(st.text("0123.+-eE \t,", max_size=7))
def test_numbers(text):
    assume(not re.search(r"[eE][+-]?[0-9]{3}", text))  # beyond any finite number
    assert (xml_schema.number(text) is not None) == accepted(FLOAT, text)


@pytest.mark.parametrize("text", ["NaN", "INF", "-INF", "", "10,2", "56.15 N"])
def test_what_is_no_coordinate(text):
    assert xml_schema.number(text) is None


@pytest.mark.parametrize(("text", "year"), [("2021", True), (" 2021 ", True), ("20\x0721", True), ("21", False), ("2021x", False), ("", False)])
def test_years(text, year):
    assert xml_schema.is_year(text) is year
