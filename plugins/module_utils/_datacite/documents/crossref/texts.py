# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts in a Crossref record: titles with face markup, abstracts in JATS, mathematics. Private to the collection."""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree

from ..unique import unique

_FACES = {
    "b": "b", "bold": "b", "strong": "strong", "i": "i", "italic": "i", "em": "em", "sub": "sub", "inf": "sub", "sup": "sup", "code": "code", "tt": "code",
    "monospace": "code",
}
"""Elements of Crossref's and of JATS, and the markup that DataCite keeps of them."""
_SILENT = frozenset(("tex-math", "annotation", "annotation-xml", "graphic", "inline-graphic", "fn", "object-id", "label"))
_BLOCKS = frozenset(("p", "title", "sec", "list", "list-item", "disp-formula", "disp-quote", "boxed-text", "def", "def-item", "break", "br"))
_OTHER_ABSTRACTS = frozenset(("graphical", "teaser", "toc", "key-points", "highlights", "executive-summary", "plain-language-summary", "editor", "lay-summary"))
_SPACE = re.compile(r"[ \t\r\n]+")
_LAYOUT = re.compile(r"\n(?=[.,;)\]])|(?<=[(\[])\n")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def plain(element: ElementTree.Element | None) -> str:
    """The text of an element without any markup, on one line; blanks that do not break are kept, as DataCite keeps them in names."""
    return "" if element is None else on_one_line("".join(element.itertext()))


def on_one_line(text: str) -> str:
    """The text without the white space of layout."""
    return _SPACE.sub(" ", text).strip()


def marked(element: ElementTree.Element | None) -> str:
    """The text of an element on one line, with the markup that DataCite keeps."""
    return "" if element is None else " ".join("".join(_parts(element, lines=False)).split())


def paragraphs(element: ElementTree.Element) -> str:
    """The text of an abstract, a line for each paragraph and heading."""
    text = "".join(_parts(element, lines=True))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _parts(element: ElementTree.Element, lines: bool) -> list[str]:
    parts = [_flat(element.text)]
    for child in element:
        if child.tag in _FACES and any(text.strip() for text in child.itertext()):
            parts += [f"<{_FACES[child.tag]}>", *_parts(child, lines), f"</{_FACES[child.tag]}>"]
        elif child.tag not in _SILENT:
            block = child.tag in _BLOCKS
            around = "\n" if block and lines else " " if block else ""
            parts += [around, *_parts(child, lines), around]
        parts.append(_flat(child.tail))
    return parts


def _flat(text: str | None) -> str:
    """The text with its line ends as blanks, or as nothing at all before a full stop and its like: they are the file's layout, not the author's."""
    lines = _SPACE.sub(lambda space: "\n" if "\n" in space[0] else " ", text or "")
    return _LAYOUT.sub("", lines).replace("\n", " ")


def titles(work: ElementTree.Element) -> list[dict[str, Any]]:
    """Title, subtitle and title in the original language, in DataCite's shape."""
    found: list[dict[str, Any]] = []
    for holder in work.findall("titles"):
        originals = [(marked(one), one.get("language")) for one in holder.findall("original_language_title") if marked(one)]
        main = [marked(one) for one in holder.findall("title") if marked(one)]
        found += [{"title": title} for title in main]
        for title, language in originals:
            if title in main:
                continue
            kind = {"titleType": "AlternativeTitle"} if main else {}
            found.append({"title": title, **kind, **({"lang": language} if language else {})})
        found += [{"title": marked(one), "titleType": "Subtitle"} for one in holder.findall("subtitle") if marked(one)]
    return unique(found)


def descriptions(work: ElementTree.Element) -> list[dict[str, Any]]:
    """Abstracts, and the description of a dataset or component."""
    found = []
    for one in work.findall("abstract"):
        text = paragraphs(_without_heading(one))
        if text:
            kind = "Other" if (one.get("abstract-type") or "").lower() in _OTHER_ABSTRACTS else "Abstract"
            found.append({"description": text, "descriptionType": kind, **_language(one)})
    for path, kind in (("description", "Other"), ("project/description", "Abstract")):
        found += [{"description": text, "descriptionType": kind, **_language(one)} for one in work.findall(path) if (text := paragraphs(one))]
    return unique(found)


def _language(element: ElementTree.Element) -> dict[str, str]:
    language = (element.get(LANG) or "").strip()
    return {"lang": language} if language else {}


def _without_heading(abstract: ElementTree.Element) -> ElementTree.Element:
    """The abstract without a first heading that only says that it is one."""
    first = abstract[0] if len(abstract) else None
    if first is None or first.tag != "title" or plain(first).strip(". :").lower() not in ("abstract", "summary"):
        return abstract
    copy = ElementTree.Element(abstract.tag, abstract.attrib)
    copy.extend(list(abstract)[1:])
    return copy
