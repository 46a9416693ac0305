# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for many DOIs, as a value: what is to be done about each, made before anything is written. Private to the collection.

It holds what people review and what a later run is held to, and no record: those are read again before they are written.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

from ..lifecycle import State
from .action import Action
from .change import Change
from .mark import record_mark
from .refusal import Problem

KINDS = ("create", "update", "publish", "republish", "register", "hide", "delete", "re-register", "mend")
"""The one word for what is done about a DOI, beside `none`. An update that also publishes is a publish: what weighs most names it."""

LIMITED = ("create_public", "publish", "register", "update", "hide", "delete", "republish", "unmanaged")
"""What each has a number that a run must not exceed; see limits.py."""


@dataclass(frozen=True)
class Activity:
    """Who changed a record last: the account's address, the time, the request's id, and the attributes (DataCite's database names)."""

    by: str
    at: str
    request_id: str
    attributes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Planned:
    """What is to be done about one DOI of many.

    `steps` are those of an `Action`. `before` and `after` are states, None where there is no record. `place` is where it is declared
    (`dois/0012.yml:3`), empty for an unmanaged DOI. `seen` is the mark of the record that the plan was made from (see `record_mark`),
    empty where there was none; `from_index`: it was read from DataCite's index alone, which may lag behind.
    `origin` is `drift` where the record has moved since the last apply, `change` where the declaration has, None where nobody can tell.
    """

    doi: str
    steps: tuple[str, ...]
    before: str | None
    after: str | None
    changes: tuple[Change, ...] = ()
    irreversible: bool = False
    warnings: tuple[str, ...] = ()
    place: str = ""
    seen: str = ""
    from_index: bool = False
    origin: str | None = None
    last_activity: Activity | None = None
    unmanaged: bool = False

    @property
    def kind(self) -> str:
        """One of KINDS."""
        for word in ("delete", "create", "hide"):
            if word in self.steps:
                return word
        if "publish" in self.steps:
            return "republish" if self.before == State.REGISTERED.value else "publish"
        return next(word for word in ("register", "mend", "re-register", "update") if word in self.steps)

    @property
    def counts_as(self) -> frozenset[str]:
        """Which of LIMITED it counts for; several where it does several things."""
        words = set()
        if "create" in self.steps:
            words |= {"create_public"} if len(self.steps) > 1 else set()
        elif self.kind in ("publish", "republish", "register", "delete"):
            words.add(self.kind)
        elif self.kind == "hide":
            words.add("unmanaged" if self.unmanaged else "hide")
        if {"update", "mend"} & set(self.steps):
            words.add("update")
        return frozenset(words)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of what changes, `state` and `url` among them, each once."""
        return tuple(dict.fromkeys(change.attribute for change in self.changes))


def planned(action: Action, place: str = "", *, from_index: bool = False, unmanaged: bool = False) -> Planned:
    """An action as the plan of many holds it."""
    return Planned(
        doi=action.doi,
        steps=action.steps,
        before=action.record.state.value if action.record else None,
        after=action.state.value if action.state else None,
        changes=action.changes,
        irreversible=action.irreversible,
        warnings=action.warnings,
        place=place,
        seen=record_mark(action.record) if action.record else "",
        from_index=from_index,
        unmanaged=unmanaged,
    )


@dataclass(frozen=True)
class Refused:
    """A DOI for which nothing can or must be done, and why; `problems` may be empty."""

    doi: str
    place: str
    message: str
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Unmanaged:
    """A record of the repository that no declaration mentions."""

    doi: str
    state: str
    unindexed: bool = False


@dataclass(frozen=True)
class Vanished:
    """Attributes that a declaration had when it was applied last and has no longer, while `undeclared: keep` leaves them in the record."""

    doi: str
    place: str
    attributes: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What is to be done in one repository, in the order of the DOIs.

    `system` is where (`https://api.datacite.org`), `repository` the account in lower case, `catalogue` the digest of all declarations.
    `declared` and `existing` are numbers of declarations and of records (None: not counted). `actions` holds only what has steps.
    """

    system: str
    repository: str
    catalogue: str
    declared: int
    existing: int | None
    actions: tuple[Planned, ...] = ()
    refused: tuple[Refused, ...] = ()
    unmanaged: tuple[Unmanaged, ...] = ()
    vanished: tuple[Vanished, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind, in the order of KINDS, with what else there is to count."""
        kinds = Counter(action.kind for action in self.actions)
        counts = {"declared": self.declared, **{kind.replace("-", "_"): kinds[kind] for kind in KINDS}}
        managed = sum(not action.unmanaged for action in self.actions)
        # An unmanaged DOI that may not be hidden is refused as well, and none of the declared ones.
        counts["unchanged"] = self.declared - managed - sum(bool(found.place) for found in self.refused)
        counts["irreversible"] = sum(action.irreversible for action in self.actions)
        counts["refused"] = len(self.refused)
        counts["unmanaged"] = len(self.unmanaged)
        counts["from_index"] = sum(action.from_index for action in self.actions)
        return counts

    @cached_property
    def checksum(self) -> str:
        """A SHA-256 of what would be done, and where: the same for the same plan, however and whenever it was made."""
        whole = hashlib.sha256(json.dumps([self.system, self.repository]).encode())
        for line in self._lines():
            whole.update(line.encode("utf-8", "surrogatepass") + b"\n")
        return whole.hexdigest()

    def _lines(self) -> Iterator[str]:
        for action in self.actions:
            changes = [asdict(change) for change in action.changes]
            said: Mapping[str, Any] = {"doi": action.doi, "steps": action.steps, "before": action.before, "after": action.after, "changes": changes}
            yield json.dumps(said, ensure_ascii=False, sort_keys=True)
