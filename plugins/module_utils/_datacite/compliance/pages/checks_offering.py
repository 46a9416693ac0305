# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""H13 to H15: what the page and the resolver offer to machines. Private to the collection."""

from __future__ import annotations

import json
from typing import Any

from .answer import ANSWERED
from .case import Case
from .location import shown
from .verdict import Verdict, failed, not_applicable, passed, unknown

_RESTRICTED = frozenset((401, 403))
"""The content may be closed, only the page must not be."""


def has_signposts(case: Case) -> Verdict:
    """H13. What is asked for depends on what there is to point at: no `license` without rights, no `item` without content, no `author` without identifiers."""
    targets = [link.target for link in case.links if "cite-as" in link.relations]
    if not targets and case.look.linkset is not None and case.look.linkset.answer.nothing_learnt:
        return unknown("the page keeps its links in a document that could not be seen now")
    if not targets:
        return failed("the page has no link with rel=cite-as, neither in its headers nor in its head", relations=_relations(case))
    if not all(case.is_own(target) for target in targets):
        return failed(f"the cite-as link of the page leads to {shown(targets[0])}, not to the DOI", cite_as=shown(targets[0]))
    missing = sorted(_expected(case) - set(_relations(case)))
    if missing:
        return failed(f"the page has no link with rel={', '.join(missing)}", missing=missing, relations=_relations(case))
    return passed


def negotiates(case: Case) -> Verdict:
    """H14."""
    visit = case.look.negotiated
    if visit is None:
        return not_applicable("no service is asked for metadata")
    answer = visit.answer
    if answer.is_no_service:
        return unknown(answer.detail or f"the service says that it cannot answer now (status {answer.status})")
    if not answer.is_good:
        return failed(f"no metadata are given for the DOI (status {answer.status})", way=visit.way)
    try:
        named = _named(json.loads(answer.content.decode("utf-8", "replace")))
    except (ValueError, RecursionError):
        return failed(f"what is given as metadata is no JSON, but {answer.media_type or 'something unnamed'}", way=visit.way)
    if any(case.is_own(text) for text in named):
        return passed
    return failed(f"the metadata that are given belong to {named[0][:200]}" if named else "the metadata that are given name no DOI", way=visit.way)


def content_answers(case: Case) -> Verdict:
    """H15."""
    if not case.look.contents:
        return not_applicable("no content is linked (contentUrl, or a link with rel=item)")
    dead: list[str] = []
    silent = False
    for visit in case.look.contents:
        answer = visit.answer
        if answer.nothing_learnt:
            silent = True
        elif not answer.is_good and not (answer.outcome == ANSWERED and answer.status in _RESTRICTED):
            dead.append(f"{shown(visit.asked)} ({f'status {answer.status}' if answer.outcome == ANSWERED else answer.detail})")
    if dead:
        return failed(f"content is linked that is not there: {'; '.join(dead)}", dead=dead)
    return unknown("a server of the content did not answer") if silent else passed


def _expected(case: Case) -> set[str]:
    subject = case.subject
    expected = {"describedby", "type"}
    if any(entry.get("rightsUri") for entry in subject.entries("rightsList")):
        expected.add("license")
    if any(entry.get("nameIdentifiers") for entry in subject.entries("creators")):
        expected.add("author")
    if subject.content_urls:
        expected.add("item")
    return expected


def _relations(case: Case) -> list[str]:
    return sorted({relation for link in case.links for relation in link.relations})[:20]


def _named(value: Any) -> list[str]:
    """The identifiers in metadata as JSON: DataCite's own form, Citeproc, or Schema.org."""
    if not isinstance(value, dict):
        return []
    return [value[member] for member in ("doi", "DOI", "id", "@id") if isinstance(value.get(member), str)]
