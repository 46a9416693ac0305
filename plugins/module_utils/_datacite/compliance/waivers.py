# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Waivers: somebody's word that some findings are meant, for some DOIs, with a reason and to a date. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from .finding import Waiver

ANY = "*"


@dataclass(frozen=True)
class DeclaredWaiver:
    """A waiver as a file has it: for these rules (ids, or `*` for all) and these DOIs (plain names, in which `*` stands for anything)."""

    rules: tuple[str, ...]
    dois: tuple[str, ...]
    waiver: Waiver

    def is_over(self, date: str) -> bool:
        """Whether it holds no longer on a day; on the day of its expiry it does."""
        return self.waiver.expires is not None and self.waiver.expires < date

    def covers(self, rule: str, doi: str) -> bool:
        """Whether it speaks of a finding."""
        return (rule in self.rules or ANY in self.rules) and (doi in self._exactly or any(pattern.match(doi) for pattern in self._patterns))

    @cached_property
    def _exactly(self) -> frozenset[str]:
        return frozenset(doi for doi in self.dois if ANY not in doi)

    @cached_property
    def _patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(_pattern(doi) for doi in self.dois if ANY in doi)

    @property
    def subject(self) -> str:
        """The rules and DOIs it speaks of, for people."""
        return f"{', '.join(self.rules)} for {', '.join(self.dois)}"


class Waivers:
    """All waivers of a run, and which of them were of use."""

    def __init__(self, declared: Sequence[DeclaredWaiver], date: str) -> None:
        self._date = date
        self.declared = tuple(declared)
        self._used: set[int] = set()
        self._exactly: dict[tuple[str, str], list[int]] = {}
        self._by_pattern: dict[str, list[int]] = {}
        for number, waiver in enumerate(self.declared):
            for rule in waiver.rules:
                for doi in waiver.dois:
                    found = self._by_pattern.setdefault(rule, []) if ANY in doi else self._exactly.setdefault((rule, doi), [])
                    found.append(number)

    def of(self, rule: str, doi: str) -> Waiver | None:
        """The first waiver that holds for a finding of a rule on a DOI (empty for the repository); None where there is none."""
        for number in self._numbers(rule, doi):
            waiver = self.declared[number]
            if waiver.covers(rule, doi):
                self._used.add(number)
                if not waiver.is_over(self._date):
                    return waiver.waiver
        return None

    def _numbers(self, rule: str, doi: str) -> list[int]:
        """Of the waivers, in their order, those that may cover a finding: thousands may name one DOI each."""
        numbers: set[int] = set()
        for name in (rule, ANY):
            numbers.update(self._exactly.get((name, doi), ()), self._by_pattern.get(name, ()))
        return sorted(numbers)

    @property
    def over(self) -> list[DeclaredWaiver]:
        """Those that hold no longer."""
        return [waiver for waiver in self.declared if waiver.is_over(self._date)]

    @property
    def idle(self) -> list[DeclaredWaiver]:
        """Those that would still hold, and for which there is nothing to waive."""
        return [waiver for number, waiver in enumerate(self.declared) if number not in self._used and not waiver.is_over(self._date)]


def _pattern(doi: str) -> re.Pattern[str]:
    """`*` stands for any characters. The first place where a part fits is the right one, so no other is ever tried (`(?>…)`)."""
    return re.compile("".join(f"(?>.*?{re.escape(part)})" if number else re.escape(part) for number, part in enumerate(_parts(doi))) + _end(doi), re.DOTALL)


def _parts(doi: str) -> list[str]:
    fixed = re.split(r"\*+", doi)
    return fixed[:-1] if len(fixed) > 1 else fixed


def _end(doi: str) -> str:
    """What follows the last `*`: it must stand at the end, so anything may come before it."""
    return f".*{re.escape(re.split(r'[*]+', doi)[-1])}\\Z"
