# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking back what a run did: the records before it, as declarations, and what cannot be taken back. Private to the collection.

A restoration is planned and carried out like any catalogue, so it is shown, limited and journalled as well. Metadata, `url` and `reason` come back whole,
in the attributes that DataCite shows; a deposited XML document comes back as what DataCite makes of these. States come back where DataCite has a way.
"""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..lifecycle import NoWay, State, Target, way
from .declaration import Declaration, declaration
from .history import Run, entries, line_at
from .record import Record
from .refusal import Problem, Refusal
from .shelf import Shelf

_EVENTS = {"register": State.REGISTERED, "publish": State.FINDABLE, "hide": State.REGISTERED}


@dataclass(frozen=True)
class Restoration:
    """Declarations that take a run back, and what they cannot take back. `run` is the run: where it wrote, and when it began."""

    run: Run
    shelf: Shelf
    cannot: tuple[Problem, ...] = ()


@dataclass
class _Deed:
    """What a run did to one DOI: where its first line begins (the record before all), and what came of it."""

    offset: int
    steps: list[str]
    after: Mapping[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State | None:
        """The state that the run left; where it was killed meanwhile, the one that it was about to make. None where neither is known."""
        told = self.after.get("state")
        if told in tuple(State):
            return State(told)
        made = [_EVENTS[step] for step in self.steps if step in _EVENTS]
        return made[-1] if made else None

    @property
    def came_to_nothing(self) -> bool:
        """The record is as it was: nothing had to be written, or it was refused. A failure that does not know the record says nothing of the kind."""
        known = bool(self.after) and (self.after["status"] != "failed" or self.after.get("state") is not None)
        return known and not self.after.get("changed")

    @property
    def makes_public(self) -> bool:
        return not {"register", "publish"}.isdisjoint(self.steps)


def restoration(path: pathlib.Path, run: str | None = None) -> Restoration:
    """What takes back the run of that name (default: the last one that wrote anything) of the journal at `path`; raises Refusal where there is none."""
    found, deeds = _read(path, run)
    shelf, cannot = Shelf(), list[Problem]()
    with path.open("rb") as file:
        for doi, deed in sorted(deeds.items()):
            if deed.came_to_nothing:
                continue
            before = line_at(file, deed.offset).get("record")
            if before is None:
                restored, problem = _unmade(doi, deed)
            else:
                restored, problem = _as_before(doi, deed, before)
            if restored is not None:
                shelf.put(restored, f"{path.name}, run {found.name}")
            if problem is not None:
                cannot.append(problem)
    return Restoration(found, shelf, tuple(cannot))


def _read(path: pathlib.Path, name: str | None) -> tuple[Run, dict[str, _Deed]]:
    """The run that is meant, and what it did to each DOI."""
    runs: dict[str, Run] = {}
    deeds: dict[str, dict[str, _Deed]] = {}
    for offset, said in entries(path):
        if said.get("kind") == "run":
            runs[said["run"]] = Run(said["run"], said["at"], said["system"], said["repository"])
        elif said.get("kind") == "before" and said["run"] in runs:
            _begun(deeds.setdefault(said["run"], {}), offset, said)
        elif said.get("kind") == "after" and said["doi"] in deeds.get(said["run"], {}):
            deeds[said["run"]][said["doi"]].after = {name: said.get(name) for name in ("status", "state", "changed")}
    chosen = name if name is not None else next((run for run in reversed(runs) if run in deeds), None)
    if chosen is None:
        raise Refusal(f"The journal {path} tells of no run that wrote anything, or is not there.")
    if chosen not in runs:
        known = ", ".join(list(runs)[-5:]) or "none"
        raise Refusal(f"The journal {path} tells of no run {chosen}; the last ones are: {known}.")
    return runs[chosen], deeds.get(chosen, {})


def _begun(deeds: dict[str, _Deed], offset: int, said: Mapping[str, Any]) -> None:
    """A DOI may be written several times in a run: the first record before is what it was."""
    deed = deeds.setdefault(said["doi"], _Deed(offset, []))
    deed.steps += [str(step) for step in said["steps"]]


def _unmade(doi: str, deed: _Deed) -> tuple[Declaration | None, Problem | None]:
    """What takes back a DOI that had no record, or none that could be read."""
    if "create" not in deed.steps:
        return None, Problem(doi, "was damaged before the run mended it, so that DataCite could not show what it held")
    if not deed.makes_public:
        return Declaration(doi, Target.ABSENT), None
    words = "was created as" if deed.after.get("changed") else "was to be created as"
    return None, Problem(
        doi, f"{words} {deed.state.value if deed.state else 'public'}, and a public DOI is kept for ever",
        "declare `state: registered` to hide it, with a `url` that leads to a tombstone page",
    )


def _as_before(doi: str, deed: _Deed, before: Mapping[str, Any]) -> tuple[Declaration | None, Problem | None]:
    """The declaration of the record as it was, and what of it cannot come back."""
    record = Record(doi, State(before["state"]), str(before["owner"]), before["attributes"])
    target, problem = Target(record.state.value), None
    now = deed.state or record.state
    if "delete" not in deed.steps:
        try:
            way(now, target)
        except NoWay:
            target = Target.PRESENT
            made = f"and was made {now.value}" if deed.after else f"and may be {now.value} now"
            words = f"was {record.state.value} {made}: a registered name is kept for ever"
            problem = Problem(doi, words, "its metadata and url are restored; leave or hide it")
    try:
        return _declared(record, target), problem
    except Refusal as refusal:
        return None, Problem(doi, f"cannot be declared as it was: {refusal}")


def _declared(record: Record, target: Target) -> Declaration:
    """A declaration that leaves nothing else in the record. What it did not have is left to `undeclared: clear`, which knows what a public DOI needs."""
    held = {name: value for name, value in record.metadata.items() if value not in (None, "", [], {}) and name not in record.damaged}
    # Only `contentUrl` is never cleared unless it is declared. The times tell that DataCite gave the metadata out, whatever today's rules say of it.
    pasted = {"contentUrl": [], **held, "created": "before", "updated": "before"}
    made = declaration({"doi": record.doi, "state": target.value, "metadata": pasted, "undeclared": "clear"})
    settings = {name: record.attributes.get(name) or None for name in ("url", "reason")}
    if settings["url"] is None and (target is Target.PRESENT or record.state.public):
        del settings["url"]
    return replace(made, settings=settings)
