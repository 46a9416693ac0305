# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of datacite_catalog, as what they mean. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ..metadata.doi_names import is_prefix
from ..planning.limits import Limit, limits
from ..planning.refusal import Problem, Refusal
from .outputs import misplaced


@dataclass(frozen=True)
class Scope:
    """Which DOIs of the repository may be hidden where no declaration mentions them."""

    prefix: str | None = None
    query: str | None = None


@dataclass(frozen=True)
class CatalogOptions:
    """What a task says, save for the connection; paths are absolute, save for what lies below the folder where the run was started."""

    src: tuple[pathlib.Path, ...] = ()
    dois: tuple[Mapping[str, Any], ...] | None = None
    repository: str | None = None
    unmanaged: str = "ignore"
    scope: Scope | None = None
    limits: Mapping[str, Limit] = field(default_factory=dict)
    only_changes: frozenset[str] | None = None
    expected_checksum: str | None = None
    plan_dest: pathlib.Path | None = None
    plan_src: pathlib.Path | None = None
    journal: pathlib.Path | None = None
    restore: pathlib.Path | None = None
    restore_run: str | None = None
    reports: Mapping[str, pathlib.Path] = field(default_factory=dict)
    stop_on_error: bool = False
    workers: int = 4
    write_back: bool = False
    offline: bool = False
    reread: int = 400

    @property
    def is_exact(self) -> bool:
        """Whether the plan has to be just the one that was reviewed."""
        return self.plan_src is not None or self.expected_checksum is not None

    @property
    def needs_everything(self) -> bool:
        """Whether records that no declaration mentions matter."""
        return self.unmanaged != "ignore"


def catalog_options(params: Mapping[str, Any]) -> CatalogOptions:
    """The options of a task; raises Refusal with everything about them that cannot be."""
    found, problems = limits(params["limits"] or {})
    problems = (*problems, *_contradictions(params))
    scope = Scope(**{name: (params["unmanaged_scope"] or {}).get(name) for name in ("prefix", "query")})
    options = CatalogOptions(
        src=tuple(as_seen_from_here(pathlib.Path(path)) for path in params["src"] or ()),
        dois=None if params["dois"] is None else tuple(params["dois"]),
        repository=params["repository"].strip().lower() if params["repository"] else None,
        unmanaged=params["unmanaged"],
        scope=scope if scope != Scope() else None,
        limits=found,
        only_changes=None if params["only_changes"] is None else frozenset(params["only_changes"]),
        expected_checksum=params["expected_checksum"],
        plan_dest=_path(params["plan_dest"]),
        plan_src=_path(params["plan_src"]),
        journal=_path(params["journal"]),
        restore=_path(params["restore"]),
        restore_run=params["restore_run"],
        reports={name: pathlib.Path(path) for name, path in (params["reports"] or {}).items() if path},
        stop_on_error=params["on_error"] == "stop",
        workers=params["workers"],
        write_back=params["write_back"],
        offline=params["offline"],
        reread=params["reread"],
    )
    problems = (*problems, *_impossible(options))
    if problems:
        raise Refusal("The options cannot be used. Nothing was asked of DataCite.", problems)
    return options


def _contradictions(params: Mapping[str, Any]) -> tuple[Problem, ...]:
    given = [name for name in ("src", "dois", "restore") if params[name] is not None]
    if len(given) != 1:
        told = "none of them is given" if not given else f"{' and '.join(given)} are given"
        return (Problem("src", f"just one of `src`, `dois` and `restore` says what is declared; {told}"),)
    return tuple(empty_option(name) for name in ("src", "plan_src", "restore") if params[name] is not None and not says_something(params[name]))


def says_something(value: Any) -> bool:
    """Whether an option that names files names any; what a template made empty must not be taken for an option that was left out."""
    return all(value) and bool(value) if isinstance(value, list) else bool(value)


def empty_option(name: str) -> Problem:
    return Problem(name, "is empty", "name a file" + (" or folder" if name == "src" else "") + ", or leave the option out")


def _impossible(options: CatalogOptions) -> tuple[Problem, ...]:
    problems = []
    if options.unmanaged == "hide" and options.scope is None:
        problems.append(Problem(
            "unmanaged_scope", "is missing: DOIs that nobody declares are hidden only within an explicit scope",
            "give `unmanaged_scope.prefix` or `unmanaged_scope.query`, and their number as `limits.unmanaged`",
        ))
    if options.scope is not None and options.scope.prefix is not None and not is_prefix(options.scope.prefix):
        problems.append(Problem("unmanaged_scope.prefix", f"`{options.scope.prefix}` is no prefix; one looks like \"10.5438\""))
    if options.scope is not None and options.scope.query is not None and not options.scope.query.strip():
        problems.append(Problem("unmanaged_scope.query", "is empty, and would find everything", "write a query, or leave it out"))
    for name, number, least, most in (("workers", options.workers, 1, 16), ("reread", options.reread, 0, 100_000)):
        if not least <= number <= most:
            problems.append(Problem(name, f"{number} is not between {least} and {most}"))
    if options.plan_src is not None and options.needs_everything:
        problems.append(Problem("plan_src", "a saved plan says itself what is hidden", "leave `unmanaged` out"))
    if options.plan_src is not None and options.plan_dest is not None:
        problems.append(Problem("plan_dest", "a saved plan is applied as it is, and not saved again", "leave it out"))
    if options.write_back and not options.src:
        problems.append(Problem("write_back", "there is no file to write to", "give the declarations as `src`"))
    return (*problems, *_misplaced(options))


def _misplaced(options: CatalogOptions) -> list[Problem]:
    inputs = {name: path for name in ("plan_src", "restore") if (path := getattr(options, name)) is not None}
    outputs = {f"reports.{name}": path for name, path in options.reports.items()}
    if options.plan_dest is not None:
        outputs = {"plan_dest": options.plan_dest, **outputs}
    return misplaced(options.src, options.journal, inputs, outputs)


def as_seen_from_here(path: pathlib.Path) -> pathlib.Path:
    """As short as people would write it: plans and reports name files, and are compared between machines."""
    try:
        return path.relative_to(pathlib.Path.cwd())
    except (ValueError, OSError):
        return path


def _path(value: Any) -> pathlib.Path | None:
    return pathlib.Path(value) if value else None
