# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""CodeMeta JSON as DataCite reads it."""

from __future__ import annotations

from typing import Any

from . import licences, types
from .document import Document
from .names import doi_of, identifier_url
from .people import people
from .schema_org_people import as_people
from .schema_org_reader import described, identifiers, text_start
from .text import sanitized
from .values import present, without_nulls, wrapped

CONTEXT = "https://raw.githubusercontent.com/codemeta/codemeta/master/codemeta.jsonld"


def is_codemeta(meta: dict[str, Any]) -> bool:
    """By exactly one context."""
    return meta.get("@context") == CONTEXT


def read(meta: dict[str, Any], doi: str | None) -> Document:
    """The document; it is found even without a DOI inside. Raises Stumble."""
    return Document("codemeta", found=True, attributes=without_nulls(_attributes(meta)), doi=doi_of(doi) or doi_of(meta.get("@id")))


def _attributes(meta: dict[str, Any]) -> dict[str, Any]:
    get = meta.get
    agents = get("agents") if get("agents") is not None else get("authors")
    dates = {"datePublished": "Issued", "dateCreated": "Created", "dateModified": "Updated"}
    title = get("name") if get("title") is None else get("title")
    return {
        "types": _types(meta),
        "identifiers": identifiers(get("identifier")),
        "url": identifier_url(get("codeRepository")),
        "titles": [{"title": title}],
        "creators": people(as_people(agents, "creatorName")),
        "contributors": people(as_people(get("editor"), "contributorName")),
        "publisher": {"name": get("publisher")} if present(get("publisher")) else None,
        "dates": [{"date": meta[name], "dateType": kind} for name, kind in dates.items() if present(get(name))],
        "publicationYear": text_start(get("datePublished")) if present(get("datePublished")) else None,
        "descriptions": described(get("description")),
        "rightsList": [licences.of_members(None, identifier=get("licenseId"))] if present(get("licenseId")) else None,
        "version": get("version"),
        "subjects": [{"subject": sanitized(tag)} for tag in wrapped(get("tags")) if isinstance(tag, str)],
    }


def _types(meta: dict[str, Any]) -> dict[str, Any]:
    kind = meta.get("@type")
    named = kind if isinstance(kind, str) else ""
    return without_nulls(
        {
            "resourceTypeGeneral": types.GENERAL_OF_SCHEMA_ORG.get(named),
            "resourceType": meta.get("additionalType"),
            "schemaOrg": kind,
            "citeproc": types.CITEPROC_OF_SCHEMA_ORG.get(named, "article-journal"),
            "bibtex": types.BIBTEX_OF_SCHEMA_ORG.get(named, "misc"),
            "ris": types.RIS_OF_SCHEMA_ORG.get(named, "GEN"),
        }
    )
