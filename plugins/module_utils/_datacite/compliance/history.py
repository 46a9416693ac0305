# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The history of a repository's runs in a file: their numbers for a trend, and what the last one found, to tell what is new, known and fixed.

JSON lines in UTF-8, each an object with one member. The first is `history`: the form, its version, and whose history it is. Then comes a `run` for each
run, oldest first, and a `found` for each rule of which something was found, with the DOIs. Only of the last run it is kept what was found, and only
so many runs are kept, so the file stays small: 400 nights of a repository with 20,000 findings are some 500 kB.

A rule that was not asked of a record in a run (a landing page that timed out, a profile that was left out) has neither found nor mended anything: what
an earlier run found stays remembered until the rule is asked again.
"""

from __future__ import annotations

import json
import math
import pathlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .. import whole_file
from .finding import KNOWN, NEW, SEVERITIES, Assessment, Finding, PastRun

FORMAT = "pidops.datacite.compliance-history"
VERSION = 1

MOST_RUNS = 400
"""Runs that are kept: more than a year of nights."""

MOST_FOUND = 1_000_000
"""Findings that are remembered."""

LARGEST = 256_000_000
"""Bytes of a file that can be a history."""

Asked = Callable[[str, str], bool]
"""Whether a rule (its id) was asked of a DOI (empty: the repository) in this run, and answered."""

_WAY_OUT = "Move it away to begin a new history, or name another file."


class HistoryUnusable(ValueError):
    """A file that is no history of this repository, in a sentence that says what to do."""


@dataclass(frozen=True)
class Remembered:
    """A finding of an earlier run, as far as it is kept."""

    rule: str
    severity: str
    doi: str
    title: str
    waived: bool = False

    @property
    def key(self) -> str:
        """As `Finding.key`."""
        return f"{self.rule} {self.doi}"


@dataclass(frozen=True)
class History:
    """What is known of earlier runs. `found` is by `Finding.key`; it is `whole` where all that was found was kept."""

    system: str
    repository: str
    runs: tuple[PastRun, ...] = ()
    found: Mapping[str, Remembered] = field(default_factory=dict)
    whole: bool = True


def read(path: pathlib.Path, system: str, repository: str) -> History:
    """The history in a file; an empty one where there is no file. Raises HistoryUnusable."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise HistoryUnusable(f"{path} has {size:,} bytes and cannot be a history of compliance runs. {_WAY_OUT}")
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return History(system, repository)
    except OSError as error:
        raise HistoryUnusable(f"{path} cannot be read: {error.strerror or error}. Name another file, or let this user read it.") from None
    except UnicodeDecodeError:
        raise HistoryUnusable(f"{path} is not text in UTF-8, so it is no history of compliance runs. {_WAY_OUT}") from None
    return _History(path, text.split("\n")).read(system, repository)


def compared(assessment: Assessment, history: History, asked: Asked | None = None) -> Assessment:
    """The assessment with its past: the age of each finding, what is fixed, and earlier runs. Without `asked` every rule counts as asked of every DOI."""
    if not history.runs:
        return replace(assessment, findings=tuple(replace(finding, age=None) for finding in assessment.findings), fixed=(), history=())
    found = {finding.key for finding in assessment.findings}
    gone = [entry for key, entry in history.found.items() if key not in found and not entry.waived and (asked is None or asked(entry.rule, entry.doi))]
    return replace(
        assessment,
        findings=tuple(replace(finding, age=_age(finding, history)) for finding in assessment.findings),
        fixed=tuple(Finding(entry.rule, entry.severity, entry.doi, entry.title, "") for entry in gone),
        history=history.runs,
    )


def append(path: pathlib.Path, history: History, assessment: Assessment, asked: Asked | None = None) -> None:
    """Write the history with this run as its last. The file is there whole or not at all. Raises OSError."""
    whole_file.write(path, "".join(f"{line}\n" for line in _lines(continued(history, assessment, asked))))


def continued(history: History, assessment: Assessment, asked: Asked | None = None) -> History:
    """The history with this run as its last; what this run did not ask stays remembered."""
    found = {finding.key: _remembered(finding) for finding in assessment.findings if finding.waived is not None}
    found.update((finding.key, _remembered(finding)) for finding in assessment.open)
    if asked is not None:
        found.update((key, entry) for key, entry in history.found.items() if key not in found and not asked(entry.rule, entry.doi))
    scores = {score.profile: round(score.percent, 3) for score in assessment.scores if score.asked}
    run = PastRun(assessment.at, assessment.records, assessment.counts, scores)
    whole = len(found) <= MOST_FOUND
    kept = found if whole else dict(list(found.items())[:MOST_FOUND])
    return History(history.system, history.repository, (*history.runs, run)[-MOST_RUNS:], kept, whole)


def _age(finding: Finding, history: History) -> str | None:
    """Where not everything was kept, nobody can tell that a finding is new."""
    if finding.key in history.found:
        return KNOWN
    return NEW if history.whole else None


def _remembered(finding: Finding) -> Remembered:
    return Remembered(finding.rule, finding.severity, finding.doi, finding.title, finding.waived is not None)


def _lines(history: History) -> Iterator[str]:
    yield _line("history", {"format": FORMAT, "version": VERSION, "system": history.system, "repository": history.repository, "whole": history.whole})
    for run in history.runs:
        yield _line("run", {"at": run.at, "records": run.records, "counts": dict(run.counts), "scores": dict(run.scores)})
    heaps: dict[tuple[str, str, str, bool], list[str]] = {}
    for entry in history.found.values():
        heaps.setdefault((entry.rule, entry.severity, entry.title, entry.waived), []).append(entry.doi)
    for (rule, severity, title, waived), dois in heaps.items():
        yield _line("found", {"rule": rule, "severity": severity, "title": title, "waived": waived, "dois": dois})


def _line(kind: str, value: Mapping[str, Any]) -> str:
    """One line: ASCII alone, so that half characters can be kept and no reader sees a line's end in a text."""
    return json.dumps({kind: value}, separators=(",", ":"))


class _History:
    """A file that is being read."""

    def __init__(self, path: pathlib.Path, lines: list[str]) -> None:
        self._path = path
        self._lines = lines

    def read(self, system: str, repository: str) -> History:
        """Everything in it. Raises HistoryUnusable."""
        head = self._head()
        for name, wanted in (("system", system), ("repository", repository)):
            if head.get(name) != wanted:
                raise self._unusable(f"is the history of another {name}, {str(head.get(name))[:100]!r} and not {wanted!r}")
        runs: list[PastRun] = []
        found: dict[str, Remembered] = {}
        for number, line in enumerate(self._lines[1:], 2):
            if not line.strip():
                continue
            kind, value = self._parsed(number, line)
            try:
                if kind == "run":
                    runs.append(_run(value))
                elif kind == "found":
                    found.update((entry.key, entry) for entry in _found(value))
            except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
                raise self._unusable(f"is damaged in line {number}") from None
        return History(system, repository, tuple(runs[-MOST_RUNS:]), found, head.get("whole") is not False)

    def _head(self) -> Mapping[str, Any]:
        try:
            kind, value = self._parsed(1, self._lines[0])
        except HistoryUnusable:
            kind, value = "", {}
        if kind != "history" or value.get("format") != FORMAT:
            raise self._unusable("is no history of compliance runs")
        if value.get("version") != VERSION:
            raise self._unusable(f"is a history in version {str(value.get('version'))[:20]}, and this collection reads version {VERSION}")
        return value

    def _parsed(self, number: int, line: str) -> tuple[str, Mapping[str, Any]]:
        try:
            [(kind, value)] = json.loads(line).items()
        except (ValueError, AttributeError, RecursionError):
            raise self._unusable(f"is damaged in line {number}") from None
        if not isinstance(value, dict):
            raise self._unusable(f"is damaged in line {number}")
        return str(kind), value

    def _unusable(self, what: str) -> HistoryUnusable:
        return HistoryUnusable(f"{self._path} {what}. {_WAY_OUT}")


def _run(value: Mapping[str, Any]) -> PastRun:
    counts = {severity: _count(value["counts"][severity]) for severity in SEVERITIES}
    scores = {_text(profile): _percent(score) for profile, score in value["scores"].items()}
    return PastRun(_text(value["at"]), _count(value["records"]), counts, scores)


def _found(value: Mapping[str, Any]) -> Iterator[Remembered]:
    rule, severity, title = _text(value["rule"]), _text(value["severity"]), _text(value["title"])
    if severity not in SEVERITIES or not isinstance(value["dois"], list):
        raise ValueError(severity)
    for doi in value["dois"]:
        yield Remembered(rule, severity, _text(doi), title, value["waived"] is True)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(value)
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(value)
    return value


def _percent(value: Any) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or not 0 <= value <= 100:
        raise ValueError(value)
    return float(value)
