# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The record functions of the sandbox against whole answers of DataCite's own back end: every attribute, in order, the XML to the letter."""

from __future__ import annotations

import base64
import copy
import json
from urllib.parse import unquote

import pytest

from datacite_sandbox.record import states, view, write
from datacite_sandbox.record.columns import is_foreign
from datacite_sandbox.record.refusal import Refused

NOW = "2026-08-18T12:00:00Z"
TIMES = ("created", "registered", "updated")
# What these cases are about happens before or around a record: credentials, bodies that are not parsed, negotiation, names in paths.
ELSEWHERE = {"auth-unknown-client", "read-406", "body-text-plain", "upsert-not-a-doi"}
# A time in the landing page was made equal when the answers were noted down.
IGNORED = {"lan-page": {"landingPage"}}


class Answers:
    """Requests in, (status, attributes or error body) out; None for what is not about a record."""

    def __init__(self) -> None:
        self.records: dict[str, dict] = {}

    def to(self, request: dict):
        path, _unused, query = request["path"].partition("?")
        path, method = unquote(path), request["method"]
        switches = {name: f"{name}=true" in query for name in ("affiliation", "publisher")}
        attributes = (((request.get("body") or {}).get("data")) or {}).get("attributes") if isinstance(request.get("body"), dict) else None
        if path == "/dois/validate":
            return self._validate(attributes, switches)
        name = path.removeprefix("/dois").strip("/").lower() or str((attributes or {}).get("doi", "")).lower()
        if name.count("/") != 1 or not name.startswith("10."):
            return None
        if method == "DELETE":
            self._delete(name)
            return None
        if method == "GET":
            return self._read(name, switches)
        return None if attributes is None else self._write(method, name, attributes, switches)

    def _validate(self, attributes, switches):
        try:
            record = write.validate(attributes, doi=attributes.get("doi"), now=NOW)
        except Refused as refused:
            return refused.status, refused.body
        return 200, view.attributes(record, detail=False, landing_page=True, **switches)

    def _delete(self, name):
        if name in self.records and states.may_delete(self.records[name]["state"]):
            del self.records[name]

    def _read(self, name, switches):
        record = self.records.get(name)
        if record is None or is_foreign(record):
            return None
        try:
            return 200, view.attributes(record, detail=True, landing_page=True, **switches)
        except Refused as refused:
            return refused.status, refused.body

    def _write(self, method, name, attributes, switches):
        stored = None if method == "POST" else copy.deepcopy(self.records.get(name))
        try:
            saved = write.save(stored, attributes, doi=name, now=NOW, taken=method == "POST" and name in self.records)
        except Refused as refused:
            return refused.status, refused.body
        self.records[name] = json.loads(json.dumps(saved.record))
        return 201 if saved.created else 200, view.attributes(saved.shown, detail=True, landing_page=True, **switches)


def answer_differences(case_id: str, response: dict, got) -> list:
    status, body = got
    wanted = response["body"]
    if status != response["status"]:
        return [("status", response["status"], got)]
    if not (isinstance(wanted, dict) and isinstance(wanted.get("data"), dict)):
        return [] if body == wanted else [("body", wanted, body)]
    attributes = wanted["data"]["attributes"]
    found = [
        (name, _readable(name, value), _readable(name, body.get(name)))
        for name, value in attributes.items()
        if name not in IGNORED.get(case_id, ()) and (bool(body.get(name)) != bool(value) if name in TIMES else body.get(name) != value)
    ]
    return found + ([] if list(attributes) == list(body) else [("order", list(attributes), list(body))])


def _readable(name, value):
    return base64.b64decode(value).decode() if name == "xml" and value else value


def case_differences(case: dict) -> list:
    """Every answer of one case that is other than ours; requests by other accounts than the owner are not asked."""
    answers, found = Answers(), []
    for exchange in case["exchanges"]:
        request, response = exchange["request"], exchange["response"]
        if request.get("auth") != "repository" or response["status"] in (401, 403) or request.get("raw_body"):
            continue
        if any(word in request["path"] for word in ("/media", "/undo", "random", "get-url", "/activities")):
            continue
        got = answers.to(request)
        if got is not None:
            found += answer_differences(case["id"], response, got)
    return found


@pytest.fixture(scope="module")
def cases(observations):
    with open(observations("conformance/write.json"), encoding="utf-8") as file:
        about_writes = {case["id"] for case in json.load(file)} - ELSEWHERE
    with open(observations("observed/exchanges.jsonl"), encoding="utf-8") as file:
        every = [json.loads(line) for line in file]
    return [case for case in every if case["id"] in about_writes]


def test_whole_answers(cases, figure):
    """Every case about writing is answered to the letter."""
    different = {case["id"]: found for case in cases if (found := case_differences(case))}
    figure(f"{len(cases) - len(different)} of {len(cases)} cases answered to the letter")
    assert not different
