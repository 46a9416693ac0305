# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run over the landing pages of many DOIs. Private to the collection.

outcome = check_pages(subjects, PageOptions(user_agent=user_agent("1.0", "me@example.org")), remembered=pathlib.Path("pages.jsonl"))
"""

from __future__ import annotations

import pathlib
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Optional

from ..finding import PageCounts
from . import existence, remembering
from .answer import Answer, Ask
from .check import Check
from .checks import CHECKS
from .existence import Identifier, agents, ask_about, related
from .fetching import Crowd, Job, Waiting
from .judging import combined, judged
from .looking import Look, look, wanted
from .manners import manners
from .name_lookup import NameLookup
from .options import PageOptions
from .outcome import LATER, PageOutcome, Tally, finding
from .remembering import Memory
from .subject import PageSubject
from .tls_problems import authorities_problem
from .turns import Turns
from .verdict import FAILED, UNKNOWN, Verdict, not_applicable
from .wire import Wire

Progress = Callable[[str, int, Optional[int]], object]  # noqa: UP045 - ansible-test reads `|` as older Pythons do
"""Called with the phase (`landing pages`, `identifiers`), how many are done, and of how many."""

Asker = Callable[[Ask], Answer]

_SAVED_EVERY = 300.0
_EXISTS = "exists"
_DRAFT = not_applicable("the DOI is a draft")


def silent(phase: str, done: int, total: int | None) -> None:
    """Tells nobody."""


@dataclass(frozen=True)
class Surroundings:
    """What a run needs of the world: the time, a way to wait, and who asks (None: over the network)."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], object] = time.sleep
    asker: Asker | None = None


def check_pages(
    subjects: Iterable[PageSubject],
    options: PageOptions,
    *,
    remembered: pathlib.Path | None = None,
    keep: bool = True,
    progress: Progress = silent,
    surroundings: Surroundings = Surroundings(),
) -> PageOutcome:
    """Look at the pages that are due, remember what was seen in the file `remembered`, and say what all checks say of all records.

    Without `keep` the file is read and not written, as check mode wants it.
    Nothing that a server does is raised; OSError is where `ca_path` cannot be read.
    """
    run = _Run(tuple(subjects), options, remembered, keep, progress, surroundings)
    try:
        run.look_at_pages()
        run.look_at_identifiers()
    finally:
        run.save()
    return run.outcome()


@dataclass
class _Run:
    subjects: tuple[PageSubject, ...]
    options: PageOptions
    path: pathlib.Path | None
    keep: bool
    progress: Progress
    world: Surroundings
    warnings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chosen: tuple[Check, ...] = tuple(check for check in CHECKS if wanted(self.options, check.id))
        self.page_checks = tuple(check for check in self.chosen if check.judge is not None)
        self.subjects = tuple({subject.doi: subject for subject in self.subjects}.values())
        self.public = tuple(subject for subject in self.subjects if subject.state != "draft")
        names = tuple(check.id for check in self.page_checks)
        self.bound = {subject.doi: remembering.bound(subject, self.options, names) for subject in self.public}
        found = remembering.read(self.path) if self.path is not None else remembering.Remembered()
        self.looks = found.looks
        self.warnings.extend([found.warning] if found.warning else [])
        self.checked: set[str] = set()
        self.seen: set[str] = set()
        self.unseen: set[str] = set()
        self.existing: dict[str, Verdict] = {}
        self.saved_at = self.world.now()
        self.changed = False
        self._crowd: Crowd | None = None
        self._turns: Turns[Waiting] = Turns(lambda host: manners(host, self.options), self.options.host_failures)

    def look_at_pages(self) -> None:
        """Look at what is due, and later once more at what gave no answer."""
        due = self._due() if self.page_checks else []
        self.checked = {subject.doi for subject in due}
        total = len(due)
        waiting = {subject.doi: subject for subject in due}
        for round_number in range(self.options.retries + 1):
            if not waiting:
                return
            if round_number:
                self._pause()
            known = self.seen - self.unseen
            jobs = [(doi, look(subject, self.options, is_page_known=doi in known)) for doi, subject in waiting.items()]
            for doi, seen in self._run(jobs):
                again = self._take(waiting[doi], seen)
                if not again or round_number == self.options.retries:
                    del waiting[doi]
                self.progress("landing pages", total - len(waiting), total)

    def look_at_identifiers(self) -> None:
        """Ask about each identifier once that H17 and H18 want to know of."""
        needed = {one.key: one for subject in self.public for one in self._identifiers(subject)}
        now = self.world.now()
        for key, one in list(needed.items()):
            memory = self.looks.get(key)
            if memory is not None and memory.bound_to == existence.service(one, self.options) and not memory.is_due(now, self.options):
                self.existing[key] = memory.verdicts.get(_EXISTS, LATER)
                del needed[key]
        asked = self._run((key, ask_about(one, self.options)) for key, one in needed.items())
        for done, (key, verdict) in enumerate(asked, 1):
            self.existing[key] = verdict
            service = existence.service(needed[key], self.options)
            self._remember(key, Memory(self.world.now(), service, {_EXISTS: verdict}, verdict.state != UNKNOWN))
            self.progress("identifiers", done, len(needed))

    def save(self) -> None:
        """Keep what was seen; that it cannot be kept is a warning."""
        if self.path is None or not self.keep or not self.changed:
            return
        self.saved_at = self.world.now()
        try:
            remembering.write(self.path, self.looks, self.saved_at, self.options)
        except OSError as error:
            self.warnings.append(f"{self.path} cannot be written ({error.strerror}); the next run looks at all pages again")
            self.path = None

    def outcome(self) -> PageOutcome:
        """What all of it says."""
        verdicts = {subject.doi: self._verdicts(subject) for subject in self.subjects}
        findings = tuple(
            finding(check, subject, verdict)
            for subject in self.subjects
            for check in self.chosen
            if (verdict := verdicts[subject.doi][check.id]).state == FAILED
        )
        tallies = {check.id: _tally(verdicts.values(), check.id) for check in self.chosen}
        return PageOutcome(findings, self._counts(), tallies, verdicts, tuple(self.warnings))

    def _due(self) -> list[PageSubject]:
        """What has to be looked at now, what has waited longest first."""
        now = self.world.now()
        due: list[tuple[float, int, PageSubject]] = []
        for subject in self.public:
            memory = self._memory(subject)
            if memory is None or memory.is_due(now, self.options):
                due.append((self.looks[subject.doi].at if subject.doi in self.looks else 0.0, len(due), subject))
        due.sort(key=lambda entry: entry[:2])
        return [subject for _at, _place, subject in due[: self.options.at_most]]

    def _memory(self, subject: PageSubject) -> Memory | None:
        """An earlier look at just this; None where there was none."""
        memory = self.looks.get(subject.doi)
        return memory if memory is not None and memory.bound_to == self.bound[subject.doi] else None

    def _run(self, jobs: Iterable[tuple[str, Job]]) -> Iterator[tuple[str, Any]]:
        if self._crowd is None:
            if self.world.asker is None:
                self.warnings.extend(filter(None, [authorities_problem(self.options.ca_path)]))
            self._crowd = Crowd(self.world.asker or _wire(self.options).ask, self._turns, self.options.connections, self.options.longest_wait)
        return self._crowd.run(jobs)

    def _pause(self) -> None:
        """Before another round: let some time pass, and give every host another chance."""
        self.save()
        self.world.sleep(self.options.retry_pause)
        self._turns.forgive()

    def _take(self, subject: PageSubject, seen: Look) -> bool:
        """Keep the verdicts of a look; whether another one later may tell more."""
        verdicts = judged(subject, seen, self.options, self.page_checks)
        is_first = subject.doi not in self.seen
        if not is_first:
            verdicts = combined(dict(self.looks[subject.doi].verdicts), verdicts)
        self.seen.add(subject.doi)
        if not seen.is_unseen:
            self.unseen.discard(subject.doi)
        elif is_first:
            self.unseen.add(subject.doi)
        self._remember(subject.doi, Memory(self.world.now(), self.bound[subject.doi], verdicts, seen.is_learnt))
        return any(visit.answer.worth_another_try for visit in seen.visits)

    def _remember(self, name: str, memory: Memory) -> None:
        self.looks[name] = memory
        self.changed = True
        if self.world.now() - self.saved_at > _SAVED_EVERY:
            self.save()

    def _identifiers(self, subject: PageSubject) -> tuple[Identifier, ...]:
        if subject.is_withdrawn:
            return ()
        return (*(related(subject) if wanted(self.options, "H17") else ()), *(agents(subject) if wanted(self.options, "H18") else ()))

    def _verdicts(self, subject: PageSubject) -> dict[str, Verdict]:
        if subject.state == "draft":
            return {check.id: _DRAFT for check in self.chosen}
        memory = self._memory(subject)
        return {check.id: self._verdict(check, subject, memory) for check in self.chosen}

    def _verdict(self, check: Check, subject: PageSubject, memory: Memory | None) -> Verdict:
        if check.judge is None:
            named = () if subject.is_withdrawn else related(subject) if check.id == "H17" else agents(subject)
            return existence.existence(named, self.existing)
        return memory.verdicts.get(check.id, LATER) if memory is not None else LATER

    def _counts(self) -> PageCounts:
        if not self.page_checks:
            return PageCounts()
        known = {subject.doi: self._memory(subject) for subject in self.public}
        return PageCounts(
            checked=len(self.checked),
            remembered=sum(memory is not None and doi not in self.checked for doi, memory in known.items()),
            unknown=len(self.unseen),
            not_due=sum(memory is None for memory in known.values()),
        )


def _wire(options: PageOptions) -> Wire:
    lookup = NameLookup(allow_private=options.allow_private_hosts, seconds=options.limits.silence)
    return Wire(lookup, options.limits, options.user_agent, options.ca_path)


def _tally(verdicts: Iterable[Mapping[str, Verdict]], check: str) -> Tally:
    counts: dict[str, int] = {}
    for one in verdicts:
        counts[one[check].state] = counts.get(one[check].state, 0) + 1
    return Tally(**counts)
