# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a journal tells of earlier runs, without the records that it keeps. Private to the collection."""

from __future__ import annotations

import json
import pathlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO, NamedTuple

from .journal import FORMAT, VERSION, begins_a_journal
from .refusal import Refusal

MOST_BYTES_OF_A_LINE = 100_000_000
"""A record of DataCite's has 10 MB at most, and its XML as much."""

_RECORD = b',"record":'
"""Where the long part of a line begins. Inside a text the quotation marks would have a backslash before them."""


class Run(NamedTuple):
    """One run: its name, when it began, and where it wrote."""

    name: str
    at: str
    system: str
    repository: str


class Last(NamedTuple):
    """How the last run left a DOI.

    `declared` are the attributes that its declaration spoke of, `mark` is that of the record afterwards (empty where nobody knows),
    `request_ids` are those of all writes of ours, `status` as in a `Fate`, `agreed`, or `begun` where the run was killed meanwhile.
    """

    declared: tuple[str, ...]
    mark: str
    request_ids: frozenset[str]
    at: str
    run: str
    status: str
    state: str | None


class Entry(NamedTuple):
    """A line of a journal, without its record, and where it begins."""

    offset: int
    said: dict[str, Any]


@dataclass
class History:
    """What is known of each DOI; `runs` in the order in which they began."""

    runs: list[Run] = field(default_factory=list)
    #: Lines that cannot be read: the last one of a killed run, or somebody edited the file.
    torn: int = 0
    _last: dict[str, Last] = field(default_factory=dict)
    _declared: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: pathlib.Path, *, system: str | None = None, repository: str | None = None) -> History:
        """What the journal at `path` says, of this system and repository alone where they are given; nothing where there is no such file. Raises Refusal."""
        history = cls()
        runs: set[str] = set()
        for entry in entries(path):
            said = entry.said
            if not said:
                history.torn += 1
            elif said["kind"] == "run":
                if said["system"] == (system or said["system"]) and said["repository"] == (repository or said["repository"]):
                    runs.add(said["run"])
                    history.runs.append(Run(said["run"], said["at"], said["system"], said["repository"]))
            elif said["run"] in runs:
                history._take(said)
        return history

    def last(self, doi: str) -> Last | None:
        """How the last run left a DOI; None where no run has touched it."""
        return self._last.get(doi)

    def __iter__(self) -> Iterator[str]:
        return iter(self._last)

    def _take(self, said: Mapping[str, Any]) -> None:
        doi = sys.intern(said["doi"])
        earlier = self._last.get(doi)
        request_ids = earlier.request_ids if earlier is not None else frozenset()
        if isinstance(said.get("request_id"), str):
            request_ids |= {said["request_id"]}
        declared = tuple(sys.intern(str(name)) for name in said["declared"])
        status = "begun" if said["kind"] == "before" else said.get("status", "agreed")
        if status == "failed":
            # What it was to have been is no word on what it has.
            declared = self._declared.get(doi, ())
        elif status != "begun":
            self._declared[doi] = declared
        self._last[doi] = Last(declared, said.get("mark", ""), request_ids, said["at"], sys.intern(said["run"]), status, said.get("state"))


def entries(path: pathlib.Path) -> Iterator[Entry]:
    """The lines of a journal, in order; one that cannot be read is an empty one. Raises Refusal for what is no journal that we know."""
    try:
        with path.open("rb") as file:
            offset = 0
            while line := file.readline(MOST_BYTES_OF_A_LINE):
                said = _read(line, with_records=False)
                if said.get("kind") == "run" or (offset == 0 and not begins_a_journal(line)):
                    _refuse_unknown(path, said)
                yield Entry(offset, said)
                offset += len(line)
    except FileNotFoundError:
        return
    except OSError as error:
        raise Refusal(f"The journal {path} cannot be read: {error.strerror}.") from None


def line_at(file: BinaryIO, offset: int) -> dict[str, Any]:
    """The whole line that begins there, with its record."""
    file.seek(offset)
    return _read(file.readline(MOST_BYTES_OF_A_LINE), with_records=True)


def _refuse_unknown(path: pathlib.Path, said: Mapping[str, Any]) -> None:
    """Each run says in its first line what the file is; a later one may be of a newer version."""
    if said.get("format") != FORMAT:
        raise Refusal(f"{path} is no journal of this collection.")
    if said.get("version") != VERSION:
        raise Refusal(f"The journal {path} holds runs of a newer version of this collection (format {said.get('version')}); update the collection to read it.")


def _read(line: bytes, *, with_records: bool) -> dict[str, Any]:
    if not line.endswith(b"\n"):
        return {}
    head, cut, _rest = line.partition(_RECORD)
    found = None if with_records or not cut else _object(head + b"}")
    return found or _object(line) or {}


def _object(text: bytes) -> dict[str, Any] | None:
    """A line's object, with the members that every line of its kind has; None where it is none."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    kind = found.get("kind") if isinstance(found, dict) else None
    needed = _MEMBERS.get(kind) if isinstance(kind, str) else None
    if needed is None or not all(isinstance(found.get(name), type_) for name, type_ in needed.items()):
        return None
    return dict(found)


_MEMBERS: Mapping[str, Mapping[str, type]] = {
    "run": {"run": str, "at": str, "format": str, "version": int, "system": str, "repository": str},
    "before": {"run": str, "at": str, "doi": str, "steps": list, "declared": list},
    "after": {"run": str, "at": str, "doi": str, "status": str, "steps": list, "declared": list, "mark": str},
    "agreed": {"run": str, "at": str, "doi": str, "declared": list, "mark": str},
}
