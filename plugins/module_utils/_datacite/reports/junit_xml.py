# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""JUnit XML as CI systems read it, whatever is told in it. Private to the collection."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from .visible import visible

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Case:
    """One test case: `problem` is a failure's type, sentence and text, `skipped` why it was not run, `output` what it prints."""

    name: str
    file: str = ""
    problem: tuple[str, str, str] | None = None
    skipped: str | None = None
    output: str = ""


@dataclass(frozen=True)
class Suite:
    """Test cases that belong together. The name is a word of ours, or a rule's id."""

    name: str
    cases: Sequence[Case]


def junit_xml(repository: str, suites: Sequence[Suite]) -> str:
    """The suites that hold something, in UTF-8."""
    cases = [case for suite in suites for case in suite.cases]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<testsuites {_attributes('pidops.datacite', cases)}>"]
    for suite in suites:
        if suite.cases:
            lines += [f"  <testsuite {_attributes(suite.name, suite.cases)}>", *_cases(repository, suite), "  </testsuite>"]
    return "\n".join([*lines, "</testsuites>", ""])


def _attributes(name: str, cases: Sequence[Case]) -> str:
    failures = sum(case.problem is not None for case in cases)
    skipped = sum(case.skipped is not None for case in cases)
    return f'name={_quoted(name)} tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'


def _cases(repository: str, suite: Suite) -> Iterator[str]:
    for case in suite.cases:
        yield from _lines(f"{repository}.{suite.name}", case)


def _lines(classname: str, case: Case) -> Iterator[str]:
    file = f" file={_quoted(case.file)}" if case.file else ""
    yield f"    <testcase classname={_quoted(classname)} name={_quoted(case.name)}{file}>"
    if case.problem is not None:
        kind, message, text = case.problem
        yield f'      <failure message={_quoted(message)} type="{kind}">{_escaped(text)}</failure>'
    if case.skipped is not None:
        yield f"      <skipped message={_quoted(case.skipped)}/>"
    if case.output:
        yield f"      <system-out>{_escaped(case.output)}</system-out>"
    yield "    </testcase>"


def _legal(text: str) -> str:
    """The visible text without what XML 1.0 has no place for."""
    return _ILLEGAL.sub("\ufffd", visible(text))


def _escaped(text: str) -> str:
    return escape(_legal(text))


def _quoted(text: str) -> str:
    return quoteattr(_legal(text))
