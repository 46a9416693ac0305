# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Whether, and when, a request is sent once more. Pure.

Which requests are repeatable, that is: may be carried out twice without harm although nobody knows whether the first one was:

- GET, HEAD, and POST of `/dois/validate`, which stores nothing;
- DELETE: a second one finds nothing (404), which is what was wanted;
- PUT of attribute values, as the same values once more change nothing.

Not repeatable: a POST that creates (it would find its own DOI taken), and a PUT with an event (in between somebody may have hidden the DOI again, and a
second `publish` would make it public against their will). Here whoever planned reads again and decides anew.

Two kinds of failure carried nothing out, so that any request may be sent again after them: the firewall's rate limit, and a connection that was never made.
"""

from __future__ import annotations

import dataclasses
import enum
from typing import Final

from .errors import READING, ErrorKind

#: Seconds before the first repetition; each further one doubles it.
BACK_OFF: Final = 2.0
LONGEST_BACK_OFF: Final = 120.0
#: Seconds for which all processes pause when DataCite says that it was too much; doubled each time.
RATE_LIMIT_PAUSE: Final = 60.0
LONGEST_RATE_LIMIT_PAUSE: Final = 300.0


class Outcome(enum.Enum):
    """What became of one attempt, as far as repeating it goes."""

    ANSWERED = "answered"  #: well or badly, but in words of DataCite's own (4xx, 500 with JSON)
    RATE_LIMITED = "rate limited"  #: turned away before it was carried out
    NOT_SENT = "not sent"  #: no connection was made
    UNAVAILABLE = "unavailable"  #: HTML or empty 5xx, time-out, dropped connection: it may have been carried out


@dataclasses.dataclass(frozen=True)
class Wait:
    """Send it again after so many seconds; with `everyone`, no process of this user sends anything in the meantime."""

    seconds: float
    everyone: bool = False


@dataclasses.dataclass(frozen=True)
class Stop:
    """Do not send it again."""


_OUTCOMES: Final = {
    ErrorKind.RATE_LIMITED: Outcome.RATE_LIMITED,
    ErrorKind.UNREACHABLE: Outcome.NOT_SENT,
    ErrorKind.UNAVAILABLE: Outcome.UNAVAILABLE,
}


def outcome_of(kind: ErrorKind) -> Outcome:
    """How an error of this kind counts here."""
    return _OUTCOMES.get(kind, Outcome.ANSWERED)


def is_repeatable(method: str, repeatable: bool | None = None) -> bool:
    """The caller's word on it, else what is true of every request with this method."""
    return method in READING if repeatable is None else repeatable


def decide(method: str, outcome: Outcome, attempt: int, repeatable: bool | None, *, retries: int) -> Wait | Stop:
    """What to do after the attempt numbered `attempt` (from 1) came to `outcome`; at most `retries` repetitions."""
    if outcome is Outcome.ANSWERED or attempt > retries:
        return Stop()
    if outcome is Outcome.RATE_LIMITED:
        return Wait(_doubled(RATE_LIMIT_PAUSE, attempt, LONGEST_RATE_LIMIT_PAUSE), everyone=True)
    if outcome is Outcome.NOT_SENT or is_repeatable(method, repeatable):
        return Wait(_doubled(BACK_OFF, attempt, LONGEST_BACK_OFF))
    return Stop()


def _doubled(seconds: float, attempt: int, longest: float) -> float:
    return float(min(seconds * 2 ** min(attempt - 1, 30), longest))
