# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The landing page's URL."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .declared import Declared, blank, written
from .finding import Finding

# DataCite's white space is ASCII's; the scheme must be lower case.
_URL = re.compile(r"(?:ftp|https?)://[^ \t\r\n\f\v]+\Z")
_SCHEME = re.compile(r"([A-Za-z]+)://")


def web_address_findings(declared: Declared) -> Iterator[Finding]:
    """Errors for a URL that DataCite refuses, in every state, and for a public DOI without one."""
    path = "url" if declared.url is not None else "metadata.url"
    value = declared.url if declared.url is not None else declared.attributes.get("url")
    if value is None and "url" not in declared.attributes:
        value = declared.record.get("url") if declared.record else None
        path = "url"
        if not blank(value):
            return
    if blank(value) or isinstance(value, dict | list | tuple):
        if declared.public:
            yield Finding("error", path, f"missing; a {declared.target} DOI must have a landing page", "declare url")
        elif not blank(value):
            yield Finding("error", path, "DataCite wants one URL here, and would drop this", "write the URL alone")
        return
    text = written(value) or str(value)
    if not _URL.match(text):
        yield Finding("error", path, f"`{text[:80]}` is not a URL that DataCite takes", _suggestion(text))


def _suggestion(text: str) -> str:
    trimmed = text.strip()
    scheme = _SCHEME.match(trimmed)
    mended = scheme[1].lower() + trimmed[scheme.end(1) :] if scheme else f"https://{trimmed}"
    mended = mended.replace(" ", "%20")
    if _URL.match(mended) and (scheme or "." in trimmed.split("/")[0]) and ":" not in trimmed.split("/")[0].replace(scheme[0] if scheme else "", ""):
        return f"did you mean {mended[:80]}?"
    return "write http://, https:// or ftp:// in lower case, and no white space"
