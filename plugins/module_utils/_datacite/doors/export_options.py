# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of datacite_export, and what is wrong with them. Private to the collection."""

from __future__ import annotations

import datetime
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..metadata.doi_names import is_prefix, plain, problem
from ..planning.refusal import Problem, Refusal
from .export_documents import document_folders

OVERLAP = datetime.timedelta(minutes=15)
"""How far before the given time an incremental export begins: the index may have learnt of a change later than it was made."""

_FILTERS = ("prefix", "query", "state")


@dataclass(frozen=True)
class ExportOptions:
    """What is to be exported where. `selection` holds the filters that are given; `since` and `dois` (plain names) make it a part of the selection.

    `documents` has a folder for each format that is wanted beside the catalogue.
    """

    dest: pathlib.Path
    kind: str = "yaml"
    repository: str | None = None
    selection: Mapping[str, str] = field(default_factory=dict)
    since: str | None = None
    dois: tuple[str, ...] | None = None
    prune: bool = False
    documents: Mapping[str, pathlib.Path] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether every record of the selection is read."""
        return self.since is None and self.dois is None


def export_options(params: Mapping[str, Any]) -> ExportOptions:
    """The options of a task; raises Refusal with everything that is wrong with them."""
    problems: list[Problem] = []
    selection = {name: params[name] for name in _FILTERS if params[name] not in (None, "")}
    _check_prefix(selection.get("prefix"), problems)
    since = _since(params["updated_since"], problems)
    dois = _names(params["dois"], problems)
    for name in ("updated_since", "dois"):
        if params["prune"] and params[name] is not None:
            words = f"cannot be used together with `{name}`, which reads a part of the records: the rest would look as if it were gone"
            problems.append(Problem("prune", words, f"leave `{name}` out of the run that prunes"))
    if not str(params["dest"]).strip():
        problems.append(Problem("dest", "is empty", "name the folder of the catalogue"))
    documents = document_folders(params["documents"], pathlib.Path(params["dest"]), problems)
    if problems:
        raise Refusal("The options cannot be used. Nothing was written.", tuple(problems))
    repository = params["repository"].strip().lower() if params["repository"] else None
    return ExportOptions(pathlib.Path(params["dest"]), params["format"], repository, selection, since, dois, params["prune"], documents)


def _check_prefix(prefix: Any, problems: list[Problem]) -> None:
    if prefix is None:
        return
    if not isinstance(prefix, str):
        told = f"YAML read {prefix!r} as a number, which may be another prefix than the one written"
        problems.append(Problem("prefix", told, 'quote it, such as `prefix: "10.82010"`'))
    elif not is_prefix(prefix):
        problems.append(Problem("prefix", f"`{prefix}` is no prefix", "write it like 10.5438"))


def _since(given: str | None, problems: list[Problem]) -> str | None:
    """The time from which on records are read, in DataCite's form: some minutes before the given one, UTC where it does not say."""
    if given is None:
        return None
    try:
        time = datetime.datetime.fromisoformat(given.strip())
    except ValueError:
        problems.append(Problem("updated_since", f"`{given}` is no time", 'write it like "2026-11-01" or "2026-11-01T06:00:00Z"'))
        return None
    known = time if time.tzinfo else time.replace(tzinfo=datetime.UTC)
    try:
        return (known.astimezone(datetime.UTC) - OVERLAP).strftime("%Y-%m-%dT%H:%M:%SZ")
    except OverflowError:
        problems.append(Problem("updated_since", f"`{given}` is too long ago", "leave it out to read all records"))
        return None


def _names(given: list[str] | None, problems: list[Problem]) -> tuple[str, ...] | None:
    if given is None:
        return None
    names = tuple(dict.fromkeys(plain(name) for name in given))
    problems.extend(Problem("dois", wrong) for name in names if (wrong := problem(name)))
    return names
