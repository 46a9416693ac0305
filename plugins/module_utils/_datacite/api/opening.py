# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""From the options of a task to DataCite as its account sees it, with one session for all who share the options."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from typing import Any, Protocol

from .connection import connection
from .registry import Registry
from .session import Session


class Caller(Protocol):
    """Whoever opens: its options, what it keeps between openings, how it hides what must not be seen, and how it tells of a wait."""

    params: Any
    kept: MutableMapping[Any, Any]
    redact: Callable[[str], str]
    tell: Callable[[str], object]


class Opened(Registry):
    """A registry that tells what it cost."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.session = session

    @property
    def request_count(self) -> int:
        """Requests sent so far by everybody who shares the session."""
        return self.session.request_count


def opened(caller: Caller) -> Opened:
    """The registry for the caller's connection options; from here on the caller hides its credentials. Raises InvalidConnection."""
    chosen = connection(caller.params)
    if chosen not in caller.kept:
        tell = caller.tell
        caller.kept[chosen] = Opened(Session(chosen, on_wait=lambda seconds, reason: tell(f"{chosen.where}: waiting {seconds:.0f} s: {reason}")))
    found: Opened = caller.kept[chosen]
    caller.redact = found.session.redact
    return found
