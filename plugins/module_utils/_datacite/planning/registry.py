# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What planning needs of DataCite, and nothing else of the rooms below. Private to the collection."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol, cast


class Entry(Protocol):
    """One error of an answer; members are None where DataCite does not give them."""

    @property
    def source(self) -> str | None:
        """The attribute, in DataCite's database spelling (`related_identifiers`), or a part of an XSD message."""

    @property
    def title(self) -> str:
        """What DataCite says."""


class Answer(Protocol):
    """A good answer (2xx)."""

    @property
    def document(self) -> Any:
        """The JSON document, None for an empty body."""

    @property
    def request_id(self) -> str | None:
        """The id of the request, which is the id of the activity that a write leaves."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Errors within a good answer, as validation has them."""


class Failure(Protocol):
    """What the registry raises (as an exception) when a request had no good answer."""

    @property
    def status(self) -> int | None:
        """The HTTP status, None where no answer came."""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What DataCite said, entry by entry."""

    @property
    def request_id(self) -> str | None:
        """The id of the request that failed."""

    @property
    def answered(self) -> bool:
        """False where nobody can say whether the request was carried out. A refusal is an answer, and may have written all the same."""

    @property
    def concerns_all(self) -> bool:
        """Every other request would fail likewise (credentials, account, pace, network)."""

    @property
    def taken(self) -> bool:
        """The name exists already: 409, or 422 `This DOI has already been taken`."""


def as_failure(raised: Exception) -> Failure:
    """An exception that was caught as a registry's `failure`, with the members that it is known to have: the type of an `except` cannot say so."""
    return cast("Failure", raised)


class Registry(Protocol):
    """DataCite, as one account sees it. Every request but `read` of a missing DOI raises `failure` where it is not answered well."""

    @property
    def failure(self) -> type[Exception]:
        """The exception that all requests raise; it has the members of `Failure`."""

    @property
    def account(self) -> str:
        """The repository (lower case) that is proven to be asking; raises where it is not proven yet."""

    def prove(self) -> str:
        """Prove who is asking, with a request where no answer has told it yet, and that this account may write; returns the account."""

    def prove_anew(self) -> str:
        """Prove who is asking once more, with a request: before it is believed that somebody else removed what was there."""

    def permit(self, doi: str, *, create: bool, page: str | None, ask: bool) -> None:
        """Raise `failure` where the account's prefixes, domains or activity tell that this write would be refused; `ask` allows for a request."""

    def read(self, doi: str) -> Answer | None:
        """The record from the database, or None for 404, which may also mean a wrong password."""

    def validate(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """What a write would store, or errors; nothing is stored."""

    def convert(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """As `validate`, for a document that is to be converted; an answer that is known from before may be given."""

    def create(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """POST for the account's own repository; never an upsert."""

    def update(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """PUT; attributes left out are kept."""

    def delete(self, doi: str) -> Answer:
        """Remove a draft."""

    def activity(self, request_id: str) -> bool:
        """Whether the write with this request id left a trace in the activities."""
