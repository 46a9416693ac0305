# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""XML that somebody else wrote, read without harm: no document type, no entities, no endless depth. Private to the collection."""

from __future__ import annotations

import re
from xml.etree import ElementTree

MOST_DEPTH = 200
"""Metadata is a dozen elements deep; thousands are an attack on whoever walks the tree."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PASSED = {"<!--": "-->", "<?": "?>"}
_SPACE = re.compile(r"\s*")
_ENTITY = re.compile(r"&\w{1,40};")


class NotXml(ValueError):
    """The text cannot be read as XML: `message` says why, `suggestion` what to do."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.suggestion = suggestion


def parsed(text: str, comments: bool = False) -> ElementTree.Element:
    """The root element; raises NotXml. What the XML declaration says of the encoding does not count, for the text has been decoded."""
    body = without_declaration(text)
    if _has_document_type(body):
        raise NotXml("has a DOCTYPE or entities, which are not expanded here", "write the characters themselves and remove the DOCTYPE")
    parser = ElementTree.XMLParser(target=ElementTree.TreeBuilder(insert_comments=comments))
    try:
        parser.feed(body)
        root: ElementTree.Element = parser.close()
    except ElementTree.ParseError as error:
        raise NotXml(f"is not well-formed XML ({error})", _suggestion(str(error), body, error.position)) from None
    except ValueError as error:
        raise NotXml(f"is no text that XML can hold ({error})", "save it as UTF-8 text") from None
    if _is_deep(root):
        raise NotXml(f"is XML with elements in elements, more than {MOST_DEPTH} deep", "look whether it is the right file")
    return root


def _is_deep(root: ElementTree.Element) -> bool:
    level = [root]
    for _depth in range(MOST_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def written(root: ElementTree.Element) -> str:
    """The document of a root element, in UTF-8 when it is encoded so. A carriage return in a text stays one, which it would not if it stood there as such."""
    return _DECLARATION + ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")


def without_declaration(text: str) -> str:
    """The text without byte order mark, white space and XML declaration in front; lines keep their numbers."""
    text = text.lstrip("\ufeff \r\n\t")
    if text[:5] == "<?xml" and text[5:6].isspace():
        end = text.find("?>")
        return text[end + 2 :] if end >= 0 else text
    return text


def prologue(body: str) -> int:
    """Where something else than white space, comments and processing instructions begins; the length of the text where nothing does."""
    place = 0
    while True:
        space = _SPACE.match(body, place)
        place = space.end() if space else place
        mark = next((mark for mark in _PASSED if body.startswith(mark, place)), None)
        if mark is None:
            return place
        end = body.find(_PASSED[mark], place + len(mark))
        if end < 0:
            return len(body)
        place = end + len(_PASSED[mark])


def _has_document_type(body: str) -> bool:
    """Whether a document type stands before the root element, which is the only place for one, and so for entities."""
    place = prologue(body)
    return body[place : place + 9].upper() == "<!DOCTYPE" or body[place : place + 8].upper() == "<!ENTITY"


def _suggestion(error: str, body: str, position: tuple[int, int]) -> str:
    if "undefined entity" in error:
        lines = body.split("\n", position[0])
        entity = _ENTITY.match(lines[position[0] - 1], position[1])
        return f"`{entity[0] if entity else '&…;'}` is HTML's, not XML's: write the character itself"
    if "unbound prefix" in error:
        return "declare the namespace of the prefix at the root, such as xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
    if any(words in error for words in ("unclosed", "no element found", "unterminated")):
        return "look whether the file is whole"
    if "mismatched tag" in error:
        return "close every element by its own name"
    if "junk after document element" in error:
        return "give one document with one root element"
    return "correct it at that place; `&` and `<` in texts are written `&amp;` and `&lt;`"
