# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The landing page's URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .declared import Declared, blank, written
from .finding import Finding

# DataCite's white space is ASCII's; the scheme must be lower case.
_URL = re.compile(r"(?:ftp|https?)://[^ \t\r\n\f\v]+\Z")
_SCHEME = re.compile(r"([A-Za-z]+)://")
_HOST = re.compile(r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?:[/?#]|\Z)")
_SPACE = re.compile(r"[ \t\r\n\f\v]+")


def web_address_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for a URL that DataCite refuses, in every state, and for a public DOI without one."""
    path, value, kept = _declared_url(declared)
    if isinstance(value, dict | list) and value:
        yield Finding("error", path, "DataCite wants one URL here, and would drop this", "write the URL alone")
    elif blank(value) and not kept:
        if declared.public and (not declared.unknown or _is_declared(declared)):
            yield Finding("error", path, f"missing; a {declared.target} DOI must have a landing page", "declare url")
    elif not blank(value):
        yield from _syntax(value, path)


def _is_declared(declared: Declared) -> bool:
    """Whether a landing page is declared, be it as nothing."""
    return declared.url is not None or "url" in declared.attributes


def _declared_url(declared: Declared) -> tuple[str, Any, bool]:
    """(path, value, whether the record's URL stays): it stays where none is declared, and where a list or object is, which DataCite drops."""
    stays = not blank(declared.record.get("url")) if declared.record else False
    if declared.url is not None:
        return "url", declared.url, stays and isinstance(declared.url, dict | list)
    if "url" in declared.attributes:
        value = declared.attributes["url"]
        return "metadata.url", value, stays and isinstance(value, dict | list)
    return "url", None, stays


def _syntax(value: Any, path: str) -> Iterator[Finding]:
    text = written(value) or str(value)
    if not _URL.match(text):
        yield Finding("error", path, f"`{text[:80]}` is not a URL that DataCite takes", _suggestion(text))


def _suggestion(text: str) -> str:
    """The URL that was probably meant: scheme in lower case, white space escaped, https:// before what looks like a host."""
    trimmed = text.strip()
    scheme = _SCHEME.match(trimmed)
    mended = f"https://{trimmed}" if _HOST.match(trimmed) else trimmed
    if scheme:
        mended = scheme[1].lower() + trimmed[scheme.end(1) :]
    mended = _SPACE.sub("%20", mended)
    return f"did you mean {mended[:80]}?" if _URL.match(mended) else "write http://, https:// or ftp:// in lower case, and no white space"
