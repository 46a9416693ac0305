# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which media type a request asks for."""

from __future__ import annotations

import functools

from .answer import problem

JSON_API = "json"
PLAIN = frozenset({"application/json", "application/vnd.api+json", "text/html", "application/xhtml+xml", "*/*", "application/*", "text/*", "text/x-json"})
SAME = {"application/ld+json": "application/vnd.schemaorg.ld+json"}
FORMATS = frozenset({
    "application/vnd.datacite.datacite+xml", "application/vnd.datacite.datacite+json", "application/vnd.crosscite.crosscite+json",
    "application/vnd.schemaorg.ld+json", "application/ld+json", "application/vnd.citationstyles.csl+json", "application/citeproc+json",
    "application/vnd.codemeta.ld+json", "application/vnd.jats+xml", "application/x-bibtex", "application/x-research-info-systems", "text/csv",
    "text/x-bibliography"})


@functools.lru_cache(maxsize=256)
def wanted_type(accept: str | None) -> str:
    """JSON_API or one of the metadata formats; 406 for a type that the server does not know."""
    if not accept or not accept.strip():
        return JSON_API
    for name in _by_preference(accept):
        if name in PLAIN:
            return JSON_API
        if name in FORMATS:
            return SAME.get(name, name)
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
