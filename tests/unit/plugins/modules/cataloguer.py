# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who keeps a catalogue, by the door of `datacite_catalog` and in this process, against a sandbox of one's own.

    librarian.write("a.yml", {"doi": "10.82001/a", "url": …})
    librarian.run(check=True)["counts"]["create"]
    assert librarian.writes() == []
"""

from __future__ import annotations

import base64
import json
import pathlib
import urllib.parse
import urllib.request
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_catalog import DOOR
from sandbox_server import Sandbox
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL

PASSWORD = "lab-secret"


def record(state: str = "findable", **attributes: Any) -> dict[str, Any]:
    """The attributes of a sound record."""
    return {**METADATA, "url": URL, "state": state, "registered": None if state == "draft" else "2020-01-01T00:00:00Z", **attributes}


class Cataloguer:
    """A folder with a catalogue, and the runs over it. `last` is the number of requests before the last run."""

    def __init__(self, sandbox: Sandbox, folder: pathlib.Path) -> None:
        self.sandbox = sandbox
        self.folder = folder
        self.tree = folder / "catalogue"
        self.tree.mkdir()
        self.last = 0

    def write(self, name: str, content: Any) -> pathlib.Path:
        """A file of the catalogue, as JSON (which is YAML as well) or as text."""
        path = self.tree / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return path

    def seed(self, *names: str, state: str = "findable", repository: str = "PIDOPS.LAB", **attributes: Any) -> None:
        """Records that are there already."""
        for name in names:
            self.sandbox.put_record(name if "/" in name else f"10.82001/{name}", record(state, **attributes), repository)

    def run(self, *, check: bool = False, diff: bool = False, **options: Any) -> dict[str, Any]:
        """The result of one task; a failure is a result with `failed`."""
        given = {"api_url": self.sandbox.base_url, "username": "PIDOPS.LAB", "password": PASSWORD, "retries": 1, **options}
        if not {"src", "dois", "restore"} & set(given):
            given["src"] = [str(self.tree)]
        validated = ArgumentSpecValidator(DOOR.argument_spec, **DOOR.constraints).validate({name: value for name, value in given.items() if value is not None})
        assert not validated.error_messages, validated.error_messages
        self.last = len(self.sandbox.request_log())
        result = answer(DOOR, Visit(validated.validated_parameters, check, diff, {}))
        assert PASSWORD not in json.dumps(result)
        return result

    def requests(self) -> list[tuple[str, str]]:
        """Method and path of each request of the last run."""
        return [(entry["method"], urllib.parse.unquote(entry["path"])) for entry in self.sandbox.request_log(self.last)]

    def writes(self) -> list[tuple[str, str]]:
        """The requests of the last run that change something."""
        return [(method, path) for method, path in self.requests() if method != "GET" and not path.startswith("/dois/validate")]

    def attributes(self, name: str) -> dict[str, Any]:
        """What DataCite shows the repository of a DOI."""
        doi = name if "/" in name else f"10.82001/{name}"
        who = base64.b64encode(f"PIDOPS.LAB:{PASSWORD}".encode()).decode()
        url = f"{self.sandbox.base_url}/dois/{urllib.parse.quote(doi, safe='')}?affiliation=true&publisher=true"
        with urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Basic {who}"}), timeout=60) as response:
            return dict(json.load(response)["data"]["attributes"])


def kinds(result: dict[str, Any]) -> dict[str, list[str]]:
    """The actions of a result by the suffix of the DOI."""
    return {entry["doi"].partition("/")[2]: entry["actions"] for entry in result["changes"]}


def paths(result: dict[str, Any]) -> list[str]:
    """What the problems of a result are about."""
    return [problem["path"] for problem in result.get("problems", ())]
