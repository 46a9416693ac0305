# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which format a document is in, and what is none."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.detection import detected
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.reading import FORMATS, in_order
from conftest import observed

EXPECTED = {"datacite": "datacite_xml"}


def test_every_observed_document_is_detected() -> None:
    for line in observed("formats/pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        if pair["format"] == "none" or "html-wrapped" in pair["name"]:
            with pytest.raises(Unusable):
                in_order(Request(pair["input"], "10.82001/a", None, True))
        else:
            assert detected(pair["input"]) == EXPECTED.get(pair["format"], pair["format"]), pair["name"]


@pytest.mark.parametrize(("text", "kind"), [
    ("% Encoding: UTF-8\n\n@comment{jabref-meta: x}\n@article{a, title={T}}", "bibtex"),
    ("Some words that JabRef keeps.\n@ARTICLE (a, title={T})", "bibtex"),
    ("\ufeff\r\n\r\nTY  - JOUR\r\nER  - \r\n", "ris"),
    ("Provider: Example\nDatabase: Y\n\nTY  - JOUR\nER  - \n", "ris"),
    ("TY - JOUR\nER -\n", "ris"),
    ("Provider: Example\rTY  - JOUR\rER  - \r", "ris"),
    ("Words\r@misc{a, title={T}}\r", "bibtex"),
    ("TY  - JOUR\nN1  - see @misc{x, y}\nER  - \n", "ris"),
    ('[{"type": "book", "title": "T"}]', "citeproc"),
    ('{"status": "ok", "message-type": "work", "message": {"DOI": "10.1234/a"}}', "citeproc"),
    ('{"items": [{"type": "book"}]}', "citeproc"),
    ('{"@graph": []}', "schema_org"),
    ('{"https://schema.org/name": "T"}', "schema_org"),
    ('<?xml version="1.0"?><!-- <doi_records> --><resource xmlns="http://datacite.org/schema/kernel-4"/>', "datacite_xml"),
    ('<record><metadata><resource xmlns="http://datacite.org/schema/kernel-4"/></metadata></record>', "datacite_xml"),
    ("<ns:doi_records xmlns:ns='x'/>", "crossref"),
    ("<doi_batch version='5.3.1'/>", "crossref"),
])
def test_what_people_have_is_detected(text: str, kind: str) -> None:
    assert detected(text) == kind


@pytest.mark.parametrize(("text", "said"), [
    ("", "is empty"), (" \n\ufeff", "is empty"),
    ("https://example.org/a.xml\n", "is an address"), ("doi:10.1234/abc", "is an address"),
    ("<!-- x --><!DOCTYPE HTML><p>", "is a web page"), ("<script type='application/ld+json'>{}</script>", "is a web page"),
    ("<oai_dc:dc xmlns:oai_dc='x'/>", "neither DataCite's nor Crossref's"),
    ("<", "no root element"),
    ('{"creators": [], "titles": []}', "DataCite's own attributes"), ('{"data": {"attributes": {}}}', "DataCite's own attributes"),
    ("[1, 2]", "holds no object"), ('{"a": 1}', "none of the formats"), ('{"a": ', "cannot be read as such"),
    ("[" * 100_000, "cannot be read as such"),
    ("title: T\n", "none of the formats"),
    ("write to me@example.org {please}", "none of the formats"),
])
def test_what_is_none_of_them_is_said(text: str, said: str) -> None:
    try:
        kind = detected(text)
    except Unusable as unusable:
        assert said in unusable.message or "nested too deeply" in unusable.message
        assert unusable.suggestion or "deeply" in unusable.message
    else:
        raise AssertionError(kind)


@given(st.text(alphabet=st.sampled_from("<>{}[]@\"'TY -\n:/1.0ab?!\ufeff\0"), max_size=60))
def test_any_text_is_a_format_or_refused_in_words(text: str) -> None:
    try:
        assert in_order(Request(text, "10.82001/a")).format in FORMATS
    except Unusable as unusable:
        assert unusable.message
