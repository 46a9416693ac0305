# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of a run that are asked of every single record, made ready once: expressions compiled, and each `when` asked once for all rules that share it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..expressions.compiled import FAILURES, Search, compiled, parse, truth
from .rule import Rule

ALWAYS = ""


@dataclass
class Outcome:
    """What a record has come to: the rules that were asked of it, those not passed with what their `show` found, and those that could not be answered."""

    asked: list[str] = field(default_factory=list)
    failed: list[tuple[Rule, Any]] = field(default_factory=list)
    unanswered: list[tuple[Rule, str]] = field(default_factory=list)


class Questions:
    """Expression rules, grouped by their `when`."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        groups: dict[str, list[tuple[Rule, Search, Search | None]]] = {}
        for rule in rules:
            if rule.assertion:
                groups.setdefault(rule.when, []).append((rule, _search(rule.assertion), _search(rule.show) if rule.show else None))
        self._groups = [(None if when == ALWAYS else _search(when), questions) for when, questions in groups.items()]

    def ask(self, record: Mapping[str, Any]) -> Outcome:
        """Ask all of them about a record, as `record_view` makes it, with `_run`."""
        outcome = Outcome()
        for when, questions in self._groups:
            if when is not None:
                try:
                    if not truth(when(record)):
                        continue
                except FAILURES as error:
                    outcome.unanswered += [(rule, _told("when", error)) for rule, _assertion, _show in questions]
                    continue
            for rule, assertion, show in questions:
                try:
                    passed = truth(assertion(record))
                    found = None if passed or show is None else show(record)
                except FAILURES as error:
                    outcome.unanswered.append((rule, _told("assert", error)))
                    continue
                outcome.asked.append(rule.id)
                if not passed:
                    outcome.failed.append((rule, found))
        return outcome


def _search(text: str) -> Search:
    return compiled(parse(text))


def _told(part: str, error: Exception) -> str:
    return f"`{part}`: {' '.join(str(error).split())[:300]}"
