# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Query parameters, read as DataCite's framework reads them.

Hyphen and underscore are the same in top-level names (`client-id` = `client_id`), names in brackets are literal (`page[size]`),
`ids[]=a&ids[]=b` is a list, and the last of several equal names wins. Nothing here can fail.
"""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterator, Mapping

NAME = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)")


class Params:
    """Parameters by canonical name: `client_id`, `page[size]`, `fields[dois]`. Values are texts."""

    def __init__(self, values: Mapping[str, str], sent: Mapping[str, str] | None = None) -> None:
        self.values = dict(values)
        self.sent = dict(sent or {})

    @classmethod
    def parse(cls, query: str) -> Params:
        values: dict[str, str] = {}
        sent: dict[str, str] = {}
        for name, value in urllib.parse.parse_qsl(query, keep_blank_values=True):
            key = canonical(name)
            if key.endswith("[]"):
                key = key[:-2]
                value = f"{values[key]},{value}" if key in values else value
            values[key] = value
            sent[key] = name
        return cls(values, sent)

    def merged(self, body: Mapping[str, object]) -> Params:
        """With the scalars of a JSON body put in (a body of a GET is merged into its parameters)."""
        more = {canonical(name): str(value) for name, value in body.items() if isinstance(value, str | int | float) and not isinstance(value, bool)}
        return Params({**self.values, **more}, self.sent)

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def text(self, name: str) -> str:
        """The value, or an empty text where the parameter is absent."""
        return self.values.get(name) or ""

    def parts(self, name: str) -> list[str]:
        """The values of a comma list, without empty ones."""
        return [part for part in self.text(name).split(",") if part]

    def true(self, name: str) -> bool:
        """Whether it is exactly `true`."""
        return self.values.get(name) == "true"

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)


def canonical(name: str) -> str:
    found = NAME.fullmatch(name)
    if not found:
        return name
    return found[1].replace("-", "_") + found[2]
