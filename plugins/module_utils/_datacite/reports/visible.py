# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foreign text made fit to be read: what nobody would see is shown by its number. Private to the collection.

A title may hold characters that turn the direction of the line, or that have no width; in a review they could make one thing look like
another. Nothing here escapes for a format: that is done where the format is written.
"""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, save tab and line feed
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"  # without width, or turning the direction
    "\ud800-\udfff\ufffe\uffff"  # half characters, and what is none
    "\U0001fffe\U0001ffff\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"\s+")


def visible(text: str) -> str:
    """The text with what cannot be seen as `⟨U+202E⟩`; CR LF is a line's end. Line feeds and tabs stay."""
    return _HIDDEN.sub(_numbered, text.replace("\r\n", "\n"))


def on_one_line(text: str) -> str:
    """The visible text, with single spaces for all white space."""
    return _SPACES.sub(" ", visible(text)).strip()


def told_apart(before: str, after: str) -> tuple[str, str]:
    """Two different texts, visible; where they would look the same (composed and decomposed letters, kinds of spaces), by the numbers of what differs."""
    left, right = visible(before), visible(after)
    if before == after or _looks(left) != _looks(right):
        return left, right
    different = {*before} ^ {*after}
    strange = {character for character in different if not character.isascii()} or different
    if strange:
        return _revealed(before, strange), _revealed(after, strange)
    return before.replace(" ", "␣").replace("\n", "⏎\n"), after.replace(" ", "␣").replace("\n", "⏎\n")


def _looks(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace("\u200c", "").replace("\u200d", "")
    return _SPACES.sub(" ", plain).strip()


def _revealed(text: str, strange: set[str]) -> str:
    return visible("".join(_number(character) if character in strange and character != "\n" else character for character in text))


def _numbered(match: re.Match[str]) -> str:
    return _number(match.group())


def _number(character: str) -> str:
    return f"⟨U+{ord(character):04X}⟩"
