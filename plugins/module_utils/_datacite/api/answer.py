# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A good answer of DataCite's, read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from .error_bodies import read_entries
from .errors import ErrorEntry


@dataclasses.dataclass(frozen=True)
class Answer:
    """An answer with a status of success.

    `document` is the JSON object that came; None where nothing came (204) or something else was asked for, which is then in `text`.
    """

    status: int
    #: Names in lower case.
    headers: Mapping[str, str]
    document: dict[str, Any] | None
    text: str
    #: The `X-Request-Id` that was sent (a write's activity has it for its id), else the one that DataCite gave.
    request_id: str | None
    #: The account that DataCite says has asked; None where it does not say. In lower case.
    account: str | None
    #: How often the request was sent.
    attempts: int = 1

    @property
    def identified(self) -> bool:
        """Whether this answer proves who asked. A good answer that proves nothing is not a proof of the contrary: some resources ask nobody's name."""
        return self.account is not None

    @property
    def data(self) -> Any:
        """The JSON:API `data`; None where there is none."""
        return None if self.document is None else self.document.get("data")

    @property
    def id(self) -> str | None:
        """The name of a single resource, as DataCite writes it; None where there is none."""
        found = self.data.get("id") if isinstance(self.data, dict) else None
        return found if isinstance(found, str) else None

    @property
    def attributes(self) -> dict[str, Any]:
        """The attributes of a single resource; empty where there are none."""
        found = self.data.get("attributes") if isinstance(self.data, dict) else None
        return found if isinstance(found, dict) else {}

    @property
    def owner(self) -> str | None:
        """The repository that holds the DOI, in lower case; None where the answer does not say."""
        return owner_of(self.data)

    @property
    def entries(self) -> tuple[ErrorEntry, ...]:
        """Complaints within a good answer: validation answers 200 with `errors` where a write would be refused."""
        return read_entries(self.document) if self.document is not None and "errors" in self.document else ()


def owner_of(resource: Any) -> str | None:
    """The repository in `relationships.client` of a resource, in lower case."""
    for member in ("relationships", "client", "data", "id"):
        if not isinstance(resource, dict):
            return None
        resource = resource.get(member)
    return resource.lower() if isinstance(resource, str) and resource else None
