# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The text of a file whose bytes say themselves how they are encoded. Private to the collection.

Source of the order: https://www.w3.org/TR/xml/#sec-guessing.
"""

from __future__ import annotations

import codecs
import re

from .ordered import Unusable

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNMARKED = ((b"<\0?\0", "utf-16-le"), (b"\0<\0?", "utf-16-be"))
_DECLARED = re.compile(rb"\s{0,100}<\?xml\s[^>]{0,200}?encoding\s{0,10}=\s{0,10}[\"']([A-Za-z0-9._-]{1,40})[\"']")
_ENCODINGS = re.compile(
    r"utf-?8|(?:us-)?ascii|iso-?8859-\d{1,2}|latin-?1|(?:windows-|cp)125\d|macintosh|shift_jis|euc-(?:jp|kr)|gb(?:2312|k|18030)|big5|koi8-[ru]", re.IGNORECASE,
)


def text_of(data: bytes) -> str:
    """The text: by its byte order mark, by its XML declaration, else as UTF-8; raises Unusable where it is none."""
    name = next((name for mark, name in (*_MARKS, *_UNMARKED) if data.startswith(mark)), None) or _declared(data)
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError) as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else None
        raise Unusable(f"is no {name.upper().removesuffix('-SIG')} text" + (f" (line {line})" if line else ""), "save it as UTF-8") from None


def _declared(data: bytes) -> str:
    found = _DECLARED.match(data)
    named = found[1].decode("ascii") if found else "utf-8"
    return named if _ENCODINGS.fullmatch(named) else "utf-8"
