# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite XML: what is taken for a document, what it is about, and when two documents say the same."""

from __future__ import annotations

import json

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.datacite_xml import NotDataCiteXml, comparable, named_doi, parse

KERNEL = "http://datacite.org/schema/kernel-4"


def document(inside: str = "<titles><title>Levels</title></titles>", identifier: str = "10.5438/a") -> str:
    """A document as people write them, with these elements."""
    return f'<resource xmlns="{KERNEL}"><identifier identifierType="DOI">{identifier}</identifier>{inside}</resource>'


def same(one: str, other: str) -> bool:
    """Whether two documents say the same."""
    return comparable(parse(one)) == comparable(parse(other))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "not well-formed"),
        ("10.5438/0012", "not well-formed"),
        ('{"titles": []}', "not well-formed"),
        (document()[:-5], "not well-formed"),
        ("<html/>", "its root is `html`"),
        ('<resource xmlns="https://example.org/"/>', "its root is `{https://example.org/}resource`"),
        (document().replace("<resource", '<!DOCTYPE r [<!ENTITY a "b">]><resource'), "DOCTYPE or entities"),
        (document("<titles>" + "x" * 10_000_001 + "</titles>"), "10 MB"),
    ],
    ids=["nothing", "a DOI", "JSON", "cut short", "HTML", "another namespace", "entities", "too large"],
)
def test_what_is_no_document_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(NotDataCiteXml, match=words):
        parse(text)


@pytest.mark.parametrize("version", ["2.1", "2.2", "3", "3.0", "3.1"])
def test_an_old_version_of_the_schema_is_refused_with_what_to_change(version: str) -> None:
    inside = (
        '<rights>free</rights><contributors><contributor contributorType="Funder"><contributorName>NSF</contributorName></contributor></contributors>'
        "<titles><title> </title></titles><geoLocations><geoLocation><geoLocationPoint>1 2</geoLocationPoint></geoLocation></geoLocations>"
    )
    with pytest.raises(NotDataCiteXml) as refused:
        parse(document(inside).replace("kernel-4", f"kernel-{version}"))
    assert refused.value.message == f"is DataCite XML of version {version}, which DataCite no longer takes"
    for step in (f"kernel-4 instead of kernel-{version}", "resourceTypeGeneral", "`fundingReferences`", "`rightsList`", "pointLongitude", "empty `title`"):
        assert step in (refused.value.suggestion or "")
        assert step in str(refused.value)


@pytest.mark.parametrize(
    ("text", "words", "mend"),
    [
        (document("<title>a &nbsp; b</title>"), "undefined entity", "`&nbsp;` is HTML's"),
        (document("<title>a & b</title>"), "invalid token", "&amp;"),
        (document()[:-5], "not well-formed", "whole"),
        (document("<a></b>"), "mismatched tag", "own name"),
        (document() + document(), "junk", "one document"),
        ("<resource>" * 300 + "</resource>" * 300, "200 deep", None),
        (document("\ud800"), "no text", "UTF-8"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_the_mend(text: str, words: str, mend: str | None) -> None:
    with pytest.raises(NotDataCiteXml) as refused:
        parse(text)
    assert words in refused.value.message
    assert mend is None or mend in (refused.value.suggestion or "")


def test_a_doctype_in_a_comment_or_a_text_is_none() -> None:
    assert same("<!-- <!DOCTYPE html> -->" + document("<title><![CDATA[<!DOCTYPE x>]]></title>"), document("<title>&lt;!DOCTYPE x&gt;</title>"))


@pytest.mark.parametrize(
    "other",
    [
        document().replace(f' xmlns="{KERNEL}"', ""),
        document().replace(KERNEL, KERNEL + ".4"),
        document().replace("http:", "https:"),
        document().replace("<", "<ns0:").replace("<ns0:/", "</ns0:").replace("xmlns=", "xmlns:ns0="),
    ],
    ids=["none", "kernel-4.4", "https", "prefixed"],
)
def test_the_spelling_of_the_namespace_makes_no_difference(other: str) -> None:
    assert same(other, document())
    assert named_doi(parse(other)) == "10.5438/a"


def test_a_byte_order_mark_a_declaration_and_any_encoding_do_no_harm() -> None:
    for before in ("\ufeff", '<?xml version="1.0" encoding="UTF-8"?>\n', '<?xml version="1.0" encoding="ISO-8859-1"?>', "<!-- made by hand -->\n"):
        assert same(before + document(), document())


@pytest.mark.parametrize(
    "identifier",
    ["10.5438/A", "doi:10.5438/a", "https://doi.org/10.5438/a", "http://dx.doi.org/10.5438%2Fa", "https://www.doi.org/10.5438/A", " 10.5438/a\n"],
)
def test_the_doi_of_a_document_is_read_in_every_spelling(identifier: str) -> None:
    assert named_doi(parse(document(identifier=identifier))) == "10.5438/a"


@pytest.mark.parametrize("identifier", ["", ":tba", "(:tba)", ":unas", "(:unkn)", "10.5072/example-full", "none yet", "hdl:1234/5"])
def test_a_placeholder_names_no_doi(identifier: str) -> None:
    assert named_doi(parse(document(identifier=identifier))) is None


def test_the_identifier_the_layout_and_comments_do_not_count() -> None:
    other = document("\n  <titles>\n    <title> Levels\n of </title>\n  </titles>\n<!-- why -->", identifier="10.5438/B")
    assert same(other, document("<titles><title>Levels of</title></titles>"))


@pytest.mark.parametrize("tag", ["<i>high</i>", "<sub>2</sub>", "<br/>", "<br />"])
def test_inline_markup_is_the_text_that_datacite_makes_of_it(tag: str) -> None:
    escaped = tag.replace("<", "&lt;").replace(">", "&gt;")
    assert same(document(f"<title>Levels {tag}</title>"), document(f"<title>Levels {escaped}</title>"))


@pytest.mark.parametrize(
    "inside",
    [
        "<titles><title>Level</title></titles>",
        '<titles><title xml:lang="en">Levels</title></titles>',
        "<titles><title>Levels</title><title>Levels</title></titles>",
        "<titles><title>levels</title></titles>",
        "<titles><title>Levels</title></titles><version>1</version>",
    ],
)
def test_every_real_difference_counts(inside: str) -> None:
    assert not same(document(inside), document())


def test_what_datacite_stored_of_a_document_says_the_same(observations, figure) -> None:
    compared = differing = 0
    with open(observations("formats/pairs.jsonl"), encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            stored = (case.get("attributes") or {}).get("xml")
            if case["format"] != "datacite" or not stored or case["name"].endswith("no-namespace"):
                continue  # DataCite did not recognise the one without a namespace
            try:
                declared = parse(case["input"])
            except NotDataCiteXml:
                continue
            compared += 1
            differing += comparable(declared) != comparable(parse(stored))
    figure(f"documents that say the same as what DataCite stored of them: {compared - differing} of {compared}")
    assert compared > 80
    assert differing == 0
