# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`datacite_catalog` from its options to its result, against a sandbox: what it promises, and what it must never do."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.registry import Registry
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from sandbox_server import Sandbox, running_sandbox
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL
from unit.plugins.modules.cataloguer import PASSWORD, Cataloguer, kinds, paths

NEW_URL = "https://archive.example.org/moved"
DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">10.82001/xml</identifier>
  <creators><creator><creatorName>Okafor, Ngozi</creatorName></creator></creators>
  <titles><title>Hourly sea level at Aarhus</title></titles>
  <publisher>Example Archive</publisher>
  <publicationYear>2021</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Series</resourceType>
</resource>
"""


@pytest.fixture
def own() -> Iterator[Sandbox]:
    """A sandbox with nobody else in it."""
    with running_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def librarian(own: Sandbox, tmp_path: pathlib.Path) -> Cataloguer:
    return Cataloguer(own, tmp_path)


def declared(name: str, state: str = "findable", **more: Any) -> dict[str, Any]:
    return {"doi": f"10.82001/{name}", "state": state, "url": URL, "metadata": METADATA, **more}


def test_check_mode_foresees_what_the_run_does_and_a_second_run_has_nothing_to_do(librarian):
    librarian.seed("moved", "hidden")
    librarian.seed("published", "deleted", state="draft")
    librarian.write("a.yml", {"dois": [
        declared("created"), declared("draft", "present"), declared("moved", url=NEW_URL), declared("hidden", "registered"), declared("published"),
        {"doi": "10.82001/deleted", "state": "absent"},
    ]})
    foreseen = librarian.run(check=True)
    assert foreseen["changed"] and librarian.writes() == []
    done = librarian.run()
    assert "failed" not in done and done["changed"]
    assert kinds(done) == kinds(foreseen) == {
        "created": ["create", "publish"], "deleted": ["delete"], "draft": ["create"], "hidden": ["hide"], "moved": ["update"], "published": ["publish"],
    }
    assert [entry["changes"] for entry in done["changes"]] == [entry["changes"] for entry in foreseen["changes"]]
    assert done["checksum"] == foreseen["checksum"]
    assert len(librarian.writes()) == 6 and done["counts"]["done"] == 6
    again = librarian.run()
    assert not again["changed"] and again["changes"] == [] and librarian.writes() == []
    assert again["counts"]["unchanged"] == 6


def test_nothing_to_do_takes_the_preflight_and_one_list(librarian):
    names = [f"r{number}" for number in range(120)]
    librarian.seed(*names)
    librarian.write("all.yml", {"dois": [declared(name) for name in names]})
    result = librarian.run()
    assert not result["changed"] and result["request_count"] == 2 == len(librarian.requests())


def test_a_plan_beyond_a_limit_writes_nothing_and_its_reports_are_there(librarian):
    names = [f"d{number}" for number in range(60)]
    librarian.seed(*names, state="draft")
    librarian.write("_defaults.yml", {"state": "findable"})
    librarian.write("all.yml", {"dois": [{"doi": f"10.82001/{name}"} for name in names]})
    files = {name: str(librarian.folder / f"report.{name}") for name in ("markdown", "html", "json", "junit")}
    for check in (True, False):
        result = librarian.run(check=check, reports=files, plan_dest=str(librarian.folder / "plan.json"))
        assert result["failed"] and not result["changed"] and librarian.writes() == []
        assert "60 DOIs would become public for ever; the limit is 50" in result["msg"] and paths(result) == ["limits.publish"]
        assert result["counts"]["publish"] == result["counts"]["irreversible"] == 60
    assert all("10.82001/d59" in pathlib.Path(file).read_text("utf-8") for name, file in files.items() if name != "markdown")
    assert librarian.run(limits={"publish": "60"})["counts"]["done"] == 60


def test_a_hidden_doi_is_not_published_again_unless_that_is_meant(librarian):
    librarian.seed("withdrawn", state="registered")
    librarian.write("a.yml", declared("withdrawn"))
    result = librarian.run()
    assert paths(result) == ["limits.republish"] and librarian.writes() == []
    assert kinds(librarian.run(limits={"republish": "1"})) == {"withdrawn": ["publish"]}


def test_only_what_is_named_may_change(librarian):
    librarian.seed("a", "b")
    librarian.write("a.yml", {"dois": [declared("a", url=NEW_URL), declared("b", url=NEW_URL, metadata={**METADATA, "version": "2"})]})
    result = librarian.run(only_changes=["url"])
    assert paths(result) == ["only_changes"] and "10.82001/b (version)" in result["msg"] and librarian.writes() == []
    assert len(librarian.run(only_changes=["url", "version"])["changes"]) == 2


def test_only_the_plan_that_was_reviewed_is_carried_out(librarian):
    librarian.seed("a")
    librarian.write("a.yml", declared("a", url=NEW_URL))
    reviewed = librarian.run(check=True)["checksum"]
    assert paths(librarian.run(expected_checksum="0" * 64)) == ["expected_checksum"] and librarian.writes() == []
    assert librarian.run(expected_checksum=reviewed)["changed"]


def test_a_saved_plan_is_carried_out_as_it_is(librarian):
    librarian.seed("a", "b", "c")
    file = librarian.write("all.yml", {"dois": [declared(name, url=NEW_URL) for name in "abc"]})
    plan = str(librarian.folder / "plan.json")
    saved = librarian.run(check=True, plan_dest=plan)
    assert saved["changed"] and PASSWORD not in pathlib.Path(plan).read_text("utf-8")
    librarian.sandbox.put_record("10.82001/b", {**librarian.attributes("b"), "titles": [{"title": "By a colleague"}]})
    result = librarian.run(plan_src=plan, limits={"update": "100%"})
    assert result["failed"] and sorted(kinds(result)) == ["a", "c"]
    assert [(failure["doi"], failure["status"]) for failure in result["failures"]] == [("10.82001/b", "failed")]
    assert "moved since" in result["failures"][0]["msg"]
    file.write_text(file.read_text("utf-8").replace(NEW_URL, "https://elsewhere.example.org/"), "utf-8")
    moved = librarian.run(plan_src=plan)
    assert moved["failed"] and "the catalogue has moved" in moved["msg"] and librarian.writes() == []


@pytest.mark.parametrize(("edit", "told"), [
    (lambda text: text.replace(NEW_URL, "https://evil.example.org/"), "was edited"),
    (lambda text: text.replace('"pidops.lab"', '"pidops.other"'), "was edited"),
    (lambda text: "{}", "no plan of this collection"),
    (lambda text: text[:100], "no JSON"),
])
def test_a_plan_file_that_is_not_as_it_was_saved_is_refused(librarian, edit, told):
    librarian.seed("a")
    librarian.write("a.yml", declared("a", url=NEW_URL))
    plan = librarian.folder / "plan.json"
    librarian.run(check=True, plan_dest=str(plan))
    plan.write_text(edit(plan.read_text("utf-8")), "utf-8")
    result = librarian.run(plan_src=str(plan))
    assert result["failed"] and told in result["msg"] and librarian.writes() == []


def test_a_plan_for_another_repository_or_system_is_refused(librarian, tmp_path):
    librarian.write("a.yml", declared("a"))
    plan = str(librarian.folder / "plan.json")
    librarian.run(check=True, plan_dest=plan)
    other = librarian.run(plan_src=plan, username="PIDOPS.OTHER", password="other-secret")
    assert other["failed"] and "for the repository pidops.lab" in other["msg"] and librarian.writes() == []
    with running_sandbox() as elsewhere:
        result = librarian.run(plan_src=plan, api_url=elsewhere.base_url)
        assert result["failed"] and f"it is for {librarian.sandbox.base_url}" in result["msg"]
        assert not any(entry["method"] != "GET" for entry in elsewhere.request_log())


def test_a_catalogue_for_another_repository_is_refused_before_any_write(librarian):
    librarian.write("a.yml", {"dois": [{"doi": "10.82002/a"}, {"doi": "10.82002/b"}, {"doi": "10.82001/c"}]})
    named = librarian.run(repository="PIDOPS.OTHER")
    assert named["failed"] and "belong to pidops.lab" in named["msg"] and librarian.writes() == []
    result = librarian.run()
    assert "2 declared DOIs are under 10.82002" in result["msg"] and librarian.writes() == []


def test_a_wrong_password_reads_nothing_and_writes_nothing(librarian):
    librarian.seed("a")
    librarian.write("a.yml", {"dois": [declared("a"), declared("new"), {"doi": "10.82001/gone", "state": "absent"}]})
    result = librarian.run(password="mistyped")
    assert result["failed"] and "credentials did not match" in result["msg"]
    assert len(librarian.requests()) == 1 and librarian.writes() == []


def test_a_token_that_is_none_reads_nothing_and_is_not_told(librarian):
    librarian.seed("a")
    key = "DC.invented"
    librarian.write("a.yml", declared("a"))
    result = librarian.run(username=None, password=None, token=key, repository="PIDOPS.LAB")
    assert result["failed"] and key not in json.dumps(result) and librarian.writes() == []


def test_unmanaged_dois_are_reported_and_hidden_only_within_scope_and_limit(librarian):
    librarian.seed("declared", "stray", "10.5438/other")
    librarian.seed("note", state="draft")
    librarian.write("a.yml", declared("declared"))
    assert librarian.run()["unmanaged"] == []
    reported = librarian.run(unmanaged="report")
    assert [found["doi"] for found in reported["unmanaged"]] == ["10.5438/other", "10.82001/note", "10.82001/stray"] and not reported["changed"]
    assert paths(librarian.run(unmanaged="hide")) == ["unmanaged_scope"] and librarian.requests() == []
    scope = {"prefix": "10.82001"}
    assert paths(librarian.run(unmanaged="hide", unmanaged_scope=scope)) == ["limits.unmanaged"] and librarian.writes() == []
    done = librarian.run(unmanaged="hide", unmanaged_scope=scope, limits={"unmanaged": "1"})
    assert kinds(done) == {"stray": ["hide"]} and librarian.attributes("10.5438/other")["state"] == "findable"


def test_a_partial_tree_does_not_hide_the_rest(librarian):
    librarian.seed(*(f"r{number}" for number in range(30)))
    librarian.write("part/a.yml", declared("r0"))
    result = librarian.run(unmanaged="hide", unmanaged_scope={"prefix": "10.82001"}, limits={"unmanaged": "5"})
    assert "29 DOIs would be hidden because no declaration mentions them; the limit is 5" in result["msg"] and librarian.writes() == []


def test_unmanaged_within_a_query(librarian):
    librarian.seed("old", publicationYear=1999)
    librarian.seed("new", publicationYear=2024)
    scope = {"query": "publicationYear:1999"}
    result = librarian.run(dois=[], unmanaged="hide", unmanaged_scope=scope, limits={"unmanaged": "1"})
    assert kinds(result) == {"old": ["hide"]}


def test_one_failure_does_not_keep_the_others_from_being_written(librarian):
    librarian.seed("foreign", repository="PIDOPS.OTHER")
    librarian.seed("a")
    librarian.write("a.yml", {"dois": [declared("a", url=NEW_URL), declared("foreign", url=NEW_URL)]})
    stopped = librarian.run(on_error="stop")
    assert paths(stopped) == ["on_error"] and librarian.writes() == []
    result = librarian.run()
    assert result["failed"] and result["changed"] and kinds(result) == {"a": ["update"]}
    assert "10.82001/foreign" in result["msg"] and "belongs to the repository pidops.other" in result["msg"]
    assert "a.yml" in result["failures"][0]["place"]


def test_what_datacite_refuses_is_told_with_its_file(librarian):
    librarian.write("a.yml", {"dois": [declared("fine"), {"doi": "10.82001/poor", "state": "findable", "url": URL}]})
    result = librarian.run(check=True)
    assert result["failed"] and [failure["doi"] for failure in result["failures"]] == ["10.82001/poor"]
    assert {problem["path"] for problem in result["failures"][0]["problems"]} >= {"metadata.titles", "metadata.creators"}


def test_right_after_an_apply_the_plan_is_empty_though_the_index_lags(librarian):
    librarian.seed("a")
    librarian.sandbox.flush_index()
    librarian.sandbox.settings(index_paused=True)
    librarian.write("a.yml", {"dois": [declared("a", url=NEW_URL), declared("new")]})
    assert len(librarian.run()["changes"]) == 2
    assert librarian.run(check=True)["changes"] == []
    again = librarian.run()
    assert not again["changed"] and librarian.writes() == [] and again["counts"]["nothing"] == 2


def test_a_journal_tells_drift_from_change_and_who_it_was(librarian):
    librarian.seed("a", "b")
    journal = str(librarian.folder / "journal.jsonl")
    librarian.write("all.yml", {"dois": [declared("a"), declared("b")]})
    assert not librarian.run(journal=journal)["changed"]
    librarian.write("all.yml", {"dois": [declared("a"), declared("b", url=NEW_URL)]})
    librarian.run(dois=[declared("a", url="https://data.example.org/by-hand")])
    plan = librarian.run(check=True, journal=journal)
    origins = {entry["doi"]: entry.get("origin") for entry in plan["changes"]}
    assert origins == {"10.82001/a": "drift", "10.82001/b": "change"}
    drift = next(entry for entry in plan["changes"] if entry["doi"] == "10.82001/a")
    assert drift["last_activity"]["by"].lower().endswith("pidops.lab") and drift["last_activity"]["at"]


def test_attributes_that_vanish_from_a_file_are_named(librarian):
    journal = str(librarian.folder / "journal.jsonl")
    file = librarian.write("a.yml", declared("a", metadata={**METADATA, "subjects": [{"subject": "rain"}]}))
    librarian.run(journal=journal)
    file.write_text(json.dumps(declared("a")), "utf-8")
    result = librarian.run(check=True, journal=journal)
    assert not result["changed"] and result["vanished"][0]["attributes"] == ["subjects"]
    assert "no longer declared" in result["warnings"][0]


def test_a_run_is_undone_from_its_journal_as_far_as_it_can_be(librarian):
    librarian.seed("moved", titles=[{"title": "As it was"}])
    librarian.seed("drafted", state="draft")
    before = librarian.attributes("moved")
    journal = str(librarian.folder / "journal.jsonl")
    librarian.write("a.yml", {"dois": [declared("moved", url=NEW_URL), declared("drafted"), declared("made", "draft")]})
    librarian.run(journal=journal)
    undone = librarian.run(restore=journal, journal=journal)
    assert "failed" not in undone
    after = librarian.attributes("moved")
    assert (after["url"], after["titles"]) == (before["url"], before["titles"])
    assert kinds(undone)["made"] == ["delete"]
    assert [problem["path"] for problem in undone["not_restorable"]] == ["10.82001/drafted"]
    assert undone["vanished"] == [], "what is deleted leaves nothing in the record"
    assert len(undone["warnings"]) == 1 and "10.82001/drafted was draft and was made findable" in undone["warnings"][0]


def test_a_computed_name_stands_in_its_file_before_the_doi_is_created(librarian):
    text = '# kept\nprefix: "10.82001"   # ours\nidentity: accession 7\nmetadata:\n  titles:\n    - title: Notebook\n'
    file = librarian.write("a.yml", text)
    foreseen = librarian.run(check=True, write_back=True)
    assert file.read_text("utf-8") == text
    result = librarian.run(write_back=True)
    assert foreseen["written_back"] == result["written_back"]
    doi = result["changes"][0]["doi"]
    assert file.read_text("utf-8") == text.replace("prefix:", f"doi: {doi}\nprefix:") and len(result["written_back"]) == 1
    again = librarian.run(write_back=True)
    assert not again["changed"] and again["written_back"] == []


def test_a_computed_name_finds_its_way_into_its_file_after_the_doi_was_created_too(librarian):
    file = librarian.write("a.yml", 'prefix: "10.82001"\nidentity: accession 8\n')
    doi = librarian.run()["changes"][0]["doi"]
    foreseen = librarian.run(check=True, write_back=True)
    assert foreseen["changed"] and "doi" not in file.read_text("utf-8")
    result = librarian.run(write_back=True)
    assert result["changed"] and result["written_back"] == foreseen["written_back"] and librarian.writes() == []
    assert file.read_text("utf-8").startswith(f"doi: {doi}\n") and not librarian.run(write_back=True)["changed"]


def test_a_plan_is_the_same_before_and_after_the_names_were_written(librarian):
    librarian.write("a.yml", 'prefix: "10.82001"\nidentity: accession 9\n')
    plan = str(librarian.folder / "plan.json")
    librarian.run(check=True, plan_dest=plan)
    librarian.run(write_back=True)
    assert "failed" not in librarian.run(plan_src=plan)


def test_no_name_is_written_for_what_is_refused(librarian):
    file = librarian.write("a.yml", 'prefix: "10.82001"\nidentity: accession 10\nstate: findable\n')
    result = librarian.run(write_back=True)
    assert result["failed"] and result["written_back"] == [] and file.read_text("utf-8").startswith("prefix")


def test_the_result_and_the_diff_stay_small(librarian):
    librarian.seed("long")
    librarian.write("a.yml", declared("long", metadata={**METADATA, "descriptions": [{"description": "x" * 50_000, "descriptionType": "Abstract"}]}))
    result = librarian.run(check=True)
    assert len(json.dumps(result)) < 10_000
    shown = librarian.run(check=True, diff=True)
    assert shown["diff"][0]["after_header"] == "10.82001/long (findable)" and len(json.dumps(shown)) < 30_000


def test_thousands_of_changes_to_one_record_leave_the_result_small(librarian):
    def related(relation: str) -> list[dict[str, str]]:
        return [{"relatedIdentifier": f"10.5438/{number}", "relatedIdentifierType": "DOI", "relationType": relation} for number in range(1000)]

    librarian.seed("many", relatedIdentifiers=related("References"))
    librarian.write("a.yml", declared("many", metadata={**METADATA, "relatedIdentifiers": related("Cites")}))
    result = librarian.run(check=True, diff=True)
    entry = result["changes"][0]
    assert len(entry["changes"]) == 100 and entry["more_changes"] >= 900 and len(json.dumps(result)) < 200_000
    assert "more changes" in result["diff"][0]["after"].splitlines()[-1]


def test_offline_asks_nobody_and_needs_no_credentials(librarian):
    librarian.write("a.yml", declared("a"))
    result = librarian.run(offline=True, username=None, password=None, api_url=None)
    assert not result["changed"] and result["counts"] == {"declared": 1, "files": 1} and librarian.requests() == []
    librarian.write("b.yml", {"doi": "10.82001/A", "metadata": {"titels": [{"title": "Rain"}]}})
    broken = librarian.run(offline=True, username=None, password=None, api_url=None)
    assert broken["failed"] and "did you mean" in broken["msg"] and librarian.requests() == []


@pytest.mark.parametrize(("options", "told"), [
    ({"src": ["x"], "dois": []}, "src and dois are given"),
    ({"limits": {"update": "many"}}, "is no number of DOIs"),
    ({"workers": 0}, "is not between 1 and 16"),
    ({"unmanaged": "hide", "unmanaged_scope": {"prefix": "82001"}}, "is no prefix"),
    ({"unmanaged": "hide", "unmanaged_scope": {"query": " "}}, "unmanaged_scope.query: is empty"),
    ({"src": []}, "src: is empty"),
    ({"src": [""]}, "src: is empty"),
    ({"plan_src": ""}, "plan_src: is empty"),
    ({"restore": ""}, "restore: is empty"),
])
def test_options_that_cannot_be_are_refused_before_any_request(librarian, options, told):
    result = librarian.run(**options)
    assert result["failed"] and told in result["msg"] and librarian.requests() == []


def test_both_directions_of_a_new_version_are_one_plan(librarian):
    librarian.seed("v1")
    relation = {"relatedIdentifierType": "DOI"}
    librarian.write("a.yml", {"dois": [
        declared("v1", metadata={**METADATA, "relatedIdentifiers": [{**relation, "relatedIdentifier": "10.82001/v2", "relationType": "IsPreviousVersionOf"}]}),
        declared("v2", metadata={**METADATA, "relatedIdentifiers": [{**relation, "relatedIdentifier": "10.82001/v1", "relationType": "IsNewVersionOf"}]}),
    ]})
    assert kinds(librarian.run()) == {"v1": ["update"], "v2": ["create", "publish"]}
    assert not librarian.run()["changed"]


def api_key(librarian: Cataloguer) -> str:
    """A key of the repository's."""
    document = {"data": {"type": "apiKeys", "attributes": {"name": "for a test"}}}
    lab = connection({"api_url": librarian.sandbox.base_url, "username": "PIDOPS.LAB", "password": PASSWORD})
    with Session(lab) as session:
        return str(session.request("POST", "/credentials/api-keys", document=document).attributes["key"])


@pytest.mark.parametrize("way", ["password", "token"])
def test_a_plan_costs_what_was_promised_however_one_signs_in(librarian, way):
    librarian.seed(*(f"held-{number:04}" for number in range(450)))
    librarian.write("many.yml", {"dois": [declared(f"held-{number:04}") for number in range(450)]})
    signed_in = {} if way == "password" else {"username": None, "password": None, "token": api_key(librarian)}
    result = librarian.run(check=True, **signed_in)
    assert not result["changed"] and result["counts"]["unchanged"] == 450
    assert result["request_count"] == len(librarian.requests()) == 2


def test_a_token_is_asked_for_the_facts_of_its_repository_once_there_is_something_to_do(librarian):
    librarian.seed("held")
    librarian.write("a.yml", {"dois": [declared("held", url=NEW_URL), {**declared("new"), "doi": "10.99999/new"}]})
    result = librarian.run(check=True, username=None, password=None, token=api_key(librarian))
    assert result["failed"] and "10.99999, which is no prefix of this repository's" in result["msg"]
    assert [path for _method, path in librarian.requests()].count("/repositories/pidops.lab") == 1


def test_what_the_index_did_not_let_expect_is_held_to_the_limits_too(librarian):
    librarian.seed("a", "b", state="draft")
    librarian.sandbox.flush_index()
    librarian.sandbox.settings(index_paused=True)
    librarian.run(dois=[declared("a"), declared("b")])
    librarian.run(dois=[declared("a", "registered")])
    librarian.write("a.yml", {"dois": [declared("a", metadata={**METADATA, "version": "2"}), declared("b", metadata={**METADATA, "version": "2"})]})
    result = librarian.run()
    assert kinds(result) == {"b": ["update"]}, "the index shows two drafts; a colleague has hidden one of them since it was published"
    assert [failure["doi"] for failure in result["failures"]] == ["10.82001/a"]
    assert "limits.republish" in result["msg"]
    assert result["changes"][0]["changes"] == [{"attribute": "version", "path": "version", "before": None, "after": "2"}]


def test_a_document_is_compared_as_such_in_a_list(librarian):
    librarian.write("a.yml", {"doi": "10.82001/xml", "state": "findable", "url": URL, "content": DOCUMENT})
    assert kinds(librarian.run()) == {"xml": ["create", "publish"]}
    assert not librarian.run()["changed"] and librarian.requests()[-1][0] == "GET" and len(librarian.requests()) == 2


@pytest.mark.parametrize(("first", "second", "expected"), [
    (declared("a", url=NEW_URL), declared("a"), ["update"]),
    ({"doi": "10.82001/a", "state": "absent"}, {"doi": "10.82001/a", "state": "draft"}, ["create"]),
])
def test_what_the_journal_knows_better_than_the_index_is_looked_at_singly(librarian, first, second, expected):
    librarian.seed("a", state="draft" if first["state"] == "absent" else "findable")
    librarian.sandbox.flush_index()
    librarian.sandbox.settings(index_paused=True)
    journal = str(librarian.folder / "journal.jsonl")
    librarian.run(dois=[first], journal=journal)
    assert kinds(librarian.run(dois=[second], journal=journal)) == {"a": expected}, "the index still shows the record as it was before both"
    assert librarian.run(dois=[second], journal=journal)["changes"] == []


def test_a_draft_that_the_index_does_not_show_yet_is_deleted_all_the_same(librarian):
    librarian.sandbox.settings(index_paused=True)
    journal = str(librarian.folder / "journal.jsonl")
    librarian.run(dois=[{"doi": "10.82001/a"}], journal=journal)
    assert kinds(librarian.run(dois=[{"doi": "10.82001/a", "state": "absent"}], journal=journal)) == {"a": ["delete"]}


def test_what_was_done_is_told_although_a_report_cannot_be_written(librarian):
    librarian.seed("a")
    librarian.write("a.yml", declared("a", url=NEW_URL))
    (librarian.folder / "taken").mkdir()
    html = librarian.folder / "report.html"
    result = librarian.run(reports={"markdown": str(librarian.folder / "taken"), "html": str(html)})
    assert result["failed"] and result["changed"] and kinds(result) == {"a": ["update"]} and html.exists()
    assert paths(result) == ["reports.markdown"] and "is no plain file" in result["msg"]


def test_no_name_is_written_into_a_file_for_a_run_that_cannot_begin(librarian):
    text = 'prefix: "10.82001"\nidentity: accession 7\n'
    file = librarian.write("a.yml", text)
    journal = librarian.folder / "notes.txt"
    journal.write_text("not a journal\n", "utf-8")
    result = librarian.run(write_back=True, dois=None, journal=str(journal))
    assert result["failed"] and file.read_text("utf-8") == text and librarian.writes() == []


def test_a_plan_does_not_depend_on_who_changed_what(librarian):
    librarian.seed("a", "b")
    librarian.write("a.yml", {"dois": [declared("a", url=NEW_URL), declared("b", url=NEW_URL)]})
    librarian.sandbox.faults("500 GET /dois/.*/activities x9")
    result = librarian.run(check=True)
    assert "failed" not in result and sorted(kinds(result)) == ["a", "b"]
    assert any("who changed which record is not told" in warning for warning in result["warnings"])
    assert len([path for _method, path in librarian.requests() if "/activities" in path]) == 1, "the second is not asked about"


def test_what_the_index_did_not_let_expect_is_held_to_the_share_of_all_records(librarian):
    names = [f"new-{number}" for number in range(5)]
    librarian.seed(*(f"held-{number}" for number in range(30)))
    librarian.sandbox.flush_index()
    librarian.sandbox.settings(index_paused=True)
    librarian.run(dois=[declared(name) for name in names])
    result = librarian.run(dois=[declared(name, url=NEW_URL) for name in names])
    assert "failed" not in result and kinds(result) == dict.fromkeys(names, ["update"]), "five of some thirty, which are less than 30 %"


def test_an_output_does_not_take_the_place_of_another(librarian):
    journal = str(librarian.folder / "journal.jsonl")
    result = librarian.run(dois=[], journal=journal, plan_dest=journal)
    assert paths(result) == ["plan_dest"] and librarian.requests() == []
    assert "failed" not in librarian.run(dois=[declared("a")], journal=journal)
    assert "failed" not in librarian.run(restore=journal, journal=journal, check=True)
    assert paths(librarian.run(restore=journal, reports={"json": journal})) == ["reports.json"]


@pytest.mark.parametrize("name", ["a.yml", "new.json", "deep/er/report.yaml", "_defaults.yml"])
def test_an_output_does_not_become_a_file_of_the_catalogue(librarian, name):
    file = librarian.write("a.yml", declared("a"))
    before = file.read_bytes()
    output = str(librarian.tree / name)
    for options in ({"plan_dest": output}, {"reports": {"json": output}}, {"journal": output}):
        result = librarian.run(**options)
        assert "would be a file of the catalogue itself" in result["msg"] and librarian.requests() == []
    assert file.read_bytes() == before and [path.name for path in librarian.tree.iterdir()] == ["a.yml"]
    assert "failed" not in librarian.run(check=True, plan_dest=str(librarian.tree / ".plans/plan.json"), reports={"markdown": str(librarian.tree / "plan.md")})


def test_a_plan_that_cannot_be_saved_is_not_carried_out(librarian):
    librarian.write("a.yml", declared("a"))
    result = librarian.run(plan_dest=str(librarian.folder))
    assert paths(result) == ["plan_dest"] and "cannot be written" in result["msg"] and librarian.writes() == []


def test_reports_tell_no_secret_whatever_goes_wrong(librarian, monkeypatch):
    def blurt(*_unused):
        raise RuntimeError(f"no such header: {PASSWORD}")

    monkeypatch.setattr(Registry, "create", blurt)
    librarian.write("a.yml", declared("a"))
    files = {name: librarian.folder / f"report.{name}" for name in ("markdown", "html", "json", "junit")}
    result = librarian.run(reports={name: str(path) for name, path in files.items()})
    assert "RuntimeError: no such header" in result["msg"]
    for path in files.values():
        text = path.read_text("utf-8")
        assert "RuntimeError" in text and PASSWORD not in text


def test_what_an_api_key_may_not_look_for_is_told(librarian):
    librarian.write("a.yml", declared("a"))
    with_key = librarian.run(check=True, unmanaged="report", username=None, password=None, token=api_key(librarian))
    with_password = librarian.run(check=True, unmanaged="report")
    assert "records that the index has lost were not looked for" in with_key["warnings"][0] and "warnings" not in with_password
    assert with_key["checksum"] == with_password["checksum"]


def test_a_name_that_no_path_leads_to_is_told_in_words_and_keeps_nothing_else(librarian):
    librarian.write("a.yml", {"dois": [{"doi": "10.82001/x/metadata"}, declared("a")]})
    result = librarian.run()
    assert kinds(result) == {"a": ["create", "publish"]}
    assert [(failure["doi"], failure["msg"].partition(" cannot")[0]) for failure in result["failures"]] == [
        ("10.82001/x/metadata", "The DOI name '10.82001/x/metadata'"),
    ]


def test_a_long_diff_says_how_many_it_does_not_show(librarian):
    librarian.write("a.yml", {"dois": [{"doi": f"10.82001/{number}"} for number in range(203)]})
    shown = librarian.run(check=True, diff=True)["diff"]
    assert len(shown) == 201 and shown[-1] == {"prepared": "… and 3 more DOIs\n"}


def test_the_diff_of_a_run_is_what_the_run_did(librarian):
    librarian.seed("lags", titles=[{"title": "Before"}])
    librarian.sandbox.settings(index_paused=True)
    librarian.seed("lags", titles=[{"title": "Meanwhile"}])
    librarian.write("a.yml", {"doi": "10.82001/lags", "metadata": {"titles": [{"title": "After"}]}})
    result = librarian.run(diff=True)
    librarian.sandbox.settings(index_paused=False)
    assert "Meanwhile" in result["diff"][0]["before"] and "After" in result["diff"][0]["after"]


def test_check_mode_of_a_saved_plan_tells_what_carrying_it_out_would_come_to(librarian):
    librarian.seed("a", "b", "c")
    librarian.write("all.yml", {"dois": [declared(name, url=NEW_URL) for name in "abc"]})
    plan = str(librarian.folder / "plan.json")
    saved = librarian.run(check=True, plan_dest=plan)
    assert kinds(librarian.run(check=True, plan_src=plan)) == kinds(saved) and librarian.writes() == []
    librarian.run(dois=[declared("a", url=NEW_URL)])
    librarian.run(dois=[declared("b", url="https://data.example.org/by-a-colleague")])
    foreseen = librarian.run(check=True, plan_src=plan)
    assert kinds(foreseen) == {"c": ["update"]} and librarian.writes() == []
    assert [failure["doi"] for failure in foreseen["failures"]] == ["10.82001/b"] and "moved since" in foreseen["msg"]
    done = librarian.run(plan_src=plan)
    assert (kinds(done), [failure["doi"] for failure in done["failures"]]) == ({"c": ["update"]}, ["10.82001/b"])


def test_a_handle_system_that_does_not_answer_is_no_reason_to_know_nothing(librarian):
    librarian.seed("declared", "stray")
    librarian.write("a.yml", declared("declared"))
    librarian.sandbox.faults("500 GET /dois/get-dois x9")
    result = librarian.run(unmanaged="report")
    assert [found["doi"] for found in result["unmanaged"]] == ["10.82001/stray"] and not result.get("failed")
    assert "records that the index has lost were not looked for" in result["warnings"][0]


@pytest.mark.parametrize("fault", ["truncated-page", "repeated-cursor", "foreign-rows", "cut-json", "nonsense", "empty", "html-200"])
def test_a_list_that_is_not_whole_changes_nothing(librarian, fault):
    names = [f"r{number}" for number in range(20)]
    librarian.seed(*names)
    librarian.write("a.yml", {"dois": [declared(name) for name in names]})
    librarian.sandbox.faults(f"{fault} GET /dois\\? x99")
    librarian.run(unmanaged="hide", unmanaged_scope={"prefix": "10.82001"}, limits={"unmanaged": "100"})
    assert librarian.writes() == []
    librarian.sandbox.clear_faults()
    assert librarian.run(unmanaged="report")["unmanaged"] == []
