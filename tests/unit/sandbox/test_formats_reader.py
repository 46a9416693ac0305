# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How documents are recognised, where reading them stops, and that hostile ones do no harm."""

from __future__ import annotations

import json

import pytest

from datacite_sandbox.formats import bibtex, bibtex_names, datacite_reader, edtf
from datacite_sandbox.formats.datacite_writer import write
from datacite_sandbox.formats.document import Unreadable
from datacite_sandbox.formats.names import doi_of, doi_url, funder_url, orcid_url, ror_url, web_address
from datacite_sandbox.formats.reader import STUMBLED, read
from datacite_sandbox.formats.text import escape_inline_tags, sanitized, squish

DOI = "10.82001/a"
KERNEL_4 = "http://datacite.org/schema/kernel-4"
DATACITE = f'<resource xmlns="{KERNEL_4}"><identifier identifierType="DOI">10.1234/X</identifier><titles><title>T</title></titles></resource>'


def attributes(text: str) -> dict:
    return dict(read(text, doi=DOI).attributes)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (DATACITE, "datacite"),
        (f"<!-- by hand -->{DATACITE}", "datacite"),
        (DATACITE.replace("<resource", "<x:resource").replace("</resource", "</x:resource").replace("xmlns=", "xmlns:x="), "datacite"),
        (DATACITE.replace(f' xmlns="{KERNEL_4}"', ""), None),
        ('{"@context": "https://schema.org", "@type": "Dataset"}', "schema_org"),
        ('{"@context": "https://raw.githubusercontent.com/codemeta/codemeta/master/codemeta.jsonld"}', "codemeta"),
        (f'{{"schema-version": "{KERNEL_4}"}}', "datacite_json"),
        ('{"types": {"ris": "GEN"}, "publication_year": 2020}', "crosscite"),
        ('{"id": "10.1234/x", "issued": {"date-parts": [[2020]]}}', "citeproc"),
        ("TY  - DATA\nPY  - 2020\nDO  - 10.1234/x", "ris"),
        ("@misc{k, doi={10.1234/x}}", "bibtex"),
        ("10.1234/x", "remote"),
        ("https://example.org/record", "remote"),
        ("TY - DATA", None),
        ("some text", None),
        ("{}", None),
        ("[]", None),
        ("null", None),
        ("42", None),
    ],
)
def test_recognition(text, kind):
    document = read(text, doi=DOI)
    assert (document.kind if document else None) == kind


@pytest.mark.parametrize("text", ["@misc{k, title={T}}", "@comment{x}\n@misc{k, doi={10.1/x}}", "TY  - DATA\nPY  - 2020", "10.1234/x"])
def test_a_document_without_a_doi_is_not_found(text):
    assert not read(text, doi=DOI).found


def test_datacite_xml_takes_the_request_s_doi_before_its_own():
    assert (read(DATACITE, doi=DOI).doi, read(DATACITE, doi=None).doi) == (DOI, "10.1234/x")
    assert not read(DATACITE.replace("10.1234/X", "none"), doi=None).found


@pytest.mark.parametrize(
    "text",
    [
        "TY  - DATA\n\nPY  - 2020\nDO  - 10.1/x",
        "TY  - DATA\nDO  - 10.1/x",
        "TY  - DATA\nPY  - 2020/03/05/Spring\nDO  - 10.1/x",
        '{"@context": "https://schema.org", "@type": ["Dataset"]}',
        '{"@context": "https://schema.org", "author": ["Ngozi Okafor"]}',
        "a\0b",
    ],
)
def test_a_reader_that_stumbles_takes_nothing(text):
    document = read(text, doi=DOI)
    assert (document.kind, dict(document.attributes)) == (STUMBLED, {})


def test_a_list_breaks_the_back_end():
    with pytest.raises(Unreadable, match=r"wrong element type Hash at 0 \(expected array\)"):
        read('[{"@context": "https://schema.org"}]', doi=DOI)


def test_repeated_keys_leave_a_document_without_attributes():
    assert attributes('{"@context": "https://schema.org", "name": "A", "name": "B"}') == {}


def test_keeping_lays_out_escapes_and_renames():
    kept = datacite_reader.keep(f'<?xml version="1.0" standalone="yes"?>{DATACITE.replace(">T<", "><![CDATA[<i>T</i>]]><")}', DOI)
    assert kept.splitlines() == [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<resource xmlns="{KERNEL_4}">',
        '  <identifier identifierType="DOI">10.82001/A</identifier>',
        "  <titles>",
        "    <title><![CDATA[&lt;i&gt;T&lt;/i&gt;]]></title>",
        "  </titles>",
        "</resource>",
    ]
    assert "10.1234/X" in datacite_reader.keep(DATACITE, None)


def test_keeping_what_is_kept_changes_nothing():
    kept = datacite_reader.keep(DATACITE, DOI)
    assert datacite_reader.keep(kept, DOI) == kept


LAUGHS = "<!DOCTYPE lolz [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"


@pytest.mark.parametrize("entity", ["&a11;", "&outside;"])
def test_entities_are_neither_expanded_nor_fetched(entity, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("top secret")
    declared = LAUGHS.replace("]>", f"<!ENTITY outside SYSTEM '{secret.as_uri()}'>]>")
    text = declared + DATACITE.replace(">T<", f">T{entity}<")
    found = json.dumps(attributes(text)) + datacite_reader.keep(text, DOI)
    assert "top secret" not in found
    assert len(found) < 3 * len(text)


def test_deep_nesting_is_survived():
    document = read(DATACITE.replace(">T<", ">" + "<x>" * 100000), doi=DOI)
    assert document is None or document.kind == "datacite"
    assert read("[" * 100000, doi=DOI) is None
    assert read('{"a":' * 100000, doi=DOI) is None


ODD_VALUES = (None, 5, 1.5, True, "", "x", [], {}, ["a"], [{}], [None], [["x"]], {"a": 1}, {"@id": 5}, {"name": ["x"]})
MEMBERS = {
    "schema_org": "@type @id identifier name author creator editor publisher license funder citation datePublished keywords spatialCoverage inLanguage",
    "citeproc": "type id title author editor issued categories abstract page container-title copyright URL",
}


@pytest.mark.parametrize("kind", MEMBERS)
@pytest.mark.parametrize("odd", ODD_VALUES)
def test_values_of_unexpected_kinds_never_break_the_reading(kind, odd):
    start = {"@context": "https://schema.org"} if kind == "schema_org" else {"id": "10.1234/x", "issued": {"date-parts": [[2020]]}}
    for member in MEMBERS[kind].split():
        document = read(json.dumps(start | {member: odd}), doi=DOI)
        attributes = dict(document.attributes) if document else {}
        assert write(attributes, DOI).endswith("</resource>\n"), member


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("A & B", "A &amp; B"),
        ("a < b", "a &lt; b"),
        ("a > b", "a &gt; b"),
        ("<p>One</p> <p>two</p>", "One two"),
        ("H<sub>2</sub>O", "H<sub>2</sub>O"),
        ("x<script>alert(1)</script>", "xalert(1)"),
        ("a<!-- c -->b", "ab"),
        ("&eacute;&nbsp;x", "é x"),
        ("  many \n\t spaces\u00a0", "many spaces"),
        ("line<br/>break", "line<br>break"),
        ('<a href="https://example.org">link</a>', "link"),
    ],
)
def test_text_is_cleaned(text, clean):
    assert sanitized(text) == clean


def test_lines_stay_in_descriptions():
    assert sanitized(" one \t two\r\n three ", lines=True) == "one two\r\n three"
    assert sanitized("a\r\n<p>b</p>", lines=True) == "a\r\nb"


def test_cleaning_twice_changes_nothing():
    for text in ("A &amp; B", "a &lt; b", "H<sub>2</sub>O", "x <b>y</b>"):
        assert sanitized(text) == text


def test_inline_tags_without_attributes_become_text():
    assert escape_inline_tags('<i>x</i> <sub>2</sub> <br/> <b class="x">') == '&lt;i&gt;x&lt;/i&gt; &lt;sub&gt;2&lt;/sub&gt; <br/> <b class="x">'


def test_squish_knows_every_space_but_not_the_zero_width_one():
    assert squish("\u2003a\u00a0\u2028b\u200b ") == "a b\u200b"


@pytest.mark.parametrize(
    "text",
    ["2020", "2020-02-29", "-0044-03-15", "2020-01-01T10:00:00Z", "2020-01-01T10:00:00+01:00", "2020/2021", "2020-01/2020-02", "2020~", "2020?", "199u",
     "2020-21", "y170000002", "unknown/2006", "2004/open", "[1667,1668, 1670..1672]", ":tba"],
)  # fmt: skip
def test_dates(text):
    assert edtf.is_date(text)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2021-02-29", "2020-13", "20200101", "2020-01-01T10:00Z", "2020-01-01T10:00:00.5Z", "07.04.2017", "1990-2000", "[", "{]", "/"]
)
def test_what_is_no_date(text):
    assert not edtf.is_date(text)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Okafor, Ngozi and Eva Lind", [("Okafor", "Ngozi"), ("Lind", "Eva")]),
        ("{Tide Gauge Network}", [("{Tide Gauge Network}", None)]),
        ("Jan van der Berg", [("Berg", "Jan")]),
        ("van der Berg, Jan", [("Berg", "Jan")]),
        ("Intergovernmental Panel on Climate Change, ", [("Climate Change", None)]),
        ("King, Jr, Martin Luther", [("King", "Martin Luther")]),
        (r'M{\"u}ller, J{\"o}rg', [(r'M{\"u}ller', r'J{\"o}rg')]),
        ("山田太郎", [("山田太郎", None)]),
        ("others", [("others", None)]),
    ],
)
def test_bibtex_names(text, people):
    assert bibtex_names.names(text) == people


@pytest.mark.parametrize("text", ["}", "{", "a,b,c,d", ", x", "Lind and "])
def test_bibtex_names_that_cannot_be_read(text):
    with pytest.raises(bibtex_names.BadName):
        bibtex_names.names(text)


def test_bibtex_values():
    entry = bibtex.first_object('@Article{k, Title = "a {"}b{"} c\n  d", year = 2019, month = jan # "x", note = {{N} o}, }\ntrailing')
    assert entry == bibtex.Entry("article", {"title": 'a {"}b{"} c d', "year": "2019", "month": 'jan # "x"', "note": "{N} o"})


@pytest.mark.parametrize(
    ("text", "first"),
    [("", None), ("no object", None), ("@comment{x} @misc{k,}", "comment"), ('@string{a = "b"}', "string"), ("@preamble{{x}}", "preamble"),
     ("@misc{k(1), a={b}}", "error"), ('@misc{k, a="b" "c"}', bibtex.Entry("misc", {"a": "bc"})), ('@string{a="b"}@misc{k,}', "string"),
     ("@article{k, title={T", "error"), ("@ misc{k,}", bibtex.Entry("misc"))],
)  # fmt: skip
def test_what_comes_first_in_bibtex(text, first):
    assert bibtex.first_object(text) == first


@pytest.mark.parametrize("text", ["@misc{author={x}}", "@misc{k, a={b}", "me@example.org writes", "@misc{k, a b}"])
def test_what_is_no_bibtex(text):
    with pytest.raises(bibtex.NotBibtex):
        bibtex.first_object(text)


def test_identifiers():
    assert doi_of("https://doi.org/10.1234/ABC") == doi_of("doi:10.1234/abc") == "10.1234/abc"
    assert doi_of(" 10.1234/abc") is None
    assert doi_url("10.1234/A B") == "https://doi.org/10.1234/a%20b"
    assert orcid_url("0000 0001 5109 3700") == "https://orcid.org/0000-0001-5109-3700"
    assert ror_url("04wxnsj81") == ror_url("http://ror.org/04wxnsj81") == "https://ror.org/04wxnsj81"
    assert funder_url("10.13039/501100001659") == "https://doi.org/10.13039/501100001659"
    assert orcid_url("1234") is ror_url("x") is funder_url("x") is None


@pytest.mark.parametrize(
    ("text", "clean"),
    [("https://Example.org//a/?utm_source=x&b=1#c", "https://example.org/a?b=1"), ("https://example.org", "https://example.org"),
     ("ftp://example.org", None), ("example.org", None), ("http://[", None)],
)  # fmt: skip
def test_web_addresses(text, clean):
    assert web_address(text) == clean
