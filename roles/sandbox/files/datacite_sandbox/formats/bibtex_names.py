# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Authors of a BibTeX entry: "First von Last", "von Last, First", "von Last, Jr, First", joined by `and`; braces protect."""

from __future__ import annotations

import re

_AND = re.compile(r",?\s+and\s+", re.IGNORECASE | re.ASCII)
_SCRIPT = re.compile("[\u2e80-\u2fdf\u3005-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\u1100-\u11ff\uf900-\ufaff\U00020000-\U0003ffff]")

Word = tuple[str, str]
"""Text, and its case by its first letter outside braces: `lower`, `upper` or `none`."""


class BadName(ValueError):
    """A list of names that cannot be taken apart; none of it is used."""


def names(text: str) -> list[tuple[str | None, str | None]]:
    """(last, first) of each person; particles and suffixes are left out. Raises BadName."""
    return [_name(segments, foreign) for segments, foreign in _persons(text)]


def _persons(text: str) -> list[tuple[list[list[Word]], bool]]:
    """For each person the words of each segment between commas, and whether the script writes the last name first."""
    persons: list[tuple[list[list[Word]], bool]] = []
    segments: list[list[Word]] = [[]]
    word, case, foreign, at = "", "none", False, 0
    while at <= len(text):
        joint = _AND.match(text, at)
        character = text[at : at + 1]
        if joint or character in ("", ",") or character.isspace():
            if word:
                segments[-1].append((word, case))
            word, case = "", "none"
            if joint or not character:
                persons.append((segments, foreign))
                segments, foreign = [[]], False
            elif character == ",":
                segments.append([])
            at = joint.end() if joint else at + 1
            continue
        end = _piece_end(text, at)
        if character not in "{\\" and case == "none":
            case = "lower" if character.islower() else "upper" if character.isupper() else "none"
        if character not in "{\\" and _SCRIPT.match(character):
            foreign = True
        word += text[at:end]
        at = end
    return persons


def _piece_end(text: str, at: int) -> int:
    """Where the piece of a word that starts here ends: a braced group, an escaped character, or one character."""
    if text[at] == "\\":
        if at + 1 >= len(text):
            raise BadName(text)
        return at + 2
    if text[at] == "}":
        raise BadName(text)
    if text[at] != "{":
        return at + 1
    level = 0
    for place in range(at, len(text)):
        level += {"{": 1, "}": -1}.get(text[place], 0)
        if level == 0:
            return place + 1
    raise BadName(text)


def _name(segments: list[list[Word]], foreign: bool) -> tuple[str | None, str | None]:
    words = segments[0]
    if not words or len(segments) > 3:
        raise BadName(str(segments))
    if len(segments) > 1:
        return _joined(words[_particles_end(words) :]), _joined(segments[-1])
    if foreign:
        return words[0][0], _joined(words[1:])
    first = next((place for place, word in enumerate(words[:-1]) if word[1] == "lower"), None)
    if first is None:
        return words[-1][0], _joined(words[:-1])
    return _joined(words[_particles_end(words) :]), _joined(words[:first])


def _particles_end(words: list[Word]) -> int:
    """How many words, up to the last one in lower case that is not the very last, are particles."""
    if len(words) > 1 and words[-1][1] == "lower" and words[-2][1] != "lower":
        raise BadName(str(words))
    return max((place + 1 for place, word in enumerate(words[:-1]) if word[1] == "lower"), default=0)


def _joined(words: list[Word]) -> str | None:
    return " ".join(word for word, _unused in words) or None
