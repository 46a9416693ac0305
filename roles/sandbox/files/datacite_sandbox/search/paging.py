# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages of a list: sizes and numbers are clamped and never fail, cursors carry the last row's sort key and nothing else."""

from __future__ import annotations

import base64
import binascii
import dataclasses
import re
import urllib.parse

from ..answer import problem
from ..params import Params
from .query import index_error

DEFAULT_SIZE, MAX_SIZE, MAX_OFFSET = 25, 1000, 10_000
START = (0, "")
KEPT = (
    "query",
    "provider-id",
    "consortium-id",
    "client-id",
    "funder-id",
    "affiliation-id",
    "affiliation-country",
    "resource-type-id",
    "prefix",
    "certificate",
    "published",
    "created",
    "registered",
    "has-citations",
    "has-references",
    "has-parts",
    "has-part-of",
    "has-versions",
    "has-version-of",
    "has-views",
    "has-downloads",
    "has-person",
    "has-affiliation",
    "has-funder",
    "disable-facets",
    "facets",
    "detail",
    "composite",
    "affiliation",
    "publisher",
    "funded_by",
    "include_funder_child_organizations",
    "fields[dois]",
    "enriched",
)
RANDOM_AND_CURSOR = "Cursor-based pagination and random sampling are mutually exclusive, please choose one or the other."


@dataclasses.dataclass(frozen=True)
class Page:
    """`after` is the sort key (milliseconds, DOI) of the row before the first one, where a cursor was given; else `number` counts."""

    size: int
    number: int
    after: tuple[int, str] | None

    @classmethod
    def of(cls, params: Params) -> Page:
        size = integer(params.text("page[size]")) if "page[size]" in params else DEFAULT_SIZE
        if size < 0:
            raise index_error(f"[size] parameter cannot be negative, found [{size}]")
        size = min(size, MAX_SIZE)
        if "page[cursor]" in params and not params.parts("ids"):
            if params.true("random"):
                raise problem(400, RANDOM_AND_CURSOR)
            return cls(size, 1, decode(params.text("page[cursor]")))
        number = max(integer(params.text("page[number]")) if "page[number]" in params else 1, 1)
        return cls(size, min(number, max(MAX_OFFSET // size, 1)) if size else number, None)

    @property
    def offset(self) -> int:
        return 0 if self.after is not None else (self.number - 1) * self.size

    def pages(self, total: int) -> int:
        """How many pages there are; by number they end at row 10,000."""
        if not self.size:
            return 0
        counted = total if self.after is not None else min(total, MAX_OFFSET)
        return -(-counted // self.size)

    def more(self, rows: int, total: int) -> bool:
        """Whether the answer names a next page."""
        if not self.size or rows < self.size:
            return False
        return self.after is not None or self.number < self.pages(total)


def integer(text: str) -> int:
    """As the framework reads numbers: the digits that a text starts with, else 0."""
    found = re.match(r"\s*([+-]?\d+)", text)
    return int(found[1]) if found else 0


def encode(created: int, doi: str) -> str:
    return base64.urlsafe_b64encode(f"{created},{doi}".encode()).rstrip(b"=").decode()


def decode(cursor: str) -> tuple[int, str]:
    """The sort key in a cursor; the start for anything that is none."""
    try:
        text = base64.b64decode(cursor.replace("-", "+").replace("_", "/") + "=" * (-len(cursor) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return START
    number, comma, doi = text.partition(",")
    return (int(number), doi) if comma and re.fullmatch(r"-?\d+", number) else START


def next_link(base: str, params: Params, page: Page, cursor: str | None) -> str:
    """The address of the next page: it keeps some parameters and drops the others, as DataCite's does."""
    kept: dict[str, str] = {}
    for name in KEPT:
        value = params.get(name if "[" in name else name.replace("-", "_"))
        if value:
            kept[name] = value
    if cursor is not None:
        kept["page[cursor]"] = cursor
    else:
        kept["page[number]"] = str(page.number + 1)
    kept["page[size]"] = str(page.size)
    return f"{base}/dois?{urllib.parse.urlencode(sorted(kept.items()))}"
