# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Looking up DOIs for somebody who wants to read them: by name, or by what they have in common."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from .activities import activities_of
from .answer import owner_of
from .dois import Dois
from .identity import Identity, is_member
from .pages import Row, Walk
from .session import Session

FORMATS: Final[Mapping[str, str]] = {
    "bibtex": "application/x-bibtex",
    "citation": "text/x-bibliography",
    "citeproc": "application/vnd.citationstyles.csl+json",
    "codemeta": "application/vnd.codemeta.ld+json",
    "crosscite": "application/vnd.crosscite.crosscite+json",
    "csv": "text/csv",
    "datacite_json": "application/vnd.datacite.datacite+json",
    "datacite_xml": "application/vnd.datacite.datacite+xml",
    "jats": "application/vnd.jats+xml",
    "ris": "application/x-research-info-systems",
    "schema_org": "application/vnd.schemaorg.ld+json",
}
"""The formats that DataCite hands out, by the media type that asks for them (https://support.datacite.org/docs/datacite-content-resolver)."""


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
    """The records, the names of which there are none, and how many records there are altogether."""

    records: list[dict[str, Any]] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    total: int = 0


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
    records = _records(session, inquiry, rows)
    return Findings(records, missing, len(records))


def _listed(session: Session, inquiry: Inquiry) -> Findings:
    if not (inquiry.query or inquiry.prefix or inquiry.repository):
        account = Identity(session).prove()
        inquiry = replace(inquiry, member=account) if is_member(account) else replace(inquiry, repository=account)
    walk = Walk(session, inquiry.params, repository=inquiry.repository)
    records = _records(session, inquiry, itertools.islice(walk, inquiry.limit))
    return Findings(records, [], walk.total or 0)


def _records(session: Session, inquiry: Inquiry, rows: Iterable[Row]) -> list[dict[str, Any]]:
    return [_record(session, inquiry, row) for row in rows]


def _record(session: Session, inquiry: Inquiry, row: Row) -> dict[str, Any]:
    """One record as a task returns it: the attributes, with the repository, and with what else was asked for."""
    found = {name: value for name, value in row["attributes"].items() if name != "xml"}
    found["repository"] = owner_of(row)
    dois, doi = Dois(session), row["id"]
    if inquiry.format:
        rendered = dois.render(doi, FORMATS[inquiry.format], inquiry.style, inquiry.locale)
        found["content"] = None if rendered is None else rendered.text
    if inquiry.activities:
        found["activities"] = activities_of(dois.activities(doi))
    return found
