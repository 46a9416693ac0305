# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading XML from strangers: no entities, no DTD, no network, and as lenient as DataCite's parser, which mends what is broken."""

from __future__ import annotations

from lxml import etree

Tree = etree._Element


def tree(text: str) -> Tree | None:
    """The root element of what could be read of `text`, or None when there is none."""
    return _root(text, recover=True)


def blankless_tree(text: str) -> Tree | None:
    """As `tree`, without the white space that only lays the document out; marked sections (CDATA) stay as they are."""
    return _root(text, recover=True, blanks=False)


def strict_tree(text: str) -> Tree | None:
    """The root element, or None when the text is not well-formed."""
    return _root(text, recover=False)


def _root(text: str, *, recover: bool, blanks: bool = True) -> Tree | None:
    parser = etree.XMLParser(
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
        remove_blank_text=not blanks,
        strip_cdata=False,
    )
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:
        return None
