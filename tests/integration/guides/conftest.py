# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who follows a guide: a folder, programs at hand, and an account at a sandbox that has the records of the guide's reader."""

from __future__ import annotations

import os

import pytest

from catalogue_in_git import PASSWORD, SEED
from playbook_runner import PLAYBOOK_PROGRAM, Runner
from sandbox_server import running_sandbox

ACCOUNT = "EXAMPLE.REPO"
SURVEY = {
    "creators": [{"name": "Okafor, Ngozi", "nameType": "Personal"}], "titles": [{"title": "River survey 2025"}], "publicationYear": 2025,
    "publisher": {"name": "Institute of Freshwater Studies"}, "types": {"resourceTypeGeneral": "Dataset"},
}


@pytest.fixture
def sandbox():
    """A sandbox with the account of the guides."""
    with running_sandbox(seed=SEED) as running:
        yield running


@pytest.fixture
def reader(sandbox, tmp_path):
    """The environment of somebody who follows a guide: programs at hand, and signed in."""
    signed_in = {"DATACITE_API_URL": sandbox.base_url, "DATACITE_USERNAME": ACCOUNT, "DATACITE_PASSWORD": PASSWORD}
    environment = Runner(tmp_path, {**signed_in, "PATH": f"{PLAYBOOK_PROGRAM.parent}:{os.environ['PATH']}"}).environment()
    return {name: value for name, value in environment.items() if not name.startswith("ANSIBLE_CALLBACK")}


@pytest.fixture
def folder(tmp_path):
    """The reader's folder."""
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


@pytest.fixture
def record(sandbox):
    """`record("10.82001/a")` is the record as the database holds it."""
    return lambda doi: sandbox.control(f"records/{doi}", method="GET")["record"]


@pytest.fixture
def living(sandbox):
    """`living("10.82001/a", url=…)` puts a findable record into the repository."""

    def put(doi, state="findable", **attributes):
        sandbox.put_record(doi, {"doi": doi, "state": state, "url": f"https://old.example.org/{doi[9:]}", **SURVEY, **attributes}, ACCOUNT)

    return put
