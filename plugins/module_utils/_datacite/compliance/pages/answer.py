# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One question to a web server and what came of it. Private to the collection."""

from __future__ import annotations

from dataclasses import dataclass

ANSWERED = "answered"
TIMED_OUT = "timed out"
LOOKUP_FAILED = "name lookup failed"
UNREACHABLE = "unreachable"
NOT_ASKED = "not asked"
CHALLENGED = "held back for robots"
NO_SUCH_HOST = "no such host"
CONNECTION_REFUSED = "connection refused"
DROPPED = "connection dropped"
TLS = "TLS"
INVALID = "no valid HTTP"
NOT_ALLOWED = "not allowed"
CIRCLE = "redirects in a circle"
TOO_MANY_REDIRECTS = "too many redirects"
OUTCOMES = (
    ANSWERED, TIMED_OUT, LOOKUP_FAILED, UNREACHABLE, NOT_ASKED, CHALLENGED, NO_SUCH_HOST, CONNECTION_REFUSED, DROPPED, TLS, INVALID, NOT_ALLOWED, CIRCLE,
    TOO_MANY_REDIRECTS,
)  # fmt: skip

NOTHING_LEARNT = frozenset((TIMED_OUT, LOOKUP_FAILED, UNREACHABLE, NOT_ASKED, CHALLENGED))
"""Outcomes after which nobody knows whether the page is in order."""

PASSING = frozenset((CONNECTION_REFUSED, DROPPED))
"""Outcomes that are often over a while later."""

BUSY = frozenset((408, 425, 429, 503, 504))
"""Statuses by which a server says that it cannot answer now."""

HTML, JSON, LINKS, NOTHING = "html", "json", "links", "nothing"


@dataclass(frozen=True)
class Ask:
    """One request. `reads` says which content is wanted: HTML, JSON, LINKS (a document of links), or NOTHING beyond the head of the answer."""

    url: str
    method: str = "GET"
    accept: str = "text/html, application/xhtml+xml;q=0.9, */*;q=0.1"
    reads: str = HTML


@dataclass(frozen=True)
class Answer:
    """What came of it: `outcome` is one of OUTCOMES, the rest is there as far as it came.

    `headers` have their names in lower case. `content` is unpacked; it is empty where it was not wanted, and `cut` where there was more than is read.
    `kind` tells problems of TLS apart (`expired`), `detail` is half a sentence on what went wrong. `unreadable`: the content came in a packing that was not
    asked for, or broken.
    """

    url: str
    outcome: str
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    content: bytes = b""
    cut: bool = False
    unreadable: bool = False
    seconds: float = 0.0
    kind: str = ""
    detail: str = ""

    def header(self, name: str) -> str:
        """The header's first value; empty where there is none."""
        return next((value for known, value in self.headers if known == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """Every value of a header."""
        return tuple(value for known, value in self.headers if known == name)

    @property
    def media_type(self) -> str:
        """The type of the content without parameters, in lower case; empty where the server does not say it."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def nothing_learnt(self) -> bool:
        """Whether this tells nothing about the page: a time-out, a server that is busy."""
        return self.outcome in NOTHING_LEARNT or (self.outcome == ANSWERED and self.status in BUSY)

    @property
    def worth_another_try(self) -> bool:
        """Whether it may well be different a while later."""
        passing = self.outcome in PASSING or (self.outcome == ANSWERED and self.status >= 500)
        return passing or (self.nothing_learnt and self.outcome != CHALLENGED)

    @property
    def is_no_service(self) -> bool:
        """Whether a service (a resolver, a registry) gave no answer to the question, whatever was wrong: with it, or with the network here."""
        return self.outcome != ANSWERED or self.nothing_learnt or self.status >= 500

    @property
    def is_good(self) -> bool:
        """Whether the answer is a 2xx."""
        return self.outcome == ANSWERED and 200 <= self.status < 300
