# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Carrying out a plan of many DOIs: a few workers, one pace, and an account of what became of each. Private to the collection.

Each DOI goes through the same engine as a single one: it is read, planned for anew, and written only as far as the plan reaches (guard.py). What happened to
one DOI stops the others only where it would happen to them as well, or where that was asked for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from .action import Action
from .apply import Outcome
from .conversion import converted
from .declaration import Declaration
from .engine import carry_out
from .fate import Fate
from .guard import Moved, refuse_more
from .journal import Journal, JournalBroken
from .planned import Planned
from .progress import Progress, silent
from .record import Record
from .refusal import Problem, Refusal
from .registry import Registry, as_failure
from .survey import declared_names, hiding

MOST_IN_TROUBLE = 10
"""So many DOIs one after the other without a proper answer, or not allowed, and none in between that went well: it is not about the DOIs."""

_PATIENCE = 15.0
"""Seconds for which requests under way are waited for when the run is interrupted."""


Recount = Callable[[tuple[Planned, ...]], Sequence[Problem]]
"""The reasons not to carry out these actions, instead of those of the plan; none where they are within the limits as well."""


class Declarations(Protocol):
    """Declarations by their DOI, such as a `Shelf`."""

    def __getitem__(self, doi: str) -> Declaration:
        """The declaration of a DOI."""


@dataclass(frozen=True)
class Orders:
    """How a plan is to be carried out.

    `exact`: the plan was reviewed, and nothing else is to be done, nor to a record that has moved. `only_changes` are the attributes that may change
    (None: all).
    """

    workers: int = 4
    stop_on_error: bool = False
    exact: bool = False
    only_changes: Collection[str] | None = None


def carry_out_all(
    actions: Sequence[Planned],
    declarations: Declarations,
    registry: Registry,
    *,
    journal: Journal | None = None,
    orders: Orders = Orders(),
    progress: Progress = silent,
    recount: Recount | None = None,
) -> tuple[Fate, ...]:
    """Do what is planned, and tell what became of each action, in their order. Raises only what interrupts the whole process.

    An index that lags behind lets a plan expect other records than there are. With `recount`, what then has to be done beyond the plan is put together
    first, and done where the whole is within the limits still; without, it is refused.
    """
    first = _Campaign(actions, declarations, registry, journal, orders, progress, puts_off=recount is not None and not orders.exact)
    first.carry_out()
    fates = first.fates()
    found = first.put_off
    if recount is None or not found or first.stopped:
        return fates
    try:
        reasons = recount(tuple(found.get(number, action) for number, action in enumerate(actions)))
    except registry.failure as failure:
        # What has been done so far is told all the same.
        reasons = (Problem("", f"what there is to do instead could not be counted: {failure}"),)
    if reasons:
        return tuple(replace(fate, problems=(*fate.problems, *reasons)) if number in found else fate for number, fate in enumerate(fates))
    earlier = len(actions) - len(found)
    second = _Campaign(
        tuple(found.values()), declarations, registry, journal, orders, lambda phase, done, _total: progress(phase, earlier + done, len(actions)),
    )
    second.carry_out()
    again = dict(zip(found, second.fates(), strict=True))
    return tuple(again.get(number, fate) for number, fate in enumerate(fates))


@dataclass
class _Campaign:
    """What the workers share."""

    actions: Sequence[Planned]
    declarations: Declarations
    registry: Registry
    journal: Journal | None
    orders: Orders
    progress: Progress
    #: Whether DOIs that need more than an index let expect are left for later, and what they need.
    puts_off: bool = False
    put_off: dict[int, Planned] = field(default_factory=dict)
    #: Why nothing more is handed out; empty as long as something is.
    stopped: str = ""
    _next: int = 0
    _in_trouble: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _fates: dict[int, Fate] = field(default_factory=dict)

    def carry_out(self) -> None:
        """Have it done by the workers."""
        count = max(1, min(self.orders.workers, len(self.actions)))
        workers = [threading.Thread(target=self.work, name=f"datacite-{number}", daemon=True) for number in range(count)]
        for worker in workers:
            worker.start()
        try:
            for worker in workers:
                worker.join()
        except BaseException:
            self.stop("the run was interrupted")
            for worker in workers:
                worker.join(_PATIENCE / len(workers))
            raise

    def work(self) -> None:
        """Take one action after the other until there are none or the campaign is stopped."""
        try:
            while (number := self._take()) is not None:
                task = _Task(self.actions[number], self.declarations, self.registry, self.journal, self.orders)
                self._keep(number, task, task.done())
        except Exception as error:  # pylint: disable=broad-except
            # Whoever shows the progress could not; what became of the DOIs is kept.
            self.stop(f"the run was interrupted ({type(error).__name__})")

    def stop(self, reason: str) -> None:
        """Hand out nothing more."""
        with self._lock:
            self.stopped = self.stopped or reason

    def fates(self) -> tuple[Fate, ...]:
        """What became of each action; those that were not begun are `left`."""
        return tuple(self._fates.get(number) or self._left(action) for number, action in enumerate(self.actions))

    def _left(self, action: Planned) -> Fate:
        return Fate(action.doi, "left", place=action.place, message=f"Not begun: {self.stopped}.")

    def _take(self) -> int | None:
        with self._lock:
            if self.stopped or self._next >= len(self.actions):
                return None
            self._next += 1
            return self._next - 1

    def _keep(self, number: int, task: _Task, fate: Fate) -> None:
        with self._lock:
            self._fates[number] = fate
            if self.puts_off and task.found is not None and self.actions[number].from_index:
                self.put_off[number] = task.found
                return
            self._in_trouble = self._in_trouble + 1 if task.in_trouble else 0
            if task.concerns_all:
                self.stopped = self.stopped or "what went wrong before would go wrong with every DOI"
            elif self._in_trouble >= MOST_IN_TROUBLE:
                self.stopped = self.stopped or f"{MOST_IN_TROUBLE} DOIs one after the other had no proper answer"
            elif fate.status == "failed" and self.orders.stop_on_error:
                self.stopped = self.stopped or f"{fate.doi} failed, and the run was to stop at the first failure"
            self.progress("writing", len(self._fates) - len(self.put_off), len(self.actions))


class _Task:
    """One action of the plan, carried out."""

    def __init__(self, action: Planned, declarations: Declarations, registry: Registry, journal: Journal | None, orders: Orders) -> None:
        self._action = action
        self._declarations = declarations
        self._registry = registry
        self._journal = journal
        self._orders = orders
        self._declared: Collection[str] = ()
        self._tried: list[Action] = []
        self._surprise: str | None = None
        #: What would have to be done instead, where it is more than was planned.
        self.found: Planned | None = None
        #: The failure would meet every other DOI as well.
        self.concerns_all = False
        #: DataCite gave no proper answer, or did not allow it.
        self.in_trouble = False

    def done(self) -> Fate:
        """Carry the action out; every failure is told in the fate."""
        try:
            fate, record = self._carried_out()
        except Exception as error:  # pylint: disable=broad-except
            fate, record = self._failed(error), None
        return self._journalled(fate, record)

    def _carried_out(self) -> tuple[Fate, Record | None]:
        doi = self._action.doi
        declaration = hiding(doi) if self._action.unmanaged else converted(self._declarations[doi], self._registry)
        self._declared = () if self._action.unmanaged else declared_names(declaration)
        outcome = carry_out(declaration, self._registry, check=False, before_write=self._before_write)
        if outcome.record is None and not self._tried and self._action.before is not None:
            # It was there, and we did not remove it.
            self._registry.prove_anew()
        return self._fate(outcome), outcome.record

    def _before_write(self, action: Action) -> None:
        refuse_more(action, self._action, exact=self._orders.exact, only_changes=self._orders.only_changes)
        if self._journal is not None:
            self._journal.before(action, self._declared)
        self._tried.append(action)

    def _fate(self, outcome: Outcome) -> Fate:
        action = outcome.action
        return Fate(
            self._action.doi,
            "done" if action.steps else "nothing",
            place=self._action.place,
            steps=action.steps,
            state=outcome.record.state.value if outcome.record else None,
            changed=outcome.changed,
            irreversible=action.irreversible,
            warnings=outcome.warnings,
            request_id=outcome.request_id,
            changes=action.changes,
        )

    def _failed(self, error: Exception) -> Fate:
        """A failure as a fate. What is neither a refusal nor the registry's is told with its name, for it is ours."""
        failure = getattr(error, "failure", None) or error
        told: dict[str, Any] = {"message": f"{type(error).__name__}: {error}"}
        if isinstance(error, Refusal):
            told = {
                "message": error.message, "problems": error.problems, "changed": bool(error.changed), "request_id": error.request_id,
                "state": _state(error.record),
            }
        elif isinstance(error, self._registry.failure) or (isinstance(error, ValueError) and not self._tried):
            # Or a name that no path leads to, such as 10.5438/a//b.
            told = {"message": str(error)}
        else:
            self._surprise = type(error).__name__
        if isinstance(error, Moved) and not self._tried:
            self.found = replace(error.found, place=self._action.place)
        if isinstance(failure, self._registry.failure):
            known = as_failure(failure)
            self.concerns_all = known.concerns_all
            self.in_trouble = not known.answered or known.status == 403
        self.concerns_all = self.concerns_all or isinstance(error, JournalBroken)
        steps = self._tried[-1].steps if self._tried else ()
        irreversible = bool(self._tried) and self._tried[-1].irreversible and told.get("changed", False)
        return Fate(self._action.doi, "failed", place=self._action.place, steps=steps, irreversible=irreversible, **told)

    def _journalled(self, fate: Fate, record: Record | None) -> Fate:
        """The fate, told in the journal; where that cannot be written any more, the others are not begun."""
        if self._journal is None or not (self._tried or fate.status == "nothing"):
            return fate
        try:
            # The words of an error that nobody thought of could hold anything.
            told = fate if self._surprise is None else replace(fate, message=self._surprise)
            self._journal.after(told, record, self._declared)
        except Exception as error:  # pylint: disable=broad-except
            self.concerns_all = True
            return replace(fate, warnings=(*fate.warnings, f"The journal does not tell of this: {error}"))
        return fate


def _state(record: Mapping[str, Any] | None) -> str | None:
    state = None if record is None else record.get("state")
    return state if isinstance(state, str) else None
