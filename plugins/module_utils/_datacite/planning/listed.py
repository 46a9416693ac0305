# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite as its list showed one record: planning from it asks nobody and writes nothing. Private to the collection.

Lists come from a search index that lags behind. What is planned from them tells where to look; it is never written without another reading.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .registry import Answer, Entry, Registry


@dataclass(frozen=True)
class _Row:
    """A row of a list, as the answer to a single read would be."""

    document: Any
    request_id: str | None = None
    entries: tuple[Entry, ...] = ()


class Listed:
    """A registry that knows one record, or that there is none. What is certain about the account is asked of the real registry."""

    def __init__(self, registry: Registry, row: Mapping[str, Any] | None) -> None:
        self._registry = registry
        self._row = row

    @property
    def failure(self) -> type[Exception]:
        """As the real registry's."""
        return self._registry.failure

    @property
    def account(self) -> str:
        """The account that the real registry has proven."""
        return self._registry.account

    def prove(self) -> str:
        """See `account`; a survey begins with the proof."""
        return self._registry.account

    def prove_anew(self) -> str:
        """See `account`; nothing is concluded from a list."""
        return self._registry.account

    def permit(self, doi: str, *, create: bool, page: str | None, ask: bool) -> None:
        """As the real registry says, which may have to read the account's facts for it, once in a session."""
        self._registry.permit(doi, create=create, page=page, ask=ask)

    def read(self, doi: str) -> Answer | None:
        """The row."""
        return None if self._row is None else _Row({"data": self._row})

    def validate(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """Never asked: declarations are planned from a list with `server_validation: never`."""
        raise _Unasked

    def convert(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """As the real registry: a document means the same whatever a list shows."""
        return self._registry.convert(doi, attributes)

    def create(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """A list takes no writes."""
        raise _Unasked

    def update(self, doi: str, attributes: Mapping[str, Any]) -> Answer:
        """A list takes no writes."""
        raise _Unasked

    def delete(self, doi: str) -> Answer:
        """A list takes no writes."""
        raise _Unasked

    def activity(self, request_id: str) -> bool:
        """Nothing was written."""
        return False


class _Unasked(Exception):
    """Something was asked of a list that only DataCite itself can answer: a fault of the caller's."""
