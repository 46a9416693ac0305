# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts that every HTML report is made of: foreign text that stays text, sections, and the page around them. Private to the collection.

A page needs nothing else: no network, no fonts, no server. Its policy allows its own style and script by their hashes and nothing else, and no request.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from .visible import visible
from .wording import counted, number

UNFOLDED = 50
"""Entries that a list shows unfolded."""

_SCRIPT_UNSAFE = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


@dataclass(frozen=True)
class Page:
    """One page: what stands in it, and the data (as `script_data` gives it) that its script reads from the element `data_id`."""

    title: str
    style: str
    script: str
    data_id: str
    data: str
    skip_to: tuple[str, str]
    header: Iterable[str]
    main: Iterable[str]
    footer: str


def document(page: Page) -> str:
    """The whole page."""
    target, words = page.skip_to
    return "\n".join([
        "<!DOCTYPE html>", '<html lang="en">', *_head(page), "<body>", f'<a class="skip" href="#{target}">{words}</a>',
        *page.header, "<main>", *page.main, "</main>", f"<footer><p>{page.footer}</p></footer>",
        f'<script type="application/json" id="{page.data_id}">{page.data}</script>', f"<script>{page.script}</script>", "</body>", "</html>", "",
    ])


def script_data(value: Any) -> str:
    """A value as JSON that is safe inside a `script` element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_SCRIPT_UNSAFE)


def text(value: str) -> str:
    """Foreign text."""
    return escape(visible(value))


def code(value: str) -> str:
    """Foreign text that is a name or a value."""
    return f"<code>{text(value)}</code>"


def prose(value: str) -> str:
    """A sentence; what stands between back-ticks is code."""
    parts = visible(value).split("`")
    if len(parts) % 2 == 0:
        return escape("`".join(parts))
    return "".join(f"<code>{escape(part)}</code>" if position % 2 else escape(part) for position, part in enumerate(parts))


def total(label: str, value: str, kind: str = "") -> str:
    """One number of the summary, of a kind such as `grave`; both are markup."""
    return f'<div class="total{" " + kind if kind else ""}"><dt>{label}</dt><dd>{value}</dd></div>'


def warnings(said: Sequence[str]) -> Iterator[str]:
    """Warnings about the whole; many are folded."""
    if not said:
        return
    fold = len(said) > UNFOLDED
    summary = f"<details><summary>{counted(len(said), 'warning')}</summary>" if fold else ""
    yield f'<div class="notice">{summary}<ul>'
    yield from (f"<li>{prose(warning)}</li>" for warning in said)
    yield f"</ul>{'</details>' if fold else ''}</div>"


def folded(name: str, title: str, items: Sequence[str], count: int, *, grave: bool = False) -> Iterator[str]:
    """A section of the page itself; a long one is folded."""
    if not items:
        return
    yield f'<section{" class=grave" if grave else ""} aria-labelledby="{name}"><h2 id="{name}">{title} ({number(count)})</h2>'
    fold = len(items) > UNFOLDED
    if fold:
        yield f"<details><summary>Show all {number(len(items))}</summary>"
    yield '<ul class="names">'
    yield from items
    yield f"</ul>{'</details>' if fold else ''}</section>"


def place(where: str) -> str:
    """A file and line, beside what they declare."""
    return f' <span class="soft">{text(where)}</span>' if where else ""


def _hash(source: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(source.encode()).digest()).decode() + "'"


def _head(page: Page) -> Iterator[str]:
    policy = f"default-src 'none'; style-src {_hash(page.style)}; script-src {_hash(page.script)}; img-src data:; base-uri 'none'; form-action 'none'"
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield '<meta name="color-scheme" content="light dark">'
    yield '<meta name="referrer" content="no-referrer">'
    yield '<link rel="icon" href="data:,">'
    yield f"<title>{text(page.title)}</title>"
    yield f"<style>{page.style}</style>"
    yield "</head>"
