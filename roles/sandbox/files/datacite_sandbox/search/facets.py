# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Facets: how many of the rows found have which value."""

from __future__ import annotations

import collections
import json
from collections.abc import Callable, Iterable

from ..params import Params
from ..store.database import Database
from ..store.index import PLACE, dashed
from .condition import Condition
from .terms import texts_at

BUCKETS = 10
DEFAULT = (
    "states",
    "resource_types",
    "created",
    "published",
    "registered",
    "providers",
    "clients",
    "affiliations",
    "prefixes",
    "certificates",
    "licenses",
    "schema_versions",
    "link_checks_status",
    "subjects",
    "fields_of_science",
    "citations",
    "views",
    "downloads",
)
COLUMNS = {
    "states": "state",
    "resource_types": "resource_type",
    "published": "published",
    "providers": "member",
    "clients": "repository",
    "prefixes": "prefix",
    "schema_versions": "schema_version",
    "created": "strftime('%Y', created / 1000, 'unixepoch')",
    "registered": "strftime('%Y', registered / 1000, 'unixepoch')",
}
YEARS = ("created", "published", "registered")

Names = Callable[[str, str], str]


def wanted(params: Params) -> tuple[str, ...]:
    """The facets that the parameters ask for. Without a word about them there are none, as in production since March 2026."""
    if "facets" in params:
        named = [name.strip().replace("-", "_") for name in params.parts("facets")]
        chosen = tuple(name for name in named if name in DEFAULT)
    else:
        chosen = DEFAULT if params.get("disable_facets") == "false" else ()
    return () if params.true("disable_facets") else chosen


def facets(database: Database, found: Condition, names: Iterable[str], title: Names) -> dict[str, list[dict[str, object]]]:
    """Each facet with its buckets, largest first, years newest first. `title(facet, id)` gives the name of a member or repository."""
    return {_camel(name): _buckets(name, _counts(database, found, name), title) for name in names}


def _counts(database: Database, found: Condition, name: str) -> collections.Counter[str]:
    if name in COLUMNS:
        rows = database.all(f"SELECT {COLUMNS[name]}, count(*) FROM row WHERE {found.sql} GROUP BY 1", *found.values)
        return collections.Counter({value: count for value, count in rows if value is not None})
    path = {
        "affiliations": ("creators", ["affiliation", "affiliationIdentifier"]),
        "licenses": ("rightsList", ["rightsIdentifier"]),
        "subjects": ("subjects", ["subject"]),
        "fields_of_science": ("subjects", ["subject"]),
    }.get(name)
    counts: collections.Counter[str] = collections.Counter()
    if path is None:
        return counts
    for (lines,) in database.execute(f"SELECT lines FROM row WHERE {found.sql}", found.values):
        counts.update(set(texts_at(json.loads(lines.split("\n", PLACE[path[0]] + 1)[PLACE[path[0]]]), path[1])))
    if name == "fields_of_science":
        return collections.Counter({text.removeprefix("FOS: "): count for text, count in counts.items() if text.startswith("FOS: ")})
    return counts


def _buckets(name: str, counts: collections.Counter[str], title: Names) -> list[dict[str, object]]:
    order = sorted(counts.items(), key=(lambda item: item[0]) if name in YEARS else (lambda item: (item[1], item[0])), reverse=True)
    return [
        {"id": dashed(value) if name == "fields_of_science" else value, "title": _title(name, value, title), "count": count} for value, count in order[:BUCKETS]
    ]


def _title(name: str, value: str, title: Names) -> str:
    if name == "states":
        return value.capitalize()
    if name == "resource_types":
        return value.replace("-", " ").title()
    if name == "schema_versions":
        return f"Schema {value}"
    return title(name, value) if name in ("providers", "clients") else value


def _camel(name: str) -> str:
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)
