# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Titles, abstracts, keywords and the other texts of a Citeproc item. Private to the collection."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Any

from ...metadata.language import language
from ..json_parts.part import Part
from ..json_parts.values import fits, has_inline_tag, line_of, listed, named, once, text_of

_TAG = re.compile(r"<(/?)([A-Za-z][\w:.-]*)(?:\s[^<>]*)?/?>")
_KEPT = {
    "i": "i", "em": "em", "b": "b", "strong": "strong", "sub": "sub", "sup": "sup", "italic": "i", "bold": "b", "sc": "", "code": "code", "monospace": "code",
}  # fmt: skip
"""Tags of HTML and JATS (https://jats.nlm.nih.gov/) that stay, by what they are called then; all others give way to their content."""

_BLOCKS = frozenset(("p", "sec", "title", "list", "list-item", "div", "li", "ul", "ol", "br", "break", "h1", "h2", "h3", "h4", "disp-formula"))
_IN_JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "journal-article", "review", "review-book")
_HEADING = re.compile(r"\s*(?:abstract|summary)[.:]?\s*(?=\n)", re.IGNORECASE)
_LONGEST_VERSION = 191


def titles_of(item: Mapping[str, Any]) -> Part:
    """The title, further ones and the subtitle, with tags that stand for type only taken out."""
    names = ("title", "subtitle", "original-title", "alternative-title", "title-short", "shortTitle", "short-title")
    texts = [title for one in listed(item.get("title")) if (title := _line(line_of(one)))]
    if not texts:
        # Without a title DataCite keeps an empty one: that is to be thrown away.
        return Part("titles", None, {}, True, names)
    value: list[dict[str, Any]] = [{"title": texts[0]}]
    known = {texts[0]}
    for member, kind in (
        ("title", "AlternativeTitle"),
        ("subtitle", "Subtitle"),
        ("original-title", "AlternativeTitle"),
        ("alternative-title", "AlternativeTitle"),
    ):
        for text in [title for one in listed(item.get(member)) if (title := _line(line_of(one)))]:
            if text not in known:
                known.add(text)
                value.append({"title": text, "titleType": kind})
    plain = value == [{"title": item.get("title")}] and not has_inline_tag(texts[0])
    return Part("titles", value, {"title": texts[0]}, not plain, names)


def descriptions_of(item: Mapping[str, Any]) -> Part:
    """The abstract; paragraphs of JATS and HTML become lines."""
    value = [{"description": text, "descriptionType": "Abstract"} for one in listed(item.get("abstract")) if (text := _paragraphs(text_of(one)))]
    original = item.get("abstract")
    plain = isinstance(original, str) and [one["description"] for one in value] == [original.strip()] and not has_inline_tag(original)
    return Part("descriptions", value or None, {"abstract": value[0]["description"]} if value else {}, bool(value) and not plain, ("abstract",))


def subjects_of(item: Mapping[str, Any]) -> Part:
    """Categories (which DataCite reads) and keywords (which it does not)."""
    members = ("categories", "keyword", "keywords", "subject", "tags")
    words = [word for member in members for one in listed(item.get(member)) for word in _words(one, item.get(member))]
    value = [{"subject": word} for word in once(words)]
    plain = once(listed(item.get("categories"))) == [one["subject"] for one in value]
    return Part("subjects", value or None, {"categories": [one["subject"] for one in value]} if value else {}, bool(value) and not plain, members)


def publisher_of(item: Mapping[str, Any]) -> Part:
    """The publisher; without one the institution (of theses, reports, preprints), or the journal."""
    found = next((name for one in listed(item.get("publisher")) if (name := named(one))), None)
    if found:
        return Part("publisher", {"name": found}, {"publisher": found}, item.get("publisher") != found, ("publisher",))
    for member in ("institution", "school", "authority"):
        found = next((name for one in listed(item.get(member)) if (name := named(one))), None)
        if found:
            said = (f"`{member}` became the publisher: none is named",)
            return Part("publisher", {"name": found}, {"publisher": found}, True, ("publisher", member), said)
    journal = next((name for one in listed(item.get("container-title")) if (name := line_of(one))), None)
    if journal and (item.get("type") in _IN_JOURNALS or item.get("ISSN")):
        # DataCite writes the journal's title there into the XML that it keeps, in any case.
        return Part("publisher", {"name": journal}, {"publisher": journal}, True, ("publisher",), ("the journal became the publisher: no other is named",))
    return Part("publisher", names=("publisher",))


def language_of(item: Mapping[str, Any]) -> Part:
    """The language, which DataCite's reader leaves out."""
    text = line_of(item.get("language"))
    known = language(text.replace("_", "-")) if text else None
    return Part("language", known or None, {}, bool(known), ("language",) if known or not text else ())


def version_of(item: Mapping[str, Any]) -> Part:
    """The version, as text."""
    text = line_of(item.get("version"))
    if not text or not fits(text, _LONGEST_VERSION):
        return Part("version")
    return Part("version", text, {"version": text}, item.get("version") != text, ("version",))


def sizes_of(item: Mapping[str, Any]) -> Part:
    """Dimensions, and the number of pages."""
    pages, dimensions = line_of(item.get("number-of-pages")), line_of(item.get("dimensions"))
    value = [text for text in (f"{pages} pages" if pages and pages.isdigit() else pages, dimensions) if text]
    return Part("sizes", value or None, {}, bool(value), ("number-of-pages", "dimensions"))


def _words(one: Any, whole: Any) -> list[str]:
    text = named(one)
    if not text:
        return []
    words = (text.split(";") if ";" in text else text.split(",")) if isinstance(whole, str) else [text]
    return [word.strip() for word in words if word.strip()]


def _line(text: str | None) -> str | None:
    return " ".join(_untagged(text, "").split()) if text else None


def _paragraphs(text: str | None) -> str | None:
    """A text with markup as lines, its character references resolved; one without as it is."""
    if not text or "<" not in text or not _TAG.search(text):
        return text
    lines = [" ".join(line.split()) for line in html.unescape(_untagged(text, "\n")).split("\n")]
    joined = "\n".join(line for line in lines if line)
    return _HEADING.sub("", joined, count=1).strip() if _HEADING.match(joined) else joined


def _untagged(text: str, line_end: str) -> str:
    """Without all tags but those that are kept; where a paragraph begins or ends, `line_end`."""

    def replacement(found: re.Match[str]) -> str:
        name = found[2].lower().rpartition(":")[2]
        if name in _BLOCKS:
            return line_end
        kept = _KEPT.get(name)
        return f"<{found[1]}{kept}>" if kept else ""

    return _TAG.sub(replacement, text)
