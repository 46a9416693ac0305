# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples in the modules' documentation run as they stand, and a second run of them changes nothing."""

from __future__ import annotations

import importlib
import json

import pytest
import yaml

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<resource xmlns="http://datacite.org/schema/kernel-4">
  <identifier identifierType="DOI">:tba</identifier>
  <creators><creator><creatorName nameType="Organizational">Example Working Group</creatorName></creator></creators>
  <titles><title xml:lang="en">Levels of the <i>upper</i> valley</title></titles>
  <publisher>Example Data Archive</publisher>
  <publicationYear>2026</publicationYear>
  <resourceType resourceTypeGeneral="Dataset">Time series</resourceType>
</resource>
"""


def examples(module):
    """The tasks of a module's EXAMPLES."""
    text = importlib.import_module(f"ansible_collections.pidops.datacite.plugins.modules.{module}").EXAMPLES
    return yaml.safe_load(text)


@pytest.fixture
def run_examples(own_sandbox, runner, tmp_path):
    """Run the examples of a module, in a folder that has what they mention."""
    there = runner.with_environment(DATACITE_API_URL=own_sandbox.base_url, DATACITE_USERNAME=None, DATACITE_PASSWORD=None)
    (tmp_path / "from-xml.xml").write_text(DOCUMENT, encoding="utf-8")
    given = {"datacite_password": "lab-secret"}

    def run(module):
        tasks = [_in_folder(task, tmp_path) for task in examples(module)]
        return there.tasks(tasks, extra_vars=given).succeeded()

    return run


def _in_folder(task, folder):
    """The playbook of a test lies in a folder of its own; the document is one above."""
    options = task.get("pidops.datacite.datacite_doi", {})
    if "src" in options:
        options["src"] = options["src"].replace("{{ playbook_dir }}/metadata", str(folder))
    return task


def test_the_examples_of_datacite_doi_run_and_converge(run_examples):
    first = run_examples("datacite_doi")
    assert any(task.changed for task in first.tasks)
    # What moves a landing page, or withdraws a DOI, undoes and is undone by the examples before it.
    again = run_examples("datacite_doi")
    moving = {
        "Make it public, with its landing page",
        "Move the landing page, and leave the metadata alone",
        "Withdraw it, with a tombstone page (a public DOI cannot be deleted)",
    }
    assert [task.name for task in again.tasks if task.changed and task.name not in moving] == []


def test_the_examples_of_datacite_doi_info_run(run_examples):
    run_examples("datacite_doi")
    run = run_examples("datacite_doi_info")
    assert run["Read two records"]["missing"] == []
    assert "10.82001/first-draft" not in run["All drafts of the own repository, as a list of names"]["dois"]
    assert "Lindqvist" in run["A reference for the README"]["dois"][0]["content"]
    assert run["Who changed this record?"]["dois"][0]["activities"]


@pytest.fixture
def run_beside(own_sandbox, runner, tmp_path):
    """Run the examples of a module in a playbook that lies beside what they name: a folder `catalogue`."""
    there = runner.with_environment(DATACITE_API_URL=own_sandbox.base_url, DATACITE_USERNAME=None, DATACITE_PASSWORD=None)

    def run(module):
        playbook = tmp_path / "playbook.yml"
        playbook.write_text(json.dumps([{"name": "Examples", "hosts": "localhost", "gather_facts": False, "tasks": examples(module)}]), encoding="utf-8")
        return there.plays(str(playbook), extra_vars={"datacite_password": "lab-secret"}).succeeded()

    return run


def test_the_examples_of_datacite_catalog_run_and_converge(run_beside, tmp_path):
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "gauges.yml").write_text("doi: 10.82001/gauges\nurl: https://data.example.org/gauges\n", encoding="utf-8")
    first = run_beside("datacite_catalog")
    assert first["Carry out just that plan, after the merge"]["counts"]["done"] == 1
    assert len(first["Declare the DOIs in the playbook itself"]["changes"]) == 2
    assert [(entry["doi"], entry["actions"]) for entry in first["What would it take to undo the last run?"]["changes"]] == [("10.82001/gauges", ["delete"])]
    assert all((tmp_path / "build" / name).stat().st_size for name in ("plan.json", "plan.md", "plan.html", "journal.jsonl"))
    again = run_beside("datacite_catalog")
    assert [task.name for task in again.tasks if task.changed] == ["What would it take to undo the last run?"]


def test_the_examples_of_datacite_export_run_and_converge(run_beside, own_sandbox, tmp_path):
    for state in ("findable", "draft"):
        own_sandbox.put_record(f"10.82001/{state}", {"state": state, "url": "https://data.example.org/", "titles": [{"title": "Gauges"}]})
    first = run_beside("datacite_export")
    assert first["Adopt a repository, one file for each DOI"]["counts"]["created"] == 2
    assert [entry["doi"] for entry in first["What is findable under one prefix, as JSON"]["files"] if entry["doi"]] == ["10.82001/findable"]
    assert (tmp_path / "published" / "10.82001" / "findable.json").exists()
    assert [task.name for task in run_beside("datacite_export").tasks if task.changed] == []
