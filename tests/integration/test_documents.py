# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of each format in real playbooks: a draft, published, run again, the document changed, run again, with one write for each difference.

At the sandbox, and where DataCite's side is played from what its back end answered to a document that it spoils by itself.
"""

from __future__ import annotations

import json
import pathlib
from collections.abc import Iterator

import pytest

import played_datacite
from conftest import observed
from one_of_each_format import CHANGED, DOCUMENTS, TITLE, changed
from playbook_runner import Runner
from reading_documents import plain
from sandbox_server import Sandbox

DOI = "pidops.datacite.datacite_doi"
URL = "https://data.example.org/tides"
STEPS = ("draft", "draft again", "public", "public again", "changed", "changed again")
WRITES = ["POST", "PUT", "PUT"]


@pytest.fixture
def datacite(sandbox: Sandbox) -> Iterator[played_datacite.Played]:
    with played_datacite.playing(sandbox) as played:
        yield played


def life(folder: pathlib.Path, doi: str, first: str, second: str) -> list[dict]:
    """The tasks of a life; the document is a file, as it mostly is: in a playbook its braces would be templates."""
    (folder / "first").write_text(first, "utf-8", newline="")
    (folder / "second").write_text(second, "utf-8", newline="")
    given = {"doi": doi, "replace_doi": True}
    public = {**given, "state": "findable", "url": URL}
    draft = {**given, "state": "draft", "src": str(folder / "first")}
    published, revised = {**public, "src": str(folder / "first")}, {**public, "src": str(folder / "second")}
    as_content = {**public, "content": "{{ lookup('ansible.builtin.file', '" + str(folder / "second") + "', rstrip=false) }}"}
    return [{"name": name, DOI: options} for name, options in zip(STEPS, (draft, draft, published, published, revised, as_content), strict=True)]


def is_one_write_for_each_difference(run, written) -> None:
    assert [run[name].changed for name in STEPS] == [True, False, True, False, True, False], run.output
    assert [entry["method"] for entry in written()] == WRITES
    assert [run[name]["state"] for name in STEPS] == ["draft", "draft", *["findable"] * 4]


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_life_at_the_sandbox(kind, runner, new_doi, written, tmp_path):
    run = runner.tasks(life(tmp_path, new_doi(), DOCUMENTS[kind], changed(kind))).succeeded()
    is_one_write_for_each_difference(run, written)
    titles = [run[name]["record"]["titles"][0]["title"] for name in ("public", "changed")]
    assert titles == [TITLE, CHANGED]


RECORDED = {
    "bibtex": ("bibtex/messy-latex", "more}", "still more}", "On NaCl in Été waters: x² & still more"),
    "citeproc": ("citeproc/messy-container-list", '"T"', '"Tides"', "Tides"),
    "crossref": ("crossref/messy-book", "Seas", "Seas and tides", "Seas and tides"),
    "datacite_xml": ("datacite/messy-no-namespace", "Hourly  ", "Daily ", "Daily sea level & tides"),
    "ris": ("ris/messy-org-author", "TI  - T", "TI  - Tides", "Tides"),
    "schema_org": ("schema_org/messy-type-list", '"T"', '"Tides"', "Tides"),
}


@pytest.mark.parametrize("kind", RECORDED)
def test_life_of_a_document_that_datacite_spoils(kind, runner: Runner, datacite, new_doi, written, tmp_path):
    name, old, new, title = RECORDED[kind]
    lines = observed("formats/pairs.jsonl").read_text("utf-8").splitlines()
    pair = next(pair for pair in map(json.loads, lines) if pair["name"] == name)
    doi = new_doi()
    datacite.plays(doi, pair)
    run = runner.with_environment(DATACITE_API_URL=datacite.base_url).tasks(life(tmp_path, doi, pair["input"], pair["input"].replace(old, new, 1))).succeeded()
    is_one_write_for_each_difference(run, written)
    assert plain(run["changed"]["record"]["titles"][0]["title"]) == title
