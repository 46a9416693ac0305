# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Foreign text inside Markdown, so that it stays text. Private to the collection.

Inside code nothing has a meaning: no tag, no link, no `@somebody` who is called, no `#12` that is linked. So all that is not a plain word is
put into code, and what is left needs no escaping. See https://github.github.com/gfm/#code-spans and #fenced-code-blocks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from .visible import on_one_line, visible

_TICKS = re.compile(r"`+")
_OPEN, _CLOSE = r"""[("'\u201e\u201c\u201a\u2018«]{0,2}""", r"""[)"'\u201d\u201c\u2019»]"""
_PLAIN = re.compile(rf"{_OPEN}[^\W_]+(?:[-'\u2019][^\W_]+)*{_CLOSE}{{0,2}}[,.;:!?…]{{0,3}}{_CLOSE}?|[–—…]")
_REFERENCE = re.compile(r"(?i)\bgh-\d|\b(?=[a-f]*\d)[0-9a-f]{7,}\b|^\W*www\b|^\W*(?:https?|ftp|mailto|xmpp)\b:")
_CLOSING = re.compile(r"""[,.;:!?)"'\u201d…]{1,3}(?=\s|$)""")
_ITEM = re.compile(r"\d{1,9}[.)]")
_IN_TICKS = re.compile(r"(?<!`)`([^`]+)`(?!`)")


def mark_line(what: str, system: str, repository: str) -> str:
    """A line that nobody sees and by which a workflow finds its own comment: the same for every report of a kind on this repository of this system."""
    return f"<!-- pidops.datacite {what} {system} {re.sub('[^a-z0-9._]+', '-', repository.lower()) or '-'} -->"


def code(text: str) -> str:
    """The text as a code span, on one line."""
    plain = on_one_line(text)
    if not plain:
        return '`""`'
    ticks = "`" * (_longest_run(plain) + 1)
    pad = " " if plain.startswith("`") or plain.endswith("`") else ""
    return f"{ticks}{pad}{plain}{pad}{ticks}"


def fenced(lines: Iterable[str], language: str = "") -> str:
    """The lines as a block of code, whatever they hold."""
    inner = visible("\n".join(lines))
    fence = "`" * max(3, _longest_run(inner) + 1)
    return f"{fence}{language}\n{inner}\n{fence}"


def prose(text: str) -> str:
    """A sentence with foreign words in it: what is between back-ticks, and every word that is no plain word, becomes code."""
    parts = _IN_TICKS.split(on_one_line(text))
    said: list[str] = []
    for position, part in enumerate(parts):
        numbered = _ITEM.fullmatch(part.split(" ")[0]) if position == 0 else None
        if numbered:
            # At the start of a line it would begin a list.
            said.append(code(numbered[0]))
            part = part[numbered.end():]
        if position % 2:
            said.append(code(part))
            continue
        closing = _CLOSING.match(part)
        if closing and said:
            said[-1] += closing[0]
            part = part[closing.end():]
        said.extend(_words(part))
    return " ".join(said)


def _words(part: str) -> Iterable[str]:
    pending: list[str] = []
    for word in part.split():
        if _PLAIN.fullmatch(word) and not _REFERENCE.search(word):
            if pending:
                yield code(" ".join(pending))
                pending = []
            yield word
        else:
            pending.append(word)
    if pending:
        yield code(" ".join(pending))


def _longest_run(text: str) -> int:
    return max((len(run) for run in _TICKS.findall(text)), default=0)
