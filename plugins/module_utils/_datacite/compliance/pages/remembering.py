# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an earlier run saw, so that a nightly run looks only at what is due. Private to the collection.

A file of JSON lines: the first says which form it has, each other one holds the verdicts of one DOI (or identifier) with the time of the look, a digest of what
they depend on, and a checksum. A line that does not fit its checksum, or was made of something else than what is checked now, is as if it were not there.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ... import whole_file
from .options import PageOptions
from .subject import ATTRIBUTES, PageSubject
from .verdict import FAILED, STATES, Verdict, passed

FORM = "pidops.datacite landing pages"
VERSION = 1
JUDGES = 1
"""To be raised when a check judges otherwise, so that earlier verdicts are not believed any more."""

_KEPT = 10
"""How many times `max_age` a line is kept that nobody asks for: several repositories may share a file."""


@dataclass(frozen=True)
class Memory:
    """One earlier look: when (seconds since 1970), what the verdicts depend on, the verdicts by check, and whether anything could be learnt."""

    at: float
    bound_to: str
    verdicts: Mapping[str, Verdict]
    is_learnt: bool = True

    def is_due(self, now: float, options: PageOptions) -> bool:
        """Whether it is time to look again. A time in the future stems from a clock that went wrong."""
        age = now - self.at
        is_wrong = any(verdict.state == FAILED for verdict in self.verdicts.values())
        return not self.is_learnt or not 0 <= age < (options.failed_max_age if is_wrong else options.max_age)


@dataclass
class Remembered:
    """The looks of earlier runs by the name of what was looked at. `warning` says why a file was not believed."""

    looks: dict[str, Memory] = field(default_factory=dict)
    warning: str = ""


def bound(subject: PageSubject, options: PageOptions, checks: tuple[str, ...]) -> str:
    """A digest of all that the verdicts about a page depend on, save the page."""
    asked = [options.resolver, options.negotiation, options.allow_private_hosts]
    wanted = [sorted(options.allowed_domains), options.redirects_wanted, options.seconds_wanted]
    attributes = {name: subject.attributes[name] for name in ATTRIBUTES if name in subject.attributes}
    return digest([JUDGES, subject.doi, subject.url, subject.state, attributes, asked, wanted, checks])


def digest(value: Any) -> str:
    """A short digest of a value of JSON's types."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def read(path: pathlib.Path) -> Remembered:
    """What the file holds; nothing, with a warning, where it cannot be read."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return Remembered()
    except (OSError, UnicodeDecodeError) as broken:
        return Remembered(warning=f"{path} cannot be read ({_reason(broken)}); all pages are looked at")
    if not lines or _parsed(lines[0]) != {"form": FORM, "version": VERSION}:
        return Remembered(warning=f"{path} is no file of landing pages of this version; all pages are looked at" if lines else "")
    looks: dict[str, Memory] = {}
    spoiled = 0
    for line in lines[1:]:
        entry = _entry(line)
        if entry is None:
            spoiled += 1
        else:
            looks[entry[0]] = entry[1]
    return Remembered(looks, f"{spoiled} of {len(lines) - 1} lines of {path} are spoiled; those pages are looked at" if spoiled else "")


def write(path: pathlib.Path, looks: Mapping[str, Memory], now: float, options: PageOptions) -> None:
    """Keep the looks for the next run; raises OSError."""
    lines = [json.dumps({"form": FORM, "version": VERSION})]
    oldest = now - _KEPT * max(options.max_age, options.failed_max_age)
    lines.extend(_line(name, looks[name]) for name in sorted(looks) if looks[name].at >= oldest)
    whole_file.write(path, "\n".join(lines) + "\n")


def _line(name: str, memory: Memory) -> str:
    verdicts = {check: [one.state, one.message, dict(one.evidence)] if one.message or one.evidence else [one.state] for check, one in memory.verdicts.items()}
    content = {"name": name, "at": round(memory.at, 3), "bound": memory.bound_to, "learnt": memory.is_learnt, "verdicts": verdicts}
    return json.dumps({**content, "sum": digest(content)}, separators=(",", ":"))


def _entry(line: str) -> tuple[str, Memory] | None:
    content = _parsed(line)
    if not isinstance(content, dict) or content.pop("sum", None) != digest(content):
        return None
    try:
        verdicts = {check: _verdict(*said) for check, said in content["verdicts"].items()}
        return str(content["name"]), Memory(float(content["at"]), str(content["bound"]), verdicts, content["learnt"] is True)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _verdict(state: str, message: str = "", evidence: Any = None) -> Verdict:
    if state not in STATES or not isinstance(message, str):
        raise ValueError(state)
    return passed if state == passed.state else Verdict(state, message, dict(evidence or {}))


def _parsed(line: str) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _reason(error: Exception) -> str:
    return error.strerror or "unreadable" if isinstance(error, OSError) else "is no text in UTF-8"
