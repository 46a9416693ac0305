# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an endpoint hands back, and the refusals it may raise instead.

DataCite tells its caller who it is in two headers, but only on answers that were rendered in the ordinary way: a refusal that was
raised as an exception (most 400, 401, 403 and 404) carries neither. `Answer.identified` keeps the two kinds apart.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping

JSON_TYPE = "application/json; charset=utf-8"
HTML_TYPE = "text/html; charset=UTF-8"
NOT_FOUND = "The resource you are looking for doesn't exist."
FORBIDDEN = "You are not authorized to access this resource."
BAD_CREDENTIALS = "Bad credentials."
NO_PAYLOAD = "You need to provide a payload following the JSONAPI spec"
NO_ATTRIBUTES = "param is missing or the value is empty or invalid: attributes"
RATE_LIMITED = "Your request has been rate limited. See https://support.datacite.org/docs/rate-limit."


def dump(document: object) -> bytes:
    """A document as compact JSON in UTF-8, as it goes over the wire."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


@dataclasses.dataclass(frozen=True)
class Answer:
    """One HTTP answer. `content_type` is None where DataCite sends none; `identified`: the identity headers go along."""

    status: int
    content: bytes = b""
    content_type: str | None = JSON_TYPE
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    identified: bool = True


class Problem(Exception):
    """A refusal raised anywhere below an endpoint; ends the request without identity headers unless `identified`."""

    def __init__(self, status: int, body: object, *, identified: bool = False, content_type: str | None = JSON_TYPE) -> None:
        super().__init__(f"{status} {body}")
        self.answer = Answer(status, dump(body), content_type, identified=identified)


def document(status: int, body: object, **headers: str) -> Answer:
    """An ordinary JSON answer."""
    return Answer(status, dump(body), headers={name.replace("_", "-"): value for name, value in headers.items()})


def errors(status: int, title: str) -> dict[str, object]:
    """The body of a request error: the status is a text."""
    return {"errors": [{"status": str(status), "title": title}]}


def problem(status: int, title: str) -> Problem:
    """A refusal with DataCite's usual body."""
    return Problem(status, errors(status, title))


def not_found() -> Problem:
    return problem(404, NOT_FOUND)


def forbidden() -> Problem:
    return problem(403, FORBIDDEN)


def bad_credentials() -> Problem:
    return problem(401, BAD_CREDENTIALS)


def invalid(source: str, title: str, uid: str | None = None) -> Problem:
    """A validation error (422): it is rendered in the ordinary way and names no status."""
    entry = {"source": source, "title": title}
    if uid is not None:
        entry["uid"] = uid
    return Problem(422, {"errors": [entry]}, identified=True)


def uncaught(title: str, status: int = 500) -> Problem:
    """What DataCite answers where its own code failed: a bare object with status 500, or a 400 in the usual shape."""
    if status == 500:
        return Problem(500, {"status": 400, "title": title}, content_type=None)
    return problem(status, title)


def not_allowed() -> Answer:
    """405, with the list of methods that DataCite names whatever the path."""
    headers = {"Allow": "HEAD, GET, POST, PATCH, PUT, OPTIONS"}
    return Answer(405, dump(errors(405, "Method not allowed")), headers=headers)
