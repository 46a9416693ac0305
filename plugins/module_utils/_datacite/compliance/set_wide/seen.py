# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of each record for the rules that look at all of them: a few short texts, so that the records themselves need not be held."""

from __future__ import annotations

import hashlib
import re
import urllib.parse
from collections.abc import Mapping
from typing import Any, NamedTuple

from ..expressions.functions import doi as doi_in
from ..expressions.functions import filled

_SEPARATORS = re.compile(r"[\W_]+")
_ABSTRACT = 400
_OF_SERIES = re.compile(r"\b[elp]?issn\b|\bisbn\b|\bean13\b|\bupc\b", re.IGNORECASE)
_NOTHING = frozenset({"none", "null", "n/a", "na", "-", "unknown", "undefined"})


class Seen(NamedTuple):
    """One record. `page` is its `url` in a form in which the same page is the same text; `identity` what it describes; both empty where nothing can be told.

    `relations` are pairs of a relation and the DOI it leads to; `local_names` pairs of a type and a local identifier.
    """

    doi: str
    state: str
    url: str
    page: str
    identity: str
    relations: tuple[tuple[str, str], ...]
    local_names: tuple[tuple[str, str], ...]
    registered: bool
    damage: tuple[str, ...]


def seen(record: Mapping[str, Any], damage: tuple[str, ...], *, tells_registered: bool = True) -> Seen:
    """What is kept of a record, which is as `record_view` makes it; `tells_registered` unless the answer left `registered` out."""
    url = record["url"] or ""
    return Seen(
        doi=record["doi"],
        state=record["state"] or "",
        url=url,
        page=page(url),
        identity=identity(record),
        relations=_relations(record),
        local_names=_local_names(record),
        registered=bool(record["registered"]) or not tells_registered,
        damage=damage,
    )


def page(url: str) -> str:
    """An address without what does not matter for where it leads: http or https, the host's letter case, a slash at the end."""
    try:
        parts = urllib.parse.urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    rest = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    return f"{host}{port}{rest}"


def identity(record: Mapping[str, Any]) -> str:
    """What a record describes: title, creators, year, type, version, abstract, sizes, container and what it is related to. Empty without title or creator.

    Two findable DOIs with the same are most likely one thing that was registered twice. All of them are needed: series, downloads and daily
    observations share titles, creators and years by the hundred.
    """
    title = _folded(" ".join(str(entry.get("title") or "") for entry in record["titles"]))
    creators = sorted(_folded(str(entry.get("name") or entry.get("familyName") or "")) for entry in record["creators"])
    if not title or not any(creators):
        return ""
    abstract = _folded(" ".join(str(entry.get("description") or "") for entry in record["descriptions"])[:_ABSTRACT])
    dates = sorted(f"{entry.get('dateType')} {entry.get('date')}" for entry in record["dates"] if entry.get("dateType") in ("Collected", "Coverage", "Valid"))
    places = [str(entry) for entry in record["geoLocations"]]
    related = sorted(str(entry.get("relatedIdentifier")) for entry in record["relatedIdentifiers"])
    container = sorted(f"{key} {value}" for key, value in record["container"].items())
    parts = (title, creators, record["publicationYear"], record["types"].get("resourceTypeGeneral"), record["version"], abstract, record["sizes"])
    return hashlib.blake2b(repr((*parts, dates, places, related, container)).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _folded(text: str) -> str:
    return _SEPARATORS.sub(" ", text).strip().casefold()


def _relations(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    found = [(entry.get("relationType"), doi_in(entry.get("relatedIdentifier"))) for entry in record["relatedIdentifiers"]]
    return tuple(dict.fromkeys((relation, doi) for relation, doi in found if isinstance(relation, str) and doi is not None))


def _local_names(record: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Without the numbers of series and books, which their articles and chapters share, and words that stand for nothing."""
    found = [(str(entry.get("alternateIdentifierType") or ""), entry.get("alternateIdentifier")) for entry in record["alternateIdentifiers"]]
    names = ((kind, str(name).strip()) for kind, name in found if filled(name) and not _OF_SERIES.search(kind))
    return tuple(dict.fromkeys((kind, name) for kind, name in names if name.lower() not in _NOTHING))
