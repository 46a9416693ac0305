# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""datacite_export in real playbooks: where its files lie, check mode, diff, its role and its playbook."""

from __future__ import annotations

import json

import pytest

MODULE = "pidops.datacite.datacite_export"
ATTRIBUTES = {
    "creators": [{"name": "Lindqvist, Astrid"}], "titles": [{"title": "Rain gauges: no. 1"}], "publisher": {"name": "Example Data Archive"},
    "publicationYear": 2026, "types": {"resourceTypeGeneral": "Dataset"}, "url": "https://data.example.org/gauges", "state": "findable",
}


@pytest.fixture
def sandbox(own_sandbox):
    """Two records and a draft, in a sandbox of the test's own."""
    for name in ("a", "b/c"):
        own_sandbox.put_record(f"10.82001/{name}", ATTRIBUTES)
    own_sandbox.put_record("10.82001/draft", {"titles": ATTRIBUTES["titles"], "state": "draft"})
    return own_sandbox


def export(**options):
    """A task that exports."""
    return {"name": "Export", MODULE: {"dest": "catalogue", **options}}


def files(folder):
    """What lies below a folder, by name."""
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()}


def test_check_then_export_then_nothing_to_do(runner, tmp_path, sandbox):
    dest = tmp_path / "catalogue"
    task = export(dest=str(dest))
    checked = runner.tasks([task], check=True, diff=True).succeeded()
    assert checked["Export"].changed and not dest.exists() and "+  - title: 'Rain gauges: no. 1'" in checked.output
    first = runner.tasks([task]).succeeded()["Export"]
    assert first.changed and first["counts"]["created"] == 3
    assert set(files(dest)) == {"_defaults.yml", ".datacite-export.json", "10.82001/a.yml", "10.82001/b%2fc.yml", "10.82001/draft.yml"}
    plan = {"name": "Plan", "pidops.datacite.datacite_catalog": {"src": [str(dest)]}, "check_mode": True}
    again = runner.tasks([task, plan]).succeeded()
    assert not again["Export"].changed and not again["Plan"].changed and again["Plan"]["counts"]["declared"] == 3


def test_it_runs_on_the_controller_whatever_the_host(runner, tmp_path, sandbox):
    run = runner.tasks([export(dest=str(tmp_path / "there"))], host="elsewhere").succeeded()
    assert run["Export"].changed and "10.82001/a.yml" in files(tmp_path / "there")


BAD = [
    ({"password": "wrong"}, "did not match"), ({"states": "draft"}, "Unsupported parameters"), ({"prefix": 10.82001}, "as a number"),
    ({"updated_since": "soon"}, "is no time"), ({"dois": ["10.82001/a"], "state": "draft"}, "mutually exclusive"),
    ({"dest": None}, "missing required arguments"),
]


def test_bad_options_and_a_wrong_password_write_nothing(runner, tmp_path, sandbox):
    tasks = []
    for number, (options, _words) in enumerate(BAD):
        given = {name: value for name, value in {"dest": str(tmp_path / "catalogue"), **options}.items() if value is not None}
        tasks.append({"name": f"Bad {number}", MODULE: given, "ignore_errors": True})
    run = runner.tasks(tasks).succeeded()
    for number, (_options, words) in enumerate(BAD):
        assert run[f"Bad {number}"].failed and words in run[f"Bad {number}"].message
    assert "lab-secret" not in run.output and not (tmp_path / "catalogue").exists()


def test_prune_after_a_draft_was_deleted_with_a_lagging_index(runner, tmp_path, sandbox):
    task = export(dest=str(tmp_path / "catalogue"), prune=True)
    gone = {"name": "Delete", "pidops.datacite.datacite_doi": {"doi": "10.82001/draft", "state": "absent"}}
    new = {"name": "New", "pidops.datacite.datacite_doi": {"doi": "10.82001/new"}}
    runner.tasks([task]).succeeded()
    sandbox.settings(index_delay=3600)
    late = runner.tasks([new, export(dest=str(tmp_path / "catalogue"), dois=["10.82001/new"]), {**task, "name": "Prune"}]).succeeded()
    assert late["Prune"]["counts"]["removed"] == 0 and "10.82001/new.yml" in files(tmp_path / "catalogue")
    sandbox.settings(index_delay=0)
    sandbox.flush_index()
    run = runner.tasks([gone, task]).succeeded()
    assert [entry["action"] for entry in run["Export"]["files"]] == ["remove"]
    assert "10.82001/draft.yml" not in files(tmp_path / "catalogue")


def test_the_role_and_the_playbook(runner, tmp_path, sandbox):
    variables = {"export_dest": "dois", "export_format": "json", "export_prefix": "10.82001", "export_query": "", "export_dois": ""}
    run = runner.plays("pidops.datacite.export", extra_vars=variables).succeeded()
    assert "3 records read, 3 files created" in run.output
    assert json.loads(files(tmp_path / "dois")["10.82001/a.json"])["doi"] == "10.82001/a"
    role = {"name": "Role", "ansible.builtin.include_role": {"name": "pidops.datacite.export"}}
    sandbox.put_record("10.82001/a", {**ATTRIBUTES, "language": "da"})
    account = {"export_username": "PIDOPS.LAB", "export_password": "lab-secret"}
    strict = {**variables, **account, "export_dest": str(tmp_path / "dois"), "export_fail_on_changes": True}
    run = runner.tasks([role], extra_vars=strict, check=True)
    assert run.status != 0 and "1 of them would change" in run.output and "lab-secret" not in run.output
    named = {"export_dest": str(tmp_path / "named"), "export_dois": "10.82001/a, 10.82001/draft"}
    runner.tasks([role], extra_vars=named).succeeded()
    assert {name for name in files(tmp_path / "named") if name.startswith("10.")} == {"10.82001/a.yml", "10.82001/draft.yml"}


def test_relative_paths_begin_where_the_playbook_lies(runner, sandbox, tmp_path):
    play = [{"hosts": "localhost", "gather_facts": False, "tasks": [export(dest="catalogue")]}]
    (tmp_path / "books").mkdir()
    (tmp_path / "books" / "site.yml").write_text(json.dumps(play), "utf-8")
    runner.plays(str(tmp_path / "books" / "site.yml")).succeeded()
    assert "10.82001/a.yml" in files(tmp_path / "books" / "catalogue")


def documents(folder):
    """The documents below a folder, with what they begin with."""
    return {name: text[:5] for name, text in files(folder).items() if not name.startswith(".")}


def test_documents_beside_the_catalogue(runner, tmp_path, sandbox):
    """Relative folders begin where the playbook lies; checked first, then written, then nothing to do; and the catalogue is one all the while."""
    task = export(dest="catalogue", documents={"bibtex": "bib", "datacite_xml": "catalogue", "citeproc": "csl"})
    plan = {"name": "Plan", "pidops.datacite.datacite_catalog": {"src": ["{{ playbook_dir }}/catalogue"]}, "check_mode": True}
    (tmp_path / "books").mkdir()
    book = tmp_path / "books" / "site.yml"
    book.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [task, plan]}]), "utf-8")
    checking = tmp_path / "books" / "check.yml"
    checking.write_text(json.dumps([{"hosts": "localhost", "gather_facts": False, "tasks": [task]}]), "utf-8")
    checked = runner.plays(str(checking), check=True, diff=True).succeeded()
    assert checked["Export"].changed and "@misc{" in checked.output and set(tmp_path.joinpath("books").iterdir()) == {book, checking}
    first = runner.plays(str(book)).succeeded()
    assert first["Export"]["documents"]["counts"]["created"] == 9 and not first["Plan"].changed and first["Plan"]["counts"]["declared"] == 3
    assert documents(tmp_path / "books" / "bib") == {f"10.82001/{name}.bib": "@misc" for name in ("a", "b%2fc", "draft")}
    assert set(documents(tmp_path / "books" / "csl")) == {f"10.82001/{name}.json" for name in ("a", "b%2fc", "draft")}
    again = runner.plays(str(book)).succeeded()
    assert not again["Export"].changed and again["Export"]["documents"]["counts"]["unchanged"] == 9 and not again["Plan"].changed


def test_bad_folders_of_documents(runner, tmp_path, sandbox):
    bad = [({"citeproc": "{{ playbook_dir }}/c/csl"}, "lie one in the other"), ({"bibtex": 5}, "has to name a folder"), ({"crossref": "x"}, "gives none")]
    tasks = [
        {**export(dest="{{ playbook_dir }}/c", documents=given), "name": f"Bad {number}", "ignore_errors": True} for number, (given, _words) in enumerate(bad)
    ]
    run = runner.tasks(tasks).succeeded()
    for number, (_given, words) in enumerate(bad):
        assert run[f"Bad {number}"].failed and words in run[f"Bad {number}"].message


def test_the_role_and_the_playbook_write_documents(runner, tmp_path, sandbox):
    variables = {"export_dest": "dois", "export_documents": "bibtex=bib, ris=dois"}
    run = runner.plays("pidops.datacite.export", extra_vars=variables).succeeded()
    assert "documents: created 6" in run.output and documents(tmp_path / "bib")["10.82001/a.bib"] == "@misc"
    assert "10.82001/a.ris" in files(tmp_path / "dois") and "10.82001/a.yml" in files(tmp_path / "dois")
    role = {"name": "Role", "ansible.builtin.include_role": {"name": "pidops.datacite.export"}}
    (tmp_path / "bib" / "10.82001" / "a.bib").unlink()
    asked = {"export_dest": str(tmp_path / "dois"), "export_documents": {"bibtex": str(tmp_path / "bib")}, "export_fail_on_changes": True}
    run = runner.tasks([role], extra_vars=asked, check=True)
    assert run.status != 0 and "1 of them would change" in run.output and "documents: created 1, unchanged 2" in run.output
    (tmp_path / "bib" / "10.82001" / "a.bib").write_text("mine", "utf-8")
    run = runner.tasks([role], extra_vars=asked).succeeded()
    assert "a.bib: is there already" in run.output or "a.bib: somebody edited it" in run.output
    plain = runner.tasks([role], extra_vars={**asked, "export_documents": ""}).succeeded()
    assert "documents:" not in plain.output
