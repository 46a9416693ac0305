# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text in the bytes of a page. Private to the collection.

Order and names as browsers have them: a byte order mark, the header, the page's own word, UTF-8 where it fits, else Windows-1252.
Source: https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding.
"""

from __future__ import annotations

import codecs
import re

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_IN_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE)
_IN_PAGE = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:+-]+)|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:+-]+)", re.IGNORECASE)
_LOOKED_AT = 4096
_ALSO_CALLED = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252", "iso-8859-9": "cp1254"}
_NO_CHARSETS = frozenset(("utf-7", "unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "mbcs", "oem", "utf-8-sig"))
"""Codecs of Python's that are none of the web's."""


def text_of(content: bytes, content_type: str, *, cut: bool = False) -> str:
    """The page as text; what does not fit into the charset becomes U+FFFD. `cut`: it may end within a character."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    declared = _IN_HEADER.search(content_type)
    own = _IN_PAGE.search(content[:_LOOKED_AT])
    named = _known(declared[1]) if declared else None
    named = named or (_known((own[1] or own[2]).decode("ascii", "replace")) if own else None)
    if named is not None:
        return content.decode(named, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as broken:
        return content.decode("utf-8" if cut and broken.start >= len(content) - 3 else "cp1252", "replace")


def _known(name: str) -> str | None:
    lowered = name.strip().lower()
    lowered = _ALSO_CALLED.get(lowered, lowered)
    try:
        found = codecs.lookup(lowered)
        "".encode(found.name)
    except (LookupError, ValueError):
        return None
    return None if found.name.replace("_", "-") in _NO_CHARSETS else found.name
