# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One DOI and all that was seen of it, as the checks read it. Private to the collection."""

from __future__ import annotations

import functools
import urllib.parse
from dataclasses import dataclass

from ...metadata import doi_names
from .fitting_types import fitting_types
from .html_page import Page
from .json_ld import Described, described
from .link_header import Link
from .looking import Look, links_of
from .options import PageOptions
from .stand_ins import login_wall, stand_in
from .subject import PageSubject
from .visit import Visit


@dataclass(frozen=True)
class Case:
    """`subject` is what the DOI is declared or recorded to be, `look` what was seen."""

    subject: PageSubject
    look: Look
    options: PageOptions

    @property
    def visit(self) -> Visit | None:
        """The way to the page."""
        return self.look.page

    @property
    def page(self) -> Page:
        """The page; an empty one where there is none (checks that need one are asked only where there is)."""
        return self.look.page.page if self.look.page is not None and self.look.page.page is not None else Page("")

    @functools.cached_property
    def links(self) -> tuple[Link, ...]:
        """The page's typed links."""
        return links_of(self.look)

    @functools.cached_property
    def described(self) -> Described:
        """The page's JSON-LD."""
        return described(self.page.json_ld)

    @functools.cached_property
    def fitting_types(self) -> frozenset[str]:
        """The types of schema.org that fit the record's resource type."""
        return fitting_types(self.subject.attributes.get("types"))

    def is_own(self, text: str) -> bool:
        """Whether `text` is the DOI, in whatever form, be it at the resolver of this run."""
        own = self.subject.doi.rstrip("/")
        at_resolver = text.strip().lower().startswith(self.resolver)
        return own in (doi_names.plain(text).rstrip("/"), urllib.parse.unquote(text.strip())[len(self.resolver) :].lower().rstrip("/") if at_resolver else "")

    @property
    def resolver(self) -> str:
        """The resolver's address, with which a DOI begins when it is shown; in lower case."""
        return (self.options.resolver or "https://doi.org").lower().rstrip("/") + "/"

    @functools.cached_property
    def answers(self) -> bool:
        """Whether there is a page to look at: a 2xx, of a tombstone also 410."""
        if self.look.page is None:
            return False
        answer = self.look.page.answer
        return answer.is_good or (self.subject.is_withdrawn and answer.outcome == "answered" and answer.status == 410)

    @functools.cached_property
    def login_wall(self) -> str:
        """How the page asks people to log in instead of being shown; empty where it does not."""
        if self.look.page is None or not self.answers:
            return ""
        return login_wall(self.look.page, self.page, self.subject)

    @functools.cached_property
    def stand_in(self) -> str:
        """What is shown in the place of the landing page, as if all were well; empty where it is the page, and for tombstones, which speak of absence."""
        if self.look.page is None or not self.answers or self.subject.is_withdrawn:
            return ""
        return stand_in(self.look.page, self.page, self.subject)
