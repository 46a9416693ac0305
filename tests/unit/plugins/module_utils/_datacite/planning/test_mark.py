# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The mark of a record: the same however the record is read, another one as soon as somebody changed it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.dois import Dois
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.pages import walk
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.mark import record_mark
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.planning.record import record
from conftest import observed
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL

DOI = "10.82001/mark"
PARTS = 4
HELD = {**METADATA, "url": URL, "state": "findable"}


def mark(attributes: Mapping[str, Any], owner: str = "pidops.lab") -> str:
    relations = {"client": {"data": {"id": owner, "type": "clients"}}}
    return record_mark(record({"data": {"id": DOI, "type": "dois", "attributes": dict(attributes), "relationships": relations}}, DOI))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_row_of_a_list_has_the_mark_of_the_single_read(part: int) -> None:
    """All real records, those that today's rules refuse among them, under their real names."""
    lines = [json.loads(line) for line in observed("observed/real.jsonl").read_text("utf-8").splitlines()][part::PARTS]
    records = [
        {"repository": "PIDOPS.LAB", "attributes": {**line["sent"], **line.get("stored", {}), "state": "findable", "doi": line["from"]["doi"]}}
        for line in lines
    ]
    with sandbox_server.running_sandbox(seed={"records": records}) as sandbox:
        marks = marks_both_ways(sandbox.base_url)
    assert len(marks) == len({line["from"]["doi"].lower() for line in lines})
    assert {doi: pair for doi, pair in marks.items() if pair[0] != pair[1]} == {}
    assert len({pair[0] for pair in marks.values()}) > 0.9 * len(marks)


def marks_both_ways(base_url: str) -> dict[str, tuple[str, str]]:
    """For each record its mark from the list, and from a single read."""
    chosen = connection({"api_url": base_url, "username": "PIDOPS.LAB", "password": "lab-secret"})
    found = {}
    with Session(chosen) as session:
        for row in walk(session, {"client-id": "pidops.lab"}):
            doi = row["id"].lower()
            single = Dois(session).read(doi)
            assert single is not None and "xml" in single.attributes and "xml" not in row["attributes"]
            found[doi] = record_mark(record({"data": row}, doi)), record_mark(record(single.document, doi))
    return found


@pytest.mark.parametrize("change", [
    {"state": "registered"}, {"url": "https://data.example.org/moved"}, {"reason": "Withdrawn"}, {"titles": [{"title": "Another"}]}, {"language": "da"},
    {"identifiers": [{"identifier": "A-1", "identifierType": "accession"}]}, {"contentUrl": ["https://data.example.org/file"]},
])
def test_what_somebody_changed_changes_the_mark(change: dict[str, Any]) -> None:
    assert mark({**HELD, **change}) != mark(HELD)


def test_another_owner_is_another_mark() -> None:
    assert mark(HELD, "pidops.other") != mark(HELD)


@pytest.mark.parametrize("same", [
    {"updated": "2026-01-01T00:00:00Z", "created": "2020-01-01T00:00:00.000Z", "viewCount": 7, "metadataVersion": 3}, {"xml": "PHJlc291cmNlLz4="},
    {"subjects": [], "language": None, "container": {}, "contentUrl": None, "reason": ""}, {"publisher": "Example Archive"},
    {"identifiers": [{"identifier": URL, "identifierType": "URL"}]},
])
def test_what_says_nothing_leaves_the_mark(same: dict[str, Any]) -> None:
    assert mark({**HELD, **same}) == mark(HELD)


def test_both_names_of_the_identifiers_are_one() -> None:
    listed = {"identifiers": [{"identifier": "A-1", "identifierType": "accession"}]}
    both = {**listed, "alternateIdentifiers": [{"alternateIdentifier": "A-1", "alternateIdentifierType": "accession"}]}
    assert mark({**HELD, **both}) == mark({**HELD, **listed})


def test_a_damaged_record_has_a_mark() -> None:
    assert mark({**HELD, "creators": "", "types": "x", "titles": [["\ud800"]]}) != mark(HELD)
