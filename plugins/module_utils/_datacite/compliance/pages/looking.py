# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked about one DOI, and in which order. Private to the collection."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace

from ...metadata import doi_names
from . import link_header, linkset
from .answer import JSON, LINKS, NOT_ASKED, NOTHING, Answer, Ask
from .location import host_of, joined
from .options import OPTIONAL, PageOptions
from .subject import PageSubject, address_at
from .visit import Visit, visit

METADATA_TYPE = "application/vnd.datacite.datacite+json"
_MOST_CONTENTS = 3
_HEAD_IS_UNKNOWN = frozenset((400, 403, 404, 405, 500, 501))
"""Statuses by which servers answer HEAD though GET works."""


@dataclass(frozen=True)
class Look:
    """All that was seen of one DOI.

    `resolved` is the way from the resolver on, `target` where the resolver itself leads to (empty where it does not), `page` the way to the landing page: the
    same, unless the resolver does not know the DOI or does not answer; then the declared `url` was asked. None: not asked.
    """

    resolved: Visit | None = None
    target: str = ""
    page: Visit | None = None
    linkset: Visit | None = None
    negotiated: Visit | None = None
    contents: tuple[Visit, ...] = ()

    @property
    def is_resolver_silent(self) -> bool:
        """Whether the resolver itself gave no answer, so that nobody knows where the DOI leads to."""
        return self.resolved is not None and not self.target and self.resolved.answer.is_no_service

    @property
    def is_unseen(self) -> bool:
        """Whether nothing could be learnt about the page itself."""
        page = self.page or self.resolved
        return page is not None and page.answer.nothing_learnt

    @property
    def is_learnt(self) -> bool:
        """Whether everything that was asked got an answer that says something."""
        has_metadata = self.negotiated is None or not self.negotiated.answer.is_no_service
        return has_metadata and not self.is_resolver_silent and not any(visit.answer.nothing_learnt for visit in self.visits)

    @property
    def visits(self) -> tuple[Visit, ...]:
        """Everything that was asked."""
        return tuple(one for one in (self.resolved, self.page, self.linkset, self.negotiated, *self.contents) if one is not None)


def wanted(options: PageOptions, check: str) -> bool:
    """Whether a check is to run."""
    return check not in OPTIONAL if options.checks is None else check in options.checks


def look(subject: PageSubject, options: PageOptions, *, is_page_known: bool = False) -> Generator[Ask, Answer, Look]:
    """Ask about one DOI: the resolver, the page, its metadata, its content.

    A page that was seen a while ago (`is_page_known`) is not asked for once more only because the resolver does not answer.
    """
    resolved, target = None, ""
    page: Visit | None = None
    if options.resolver is not None:
        resolved = yield from visit(Ask(address_at(options.resolver, subject.doi)), options.limits.redirects)
        target = _target(resolved, subject.doi, options.resolver)
        page = resolved if target else None
    if page is None and subject.url and is_page_known:
        page = Visit(subject.url, Answer(subject.url, NOT_ASKED, detail="the page was seen before in this run"))
    elif page is None and subject.url:
        page = yield from visit(Ask(subject.url), options.limits.redirects)
    seen = Look(resolved, target, page)
    if subject.is_withdrawn:
        return seen
    if wanted(options, "H13") or wanted(options, "H15"):
        seen = replace(seen, linkset=(yield from _linkset(page, options)))
    if options.negotiation is not None and wanted(options, "H14"):
        ask = Ask(address_at(options.negotiation, subject.doi), accept=METADATA_TYPE, reads=JSON)
        seen = replace(seen, negotiated=(yield from visit(ask, options.limits.redirects)))
    if wanted(options, "H15"):
        seen = replace(seen, contents=(yield from _contents(content_links(subject, links_of(seen)), options)))
    return seen


def links_of(seen: Look) -> tuple[link_header.Link, ...]:
    """The typed links of a page: of its headers, its `<link>` elements and its set of links; absolute, and of no other thing than the page."""
    if seen.page is None:
        return ()
    if seen.linkset is None:
        return _own_links(seen.page)
    answer = seen.linkset.answer
    others = linkset.links_in(answer.content.decode("utf-8", "replace"), answer.media_type, seen.page.url, answer.url)
    return (*_own_links(seen.page), *others)


def _own_links(page: Visit) -> tuple[link_header.Link, ...]:
    from_headers = (replace(link, target=joined(page.url, link.target)) for link in link_header.links(page.answer.all("link")) if not _is_of_other(link, page))
    from_page = (link for link in page.page.links if not link.anchor) if page.page is not None else ()
    return (*from_headers, *from_page)


def content_links(subject: PageSubject, links: Iterable[link_header.Link]) -> tuple[str, ...]:
    """Where the content is: as the record says it, and as the page does (`item`)."""
    items = (link.target for link in links if "item" in link.relations)
    return tuple(dict.fromkeys((*subject.content_urls, *items)))


def _is_of_other(link: link_header.Link, page: Visit) -> bool:
    return bool(link.anchor) and joined(page.url, link.anchor) not in (page.url, page.url + "#")


def _target(resolved: Visit, doi: str, resolver: str) -> str:
    """Where the resolver leads: the first redirect that does not lead to the same DOI at a resolver."""
    for hop in resolved.hops:
        same = doi_names.plain(hop.target) == doi or (host_of(hop.target) == host_of(resolver) and hop.target.startswith(resolver.rstrip("/") + "/10."))
        if not same:
            return hop.target
    return ""


def _linkset(page: Visit | None, options: PageOptions) -> Generator[Ask, Answer, Visit | None]:
    """The document of links that a page points at instead of sending them."""
    links = _own_links(page) if page is not None and page.answer.is_good else ()
    if any("cite-as" in link.relations for link in links):
        return None
    documents = [link for link in links if linkset.RELATION in link.relations]
    best = next((link for link in documents if link.type == linkset.TYPES[0]), documents[0] if documents else None)
    if best is None:
        return None
    return (yield from visit(Ask(best.target, accept=", ".join(linkset.TYPES), reads=LINKS), options.limits.redirects))


def _contents(urls: tuple[str, ...], options: PageOptions) -> Generator[Ask, Answer, tuple[Visit, ...]]:
    seen = []
    for url in urls[:_MOST_CONTENTS]:
        ask = Ask(url, method="HEAD", accept="*/*", reads=NOTHING)
        one = yield from visit(ask, options.limits.redirects)
        if one.answer.status in _HEAD_IS_UNKNOWN:
            # The head of the answer is all that is read of it.
            one = yield from visit(replace(ask, method="GET"), options.limits.redirects)
        seen.append(one)
    return tuple(seen)
