# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One sandbox in this process, without a socket: requests go straight to the service."""

from __future__ import annotations

import base64
import dataclasses
import json
from collections.abc import Mapping
from typing import Any

import pytest

from datacite_sandbox import seed
from datacite_sandbox.call import Settings
from datacite_sandbox.faults import Faults, parse
from datacite_sandbox.request import Request
from datacite_sandbox.sandbox import Sandbox
from datacite_sandbox.service import Service

LAB, OTHER, MEMBER = ("PIDOPS.LAB", "lab-secret"), ("PIDOPS.OTHER", "other-secret"), ("PIDOPS", "member-secret")


@dataclasses.dataclass(frozen=True)
class Reply:
    """What came back: `headers` are the identity headers and those of the answer itself."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)


class Door:
    """A way into a sandbox: `door.get("/dois", auth=LAB)`."""

    def __init__(self) -> None:
        self.sandbox = Sandbox()
        seed.plant(self.sandbox, seed.DEFAULT)
        self.service = Service(self.sandbox, Faults(), Settings())
        self.count = 0

    def send(self, method: str, target: str, body: Any = None, auth: Any = LAB, fault: str = "", **headers: str) -> Reply:
        self.count += 1
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(auth, tuple):
            sent["authorization"] = "Basic " + base64.b64encode(":".join(auth).encode()).decode()
        elif auth:
            sent["authorization"] = auth
        content = b"" if body is None else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        if content:
            sent.setdefault("content-type", "application/vnd.api+json")
        request = Request(method, target, sent, content, "http://sandbox", sent.get("x-request-id", f"request-{self.count}"))
        answer, call = self.service.call(request, self.service.met(request, parse(fault)))
        identity = call.identity() if answer.identified else {}
        return Reply(answer.status, {**identity, **answer.headers}, answer.content.decode())

    def get(self, target: str, **options: Any) -> Reply:
        return self.send("GET", target, **options)

    def write(self, doi: str, method: str = "PUT", auth: Any = LAB, fault: str = "", **attributes: Any) -> Reply:
        return self.send(method, f"/dois/{doi}", {"data": {"type": "dois", "attributes": attributes}}, auth, fault)

    def names(self, query: str, **options: Any) -> list[str]:
        """The suffixes of the DOIs that a list shows."""
        return [row["id"].partition("/")[2] for row in self.get(f"/dois?{query}", **options).json["data"]]


@pytest.fixture
def door() -> Door:
    return Door()
