# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The DOI that a document says it is about, and the one that it is declared to be about. Private to the collection."""

from __future__ import annotations

import re
import urllib.parse
from typing import Any

from .ordered import Request, Unusable

_RESOLVER = re.compile(r"^(?:doi:\s*|(?:https?://)?(?:dx\.|www\.)?doi\.org/|info:doi/)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"(?:10\.5072(?:/.*)?|:?\(?:?(?:tba|unas|null|none|unav|unkn)\)?|)", re.IGNORECASE)
_TEST_NAME = re.compile(r"10\.5072(?:/\S*)?")
_NAME = re.compile(r"10\.\d{4,9}/\S+")


def doi_in(value: Any) -> str | None:
    """The DOI in a value of a document, in lower case and without a resolver in front of it; None where it holds none, or a placeholder."""
    if not isinstance(value, str):
        return None
    written = value.strip()
    name = _RESOLVER.sub("", written).strip().lower()
    if _PLACEHOLDER.fullmatch(name) or not _NAME.fullmatch(name):
        return None
    decoded = _decoded(name) if written.lower().startswith("http") and "%" in name else name
    return decoded if _NAME.fullmatch(decoded) else name


def is_placeholder(value: Any) -> bool:
    """Whether a text stands where a DOI is to come: one of the test prefix, with a resolver or `doi:` in front of it or alone."""
    return isinstance(value, str) and _TEST_NAME.fullmatch(_RESOLVER.sub("", value.strip()).strip()) is not None


def refuse_another(named: str | None, request: Request) -> None:
    """Raise Unusable where the document is about another DOI than the declared one, and nobody said that this is meant."""
    if named in (None, request.doi) or request.replace_doi or not request.doi:
        return
    mend = "look whether it is the right file; if it is, declare `replace_doi: true`, and the DOI is put in"
    raise Unusable(f"is about {named}, not about {request.doi}", mend)


def _decoded(name: str) -> str:
    """A name out of an address, where `<` is written `%3C`."""
    try:
        return urllib.parse.unquote(name, errors="strict").lower()
    except UnicodeDecodeError:
        return name
