# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a request to an answer, without a socket: routing, one transaction per write, refusals, and faults that reach into answers."""

from __future__ import annotations

import json
import logging
from typing import Any

from .answer import HTML_TYPE, JSON_TYPE, RATE_LIMITED, Answer, Problem, dump, errors, uncaught
from .call import Call, Settings
from .faults import Fault, Faults
from .request import Request
from .routing import answer as routed
from .sandbox import Sandbox

CONTROL = "/_sandbox"
SIGN_IN = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form>Sign in to the network</form></body></html>"
LOG = logging.getLogger(__name__)
GATEWAY = {"502": "Bad Gateway", "503": "Service Temporarily Unavailable", "504": "Gateway Time-out"}


class Service:
    """Answers requests. One thread uses it."""

    def __init__(self, sandbox: Sandbox, faults: Faults, settings: Settings) -> None:
        self.sandbox, self.faults, self.settings = sandbox, faults, settings

    def met(self, request: Request, named: list[Fault]) -> list[Fault]:
        """The faults that this request meets: those that it names itself, and those of the run."""
        return [] if request.path.startswith(CONTROL) else named + self.faults.strike(request.method, request.path)

    def call(self, request: Request, faults: list[Fault]) -> tuple[Answer, Call]:
        """The answer, and the call that led to it."""
        call = Call(self.sandbox, request, self.faults, self.settings)
        for fault in faults:
            if fault.kind == "index-delay":
                call.index_delay = fault.value
            call.unregistered = call.unregistered or fault.kind == "unregistered"
        found = instead(faults)
        if found is None:
            found = self._answer(call)
            for fault in faults:
                found = spoiled(found, fault, request)
        return found, call

    def _answer(self, call: Call) -> Answer:
        try:
            if call.request.method in ("GET", "HEAD", "OPTIONS"):
                return routed(call)
            return self._written(call)
        except Problem as problem:
            return problem.answer
        except Exception as error:
            LOG.exception("%s %s", call.request.method, call.request.target)
            return uncaught(f"the sandbox failed: {type(error).__name__}: {error}").answer

    def _written(self, call: Call) -> Answer:
        """A write is one transaction. A refusal does not undo it: DataCite refuses after the commit, too."""
        with self.sandbox.database.transaction():
            try:
                return routed(call)
            except Problem as problem:
                return problem.answer


def instead(faults: list[Fault]) -> Answer | None:
    """The answer that a fault gives before anything is done."""
    for fault in faults:
        if fault.kind == "429":
            return Answer(429, dump(errors(429, RATE_LIMITED)), "application/json", identified=False)
        if fault.kind == "403-rate-limit":
            return Answer(403, dump(errors(403, RATE_LIMITED)), "application/json", identified=False)
        if fault.kind == "500":
            return uncaught("execution expired").answer
        if fault.kind in GATEWAY:
            return gateway(int(fault.kind))
        if fault.kind == "html-200":
            return Answer(200, SIGN_IN, HTML_TYPE, identified=False)
    return None


def gateway(status: int) -> Answer:
    """A page of the balancer in front."""
    title = f"{status} {GATEWAY[str(status)]}"
    text = f"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"
    return Answer(status, text.encode(), "text/html", identified=False)


def spoiled(answer: Answer, fault: Fault, request: Request) -> Answer:
    """What a fault makes of an answer that was already found."""
    if fault.kind in ("502-after", "504-after"):
        return gateway(int(fault.kind[:3]))
    if fault.kind == "500-after":
        return uncaught("execution expired").answer
    if fault.kind == "cut-json":
        return _with(answer, answer.content[: len(answer.content) * 2 // 3])
    if fault.kind == "nonsense":
        return _with(answer, b'{"data":[{"id":7,"attributes":"none"},null],"meta":"?"}')
    if fault.kind == "empty":
        return _with(answer, b"")
    if fault.kind in LIST_FAULTS and answer.status == 200 and answer.content_type == JSON_TYPE:
        return _list_spoiled(answer, fault.kind, request)
    return answer


def _with(answer: Answer, content: bytes) -> Answer:
    return Answer(answer.status, content, answer.content_type, answer.headers, answer.identified)


def _list_spoiled(answer: Answer, kind: str, request: Request) -> Answer:
    body: Any = json.loads(answer.content)
    if not isinstance(body.get("data"), list):
        return answer
    LIST_FAULTS[kind](body, request)
    return _with(answer, dump(body))


def _truncate(body: Any, _request: Request) -> None:
    body["data"] = body["data"][::2]


def _repeat(body: Any, request: Request) -> None:
    body["links"]["next"] = request.link(request.target)


def _estrange(body: Any, _request: Request) -> None:
    for row in body["data"]:
        row["id"] = row["id"].replace("10.", "10.9", 1)
        if "doi" in row.get("attributes", {}):
            row["attributes"]["doi"] = row["id"]
        if "client" in row.get("relationships", {}):
            row["relationships"]["client"]["data"]["id"] = "foreign.repo"


def _forget_registered(body: Any, _request: Request) -> None:
    for row in body["data"]:
        if "registered" in row.get("attributes", {}):
            row["attributes"]["registered"] = None


LIST_FAULTS = {"truncated-page": _truncate, "repeated-cursor": _repeat, "foreign-rows": _estrange, "registered-lost": _forget_registered}
