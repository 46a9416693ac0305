# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each check says of what was seen. Private to the collection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from .case import Case
from .check import ANSWER, LIVE, PAGE, WITHDRAWN, Check
from .looking import Look
from .options import PageOptions
from .subject import PageSubject
from .verdict import FAILED, UNKNOWN, Verdict, not_applicable, unknown


def judged(subject: PageSubject, seen: Look, options: PageOptions, checks: Iterable[Check]) -> dict[str, Verdict]:
    """The verdict of each check by its id."""
    case = Case(subject, seen, options)
    return {check.id: _verdict(check, case) for check in checks if check.judge is not None}


def combined(before: dict[str, Verdict], now: dict[str, Verdict]) -> dict[str, Verdict]:
    """What two looks together say: the later one, and the earlier one where the later could learn nothing."""
    return {name: before.get(name, verdict) if verdict.state == UNKNOWN else verdict for name, verdict in now.items()}


def _verdict(check: Check, case: Case) -> Verdict:
    reason = _does_not_apply(check, case)
    if reason is not None:
        return reason
    if check.judge is None:
        return not_applicable("not asked of the page")
    verdict = check.judge(case)
    return _doubted(check, case, verdict) if verdict.state == FAILED else verdict


def _does_not_apply(check: Check, case: Case) -> Verdict | None:
    if check.of == LIVE and case.subject.is_withdrawn:
        return not_applicable("the work is withdrawn, see H16")
    if check.of == WITHDRAWN and not case.subject.is_withdrawn:
        return not_applicable("the work is not withdrawn")
    if check.needs not in (ANSWER, PAGE):
        return None
    visit = case.visit
    if visit is None:
        return not_applicable("the record has no url")
    if visit.answer.nothing_learnt:
        return unknown(visit.answer.detail or f"the server says that it cannot answer now (status {visit.answer.status})")
    if not case.answers:
        return not_applicable("the page does not answer, see H01 and H05")
    return _no_page(case) if check.needs == PAGE else None


def _no_page(case: Case) -> Verdict | None:
    visit = case.visit
    if visit is not None and visit.page is None:
        return unknown("the page came in a packing that cannot be read") if visit.answer.unreadable else not_applicable("there is no HTML, see H04")
    if case.login_wall:
        return not_applicable("a page for logging in is shown, see H05")
    return not_applicable("something else is shown than the landing page, see H06") if case.stand_in else None


def _doubted(check: Check, case: Case, verdict: Verdict) -> Verdict:
    """A failure, unless what was not found may be in the part of the page that was not read."""
    if check.sees_absence and case.page.is_partial:
        return unknown("the page is longer than is read of it" if case.page.cut else "the page cannot be read to its end")
    if check.sees_text and case.page.is_made_by_script:
        return unknown("the page is made by a script in the browser, so that its words cannot be seen from here")
    return replace(verdict, message=verdict.message[:1000])
