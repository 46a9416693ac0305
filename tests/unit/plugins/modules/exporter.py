# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who exports a repository of their own, by the door of `datacite_export` and in this process.

    exporter.seed("a", titles=[{"title": "Another"}])
    assert exporter.done()["counts"]["created"] == 1
    assert exporter.plan() == []
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import pathlib
import urllib.parse
from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Door, Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_catalog import DOOR as CATALOG
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi import DOOR as DOI
from ansible_collections.pidops.datacite.plugins.modules.datacite_export import DOOR as EXPORT
from sandbox_server import Sandbox
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL

PASSWORD = "exporter-secret"
_numbers = itertools.count(1)


@dataclasses.dataclass
class Exporter:
    """A repository, and a folder `dest` that its records are exported to. `name` suffixes are those below the repository's prefix."""

    sandbox: Sandbox
    dest: pathlib.Path
    repository: str = ""
    prefix: str = ""
    last: int = 0

    def __post_init__(self) -> None:
        number = next(_numbers)
        self.repository, self.prefix = f"EXPO{number}.LAB", f"10.{60000 + number}"
        repository = {"id": self.repository, "password": PASSWORD, "prefixes": [self.prefix]}
        self.sandbox.control("seed", {"members": [{"id": f"EXPO{number}", "password": PASSWORD, "repositories": [repository]}]})

    def doi(self, name: str) -> str:
        """The DOI of that name."""
        return f"{self.prefix}/{name}"

    def seed(self, *names: str, repository: str | None = None, **attributes: Any) -> None:
        """Records that are there, past all rules: findable and sound unless told otherwise."""
        times = {"created": "2012-01-01T00:00:00Z", "registered": "2012-01-01T00:00:00Z"}
        for name in names:
            self.sandbox.put_record(self.doi(name), {**METADATA, "url": URL, "state": "findable", **times, **attributes}, repository or self.repository)

    def declare(self, name: str, **options: Any) -> None:
        """Write to a record as others do, so that the index learns of it when it may."""
        result = self._open(DOI, {"doi": self.doi(name), **options}, False, False)
        assert not result.get("failed"), result["msg"]

    def run(self, *, check: bool = False, diff: bool = False, **options: Any) -> dict[str, Any]:
        """The result of one export; a failure is a result with `failed`."""
        return self._open(EXPORT, {"dest": str(self.dest), **options}, check, diff)

    def done(self, **options: Any) -> dict[str, Any]:
        """The result of an export that must not fail."""
        result = self.run(**options)
        assert not result.get("failed"), result["msg"]
        return result

    def refused(self, **options: Any) -> str:
        """The message of an export that must fail, having written nothing."""
        before = self.files()
        result = self.run(**options)
        assert result.get("failed"), f"not refused: {result}"
        assert self.files() == before
        return str(result["msg"])

    def plan(self) -> list[dict[str, Any]]:
        """What a plan of the tree would do, and refuse."""
        result = self._open(CATALOG, {"src": [str(self.dest)]}, True, False)
        assert not result.get("failed"), result["msg"]
        return list(result["changes"])

    def apply(self, **options: Any) -> dict[str, Any]:
        """The result of applying the tree; a failure is a result with `failed`."""
        return self._open(CATALOG, {"src": [str(self.dest)], **options}, False, False)

    def files(self) -> dict[str, str]:
        """All files below the folder, by their path, with what they hold."""
        return {str(path.relative_to(self.dest)): path.read_text("utf-8") for path in sorted(self.dest.rglob("*")) if path.is_file()}

    def text(self, name: str) -> str:
        """The file of a DOI, by the name that an export gives it."""
        return (self.dest / self.prefix / f"{name}.yml").read_text("utf-8")

    def write(self, file: str, content: str) -> pathlib.Path:
        """A file that a person wrote; `PREFIX` stands for the repository's."""
        path = self.dest / file.replace("PREFIX", self.prefix)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content.replace("PREFIX", self.prefix), "utf-8")
        return path

    def requests(self) -> list[str]:
        """Method and path, without parameters, of each request of the last run; the DOI's name as it is."""
        entries = self.sandbox.request_log(self.last)
        return [f"{entry['method']} {urllib.parse.unquote(entry['path'].split('?')[0])}" for entry in entries]

    def _open(self, door: Door, options: dict[str, Any], check: bool, diff: bool) -> dict[str, Any]:
        given = {"api_url": self.sandbox.base_url, "username": self.repository, "password": PASSWORD, "retries": 1, **options}
        validated = ArgumentSpecValidator(door.argument_spec, **door.constraints).validate({name: value for name, value in given.items() if value is not None})
        assert not validated.error_messages, validated.error_messages
        self.last = len(self.sandbox.request_log())
        result = answer(door, Visit(validated.validated_parameters, check, diff, {}))
        assert PASSWORD not in json.dumps(result)
        return result
