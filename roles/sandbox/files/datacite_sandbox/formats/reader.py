# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which format a document has, and its attributes, in the order in which DataCite's back end tries the formats."""

from __future__ import annotations

from . import bibtex_reader, citeproc_reader, codemeta_reader, crosscite_reader, crossref_reader, datacite_reader, ris_reader, schema_org_reader
from .document import Document
from .json_members import Stumble
from .json_text import parsed, repeats_keys
from .names import identifier_url
from .parsing import blankless_tree, strict_tree
from .text import escape_inline_tags

STUMBLED = "stumbled"
"""The kind of a document on which the reader gave up: nothing of it is taken, and what was sent stays as it was sent."""


def read(text: str, *, doi: str | None) -> Document | None:
    """The document that `text` (decoded) is; None when no format is recognised. Raises Unreadable for what ends in a server error."""
    source = escape_inline_tags(text.lstrip("\ufeff"))
    if "\0" in source:
        return Document(STUMBLED, found=True, attributes={})
    if identifier_url(source.strip()):
        # DataCite's back end would fetch the metadata from there; the sandbox has no other world to fetch from.
        return Document("remote", found=False, attributes={})
    try:
        return _xml(source, doi) or _json(source, doi) or _lines(source, doi)
    except (Stumble, AttributeError, IndexError, KeyError, TypeError, ValueError, RecursionError):
        # A value of a kind that no reader expects, deep in somebody's document, is no more than a document that cannot be read.
        return Document(STUMBLED, found=True, attributes={})


def _xml(source: str, doi: str | None) -> Document | None:
    root = blankless_tree(source) if "<" in source else None
    if root is None:
        return None
    strict = strict_tree(source)
    query = None if strict is None else crossref_reader.query_of(strict)
    if query is not None:
        return crossref_reader.read(query, doi)
    return datacite_reader.read(root, doi) if datacite_reader.is_datacite(root) else None


def _json(source: str, doi: str | None) -> Document | None:
    meta = parsed(source)
    if meta is None:
        return None
    for recognised, reading in (
        (schema_org_reader.is_schema_org, schema_org_reader.read),
        (codemeta_reader.is_codemeta, codemeta_reader.read),
        (crosscite_reader.is_datacite_json, crosscite_reader.read),
        (crosscite_reader.is_crosscite, crosscite_reader.read),
        (citeproc_reader.is_citeproc, citeproc_reader.read),
    ):
        if recognised(meta):
            return _linted(source, reading(meta, doi))
    return None


def _linted(source: str, document: Document) -> Document:
    """The document without attributes where a key stands twice in an object."""
    return Document(document.kind, found=True, attributes={}) if repeats_keys(source) else document


def _lines(source: str, doi: str | None) -> Document | None:
    if source.startswith(ris_reader.START):
        return ris_reader.read(source, doi)
    return bibtex_reader.read(source, doi)
