# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Catalogues whose metadata lie in documents of other formats, by the door of `datacite_catalog` against a sandbox."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from sandbox_server import running_sandbox
from unit.plugins.module_utils._datacite.planning.librarian import URL
from unit.plugins.modules.cataloguer import Cataloguer, kinds, paths

DEFAULTS = {"url": "https://data.example.org/{suffix}", "state": "findable", "metadata": {"publisher": {"name": "Example Archive"}, "language": "da"}}


@pytest.fixture
def librarian(tmp_path: pathlib.Path) -> Iterator[Cataloguer]:
    with running_sandbox() as sandbox:
        yield Cataloguer(sandbox, tmp_path)


def bibtex(title: str = "Hourly sea level", **fields: str) -> str:
    inner = "".join(f",\n  {name} = {{{value}}}" for name, value in {"author": r"M{\"u}ller, J{\"o}rg", "title": title, "year": "2021", **fields}.items())
    return f"@dataset{{key{inner}\n}}\n"


def entry(name: str, **more: Any) -> dict[str, Any]:
    return {"doi": f"10.82001/{name}", "src": f"{name}.bib", **more}


def fill(librarian: Cataloguer, *names: str) -> None:
    librarian.write("_defaults.yml", DEFAULTS)
    for name in names:
        librarian.write(f"{name}.yml", entry(name))
        librarian.write(f"{name}.bib", bibtex(f"Hourly sea level {name}"))


def test_planned_applied_and_nothing_to_do_after_that(librarian: Cataloguer) -> None:
    fill(librarian, "a", "b", "c")
    foreseen = librarian.run(check=True)
    assert foreseen["counts"]["create"] == 3 and librarian.writes() == []
    done = librarian.run()
    assert kinds(done) == {"a": ["create", "publish"], "b": ["create", "publish"], "c": ["create", "publish"]}
    held = librarian.attributes("b")
    assert held["creators"][0]["name"] == "Müller, Jörg" and held["titles"] == [{"title": "Hourly sea level b"}]
    again = librarian.run()
    assert not again["changed"] and again["changes"] == [] and librarian.writes() == []


def test_nothing_to_do_costs_what_it_costs_without_documents(librarian: Cataloguer) -> None:
    fill(librarian, *(f"n{number}" for number in range(12)))
    librarian.run()
    again = librarian.run()
    assert again["counts"]["unchanged"] == 12
    assert [path.partition("?")[0] for _method, path in librarian.requests()] == ["/repositories/pidops.lab", "/dois"]


CITEPROC = {"type": "dataset", "title": "Tides", "author": [{"family": "Lind", "given": "Eva"}], "issued": {"date-parts": [[2021]]}}
JSON_LD = {"@context": "https://schema.org", "@type": "Dataset", "name": "Tides", "creator": "Eva Lind", "datePublished": "2021"}


@pytest.mark.parametrize("document", [CITEPROC, [CITEPROC], JSON_LD])
def test_json_documents_may_lie_beside_the_entries_that_name_them(librarian: Cataloguer, document: Any) -> None:
    librarian.write("_defaults.yml", DEFAULTS)
    librarian.write("a.yml", {"doi": "10.82001/a", "src": "documents/a.json"})
    librarian.write("documents/a.json", document)
    done = librarian.run()
    assert kinds(done) == {"a": ["create", "publish"]}
    assert librarian.attributes("a")["titles"] == [{"title": "Tides"}]
    assert not librarian.run()["changed"]


def test_a_json_document_that_no_entry_names_is_told(librarian: Cataloguer) -> None:
    fill(librarian, "a")
    librarian.write("b.json", CITEPROC)
    assert "b.json: is a document of another format that no entry names as its `src`" in librarian.run()["msg"]


def test_one_that_changed_is_one_write(librarian: Cataloguer) -> None:
    fill(librarian, "a", "b")
    librarian.run()
    librarian.write("b.bib", bibtex("Daily sea level"))
    done = librarian.run()
    assert kinds(done) == {"b": ["update"]} and len(librarian.writes()) == 1
    assert [change["path"] for change in done["changes"][0]["changes"]] == ["titles[0].title"]


def test_defaults_fill_what_the_document_leaves_out(librarian: Cataloguer) -> None:
    librarian.write("_defaults.yml", DEFAULTS)
    librarian.write("all.yml", {"dois": [entry("a"), entry("b"), entry("c", metadata={"publisher": {"name": "Declared beside it"}})]})
    librarian.write("a.bib", bibtex())
    librarian.write("b.bib", bibtex(publisher="Sea Press"))
    librarian.write("c.bib", bibtex(publisher="Sea Press"))
    librarian.run()
    assert [librarian.attributes(name)["publisher"]["name"] for name in "abc"] == ["Example Archive", "Sea Press", "Declared beside it"]
    assert librarian.attributes("a")["language"] == "da" and librarian.attributes("a")["url"] == "https://data.example.org/a"


@pytest.mark.parametrize(("name", "text"), [
    ("a.bib", "@article{k, author={Lind, Eva}, title={T}, journal={Journal of Sea}, year=2020}"),
    ("a.ris", "TY  - JOUR\nAU  - Lind, Eva\nTI  - T\nJO  - Journal of Sea\nPY  - 2020\nER  - \n"),
    ("a.csl", (
        '{"type": "article-journal", "title": "T", "author": [{"family": "Lind"}], "container-title": "Journal of Sea", '
        '"issued": {"date-parts": [[2020]]}}'
    )),
    ("a.jsonld", (
        '{"@context": "https://schema.org", "@type": "Dataset", "name": "T", "author": {"@type": "Person", "name": "Eva Lind"}, '
        '"datePublished": "2020", "provider": {"@type": "Organization", "name": "Journal of Sea"}}'
    )),
    ("a.xml", (
        "<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Journal of Sea</full_title></journal_metadata><journal_article>"
        '<titles><title>T</title></titles><contributors><person_name contributor_role="author" sequence="first"><given_name>Eva</given_name>'
        "<surname>Lind</surname></person_name></contributors><publication_date><year>2020</year></publication_date>"
        "<doi_data><doi>10.5072/x</doi><resource>https://data.example.org/a</resource></doi_data></journal_article></journal>"
        "</crossref></doi_record></doi_records>"
    )),
])
def test_the_journal_stands_in_for_a_publisher_that_nobody_names(librarian: Cataloguer, name: str, text: str) -> None:
    librarian.write(name, text)
    librarian.write("a.yml", {"doi": "10.82001/a", "src": name, "url": URL, "state": "findable"})
    assert any("became the publisher" in warning for warning in librarian.run()["warnings"])
    assert librarian.attributes("a")["publisher"]["name"] == "Journal of Sea"
    librarian.write("_defaults.yml", {"metadata": {"publisher": {"name": "Example Archive"}}})
    result = librarian.run()
    assert librarian.attributes("a")["publisher"]["name"] == "Example Archive"
    assert not any("became the publisher" in warning for warning in result.get("warnings", ()))
    assert not librarian.run()["changed"]


def test_what_is_wrong_with_documents_is_told_at_once_and_before_any_request(librarian: Cataloguer) -> None:
    fill(librarian, "good")
    librarian.write("two.yml", entry("two"))
    librarian.write("two.bib", bibtex() + bibtex().replace("key", "other"))
    librarian.write("none.yml", entry("none"))
    librarian.write("none.bib", "just some words")
    librarian.write("other.yml", entry("other"))
    librarian.write("other.bib", bibtex(doi="10.1234/not-this-one"))
    librarian.write("untitled.yml", entry("untitled"))
    librarian.write("untitled.bib", "@misc{k, author={Lind, Eva}, year=2020}")
    result = librarian.run(offline=True)
    assert result["failed"] and librarian.requests() == []
    told = {problem["path"].rpartition("/")[2]: problem["message"] for problem in result["problems"]}
    assert "`key`, `other`" in told["two.yml:1: entry"] and "none of the formats" in told["none.yml:1: src"]
    assert "is about 10.1234/not-this-one" in told["other.yml:1: src"]
    assert any("titles" in message for place, message in told.items() if place.startswith("untitled.yml:1"))
    assert not any("good" in path for path in paths(result))


def test_entry_chooses_one_of_several(librarian: Cataloguer) -> None:
    librarian.write("_defaults.yml", DEFAULTS)
    librarian.write("library.bib", bibtex("First") + bibtex("Second").replace("key", "other"))
    librarian.write("all.yml", {"dois": [
        {"doi": "10.82001/first", "src": "library.bib", "entry": "key"}, {"doi": "10.82001/second", "src": "library.bib", "entry": "other"},
    ]})
    librarian.run()
    assert [librarian.attributes(name)["titles"][0]["title"] for name in ("first", "second")] == ["First", "Second"]


def test_one_that_datacite_will_not_convert_leaves_the_others_alone(librarian: Cataloguer) -> None:
    fill(librarian, "a")
    librarian.write("b.yml", {"doi": "10.82001/b", "src": "b.xml", "metadata": {"language": "en"}})
    librarian.write("b.xml", (
        '<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.82001/b</identifier>'
        "<creators><creator><creatorName>Lind, Eva</creatorName></creator></creators><titles><title>T</title></titles>"
        '<publisher>P</publisher><publicationYear>2020</publicationYear><resourceType resourceTypeGeneral="Spreadsheet">x</resourceType></resource>'
    ))
    result = librarian.run()
    assert result["failed"] and "a" in kinds(result)
    failure = next(found for found in result["failures"] if found["doi"] == "10.82001/b")
    assert "DataCite" in json.dumps(failure)
    assert librarian.attributes("a")["state"] == "findable"


def test_a_reviewed_plan_is_applied_and_one_of_other_documents_is_not(librarian: Cataloguer, tmp_path: pathlib.Path) -> None:
    fill(librarian, "a")
    plan = tmp_path / "plan.json"
    librarian.run(check=True, plan_dest=str(plan))
    librarian.write("a.bib", bibtex("Something else"))
    assert "catalogue" in librarian.run(plan_src=str(plan))["msg"] and librarian.writes() == []
    librarian.write("a.bib", bibtex("Hourly sea level a"))
    assert kinds(librarian.run(plan_src=str(plan))) == {"a": ["create", "publish"]}
    assert not librarian.run()["changed"]


def test_a_restoration_undoes_what_a_document_did(librarian: Cataloguer, tmp_path: pathlib.Path) -> None:
    fill(librarian, "a")
    journal = str(tmp_path / "journal.jsonl")
    librarian.run(journal=journal)
    librarian.write("a.bib", bibtex("A mistake"))
    librarian.run(journal=journal)
    librarian.run(restore=journal)
    assert librarian.attributes("a")["titles"] == [{"title": "Hourly sea level a"}]


def test_what_was_mended_and_lost_is_a_warning(librarian: Cataloguer) -> None:
    fill(librarian, "a")
    librarian.write("a.bib", bibtex(annote="Second version"))
    result = librarian.run(check=True)
    assert any("a.yml" in warning and "annote" in warning for warning in result["warnings"]), result["warnings"]


def test_unixref_never_gets_into_a_write(librarian: Cataloguer) -> None:
    librarian.write("a.yml", {"doi": "10.82001/a", "src": "a.xml", "state": "findable", "url": URL})
    librarian.write("a.xml", (
        "<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Journal of Sea</full_title></journal_metadata>"
        "<journal_article><titles><title>Tides</title></titles><contributors><person_name contributor_role=\"author\" sequence=\"first\">"
        "<given_name>Eva</given_name><surname>Lind</surname></person_name></contributors><publication_date><year>2021</year></publication_date>"
        "<publisher_item/><doi_data><doi>10.5072/x</doi><resource>https://example.org/x</resource></doi_data></journal_article></journal>"
        "</crossref></doi_record></doi_records>"
    ))
    librarian.write("_defaults.yml", {"metadata": {"publisher": {"name": "Sea Press"}}})
    librarian.run()
    assert librarian.attributes("a")["titles"][0]["title"] == "Tides" and librarian.attributes("a")["creators"][0]["name"] == "Lind, Eva"
    assert not librarian.run()["changed"]
