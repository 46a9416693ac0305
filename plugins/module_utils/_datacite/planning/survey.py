# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan for many DOIs: a first look at the repository's list, and a second, single one at what seems to differ. Private to the collection.

Nothing here writes. A record that agrees with its declaration in the list costs no request. The list comes from an index that lags behind, so what is found
there only tells where to look: the records in question are read again from the database, up to a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ..lifecycle import State, Target
from .conversion import converted
from .declaration import Declaration
from .history import History, Last
from .listed import Listed
from .mark import record_mark
from .permission import permitted
from .plan import plan, settled
from .planned import Plan, Planned, Refused, Unmanaged, Vanished, planned
from .progress import Progress, silent
from .record import Record, record
from .refusal import Refusal
from .registry import Registry, as_failure
from .shelf import Shelf

Row = Mapping[str, Any]
_RE_REGISTER = ("re-register",)


class Agreed(NamedTuple):
    """A record that is as declared: the attributes that its declaration speaks of, and its mark."""

    doi: str
    declared: tuple[str, ...]
    mark: str


@dataclass
class Survey:
    """A plan in the making; `look` at the rows, then `look_again` where it matters, then take the `plan`.

    The list is not believed, even where it agrees, for a DOI that a run of the journal has left otherwise since `believed_before` (as the journal tells time).
    `may_hide` says which undeclared DOIs may be hidden (None: none). `history` is what a journal tells of earlier runs. With `notes_agreement`,
    `agreed` collects the records that are as declared and of which the journal does not know so yet: a later drift can be told from it.
    """

    shelf: Shelf
    registry: Registry
    system: str
    repository: str
    may_hide: Callable[[str], bool] | None = None
    keeps_unmanaged: bool = False
    history: History | None = None
    believed_before: str = ""
    progress: Progress = silent
    workers: int = 4
    existing: int | None = None
    notes_agreement: bool = False
    agreed: list[Agreed] = field(default_factory=list)
    _planned: dict[str, Planned] = field(default_factory=dict)
    _refused: dict[str, Refused] = field(default_factory=dict)
    _unmanaged: dict[str, Unmanaged] = field(default_factory=dict)
    _vanished: list[Vanished] = field(default_factory=list)
    _doubtful: dict[str, Planned | Refused | None] = field(default_factory=dict)
    _warnings: list[str] = field(default_factory=list)

    def look(self, rows: Iterable[Row]) -> None:
        """Compare each declaration with the record as the list shows it; a DOI that is not listed counts as missing until it is looked at again."""
        unseen = dict.fromkeys(self.shelf)
        seen = 0
        for row in rows:
            doi = str(row.get("id", "")).lower()
            seen += 1
            if doi in unseen:
                del unseen[doi]
                self._compare(doi, row)
            elif doi not in self.shelf:
                self._undeclared(doi, row)
            self.progress("planning", seen, self.existing)
        for number, doi in enumerate(unseen, seen + 1):
            self._absent(doi)
            self.progress("planning", number, seen + len(unseen))

    def resume(self, reviewed: Plan) -> None:
        """Begin with the plan that was reviewed, as if a list had shown it; `look_again` tells what is left of it."""
        self.existing = reviewed.existing
        self._planned.update((action.doi, replace(action, from_index=True)) for action in reviewed.actions)

    def look_again(self, most: int, *, at_doubtful_alone: bool = False) -> None:
        """Read the DOIs in question singly, those first whose actions cannot be undone; what is beyond `most` stays as the list showed it.

        Doubtful is what the list alone cannot tell: refusals because of what it shows, DOIs that it shows without a time of registration, and what a run
        of the journal has just left otherwise.
        """
        waiting = dict(self._doubtful)
        if not at_doubtful_alone:
            waiting.update((doi, action) for doi, action in self._planned.items() if action.from_index)
        chosen = sorted(waiting, key=lambda doi: _urgency(doi, waiting[doi]))[:most]
        with ThreadPoolExecutor(self.workers) as pool:
            for number, (doi, found) in enumerate(zip(chosen, pool.map(self._look_singly, chosen), strict=True), 1):
                self._planned.pop(doi, None)
                self._doubtful.pop(doi, None)
                self._keep(found)
                self.progress("planning", number, len(chosen))

    def add_unlisted(self, handles: Iterable[str] | None, most: int) -> None:
        """Look for records of this repository that never reached the index, among the names that the handle system knows (None: it may not be asked)."""
        if handles is None:
            self._warnings.append("records that the index has lost were not looked for: DataCite tells their names to a repository's password alone")
            return
        unknown = sorted(name for name in set(handles) if name not in self.shelf and name not in self._unmanaged)
        for doi in unknown[:most]:
            found = self._read_unlisted(doi)
            if found is not None:
                self._unmanaged[doi] = Unmanaged(doi, found.state.value, unindexed=True)
        if len(unknown) > most:
            self._warnings.append(f"{len(unknown) - most} names of the handle system that the index does not list were not looked at")

    def warn(self, warning: str) -> None:
        """Have the plan say this as well."""
        self._warnings.append(warning)

    def plan(self) -> Plan:
        """What is to be done, in the order of the DOIs."""
        left = sum(isinstance(found, Planned) for found in self._doubtful.values())
        refused = {doi: found for doi, found in self._doubtful.items() if isinstance(found, Refused)}
        warnings = [*self._warnings]
        if None in self._doubtful.values():
            names = sum(found is None for found in self._doubtful.values())
            warnings.append(f"the index does not show yet how the last run left {names} more DOIs; they were taken for what it shows")
        if left:
            warnings.append(f"the index tells no time of registration for {left} more public DOIs; whether they resolve was not looked at")
        return Plan(
            system=self.system,
            repository=self.repository,
            catalogue=self.shelf.digest,
            declared=len(self.shelf),
            existing=self.existing,
            actions=_ordered(self._planned),
            refused=_ordered({**self._refused, **refused}),
            unmanaged=_ordered(self._unmanaged),
            vanished=tuple(sorted(self._vanished, key=lambda found: found.doi)),
            warnings=tuple(warnings),
        )

    def _compare(self, doi: str, row: Row) -> None:
        declaration = self._declared(doi)
        if declaration is None:
            return
        try:
            found = record({"data": row}, doi)
            if found.owner == self.repository and settled(declaration, self.registry, found):
                self._agrees(declaration, found)
                return
        except Refusal:
            # What the list shows cannot be understood; the second look says what is the matter.
            pass
        self._from_index(declaration, row)

    def _declared(self, doi: str) -> Declaration | None:
        """What is declared, its document converted; None where that is refused, which is kept."""
        try:
            declaration = converted(self.shelf[doi], self.registry)
        except (Refusal, self.registry.failure) as error:
            self._keep(self._refusal(doi, error))
            return None
        self._compare_with_history(declaration)
        return declaration

    def _agrees(self, declaration: Declaration, found: Record) -> None:
        left = self._just_left(declaration.doi)
        if left is not None and left.mark != record_mark(found):
            self._doubtful[declaration.doi] = None
            return
        if not self.notes_agreement:
            return
        last = self._last(declaration.doi)
        names = declared_names(declaration)
        if last is None or not last.mark or last.declared != names:
            self.agreed.append(Agreed(declaration.doi, names, record_mark(found)))

    def _absent(self, doi: str) -> None:
        declaration = self._declared(doi)
        if declaration is None:
            return
        if declaration.target is not Target.ABSENT:
            self._from_index(declaration, None)
            return
        left = self._just_left(doi)
        if left is not None and left.state is not None:
            self._doubtful[doi] = None

    def _last(self, doi: str) -> Last | None:
        return self.history.last(doi) if self.history is not None else None

    def _just_left(self, doi: str) -> Last | None:
        """How a run has left the DOI, so lately that the index need not show it yet; None where that is long ago, or unknown."""
        last = self._last(doi)
        return last if last is not None and self.believed_before and last.at >= self.believed_before else None

    def _from_index(self, declaration: Declaration, row: Row | None) -> None:
        found = self._decide(replace(declaration, server_validation="never"), Listed(self.registry, row), from_index=True)
        # A refusal because of what the list shows may be out of date. And the index forgets the time of registration of many DOIs, which therefore
        # is no sign that they do not resolve (https://github.com/datacite/datacite/issues/2512).
        if isinstance(found, Refused) or (isinstance(found, Planned) and found.steps == _RE_REGISTER):
            self._doubtful[found.doi] = found
        else:
            self._keep(found)

    def _undeclared(self, doi: str, row: Row) -> None:
        if not self.keeps_unmanaged:
            return
        try:
            found = record({"data": row}, doi)
        except Refusal as refusal:
            self._refused[doi] = Refused(doi, "", refusal.message)
            return
        if found.owner != self.repository:
            return
        self._unmanaged[doi] = Unmanaged(doi, found.state.value)
        if found.state is State.FINDABLE and self.may_hide is not None and self.may_hide(doi):
            self._keep(self._decide(hiding(doi), Listed(self.registry, row), from_index=True))

    def _look_singly(self, doi: str) -> Planned | Refused | None:
        declaration = self.shelf[doi] if doi in self.shelf else hiding(doi)
        return self._decide(declaration, self.registry, from_index=False)

    def _decide(self, declaration: Declaration, registry: Registry, *, from_index: bool) -> Planned | Refused | None:
        """What one DOI needs; None for nothing. A failure that says nothing of this DOI alone is raised on."""
        doi = declaration.doi
        place = self.shelf.place(doi) if doi in self.shelf else ""
        try:
            action = plan(declaration, registry)
            permitted(action, registry, check=True, prefix=False)
        except (Refusal, ValueError, self.registry.failure) as error:
            return self._refusal(doi, error)
        return planned(action, place, from_index=from_index, unmanaged=doi not in self.shelf) if action.steps else None

    def _refusal(self, doi: str, error: Exception) -> Refused:
        """Why one DOI is left alone; a failure that says nothing of this DOI alone is raised on."""
        place = self.shelf.place(doi) if doi in self.shelf else ""
        if isinstance(error, Refusal):
            return Refused(doi, place, error.message, error.problems)
        if isinstance(error, self.registry.failure):
            failure = as_failure(error)
            if not failure.answered or failure.status == 401:
                raise error
        # Else it is a name that no path leads to, such as 10.5438/a//b: only lists show what it holds.
        return Refused(doi, place, str(error))

    def _keep(self, found: Planned | Refused | None) -> None:
        if isinstance(found, Planned):
            self._planned[found.doi] = found
        elif isinstance(found, Refused):
            self._refused[found.doi] = found

    def _compare_with_history(self, declaration: Declaration) -> None:
        """What a declaration no longer says, and `undeclared: keep` therefore leaves in the record."""
        last = self._last(declaration.doi)
        if last is None or declaration.undeclared != "keep" or declaration.document is not None or declaration.target is Target.ABSENT:
            return
        gone = tuple(name for name in last.declared if name not in declared_names(declaration))
        if gone:
            self._vanished.append(Vanished(declaration.doi, self.shelf.place(declaration.doi), gone))

    def _read_unlisted(self, doi: str) -> Record | None:
        try:
            answer = self.registry.read(doi)
            found = None if answer is None else record(answer.document, doi)
        except (Refusal, ValueError):
            # A name that no path leads to is none of ours.
            return None
        except self.registry.failure as raised:
            failure = as_failure(raised)
            if not failure.answered or failure.status == 401:
                raise
            self._warnings.append(f"{doi}, which the index does not list, cannot be read: {raised}")
            return None
        return found if found is not None and found.owner == self.repository else None


def hiding(doi: str) -> Declaration:
    """What an unmanaged DOI that is to be hidden is declared to be."""
    return Declaration(doi, target=Target.REGISTERED)


def declared_names(declaration: Declaration) -> tuple[str, ...]:
    """The attributes that a declaration speaks of, `url` and `reason` among them."""
    return (*declaration.attributes, *declaration.settings, *(("xml",) if declaration.document is not None else ()))


def _urgency(doi: str, waited: Planned | Refused | None) -> tuple[bool, str]:
    return not (isinstance(waited, Planned) and waited.irreversible), doi


def _ordered(found: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(found[doi] for doi in sorted(found))
