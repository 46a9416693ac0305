# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking up DOIs for somebody who wants to read them: by name, or by what they have in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from .activities import activities_of
from .answer import owner_of
from .dois import Dois
from .formats import STORED
from .identity import Identity, is_member
from .pages import Row, Walk
from .renderings import Rendering, Renderings, rendering, stored_rendering
from .session import Session


@dataclass(frozen=True)
class Inquiry:
    """What is asked for: names, or else (`dois` None) what a list is to have in common; how much of it; and what beside the records."""

    dois: tuple[str, ...] | None = None
    query: str | None = None
    prefix: str | None = None
    state: str | None = None
    repository: str | None = None
    member: str | None = None
    updated_since: str | None = None
    limit: int | None = None
    format: str | None = None
    style: str | None = None
    locale: str | None = None
    activities: bool = False

    @property
    def params(self) -> dict[str, str]:
        """The parameters of a list (https://support.datacite.org/docs/api-queries)."""
        terms = [f"({self.query})"] if self.query else []
        if self.updated_since:
            terms.append(f"updated:[{self.updated_since} TO *]")
        named = {"query": " AND ".join(terms), "prefix": self.prefix, "state": self.state, "client-id": self.repository, "provider-id": self.member}
        return {name: value for name, value in named.items() if value}


@dataclass(frozen=True)
class Findings:
    """The records, the names of which there are none, how many records there are altogether, and of which DataCite gave no document, with the reason."""

    records: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    total: int = 0
    without: list[Rendering] = field(default_factory=list)


def inquire(session: Session, inquiry: Inquiry) -> Findings:
    """Look up; raises DataCiteError, and UnaddressableName for a name that no path leads to.

    Names are read from the database, one by one. That one is missing is believed only after it was proven who asks: an own draft
    looks missing to anybody else. Lists come from the search index, which lags behind.
    """
    return _listed(session, inquiry) if inquiry.dois is None else _named(session, inquiry, inquiry.dois)


def _named(session: Session, inquiry: Inquiry, names: tuple[str, ...]) -> Findings:
    dois, rows, missing = Dois(session), [], []
    for doi in dict.fromkeys(names):
        answer = dois.read(doi)
        if answer is None:
            missing.append(doi)
        else:
            rows.append(answer.data)
    if missing and session.connection.has_credentials:
        Identity(session).prove()
    records, without = _records(session, inquiry, rows)
    return Findings(records, missing, len(records), without)


def _listed(session: Session, inquiry: Inquiry) -> Findings:
    if not (inquiry.query or inquiry.prefix or inquiry.repository):
        account = Identity(session).prove()
        inquiry = replace(inquiry, member=account) if is_member(account) else replace(inquiry, repository=account)
    params = {**inquiry.params, "detail": "true"} if inquiry.format == STORED else inquiry.params
    walk = Walk(session, params, repository=inquiry.repository)
    records, without = _records(session, inquiry, itertools.islice(walk, inquiry.limit))
    return Findings(records, [], walk.total or 0, without)


def _records(session: Session, inquiry: Inquiry, rows: Iterable[Row]) -> tuple[list[dict[str, Any]], list[Rendering]]:
    """The records as a task returns them, and the documents that there are not."""
    read = list(rows) if inquiry.format else rows
    documents = _documents(session, inquiry, read) if inquiry.format else {}
    records = [_record(session, inquiry, row, documents.get(row["id"])) for row in read]
    return records, [made for made in documents.values() if made.text is None]


def _record(session: Session, inquiry: Inquiry, row: Row, document: Rendering | None) -> dict[str, Any]:
    """One record as a task returns it: the attributes, with the repository, and with what else was asked for."""
    found = {name: value for name, value in row["attributes"].items() if name != "xml"}
    found["repository"] = owner_of(row)
    if document is not None:
        found["content"] = document.text
    if inquiry.activities:
        found["activities"] = activities_of(Dois(session).activities(row["id"]))
    return found


def _documents(session: Session, inquiry: Inquiry, rows: Iterable[Row]) -> dict[str, Rendering]:
    """The document of each record, by its name; DataCite is asked where it did not come with the record."""
    form = inquiry.format or ""
    made = {row["id"]: stored_rendering(row) for row in rows if form == STORED and "xml" in row["attributes"]}
    asked = [row["id"] for row in rows if row["id"] not in made]
    if inquiry.style is None and inquiry.locale is None:
        return made | {found.doi: found for found in Renderings(session, form).of(asked)}
    return made | {doi: rendering(session, doi, form, inquiry.style, inquiry.locale) for doi in asked}
