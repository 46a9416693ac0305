# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite XML put in order: the identifier where DataCite looks for it, and not one letter changed where nothing is wrong."""

from __future__ import annotations

import base64
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.datacite_xml.document import in_order, mended, stored_form
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import MANDATORY, Ordered, Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.datacite_xml import NotDataCiteXml, comparable, named_doi, parse

KERNEL = "http://datacite.org/schema/kernel-4"
DOI = "10.5438/levels"
GOOD = (
    "<creators><creator><creatorName>Okafor, Ngozi</creatorName></creator></creators><titles><title>Levels</title></titles>"
    '<publisher>Archive</publisher><publicationYear>2021</publicationYear><resourceType resourceTypeGeneral="Dataset"/>'
)
IDENTIFIER = f'<identifier identifierType="DOI">{DOI}</identifier>'


def document(inside: str = GOOD, identifier: str = IDENTIFIER, start: str = f'<resource xmlns="{KERNEL}">') -> str:
    """A document of these elements."""
    return f"{start}{identifier}{inside}</resource>"


def ordered(text: str, replace_doi: bool = False) -> Ordered:
    """The document put in order for the declared DOI."""
    return in_order(Request(text, DOI, replace_doi=replace_doi))


def test_a_good_document_is_stored_as_it_is_and_converted_without_help() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>\n<!-- by hand -->\n' + document()
    result = ordered(text)
    assert stored_form(text, DOI) == text
    assert (result.missing, result.mended, result.lost, dict(result.attributes)) == ((), (), (), {})
    assert comparable(parse(result.text)) == comparable(parse(text))


@pytest.mark.parametrize("identifier", [IDENTIFIER, IDENTIFIER.replace(DOI, ":tba"), IDENTIFIER.replace(DOI, "10.5072/x"), ""])
def test_the_declared_doi_is_put_in(identifier: str) -> None:
    assert f'<identifier identifierType="DOI">{DOI.upper()}</identifier>' in ordered(document(identifier=identifier)).text
    assert 'identifierType="DOI"' in stored_form(document(identifier=identifier), DOI)


def test_another_doi_is_refused_unless_somebody_says_that_it_is_meant() -> None:
    text = document(identifier=IDENTIFIER.replace(DOI, "10.1234/other"))
    with pytest.raises(Unusable, match=r"is about 10\.1234/other"):
        ordered(text)
    assert named_doi(parse(ordered(text, replace_doi=True).text)) == DOI


PREFIXED = document().replace("<", "<d:").replace("<d:/", "</d:").replace("xmlns=", "xmlns:d=")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (PREFIXED, "namespace prefix `d` was removed"),
        (document(start="<resource>"), "got the namespace"),
        (document(start=f'<resource xmlns="{KERNEL}.4">'), "got the namespace"),
        (document(identifier=""), "`identifier` was added"),
        (document(identifier="<identifier>10.5438/levels</identifier>"), "identifierType DOI"),
        ('<?xml version="1.0" encoding="ISO-8859-1"?>' + document(), "UTF-8 instead of ISO-8859-1"),
        ("<?xml version='1.0' encoding='UTF-16' standalone='yes'?>\n" + document(), "UTF-8 instead of UTF-16"),
        ('<?xml version="1.1" encoding="UTF-8"?>' + document(), "1.0 instead of 1.1"),
    ],
)
def test_what_datacite_would_not_recognise_is_mended_and_told(text: str, words: str) -> None:
    stored = stored_form(text, DOI)
    assert any(words in sentence for sentence in mended(text))
    assert mended(stored) == ()
    assert stored_form(stored, DOI) == stored
    assert f'xmlns="{KERNEL}"' in stored
    assert comparable(parse(stored)) == comparable(parse(document()))
    assert ordered(text).mended == mended(text)


def test_another_doi_is_never_put_aside_by_mending() -> None:
    text = document(identifier="<identifier>10.1234/other</identifier>")
    assert named_doi(parse(stored_form(text, DOI))) == "10.1234/other"


def test_the_document_in_an_answer_to_a_harvester_is_taken_out_of_it() -> None:
    text = f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><GetRecord><record><metadata>{document()}</metadata></record></GetRecord></OAI-PMH>'
    assert stored_form(text, DOI).startswith(f'<?xml version="1.0" encoding="UTF-8"?>\n<resource xmlns="{KERNEL}">')
    assert mended(text) == ("`resource` was taken out of `OAI-PMH`",)
    assert ordered(text).missing == ()
    with pytest.raises(Unusable, match="holds 2 DataCite documents"):
        ordered(text.replace(document(), document() * 2))


def test_what_is_mended_keeps_its_comments_and_foreign_elements() -> None:
    stored = stored_form(PREFIXED.replace("<d:titles>", '<d:titles><!-- why --><x:y xmlns:x="urn:x">z</x:y>'), DOI)
    assert "<!-- why -->" in stored
    assert ">z</" in stored


@pytest.mark.parametrize(
    ("taken_out", "put_in", "missing"),
    [
        ("<creatorName>Okafor, Ngozi</creatorName>", "<creatorName> </creatorName>", "creators"),
        ("<title>Levels</title>", "<title/>", "titles"),
        ("<publisher>Archive</publisher>", '<publisher publisherIdentifier="https://ror.org/04wxnsj81"></publisher>', "publisher"),
        ("2021", "21", "publicationYear"),
        (' resourceTypeGeneral="Dataset"', ' resourceTypeGeneral=" "', "types"),
    ],
)
def test_a_mandatory_attribute_of_which_nothing_is_said_is_missing(taken_out: str, put_in: str, missing: str) -> None:
    assert taken_out in GOOD
    assert ordered(document(GOOD.replace(taken_out, put_in))).missing == (missing,)


def test_an_empty_document_misses_everything() -> None:
    assert ordered(document("")).missing == MANDATORY


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        ('<contributors><contributor><contributorName xml:lang="en">A</contributorName></contributor></contributors>', "xml:lang` (en)"),
        ("<note>read me first</note>", "`note` (read me first)"),
        ('<note xmlns="urn:other">read me</note>', "`note` (read me)"),
        ("<geoLocations><geoLocation><geoLocationPoint>1 2</geoLocationPoint></geoLocation></geoLocations>", "`geoLocationPoint` (1 2)"),
        ('<alternateIdentifiers><alternateIdentifier alternateIdentifierType="DOI">10.1234/b</alternateIdentifier></alternateIdentifiers>', "a DOI"),
    ],
)
def test_what_no_attribute_takes_up_is_told(inside: str, words: str) -> None:
    assert [sentence for sentence in ordered(document(GOOD + inside)).lost if words in sentence]


@pytest.mark.parametrize("text", ["", "<resource", document().replace("kernel-4", "kernel-3"), "<!DOCTYPE r>" + document(), "<html/>"])
def test_what_is_none_is_refused(text: str) -> None:
    with pytest.raises(Unusable):
        ordered(text)


TEXTS = st.text(st.characters(), max_size=40)
PIECES = st.sampled_from(
    ["<", ">", "/>", "<!--", "-->", "<?xml", "?>", "<resource", f' xmlns="{KERNEL}"', "<identifier>", "</", "]]>", "<![CDATA[", "&amp;", "&#0;", "'", "d:"]
)


@given(st.lists(PIECES | TEXTS, max_size=12).map("".join))
def test_no_text_makes_a_traceback(text: str) -> None:
    for candidate in (text, document(text), f'<?xml version="1.0"?>{text}{document()}'):
        try:
            ordered(candidate, replace_doi=True)
            assert mended(stored_form(candidate, DOI)) == ()
        except (Unusable, NotDataCiteXml):
            continue


def test_a_title_is_not_published_as_html() -> None:
    titles = '<titles><title xml:lang="en">a <![CDATA[<i>b</i>]]> &amp; <b>c</b></title><title titleType="Subtitle">d</title></titles>'
    assert ordered(document(titles)).attributes == {
        "titles": [{"title": "a <i>b</i> & <b>c</b>", "lang": "en"}, {"title": "d", "titleType": "Subtitle"}]
    }


def test_carriage_returns_and_marked_text_survive_being_written_anew() -> None:
    titles = "<titles><title>a&#13;\nb <![CDATA[<x> & <i>c</i>]]></title></titles>"
    assert "a&#13;\nb &lt;x&gt; &amp; &amp;lt;i&amp;gt;c" in ordered(document(titles)).text
    assert parse(ordered(document(titles)).text)[1][0].text == parse(document(titles))[1][0].text


@given(title=st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"], exclude_characters="\ufffe\uffff<&>\x7f"), min_size=1))
def test_whatever_is_mended_says_the_same(title: str) -> None:
    text = PREFIXED.replace("Levels", title)
    assert comparable(parse(stored_form(text, DOI))) == comparable(parse(text))


@pytest.mark.parametrize("many", ["<resource>", "<!-- x -->", "<?x?>", " ", "<resource xmlns='", "<d:resource ", "&amp;"])
def test_a_long_text_is_read_in_a_straight_line(many: str) -> None:
    try:
        ordered(many * (1_000_000 // len(many)) + document())
    except Unusable:
        return


def test_what_datacite_publishes_is_stored_unchanged(observations, figure) -> None:
    published = kept = 0
    with open(observations("formats/pairs.jsonl"), encoding="utf-8") as lines:
        for case in map(json.loads, lines):
            if case["format"] != "datacite" or case["publish"]["status"] != 201:
                continue
            published += 1
            try:
                kept += stored_form(case["input"], DOI) == case["input"] and not ordered(case["input"], replace_doi=True).missing
            except (NotDataCiteXml, Unusable) as error:
                assert "mismatched tag" in str(error)  # DataCite guesses what a document means that is not well-formed; nobody should rely on it
    figure(f"published documents that are stored as they are: {kept} of {published}")
    assert kept >= published - 1 > 70


def test_what_datacite_refuses_for_want_of_an_element_is_told_as_missing(observations) -> None:
    with open(observations("formats/pairs.jsonl"), encoding="utf-8") as lines:
        cases = {case["name"].removeprefix("datacite/"): case["input"] for case in map(json.loads, lines) if case["format"] == "datacite"}
    assert ordered(cases["datacite_blank_publisher.xml"], replace_doi=True).missing == ("publisher",)
    assert ordered(cases["datacite_missing_creator.xml"], replace_doi=True).missing == ("creators",)
    assert ordered(cases["messy-missing-title"], replace_doi=True).missing == ("titles",)
    assert ordered(cases["vivli.xml"], replace_doi=True).missing == ("types",)


def test_the_documents_of_real_records_need_no_mending(observations, figure) -> None:
    read = told = 0
    for name, member in (("observed/xml.jsonl", None), ("records/records.jsonl", "attributes")):
        with open(observations(name), encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                text = record["xml"] if member is None else _decoded(record[member].get("xml"))
                try:
                    told += bool(mended(text))
                    read += 1
                except NotDataCiteXml:
                    continue
    figure(f"documents of records that need no mending: {read - told} of {read}")
    assert read > 1_200
    assert told == 0


def _decoded(encoded: str | None) -> str:
    try:
        return base64.b64decode(encoded or "").decode()
    except ValueError:
        return ""
