# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which media type a request asks for."""

from __future__ import annotations

import functools

from .answer import problem
from .formats_of import media_types

JSON_API = "json"
PLAIN = frozenset({"application/json", "application/vnd.api+json", "text/html", "application/xhtml+xml", "*/*", "application/*", "text/*", "text/x-json"})


@functools.lru_cache(maxsize=256)
def wanted_type(accept: str | None) -> str:
    """JSON_API or one of the metadata formats; 406 for a type that the server does not know."""
    if not accept or not accept.strip():
        return JSON_API
    for name in _by_preference(accept):
        if name in PLAIN:
            return JSON_API
        if name in media_types():
            return media_types()[name]
    raise problem(406, "The content type is not recognized.")


def _by_preference(accept: str) -> list[str]:
    entries = []
    for place, part in enumerate(accept.split(",")):
        name, *options = [piece.strip() for piece in part.split(";")]
        weight = next((option[2:] for option in options if option.startswith("q=")), "1")
        try:
            entries.append((-float(weight), place, name.lower()))
        except ValueError:
            entries.append((0.0, place, name.lower()))
    return [name for _weight, _place, name in sorted(entries)]
