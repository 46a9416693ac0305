# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who reads DOIs, by the door of `datacite_doi_info` and in this process.

    reader.read(prefix="10.82001", select="length(@)")["dois"]
    reader.requests()

Each reading has a session of its own.
"""

from __future__ import annotations

from typing import Any

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi_info import DOOR

LAB = {"username": "PIDOPS.LAB", "password": "lab-secret"}
NOBODY: dict[str, Any] = {"username": None, "password": None}


class Reader:
    """Reads at one sandbox, as PIDOPS.LAB unless told otherwise."""

    def __init__(self, sandbox: sandbox_server.Sandbox) -> None:
        self._sandbox = sandbox
        self._since = 0

    def ask(self, **options: Any) -> dict[str, Any]:
        """The result of one task, whatever it is; options that are None are not given."""
        self._since = len(self._sandbox.request_log())
        given = {name: value for name, value in {"api_url": self._sandbox.base_url, "retries": 0, **LAB, **options}.items() if value is not None}
        validated = ArgumentSpecValidator(DOOR.argument_spec, **DOOR.constraints).validate(given)
        if validated.error_messages:
            return {"failed": True, "msg": validated.error_messages[0]}
        return answer(DOOR, Visit(validated.validated_parameters, False, False, {}))

    def read(self, **options: Any) -> dict[str, Any]:
        """The result of a task that succeeds."""
        result = self.ask(**options)
        if result.get("failed"):
            raise AssertionError(result["msg"])
        if result["request_count"] != len(self.requests()) or result["changed"]:
            raise AssertionError(f"{result['request_count']} requests told, {len(self.requests())} made; changed: {result['changed']}")
        return result

    def refused(self, **options: Any) -> str:
        """The message of a task that fails."""
        result = self.ask(**options)
        if not result.get("failed"):
            raise AssertionError(f"not refused: {result}")
        return str(result["msg"])

    def requests(self) -> list[str]:
        """The requests of the last reading, such as `GET /dois`."""
        return [f"{entry['method']} {entry['path'].partition('?')[0]}" for entry in self._sandbox.request_log(self._since)]
