# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The records of a repository for a compliance run, read once for everything that looks at them. Private to the collection."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from ..api.answer import Answer
from ..api.errors import DataCiteError, ErrorKind
from ..api.holdings import Holdings
from ..api.opening import Opened
from ..api.pages import Row
from ..catalog.catalogue import Catalogue
from ..compliance.context import Declared, Drift
from ..compliance.pages.subject import ATTRIBUTES, PageSubject
from ..lifecycle import Target
from ..planning.conversion import convert_beforehand
from ..planning.journal import time_told
from ..planning.planned import Plan, Planned
from ..planning.progress import Progress
from ..planning.shelf import Shelf
from ..planning.survey import Survey

_MOST_UNLISTED = 100
"""Names of the handle system without a row in the index that are looked at singly in one run."""

_INDEX_PATIENCE = 3600.0
"""Seconds after a write for which the index need not show a record."""

_MOST_DOUBTFUL = 100
"""DOIs that may not be registered, or were not when they were looked at last, whose handle is looked up in one run beside the sample."""

_MOST_SILENT = 3
"""Handles without an answer after which no others are asked for: the handle system is slow to say that it cannot."""

_ANY_STATE = (Target.PRESENT,)


class DeclaredOf(Mapping[str, Declared]):
    """What a catalogue declares, DOI by DOI, read from its shelf when it is asked for."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def __getitem__(self, doi: str) -> Declared:
        declaration = self._shelf[doi]
        state = None if declaration.target in _ANY_STATE else declaration.target.value
        return Declared(state, self._shelf.place(doi), {**declaration.attributes, **declaration.settings})

    def __iter__(self) -> Iterator[str]:
        return iter(self._shelf)

    def __len__(self) -> int:
        return len(self._shelf)

    def __contains__(self, doi: object) -> bool:
        return doi in self._shelf


class Noting(Opened):
    """The registry of a run, which notes of the records that it reads singly when they were written last, and which of them DataCite cannot give out."""

    def __init__(self, registry: Opened) -> None:
        super().__init__(registry.session)
        self.identity = registry.identity
        self.written: dict[str, str] = {}
        self.unreadable: dict[str, str] = {}

    def read(self, doi: str) -> Answer | None:
        """See `Dois.read`."""
        try:
            answer = super().read(doi)
        except DataCiteError as failure:
            # An uncaught error of its own, in words: the record makes DataCite stumble. A gateway's page says nothing of the record.
            if failure.kind is ErrorKind.REFUSED and failure.status == 500:
                self.unreadable[doi] = failure.said or "500"
            raise
        if answer is not None:
            self.written[doi] = str(answer.attributes.get("updated") or "")
        return answer


@dataclass
class Reading:
    """What came of reading a repository: its plan against the catalogue, what no list shows (`fresh`: yet) and cannot be read, and the pages.

    `doubtful` are public DOIs of which neither the index nor the names of the handle system tell that they are registered. That alone says little: the index
    forgets the time of registration of many (https://github.com/datacite/datacite/issues/2512).
    """

    plan: Plan
    unindexed: tuple[str, ...] | None
    pages: tuple[PageSubject, ...]
    public: tuple[str, ...]
    drafts: frozenset[str]
    doubtful: tuple[str, ...] = ()
    fresh: tuple[str, ...] = ()
    unreadable: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


@dataclass
class Reader:
    """Reads every record of the repository once: `look` is given the attributes of each."""

    registry: Opened
    account: str
    catalogue: Catalogue | None
    look: Callable[[Mapping[str, Any]], object]
    wants_pages: bool
    workers: int
    reread: int
    progress: Progress
    _pages: list[PageSubject] = field(default_factory=list)
    _public: list[str] = field(default_factory=list)
    _drafts: set[str] = field(default_factory=set)
    _names: set[str] = field(default_factory=set)
    _untold: set[str] = field(default_factory=set)
    _inventory: frozenset[str] | None = None

    def read(self) -> Reading:
        """Walk over the list, compare with the catalogue on the way, and read singly what seems to differ. Raises DataCiteError."""
        shelf = self.catalogue.shelf if self.catalogue is not None else Shelf()
        noting = Noting(self.registry)
        survey = Survey(
            shelf, noting, self.registry.session.connection.api_url, self.account,
            keeps_unmanaged=True, progress=self.progress, workers=self.workers,
        )
        convert_beforehand(shelf, noting, workers=self.workers, progress=self.progress)
        holdings = Holdings(self.registry.session, self.account, list(shelf), everything=True, documents=shelf.holds_documents)
        survey.look(self._rows(holdings, survey))
        survey.existing = holdings.total
        survey.look_again(self.reread)
        self._look_for_unlisted(survey)
        plan = survey.plan()
        unindexed = [found.doi for found in plan.unmanaged if found.unindexed]
        unsure = {action.doi for action in plan.actions if action.kind == "create" and action.from_index}
        absent = {action.doi for action in plan.actions if action.kind == "create"} | {refused.doi for refused in plan.refused}
        unindexed += [doi for doi in shelf if doi not in self._names and doi not in absent and shelf[doi].target is not Target.ABSENT]
        known = self._inventory is not None or bool(unindexed)
        fresh = {doi for doi in unindexed if noting.written.get(doi, "") > time_told(time.time() - _INDEX_PATIENCE)}
        lost = tuple(sorted({*unindexed} - fresh)) if known else None
        fresh |= unsure
        public, drafts = tuple(self._public), frozenset(self._drafts)
        warnings = (*plan.warnings, *_told_of(unsure))
        return Reading(plan, lost, tuple(self._pages), public, drafts, self._doubtful(), tuple(sorted(fresh)), noting.unreadable, warnings)

    def _rows(self, holdings: Holdings, survey: Survey) -> Iterator[Row]:
        for row in holdings:
            survey.existing = holdings.total
            attributes = row.get("attributes")
            if isinstance(attributes, Mapping):
                doi = str(row.get("id", "")).lower()
                self._names.add(doi)
                untold = attributes.get("registered") in (None, "")
                self.look({**{name: value for name, value in attributes.items() if name != "registered" or not untold}, "doi": doi})
                self._note(doi, attributes)
            yield row

    def _note(self, doi: str, attributes: Mapping[str, Any]) -> None:
        state = str(attributes.get("state"))
        if state != "draft":
            self._public.append(doi)
            if attributes.get("registered") in (None, ""):
                self._untold.add(doi)
        else:
            self._drafts.add(doi)
        if self.wants_pages:
            place = self.catalogue.shelf.place(doi) if self.catalogue is not None and doi in self.catalogue.shelf else ""
            url = attributes.get("url")
            needed = {name: attributes[name] for name in ATTRIBUTES if attributes.get(name)}
            self._pages.append(PageSubject(doi, url if isinstance(url, str) else None, state, needed, place))

    def _look_for_unlisted(self, survey: Survey) -> None:
        """Look for records that no list shows among the names of the handle system, where this account may ask for them."""
        try:
            handles = self.registry.handles()
        except DataCiteError as failure:
            if failure.concerns_all:
                raise
            survey.warn(f"records that the index has lost were not looked for: {failure}")
            return
        survey.add_unlisted(handles, _MOST_UNLISTED)
        self._inventory = None if handles is None else frozenset(handles)

    def _doubtful(self) -> tuple[str, ...]:
        inventory = self._inventory or frozenset()
        # The names are those of one prefix.
        prefixes = {name.partition("/")[0] for name in inventory}
        return tuple(doi for doi in self._public if doi not in inventory and (doi in self._untold or doi.partition("/")[0] in prefixes))


def _told_of(unsure: Collection[str]) -> tuple[str, ...]:
    if not unsure:
        return ()
    return (f"whether {len(unsure):,} declared DOIs that no list shows are missing was not looked at, since `reread` allows for no more single reads",)


def handles_of(
    registry: Opened, reading: Reading, found_before: Collection[str], number: int, day: str, workers: int
) -> tuple[Mapping[str, str | None] | None, tuple[str, ...]]:
    """Where the handles of `number` public DOIs lead (others every day; fewer than 0: all), None where that cannot be seen; and warnings.

    Those that are doubtful, and those of which a run before has found something, are looked up in any case.
    """
    public = sorted(reading.public)
    sample = public if number < 0 or number >= len(public) else random.Random(day).sample(public, number)
    doubtful = sorted({*reading.doubtful, *({*found_before} & {*public})} - {*sample})
    chosen = sorted({*sample, *doubtful[:_MOST_DOUBTFUL]})
    left = len(doubtful) - _MOST_DOUBTFUL
    warnings = (f"whether {left:,} more public DOIs resolve was not looked at; no list tells that they are registered",) if left > 0 else ()
    silent: list[DataCiteError] = []

    def ask(doi: str) -> tuple[str, str | None] | None:
        if len(silent) >= _MOST_SILENT:
            return None
        try:
            return doi, registry.handle(doi)
        except DataCiteError as failure:
            if failure.concerns_all and failure.kind not in (ErrorKind.FORBIDDEN, ErrorKind.UNAUTHENTICATED):
                raise
            silent.append(failure)
            return None

    with ThreadPoolExecutor(workers) as pool:
        seen = dict(answer for answer in pool.map(ask, chosen) if answer is not None)
    unseen = len(chosen) - len(seen)
    told = f"where the handles of {unseen:,} of {len(chosen):,} DOIs lead could not be seen: {silent[0]}" if unseen else ""
    return seen or None, (*warnings, told) if told else warnings


def drifts_of(plan: Plan) -> tuple[Drift, ...]:
    """The records that differ from their declarations in more than the state, with who changed them last."""
    return tuple(drift for action in plan.actions if action.before is not None and (drift := _drift(action)) is not None)


def last_changes(plan: Plan) -> dict[str, tuple[str, str]]:
    """Who changed a record last, and when, where it was asked."""
    return {action.doi: (_account(action.last_activity.by), action.last_activity.at) for action in plan.actions if action.last_activity is not None}


def _drift(action: Planned) -> Drift | None:
    paths = tuple(dict.fromkeys(_path(change.attribute, change.path) for change in action.changes if change.attribute != "state"))
    if not paths:
        return None
    last = action.last_activity
    return Drift(action.doi, paths, _account(last.by), last.at, last.attributes) if last is not None else Drift(action.doi, paths)


def _account(agent: str) -> str:
    """An account by its name alone, which DataCite's activities give as an address (https://api.datacite.org/repositories/abc.repo)."""
    return agent.rstrip("/").rpartition("/")[2]


def _path(attribute: str, path: str) -> str:
    return path if attribute in ("url", "reason") else f"metadata.{path}"
