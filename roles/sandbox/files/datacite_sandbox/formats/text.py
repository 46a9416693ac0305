# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What DataCite does to text that comes in documents: inline tags made text before parsing, other markup taken out, white space squeezed."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

INLINE_TAGS = frozenset(("strong", "em", "b", "i", "code", "pre", "sub", "sup", "br"))
_HARMLESS = frozenset((
    "align", "alt", "cite", "class", "color", "datetime", "dir", "face", "height", "id", "label", "lang", "name", "rel", "role", "size", "span",
    "start", "summary", "tabindex", "target", "title", "type", "valign", "value", "width",
))  # fmt: skip
"""Attributes that stay on inline tags."""
_RETURN = "\ue00d"
"""Stands for a carriage return while text is with the HTML parser, which would drop it."""
_SPACES = "\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_SPACE_RUN = re.compile(f"[{_SPACES}]+")
_INLINE = re.compile(f"<(/?(?:{'|'.join(sorted(INLINE_TAGS))}))>")


def escape_inline_tags(text: str) -> str:
    """The document with its inline tags (those without attributes) turned into text, as it is before anything else looks at it."""
    return _INLINE.sub(r"&lt;\1&gt;", text)


def squish(text: str) -> str:
    """Without white space at the ends, every run of it inside as one space."""
    return _SPACE_RUN.sub(" ", text).strip(" ")


def sanitized(value: Any, *, lines: bool = False) -> Any:
    """Text as HTML with only inline tags left and special characters escaped; line breaks stay where `lines` is true.

    Anything that is not text comes back as None.
    """
    if not isinstance(value, str):
        return None
    clean = _cleaned(value)
    return re.sub(r"[ \t]+", " ", clean).strip("\x00\t\n\v\f\r ") if lines else squish(clean)


def _cleaned(text: str) -> str:
    if "<" not in text and "&" not in text:
        return text.replace(">", "&gt;")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True)
    try:
        root = etree.fromstring(f"<html><body>{text.replace(chr(13), _RETURN)}".encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return ""
    body = root.find("body") if root is not None else None
    return "" if body is None else _inner(body).replace(_RETURN, "\r")


def _inner(element: Any) -> str:
    """The content of an element, tags that are not allowed replaced by their own content."""
    parts = [_escaped(element.text)]
    for child in element:
        if isinstance(child.tag, str):
            content = (child.text or "") if child.tag in ("script", "style") else _inner(child)
            parts.append(_tagged(child, content) if child.tag in INLINE_TAGS else content)
        parts.append(_escaped(child.tail))
    return "".join(parts)


def _tagged(element: Any, content: str) -> str:
    attributes = "".join(f' {name}="{_escaped(value).replace(chr(34), "&quot;")}"' for name, value in element.attrib.items() if _harmless(name))
    return f"<{element.tag}{attributes}>" + ("" if element.tag == "br" else f"{content}</{element.tag}>")


def _harmless(name: str) -> bool:
    return name in _HARMLESS or name.startswith(("data-", "aria-"))


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
