# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal: what runs did, one line of JSON after the other, so that it can be told and undone. Private to the collection.

A run begins with a line of its own (`run`). Before each write there is a line with the record as it was (`before`), which is on disk before the
request leaves; afterwards one with what came of it (`after`). A DOI that was right already has an `agreed` line where the journal does not know so yet.
Lines are only ever added, whole, by as many processes as like to. A killed run leaves a `before` without an `after`, and at worst half a line at the end.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import fcntl
import json
import os
import pathlib
import stat
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from types import TracebackType
from typing import Any

from .action import Action
from .fate import Fate
from .mark import record_mark
from .record import Record
from .refusal import Refusal

FORMAT = "pidops.datacite journal"
VERSION = 1
_BEGINNING = b'{"kind":"run","run":"'
_MODE = 0o600
_CANNOT_LOCK = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})


class JournalBroken(Refusal):
    """The journal can no longer be written. Nothing must be written to DataCite then."""


class Journal:
    """Adds the lines of one run to a file. Threads may share it."""

    def __init__(self, path: pathlib.Path, *, system: str, repository: str, catalogue: str = "", clock: Callable[[], float] = time.time) -> None:
        """Open or make the file, for its owner alone, and write the run's first line; raises Refusal where that cannot be."""
        self.path = path
        self._clock = clock
        self._lock = threading.Lock()
        #: Names the run; later ones sort after earlier ones.
        self.run = f"{time_told(clock()).replace('-', '').replace(':', '')}-{uuid.uuid4().hex[:8]}"
        self._descriptor = _opened(path)
        try:
            self._add({"kind": "run", "format": FORMAT, "version": VERSION, "system": system, "repository": repository, "catalogue": catalogue}, now=True)
        except JournalBroken:
            self.close()
            raise

    def before(self, action: Action, declared: Collection[str]) -> None:
        """Keep the record as it is before a write; it is on disk when this returns. `declared` are the attributes that its declaration speaks of."""
        record = action.record
        self._add({
            "kind": "before", "doi": action.doi, "steps": list(action.steps), "declared": list(declared), "seen": "" if record is None else record_mark(record),
            "record": None if record is None else {"state": record.state.value, "owner": record.owner, "attributes": dict(record.attributes)},
        }, now=True)

    def after(self, fate: Fate, record: Record | None, declared: Collection[str]) -> None:
        """Tell what became of a DOI. `record` is the record as it is now, None where there is none or nobody knows (`fate.state` tells which)."""
        self._add({
            "kind": "after", "doi": fate.doi, "status": fate.status, "steps": list(fate.steps), "changed": fate.changed, "state": fate.state,
            "request_id": fate.request_id, "mark": "" if record is None else record_mark(record), "declared": list(declared), "message": fate.message,
        })

    def agreed(self, doi: str, declared: Collection[str], mark: str) -> None:
        """Tell that a record is what is declared, with nothing written."""
        self._add({"kind": "agreed", "doi": doi, "mark": mark, "declared": list(declared)})

    def close(self) -> None:
        """Close the file; what was added is there for good."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def _add(self, said: Mapping[str, Any], *, now: bool = False) -> None:
        """Add one line; with `now`, it is on disk when this returns."""
        # What is long comes last: whoever looks for the rest need not read it.
        line = json.dumps({"kind": said["kind"], "run": self.run, "at": time_told(self._clock()), **said}, ensure_ascii=False, separators=(",", ":"))
        try:
            with self._lock, _locked(self._descriptor):
                _append(self._descriptor, line.encode("utf-8", "backslashreplace") + b"\n")
            if now:
                os.fsync(self._descriptor)
        except OSError as error:
            raise JournalBroken(f"The journal {self.path} cannot be written ({error.strerror}). Nothing is written to DataCite without it.") from None


def time_told(seconds: float) -> str:
    """A time (seconds since the epoch) as the journal has it; later ones sort after earlier ones."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _opened(path: pathlib.Path) -> int:
    """A descriptor that adds at the end; raises Refusal for what is no plain file, no journal, or cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK, _MODE)
    except OSError as error:
        words = "it is a symbolic link" if error.errno == errno.ELOOP else error.strerror
        raise Refusal(f"The journal {path} cannot be opened: {words}. Nothing was written.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode) or not _is_journal(descriptor):
        os.close(descriptor)
        raise Refusal(f"{path} is no journal of this collection; it is left alone, and nothing was written. Name another file as `journal`.")
    return descriptor


def _is_journal(descriptor: int) -> bool:
    begin = os.pread(descriptor, 4096, 0)
    return not begin or begins_a_journal(begin)


def begins_a_journal(text: bytes) -> bool:
    """Whether a file that begins like this could be a journal; a run that was killed at once may have left the half of its first line."""
    first = text.partition(b"\n")[0][:len(_BEGINNING)]
    return bool(first) and _BEGINNING.startswith(first)


@contextlib.contextmanager
def _locked(descriptor: int) -> Iterator[None]:
    """Hold the file against other processes, where its file system knows locks."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in _CANNOT_LOCK:
            raise
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_UN)


def _append(descriptor: int, line: bytes) -> None:
    """Add a whole line, or nothing; what a killed process left unended is ended first."""
    end = os.fstat(descriptor).st_size
    if end and os.pread(descriptor, 1, end - 1) != b"\n":
        line = b"\n" + line
    written = 0
    try:
        while written < len(line):
            written += os.write(descriptor, line[written:])
    except OSError:
        os.ftruncate(descriptor, end)
        raise
