# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which of the formats a document is in. Private to the collection."""

from __future__ import annotations

import json
import re

from .ordered import Unusable

_BIBTEX = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t\r\n]*[{(]", re.MULTILINE)
_RIS = re.compile(r"TY[ \t]*[-\u2010-\u2015]", re.IGNORECASE)
_RIS_LINE = re.compile(r"^TY[ \t]+[-\u2010-\u2015]", re.MULTILINE)
_HTML = re.compile(r"^\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html|<head|<body|<script)", re.IGNORECASE | re.DOTALL)
_ADDRESS = re.compile(r"\s*(?:https?://\S+|(?:doi:\s*)?10\.\d{4,9}/\S+)\s*", re.IGNORECASE)
_ROOT = re.compile(r"<([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)([^>]*)>")
_CROSSREF_ROOTS = frozenset((
    "crossref_result", "doi_records", "doi_record", "doi_batch", "crossref", "query_result", "journal", "book", "conference", "posted_content", "dissertation",
    "grant", "report-paper", "standard", "database", "peer_review", "sa_component", "body", "query",
))
_SCHEMA_ORG = re.compile(r"https?://(?:www\.)?schema\.org/", re.IGNORECASE)
_ENVELOPES = ("message", "items")
"""What APIs put Citeproc items into."""
_KNOWN = "bibtex, citeproc, crossref, datacite_xml, ris, schema_org"


def detected(text: str) -> str:
    """The format of a document, by what it looks like; raises Unusable where it is none of the six."""
    start = text.lstrip("\ufeff \t\r\n\f\v")
    if not start:
        raise Unusable("is empty", "give the document itself")
    if _ADDRESS.fullmatch(start):
        mend = "download it, look at it, and give the document itself"
        raise Unusable("is an address and no document; DataCite would fetch what is there, unseen", mend)
    if _HTML.match(start):
        mend = "give the JSON-LD alone: what is between <script type=\"application/ld+json\"> and </script>"
        raise Unusable("is a web page (HTML), of which no record can be made", mend)
    if start.startswith("<"):
        return _xml_format(start)
    if start[0] in "{[":
        return _json_format(start)
    lines = start.replace("\r", "\n")
    if _RIS.match(lines) or (_RIS_LINE.search(lines) and not _BIBTEX.match(lines)):
        return "ris"
    if _BIBTEX.search(lines):
        return "bibtex"
    raise Unusable(f"is in none of the formats that are known here ({_KNOWN})", "name it as `format` if it is, or write `metadata`")


def _xml_format(text: str) -> str:
    uncommented = re.sub(r"<!--.*?-->|<\?.*?\?>", "", text, flags=re.DOTALL)
    root = _ROOT.search(uncommented)
    if root is None:
        raise Unusable("begins like XML, but has no root element", "look whether the file is whole")
    if root[2] in _CROSSREF_ROOTS:
        return "crossref"
    if root[2] == "resource" or "datacite.org/schema/kernel" in uncommented:
        return "datacite_xml"
    raise Unusable(f"is XML, but neither DataCite's nor Crossref's: its root is `{root[2]}`", "convert it, or write `metadata`")


def _json_format(text: str) -> str:
    try:
        value = json.loads(text)
    except RecursionError:
        raise Unusable("is JSON nested too deeply") from None
    except ValueError as error:
        raise Unusable(f"begins like JSON, and cannot be read as such ({error})", "look whether the file is whole") from None
    sample = value[0] if isinstance(value, list) and value else value
    if not isinstance(sample, dict):
        raise Unusable("is JSON, but holds no object", "give one JSON-LD object or one Citeproc item")
    if any(name in ("@context", "@graph", "@type") or _SCHEMA_ORG.match(name) for name in sample):
        return "schema_org"
    if isinstance(sample.get("data"), (dict, list)) or "attributes" in sample or {"creators", "titles"} & sample.keys():
        raise Unusable("is JSON with DataCite's own attributes", "give it as `metadata`, without `content`, `src` and `format`")
    if any(name in sample for name in ("type", "title", "author", "issued", "DOI")) or any(isinstance(sample.get(name), (dict, list)) for name in _ENVELOPES):
        return "citeproc"
    raise Unusable(f"is JSON in none of the formats that are known here ({_KNOWN})", "name it as `format` if it is, or write `metadata`")
