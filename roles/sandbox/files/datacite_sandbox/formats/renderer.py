# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Records in the formats that content negotiation offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import (
    bibtex_writer,
    citation_writer,
    citeproc_writer,
    codemeta_writer,
    crosscite_writer,
    csv_writer,
    jats_writer,
    ris_writer,
    schema_org_writer,
)
from .view import View, view_of

_WRITERS: dict[str, Callable[[View], str]] = {
    "application/vnd.datacite.datacite+json": crosscite_writer.write,
    "application/vnd.crosscite.crosscite+json": crosscite_writer.write_crosscite,
    "application/vnd.schemaorg.ld+json": schema_org_writer.write,
    "application/vnd.citationstyles.csl+json": citeproc_writer.write,
    "application/vnd.codemeta.ld+json": codemeta_writer.write,
    "application/vnd.jats+xml": jats_writer.write,
    "application/x-bibtex": bibtex_writer.write,
    "application/x-research-info-systems": ris_writer.write,
    "text/csv": csv_writer.write,
    "text/x-bibliography": citation_writer.write,
}
_XML = "application/vnd.datacite.datacite+xml"
MEDIA_TYPES: dict[str, str] = {name: name for name in (_XML, *_WRITERS)} | {
    "application/x-datacite+xml": _XML,
    "application/ld+json": "application/vnd.schemaorg.ld+json",
    "application/citeproc+json": "application/vnd.citationstyles.csl+json",
}
"""Media types that may be asked for, and the one that each is answered with."""
_BETWEEN = {"application/x-bibtex": "\n", "application/x-research-info-systems": "\n\n", "text/x-bibliography": "\n\n"}


def render(record_attributes: Mapping[str, Any], media_type: str, style: str | None = None, locale: str | None = None) -> tuple[str, str]:
    """(content type, text) of one record, given by its attributes in JSON's names or the database's, with `doi` and the stored `xml` as text.

    `media_type` is one of MEDIA_TYPES. `style` and `locale` are those of formatted references; every style is answered in APA.
    """
    content_type = MEDIA_TYPES[media_type]
    if content_type == _XML:
        return content_type, str(record_attributes.get("xml") or "")
    return content_type, _WRITERS[content_type](view_of(record_attributes))


def render_all(records: list[Mapping[str, Any]], media_type: str, style: str | None = None, locale: str | None = None) -> tuple[str, str]:
    """(content type, text) of several records, joined as DataCite joins them."""
    content_type = MEDIA_TYPES[media_type]
    texts = [render(record, media_type, style, locale)[1] for record in records]
    if content_type.endswith("json"):
        return content_type, "[\n" + ",\n".join(texts) + "\n]"
    if content_type == "text/csv":
        return content_type, ",".join(csv_writer.HEADER) + "\n" + "".join(text.partition("\n")[2] for text in texts)
    return content_type, _BETWEEN.get(content_type, "\n").join(texts)
