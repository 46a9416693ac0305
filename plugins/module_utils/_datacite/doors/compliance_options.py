# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The options of datacite_compliance as values. Private to the collection."""

from __future__ import annotations

import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..api.connection import Connection
from ..compliance.pages.options import DAY, Limits, PageOptions, user_agent
from ..planning.refusal import Problem, Refusal
from .catalog_options import as_seen_from_here, empty_option, says_something
from .outputs import misplaced

ALL = -1
"""Every handle is looked at."""

_RESOLVERS = {"https://api.datacite.org": "https://doi.org", "https://api.test.datacite.org": "https://handle.test.datacite.org"}
"""Where the DOIs of a system are resolved; those of a local server nowhere."""


@dataclass(frozen=True)
class ComplianceOptions:
    """What a task says, save for the connection. `handles` is how many are looked at, or `ALL`."""

    profiles: tuple[str, ...]
    rules: tuple[pathlib.Path, ...] = ()
    src: tuple[pathlib.Path, ...] = ()
    repository: str | None = None
    handles: int = 50
    draft_days: int = 90
    pages: PageOptions = PageOptions()
    page_cache: pathlib.Path | None = None
    identifiers: bool = False
    history: pathlib.Path | None = None
    reports: Mapping[str, pathlib.Path] = field(default_factory=dict)
    fail_on: str = "error"
    workers: int = 4
    reread: int = 400


def compliance_options(params: Mapping[str, Any]) -> ComplianceOptions:
    """The options of a task; raises Refusal with everything about them that cannot be."""
    pages = params["pages"] or {}
    problems = [empty_option(name) for name in ("src", "rules", "profiles") if params[name] is not None and not says_something(params[name])]
    handles, wrong = _handles(params["handles"])
    options = ComplianceOptions(
        profiles=tuple(params["profiles"]),
        rules=tuple(pathlib.Path(path) for path in params["rules"] or ()),
        src=tuple(as_seen_from_here(pathlib.Path(path)) for path in params["src"] or ()),
        repository=params["repository"].strip().lower() if params["repository"] else None,
        handles=handles,
        draft_days=params["draft_days"],
        pages=_page_options(pages),
        page_cache=_path(params["page_cache"]),
        identifiers=bool(pages.get("identifiers")),
        history=_path(params["history"]),
        reports={name: pathlib.Path(path) for name, path in (params["reports"] or {}).items() if path},
        fail_on=params["fail_on"],
        workers=params["workers"],
        reread=params["reread"],
    )
    problems += [*wrong, *_impossible(options, pages)]
    if problems:
        raise Refusal("The options cannot be used. Nothing was asked of DataCite.", tuple(problems))
    return options


def pages_at(options: ComplianceOptions, connection: Connection, version: str) -> PageOptions:
    """How pages are looked at, for DOIs of this system."""
    resolver = options.pages.resolver or _RESOLVERS.get(connection.api_url)
    return replace(
        options.pages,
        resolver=resolver,
        negotiation=resolver if resolver == "https://doi.org" else None,
        user_agent=user_agent(version, connection.contact),
        ca_path=connection.ca_path,
    )


def _page_options(pages: Mapping[str, Any]) -> PageOptions:
    default = PageOptions(resolver=None)
    seconds = pages.get("timeout")
    given: dict[str, Any] = {
        "resolver": pages.get("resolver"),
        "allowed_domains": tuple(pages["allowed_domains"]) if pages.get("allowed_domains") else None,
        "allow_private_hosts": pages.get("allow_private_hosts"),
        "connections": pages.get("connections"),
        "host_pause": pages.get("host_pause"),
        "retry_pause": pages.get("retry_pause"),
        "limits": Limits(silence=seconds, whole=3 * seconds) if seconds is not None else None,
        "max_age": pages["max_age"] * DAY if pages.get("max_age") is not None else None,
        "at_most": pages.get("at_most"),
    }
    return replace(default, **{name: value for name, value in given.items() if value is not None})


def _handles(value: str) -> tuple[int, list[Problem]]:
    text = value.strip().lower()
    if text == "all":
        return ALL, []
    if text.isascii() and text.isdigit() and len(text) < 8:
        return int(text), []
    return 0, [Problem("handles", f"{value} is neither a number nor `all`")]


def _impossible(options: ComplianceOptions, pages: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name, number, least, most in (
        ("workers", options.workers, 1, 16), ("reread", options.reread, 0, 100_000), ("draft_days", options.draft_days, 0, 36_500),
        ("pages.connections", options.pages.connections, 1, 64), ("pages.max_age", options.pages.max_age / DAY, 0, 3_650),
        ("pages.host_pause", options.pages.host_pause, 0, 3_600), ("pages.retry_pause", options.pages.retry_pause, 0, 3_600),
        ("pages.timeout", options.pages.limits.silence, 0.01, 600),
    ):
        if not least <= number <= most:
            problems.append(Problem(name, f"{number:g} is not between {least:g} and {most:g}"))
    if options.pages.at_most is not None and options.pages.at_most < 0:
        problems.append(Problem("pages.at_most", f"{options.pages.at_most} is less than nothing", "leave it out for all"))
    resolver = pages.get("resolver")
    if resolver and not resolver.startswith(("https://", "http://")):
        problems.append(Problem("pages.resolver", f"{resolver} is no address", "write it like https://doi.org"))
    outputs = {f"reports.{name}": path for name, path in options.reports.items()}
    kept = {name: path for name, path in (("page_cache", options.page_cache), ("history", options.history)) if path is not None}
    return [*problems, *misplaced((*options.src, *options.rules), None, {}, {**kept, **outputs})]


def _path(value: Any) -> pathlib.Path | None:
    return pathlib.Path(value) if value else None
