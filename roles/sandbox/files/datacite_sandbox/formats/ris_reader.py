# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A RIS text as DataCite reads it: lines cut at their first hyphen, few tags known, no continuation lines."""

from __future__ import annotations

import json
import re
from typing import Any

from .document import Document
from .json_members import Stumble
from .names import doi_of
from .people import people
from .text import sanitized
from .values import plain, present, without_nulls, wrapped

_SCHEMA_ORG = {
    "BLOG": "BlogPosting", "GEN": "CreativeWork", "CTLG": "DataCatalog", "DATA": "Dataset", "FIGURE": "ImageObject", "THES": "Thesis",
    "MPCT": "Movie", "JOUR": "ScholarlyArticle", "COMP": "SoftwareSourceCode", "VIDEO": "VideoObject", "ELEC": "WebPage",
}  # fmt: skip
_GENERAL = {
    "BLOG": "Text", "GEN": "Poster", "CTLG": "Collection", "DATA": "Dataset", "FIGURE": "Image", "THES": "Dissertation", "MPCT": "Audiovisual",
    "JOUR": "JournalArticle", "COMP": "Software", "VIDEO": "Audiovisual", "ELEC": "Text", "SLIDE": "Presentation",
}  # fmt: skip
START = "TY  - "


def read(text: str, doi: str | None) -> Document:
    """The document; found only where it has a DOI. Raises Stumble at an empty line and at a date that is missing or has too many parts."""
    tags = _tags(text)
    own = tags.get("DO")
    return Document("ris", found=present(own), attributes=without_nulls(_attributes(tags)), doi=doi_of(doi) or doi_of(own))


def _tags(text: str) -> dict[str, Any]:
    """Each tag's text, a list of texts where it stands several times."""
    lines: dict[str, list[str]] = {}
    for line in text.rstrip("\n").split("\n"):
        if not line:
            raise Stumble("an empty line")
        tag, _unused, value = line.partition("-")
        lines.setdefault(tag.strip(), []).append(value.strip())
    return {tag: plain(values) for tag, values in lines.items()}


def _attributes(tags: dict[str, Any]) -> dict[str, Any]:
    get = tags.get
    issued = _date(get("PY"))
    dates = [{"date": issued, "dateType": "Issued"}] if present(get("PY")) else []
    dates += [{"date": _date(get("Y1")), "dateType": "Created"}] if present(get("Y1")) else []
    return {
        "types": _types(get("TY") or "GEN"),
        "url": get("UR"),
        "titles": [{"title": get("T1")}] if present(get("T1")) else None,
        "creators": people(wrapped(get("AU"))),
        "publisher": {"name": get("PB", "(:unav)")},
        "container": _container(tags),
        "relatedIdentifiers": _related(tags),
        "dates": dates,
        "publicationYear": issued[:4],
        "descriptions": [{"description": _abstract(get("AB")), "descriptionType": "Abstract"}] if present(get("AB")) else None,
        "subjects": [{"subject": sanitized(word)} for word in wrapped(get("KW"))],
        "language": get("LA"),
    }


def _types(kind: Any) -> dict[str, Any]:
    named = kind if isinstance(kind, str) else ""
    schema_org = _SCHEMA_ORG.get(named, "CreativeWork")
    return without_nulls({"resourceTypeGeneral": _GENERAL.get(named), "schemaOrg": schema_org, "citeproc": "misc", "ris": kind})


def _abstract(value: Any) -> Any:
    return plain([sanitized(part, lines=True) for part in wrapped(value)])


def _date(value: Any) -> str:
    """`2020/3/5` as `2020-03-05`; of several dates, the list as it would be printed."""
    written = json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value or ""
    parts = re.sub(r"/+\Z", "", written).split("/") if written.strip("/") else []
    if not 1 <= len(parts) <= 3:
        raise Stumble(f"no date: {value!r}")
    return date_of_parts(*parts)


def date_of_parts(year: Any, month: Any = None, day: Any = None) -> str:
    """Year, month and day as one date; parts that are missing or zero are left out."""
    filled = [text_of_part(year).rjust(4, "0"), text_of_part(month).rjust(2, "0"), text_of_part(day).rjust(2, "0")]
    return "-".join(part for part in filled if part != "00")


def text_of_part(part: Any) -> str:
    """A part of a date as text."""
    return "" if part is None else str(part)


def _container(tags: dict[str, Any]) -> dict[str, Any] | None:
    if not present(tags.get("T2")):
        return None
    names = {"title": "T2", "identifier": "SN", "volume": "VL", "issue": "IS", "firstPage": "SP", "lastPage": "EP"}
    return without_nulls({"type": "Journal"} | {ours: tags.get(theirs) for ours, theirs in names.items()})


def _related(tags: dict[str, Any]) -> list[dict[str, Any]]:
    if not (present(tags.get("T2")) and present(tags.get("SN"))):
        return []
    return [{"type": "Periodical", "id": tags["SN"], "relatedIdentifierType": "ISSN", "relationType": "IsPartOf", "title": tags["T2"]}]
