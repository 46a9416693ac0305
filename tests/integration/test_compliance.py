# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""datacite_compliance in real playbooks: it changes nothing, fails where it is told to, and leaves its files where they belong."""

from __future__ import annotations

import json
import pathlib

import pytest

import compliance_faults

MODULE = "pidops.datacite.datacite_compliance"
FORMATS = ("html", "markdown", "json", "junit", "sarif", "csv")
SENTENCE = "pidops.lab: 1 error in 2 records, such as R26: 10.82001/x7f2-ab: there is no licence with an address (`fail_on` is error)."


@pytest.fixture
def sandbox(own_sandbox):
    """Two records, of which the second has no licence."""
    for name in ("x7f2-aa", "x7f2-ab"):
        record = {**compliance_faults.clean(1), "doi": f"10.82001/{name}", "url": f"https://data.example.org/{name}"}
        del record["prefix"], record["suffix"]
        own_sandbox.put_record(record["doi"], {**record, **({"rightsList": []} if name == "x7f2-ab" else {})})
    return own_sandbox


def assess(**options):
    """A task that assesses by two profiles."""
    return {"name": "Assess", MODULE: {"profiles": ["datacite-recommended"], **options}}


def reports(folder):
    """A file for each format."""
    return {name: f"{folder}/compliance.{name}" for name in FORMATS}


def test_it_changes_nothing_and_fails_with_a_sentence(runner, tmp_path, sandbox, written):
    build = tmp_path / "build"
    run = runner.tasks([assess(reports=reports(build), history=f"{build}/history.jsonl")], diff=True)
    assert run.status == 2 and run["Assess"].message == SENTENCE and not run["Assess"].changed
    assert written() == [] and "changed=0" in run.output and "lab-secret" not in run.output
    found = run["Assess"]
    assert (found["records"], found["counts"]["error"], found["request_count"]) == (2, 1, 5)
    assert [(finding["rule"], finding["doi"]) for finding in found["findings"]] == [("R26", "10.82001/x7f2-ab")]
    texts = {path.name: path.read_text("utf-8") for path in build.iterdir()}
    assert set(texts) == {*(f"compliance.{name}" for name in FORMATS), "history.jsonl"}
    assert [name for name, text in texts.items() if "R26" not in text or "lab-secret" in text] == []
    assert json.loads(texts["compliance.sarif"])["version"] == "2.1.0"


def test_it_goes_on_where_it_is_not_to_fail_and_the_next_run_knows_what_was_mended(runner, tmp_path, sandbox):
    task = assess(history=str(tmp_path / "history.jsonl"), fail_on="never")
    told = {"name": "Told", "ansible.builtin.debug": {"msg": "{{ found.counts.error }} {{ found.counts.fixed }} {{ found.scores[0].good_records }}"}}
    first = runner.tasks([{**task, "register": "found"}, told]).succeeded()
    assert first["Told"].message == "1 0 1" and "changed=0" in first.output
    sandbox.put_record("10.82001/x7f2-ab", {**compliance_faults.clean(2), "doi": "10.82001/x7f2-ab"})
    assert runner.tasks([{**task, "register": "found"}, told]).succeeded()["Told"].message == "0 1 2"


def test_check_mode_and_another_host_make_no_difference(runner, tmp_path, sandbox):
    for host in ("localhost", "elsewhere"):
        files = {"json": str(tmp_path / host / "compliance.json")}
        run = runner.tasks([assess(reports=files, history=str(tmp_path / host / "history.jsonl"))], check=True, host=host)
        assert run.status == 2 and run["Assess"].message == SENTENCE
        assert [path.name for path in (tmp_path / host).iterdir()] == ["compliance.json"]


def test_paths_begin_where_the_playbook_lies(runner, tmp_path, sandbox):
    books = tmp_path / "books"
    (books / "rules").mkdir(parents=True)
    (books / "rules" / "waivers.yml").write_text("waivers:\n  - {rule: R26, doi: '10.82001/*', reason: Nobody knows}\n", "utf-8")
    (books / "dois.yml").write_text("dois:\n  - doi: 10.82001/x7f2-aa\n    state: registered\n", "utf-8")
    task = assess(profiles=["datacite-recommended", "ops-hygiene"], rules=["rules"], src=["dois.yml"], reports={"json": "build/compliance.json"})
    (books / "site.yml").write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [task]}]), "utf-8")
    run = runner.plays(str(books / "site.yml"))
    assert run.status == 2 and "R11: 10.82001/x7f2-aa" in run["Assess"].message
    found = json.loads((books / "build" / "compliance.json").read_text("utf-8"))["findings"]
    places = {entry["rule"]: entry["place"] for entry in found if entry["doi"] == "10.82001/x7f2-aa"}
    assert pathlib.Path(places["R11"].rpartition(":")[0]).name == "dois.yml"


BAD = [
    ({"profiles": ["datacite-mandatroy"]}, "datacite-mandatory"), ({"password": "wrong"}, "did not match"), ({"fail_on": "grave"}, "fail_on"),
    ({"pages": {"pause": 1}}, "pages"), ({"reports": {"pdf": "a.pdf"}}, "reports"), ({"rules": ["nowhere.yml"]}, "nowhere.yml"),
    ({"handles": "few"}, "handles"),
]


def test_what_cannot_be_is_refused_in_words(runner, tmp_path, sandbox):
    tasks = [{**assess(**options), "name": f"Bad {number}", "ignore_errors": True} for number, (options, _words) in enumerate(BAD)]
    run = runner.tasks(tasks).succeeded()
    for number, (_options, words) in enumerate(BAD):
        assert run[f"Bad {number}"].failed and words in run[f"Bad {number}"].message
    assert "Traceback" not in run.output and "lab-secret" not in run.output
