# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One call of an endpoint: the request, the sandbox it goes to, who is calling, and what goes wrong on purpose."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable

from .answer import Answer, Problem
from .faults import Faults
from .identity import NOBODY, Caller
from .request import Request
from .sandbox import Sandbox


@dataclasses.dataclass
class Settings:
    """What can be changed while the server runs. `latency` in seconds, added to every answer."""

    latency: float = 0.0


class Call:
    """`index_delay` and `unregistered` are faults that reach into the stores: they count for the writes of this call alone."""

    def __init__(self, sandbox: Sandbox, request: Request, faults: Faults, settings: Settings) -> None:
        self.sandbox = sandbox
        self.request = request
        self.faults = faults
        self.settings = settings
        self.index_delay: float | None = None
        self.unregistered = False

    @functools.cached_property
    def caller(self) -> Caller:
        """The caller; 401 for a bad token."""
        return self.sandbox.identity.caller(self.request.headers.get("authorization"))

    def identity(self) -> dict[str, str]:
        """The identity headers: endpoints that never asked for the caller answer as to nobody."""
        known = self.__dict__.get("caller")
        return known.headers() if isinstance(known, Caller) else NOBODY.headers()

    def account(self) -> str | None:
        """The caller's account for the log, whoever asked for it; None for nobody."""
        try:
            return self.caller.id
        except Problem:
            return None

    def changed(self, doi: str) -> None:
        """The index shall follow the database for this DOI."""
        self.sandbox.index.changed(doi, self.index_delay)


Endpoint = Callable[..., Answer]
