# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record functions of the sandbox against what DataCite's own back end made of real records, spoiled ones and whole lives of a DOI."""

from __future__ import annotations

import copy
import json

import pytest

from datacite_sandbox.record import states, view, write
from datacite_sandbox.record.refusal import Refused

PREFIX = "10.82001"
NOW = "2026-11-22T12:00:00Z"
LEAST = {"real.jsonl": 0.999, "spoiled.jsonl": 0.998, "lives.jsonl": 0.997}


class Store:
    """The database and the HTTP side, as small as they can be."""

    def __init__(self) -> None:
        self.records: dict[str, dict] = {}

    def write(self, method: str, path: str, attributes: dict | None) -> tuple[int, object]:
        doi = path.removeprefix("/dois/") if path != "/dois" else str((attributes or {}).get("doi", ""))
        key = doi.lower()
        stored = self.records.get(key)
        if method == "DELETE":
            return self._delete(key, stored)
        taken = method == "POST" and stored is not None
        try:
            saved = write.save(None if method == "POST" else copy.deepcopy(stored), attributes, doi=doi, now=NOW, taken=taken)
        except Refused as refused:
            if refused.damaged is not None:
                self.records[key] = json.loads(json.dumps(refused.damaged))
            return refused.status, refused.body
        self.records[key] = json.loads(json.dumps(saved.record))
        return 201 if saved.created else 200, {}

    def _delete(self, key: str, stored: dict | None) -> tuple[int, object]:
        if stored is None:
            return 404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
        if not states.may_delete(stored["state"]):
            return 405, {"errors": [{"status": "405", "title": "Method not allowed"}]}
        del self.records[key]
        return 204, {}

    def read(self, doi: str) -> tuple[int, dict]:
        record = self.records.get(doi.lower())
        if record is None:
            return 404, {}
        try:
            return 200, view.attributes(record, affiliation=True, publisher=True, detail=True)
        except Refused as refused:
            return refused.status, {}


def errors_of(body):
    """The errors of an answer, or the whole bare body of a failure that nobody caught."""
    return body.get("errors", body) if isinstance(body, dict) else body


def record_differences(case: dict):
    """(what, DataCite's, ours) for a record that was put, read and validated."""
    store, doi = Store(), f"{PREFIX}/{case['id']}"
    status, body = store.write("PUT", f"/dois/{doi}", case["sent"])
    if status != case["status"]:
        yield "status", case["status"], (status, body)
    elif status >= 400 and errors_of(body) != case["errors"]:
        yield "errors", case["errors"], body
    elif status < 300:
        got = store.read(doi)[1]
        yield from ((name, wanted, got.get(name)) for name, wanted in case["stored"].items() if name != "metadataVersion" and got.get(name) != wanted)
    try:
        write.validate({**case["sent"], "doi": doi}, doi=doi, now=NOW)
        refusal = None
    except Refused as refused:
        refusal = {"status": refused.status, "errors": errors_of(refused.body)}
    if refusal != case.get("validate"):
        yield "validate", case.get("validate"), refusal


def life_differences(case: dict):
    """(what, DataCite's, ours) for a DOI driven through several requests, up to the first that goes otherwise."""
    store, doi = Store(), f"{PREFIX}/{case['id']}"
    for number, step in enumerate(case["steps"]):
        request = step["request"]
        status, body = store.write(request["method"], request["path"], request.get("attributes"))
        found = []
        if status != step["status"]:
            found.append(("status", (step["status"], step.get("errors")), (status, body)))
        elif status >= 400 and errors_of(body) != step["errors"]:
            found.append(("errors", step["errors"], body))
        read, got = store.read(doi)
        if read != step["get"]:
            found.append(("read", step["get"], read))
        found += [(name, wanted, got.get(name)) for name, wanted in (step.get("record") or {}).items() if got.get(name) != wanted]
        if found:
            yield from ((f"{what}, step {number}: {json.dumps(request)[:300]}", wanted, ours) for what, wanted, ours in found)
            return


def differences(case: dict) -> list:
    return list(life_differences(case) if "steps" in case else record_differences(case))


@pytest.mark.parametrize("name", sorted(LEAST))
def test_observed(observations, figure, name):
    """At least the wanted share of the cases is equal in everything: statuses, whole error bodies, records, what validate says."""
    with open(observations(f"observed/{name}"), encoding="utf-8") as file:
        cases = [json.loads(line) for line in file]
    different = [(case["id"], found) for case in cases if (found := differences(case))]
    share = 1 - len(different) / len(cases)
    figure(f"{name}: {len(cases) - len(different)} of {len(cases)} equal ({share:.2%})")
    assert share >= LEAST[name], different[:5]
