# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`Link` headers, well written and not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.link_header import Link, links

CASES = {
    '<https://doi.org/10.1/a>; rel="cite-as"': [Link(("cite-as",), "https://doi.org/10.1/a")],
    "<a>;rel=item , <b> ; rel = license": [Link(("item",), "a"), Link(("license",), "b")],
    '<a,b;c>; rel="x y"; type="text/html"': [Link(("x", "y"), "a,b;c", "text/html")],
    '<a>; title="a, <b>; rel=no"; rel=item': [Link(("item",), "a")],
    '<a>; title="say \\"hi\\", you"; REL="Item"': [Link(("item",), "a")],
    "<a>; rel=first; rel=second": [Link(("first",), "a")],
    '<a>; rel="item"; anchor="/other"': [Link(("item",), "a", "", "/other")],
    "<a>; crossorigin; rel=item": [Link(("item",), "a")],
    "<a>": [],
    "": [],
    "nonsense": [],
    "nonsense, <a>; rel=item": [Link(("item",), "a")],
    "<a; rel=item": [],
    "<a>; rel=item junk, <b>; rel=item": [Link(("item",), "a"), Link(("item",), "b")],
    ",,, <a>; rel=item,,": [Link(("item",), "a")],
    "<>; rel=self": [Link(("self",), "")],
}


@pytest.mark.parametrize("header", CASES)
def test_links(header):
    assert list(links([header])) == CASES[header]


def test_several_headers_are_one_list():
    assert [link.target for link in links(["<a>; rel=x", "<b>; rel=y, <c>; rel=z"])] == ["a", "b", "c"]


@given(st.text(alphabet='<>;,="\\ arel*', max_size=200))
def test_nothing_that_a_server_writes_is_too_much(header):
    assert len(links([header])) <= header.count("<")


def test_a_header_without_end_is_read_in_bounded_time():
    assert len(links(["<a>;rel=x," * 100_000])) == 2000
    assert links(["<" * 200_000]) == ()
    assert len(links(['<a>; x="' + "\\" * 200_000])) == 0
