# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an export writes, what it leaves alone, and when it refuses."""

from __future__ import annotations

import json
import pathlib
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.catalog import export_files
from unit.plugins.module_utils._datacite.planning.librarian import URL
from unit.plugins.modules.exporter import Exporter

MANIFEST = ".datacite-export.json"


@pytest.fixture
def exporter(sandbox: sandbox_server.Sandbox, tmp_path: pathlib.Path) -> Exporter:
    return Exporter(sandbox, tmp_path / "catalogue")


# ---- what is written


def test_a_first_export(exporter: Exporter) -> None:
    exporter.seed("a", "B/c")
    exporter.seed("draft", state="draft", registered=None, url=None)
    result = exporter.done()
    assert result["changed"] and result["counts"] == {"records": 3, "created": 3, "updated": 0, "removed": 0, "unchanged": 0, "kept": 0, "missing": 0}
    assert set(exporter.files()) == {"_defaults.yml", MANIFEST, *(f"{exporter.prefix}/{name}.yml" for name in ("a", "b%2fc", "draft"))}
    assert exporter.requests() == [f"GET /repositories/{exporter.repository.lower()}", "GET /dois"]
    assert result["request_count"] == 2 and result["repository"] == exporter.repository.lower()
    assert exporter.text("a") == f"""doi: {exporter.prefix}/a
state: findable
url: {URL}
metadata:
  creators:
  - name: Okafor, Ngozi
    nameType: Personal
    givenName: Ngozi
    familyName: Okafor
  titles:
  - title: Hourly sea level at Aarhus
  publisher:
    name: Example Archive
  publicationYear: 2021
  types:
    resourceTypeGeneral: Dataset
"""
    assert "undeclared: clear" in exporter.files()["_defaults.yml"]
    assert exporter.plan() == []


def test_a_second_export_touches_nothing(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    exporter.done()
    times = {path: path.stat().st_mtime_ns for path in exporter.dest.rglob("*")}
    result = exporter.done()
    assert (result["changed"], result["files"], result["counts"]["unchanged"]) == (False, [], 2)
    assert {path: path.stat().st_mtime_ns for path in exporter.dest.rglob("*")} == times


def test_check_mode_tells_the_same_and_writes_nothing(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    foreseen = exporter.done(check=True, diff=True)
    assert not exporter.dest.exists()
    done = exporter.done(diff=True)
    varying = {"read_at"}
    assert {name: value for name, value in foreseen.items() if name not in varying} == {name: value for name, value in done.items() if name not in varying}
    assert exporter.done(check=True)["changed"] is False


def test_a_diff_shows_the_files_before_and_after(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done()
    before = exporter.text("a")
    exporter.seed("a", version="1.10")
    result = exporter.done(diff=True)
    path = str(exporter.dest / exporter.prefix / "a.yml")
    assert result["diff"] == [{"before_header": path, "after_header": path, "before": before, "after": exporter.text("a")}]
    assert "version: '1.10'" in exporter.text("a")
    assert result["files"] == [{"doi": exporter.doi("a"), "file": f"{exporter.prefix}/a.yml", "action": "update"}]


def test_a_diff_of_many_files_ends_somewhere(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors import export

    monkeypatch.setattr(export, "MOST_SHOWN", 2)
    exporter.seed("a", "b", "c")
    diff = exporter.done(check=True, diff=True)["diff"]
    assert len(diff) == 3 and diff[-1] == {"prepared": "and 2 more files\n"}


def test_json(exporter: Exporter) -> None:
    exporter.seed("a", language="no", version="1.10")
    exporter.done(format="json")
    assert set(exporter.files()) == {"_defaults.json", MANIFEST, f"{exporter.prefix}/a.json"}
    assert json.loads(exporter.files()[f"{exporter.prefix}/a.json"])["metadata"]["version"] == "1.10"
    assert exporter.plan() == [] and exporter.done()["changed"] is False


@pytest.mark.parametrize("names", [
    ["a/b", "a%2fb", "a%252fb"], ["con", "aux.1", "..", "a..", ".a"], ["<>:\"|?*", "a;b", "a b", "é", "x" * 200, "x" * 199 + "y"],
])
def test_names_that_a_file_system_might_not_take(exporter: Exporter, names: list[str]) -> None:
    exporter.seed(*names)
    assert exporter.done()["counts"]["created"] == len(names)
    assert exporter.plan() == [] and exporter.done()["changed"] is False


def test_a_number_in_the_place_of_a_text_is_kept_as_json(exporter: Exporter) -> None:
    exporter.seed("a", fundingReferences=[{"funderName": "Example Fund", "awardNumber": 12345}])
    assert [entry["file"] for entry in exporter.done()["files"]] == ["_defaults.yml", f"{exporter.prefix}/a.json"]
    assert exporter.plan() == [] and exporter.done()["changed"] is False


def test_a_yaml_file_becomes_json_where_only_that_can_hold_the_record(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done()
    exporter.seed("a", fundingReferences=[{"funderName": "Example Fund", "awardNumber": 12345}])
    assert {(entry["file"], entry["action"]) for entry in exporter.done()["files"]} == {
        (f"{exporter.prefix}/a.json", "create"), (f"{exporter.prefix}/a.yml", "remove"),
    }
    assert exporter.plan() == [] and exporter.done()["changed"] is False


@pytest.mark.parametrize("attributes", [
    {"reason": "Withdrawn"}, {"url": None}, {"titles": []}, {"contributors": [{"name": "Lind, Eva"}]}, {"publicationYear": 1}, {"creators": []},
    {"relatedItems": [{"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Tides"}], "volume": "7"}]},
    {"descriptions": [{"descriptionType": "SeriesInformation", "description": "Tides, 7(2), 1-9"}]}, {"container": {"type": "Series", "title": "Tides"}},
    {"types": {"resourceTypeGeneral": "Text", "ris": "BOOK", "bibtex": "book", "citeproc": "book", "schemaOrg": "Book"}}, {"types": {}},
    {"rightsList": [{"rightsIdentifier": "cc-by-4.0"}, {"rights": "Ask us"}]}, {"language": "no", "version": "1.0"}, {"sizes": ["1:30", "12", "0x1F", ""]},
    {"identifiers": [{"identifier": "A-1", "identifierType": "accession"}]}, {"contentUrl": ["https://data.example.org/a"]},
    {"descriptions": [{"descriptionType": "Abstract", "description": "One\n\n two \n\tthree\r\n\u2028\x85 {{ four }}\n"}]},
    {"geoLocations": [{"geoLocationPoint": {"pointLatitude": 1e-5, "pointLongitude": -180}, "geoLocationPlace": "12:30"}]},
    {"schemaVersion": "http://datacite.org/schema/kernel-3"}, {"state": "registered"}, {"subjects": [{"subject": "a"}, {"subject": None, "lang": "en"}]},
    {"creators": [{"name": "A", "nameType": None, "affiliation": [{"name": "B"}], "nameIdentifiers": []}]}, {"publisher": None}, {"dates": [{}]},
], ids=str)
def test_a_plan_of_what_was_exported_is_empty(exporter: Exporter, attributes: dict[str, Any]) -> None:
    exporter.seed("a", **attributes)
    result = exporter.done()
    assert result["counts"]["created"] == 1 and "warnings" not in result
    assert exporter.plan() == []
    assert exporter.done()["changed"] is False


def test_a_record_that_todays_rules_refuse_says_why_it_is_left_alone(exporter: Exporter) -> None:
    exporter.seed("a", contributors=[{"name": "Lind, Eva"}])
    exporter.seed("b")
    exporter.done()
    assert "\nmetadata:\n  # Today's rules would refuse this record." in exporter.text("a") and "\n  created: '2012-01-01T00:00:00Z'\n" in exporter.text("a")
    assert "created" not in exporter.text("b")


def test_a_damaged_record_is_exported_as_far_as_it_goes_and_named(exporter: Exporter) -> None:
    exporter.seed("a", types="nonsense")
    exporter.seed("b")
    result = exporter.done()
    assert result["counts"]["created"] == 2
    assert [warning for warning in result["warnings"] if warning.startswith(exporter.doi("a")) and "metadata.types" in warning]


# ---- what people have written


def test_a_file_that_agrees_is_left_alone_wherever_it_lies(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    written = f"# Our gauge\ndoi: PREFIX/A\nurl: {URL}   # for ever\nmetadata: {{titles: [{{title: Hourly sea level at Aarhus}}]}}\n"
    path = exporter.write("gauges/first.yml", written)
    result = exporter.done()
    assert path.read_text("utf-8") == written.replace("PREFIX", exporter.prefix)
    assert (result["counts"]["unchanged"], result["counts"]["created"]) == (1, 1)
    assert not (exporter.dest / "_defaults.yml").exists(), "it is no new tree"
    assert exporter.plan() == [] and exporter.done()["changed"] is False


def test_a_file_that_differs_is_rewritten_in_its_place(exporter: Exporter) -> None:
    exporter.seed("a")
    path = exporter.write("gauges/first.yaml", "doi: PREFIX/a\nundeclared: clear\nmetadata: {titles: [{title: Another}]}\n")
    assert exporter.done()["files"] == [{"doi": exporter.doi("a"), "file": "gauges/first.yaml", "action": "update"}]
    assert "title: Hourly sea level at Aarhus" in path.read_text("utf-8") and "undeclared: clear" in path.read_text("utf-8")
    assert list(exporter.files()) == [MANIFEST, "gauges/first.yaml"]
    assert exporter.plan() == [] and exporter.done()["changed"] is False


def test_the_identity_of_a_computed_name_is_kept(exporter: Exporter) -> None:
    from ansible_collections.pidops.datacite.plugins.module_utils._datacite.metadata.doi_names import suffix

    exporter.seed(suffix(exporter.prefix, "accession 7"))
    path = exporter.write("a.yml", "prefix: PREFIX\nidentity: accession 7\nmetadata: {titles: [{title: Another}]}\n")
    exporter.done()
    text = path.read_text("utf-8")
    assert "identity: accession 7\n" in text and f"prefix: '{exporter.prefix}'\n" in text
    assert exporter.plan() == [] and exporter.done()["changed"] is False


def test_a_file_of_many_dois_is_left_for_people(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    path = exporter.write("all.yml", "dois:\n- {doi: PREFIX/a, metadata: {titles: [{title: Another}]}}\n- {doi: PREFIX/b}\n")
    before = path.read_text("utf-8")
    result = exporter.done()
    assert result["counts"]["kept"] == 1 and path.read_text("utf-8") == before
    assert result["kept"][0]["doi"] == exporter.doi("a") and "metadata.titles[0].title" in result["kept"][0]["reason"]
    assert "declares 1 more" in result["kept"][0]["reason"]


def test_a_file_in_the_way_that_declares_something_else_is_not_overwritten(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    path = exporter.write("PREFIX/a.yml", "doi: PREFIX/other\n")
    result = exporter.done()
    assert path.read_text("utf-8") == f"doi: {exporter.prefix}/other\n"
    assert [entry["doi"] for entry in result["kept"]] == [exporter.doi("a")] and "not overwritten" in result["kept"][0]["reason"]
    assert result["counts"]["created"] == 1


@pytest.mark.parametrize("defaults", [
    "url: https://data.example.org/{suffix}\n",
    "reason: Withdrawn\n",
    "metadata: {subjects: [{subject: tides}], language: da, version: '1'}\n",
    "metadata: {publisher: {name: Another, lang: en, schemeUri: https://ror.org, publisherIdentifier: https://ror.org/04z8jg394}}\n",
    "metadata: {types: {resourceType: Time series, resourceTypeGeneral: Text}}\n",
    "metadata: {identifiers: [{identifier: A-1, identifierType: accession}]}\n",
    "metadata: {container: {type: Series, title: Tides}, contentUrl: [https://data.example.org/a]}\n",
    "metadata: {titles: [{title: Hourly sea level at Aarhus}], publicationYear: 2021}\nundeclared: keep\n",
    "state: draft\nundeclared: clear\nserver_validation: never\nprefix: '10.5438'\n",
])
@pytest.mark.parametrize("attributes", [{}, {"url": None, "state": "draft", "publisher": None, "types": {}, "titles": []}], ids=["whole", "bare"])
def test_defaults_that_are_there_are_honoured(exporter: Exporter, defaults: str, attributes: dict[str, Any]) -> None:
    exporter.seed("a", **attributes)
    path = exporter.write("_defaults.yml", defaults)
    result = exporter.done()
    assert path.read_text("utf-8") == defaults and result["counts"]["created"] == 1 and "warnings" not in result
    assert exporter.plan() == []
    assert exporter.done()["changed"] is False


def test_defaults_above_the_folder_count(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.dest.parent.joinpath("_defaults.yml").write_text("metadata: {language: da}\n", "utf-8")
    exporter.done()
    assert "language: null" in exporter.text("a") and exporter.plan() == []


def test_a_change_that_is_taken_back_in_a_file_is_taken_back(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done()
    exporter.seed("a", language="da")
    assert [entry["changes"][0]["path"] for entry in exporter.plan()] == ["language"]


# ---- what is refused


def test_a_tree_with_errors_is_refused_before_anything_is_asked(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.write("broken.yml", "doi: [\n")
    assert "broken.yml" in exporter.refused()
    assert exporter.requests() == []


def test_a_folder_that_is_none_is_refused(exporter: Exporter) -> None:
    exporter.dest.write_text("a file", "utf-8")
    result = exporter.run()
    assert result["failed"] and "is there and is no folder" in result["msg"] and exporter.dest.read_text("utf-8") == "a file"


def test_links_in_the_tree_are_not_followed(exporter: Exporter, tmp_path: pathlib.Path) -> None:
    exporter.seed("a", "b")
    outside = tmp_path / "outside"
    outside.mkdir()
    exporter.dest.mkdir()
    (exporter.dest / exporter.prefix).symlink_to(outside, target_is_directory=True)
    result = exporter.run()
    assert list(outside.iterdir()) == []
    assert result.get("failed") or {entry["doi"] for entry in result["kept"]} == {exporter.doi("a"), exporter.doi("b")}


def test_a_link_in_the_place_of_a_file_is_not_followed(exporter: Exporter, tmp_path: pathlib.Path) -> None:
    exporter.seed("a", "b")
    exporter.done()
    kept = exporter.dest / ".hidden"
    kept.mkdir()
    file = exporter.dest / exporter.prefix / "a.yml"
    file.rename(kept / "a.yml")
    file.symlink_to(kept / "a.yml")
    exporter.seed("a", language="da")
    before = (kept / "a.yml").read_text("utf-8")
    result = exporter.done()
    assert (kept / "a.yml").read_text("utf-8") == before and file.is_symlink()
    assert "symbolic link" in result["kept"][0]["reason"]


@pytest.mark.parametrize(("options", "words"), [
    ({"password": "wrong"}, "did not match"),
    ({"username": None, "password": None}, "no credentials were given"),
    ({"prefix": 10.82010}, "as a number"),
    ({"prefix": "82010"}, "is no prefix"),
    ({"updated_since": "yesterday"}, "is no time"),
    ({"updated_since": "2026-01-01", "prune": True}, "cannot be used together with `updated_since`"),
    ({"dois": ["10.5438/1"], "prune": True}, "cannot be used together with `dois`"),
    ({"dois": ["nonsense"]}, "is no DOI"),
    ({"dest": " "}, "is empty"),
    ({"repository": "PIDOPS.LAB", "prune": True}, "needs the account of pidops.lab itself"),
    ({"query": "titles.title:("}, "400"),
], ids=str)
def test_what_cannot_be_is_refused_in_words(exporter: Exporter, options: dict[str, Any], words: str) -> None:
    exporter.seed("a")
    exporter.done()
    exporter.seed("a", language="da")
    assert words in exporter.refused(**options)


def test_a_member_names_one_of_its_repositories(exporter: Exporter) -> None:
    exporter.seed("a")
    member = exporter.repository.partition(".")[0]
    assert "name the repository" in exporter.refused(username=member)
    assert exporter.done(username=member, repository=exporter.repository)["counts"]["created"] == 1


def test_a_tree_of_another_repository_is_refused(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done()
    assert "holds records of" in exporter.refused(username="PIDOPS.OTHER", password="other-secret")


@pytest.mark.parametrize("fault", ["truncated-page", "nonsense", "html-200", "cut-json", "empty", "500", "502"])
def test_a_list_that_is_not_whole_changes_nothing(exporter: Exporter, fault: str) -> None:
    exporter.seed("a", "b", "c")
    exporter.done()
    exporter.seed("a", "b", "c", language="da")
    exporter.sandbox.faults(f"{fault} GET /dois x9")
    assert exporter.refused(prune=True, retries=0)


def test_a_list_of_others_rows_removes_nothing(exporter: Exporter) -> None:
    exporter.seed("a", "b", "c")
    exporter.done()
    before = exporter.files()
    exporter.sandbox.faults("foreign-rows GET /dois x1")
    result = exporter.done(prune=True)
    assert (result["changed"], result["counts"]["removed"], len(result["kept"])) == (False, 0, 3) and exporter.files() == before


def test_a_file_that_cannot_be_written_stops_the_export_and_the_next_run_goes_on(exporter: Exporter, monkeypatch: pytest.MonkeyPatch) -> None:
    exporter.seed("a", "b", "c")
    write = export_files.whole_file.write

    def full_after_two(path: pathlib.Path, text: str) -> bool:
        if path.name == "b.yml":
            raise OSError(28, "No space left on device")
        return write(path, text)

    monkeypatch.setattr(export_files.whole_file, "write", full_after_two)
    result = exporter.run()
    assert result["failed"] and "b.yml: No space left on device" in result["msg"] and result["changed"]
    monkeypatch.undo()
    assert exporter.done()["counts"] | {"kept": 0} == {"records": 3, "created": 2, "updated": 0, "removed": 0, "unchanged": 1, "kept": 0, "missing": 0}
    marks = json.loads(exporter.files()[MANIFEST])["files"]
    assert sorted(marks) == [exporter.doi(name) for name in "abc"], "what the stopped run wrote is the export's own"


# ---- parts of a repository


def test_filters(exporter: Exporter) -> None:
    exporter.seed("a", "b")
    exporter.seed("draft", state="draft", registered=None)
    assert [entry["doi"] for entry in exporter.done(state="draft")["files"] if entry["doi"]] == [exporter.doi("draft")]
    assert exporter.done(prefix="10.5438")["counts"]["records"] == 0
    assert exporter.done(query=f'doi:"{exporter.doi("a")}"')["counts"]["created"] == 1


def test_an_incremental_export_begins_some_minutes_early(exporter: Exporter) -> None:
    exporter.seed("old", updated="2026-01-01T00:00:00Z")
    exporter.seed("edge", updated="2026-11-01T05:50:00Z")
    exporter.seed("new", updated="2026-11-02T00:00:00Z")
    result = exporter.done(updated_since="2026-11-01T07:00:00+01:00")
    assert {entry["doi"] for entry in result["files"] if entry["doi"]} == {exporter.doi("edge"), exporter.doi("new")}
    exporter.done()
    exporter.seed("old", updated="2026-11-03T00:00:00Z", language="da")
    result = exporter.done(updated_since="2026-11-02T12:00:00Z")
    assert (result["counts"]["updated"], result["missing"]) == (1, [])


def test_the_time_of_reading_is_a_good_begin_for_the_next(exporter: Exporter) -> None:
    exporter.seed("a")
    begun = exporter.done()["read_at"]
    exporter.seed("a", language="da")
    assert exporter.done(updated_since=begun)["counts"]["updated"] == 1


def test_named_dois_come_from_the_database(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.sandbox.settings(index_paused=True)
    exporter.declare("b")
    assert exporter.done(dois=[f"https://doi.org/{exporter.doi('B')}"])["counts"]["created"] == 1
    message = exporter.refused(dois=[exporter.doi("a"), exporter.doi("none"), "10.82003/x"])
    assert f"there is no {exporter.doi('none')}" in message


def test_another_repositorys_doi_is_refused(exporter: Exporter) -> None:
    exporter.seed("theirs", repository="PIDOPS.OTHER")
    assert "belongs to pidops.other" in exporter.refused(dois=[exporter.doi("theirs")])


def test_a_record_that_differs_is_read_again_from_the_database(exporter: Exporter) -> None:
    """Right after a write the index still has the old record: a file that has the new one must not be set back."""
    exporter.seed("a")
    exporter.done()
    exporter.sandbox.settings(index_paused=True)
    exporter.declare("a", metadata={"language": "da"})
    exporter.done(dois=[exporter.doi("a")])
    result = exporter.done()
    assert (result["changed"], result["counts"]["unchanged"]) == (False, 1)
    assert exporter.requests()[-1] == f"GET /dois/{exporter.doi('a')}" and "language: da" in exporter.text("a")


# ---- files of DOIs that are gone


def test_files_of_deleted_drafts_are_named_and_with_prune_removed(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.seed("draft", state="draft", registered=None)
    exporter.done()
    exporter.declare("draft", state="absent")
    result = exporter.done()
    assert (result["changed"], result["missing"]) == (False, [exporter.doi("draft")])
    foreseen = exporter.done(prune=True, check=True)
    assert foreseen["files"] == [{"doi": exporter.doi("draft"), "file": f"{exporter.prefix}/draft.yml", "action": "remove"}]
    assert (exporter.dest / exporter.prefix / "draft.yml").exists()
    result = exporter.done(prune=True, diff=True)
    assert result["counts"]["removed"] == 1 and result["missing"] == [] and not (exporter.dest / exporter.prefix / "draft.yml").exists()
    assert result["diff"][0]["after"] == ""
    assert exporter.requests().count(f"GET /dois/{exporter.doi('draft')}") == 1
    assert exporter.done(prune=True)["changed"] is False


def test_prune_leaves_what_it_did_not_write_and_what_somebody_edited(exporter: Exporter) -> None:
    exporter.seed("edited", "whole", state="draft", registered=None)
    exporter.done()
    exporter.write("PREFIX/mine.yml", "doi: PREFIX/mine\n")
    exporter.write("PREFIX/notes.txt", "notes")
    exporter.write("PREFIX/edited.yml", exporter.text("edited") + "# Ask Ngozi first\n")
    exporter.declare("edited", state="absent")
    exporter.declare("whole", state="absent")
    result = exporter.done(prune=True)
    assert [entry["doi"] for entry in result["files"]] == [exporter.doi("whole")]
    assert [entry["doi"] for entry in result["kept"]] == [exporter.doi("edited")] and "edited" in result["kept"][0]["reason"]
    assert {path.name for path in (exporter.dest / exporter.prefix).iterdir()} == {"edited.yml", "mine.yml", "notes.txt"}


def test_prune_believes_no_lagging_index(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.sandbox.settings(index_paused=True)
    exporter.declare("b")
    exporter.done(dois=[exporter.doi("b")])
    result = exporter.done(prune=True)
    assert result["counts"]["removed"] == 0 and "b.yml" in {path.name for path in (exporter.dest / exporter.prefix).iterdir()}
    assert "exists" in result["kept"][0]["reason"] and result["missing"] == [exporter.doi("b")]


def test_prune_leaves_a_doi_that_went_to_another_repository(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done()
    exporter.seed("a", repository="PIDOPS.OTHER")
    result = exporter.done(prune=True)
    assert "belongs to pidops.other now" in result["kept"][0]["reason"] and exporter.text("a")


def test_prune_keeps_what_nobody_can_look_at(exporter: Exporter) -> None:
    """A damaged record answers 500, and no path leads to a name with an empty part."""
    exporter.seed("spoiled", "a//b", "x")
    exporter.done()
    exporter.sandbox.damage(exporter.doi("spoiled"), creators="")
    exporter.sandbox.faults("foreign-rows GET /dois x1")
    result = exporter.done(prune=True)
    reasons = {entry["doi"]: entry["reason"] for entry in result["kept"]}
    assert "so damaged that DataCite cannot show it" in reasons[exporter.doi("spoiled")] and "cannot be asked for" in reasons[exporter.doi("a//b")]
    assert len(exporter.files()) == 5 and result["counts"]["removed"] == 0


def test_a_record_that_differs_and_cannot_be_read_singly_is_taken_from_the_index(exporter: Exporter) -> None:
    exporter.seed("a//b")
    exporter.done()
    exporter.seed("a//b", language="da")
    result = exporter.done()
    assert result["counts"]["updated"] == 1 and "taken from the index" in result["warnings"][0] and exporter.done()["changed"] is False


def test_prune_asks_at_the_end_whether_it_is_still_who_it_was(exporter: Exporter) -> None:
    exporter.seed("draft", state="draft", registered=None)
    exporter.done()
    exporter.declare("draft", state="absent")
    exporter.done(prune=True, check=True)
    assert exporter.requests()[-2:] == [f"GET /dois/{exporter.doi('draft')}", "GET /dois"]


def test_prune_goes_with_the_filters_of_the_tree(exporter: Exporter) -> None:
    exporter.seed("a")
    exporter.done(state="findable")
    assert "exported with other filters (state: findable)" in exporter.refused(prune=True)
    assert "other filters" in exporter.refused(prune=True, state="draft")
    exporter.done(prune=True, state="findable")
    exporter.done(prefix=exporter.prefix)
    exporter.done(prune=True)
    assert "all records of the repository" in exporter.refused(prune=True, state="findable")


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace('.yml", "', '/../../../outside.yml", "'),
    lambda text: text.replace('["', '["/'),
    lambda text: text.replace("a.yml", ".git/config"),
    lambda text: text.replace("a.yml", "a.txt"),
    lambda text: text.replace('"format": 1', '"format": 2'),
    lambda text: "[]", lambda text: "{", lambda text: text.replace('"files": {', '"files": {"x": 1, '),
])
def test_a_list_of_files_that_somebody_spoiled_is_refused(exporter: Exporter, spoil: Any) -> None:
    exporter.seed("a", state="draft", registered=None)
    exporter.done()
    outside = exporter.dest.parent / "outside.yml"
    outside.write_text(exporter.text("a"), "utf-8")
    exporter.write(MANIFEST, spoil(exporter.files()[MANIFEST]))
    exporter.declare("a", state="absent")
    message = exporter.refused(prune=True)
    assert MANIFEST in message and outside.exists() and exporter.requests() == []
