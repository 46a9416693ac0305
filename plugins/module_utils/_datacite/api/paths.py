# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""DOI names in paths: encoded whole, and refused where the server would take them for something else."""

from __future__ import annotations

import urllib.parse
from typing import Final

#: Routes below a DOI: a name that has one of these last, or with one more part after it, is taken for that route.
NESTED_ROUTES: Final = frozenset({"media", "metadata", "activities", "events", "get-url"})
#: Routes beside the DOIs.
NEIGHBOURS: Final = frozenset({"random", "get-dois", "validate", "status", "undo", "set-url", "delete-test-dois"})


class UnaddressableName(ValueError):
    """There is no path that leads to a DOI of this name, or it leads elsewhere."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"The DOI name {name!r} cannot be asked for: {reason}.")
        self.name = name


def check_name(name: str) -> None:
    """Raises `UnaddressableName` for a name whose path is another route's, or nobody's. The syntax of new names is not judged here."""
    prefix, slash, suffix = name.partition("/")
    if name.lower() in NEIGHBOURS or prefix.lower() in NEIGHBOURS:
        raise UnaddressableName(name, f"DataCite has another resource at /dois/{prefix.lower()}")
    if not prefix.startswith("10.") or not slash or not suffix:
        raise UnaddressableName(name, "a DOI is written as 10.<number>/<suffix>, without https://doi.org/ or doi: before it")
    if any(character < " " or character == "\x7f" or "\ud800" <= character <= "\udfff" for character in name):
        raise UnaddressableName(name, "it holds a control character")
    segments = name.split("/")
    for segment in segments:
        if segment in ("", ".", ".."):
            raise UnaddressableName(name, "an empty part, . or .. between slashes changes the path on its way")
    for segment in segments[1:][-2:]:
        if segment.lower() in NESTED_ROUTES:
            raise UnaddressableName(name, f"DataCite takes /{segment} for a resource below another DOI")


def doi_path(name: str, *below: str) -> str:
    """`/dois/10.5438%2F0012`, with further parts below it; raises `UnaddressableName`."""
    check_name(name)
    return "/".join(["/dois", quoted(name), *below])


def quoted(text: str) -> str:
    """Percent-encoded whole, slashes included."""
    return urllib.parse.quote(text, safe="")
