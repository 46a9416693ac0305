# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Things that go wrong on purpose: which ones there are, how they are written, and when one strikes.

One fault is written `KIND[=VALUE] [METHOD] [/PATH] [xTIMES] [P%]`; several are parted by semicolons. `502 PUT /dois x2` answers the
next two PUTs below /dois with an HTML page. The path is a regular expression that fits from the start of the path.
"""

from __future__ import annotations

import dataclasses
import random
import re

KINDS = {
    "latency": "wait VALUE milliseconds before anything else",
    "stall": "do what was asked, then wait VALUE seconds before the answer",
    "429": "rate limited, by the API's firewall",
    "403-rate-limit": "rate limited, in the older form",
    "500": "an uncaught error, as JSON; nothing is done",
    "500-after": "the same, but what was asked has been done",
    "502": "HTML from the gateway; nothing is done",
    "503": "the same with 503",
    "504": "the same with 504",
    "502-after": "HTML from the gateway, but what was asked has been done",
    "504-after": "the same with 504",
    "html-200": "a login page, with status 200",
    "drop-before": "the connection is cut; nothing is done",
    "drop-after": "what was asked is done, then the connection is cut: a lost answer",
    "cut-json": "the answer ends in the middle",
    "nonsense": "a JSON answer of another shape",
    "empty": "a body of nothing, with the right status",
    "truncated-page": "a list with every second row missing",
    "repeated-cursor": "a list whose next link leads to itself",
    "foreign-rows": "a list whose rows belong to another repository",
    "index-delay": "the index follows this write VALUE seconds later",
    "unregistered": "the handle server cannot be reached: the DOI is public, but does not resolve",
    "registered-lost": "the list shows no time of registration",
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
VALUED = ("latency", "stall", "index-delay")


class BadFault(ValueError):
    """A text that describes no fault."""


@dataclasses.dataclass
class Fault:
    """`left` counts down where it is a number; `share` is the chance that it strikes, from 0 to 1."""

    kind: str
    value: float = 0.0
    method: str | None = None
    path: re.Pattern[str] | None = None
    left: int | None = None
    share: float = 1.0

    def fits(self, method: str, path: str) -> bool:
        return self.left != 0 and self.method in (None, method) and (self.path is None or self.path.match(path) is not None)

    def text(self) -> str:
        """As it would be written."""
        parts = [f"{self.kind}={self.value:g}" if self.kind in VALUED else self.kind, self.method, self.path.pattern if self.path else None]
        parts += [f"x{self.left}" if self.left is not None else None, f"{self.share * 100:g}%" if self.share < 1 else None]
        return " ".join(part for part in parts if part)


def parse(text: str) -> list[Fault]:
    """The faults that a text describes. Raises BadFault, saying what is wrong and what there is."""
    return [_one(part.strip()) for part in text.split(";") if part.strip()]


def _one(text: str) -> Fault:
    head, *rest = text.split()
    kind, equals, value = head.partition("=")
    if kind not in KINDS:
        raise BadFault(f"there is no fault {kind!r}; there are {', '.join(KINDS)}")
    if (kind in VALUED) != bool(equals):
        raise BadFault(f"{kind} takes {'a number, as in ' + kind + '=5' if kind in VALUED else 'no value'}")
    fault = Fault(kind)
    try:
        fault.value = float(value) if equals else 0.0
        for word in rest:
            _limit(fault, word)
    except (ValueError, re.error) as error:
        raise BadFault(f"{text!r}: {error}") from None
    return fault


def _limit(fault: Fault, word: str) -> None:
    if word.upper() in METHODS:
        fault.method = word.upper()
    elif word.startswith("/"):
        fault.path = re.compile(word)
    elif re.fullmatch(r"x\d+", word):
        fault.left = int(word[1:])
    elif re.fullmatch(r"\d+(\.\d+)?%", word):
        fault.share = float(word[:-1]) / 100
    else:
        raise ValueError(f"{word!r} is neither a method, a path that starts with /, a count such as x3, nor a share such as 10%")


class Faults:
    """The faults of this run. Chance comes from a generator of its own, so that a run can be repeated."""

    def __init__(self, faults: list[Fault] | None = None, seed: int = 0) -> None:
        self.waiting = list(faults or [])
        self.chance = random.Random(seed)

    def add(self, faults: list[Fault]) -> None:
        self.waiting += faults

    def clear(self) -> None:
        self.waiting.clear()

    def strike(self, method: str, path: str) -> list[Fault]:
        """The faults that meet this request. Of those that end a request only the first does, and only its count goes down."""
        met: list[Fault] = []
        for fault in self.waiting:
            if not fault.fits(method, path) or (fault.kind not in VALUED and any(one.kind not in VALUED for one in met)):
                continue
            if fault.share < 1 and self.chance.random() >= fault.share:
                continue
            if fault.left is not None:
                fault.left -= 1
            met.append(fault)
        self.waiting = [fault for fault in self.waiting if fault.left != 0]
        return met
