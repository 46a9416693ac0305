# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A small XML tree to write, laid out as DataCite lays its documents out: two spaces a level, text on the line of its element.

The tree is written by hand and not by an XML library, because DataCite stores characters that libraries refuse to write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


@dataclass(frozen=True)
class Element:
    """One element: a name, attributes in order, and either text or children."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    text: str = ""
    children: tuple[Element, ...] = ()


def parent(name: str, children: Iterable[Element], attributes: Mapping[str, str] | None = None) -> Element:
    """An element that holds other elements."""
    return Element(name, attributes or {}, "", tuple(children))


def document(root: Element) -> str:
    """The whole document, with declaration and a newline at the end."""
    lines = [DECLARATION]
    _append(lines, root, "")
    return "\n".join(lines) + "\n"


def escape_text(text: str) -> str:
    """Text as it stands between tags."""
    return text.translate(_TEXT)


def _append(lines: list[str], element: Element, indent: str) -> None:
    head = element.name + "".join(f' {name}="{value.translate(_ATTRIBUTE)}"' for name, value in element.attributes.items())
    if element.children:
        lines.append(f"{indent}<{head}>")
        for child in element.children:
            _append(lines, child, indent + "  ")
        lines.append(f"{indent}</{element.name}>")
    elif element.text:
        lines.append(f"{indent}<{head}>{escape_text(element.text)}</{element.name}>")
    else:
        lines.append(f"{indent}<{head}/>")
