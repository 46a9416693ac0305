# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H01 to H07: whether the DOI leads to a page that people can see. Private to the collection."""

from __future__ import annotations

from . import tls_problems
from .answer import ANSWERED, CONNECTION_REFUSED, DROPPED, NO_SUCH_HOST, TLS, Answer
from .case import Case
from .location import host_of, normalised, shown
from .verdict import FAILED, Verdict, failed, not_applicable, passed, unknown
from .visit import Visit

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_NETWORK = frozenset((NO_SUCH_HOST, CONNECTION_REFUSED, DROPPED))
"""What may as well be the fault of the network here, where the resolver cannot be reached either."""

_WORDS = {
    401: "asks for a user name and password", 403: "is forbidden", 404: "is not there", 410: "is gone", 500: "meets an error of the server",
}  # fmt: skip


def resolves(case: Case) -> Verdict:
    """H01. Where no resolver is asked, or it does not answer, a declared url that leads nowhere is told all the same."""
    visit = case.look.resolved or case.look.page
    if visit is None:
        return not_applicable("no resolver is asked, and the record has no url")
    if case.look.is_resolver_silent or visit.answer.nothing_learnt:
        page = case.look.page
        direct = _judged(case, page) if page is not None and not page.answer.nothing_learnt and page.answer.outcome not in _NETWORK else passed
        return direct if direct.state == FAILED else unknown(_nothing(visit))
    if case.look.resolved is None:
        return _judged(case, visit)
    if not case.look.target and visit.answer.outcome == ANSWERED and not visit.answer.is_good:
        return failed(f"{host_of(visit.url)} does not know the DOI (status {visit.answer.status})", status=visit.answer.status, way=visit.way)
    return _judged(case, visit)


def _judged(case: Case, visit: Visit) -> Verdict:
    answer = visit.answer
    if answer.is_good or (answer.outcome == ANSWERED and answer.status == 410 and case.subject.is_withdrawn):
        return passed
    if answer.outcome == ANSWERED:
        words = _WORDS.get(answer.status, "does not answer as a page does")
        return failed(f"{shown(visit.url)} {words} (status {answer.status})", status=answer.status, way=visit.way)
    if answer.outcome == TLS and answer.kind == tls_problems.UNTRUSTED:
        return unknown(f"{answer.detail}; whether the page answers was not looked at")
    return failed(f"{shown(visit.url)}: {answer.detail}", problem=answer.outcome, **({"kind": answer.kind} if answer.kind else {}), way=visit.way)


def leads_to_declared(case: Case) -> Verdict:
    """H02."""
    visit, url = case.look.resolved, case.subject.url
    if visit is None:
        return not_applicable("no resolver is asked")
    if not url:
        return not_applicable("the record has no url")
    if not case.look.target:
        return unknown(_nothing(visit)) if case.look.is_resolver_silent else not_applicable("the resolver does not know the DOI, see H01")
    if normalised(case.look.target) == normalised(url):
        return passed
    return failed(f"the DOI leads to {shown(case.look.target)}, the record says {shown(url)}", target=shown(case.look.target), url=shown(url))


def is_in_domain(case: Case) -> Verdict:
    """H03."""
    domains = [domain.strip().lower().removeprefix("*.").strip(".") for domain in case.options.allowed_domains]
    if not domains:
        return not_applicable("no domains are given")
    visit = case.visit
    if visit is None:
        return not_applicable("the record has no url")
    host = host_of(visit.url) or host_of(case.subject.url or "")
    if any(domain == "*" or host == domain or host.endswith("." + domain) for domain in domains):
        return passed
    if visit.answer.nothing_learnt and not visit.hops:
        return unknown(_nothing(visit))
    return failed(f"the DOI leads to {host}, which is not in {', '.join(sorted(domains)[:5])}", host=host)


def is_html(case: Case) -> Verdict:
    """H04."""
    answer = case.visit.answer if case.visit else None
    if answer is None:
        return not_applicable("the record has no url")
    if _is_download(answer):
        return failed("the DOI leads to a download, not to a page", content_type=answer.media_type)
    if answer.media_type in _PAGES or case.look.page is not None and case.look.page.page is not None:
        return passed
    kind = answer.media_type or "something that is no HTML"
    return failed(f"the DOI leads to {kind}, not to a page that says what it is", content_type=answer.media_type)


def is_open(case: Case) -> Verdict:
    """H05."""
    visit = case.visit
    if visit is None:
        return not_applicable("the record has no url")
    if visit.answer.outcome == ANSWERED and visit.answer.status in (401, 403):
        words = "asks for a login" if visit.answer.status == 401 else "is closed to the public"
        return failed(f"{shown(visit.url)} {words} (status {visit.answer.status})", status=visit.answer.status)
    if visit.answer.nothing_learnt:
        return unknown(_nothing(visit))
    if not case.answers:
        return not_applicable("the page does not answer, see H01")
    return failed(f"the DOI {case.login_wall}", url=shown(visit.url)) if case.login_wall else passed


def is_the_page(case: Case) -> Verdict:
    """H06."""
    if case.login_wall:
        return not_applicable("a page for logging in is shown, see H05")
    if case.visit and _is_download(case.visit.answer):
        return not_applicable("a download is given, see H04")
    return failed(f"the DOI {case.stand_in}, as if all were well", url=shown(case.page.url)) if case.stand_in else passed


def is_well_served(case: Case) -> Verdict:
    """H07."""
    visit, options = case.visit, case.options
    if visit is None:
        return not_applicable("the record has no url")
    if visit.answer.outcome == TLS:
        return failed(visit.answer.detail or "no secure connection comes about", kind=visit.answer.kind)
    if visit.answer.nothing_learnt:
        return unknown(_nothing(visit))
    if len(visit.hops) > options.redirects_wanted:
        return failed(f"the page is reached after {len(visit.hops)} redirects; {options.redirects_wanted} are enough", redirects=len(visit.hops), way=visit.way)
    if visit.answer.outcome != ANSWERED:
        return not_applicable("the page does not answer, see H01")
    if visit.seconds > options.seconds_wanted:
        return failed(f"the page takes {visit.seconds:.1f} s; {options.seconds_wanted:g} s are enough", seconds=round(visit.seconds, 1))
    return passed


def _is_download(answer: Answer) -> bool:
    return answer.header("content-disposition").strip().lower().startswith("attachment")


def _nothing(visit: Visit) -> str:
    answer = visit.answer
    if answer.outcome != ANSWERED:
        return answer.detail or answer.outcome
    return f"{host_of(answer.url)} says that it cannot answer now (status {answer.status})"
