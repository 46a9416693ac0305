# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""White space and markup in text, as DataCite rewrites them where it does (in subjects).

Everywhere else DataCite keeps text as it was sent, to the last blank.
"""

from __future__ import annotations

import html
import re

_TOKEN = re.compile(
    r"""
    (?P<comment> <!--.*?(?:-->|\Z) | <[!?][^>]*(?:>|\Z) | </[^A-Za-z>][^>]*(?:>|\Z) | </> )
  | < (?P<end>/)? (?P<name>[A-Za-z][^\s/>]*) (?: [^>"'] | "[^"]*(?:"|\Z) | '[^']*(?:'|\Z) )* (?:>|\Z)
    """,
    re.DOTALL | re.VERBOSE,
)
_INLINE = frozenset({"strong", "em", "b", "i", "code", "pre", "sub", "sup"})
"""Tags that DataCite keeps (and `br`); of every other one it keeps the content."""

_CONTROLS = dict.fromkeys([*range(9), *range(14, 32), 127])
_EMPTY = re.compile(r"<([a-z]+)>\s*</\1>")


def squeezed(text: str) -> str:
    """One blank for every run of white space (also U+00A0 and its kin), none at the ends."""
    return " ".join(text.split())


def sanitised(text: str) -> str:
    """Text as DataCite keeps it of markup: inline tags without attributes, everything else as text with `& < >` escaped, white space squeezed.

    Gives the same for a text and for what DataCite makes of it.
    """
    text = text.translate(_CONTROLS)
    if "<" in text or "&" in text:
        return squeezed(_without_empty("".join(_parts(text))))
    return squeezed(text.replace(">", "&gt;"))


def _parts(text: str) -> list[str]:
    parts: list[str] = []
    still_open: list[str] = []
    position = 0
    for token in _TOKEN.finditer(text):
        parts.append(_escaped(text[position : token.start()]))
        position = token.end()
        name = (token["name"] or "").lower()
        if name == "br":
            parts.append("<br>")
        elif name in _INLINE and token["end"] is None:
            still_open.append(name)
            parts.append(f"<{name}>")
        elif name in still_open:
            parts.extend(_closed(still_open, name))
    parts.append(_escaped(text[position:]))
    parts.extend(f"</{name}>" for name in reversed(still_open))
    return parts


def _closed(still_open: list[str], name: str) -> list[str]:
    """End tags down to and including `name`; what is inside it ends with it."""
    ends = []
    while still_open:
        innermost = still_open.pop()
        ends.append(f"</{innermost}>")
        if innermost == name:
            break
    return ends


def _escaped(text: str) -> str:
    return html.escape(html.unescape(text), quote=False)


def _without_empty(text: str) -> str:
    """Without tags around nothing: whether the parser makes one of a tag that never ends (`a <b`) depends on its version."""
    while (shorter := _EMPTY.sub("", text)) != text:
        text = shorter
    return text
