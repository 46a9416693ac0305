# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The way to a page, redirect by redirect. Private to the collection.

Nothing is sent from here: what is to be asked next is yielded, and the answer is sent in. So who asks decides when, and every address on the way is examined
by whoever opens the connection.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace

from . import charset
from .answer import ANSWERED, CHALLENGED, CIRCLE, HTML, INVALID, TOO_MANY_REDIRECTS, Answer, Ask
from .challenge import holds_back
from .html_page import Page, page_of
from .location import joined, normalised, shown

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PAGES = frozenset(("text/html", "application/xhtml+xml"))

Asking = Generator[Ask, Answer, "Visit"]


@dataclass(frozen=True)
class Hop:
    """One redirect: the address that was asked, with what status, and where it led."""

    url: str
    status: int
    target: str


@dataclass(frozen=True)
class Visit:
    """What was asked for, the redirects, the last answer, and the page in it where it is one. `seconds` are those of all requests together."""

    asked: str
    answer: Answer
    hops: tuple[Hop, ...] = ()
    page: Page | None = None
    seconds: float = 0.0

    @property
    def url(self) -> str:
        """Where the way ended."""
        return self.answer.url

    @property
    def way(self) -> list[str]:
        """All addresses, for a report."""
        return [shown(url) for url in (*(hop.url for hop in self.hops), self.answer.url)]


def visit(ask: Ask, most_redirects: int) -> Asking:
    """Follow the redirects from there (also those of a page that moves on by itself); a circle, or too many, end the way."""
    hops: list[Hop] = []
    seconds = 0.0
    current = ask
    while True:
        answer = yield current
        seconds += answer.seconds
        page = _page(answer) if ask.reads == HTML else None
        if holds_back(answer, page):
            answer = replace(answer, outcome=CHALLENGED, detail="a page for browsers only was sent instead of the landing page")
        target = _next(answer, page)
        if target is None:
            return Visit(ask.url, _without_redirect(answer), tuple(hops), page, seconds)
        hops.append(Hop(current.url, answer.status, target))
        problem = _problem(hops, most_redirects)
        if problem:
            return Visit(ask.url, Answer(target, problem[0], detail=problem[1]), tuple(hops), None, seconds)
        current = replace(current, url=target)


def _page(answer: Answer) -> Page | None:
    """The page in an answer; None where it is something else, or was not given whole enough to be one."""
    is_page = answer.media_type in _PAGES or (not answer.media_type and answer.content.lstrip()[:1] == b"<")
    if answer.outcome != ANSWERED or not is_page or answer.unreadable:
        return None
    return page_of(charset.text_of(answer.content, answer.header("content-type"), cut=answer.cut), answer.url, cut=answer.cut)


def _next(answer: Answer, page: Page | None) -> str | None:
    if answer.outcome != ANSWERED:
        return None
    location = answer.header("location")
    if answer.status in _REDIRECTS and location:
        return joined(answer.url, location)
    moves_on = page is not None and answer.is_good and page.refresh and normalised(page.refresh) != normalised(answer.url)
    return page.refresh if page is not None and moves_on else None


def _without_redirect(answer: Answer) -> Answer:
    if answer.outcome == ANSWERED and answer.status in _REDIRECTS:
        return replace(answer, outcome=INVALID, detail=f"redirects (status {answer.status}) without saying where to")
    return answer


def _problem(hops: list[Hop], most: int) -> tuple[str, str] | None:
    target = hops[-1].target
    if any(normalised(hop.url) == normalised(target) for hop in hops):
        return CIRCLE, f"leads in a circle back to {shown(target)} (a page that insists on a cookie does that)"
    if len(hops) > most:
        return TOO_MANY_REDIRECTS, f"leads on and on: {len(hops)} redirects"
    return None
