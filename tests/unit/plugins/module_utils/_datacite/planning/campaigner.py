# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who plans many DOIs and carries the plan out, in this process; waiting takes no time.

    campaigner = Campaigner(sandbox.base_url)
    work = campaigner.planned({"doi": doi, "state": "findable", **WHOLE}, …)
    fates = work.carry_out(workers=3)
"""

from __future__ import annotations

import dataclasses
import pathlib
from collections.abc import Callable, Sequence
from typing import Any

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.opening import Opened
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pace import MemoryStore, Pace
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.transport import Order, Received, Transport
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.campaign import Orders, carry_out_all
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.declaration import declaration
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.fate import Fate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.journal import Journal
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.plan import plan
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.planned import Plan, Planned, planned
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.shelf import Shelf
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.survey import hiding
from unit.plugins.module_utils._datacite.api.fake_clock import Clock
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL

WHOLE: dict[str, Any] = {"url": URL, "metadata": METADATA}
"""What a public DOI must have, as options."""

LAB = {"username": "PIDOPS.LAB", "password": "lab-secret"}


class Watched(Transport):
    """The transport itself; `look` sees each order before it is sent."""

    def __init__(self, inner: Transport, look: Callable[[Order], object]) -> None:
        self._inner, self._look = inner, look

    def send(self, order: Order) -> Received:
        self._look(order)
        return self._inner.send(order)

    def close(self) -> None:
        self._inner.close()


class Campaigner:
    """Plans and carries out, as PIDOPS.LAB unless told otherwise."""

    def __init__(self, base_url: str, **options: Any) -> None:
        self.base_url = base_url
        self.options = {"api_url": base_url, **LAB, "retries": 2, **options}

    def registry(self, look: Callable[[Order], object] | None = None, **options: Any) -> Opened:
        """A new session, as each run has; who asks is proven and the repository's facts are read, as before each campaign (one request)."""
        clock = Clock()
        session = Session(connection({**self.options, **options}), clock=clock, sleep=clock.sleep, pace=Pace(None, MemoryStore(), clock))
        if look is not None:
            session._transport = Watched(session._transport, look)
        registry = Opened(session)
        registry.identity.repository("pidops.lab")
        return registry

    def registry_connection(self, password: str) -> Any:
        """The connection as it would be with another password."""
        return connection({**self.options, "password": password})

    def planned(self, *declared: dict[str, Any], unmanaged: Sequence[str] = (), from_index: bool = False) -> Work:
        """The plan for these tasks' options, each DOI read singly (but, if so told, marked as if it had been read from a list)."""
        shelf, registry = Shelf(), self.registry()
        for number, options in enumerate(declared):
            shelf.put(declaration(options), f"dois.yml:{number + 1}")
        found = [planned(plan(shelf[doi], registry), shelf.place(doi)) for doi in shelf]
        found += [planned(plan(hiding(doi), registry), "", unmanaged=True) for doi in unmanaged]
        return Work(self, shelf, tuple(dataclasses.replace(action, from_index=from_index) for action in found if action.steps))

    def done(self, *declared: dict[str, Any]) -> tuple[Fate, ...]:
        """The fates of a plan that must come about."""
        fates = self.planned(*declared).carry_out()
        assert [fate for fate in fates if fate.status != "done"] == []
        return fates


@dataclasses.dataclass(frozen=True)
class Work:
    """Declarations and what is planned for them."""

    campaigner: Campaigner
    shelf: Shelf
    actions: tuple[Planned, ...]

    @property
    def plan(self) -> Plan:
        """The plan as a value."""
        return Plan(self.campaigner.base_url, "pidops.lab", self.shelf.digest, len(self.shelf), None, self.actions)

    def carry_out(
        self, *, journal: pathlib.Path | None = None, registry: Any = None, progress: Any = None, recount: Any = None, **orders: Any
    ) -> tuple[Fate, ...]:
        """What becomes of it, in one run."""
        given = {"recount": recount, **({"progress": progress} if progress else {})}
        used = registry or self.campaigner.registry()
        if journal is None:
            return carry_out_all(self.actions, self.shelf, used, orders=Orders(**orders), **given)
        with self.journal(journal) as kept:
            return carry_out_all(self.actions, self.shelf, used, journal=kept, orders=Orders(**orders), **given)

    def journal(self, path: pathlib.Path) -> Journal:
        """The journal of a run of this work."""
        return Journal(path, system=self.campaigner.base_url, repository="pidops.lab", catalogue=self.shelf.digest)
