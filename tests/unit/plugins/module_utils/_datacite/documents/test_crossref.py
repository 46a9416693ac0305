# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Crossref's records of every kind, with what a reader of the document would expect."""

from __future__ import annotations

import json
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Unusable
from made_of_documents import DOI, check_shape, record
from unit.plugins.module_utils._datacite.documents.crossref_documents import (
    ARTICLE,
    AUTHOR,
    DATA,
    DATE,
    PEOPLE,
    PRESS,
    TITLES,
    attributes,
    core,
    crossref,
    journal,
    ordered,
)

WHOLE = (["Okafor, Ngozi"], ["Tides"], "Sea Press", 2021)


@pytest.mark.parametrize(
    ("inside", "general"),
    [
        (f"<book book_type='monograph'><book_metadata>{PEOPLE}{TITLES}{DATE}{PRESS}{DATA}</book_metadata></book>", "Book"),
        (f"<book><book_set_metadata>{PEOPLE}{TITLES}{DATE}{PRESS}{DATA}</book_set_metadata></book>", "Book"),
        (f"<book><book_metadata><titles><title>All</title></titles>{PRESS}</book_metadata>"
         f"<content_item component_type='chapter'>{PEOPLE}{TITLES}{DATE}{DATA}</content_item></book>", "BookChapter"),
        (f"<conference><event_metadata><conference_name>Sea 21</conference_name></event_metadata><proceedings_metadata>"
         f"<proceedings_title>Sea 21</proceedings_title>{PRESS}{DATE}</proceedings_metadata>"
         f"<conference_paper>{PEOPLE}{TITLES}{DATA}</conference_paper></conference>", "ConferencePaper"),
        (f"<conference><proceedings_metadata>{PEOPLE}{TITLES}{PRESS}{DATE}{DATA}</proceedings_metadata></conference>", "ConferenceProceeding"),
        (f"<dissertation>{AUTHOR}{TITLES}<approval_date><year>2021</year></approval_date>"
         f"<institution><institution_name>Sea Press</institution_name></institution>{DATA}</dissertation>", "Dissertation"),
        (f"<report-paper><report-paper_metadata>{PEOPLE}{TITLES}{DATE}{PRESS}{DATA}</report-paper_metadata></report-paper>", "Report"),
        (f"<standard><standard_metadata>{PEOPLE}{TITLES}{DATE}<standards_body><standards_body_name>Sea Press</standards_body_name></standards_body>"
         f"{DATA}</standard_metadata></standard>", "Standard"),
        (f"<database><database_metadata><titles><title>All</title></titles>{PRESS}</database_metadata>"
         f"<dataset dataset_type='record'>{PEOPLE}{TITLES}<database_date>{DATE}</database_date>{DATA}</dataset></database>", "Dataset"),
        (f"<posted_content type='preprint'>{PEOPLE}{TITLES}<posted_date><month>02</month><day>30</day><year>2021</year></posted_date>"
         f"<acceptance_date><year>2022</year></acceptance_date><institution><institution_name>Sea Press</institution_name></institution>{DATA}"
         "</posted_content>", "Preprint"),
        (f"<peer_review>{PEOPLE.replace('author', 'reviewer')}{TITLES}<review_date><year>2021</year></review_date>"
         f"<institution><institution_name>Sea Press</institution_name></institution>{DATA}</peer_review>", "PeerReview"),
        (f"<sa_component parent_doi='10.1234/p'><component_list><component><format mime_type='image/png'/>{PEOPLE}{TITLES}{DATE}{PRESS}{DATA}"
         "</component></component_list></sa_component>", "Image"),
    ],
    ids=["book", "book set", "chapter", "paper", "proceedings", "thesis", "report", "standard", "dataset", "preprint", "review", "component"],
)
def test_every_kind_of_content_gives_what_its_reader_expects(inside: str, general: str) -> None:
    result = ordered(crossref(inside))
    assert core(result) == (*WHOLE, general)
    assert result.missing == ()
    assert 'name="publisher-name" type="string">Sea Press<' in result.text
    check_shape(result)
    assert (record(result)["publicationYear"], record(result)["publisher"], record(result)["url"]) == (2021, {"name": "Sea Press"}, "https://example.org/x")


def test_a_grant_is_an_award() -> None:
    inside = (
        "<grant><project><project-title>Tides</project-title><investigators><person role='lead_investigator'><givenName>Ngozi</givenName>"
        "<familyName>Okafor</familyName></person></investigators><funding funding-type='award'><funder-name>Sea Fund</funder-name>"
        "<funder-id>https://doi.org/10.13039/100000002</funder-id></funding></project><award-number>A1</award-number>"
        f"{DATA}</grant>"
    )
    start = "<award-start-date>2021-05-01</award-start-date>"
    for begun in (inside.replace("<award-number>", start + "<award-number>"), inside.replace("</project>", "<award-dates start-date='2021-05-01'/></project>")):
        result = ordered(crossref(begun))
        assert core(result) == (["Okafor, Ngozi"], ["Tides"], "Sea Fund", 2021, "Award")
        assert result.missing == ()
    assert result.attributes["fundingReferences"][0]["awardNumber"] == "A1"


def test_what_no_attribute_takes_up_is_told() -> None:
    inside = f"{TITLES}{PEOPLE}<edition_number>2</edition_number><citation_list><citation/></citation_list>{DATA}"
    assert ordered(crossref(f"<book><book_metadata>{inside}</book_metadata></book>")).lost == ("`edition_number` (2)", "1 of 1 references, which have no DOI")


def test_a_landing_page_that_is_no_page_is_dropped() -> None:
    assert "url" not in ordered(journal()).attributes
    for address in ("https://doi.org/10.1234/x", "ftp://example.org/x", ""):
        assert ordered(journal(ARTICLE.replace("https://example.org/x", address))).attributes["url"] is None


NAMES = st.sampled_from([
    "journal", "journal_metadata", "journal_article", "book", "book_metadata", "content_item", "titles", "title", "contributors", "person_name", "surname",
    "organization", "publication_date", "year", "month", "doi_data", "doi", "abstract", "p", "program", "assertion", "citation_list", "citation",
    "component_list", "component", "dissertation", "sa_component", "crossref", "query", "doi_record", "body", "grant", "project", "x",
])
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<&>\ufffe\uffff"), max_size=12) | st.sampled_from(["2021", DOI, "et al."])
TREES = st.recursive(
    TEXTS, lambda inner: st.tuples(NAMES, st.lists(inner, max_size=4)).map(lambda one: f"<{one[0]}>{''.join(one[1])}</{one[0]}>"), max_leaves=25
)


@given(TREES, st.sampled_from([crossref, journal, lambda inside: f"<crossref_result>{inside}</crossref_result>", str]), st.none() | TEXTS)
def test_no_document_makes_a_traceback(inside: str, wrapping: Any, entry: str | None) -> None:
    try:
        result = ordered(wrapping(inside), entry=entry)
    except Unusable:
        return
    ElementTree.fromstring(result.text.encode())
    check_shape(result)


@pytest.mark.parametrize(
    "many",
    [
        AUTHOR, "<titles><title>a</title></titles>", "<abstract><p>a \n</p></abstract>",
        "<citation_list><citation><doi>10.1/x</doi></citation></citation_list>",
        "<program name='fundref'><assertion name='funder_name'>a</assertion><assertion name='award_number'>1</assertion></program>",
        "<component_list><component/></component_list>", "</journal_article><journal_article>", "</journal_article><journal_issue/><journal_article>",
    ],
)
def test_a_long_document_is_read_in_a_straight_line(many: str) -> None:
    inside = many * (400_000 // len(many))
    try:
        ordered(journal(f"<journal_article>{inside}{DATA}</journal_article>"))
    except Unusable as refused:
        assert "records" in refused.message


def test_blanks_without_end_are_read_in_a_straight_line() -> None:
    blanks = " " * 1_000_000
    assert attributes(f"<abstract><p>a{blanks}b\n{blanks}</p></abstract><titles><title>{blanks}</title></titles>")["descriptions"][0]["description"] == "a b"


def test_the_observed_records_say_what_datacite_read_rightly_and_what_it_lost(observations, figure) -> None:
    read = alone = 0
    with open(observations("formats/pairs.jsonl"), encoding="utf-8") as lines:
        for case in (case for case in map(json.loads, lines) if case["format"] == "crossref"):
            result = ordered(case["input"])
            names, titles, publisher, year, _general = core(result)
            known = case["attributes"]
            year = year or known.get("publicationYear")  # one record has no date; DataCite takes the day on which Crossref was told first
            theirs = [one["name"].strip(", \u200a") for one in known.get("creators") or []]  # one has a hair space for a given name
            assert set(theirs) - {":(unav)"} <= set(names), case["name"]
            assert publisher in ((known.get("publisher") or {}).get("name"), "Journal of Sea", "Sea Press"), case["name"]
            assert {one["title"] for one in known.get("titles") or []} - {":(unav)"} <= set(titles), case["name"]
            assert year == known.get("publicationYear") or case["name"].endswith(("097196.xml", "messy-journal", "messy-book")), case["name"]
            check_shape(result)
            read += not set(result.missing) - {"creators"}
            whole = case["publish"]["status"] == 201 and year == known["publicationYear"]
            alone += whole and ":(unav)" not in (*theirs, *(one["title"] for one in known["titles"]))
    figure(f"Crossref records with title, publisher and year: {read} of 35; by DataCite alone (and then nobody can read the record any more): {alone}")
    assert read == 35
