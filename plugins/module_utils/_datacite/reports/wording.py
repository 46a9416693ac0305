# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the reports: how a value, a step, a state and a server are said. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from ..planning.change import Change
from ..planning.planned import Planned
from .links import doi_link
from .visible import told_apart, visible

TO_DO = {
    "create": "create", "update": "update", "publish": "publish", "republish": "publish again", "register": "register", "hide": "hide",
    "delete": "delete", "re-register": "register the handle again", "mend": "mend",
}
"""What is done about a DOI, for people, by kind."""

DONE = {
    "create": "created", "update": "updated", "publish": "published", "republish": "published again", "register": "registered", "hide": "hidden",
    "delete": "deleted", "re-register": "registered with the handle system again", "mend": "mended",
}

_PUBLIC = ("registered", "findable")
_NO_WORD = re.compile("[^a-z -]")
_WORD = 40
_LINE = re.compile(r":([1-9][0-9]{0,8})(?:: [^:]*)?\Z")
_CONTEXT = 80
_GAP = " … "


@dataclass(frozen=True)
class System:
    """Where a plan is for: `name` is `production`, `test` or `other`; `label` says it to people, `meaning` what follows."""

    name: str
    label: str
    meaning: str


def system_of(url: str) -> System:
    """What kind of server the address of an API is."""
    host = (urlsplit(url).hostname or "").lower()
    if host == "api.datacite.org":
        return System("production", "Production", "what becomes public here stays public")
    if host == "api.test.datacite.org":
        return System("test", "Test system", "DataCite's test system: nothing here is a real DOI")
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return System("other", "Local server", "a server on this machine, not DataCite")
    return System("other", "Another server", "not an address of DataCite's")


def number(value: int) -> str:
    """`20,000`."""
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """`1 DOI`, `2 DOIs`."""
    return f"{number(value)} {one if value == 1 else many or one + 's'}"


def word(text: str) -> str:
    """A word of DataCite's or of a plan file's, such as a state: whatever it is, it needs no escaping in any format."""
    return _NO_WORD.sub("?", text.lower()[:_WORD])


def file_and_line(place: str) -> tuple[str, int | None]:
    """The file and line of a place such as `dois/0012.yml:3` or `rules.yml:12: waivers[0]`; the whole is the file where there is no line."""
    found = _LINE.search(place)
    return (place[: found.start()], int(found[1])) if found and found.start() else (place, None)


def file_of(place: str) -> str:
    """The file of such a place."""
    return file_and_line(place)[0]


def steps(action: Planned) -> str:
    """`create + publish`, in the order in which they are taken."""
    return " + ".join(TO_DO["republish"] if step == "publish" and action.kind == "republish" else TO_DO.get(step) or word(step) for step in action.steps)


def states(before: str | None, after: str | None) -> str:
    """`draft → findable`; one word where nothing changes; a missing record is `no record`."""
    left, right = word(before or "no record"), word(after or "no record")
    return left if left == right else f"{left} → {right}"


def moved(action: Planned) -> str:
    """`draft → findable`, empty where the state stays."""
    return "" if action.before == action.after else states(action.before, action.after)


def resolver_link(system: System, doi: str, before: str | None) -> str | None:
    """The address under which a DOI is found on the web, where it is there already and real."""
    return doi_link(doi) if system.name == "production" and before in _PUBLIC else None


def origin(action: Planned) -> str:
    """Why record and declaration differ, and who moved the record when; empty where nobody can tell."""
    last = action.last_activity
    who = f", last by {last.by or 'somebody'}{' on ' + last.at if last.at else ''}" if last else ""
    if action.origin == "drift":
        return f"drift: the record has moved since the last apply{who}"
    if action.origin == "change":
        return f"the declaration has changed{who and '; the record' + who.replace(', last', ' was written last')}"
    return who.removeprefix(", ").replace("last by", "last written by", 1)


def texts(change: Change) -> tuple[str | None, str | None]:
    """Both values as people read them, None where there is nothing; made different where they would look the same."""
    before, after = value_text(change.before), value_text(change.after)
    if before is None or after is None:
        return (None if before is None else visible(before)), (None if after is None else visible(after))
    return told_apart(before, after)


def value_text(value: Any) -> str | None:
    """A value as lines of `member: value`; None for nothing. For reading, not for parsing."""
    return None if value is None else "\n".join(_lines(value))


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and value:
        for name, item in value.items():
            yield from _labelled(f"{name}:", item)
    elif isinstance(value, list | tuple) and value:
        for item in value:
            first, *rest = _lines(item)
            yield f"- {first}"
            yield from (f"  {line}" for line in rest)
    else:
        yield from _scalar(value).split("\n")


def _labelled(label: str, item: Any) -> Iterator[str]:
    inner = list(_lines(item))
    if len(inner) == 1 and not (isinstance(item, dict | list | tuple) and item):
        yield f"{label} {inner[0]}"
    else:
        yield label
        yield from (f"  {line}" for line in inner)


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return value or '""'
    if isinstance(value, dict | list | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value)


def excerpt(before: str | None, after: str | None, limit: int) -> tuple[str | None, str | None]:
    """Both texts cut to at most about `limit` characters each, around the place where they differ; what is left out is said."""
    if len(before or "") <= limit and len(after or "") <= limit:
        return before, after
    if before is None or after is None:
        return (None if before is None else _cut(before, limit)), (None if after is None else _cut(after, limit))
    context = min(_CONTEXT, limit // 4)
    start = max(0, _shared(before, after) - context)
    rest = (before[start:], after[start:])
    end = max(0, _shared(rest[0][::-1], rest[1][::-1]) - context)
    middle = (text[: len(text) - end] for text in rest)
    left, right = (f"{_GAP if start else ''}{_cut(text, limit)}{_GAP if end else ''}" for text in middle)
    return left, right


def _shared(left: Sequence[str], right: Sequence[str]) -> int:
    """How many characters two texts have in common at their start."""
    low, high = 0, min(len(left), len(right))
    while low < high:
        half = (low + high + 1) // 2
        low, high = (half, high) if left[:half] == right[:half] else (low, half - 1)
    return low


def _cut(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[:limit]} … ({counted(len(text) - limit, 'character')} more)"
