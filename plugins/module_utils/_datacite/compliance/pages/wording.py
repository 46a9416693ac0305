# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Words as pages set them. Private to the collection."""

from __future__ import annotations

import html
import re
import unicodedata

_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def harmless(text: str) -> str:
    """The text without what would steer a terminal, turn the direction of reading or be no character at all: pages are written by anybody."""
    return _UNSEEN.sub("\ufffd", text)


def squashed(text: str) -> str:
    """Letters and digits alone, without regard to case, sub- and superscripts and entities: what is left when pages set a title in other type."""
    plain = unicodedata.normalize("NFKC", html.unescape(text) if "&" in text else text)
    return "".join(character for character in plain.casefold() if character.isalnum())
