# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Markdown as GitHub shows it, and what must not be seen there: rendered by GitHub's own CommonMark (cmark-gfm) with raw HTML let through."""

from __future__ import annotations

import re

import cmarkgfm
import lxml.html
from cmarkgfm.cmark import Options

OURS = {
    "html", "body", "h2", "h3", "p", "strong", "em", "code", "pre", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "b", "ul", "li", "a",
    "sub", "blockquote",
}
CALLS = re.compile(r"@\w|#\d|\bGH-\d|https?:|www\.|\b(?=[a-f]*\d)[0-9a-f]{7,40}\b", re.IGNORECASE)


def rendered(text: str) -> lxml.html.HtmlElement:
    """As GitHub shows it, before it takes out what it does not allow."""
    found = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    return lxml.html.document_fromstring(f"<html><body>{found}</body></html>")


def check_nothing_broke_out(text: str, links: str = r"https://doi\.org/10\.") -> None:
    """Only our own tags, sections beside each other, links of one kind alone, and nothing outside code that GitHub would make a link or a call of."""
    page = rendered(text)
    assert {node.tag for node in page.iter() if isinstance(node.tag, str)} <= OURS
    assert [node.text for node in page.iter(lxml.etree.Comment)] == [text.partition("\n")[0].removeprefix("<!--").removesuffix("-->")]
    assert {node.getparent().tag for node in page.iter("details")} <= {"body"}
    assert len(list(page.iter("details"))) == len(list(page.iter("summary")))
    assert all(re.match(links, link.get("href")) for link in page.iter("a"))
    for inner in [*page.iter("code"), *page.iter("pre")]:
        inner.text = ""
        for child in list(inner):
            inner.remove(child)
    assert not CALLS.search(page.text_content())
