# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""RIS, put in order: dialects, dates, names and kinds, and a text that DataCite reads rightly."""

from __future__ import annotations

import json
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents import parsers
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request, Unusable
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.references.reference import clean_lines
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ris.dialect import strict
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ris.document import in_order
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ris.facts import reference
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ris.fields import Fields
from made_of_documents import DOI, check_shape, otherwise, record

USUAL = {"AU": "Okafor, Ngozi", "TI": "Tides", "PB": "Sea Press", "PY": "2021"}
PERSON = {"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor"}


def ordered(text: str, **options: Any) -> Ordered:
    return in_order(Request(text, DOI, **{"replace_doi": True, **options}))


def ris(kind: str = "DATA", **tags: Any) -> str:
    lines = [f"{tag}  - {one}" for tag, value in (USUAL | tags).items() if value for one in (value if isinstance(value, list) else [value])]
    return "\r\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])


def made(kind: str = "DATA", **tags: Any) -> dict[str, Any]:
    return record(ordered(ris(kind, **tags)))


# Dialects


@pytest.mark.parametrize("text", [
    ris(),
    ris().replace("\r\n", "\n"),
    ris().replace("\r\n", "\r"),
    "\ufeff" + ris(),
    "\r\n\r\n% exported\r\n" + ris() + "\r\n\r\n",
    ris().replace("ER  - ", ""),
    ris().replace("  - ", " - "),
    ris().replace("  - ", "-  "),
    ris().replace("  - ", "  \u2013 "),
    ris().replace("TY", "ty").replace("AU", "au").replace("TI", "ti").replace("PB", "pb").replace("PY", "py").replace("ER", "er"),
    "\n".join(f"    {line}" for line in ris().splitlines()),
    ris(TI=None, T1="Tides"),
    ris(AU=None, A1="Okafor, Ngozi"),
    ris(PY=None, Y1="2021///"),
    ris(TI="Ti\ndes").replace("Ti\ndes", "\r\n        Tides   "),
])  # fmt: skip
def test_every_dialect_says_the_same(text):
    attributes = record(ordered(text))
    assert attributes["titles"] == [{"title": "Tides"}]
    assert attributes["creators"] == [PERSON]
    assert attributes["publisher"] == {"name": "Sea Press"}
    assert (attributes["publicationYear"], attributes["dates"]) == ("2021", [{"date": "2021", "dateType": "Issued"}])
    assert attributes["types"]["resourceTypeGeneral"] == "Dataset"


def test_values_of_several_lines_are_whole():
    abstract = "The first paragraph is long enough to be wrapped by the program\nthat wrote it. It ends here.\n\nSO - the second one - is short."
    found = ordered(ris(AB=abstract, KW="tides\r\nsea level"))
    assert record(found)["descriptions"] == [{
        "description": "The first paragraph is long enough to be wrapped by the program that wrote it. It ends here.\nSO - the second one - is short.",
        "descriptionType": "Abstract",
    }]  # fmt: skip
    assert record(found)["subjects"] == [{"subject": "tides"}, {"subject": "sea level"}]


# Several records


def test_several_records_are_refused_and_entry_chooses():
    text = ris(TI="One", ID="first", DO="10.1234/one") + ris(TI="Two") + ris(TI="Three")
    with pytest.raises(Unusable, match="3 records: `first`, `Two`, `Three`") as refused:
        ordered(text)
    assert refused.value.option == "entry"
    for entry, title in (("first", "One"), ("FIRST", "One"), ("https://doi.org/10.1234/ONE", "One"), ("two", "Two")):
        assert record(ordered(text, entry=entry))["titles"] == [{"title": title}]
    with pytest.raises(Unusable, match="no record `four`; there are `first`, `Two`, `Three`") as refused:
        ordered(text, entry="four")
    assert refused.value.option == "entry"


# Names


def test_people():
    attributes = made(AU=["van der Berg, Jan", "King, Martin, Jr.", "Tide Gauge Network", "et al.", "Lind,Eva"], A2="Bo, Ko", TA="Lo, Mo")
    assert attributes["creators"] == [
        {"name": "van der Berg, Jan", "nameType": "Personal", "givenName": "Jan", "familyName": "van der Berg"},
        {"name": "King Jr., Martin", "nameType": "Personal", "givenName": "Martin", "familyName": "King Jr."},
        {"name": "Tide Gauge Network"},
        {"name": "Lind, Eva", "nameType": "Personal", "givenName": "Eva", "familyName": "Lind"},
    ]
    assert [(one["name"], one["contributorType"]) for one in attributes["contributors"]] == [("Bo, Ko", "Editor"), ("Lo, Mo", "Translator")]


def test_people_twice_are_people_twice_and_names_in_one_line_are_parted():
    assert len(made(AU=["Lind, Eva", "Lind, Eva"])["creators"]) == 2
    assert [one["name"] for one in made(AU="Lind, Eva; Bo, Ko")["creators"]] == ["Lind, Eva", "Bo, Ko"]


def test_names_with_references_to_characters_and_two_names_parted_by_and():
    found = ordered("TY  - JOUR\nTI  - T\nAU  - M&uuml;ller, J&#246;rg\nER  - \n").attributes["creators"]
    assert [one["name"] for one in found] == ["Müller, Jörg"]
    found = ordered("TY  - JOUR\nTI  - T\nAU  - Okafor, Ngozi and Lind, Eva\nER  - \n").attributes["creators"]
    assert [one["name"] for one in found] == ["Okafor, Ngozi", "Lind, Eva"]


def test_editors_take_the_place_of_authors_only_where_there_are_none():
    found = ordered(ris("BOOK", AU=None, ED="Bo, Ko"))
    assert [one["name"] for one in record(found)["creators"]] == ["Bo, Ko"]
    assert found.mended == ("the editors became the creators: there are no authors",)
    assert made("THES", A3="Bo, Ko")["contributors"][0]["contributorType"] == "Supervisor"


# Dates


@pytest.mark.parametrize(("tags", "date"), [
    ({"PY": "2020/03/05/Spring"}, "2020-03-05"),
    ({"PY": "2020///"}, "2020"),
    ({"PY": "2020/3//"}, "2020-03"),
    ({"PY": "2020", "DA": "2020/03/05/"}, "2020-03-05"),
    ({"PY": "2020", "DA": "2020-03"}, "2020-03"),
    ({"PY": None, "DA": "05/2020"}, "2020-05"),
    ({"PY": None, "DA": "2020-03-05"}, "2020-03-05"),
    ({"PY": None, "Y1": "5 March 2020"}, "2020-03-05"),
    ({"PY": "2020", "DA": "2019/12/01"}, "2020"),
])  # fmt: skip
def test_dates(tags, date):
    attributes = made(**tags)
    assert attributes["dates"] == [{"date": date, "dateType": "Issued"}]
    assert str(attributes["publicationYear"]) == date[:4]


def test_a_record_without_a_year_has_none_afterwards():
    found = ordered(ris(PY="in press"))
    assert found.missing == ("publicationYear",)
    assert found.lost == ("`PY` (in press)",)
    assert "dates" not in record(found)


def test_what_is_missing_is_named():
    assert ordered("TY  - DATA\nER  - ").missing == ("creators", "titles", "publisher", "publicationYear")
    assert "publisher" not in record(ordered(ris(PB=None)))
    assert made("JOUR", PB=None, T2="Journal of Sea")["publisher"] == {"name": "Journal of Sea"}


# Kinds, numbers and the rest


@pytest.mark.parametrize(("kind", "tags", "general"), [
    ("BOOK", {}, "Book"), ("CHAP", {}, "BookChapter"), ("RPRT", {}, "Report"), ("GEN", {}, "Other"), ("JOUR", {}, "JournalArticle"),
    ("THES", {}, "Dissertation"),
    ("CONF", {}, "ConferenceProceeding"), ("CONF", {"T2": "Proc. of Sea"}, "ConferencePaper"), ("CPAPER", {}, "ConferencePaper"), ("COMP", {}, "Software"),
    ("GEN", {"M3": "Dataset"}, "Dataset"), ("jour", {}, "JournalArticle"), ("STAND", {}, "Standard"), ("XYZ", {}, "Other"), ("SLIDE", {}, "Presentation"),
    ("UNPB", {"M3": "Preprint"}, "Preprint"),
])  # fmt: skip
def test_kinds_of_records(kind, tags, general):
    assert made(kind, **tags)["types"]["resourceTypeGeneral"] == general


def test_a_journal_and_its_number():
    attributes = made("JOUR", JF="Journal of Sea", JO="J. Sea", VL="3", IS="2", SP="1-9", SN="00280836")
    assert attributes["container"] == {
        "type": "Journal", "title": "Journal of Sea", "volume": "3", "issue": "2", "firstPage": "1", "lastPage": "9", "identifier": "0028-0836",
        "identifierType": "ISSN",
    }  # fmt: skip
    assert attributes["relatedIdentifiers"] == [{"relatedIdentifier": "0028-0836", "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}]


def test_books_and_parts_of_books():
    book = made("BOOK", SN="978-90-386-4503-2", SP="320", T2="Bouwstenen", ET="2")
    assert book["identifiers"] == [{"identifier": "978-90-386-4503-2", "identifierType": "ISBN"}]
    assert (book["sizes"], book["container"], book["version"]) == (["320 pages"], {"type": "Book Series", "title": "Bouwstenen"}, "2")
    chapter = made("CHAP", SN="978-90-386-4503-2", T2="Sea", SP="1", EP="9")
    assert chapter["container"] == {
        "type": "Book", "title": "Sea", "firstPage": "1", "lastPage": "9", "identifier": "978-90-386-4503-2", "identifierType": "ISBN",
    }  # fmt: skip
    assert chapter["relatedIdentifiers"][0]["relatedIdentifierType"] == "ISBN"


def test_a_container_that_is_the_work_itself_is_none():
    assert "container" not in made("BOOK", T2="Tides")


def test_titles_keep_what_is_in_them():
    assert made(TI="A &amp; B <i>x</i> - y")["titles"] == [{"title": "A &amp; B <i>x</i> - y"}]
    assert made("THES", T2="from moon to sea")["titles"][1] == {"title": "from moon to sea", "titleType": "Subtitle"}


@pytest.mark.parametrize(("written", "subjects"), [
    (["a", "b"], ["a", "b"]), ("a; b", ["a", "b"]), ("a, b, c", ["a", "b", "c"]), ("Geodesy, history of", ["Geodesy, history of"]),
])  # fmt: skip
def test_keywords(written, subjects):
    assert [one["subject"] for one in made(KW=written)["subjects"]] == subjects


def test_addresses():
    assert made(UR=["https://doi.org/10.1234/x", "https://example.org/x"])["url"] == "https://example.org/x"
    assert "url" not in made(UR="https://doi.org/10.1234/x")
    assert ordered(ris(UR="example.org/x")).lost == ("`UR` (example.org/x)",)
    assert ordered(ris(UR=["https://example.org/x", "https://example.org/y"])).lost == ("`UR` (https://example.org/y)",)


@pytest.mark.parametrize("tags", [
    {"DO": "10.1234/A"}, {"DO": "https://doi.org/10.1234/a"}, {"DO": "doi:10.1234/a"}, {"DOI": "10.1234/a"}, {"N1": "doi: 10.1234/a"}, {"L3": "10.1234/a"},
    {"M3": "10.1234/a"}, {"UR": "https://doi.org/10.1234/a"},
])  # fmt: skip
def test_a_document_about_another_doi_is_refused(tags):
    with pytest.raises(Unusable, match="10.1234/a"):
        ordered(ris(**tags), replace_doi=False)
    found = in_order(Request(ris(**tags), "10.1234/a"))
    assert found.text.count("10.1234/a") == 1
    assert found.lost == ()


def test_what_no_attribute_takes_up_is_told_and_what_programs_keep_for_themselves_is_not():
    assert ordered(ris(N1="v1.2", CY="Bern", AN="12345", L1="x.pdf", Y2="2020/01/01")).lost == ("`N1` (v1.2)", "`CY` (Bern)")


# Every document at hand, and none that anybody would write


def pairs(observations):
    return [pair for line in observations("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines() if (pair := json.loads(line))["format"] == "ris"]


def test_every_document_of_one_record_says_who_what_where_and_when(observations, figure):
    complete = []
    for pair in pairs(observations):
        if pair["name"] == "ris/messy-two-records":
            continue
        found = ordered(pair["input"])
        check_shape(found)
        attributes = record(found)
        assert found.missing == (), pair["name"]
        assert all(one.get("relatedIdentifier") for one in attributes.get("relatedIdentifiers", [])), pair["name"]
        if {"creators", "titles", "publisher", "publicationYear"} <= attributes.keys() and attributes["types"].get("resourceTypeGeneral"):
            complete.append(pair["name"])
    assert len(complete) == len(pairs(observations)) - 1
    figure(f"RIS: {len(complete)} of {len(pairs(observations))} documents say all that a public record needs")


@given(st.text(st.sampled_from("TYAUER \t-\r\n;:,/\u2013\v\x0c%<&19JOUDATAaé\x85"), max_size=120))
def test_no_text_ends_in_another_error_than_that_it_cannot_be_used(text):
    for written in (text, f"TY  - JOUR\n{text}", f"TY  - DATA\nTI  - {text}\nAU  - {text}\nPY  - {text}\nSN  - {text}\nT2  - {text}\nAB  - {text}"):
        try:
            found = ordered(written)
        except Unusable as error:
            assert error.message
            continue
        check_shape(found)


@given(
    st.lists(st.tuples(st.from_regex(r"[A-Z][A-Z0-9]", fullmatch=True), st.text(max_size=30)), max_size=10),
    st.sampled_from(("JOUR", "CHAP", "GEN", "THES", "X")),
)
def test_records_with_any_text_in_any_tag_give_well_formed_attributes(tags, kind):
    text = f"TY  - {kind}\n" + "".join(f"{tag}  - {value}\n" for tag, value in tags if tag not in ("TY", "ER"))
    try:
        found = ordered(text)
    except Unusable:
        return
    check_shape(found)
    known = reference(Fields(parsers.ris_parser()(strict(clean_lines(Request(text, DOI))))[0])).attributes
    assert otherwise(record(found), known) == {}


def test_no_record_at_all_is_refused():
    with pytest.raises(Unusable, match="no RIS record"):
        ordered("Some text - about TY")
    with pytest.raises(Unusable, match="surrogate"):
        ordered(ris(TI="\udfff"))


def test_a_parser_that_is_not_installed_is_named(monkeypatch):
    parsers.ris_parser.cache_clear()
    monkeypatch.setitem(sys.modules, "rispy", None)
    with pytest.raises(ImportError) as error:
        ordered(ris())
    assert error.value.name == "rispy"
    parsers.ris_parser.cache_clear()
