# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Citeproc (CSL) JSON as reference managers and Crossref write it, and what a reader of it would expect in a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.citeproc.document import in_order
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.documents.ordered import Ordered, Request, Unusable

DOI = "10.82001/new"
PLAIN: Mapping[str, Any] = {
    "id": f"https://doi.org/{DOI}",
    "DOI": DOI,
    "type": "dataset",
    "title": "Tides",
    "author": [{"literal": "The Lab"}],
    "publisher": "Sea Press",
    "issued": {"date-parts": [[2021, 3, 4]]},
}


def ordered(document: Any, **options: Any) -> Ordered:
    text = document if isinstance(document, str) else json.dumps(document)
    return in_order(Request(text, DOI, **options))


def item(**members: Any) -> Ordered:
    """The plain item with other members; None takes one out, `_` in a name stands for `-`."""
    changed = {name.replace("_", "-"): value for name, value in members.items()}
    return ordered({name: value for name, value in {**PLAIN, **changed}.items() if value is not None})


def overlaid(**members: Any) -> Mapping[str, Any]:
    return item(**members).attributes


def sent(result: Ordered) -> dict[str, Any]:
    found = json.loads(result.text)
    assert isinstance(found, dict)
    return found


def core(result: Ordered, conversion: Mapping[str, Any] | None = None) -> tuple[Any, ...]:
    """(title, names of creators, publisher, year): what is overlaid, else what DataCite made of the document, else what it would read in what is sent."""
    text = sent(result)
    read = conversion or {
        "titles": [{"title": text.get("title")}],
        "creators": [{"name": one.get("literal")} for one in text.get("author", [])],
        "publisher": {"name": text.get("publisher")},
        "publicationYear": text["issued"]["date-parts"][0][0] if "issued" in text else None,
    }
    found = {**read, **result.attributes}
    return (
        (found.get("titles") or [{}])[0].get("title"),
        [one.get("name") for one in found.get("creators") or []],
        (found.get("publisher") or {}).get("name"),
        found.get("publicationYear"),
    )


def test_what_datacite_reads_well_is_left_to_it() -> None:
    result = ordered(PLAIN)
    assert (result.attributes, result.otherwise, result.missing, result.mended, result.lost) == ({}, {}, (), (), ())
    assert sent(result) == PLAIN


@pytest.mark.parametrize("document", [[PLAIN], {"items": [PLAIN]}, {"status": "ok", "message": PLAIN}, {"message": {"items": [PLAIN]}}])
def test_one_item_is_taken_out_of_its_wrapping(document: Any) -> None:
    assert sent(ordered(document)) == PLAIN


def test_several_items_are_refused_with_their_names_and_one_can_be_chosen() -> None:
    several = [{**PLAIN, "id": "okafor2021", "DOI": None}, {**PLAIN, "id": "berg2020", "DOI": None, "title": "Waves"}]
    with pytest.raises(Unusable, match="2 items: okafor2021, berg2020") as refused:
        ordered(several)
    assert refused.value.option == "entry"
    assert core(ordered(several, entry="Berg2020"))[0] == "Waves"
    with pytest.raises(Unusable, match="no entry `x`; it has okafor2021, berg2020"):
        ordered(several, entry="x")


@pytest.mark.parametrize("text", ["[]", "{}", "1", '"10.5438/x"', "null", "[[1]]"])
def test_what_holds_no_item_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="no item"):
        ordered(text)


@pytest.mark.parametrize(
    "members",
    [
        {"id": "x", "DOI": "10.5438/Other"},
        {"DOI": None, "id": "https://doi.org/10.5438/other"},
        {"DOI": None, "id": "x", "URL": "http://dx.doi.org/10.5438/other"},
    ],
)
def test_another_doi_is_refused_unless_it_is_to_be_replaced(members: dict[str, Any]) -> None:
    document = {name: value for name, value in {**PLAIN, **members}.items() if value is not None}
    with pytest.raises(Unusable, match="is about 10.5438/other"):
        ordered(document)
    result = ordered(document, replace_doi=True)
    assert (sent(result)["id"], sent(result)["DOI"]) == (PLAIN["id"], DOI)
    assert "other" not in result.text.lower()


def test_the_name_of_an_item_in_a_collection_is_no_doi() -> None:
    assert sent(item(id="http://zotero.org/users/1/items/ABC", DOI=None))["id"] == f"https://doi.org/{DOI}"


BERG = {"name": "van der Berg, Jan", "nameType": "Personal", "givenName": "Jan", "familyName": "van der Berg"}


@pytest.mark.parametrize(
    ("person", "creator"),
    [
        ({"family": "Okafor", "given": "Ngozi"}, {"name": "Okafor, Ngozi", "nameType": "Personal", "givenName": "Ngozi", "familyName": "Okafor"}),
        ({"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}, BERG),
        ({"family": "van der Berg", "given": "Jan", "non-dropping-particle": "van der"}, BERG),
        ({"family": "Berg", "given": "Jan", "dropping-particle": "van der"}, BERG),
        ({"family": "King", "given": "M", "suffix": "Jr."}, {"name": "King, M, Jr.", "nameType": "Personal", "givenName": "M", "familyName": "King"}),
        ({"family": "The Whole Consortium"}, {"name": "The Whole Consortium"}),
        ({"name": "The Consortium", "affiliation": []}, {"name": "The Consortium", "nameType": "Organizational"}),
        ("Okafor, Ngozi", {"name": "Okafor, Ngozi"}),
    ],
)
def test_names_of_every_kind(person: Any, creator: dict[str, Any]) -> None:
    assert overlaid(author=[person])["creators"] == [creator]


def test_a_person_brings_identifiers_and_affiliations() -> None:
    person = {
        "family": "Okafor", "given": "Ngozi", "ORCID": "http://orcid.org/0000-0001-5109-3700",
        "affiliation": [{"name": "DataCite", "id": [{"id": "https://ror.org/04wxnsj81", "id-type": "ROR"}]}, "Lab"],
    }  # fmt: skip
    creator = overlaid(author=[person])["creators"][0]
    assert creator["nameIdentifiers"] == [
        {"nameIdentifier": "https://orcid.org/0000-0001-5109-3700", "nameIdentifierScheme": "ORCID", "schemeUri": "https://orcid.org"}
    ]
    assert [one["name"] for one in creator["affiliation"]] == ["DataCite", "Lab"]
    assert creator["affiliation"][0]["affiliationIdentifier"] == "https://ror.org/04wxnsj81"


def test_et_al_is_nobody_and_it_is_told() -> None:
    result = item(author=[{"family": "A", "given": "B"}, {"literal": "et al."}, {"family": "others"}])
    assert core(result)[1] == ["A, B"]
    assert result.mended == ('"et al." is no person and was left out',)


def test_editors_are_not_sent_but_said_beside_with_their_type() -> None:
    """DataCite's reader leaves editors without a type, and refuses the document then."""
    result = item(
        editor=[{"family": "E", "given": "F"}],
        translator=[{"literal": "T"}],
        contributor=[{"literal": "C"}, {"family": "E", "given": "F"}],
        chair=[{"literal": "H"}],
    )
    assert not {"editor", "translator", "contributor"} & sent(result).keys()
    assert [(one["name"], one["contributorType"]) for one in result.attributes["contributors"]] == [
        ("E, F", "Editor"), ("T", "Translator"), ("C", "Other"), ("H", "Other"),
    ]  # fmt: skip


def test_editors_take_the_place_of_authors_and_it_is_told() -> None:
    result = item(author=None, editor=[{"family": "E", "given": "F"}])
    assert (core(result)[1], result.missing) == (["E, F"], ())
    assert "contributors" not in result.attributes
    assert result.mended == ("the editors became the creators: there are no authors",)


def test_an_author_that_datacite_makes_up_is_thrown_away() -> None:
    result = item(author=None)
    assert (result.attributes["creators"], result.missing) == (None, ("creators",))


@pytest.mark.parametrize(
    ("members", "date"),
    [
        ({"issued": {"date-parts": [["2021", "3", "4"]]}}, "2021-03-04"),
        ({"issued": {"date-parts": [2021, 3]}}, "2021-03"),
        ({"issued": {"date-parts": [[2021, 3, 0]]}}, "2021-03"),
        ({"issued": {"date-parts": [[2021, 3, 4], [2021, 3, 6]]}}, "2021-03-04/2021-03-06"),
        ({"issued": {"date-parts": [[2021]], "season": "spring"}}, "2021-21"),
        ({"issued": {"raw": "2021-03-04"}}, "2021-03-04"),
        ({"issued": {"raw": "March 2021"}}, "2021-03"),
        ({"issued": {"literal": "circa 2021"}}, "2021"),
        ({"issued": "2021-03-04T00:00:00Z"}, "2021-03-04T00:00:00Z"),
        ({"issued": 2021}, "2021"),
        ({"issued": {"year": 2021}}, "2021"),
        ({"issued": {"date-parts": [[None]]}, "published-print": {"date-parts": [[2021, 3]]}}, "2021-03"),
        ({"issued": None, "published": {"date-parts": [[2021]]}}, "2021"),
    ],
)
def test_dates_of_every_kind(members: dict[str, Any], date: str) -> None:
    result = item(**members)
    assert core(result)[3] == 2021
    assert (result.attributes.get("dates") or [{"date": date, "dateType": "Issued"}]) == [{"date": date, "dateType": "Issued"}]
    assert sent(result)["issued"]["date-parts"][0][0] == 2021


@pytest.mark.parametrize(
    "issued", [None, {}, {"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None]]}, {"date-parts": [[12]]}, {"raw": "n.d."}, [], -5]
)
def test_without_a_date_one_is_sent_that_does_not_stay(issued: Any) -> None:
    """DataCite knows Citeproc by its date alone."""
    result = item(issued=issued)
    assert sent(result)["issued"] == {"date-parts": [[2000]]}
    assert (result.attributes["publicationYear"], result.attributes["dates"], result.missing) == (None, None, ("publicationYear",))


def test_a_date_that_cannot_be_read_is_told_as_lost() -> None:
    assert item(issued={"raw": "n.d."}).lost == ("`issued` (n.d.)",)


@pytest.mark.parametrize(
    ("kind", "general", "citeproc"),
    [
        ("report", "Report", "report"), ("thesis", "Dissertation", "thesis"), ("chapter", "BookChapter", "chapter"), ("book", "Book", "book"),
        ("paper-conference", "ConferencePaper", "paper-conference"), ("software", "Software", "software"), ("map", "Image", "map"),
        ("figure", "Image", "figure"), ("speech", "Presentation", "speech"), ("standard", "Standard", "standard"), ("review", "PeerReview", "review"),
        ("journal-article", "JournalArticle", "article-journal"), ("book-chapter", "BookChapter", "chapter"), ("dissertation", "Dissertation", "thesis"),
        ("proceedings-article", "ConferencePaper", "paper-conference"), ("peer-review", "PeerReview", "review"), ("something", "Text", "document"),
    ],
)  # fmt: skip
def test_types_that_datacite_does_not_know(kind: str, general: str, citeproc: str) -> None:
    types = overlaid(type=kind)["types"]
    assert (types["resourceTypeGeneral"], types["citeproc"]) == (general, citeproc)


@pytest.mark.parametrize("kind", ["dataset", "article-journal", "webpage", "graphic", "motion_picture", "song", "broadcast", "post-weblog"])
def test_types_that_datacite_knows_are_left_to_it(kind: str) -> None:
    result = item(type=kind)
    assert "types" not in result.attributes
    assert sent(result)["type"] == kind


@pytest.mark.parametrize(
    "members", [{"publisher": "arXiv"}, {"genre": "Preprint"}, {"type": "posted-content", "subtype": "preprint"}, {"number": "arXiv:2101.1"}]
)
def test_preprints(members: dict[str, Any]) -> None:
    assert overlaid(**{"type": "article", **members})["types"]["resourceTypeGeneral"] == "Preprint"


def test_a_genre_is_the_resource_type() -> None:
    assert overlaid(type="thesis", genre="PhD thesis")["types"]["resourceType"] == "PhD thesis"


@pytest.mark.parametrize(
    ("members", "titles"),
    [
        ({"title": ["T"]}, [("T", None)]),
        ({"title": ["T", "U"], "subtitle": ["S"]}, [("T", None), ("U", "AlternativeTitle"), ("S", "Subtitle")]),
        ({"title": "\n  T\n U"}, [("T U", None)]),
        ({"title": "In <i>E. coli</i>"}, [("In <i>E. coli</i>", None)]),
        ({"title": 'About <span class="nocase">DNA</span> <jats:italic>x</jats:italic>'}, [("About DNA <i>x</i>", None)]),
    ],
)
def test_titles_of_every_kind(members: dict[str, Any], titles: list[tuple[str, str | None]]) -> None:
    assert [(one["title"], one.get("titleType")) for one in overlaid(**members)["titles"]] == titles


def test_an_empty_title_that_datacite_keeps_is_thrown_away() -> None:
    result = item(title=None)
    assert (result.attributes["titles"], result.missing) == (None, ("titles",))


def test_the_journal_of_an_article() -> None:
    result = item(type="article-journal", container_title=["J. Sea"], ISSN=["1234-5678", "2049-3630"], volume=3, issue="2", page="11–19")
    assert result.attributes["container"] == {
        "type": "Periodical", "title": "J. Sea", "identifier": "2049-3630", "identifierType": "ISSN", "volume": "3", "issue": "2", "firstPage": "11",
        "lastPage": "19",
    }  # fmt: skip
    assert result.attributes["relatedIdentifiers"] == [{"relatedIdentifier": "2049-3630", "relatedIdentifierType": "ISSN", "relationType": "IsPartOf"}]
    assert (sent(result)["container-title"], sent(result)["ISSN"], sent(result)["page"]) == ("J. Sea", "2049-3630", "11-19")
    assert result.lost == ()


def test_the_isbn_of_a_book_and_of_a_chapter() -> None:
    assert overlaid(type="book", ISBN="978-0-306-40615-7")["identifiers"] == [{"identifier": "978-0-306-40615-7", "identifierType": "ISBN"}]
    chapter = overlaid(type="chapter", container_title="Book", ISBN=["http://id.crossref.org/isbn/9780306406157"])
    assert chapter["relatedIdentifiers"] == [{"relatedIdentifier": "9780306406157", "relatedIdentifierType": "ISBN", "relationType": "IsPartOf"}]
    assert "identifiers" not in chapter


def test_what_crossref_says_of_references_relations_and_funders() -> None:
    found = overlaid(
        reference=[{"DOI": "10.5438/A"}, {"unstructured": "x"}],
        relation={"is-supplemented-by": [{"id-type": "doi", "id": "10.5438/b"}], "unknown": [{"id-type": "doi", "id": "10.5438/c"}]},
        funder=[{"name": "F", "DOI": "10.13039/501100001659", "award": ["A", "B"]}, {"name": "G"}],
    )
    assert [(one["relatedIdentifier"], one["relationType"]) for one in found["relatedIdentifiers"]] == [
        ("10.5438/a", "References"),
        ("10.5438/b", "IsSupplementedBy"),
    ]
    assert [(one["funderName"], one.get("awardNumber")) for one in found["fundingReferences"]] == [("F", "A"), ("F", "B"), ("G", None)]


def test_a_jats_abstract_becomes_plain_paragraphs() -> None:
    abstract = "<jats:title>Abstract</jats:title><jats:p>We <jats:italic>did</jats:italic> it.</jats:p><jats:p>More &amp; more</jats:p>"
    assert overlaid(abstract=abstract)["descriptions"] == [{"description": "We <i>did</i> it.\nMore & more", "descriptionType": "Abstract"}]


@pytest.mark.parametrize(
    ("members", "words"),
    [
        ({"keyword": "a, b"}, ["a", "b"]),
        ({"keyword": "a, b; c"}, ["a, b", "c"]),
        ({"subject": ["x, y"]}, ["x, y"]),
        ({"categories": ["k"], "keyword": "k, l"}, ["k", "l"]),
    ],
)
def test_keywords_that_datacite_overlooks(members: dict[str, Any], words: list[str]) -> None:
    result = item(**members)
    assert [one["subject"] for one in result.attributes["subjects"]] == words
    assert sent(result)["categories"] == words


@pytest.mark.parametrize(
    ("members", "rights"),
    [
        ({"copyright": "Creative Commons Attribution 4.0 International"}, "cc-by-4.0"), ({"copyright": "CC-BY4"}, "cc-by-4.0"), ({"license": "MIT"}, "mit"),
        ({"license": [{"URL": "http://creativecommons.org/licenses/by/4.0/", "content-version": "vor"}]}, "cc-by-4.0"), ({"copyright": "cc-zero"}, "cc0-1.0"),
    ],
)  # fmt: skip
def test_licences_of_every_kind(members: dict[str, Any], rights: str) -> None:
    """DataCite takes the text of `copyright` for an address."""
    result = item(**members)
    assert [one["rightsIdentifier"] for one in result.attributes["rightsList"]] == [rights]
    assert "copyright" not in sent(result)


@pytest.mark.parametrize(
    ("members", "url"),
    [
        ({"URL": "http://dx.doi.org/10.82001/new"}, None),
        ({"URL": "http://dx.doi.org/10.82001/new", "resource": {"primary": {"URL": "https://example.org/p"}}}, "https://example.org/p"),
        ({"URL": "www.example.org"}, None),
    ],
)
def test_the_landing_page_is_a_web_page_and_no_doi(members: dict[str, Any], url: str | None) -> None:
    result = item(**members)
    assert (result.attributes["url"], sent(result).get("URL")) == (url, url)


def test_what_datacite_overlooks_is_said_beside() -> None:
    found = overlaid(language="en-US", version=1.5, number_of_pages="33", PMID="123")
    assert (found["language"], found["version"], found["sizes"]) == ("en", "1.5", ["33 pages"])
    assert found["identifiers"] == [{"identifier": "123", "identifierType": "PMID"}]


@pytest.mark.parametrize(("publisher", "name"), [({"name": "P"}, "P"), (["P"], "P"), (None, "I")])
def test_publishers_of_every_kind(publisher: Any, name: str) -> None:
    assert core(item(publisher=publisher, institution=[{"name": "I"}]))[2] == name


def test_a_journal_stands_in_for_a_publisher_and_a_book_does_not() -> None:
    article = item(type="article-journal", publisher=None, container_title="J. Sea")
    assert (core(article)[2], article.missing) == ("J. Sea", ())
    assert article.mended == ("the journal became the publisher: no other is named",)
    assert item(type="chapter", publisher=None, container_title="A Book").missing == ("publisher",)


def test_what_no_attribute_takes_up_is_told_once_and_short() -> None:
    result = item(note="v1.2", edition="2", event_title="A conference with a name that is longer than can be shown", accessed={"date-parts": [[2021]]})
    assert result.lost == ("`note` (v1.2)", "`edition` (2)", "`event-title` (A conference with a name that is longer…)")


def test_what_a_document_does_not_say_is_missing() -> None:
    assert ordered({"abstract": "Nothing but this"}).missing == ("creators", "titles", "publisher", "publicationYear", "types")


def test_what_a_reader_expects_of_the_observed_documents(observations: Callable[[str], Any], figure: Callable[[str], None]) -> None:
    """Every observed document: title, creators, publisher and year as it says them, over what DataCite itself made of it."""
    alone = right = total = 0
    for line in observations("formats/pairs.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        if pair["format"] != "citeproc":
            continue
        total += 1
        result = ordered(pair["input"], replace_doi=True)
        expected = as_read(pair["input"])
        conversion = pair["attributes"] if pair["status"] == 201 and pair["attributes"].get("titles") else None
        alone += conversion is not None and core(Ordered("citeproc", "{}"), conversion) == expected
        assert core(result, conversion) == expected, pair["name"]
        right += 1
    figure(f"Citeproc: title, creators, publisher and year as a reader expects: {right} of {total}, DataCite alone {alone}")


def as_read(text: str) -> tuple[Any, ...]:
    """What a person would copy from the document."""
    value = json.loads(text)
    document = value[0] if isinstance(value, list) else value
    names = [one.get("literal") or ", ".join(one[part] for part in ("family", "given") if one.get(part)) for one in document["author"]]
    title = document["title"][0] if isinstance(document["title"], list) else document["title"]
    issued = document.get("issued")
    year = None if issued is None else int(str(issued["raw"] if "raw" in issued else issued["date-parts"][0][0])[:4])
    return " ".join(title.split()), [" ".join(name.split()) for name in names], document["publisher"], year


@pytest.mark.parametrize(("field", "value"), [
    ("publisher-place", "Bern"), ("event-place", "Bern"), ("collection-title", "Series"), ("number", "7"), ("status", "in press"),
    ("event-date", {"date-parts": [[2019]]}), ("container-author", [{"family": "Lind"}]), ("clinical-trial-number", "NCT1"), ("custom", {"a": 1}),
])  # fmt: skip
def test_what_an_article_has_and_no_attribute_takes_up_is_told(field: str, value: Any) -> None:
    (told,) = ordered({**PLAIN, "container-title": "Journal of Sea", field: value}).lost
    assert told.startswith(f"`{field}`")


def test_an_article_number_stands_where_pages_would() -> None:
    changed = {**PLAIN, "container-title": "Journal of Sea", "article-number": "e12"}
    assert ordered(changed).attributes["container"]["firstPage"] == "e12"
