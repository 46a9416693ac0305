# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses that a report may lead to: of DOIs, and of those who say why a rule is one. Private to the collection."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_HALF = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile(r"[^A-Za-z0-9\-._~:/?@!$&*+,;=%]|%(?![0-9A-Fa-f]{2})")


def doi_link(doi: str) -> str | None:
    """The address under which a DOI is found on the web; None for what cannot be written as an address."""
    return None if _HALF.search(doi) else f"https://doi.org/{quote(doi, safe='/')}"


def web_link(address: str) -> str | None:
    """An address of the web, with all that has a meaning in any of the formats written as numbers; None for anything else, such as `javascript:`."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if not address.lower().startswith(("http://", "https://")) or not host or "[" in parts.netloc or _HALF.search(address):
        return None
    place, hash_mark, fragment = address.partition("#")
    return f"{_written(place)}{hash_mark}{_written(fragment)}"


def _written(part: str) -> str:
    return _UNSAFE.sub(lambda match: quote(match.group(), safe=""), part)
