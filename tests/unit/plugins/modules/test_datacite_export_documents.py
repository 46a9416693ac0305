# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents beside an exported catalogue: what is written, asked for, left alone and removed."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.formats import FORMATS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog.export_documents import ENDINGS
from unit.plugins.modules.exporter import Exporter

NONE = {"created": 0, "updated": 0, "removed": 0, "unchanged": 0, "kept": 0, "failed": 0}


@pytest.fixture
def exporter(sandbox: sandbox_server.Sandbox, tmp_path: pathlib.Path) -> Exporter:
    return Exporter(sandbox, tmp_path / "catalogue")


@pytest.fixture
def bib(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder for documents that lies outside of the catalogue."""
    return tmp_path / "bib"


def held(folder: pathlib.Path) -> dict[str, str]:
    """The documents in a folder, by name."""
    return {str(path.relative_to(folder)): path.read_bytes().decode() for path in sorted(folder.rglob("*")) if path.is_file() and path.name[0] != "."}


def times(folder: pathlib.Path) -> dict[pathlib.Path, int]:
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*")}


def counts(result: dict[str, Any]) -> dict[str, int]:
    """How many documents came to what, without what none came to."""
    return {name: number for name, number in result["documents"]["counts"].items() if number}


# ---- what is written


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_one_document_for_each_record(exporter: Exporter, bib: pathlib.Path, form: str) -> None:
    exporter.seed("Upper+Case", "a<b;c", "con", "x,y", "plain")
    exporter.seed("draft", state="draft", registered=None)
    result = exporter.done(documents={form: str(bib)})
    assert counts(result) == {"created": 6} and result["counts"]["created"] == 6
    names = ("a%3cb%3bc", "%63on", "draft", "plain", "upper+case", "x,y")
    assert set(held(bib)) == {f"{exporter.prefix}/{name}{ENDINGS[form]}" for name in names}
    for name, text in held(bib).items():
        assert text.endswith("\n") and ("Hourly sea level" in text or form == "codemeta"), name
    entries = [entry for entry in result["documents"]["files"] if entry["doi"] == exporter.doi("plain")]
    assert entries == [{"doi": exporter.doi("plain"), "format": form, "file": str(bib / exporter.prefix / f"plain{ENDINGS[form]}"), "action": "create"}]
    before = times(bib)
    again = exporter.done(documents={form: str(bib)})
    assert not again["changed"] and counts(again) == {"unchanged": 6} and times(bib) == before
    assert len(exporter.requests()) == 2


def test_several_formats_inside_of_the_catalogue_are_no_entries(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    dest = str(exporter.dest)
    result = exporter.done(documents={"bibtex": dest, "datacite_xml": dest, "ris": f"{dest}/ris", "schema_org": dest})
    assert counts(result) == {"created": 8} and exporter.plan() == []
    assert {f"{exporter.prefix}/a{ending}" for ending in (".yml", ".bib", ".xml", ".jsonld")} <= set(exporter.files())
    again = exporter.done(documents={"bibtex": dest, "datacite_xml": dest, "ris": f"{dest}/ris", "schema_org": dest})
    assert not again["changed"] and again["counts"]["unchanged"] == 2 and exporter.plan() == []


def test_without_the_option_there_is_nothing_of_it(exporter: Exporter) -> None:
    exporter.seed("a")
    assert "documents" not in exporter.done() and "documents" not in exporter.done(documents={})


def test_a_folder_of_nothing_is_not_made(exporter: Exporter, bib: pathlib.Path) -> None:
    result = exporter.done(documents={"ris": str(bib)})
    assert result["documents"]["counts"] == NONE and not bib.exists()


# ---- what it costs


def test_how_many_requests_it_takes(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed(*(f"n{number:03}" for number in range(120)))
    documents = {form: str(bib / form) for form in ("bibtex", "citeproc", "datacite_xml", "ris", "schema_org")}
    assert counts(exporter.done(documents=documents)) == {"created": 600}
    # Who asks, the records with their XML, and three lists for each other format.
    assert len(exporter.requests()) == 2 + 4 * 3
    exporter.seed("n007", titles=[{"title": "Another"}])
    result = exporter.done(documents=documents)
    assert counts(result) == {"updated": 5, "unchanged": 595} and {entry["doi"] for entry in result["documents"]["files"]} == {exporter.doi("n007")}
    # The record that differs is read by itself.
    assert len(exporter.requests()) == 2 + 1 + 4


def test_a_record_that_was_merely_touched_is_not_asked_for(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done(documents={"ris": str(bib)})
    exporter.seed("a", updated="2031-01-01T00:00:00Z")
    assert counts(exporter.done(documents={"ris": str(bib)})) == {"unchanged": 1} and len(exporter.requests()) == 2


def test_a_document_that_is_gone_is_written_again(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a", "b")
    exporter.done(documents={"ris": str(bib)})
    (bib / exporter.prefix / "a.ris").unlink()
    assert counts(exporter.done(documents={"ris": str(bib)})) == {"created": 1, "unchanged": 1}


def test_a_part_of_the_records_leaves_the_other_documents_alone(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a", "b")
    exporter.done(documents={"bibtex": str(bib)})
    exporter.seed("a", "b", titles=[{"title": "Another"}])
    result = exporter.done(documents={"bibtex": str(bib)}, dois=[exporter.doi("a")])
    assert counts(result) == {"updated": 1} and exporter.doi("b") not in str(result)
    assert counts(exporter.done(documents={"bibtex": str(bib)})) == {"updated": 1, "unchanged": 1}


# ---- what is left alone


def test_check_mode_writes_nothing_and_tells(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    checked = exporter.done(check=True, diff=True, documents={"bibtex": str(bib)})
    assert checked["changed"] and counts(checked) == {"created": 1} and not bib.exists() and not exporter.dest.exists()
    shown = [entry for entry in checked["diff"] if entry["after_header"].endswith(".bib")]
    assert len(shown) == 1 and shown[0]["before"] == "" and "Hourly sea level" in shown[0]["after"]
    assert counts(exporter.done(documents={"bibtex": str(bib)})) == counts(checked)


def test_a_file_of_somebody_elses_is_not_overwritten(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a", "b")
    mine = bib / exporter.prefix / "a.bib"
    mine.parent.mkdir(parents=True)
    mine.write_text("@misc{mine}\n", "utf-8")
    for _run in range(2):
        result = exporter.done(documents={"bibtex": str(bib)})
        assert mine.read_text("utf-8") == "@misc{mine}\n" and result["documents"]["counts"]["kept"] == 1
    assert result["documents"]["kept"] == [{
        "doi": exporter.doi("a"), "format": "bibtex", "file": str(mine),
        "reason": "is there already, and is not known to be an export's; it is not overwritten. Remove it to have it written",
    }]


def test_a_document_that_an_entry_is_made_of_is_not_overwritten(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.write("PREFIX/a.yml", "doi: PREFIX/a\nstate: findable\nsrc: a.xml\n")
    source = exporter.write("PREFIX/a.xml", '<resource xmlns="http://datacite.org/schema/kernel-4"/>\n')
    exporter.run(documents={"datacite_xml": str(exporter.dest)})
    assert source.read_text("utf-8") == '<resource xmlns="http://datacite.org/schema/kernel-4"/>\n'


def test_an_edited_document_stays(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done(documents={"bibtex": str(bib)})
    mine = bib / exporter.prefix / "a.bib"
    mine.write_text(mine.read_text("utf-8") + "% mine\n", "utf-8")
    for titles in ([{"title": "Hourly sea level at Aarhus"}], [{"title": "Another"}]):
        exporter.seed("a", titles=titles)
        result = exporter.done(documents={"bibtex": str(bib)})
        assert counts(result) == {"kept": 1} and "somebody edited it" in result["documents"]["kept"][0]["reason"]
        assert mine.read_text("utf-8").endswith("% mine\n")
    mine.unlink()
    assert counts(exporter.done(documents={"bibtex": str(bib)})) == {"created": 1} and "Another" in mine.read_text("utf-8")


def test_line_ends_that_git_has_changed_are_no_edit(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done(documents={"ris": str(bib)})
    path = bib / exporter.prefix / "a.ris"
    assert b"\r\n" in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n"))
    (bib / ".datacite-export-ris.json").unlink()
    before = path.stat().st_mtime_ns
    assert counts(exporter.done(documents={"ris": str(bib)})) == {"unchanged": 1} and path.stat().st_mtime_ns == before
    exporter.seed("a", titles=[{"title": "Another"}])
    assert counts(exporter.done(documents={"ris": str(bib)})) == {"updated": 1}


def test_a_run_that_was_killed_is_finished_by_the_next(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a", "b")
    exporter.done(documents={"bibtex": str(bib)})
    remembered = (bib / ".datacite-export-bibtex.json").read_bytes()
    exporter.seed("a", titles=[{"title": "Another"}])
    exporter.done(documents={"bibtex": str(bib)})
    (bib / ".datacite-export-bibtex.json").write_bytes(remembered)
    assert counts(exporter.done(documents={"bibtex": str(bib)})) == {"unchanged": 2}
    exporter.seed("a", titles=[{"title": "A third"}])
    assert counts(exporter.done(documents={"bibtex": str(bib)})) == {"updated": 1, "unchanged": 1}


def test_links_are_not_followed(exporter: Exporter, bib: pathlib.Path, tmp_path: pathlib.Path) -> None:
    exporter.seed("a", "b")
    (tmp_path / "precious").write_text("precious", "utf-8")
    (bib / exporter.prefix).mkdir(parents=True)
    (bib / exporter.prefix / "a.bib").symlink_to(tmp_path / "precious")
    result = exporter.done(documents={"bibtex": str(bib)})
    assert counts(result) == {"created": 1, "kept": 1} and (tmp_path / "precious").read_text("utf-8") == "precious"


# ---- what goes


def test_pruning_removes_the_documents_of_deleted_drafts(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.seed("draft", "edited", state="draft", registered=None)
    options: dict[str, Any] = {"documents": {"ris": str(bib / "ris"), "datacite_xml": str(bib / "xml")}}
    exporter.done(**options)
    edited = bib / "ris" / exporter.prefix / "edited.ris"
    edited.write_bytes(edited.read_bytes() + b"N1  - mine\r\n")
    for name in ("draft", "edited"):
        exporter.declare(name, state="absent")
    before = held(bib)
    assert counts(exporter.done(**options)) == {"unchanged": 2} and held(bib) == before
    checked = exporter.done(**options, prune=True, check=True)
    assert counts(checked) == {"removed": 3, "unchanged": 2, "kept": 1} and held(bib) == before
    pruned = exporter.done(**options, prune=True)
    assert counts(pruned) == counts(checked) and pruned["counts"]["removed"] == 2
    gone = (("ris", "draft.ris"), ("xml", "draft.xml"), ("xml", "edited.xml"))
    assert set(before) - set(held(bib)) == {f"{folder}/{exporter.prefix}/{name}" for folder, name in gone}
    # Each vanished DOI was read once, whatever it had, and at the end it was made sure who asked.
    assert sum("/draft" in request or "/edited" in request for request in exporter.requests()) == 2


def test_pruning_leaves_what_the_index_does_not_list_yet(exporter: Exporter, sandbox: sandbox_server.Sandbox, bib: pathlib.Path) -> None:
    exporter.seed("a")
    sandbox.settings(index_delay=3600)
    exporter.declare("late", metadata={"titles": [{"title": "Late"}]})
    exporter.done(dois=[exporter.doi("late")], documents={"bibtex": str(bib)})
    result = exporter.done(prune=True, documents={"bibtex": str(bib)})
    assert counts(result) == {"created": 1, "kept": 1} and "late.bib" in str(held(bib))
    assert "is not in the list" in result["documents"]["kept"][0]["reason"]


# ---- what goes wrong


def test_a_document_that_cannot_be_had_stops_no_other(exporter: Exporter, sandbox: sandbox_server.Sandbox, bib: pathlib.Path) -> None:
    exporter.seed("a", "b", "c")
    sandbox.faults(f"500 GET /dois/{exporter.prefix}(/|%2F)b")
    result = exporter.done(documents={"jats": str(bib)})
    assert result["counts"]["created"] == 3 and counts(result) == {"created": 2, "failed": 1}
    assert result["documents"]["failed"][0]["doi"] == exporter.doi("b") and "DataCite cannot give it as jats (500)" in result["warnings"][0]
    sandbox.clear_faults()
    assert counts(exporter.done(documents={"jats": str(bib)})) == {"created": 1, "unchanged": 2}
    sandbox.faults(f"500 GET /dois/{exporter.prefix}(/|%2F)b")
    exporter.seed("b", language="da")
    before = held(bib)
    assert counts(exporter.done(documents={"jats": str(bib)})) == {"failed": 1, "unchanged": 2} and held(bib) == before


def test_a_draft_without_metadata_has_no_xml(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.declare("bare")
    result = exporter.done(documents={"datacite_xml": str(bib)})
    assert counts(result) == {"failed": 1} and "a draft without metadata has none" in result["warnings"][0]


def test_nothing_is_written_where_nothing_can_be_had(exporter: Exporter, sandbox: sandbox_server.Sandbox, bib: pathlib.Path) -> None:
    exporter.seed("a")
    sandbox.faults(f"429 GET /dois/{exporter.prefix}")
    assert "too many requests" in exporter.refused(documents={"jats": str(bib)}, retries=0) and not bib.exists() and not exporter.dest.exists()


@pytest.mark.parametrize(("documents", "told"), [
    ({"crossref": "X"}, "documents.crossref: DataCite reads Crossref Unixref, and gives none of its own DOIs in it"),
    ({"bibtx": "X"}, "documents.bibtx: is no format that DataCite gives records in"),
    ({"bibtex": ""}, "documents.bibtex: has to name a folder"),
    ({"bibtex": None}, "documents.bibtex: has to name a folder"),
    ({"bibtex": ["X"]}, "documents.bibtex: has to name a folder"),
    ({"datacite_xml": "X", "jats": "X/../x"}, "documents.jats: would give its documents the names of those of datacite_xml"),
    ({"citeproc": "DEST/json"}, "documents.citeproc: "),
    ({"crosscite": "DEST"}, ".json files in a catalogue are its entries"),
    ({"datacite_json": "DEST/.."}, "name a folder outside of `dest` that does not hold `dest` either"),
    ({"ris": "FILE"}, "is there and is no folder"),
])
def test_folders_that_cannot_be_used(exporter: Exporter, tmp_path: pathlib.Path, documents: dict[str, Any], told: str) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    places = {"X": str(tmp_path / "x"), "DEST": str(exporter.dest), "FILE": str(tmp_path / "file")}
    given = dict(documents)
    for name, value in documents.items():
        for sign, path in places.items():
            given[name] = value = value.replace(sign, path) if isinstance(value, str) else value
    assert told in exporter.refused(documents=given) and exporter.requests() == []


OF_ANOTHER_FORMAT = '{"format": 1, "documents": "ris", "repository": "a", "system": "b", "files": {}}'


@pytest.mark.parametrize("spoiled", ["", "[]", "{}", '{"format": 2}', OF_ANOTHER_FORMAT, "FILES"])
def test_a_manifest_that_cannot_be_believed(exporter: Exporter, bib: pathlib.Path, spoiled: str) -> None:
    exporter.seed("a")
    exporter.done(documents={"bibtex": str(bib)})
    manifest = bib / ".datacite-export-bibtex.json"
    document = json.loads(manifest.read_text("utf-8"))
    document["files"] = {exporter.doi("a"): ["../../precious.bib", "0", "0"]}
    manifest.write_text(json.dumps(document) if spoiled == "FILES" else spoiled, "utf-8")
    assert str(manifest) in exporter.refused(documents={"bibtex": str(bib)})


def test_the_folder_of_another_repository(exporter: Exporter, sandbox: sandbox_server.Sandbox, bib: pathlib.Path, tmp_path: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done(documents={"bibtex": str(bib)})
    other = Exporter(sandbox, tmp_path / "other")
    other.seed("a")
    assert "use a folder for each repository" in other.refused(documents={"bibtex": str(bib)})


def test_a_folder_that_cannot_be_written_to(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done()
    bib.mkdir()
    (bib / exporter.prefix).write_text("no folder", "utf-8")
    result = exporter.done(documents={"bibtex": str(bib)})
    assert counts(result) == {"kept": 1} and "is no folder" in result["documents"]["kept"][0]["reason"]


# ---- entries that are made of documents


def test_an_entry_made_of_a_document_is_compared_by_what_the_document_means(exporter: Exporter, bib: pathlib.Path) -> None:
    exporter.seed("a")
    exporter.done(documents={"schema_org": str(bib)})
    entry = "doi: PREFIX/a\nstate: findable\nsrc: a.jsonld\n"
    exporter.write("PREFIX/a.jsonld", (bib / exporter.prefix / "a.jsonld").read_text("utf-8"))
    exporter.write("PREFIX/a.yml", entry)
    exporter.apply()
    result = exporter.done()
    assert exporter.plan() == [] and (result["counts"]["unchanged"], result["counts"]["updated"]) == (1, 0)
    exporter.declare("a", metadata={"titles": [{"title": "Changed by others"}]})
    changed = exporter.done()
    assert changed["counts"]["updated"] == 1 and "Changed by others" in exporter.text("a") and exporter.plan() == []


def test_an_entry_whose_document_cannot_be_converted_is_left_alone(exporter: Exporter, sandbox: sandbox_server.Sandbox) -> None:
    exporter.seed("a")
    exporter.write("PREFIX/a.jsonld", json.dumps({"@context": "http://schema.org", "@type": "Dataset", "name": "Sea level", "author": {"name": "Ada"}}))
    exporter.write("PREFIX/a.yml", "doi: PREFIX/a\nsrc: a.jsonld\n")
    sandbox.faults("500 POST /dois/validate")
    result = exporter.done()
    assert result["counts"]["kept"] == 1 and "is not known" in result["kept"][0]["reason"] and "src: a.jsonld" in exporter.text("a")
