# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""BibTeX, put in order: what a reader expects becomes a record, and DataCite is sent a text that it reads rightly."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents import parsers
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.document import in_order
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.entries import picked
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.bibtex.facts import reference
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.references.reference import clean_lines
from made_of_documents import DOI, check_shape, otherwise, record


def ordered(text: str, **options: Any) -> Ordered:
    return in_order(Request(text, DOI, **{"replace_doi": True, **options}))


def entry(kind: str = "misc", **fields: str) -> str:
    given = {"author": "Okafor, Ngozi", "title": "Tides", "publisher": "Sea Press", "year": "2021"} | fields
    return f"@{kind}{{k,\n" + ",\n".join(f"  {name} = {{{value}}}" for name, value in given.items() if value) + "\n}\n"


def made(kind: str = "misc", **fields: str) -> dict[str, Any]:
    return record(ordered(entry(kind, **fields)))


def general(kind: str, **fields: str) -> str:
    return made(kind, **fields)["types"]["resourceTypeGeneral"]


# The text for DataCite


def test_a_document_that_datacite_reads_rightly_is_left_to_it():
    found = ordered(entry("article", journal="Journal of Sea", volume="3", pages="1--9", doi="10.1234/abc"))
    assert found.attributes == {}
    assert (found.missing, found.mended, found.lost) == ((), (), ())
    assert "doi = {10.82001/new}" in found.text
    assert record(found)["container"] == {"type": "Journal", "title": "Journal of Sea", "volume": "3", "firstPage": "1", "lastPage": "9"}


def test_latex_becomes_plain_text_and_that_is_said():
    found = ordered(entry(author=r"M{\"u}ller, J{\"o}rg and {\O}stby, {\AA}se", title=r"On {NaCl} in {\'E}t{\'e} waters \& more"))
    assert record(found)["titles"] == [{"title": "On NaCl in Été waters & more"}]
    assert [creator["name"] for creator in record(found)["creators"]] == ["Müller, Jörg", "Østby, Åse"]
    assert found.mended == ("LaTeX became plain text in title and author",)


@pytest.mark.parametrize("title", [r"At $\sqrt{s_{\rm NN}}=5$ TeV", "A <i>Homo</i> & B", r"C:\temp", "50% {"[:3], 'So "called"', "a @ b", "#1, a = b"])
def test_titles_arrive_as_they_are(title):
    assert made(title=title)["titles"] == [{"title": title}]


def test_an_unknown_command_is_never_lost_silently():
    found = ordered(entry(title=r"About \foo{this} and \bar"))
    assert record(found)["titles"] == [{"title": r"About this and \bar"}]
    assert [said for said in found.mended if "foo" in said]
    assert [said for said in found.mended if "bar" in said]


# Names


def test_people_are_taken_apart_as_bibtex_does():
    names = "Jan van der Berg and de la Cruz, Jr., María and {Tide Gauge Network} and Plato and Lind, Eva and others"
    found = ordered(entry(author=names))
    assert record(found)["creators"] == [
        {"name": "van der Berg, Jan", "nameType": "Personal", "givenName": "Jan", "familyName": "van der Berg"},
        {"name": "de la Cruz Jr., María", "nameType": "Personal", "givenName": "María", "familyName": "de la Cruz Jr."},
        {"name": "Tide Gauge Network", "nameType": "Organizational"},
        {"name": "Plato"},
        {"name": "Lind, Eva", "nameType": "Personal", "givenName": "Eva", "familyName": "Lind"},
    ]
    assert any("others" in said for said in found.mended)


def test_editors_take_the_place_of_authors_only_where_there_are_none():
    alone = ordered(entry("book", author="", editor="Bo, Ko"))
    assert [creator["name"] for creator in record(alone)["creators"]] == ["Bo, Ko"]
    assert alone.mended == ("the editors became the creators: there are no authors",)
    beside = made("book", editor="Bo, Ko", translator="Lo, Mo")
    assert [(one["name"], one["contributorType"]) for one in beside["contributors"]] == [("Bo, Ko", "Editor"), ("Lo, Mo", "Translator")]


# What the document says nothing of


def test_what_is_missing_is_named():
    assert ordered("@misc{k, note={x}}").missing == ("creators", "titles", "publisher", "publicationYear")
    assert ordered(entry(year="in press")).missing == ("publicationYear",)
    assert ordered(entry(year="in press")).lost == ("`year` (in press)",)


# Fields


@pytest.mark.parametrize(("fields", "date"), [
    ({"year": "2019"}, "2019"),
    ({"year": "2019a"}, "2019"),
    ({"year": "{[2019]}"}, "2019"),
    ({"year": "2019", "month": "mar"}, "2019-03"),
    ({"year": "2019", "month": "March", "day": "5"}, "2019-03-05"),
    ({"year": "2019", "month": "5~mar"}, "2019-03-05"),
    ({"year": "", "date": "2019-03-05"}, "2019-03-05"),
    ({"year": "2018", "date": "2019/2020"}, "2019/2020"),
])  # fmt: skip
def test_dates(fields, date):
    attributes = made(**fields)
    assert attributes["dates"] == [{"date": date, "dateType": "Issued"}]
    assert str(attributes["publicationYear"]) == date[:4]


@pytest.mark.parametrize(("kind", "expected"), [
    ("article", "JournalArticle"), ("book", "Book"), ("incollection", "BookChapter"), ("inbook", "BookChapter"), ("inproceedings", "ConferencePaper"),
    ("conference", "ConferencePaper"), ("proceedings", "ConferenceProceeding"), ("phdthesis", "Dissertation"), ("mastersthesis", "Dissertation"),
    ("thesis", "Dissertation"), ("techreport", "Report"), ("report", "Report"), ("dataset", "Dataset"), ("software", "Software"), ("online", "Text"),
    ("manual", "Text"), ("unpublished", "Text"), ("misc", "Other"), ("patent", "Other"), ("Dataset", "Dataset"),
])  # fmt: skip
def test_kinds_of_entries(kind, expected):
    assert general(kind) == expected


def test_what_a_misc_entry_is_may_stand_in_other_fields():
    assert general("misc", type="Data set") == "Dataset"
    assert general("misc", howpublished="Software") == "Software"
    assert general("misc", note="[Preprint]") == "Preprint"
    assert made("phdthesis", type="Doctoral dissertation")["types"]["resourceType"] == "Doctoral dissertation"


def test_an_unknown_kind_becomes_other_and_that_is_said():
    found = ordered(entry("foo"))
    assert record(found)["types"]["resourceTypeGeneral"] == "Other"
    assert "`@foo`" in found.mended[0]


@pytest.mark.parametrize(("kind", "fields", "publisher"), [
    ("phdthesis", {"school": "MIT"}, "MIT"),
    ("techreport", {"institution": "NOAA"}, "NOAA"),
    ("proceedings", {"organization": "IEEE"}, "IEEE"),
])  # fmt: skip
def test_publishers_that_have_another_name(kind, fields, publisher):
    found = ordered(entry(kind, publisher="", **fields))
    assert record(found)["publisher"] == {"name": publisher}
    assert "became the publisher" in found.mended[0]
    assert made(kind, publisher="P", **fields)["publisher"] == {"name": "P"}


def test_an_eprint_says_who_published_only_what_is_not_published_elsewhere():
    preprint = made("misc", publisher="", eprint="1706.03762", archiveprefix="arXiv")
    assert (preprint["publisher"], preprint["types"]["resourceTypeGeneral"]) == ({"name": "arXiv"}, "Preprint")
    assert preprint["identifiers"] == [{"identifier": "arXiv:1706.03762", "identifierType": "arXiv"}]
    assert made("article", publisher="", journal="Nature", eprint="1706.03762", archiveprefix="arXiv")["publisher"] == {"name": "Nature"}


def test_a_journal_stands_in_for_a_publisher_that_nobody_names():
    found = ordered(entry("article", publisher="", journal="Journal of Sea"))
    assert record(found)["publisher"] == {"name": "Journal of Sea"}
    assert found.mended == ("the journal became the publisher: no other is named",)
    assert ordered(entry("inproceedings", publisher="", booktitle="Proc. of Sea")).missing == ("publisher",)


def test_containers():
    article = made("article", journal=r"\apj", volume="3", number="2", pages="1--9", issn="0028-0836")
    assert article["container"] == {
        "type": "Journal", "title": "Astrophysical Journal", "volume": "3", "issue": "2", "firstPage": "1", "lastPage": "9", "identifier": "0028-0836",
        "identifierType": "ISSN",
    }  # fmt: skip
    assert article["relatedIdentifiers"] == [{"relatedIdentifier": "0028-0836", "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}]
    paper = made("inproceedings", booktitle="Proc. of Sea", pages="1-9", isbn="978-90-386-4503-2")
    assert paper["container"] == {
        "type": "Book", "title": "Proc. of Sea", "firstPage": "1", "lastPage": "9", "identifier": "978-90-386-4503-2", "identifierType": "ISBN",
    }  # fmt: skip
    book = made("book", series="Bouwstenen", volume="3", isbn="978-90-386-4503-2", pages="320")
    assert book["container"] == {"type": "Book Series", "title": "Bouwstenen", "volume": "3"}
    assert book["identifiers"] == [{"identifier": "978-90-386-4503-2", "identifierType": "ISBN"}]
    assert book["sizes"] == ["320 pages"]


def test_rights_keywords_language_version_and_subtitle():
    attributes = made(copyright="Creative Commons Attribution 4.0 International", keywords="a; b, c; a", langid="ngerman", version="1.2", subtitle="A sequel")
    assert attributes["rightsList"][0]["rightsIdentifier"] == "cc-by-4.0"
    assert attributes["subjects"] == [{"subject": "a"}, {"subject": "b, c"}]
    assert (attributes["language"], attributes["version"]) == ("de", "1.2")
    assert attributes["titles"] == [{"title": "Tides"}, {"title": "A sequel", "titleType": "Subtitle"}]
    assert made(rights="All rights reserved")["rightsList"] == [{"rights": "All rights reserved"}]


@pytest.mark.parametrize(("fields", "url"), [
    ({"url": r"https://example.org/a\_b\%20c?x={\&}y={\textasciitilde}z"}, "https://example.org/a_b%20c?x=&y=~z"),
    ({"howpublished": r"\url{https://example.org/x}"}, "https://example.org/x"),
    ({"howpublished": r"Available at \url{https://example.org/x}"}, "https://example.org/x"),
    ({"url": "https://doi.org/10.1234/abc"}, None),
    ({"url": "ftp://example.org/x"}, None),
])  # fmt: skip
def test_landing_pages(fields, url):
    assert made(**fields).get("url") == url


def test_what_no_attribute_takes_up_is_told_and_what_programs_keep_for_themselves_is_not():
    found = ordered(entry(note="v1.2", address="Bern", timestamp="2020-01-01", file=":x.pdf:PDF", urldate="2020-01-01", **{"bdsk-url-1": "x"}))
    assert found.lost == ("`note` (v1.2)", "`address` (Bern)")


# Whose document it is


@pytest.mark.parametrize("fields", [
    {"doi": r"10.1234/a\_b"}, {"doi": "https://doi.org/10.1234/A_b"}, {"doi": "{doi:10.1234/a_b}"}, {"url": "https://doi.org/10.1234/a_b"},
    {"ee": "https://doi.org/10.1234/a_b"}, {"note": r"\url{https://doi.org/10.1234/a_b}"},
])  # fmt: skip
def test_a_document_about_another_doi_is_refused(fields):
    with pytest.raises(Unusable, match="10.1234/a_b"):
        ordered(entry(**fields), replace_doi=False)
    assert in_order(Request(entry(**fields), "10.1234/a_b")).text.count("10.1234/a_b") == 1


def test_a_doi_that_a_note_speaks_of_is_not_its_own():
    assert ordered(entry(note="Supplement to doi:10.1234/abc"), replace_doi=False).lost == ("`note` (Supplement to doi:10.1234/abc)",)


# Every document at hand, and none that anybody would write


def pairs(observations):
    return [pair for line in observations("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines() if (pair := json.loads(line))["format"] == "bibtex"]


def test_datacite_makes_of_every_document_what_the_reader_says_of_it(observations, figure):
    told = 0
    for pair in pairs(observations):
        found = ordered(pair["input"])
        check_shape(found)
        assert otherwise(record(found), reference(picked(pair["input"], None)).attributes) == {}, pair["name"]
        told += not found.attributes
    figure(f"BibTeX: {told} of {len(pairs(observations))} documents need nothing but the DOI and a clean entry")


@given(st.text(st.sampled_from("@{}(),=\"'\\$#%~`-_^&<>\n\t amiscstringtitleauthorand0129é\x85\u2028"), max_size=120))
def test_no_text_ends_in_another_error_than_that_it_cannot_be_used(text):
    for written in (text, f"@misc{{k, title={{{text}}}, author={{{text}}}, year={{{text}}}, journal={{{text}}}, pages={{{text}}}, url={{{text}}}}}"):
        try:
            found = ordered(written)
        except Unusable as error:
            assert error.message
            continue
        check_shape(found)


@given(st.dictionaries(
    st.sampled_from(("author", "editor", "title", "subtitle", "date", "year", "month", "doi", "url", "note", "journal", "booktitle", "series", "issn", "isbn",
                     "pages", "volume", "number", "keywords", "language", "copyright", "type", "eprint", "abstract", "howpublished", "school", "version")),
    st.text(max_size=30), max_size=8,
), st.sampled_from(("article", "book", "misc", "phdthesis", "inproceedings", "online", "foo")))  # fmt: skip
def test_entries_with_any_text_in_any_field_give_well_formed_attributes(fields, kind):
    text = f"@{kind}{{k" + "".join(f", {name} = {{{value}}}" for name, value in fields.items()) + "}"
    try:
        found = ordered(text)
    except Unusable:
        return
    check_shape(found)
    assert otherwise(record(found), reference(picked(clean_lines(Request(text, DOI)), None)).attributes) == {}


@pytest.mark.parametrize("text", [
    "{" * 100_000, "@a{" * 100_000, "@" * 1_000_000, "@misc{k, title={" + "{" * 50_000 + "}" * 50_000 + "}}",
    "@misc{k, title={" + r"\'e" * 100_000 + "}}", "@misc{k, author={" + "A and " * 200_000 + "B}}",
    "".join(f"@string{{a{number} = a{number - 1} # a{number - 1}}}" for number in range(1, 60)) + "@misc{k, title = a59}",
])  # fmt: skip
def test_hostile_texts_are_refused(text):
    with pytest.raises(Unusable):
        ordered(text)


def test_half_a_surrogate_pair_is_refused():
    with pytest.raises(Unusable, match="surrogate"):
        ordered(entry(title="\ud800"))


@pytest.mark.parametrize(("module", "package"), [("bibtexparser.splitter", "bibtexparser"), ("pylatexenc", "pylatexenc")])
def test_a_parser_that_is_not_installed_is_named(monkeypatch, module, package):
    for cached in (parsers.bibtex_parser, parsers.latex_parser):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError) as error:
        ordered(entry(title=r"\'e"))
    assert error.value.name == package
    for cached in (parsers.bibtex_parser, parsers.latex_parser):
        cached.cache_clear()
