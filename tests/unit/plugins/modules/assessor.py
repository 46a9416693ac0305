# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who assesses a repository of their own, by the door of `datacite_compliance` and in this process.

    assessor.seed("a", url=None)
    assert found(assessor.assess()) == {("R01", "a")}

The records that are seeded are such that no rule finds anything in them, save for what a test changes.
"""

from __future__ import annotations

import copy
import itertools
import json
import pathlib
import urllib.parse
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

import compliance_faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Door, Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_compliance import DOOR as COMPLIANCE
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi import DOOR as DOI
from sandbox_server import Sandbox

PASSWORD = "assessor-secret"
EVERYTHING = ("best-practices", "datacite-mandatory", "geo", "grei-v2", "horizon-europe", "openaire-data", "ops-hygiene")
"""Profiles that together have all shipped rules that are not about pages, but one or two that `fuji-0.8` alone has."""

_numbers = itertools.count(1)


class Assessor:
    """A repository, and a folder for the files of whoever assesses it. `last` is the number of requests before the last run."""

    def __init__(self, sandbox: Sandbox, folder: pathlib.Path, prefix: str = "") -> None:
        number = next(_numbers)
        self.sandbox = sandbox
        self.folder = folder
        self.tree = folder / "catalogue"
        self.repository, self.prefix = f"ASSESS{number}.LAB", prefix or f"10.{70000 + number}"
        self.last = 0
        repository = {"id": self.repository, "password": PASSWORD, "prefixes": [self.prefix]}
        self.member = f"ASSESS{number}"
        sandbox.control("seed", {"members": [{"id": self.member, "password": PASSWORD, "repositories": [repository]}]})

    def doi(self, name: str) -> str:
        """The DOI of that name."""
        return f"{self.prefix}/{name}"

    def attributes(self, name: str, **changes: Any) -> dict[str, Any]:
        """A record of that name in which nothing is found, but for the changes."""
        record = copy.deepcopy(compliance_faults.CLEAN)
        record["doi"] = self.doi(name)
        record["url"] = f"https://data.example.org/{name}"
        record["titles"][0]["title"] += f", gauge {name}"
        record["alternateIdentifiers"][0]["alternateIdentifier"] = f"TIDE-{name}"
        del record["prefix"], record["suffix"]
        return {**record, **changes}

    def seed(self, *names: str, **changes: Any) -> None:
        """Records that are there, past all rules."""
        for name in names:
            self.sandbox.put_record(self.doi(name), self.attributes(name, **changes), self.repository)

    def declare(self, name: str, **options: Any) -> None:
        """Write to a record as others do, with an activity that tells of it."""
        result = self._open(DOI, {"doi": self.doi(name), **options}, False)
        assert not result.get("failed"), result["msg"]

    def moved(self, name: str, url: str) -> None:
        """Let a record have an address of which the handle system was never told."""
        self.sandbox.settings(index_paused=True)
        self.declare(name, metadata={"language": "de"})
        self.sandbox.damage(self.doi(name), url=url)
        self.sandbox.flush_index()
        self.sandbox.settings(index_paused=False)

    def give_back(self, prefix: str) -> None:
        """Take a prefix from the repository, as its member may."""
        given = {"api_url": self.sandbox.base_url, "username": self.member, "password": PASSWORD}
        with Session(connection(given)) as session:
            listed = session.request("GET", "/repository-prefixes", params={"repository-id": self.repository.lower(), "prefix-id": prefix})
            session.request("DELETE", f"/repository-prefixes/{listed.data[0]['id']}")

    def declaration(self, name: str, state: str = "findable", **more: Any) -> dict[str, Any]:
        """What a catalogue says of a record that `seed` has put there."""
        seeded = self.attributes(name)
        metadata = {key: seeded[key] for key in ("creators", "titles", "publisher", "publicationYear", "types", "version", "sizes")}
        return {"doi": self.doi(name), "state": state, "url": seeded["url"], "metadata": metadata, **more}

    def write(self, name: str, content: Any) -> pathlib.Path:
        """A file of the catalogue, as JSON (which is YAML as well) or as text."""
        return self._write(self.tree / name, content)

    def rules(self, content: Any, name: str = "own-rules.yml") -> str:
        """A file of rules, profiles and waivers; `PREFIX` stands for the repository's."""
        return str(self._write(self.folder / name, content))

    def path(self, name: str) -> str:
        """A file of one's own, outside of the catalogue."""
        return str(self.folder / name)

    def run(self, *, check: bool = False, **options: Any) -> dict[str, Any]:
        """The result of one run, whatever it is; options that are None are not given."""
        return self._open(COMPLIANCE, {"profiles": ["ops-hygiene"], **options}, check)

    def assess(self, **options: Any) -> dict[str, Any]:
        """The result of a run that must not fail, and that is never told to."""
        result = self.run(**{"fail_on": "never", **options})
        assert not result.get("failed"), result["msg"]
        assert result["changed"] is False and self.writes() == []
        assert result["request_count"] == len(self.requests())
        return result

    def refused(self, **options: Any) -> str:
        """The message of a run that must fail, without a request and without a file written."""
        before = self.files()
        result = self.run(**options)
        assert result.get("failed"), f"not refused: {result}"
        assert self.requests() == [] and self.files() == before
        return str(result["msg"])

    def files(self) -> dict[str, str]:
        """All files of the folder, by their path, with what they hold."""
        return {str(path.relative_to(self.folder)): path.read_text("utf-8") for path in sorted(self.folder.rglob("*")) if path.is_file()}

    def requests(self) -> list[str]:
        """Method and path, without parameters, of each request of the last run; the DOI's name as it is."""
        return [f"{entry['method']} {urllib.parse.unquote(entry['path'].split('?')[0])}" for entry in self.sandbox.request_log(self.last)]

    def writes(self) -> list[str]:
        """The requests of the last run that may change something."""
        return [request for request in self.requests() if not request.startswith("GET ") and not request.endswith(" /dois/validate")]

    def _write(self, path: pathlib.Path, content: Any) -> pathlib.Path:
        text = content if isinstance(content, str) else json.dumps(content, indent=1)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text.replace("PREFIX", self.prefix), "utf-8")
        return path

    def _open(self, door: Door, options: dict[str, Any], check: bool) -> dict[str, Any]:
        given = {"api_url": self.sandbox.base_url, "username": self.repository, "password": PASSWORD, "retries": 1, **options}
        validated = ArgumentSpecValidator(door.argument_spec, **door.constraints).validate({name: value for name, value in given.items() if value is not None})
        assert not validated.error_messages, validated.error_messages
        self.last = len(self.sandbox.request_log())
        result = answer(door, Visit(validated.validated_parameters, check, False, {}))
        assert PASSWORD not in json.dumps(result)
        assert not [name for name, text in self.files().items() if PASSWORD in text]
        return result


def found(result: dict[str, Any]) -> set[tuple[str, str]]:
    """What a result tells: each finding as its rule and the suffix of its DOI (empty for the repository)."""
    assert result["findings_left_out"] == 0
    return {(finding["rule"], finding["doi"].partition("/")[2]) for finding in result["findings"]}


def told(result: dict[str, Any], rule: str, suffix: str = "") -> dict[str, Any]:
    """The one finding of a rule on a DOI."""
    chosen = [finding for finding in result["findings"] if finding["rule"] == rule and finding["doi"].partition("/")[2] == suffix]
    assert len(chosen) == 1, f"{rule} on {suffix}: {chosen or found(result)}"
    return dict(chosen[0])
