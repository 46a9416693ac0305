# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The stories of a member account, told again: each request in its place, each answer compared whole.

Ids that a server makes up are learnt from its own answers; times, hosts, secrets and what depends on DOIs outside the story are not
compared. One answer of the original is known to be wrong: deleting a repository failed there for want of a mail server.
"""

from __future__ import annotations

import json
import re
import time
from typing import Any

import pytest
import requests

from conftest import observed
from sandbox_server import LAB, MEMBER, OTHER, Sandbox

ACCOUNTS = {"member": MEMBER, "lab": LAB, "other": OTHER, "none": None}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
UNCOMPARED = {"keyPrefix", "key", "xml", "lastUsedAt", "revokedAt"}
DESCRIPTION = "Conformance probe description"  # the first account was described before the stories began


class Story:
    """Plays steps against a sandbox. `names` maps ids of the original to ids of the sandbox, `keys` holds the API keys made so far."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.base_url = sandbox.base_url
        self.names: dict[str, str] = {}
        self.keys: list[str] = []

    def play(self, step: dict[str, Any], auth: Any) -> requests.Response:
        request = step["request"]
        body = json.dumps(request["body"]) if request.get("body") else None
        headers = {"Content-Type": "application/vnd.api+json"} if body else {}
        if isinstance(auth, str):
            headers["Authorization"] = f"Bearer {auth}"
            auth = None
        return requests.request(
            request["method"], self.base_url + self.here(request["path"]), headers=headers, data=self.here(body) if body else None, auth=auth, timeout=30
        )

    def here(self, text: str) -> str:
        """A text of the original with the sandbox's own ids."""
        return UUID.sub(lambda found: self.names.get(found[0], found[0]), text)

    def learn(self, wanted: Any, got: Any) -> None:
        """Pair the ids that stand in the same place."""
        if isinstance(wanted, dict) and isinstance(got, dict):
            for key in wanted.keys() & got.keys():
                self.learn(wanted[key], got[key])
        elif isinstance(wanted, list) and isinstance(got, list):
            by_prefix = {_held(entry): entry for entry in got}
            for place, entry in enumerate(wanted):
                self.learn(entry, by_prefix.get(_held(entry)) if _held(entry) else got[place] if place < len(got) else None)
        elif isinstance(wanted, str) and UUID.fullmatch(wanted) and isinstance(got, str) and UUID.fullmatch(got):
            self.names.setdefault(wanted, got)


def _held(entry: Any) -> str | None:
    """The prefix that an assignment is of."""
    try:
        return str(entry["relationships"]["prefix"]["data"]["id"])
    except (KeyError, TypeError):
        return None


def plain(value: Any, names: dict[str, str]) -> Any:
    """What is compared of an answer: assignments in the order of their ids, made-up values by their kind."""
    if isinstance(value, dict):
        return {key: "…" if key in UNCOMPARED and entry is not None else plain(entry, names) for key, entry in value.items() if key != "links"}
    if isinstance(value, list):
        return sorted((plain(entry, names) for entry in value), key=lambda entry: json.dumps(entry, sort_keys=True))
    if isinstance(value, str):
        text = UUID.sub(lambda found: names.get(found[0], found[0]), value)
        return TIME.sub("a time" if ".0" in text else "a brief time", text).replace("2026", "this year").replace(str(_year()), "this year")
    return "this year" if value in (2026, _year()) else value


def _year() -> int:
    return time.gmtime().tm_year


def credentials(step: dict[str, Any], story: Story) -> Any:
    """Who plays a step: an account, or an API key in the form that the step speaks of."""
    auth, about = step["auth"], step["about"]
    if isinstance(auth, str) and auth in ACCOUNTS:
        return ACCOUNTS[auth]
    if about == "with its own password":
        return ("pidops.sea", "sea-secret")
    key = story.keys[0]
    if auth == "bearer":
        return key
    if about == "key of another repository":
        return ("PIDOPS.OTHER", key)
    return (key, "x") if "as user" in about else (LAB[0], key)


@pytest.fixture
def told(sandbox: Sandbox):
    """All steps with their answers here: (story, step, response, names)."""
    story = Story(sandbox)
    requests.put(f"{sandbox.base_url}/repositories/pidops.lab", json={"data": {"attributes": {"description": DESCRIPTION}}}, auth=LAB, timeout=30)
    found = []
    for line in observed("observed/member.jsonl").read_text("utf-8").splitlines():
        told_story = json.loads(line)
        for step in told_story["steps"]:
            if step["request"]["method"] == "PUT" and step["request"].get("body") is None:
                step["request"]["body"] = {"data": {"attributes": {"titles": [{"title": "T"}]}}}  # what was sent was not written down
            response = story.play(step, credentials(step, story))
            body = response.json() if response.content else ""
            story.learn(step["response"].get("body"), body)
            if isinstance(body, dict) and isinstance(body.get("data"), dict) and "key" in body["data"].get("attributes", {}):
                story.keys.append(body["data"]["attributes"]["key"])
            found.append((told_story["id"], step, response, body))
    return found, story.names


def test_the_stories_go_as_they_went(told, figure):
    steps, names = told
    differences = []
    for story, step, response, body in steps:
        wanted = step["response"]
        if (story, step["about"]) == ("repository-life", "delete"):
            wanted = {**wanted, "status": 204, "headers": {"x-credential-username": "pidops"}}
        where = f"{story}: {step['about']}"
        if response.status_code != wanted["status"]:
            differences.append(f"{where}: status {response.status_code}, not {wanted['status']}: {response.text[:200]}")
            continue
        for name in ("x-credential-username", "x-anonymous-consumer"):
            if response.headers.get(name) != wanted["headers"].get(name):
                differences.append(f"{where}: {name} is {response.headers.get(name)!r}, not {wanted['headers'].get(name)!r}")
        if wanted.get("body") is not None and plain(body, {}) != plain(wanted["body"], names):
            differences.append(f"{where}:\n  here     {json.dumps(plain(body, {}))[:1500]}\n  DataCite {json.dumps(plain(wanted['body'], names))[:1500]}")
    figure(f"{len(steps) - len({text.partition(':')[0] + text.split(':')[1] for text in differences})} of {len(steps)} steps of the member's stories equal")
    assert not differences, "\n".join(differences)


def test_the_comparison_notices_a_difference(told):
    steps, names = told
    _story, step, _response, body = steps[0]
    spoiled = json.loads(json.dumps(body))
    spoiled["data"][0]["attributes"]["domains"] = "example.org"
    assert plain(spoiled, {}) != plain(step["response"]["body"], names)
