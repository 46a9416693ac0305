# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which record a document is about, in every wrapping."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Unusable
from made_of_documents import DOI
from unit.plugins.module_utils._datacite.documents.crossref_documents import ARTICLE, DATA, WRAPPINGS, core, journal, ordered


@pytest.mark.parametrize("wrapping", WRAPPINGS)
def test_every_wrapping_becomes_the_one_that_datacite_recognises(wrapping: str) -> None:
    result = ordered(WRAPPINGS[wrapping])
    publisher = "Sea Society" if wrapping == "query" else "Journal of Sea"
    assert core(result) == (["Okafor, Ngozi"], ["Tides"], publisher, 2021, "JournalArticle")
    root = ElementTree.fromstring(result.text.encode())
    article = root.find("{*}query_result/{*}body/{*}query/{*}doi_record/{*}crossref/{*}journal/{*}journal_article")
    assert article is not None
    assert article.findtext("{*}doi_data/{*}doi") == DOI
    assert root.findtext("{*}query_result/{*}body/{*}query/{*}doi") == DOI
    assert root.findtext(".//{*}crm-item[@name='publisher-name']") == publisher
    assert root.findtext(".//{*}journal_volume/{*}volume") == "3"


def test_a_record_without_doi_data_gets_the_declared_doi() -> None:
    for text in ("", "<doi_data><doi>10.1234/x</doi><resource> </resource></doi_data>"):
        result = ordered(journal(ARTICLE.replace(DATA, text)))
        assert f"<doi>{DOI}</doi><resource>https://doi.org/{DOI}</resource>" in result.text
        assert result.attributes["url"] is None


def test_another_doi_is_refused_unless_meant() -> None:
    with pytest.raises(Unusable, match=r"is about 10\.1234/x"):
        ordered(journal(), replace_doi=False)
    assert ordered(journal(ARTICLE.replace("10.1234/x", DOI.upper())), replace_doi=False).missing == ()


TWO = f"{ARTICLE}{ARTICLE.replace('10.1234/x', '10.1234/Y').replace('Tides', 'Waves')}"


def test_several_records_are_refused_with_their_names() -> None:
    with pytest.raises(Unusable, match=r"2 records: 10\.1234/x, 10\.1234/Y") as refused:
        ordered(journal(TWO))
    assert refused.value.option == "entry"


@pytest.mark.parametrize("entry", ["10.1234/Y", "10.1234/y", "https://doi.org/10.1234/Y"])
def test_entry_chooses_one_of_them(entry: str) -> None:
    result = ordered(journal(TWO), entry=entry)
    assert core(result)[1] == ["Waves"]
    assert "Tides" not in result.text


def test_the_record_of_the_declared_doi_is_meant() -> None:
    text = journal(TWO).replace("10.1234/Y", DOI.upper())
    assert core(ordered(text, replace_doi=False))[1] == ["Waves"]


def test_answers_to_several_queries_are_several_records() -> None:
    query = WRAPPINGS["query"]
    start, end = query.index("<query status"), query.index("</body>")
    both = query[:end] + query[start:end].replace("10.1234/X", "10.1234/A").replace("10.1234/x", "10.1234/a").replace("Tides", "Waves") + query[end:]
    with pytest.raises(Unusable, match=r"2 records: 10\.1234/x, 10\.1234/a"):
        ordered(both)
    assert core(ordered(both, entry="10.1234/a"))[1] == ["Waves"]


def test_an_entry_that_is_not_there_is_refused() -> None:
    with pytest.raises(Unusable, match="`nobody` is none of the records") as refused:
        ordered(journal(TWO), entry="nobody")
    assert refused.value.option == "entry"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<crossref_result><query_result><body><query status='unresolved'><doi>10.1/x</doi></query></body></query_result></crossref_result>", "10.1/x"),
        ("<doi_records><doi_record><crossref><error>doi:10.1/x not found</error></crossref></doi_record></doi_records>", "not found"),
        ("<crossref_result><body><query status='resolved'><doi>10.1/x</doi><year>2001</year></query></body></crossref_result>", "short answer"),
        ("<doi_batch><body><pending_publication/></body></doi_batch>", "pending_publication"),
        ("<doi_batch><head/><body/></doi_batch>", "no record"),
        ("<doi_batch><body><lic_ref_data/></body></doi_batch>", "only adds something to a record (`lic_ref_data`)"),
        ("<!DOCTYPE doi_records><doi_records/>", "DOCTYPE"),
        (journal()[:-30], "not well-formed"),
        ('{"status": "ok", "message": {}}', "is JSON"),
    ],
)
def test_what_holds_no_record_is_refused_with_the_reason(text: str, words: str) -> None:
    with pytest.raises(Unusable) as refused:
        ordered(text)
    assert words in refused.value.message
    assert refused.value.suggestion
