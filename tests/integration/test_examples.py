# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The examples in the modules' documentation run as they stand, and a second run of them changes nothing."""

from __future__ import annotations

import importlib

import pytest
import yaml

MODULES = ("datacite_doi", "datacite_doi_info")
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
