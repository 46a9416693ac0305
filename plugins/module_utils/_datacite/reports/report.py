# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the reports of a plan have in common, whatever their format. Private to the collection.

All of them are made from values alone: the same plan gives the same bytes, whenever and wherever it is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..planning.fate import Fate
from ..planning.planned import KINDS, Plan, Planned, Refused
from .grouping import WEIGHT, Group, grouped
from .wording import DONE, TO_DO, System, counted, number, system_of

OUTCOMES = {"done": "done", "nothing": "was right already", "failed": "failed", "left": "not begun"}
"""`Fate.status`, for people."""


@dataclass(frozen=True)
class Total:
    """One number of the summary: its name in `Plan.counts` or of a status, a word for people, and whether it asks for attention."""

    name: str
    label: str
    value: int
    grave: bool = False


@dataclass(frozen=True)
class Report:
    """A plan, and what became of it.

    `fates` is None where nothing was applied. `stopped` says why nothing was written although it was meant to be: limits, `only_changes`, a
    moved catalogue. `check` is that of the run: nothing was meant to be written.
    """

    plan: Plan
    fates: tuple[Fate, ...] | None = None
    stopped: str | None = None
    check: bool = False

    @cached_property
    def system(self) -> System:
        """Where the plan is for."""
        return system_of(self.plan.system)

    @cached_property
    def actions(self) -> tuple[Planned, ...]:
        """The actions of the plan; those that were carried out as they really were, where an index that lagged behind had let expect others."""
        return tuple(_as_done(action, self.fate_of.get(action.doi)) for action in self.plan.actions)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """All actions, those that do the same together, the irreversible first."""
        return grouped(self.actions)

    @cached_property
    def irreversible(self) -> tuple[Planned, ...]:
        """What cannot be undone, what weighs most first and otherwise in the order of the plan."""
        return tuple(sorted((action for action in self.actions if action.irreversible), key=lambda action: WEIGHT.index(action.kind)))

    @cached_property
    def fate_of(self) -> Mapping[str, Fate]:
        """What became of each DOI; empty where nothing was applied."""
        return {fate.doi: fate for fate in self.fates or ()}

    @cached_property
    def failed(self) -> tuple[Fate, ...]:
        """The DOIs that could not be brought to what is declared."""
        return tuple(fate for fate in self.fates or () if fate.status == "failed")

    @cached_property
    def drifted(self) -> int:
        """How many records have moved since the last apply, as far as anybody can tell."""
        return sum(action.origin == "drift" for action in self.actions)

    @property
    def applied(self) -> bool:
        """Whether the plan was carried out, be it in part."""
        return self.fates is not None and self.stopped is None

    @cached_property
    def statuses(self) -> Mapping[str, int]:
        """How many DOIs have which `Fate.status`."""
        return Counter(fate.status for fate in self.fates or ())

    @cached_property
    def totals(self) -> tuple[Total, ...]:
        """The numbers of the summary: what asks for attention first, then what is done, then the rest. Zeros are left out, save the last two."""
        counts = self.plan.counts
        first = [
            Total("failed", "failed", self.statuses.get("failed", 0), grave=True),
            Total("refused", "refused", counts["refused"], grave=True),
            Total("irreversible", "cannot be undone", len(self.irreversible), grave=True),
            Total("left", "not begun", self.statuses.get("left", 0), grave=True),
        ]
        kinds = [Total(kind, f"to {TO_DO[kind]}", counts[kind.replace("-", "_")]) for kind in KINDS]
        if self.applied:
            kinds = [Total(kind, DONE[kind], self._done[kind]) for kind in KINDS] + [Total("nothing", "right already", self.statuses.get("nothing", 0))]
        more = [
            Total("drift", "drifted", self.drifted),
            Total("from_index", "seen in the index only", sum(action.from_index for action in self.actions)),
            Total("unmanaged", "unmanaged", counts["unmanaged"]),
        ]
        last = [Total("unchanged", "unchanged", counts["unchanged"]), Total("declared", "declared", counts["declared"])]
        return (*(total for total in (*first, *kinds, *more) if total.value), *last)

    @cached_property
    def _done(self) -> Counter[str]:
        """How many of each kind have been carried out."""
        return Counter(action.kind for action in self.actions if action.doi in self.fate_of and self.fate_of[action.doi].status == "done")

    def outcome(self, doi: str) -> str:
        """What became of a DOI, in a word or two; empty where nothing was applied."""
        fate = self.fate_of.get(doi)
        return OUTCOMES.get(fate.status, "") if fate else ""

    @property
    def title(self) -> str:
        """The whole in one line."""
        if self.stopped is not None:
            return "Stopped before anything was written"
        if self.applied:
            return f"Applied: {self._outcome()}"
        return f"Plan: {self._intent()}"

    def _intent(self) -> str:
        counts = self.plan.counts
        parts = [f"{number(counts[kind.replace('-', '_')])} to {TO_DO[kind]}" for kind in KINDS if counts[kind.replace("-", "_")]]
        if self.plan.refused:
            parts.append(f"{number(len(self.plan.refused))} refused")
        return ", ".join(parts) or "nothing to do"

    def _outcome(self) -> str:
        parts = [f"{number(self._done[kind])} {DONE[kind]}" for kind in KINDS if self._done[kind]]
        said = {"failed": "failed", "left": "not begun", "nothing": "right already"}
        parts += [f"{number(self.statuses[status])} {word}" for status, word in said.items() if self.statuses.get(status)]
        if self.plan.refused:
            parts.append(f"{number(len(self.plan.refused))} refused")
        return ", ".join(parts) or "nothing to do"

    @cached_property
    def refused_together(self) -> tuple[tuple[Refused, ...], ...]:
        """The refused, those with the same reasons together, the largest number first. A reason that begins with the DOI's own name is taken without it."""
        together: dict[tuple[str, ...], list[Refused]] = {}
        for refused in self.plan.refused:
            together.setdefault((reason(refused), *map(str, refused.problems)), []).append(refused)
        return tuple(tuple(members) for members in sorted(together.values(), key=lambda members: (-len(members), members[0].doi)))

    @property
    def scope(self) -> str:
        """`12 declared, 10 in the repository`."""
        existing = "" if self.plan.existing is None else f", {counted(self.plan.existing, 'record')} in the repository"
        return f"{counted(self.plan.declared, 'DOI')} declared{existing}"


def _as_done(action: Planned, fate: Fate | None) -> Planned:
    if fate is None or fate.status == "left":
        return action
    if fate.status != "done" or not fate.steps:
        return replace(action, from_index=False)
    before = next((change.before for change in fate.changes if change.attribute == "state"), fate.state)
    return replace(action, steps=fate.steps, before=before, after=fate.state, changes=fate.changes, irreversible=fate.irreversible, from_index=False)


def reason(entry: Refused | Fate) -> str:
    """Why, without the DOI's own name, which stands beside it."""
    return entry.message.removeprefix(f"{entry.doi}: ")
