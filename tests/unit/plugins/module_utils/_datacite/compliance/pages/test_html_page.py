# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages as they are written: well, badly, and with intent."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.html_page import Anchor, Page, page_of
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.link_header import Link

URL = "https://archive.example/data/1"


def read(text: str) -> Page:
    return page_of(text, URL)


def test_the_parts_of_a_page():
    page = read(
        """<!DOCTYPE html><HTML><Head><TITLE> Sea &amp; ice
        </TITLE><meta NAME=DC.Identifier CONTENT='doi:10.1/a'><meta property="og:title" content="Ice"><meta name=dc.identifier content=b>
        <LINK REL="cite-as Canonical" HREF="/x" type="text/html"><script type="application/ld+json">{"a": "</b>"}</script>
        <style>p {color: red}</style><script>var a = "<p>no</p>";</script></head>
        <body><h1>Sea <i>ice</i></h1><p>Some &eacute; words<br>here <a href="../y?b=1&amp;c" download>the <b>file</b></a></body></html>"""
    )
    assert page.title == "Sea & ice"
    assert page.headings == ("Sea ice",)
    assert page.metas == {"dc.identifier": ("doi:10.1/a", "b"), "og:title": ("Ice",)}
    assert page.links == (Link(("cite-as", "canonical"), "https://archive.example/x", "text/html"),)
    assert page.json_ld == ('{"a": "</b>"}',)
    assert page.text == "Sea ice Some é words here the file"
    assert page.anchors == (Anchor("https://archive.example/y?b=1&c", "the file", True),)
    assert (page.scripts, page.asks_for_password, page.broken) == (1, False, False)


SOUP = {
    "<p>a<p>b<td>c</div></p>d": "a b c d",
    "a < b and c > d": "a < b and c > d",
    "x<!-- <p>no</p> -->y": "x y",
    "x<!doctype html>y": "x y",
    "x<?php echo 1 ?>y": "x y",
    "x<![CDATA[y]]>z": "x z",
    "x<![if IE]>y<![endif]>z": "x y z",
    "x<![foo bar]>y": "x y",
    "<b>never closed": "never closed",
    "cut in a tag <a href='x": "cut in a tag",
    "cut in a comment <!-- x": "cut in a comment",
    "cut in an entity &am": "cut in an entity &am",
    "<script>cut in a script": "",
    "<template><p>no</p></template>yes": "yes",
    "<svg><title>Logo</title><text>no</text></svg>yes": "yes",
    "<noscript>Please switch on JavaScript</noscript>yes": "Please switch on JavaScript yes",
    "&#x1F30A;&#0;&bogus;&amp": "🌊 \ufffd&bogus;&".replace(" ", ""),
    "<p title='a>b'>c": "c",
    "<a href=x>one<a href=y>two</a>": "one two",
    "</p></p></html>after": "after",
    "<P\n CLASS = a\n>x</P\n>": "x",
    "\ufeffx": "\ufeffx",
}


@pytest.mark.parametrize("soup", SOUP)
def test_tag_soup(soup):
    page = read(soup)
    assert (page.text, page.broken) == (SOUP[soup], False)


def test_the_title_is_the_pages_and_not_a_pictures():
    assert read("<svg><title>Logo</title></svg><title>Page</title>").title == "Page"
    assert read("<title>First</title><title>Second</title>").title == "First"


def test_addresses_begin_at_the_base():
    assert read("<base href='https://b.example/c/'><a href='d'>x</a>").anchors[0].target == "https://b.example/c/d"


@pytest.mark.parametrize(
    ("content", "target"),
    [
        ("0; url=/x", "https://archive.example/x"),
        ("5;URL='/x'", "https://archive.example/x"),
        ("0, url=https://o.example/", "https://o.example/"),
        ("300; url=/x", ""),
        ("300", ""),
        ("soon; url=/x", ""),
        ("0; /x", ""),
    ],
)
def test_pages_that_move_on(content, target):
    assert read(f'<meta http-equiv="Refresh" content="{content}">').refresh == target


def test_a_page_made_by_a_script_is_told_from_one_with_words():
    assert read("<div id=app></div><script src=a.js></script>").is_made_by_script
    assert not read("<p>" + "words " * 50 + "</p><script src=a.js></script>").is_made_by_script
    assert not read("<p>short</p>").is_made_by_script


HOSTILE = {
    "comments": "<!--" * 300_000,
    "declarations": "<!" * 500_000,
    "instructions": "<?" * 500_000,
    "sections": "<![" * 300_000,
    "tags": "<a " * 300_000,
    "tags in tags": "<a<a" * 200_000,
    "quotes": "<a b='" * 200_000,
    "end tags": "</" * 500_000,
    "end tags with names": "</a " * 300_000,
    "scripts": "<script>" * 100_000,
    "titles": "<title>" * 100_000,
    "less": "<" * 1_000_000,
    "ampersands": "&" * 1_000_000,
    "references": "&#" * 500_000,
    "attributes": "<a " + "b=c " * 200_000 + ">",
    "spaces": "<a" + " " * 1_000_000,
    "slashes": "<a" + "/" * 1_000_000,
    "deep": "<div>" * 200_000,
    "headings": "<h1>" * 200_000,
    "equals": "<a b" + "=" * 1_000_000,
}


@pytest.mark.parametrize("page", HOSTILE)
def test_a_hostile_page_is_read_all_the_same(page):
    """Each of them takes a parser with time that grows with the square of the page for minutes."""
    read(HOSTILE[page])


@given(st.text(alphabet="<>!-[]/?&;#='\" abscripttle\n", max_size=200))
def test_no_page_is_too_much(text):
    page = read(text)
    assert "<end>" not in page.text


@given(st.text(alphabet="abcdé & <", max_size=50))
def test_words_are_kept(text):
    import html

    assert read(f"<p>{html.escape(text)}</p>").text == " ".join(text.split())
