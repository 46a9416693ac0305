# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""One request as the endpoints see it: decoded path, parameters, body. Knows no socket."""

from __future__ import annotations

import dataclasses
import functools
import urllib.parse
from collections.abc import Mapping
from typing import Any

from . import strict_json
from .answer import NO_ATTRIBUTES, NO_PAYLOAD, problem, uncaught
from .params import Params

PARSED_TYPES = ("application/json", "application/vnd.api+json", "text/x-json", "application/jsonrequest")
NO_JSON = "Error occurred while parsing request parameters"
FORM_TYPE = "application/x-www-form-urlencoded"


@dataclasses.dataclass(frozen=True)
class Request:
    """`target` is path and query as sent, `base_url` scheme and host without a slash at the end; header names in lower case."""

    method: str
    target: str
    headers: Mapping[str, str]
    content: bytes
    base_url: str
    request_id: str

    @functools.cached_property
    def path(self) -> str:
        """The path, percent-decoded, without slashes at its end."""
        return urllib.parse.unquote(self.target.partition("?")[0]).rstrip("/") or "/"

    @functools.cached_property
    def params(self) -> Params:
        params = Params.parse(self.target.partition("?")[2])
        if self.content and self.method == "GET" and isinstance(self.json, dict):
            return params.merged(self.json)
        return params

    @functools.cached_property
    def content_type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @functools.cached_property
    def json(self) -> Any:
        """The body where its type is one that is parsed, else None; 400 for a text that is no JSON."""
        if self.content_type == FORM_TYPE:
            return dict(urllib.parse.parse_qsl(self.content.decode("utf-8", "replace")))
        if self.content_type not in PARSED_TYPES or not self.content.strip():
            return None
        try:
            return strict_json.parsed(self.content)
        except strict_json.HalfCharacter as error:
            raise problem(400, f"Invalid request parameters: Invalid encoding for parameter: {error}") from None
        except ValueError:
            raise problem(400, NO_JSON) from None

    def data(self) -> Any:
        """The `data` member of the body; 400 where there is none."""
        body = self.json
        data = body.get("data") if isinstance(body, dict) else None
        if data is None or data in ("", [], {}) or data is False:
            raise problem(400, NO_PAYLOAD)
        return data

    def attributes(self) -> dict[str, Any]:
        """`data.attributes`; 422 without them."""
        attributes = self.data_object().get("attributes")
        if not isinstance(attributes, dict):
            raise problem(422, NO_ATTRIBUTES)
        return attributes

    def data_object(self) -> dict[str, Any]:
        """`data` as an object; DataCite's code fails on anything else."""
        data = self.data()
        if not isinstance(data, dict):
            kind = {"str": "String", "list": "Array", "int": "Integer", "float": "Float", "bool": "TrueClass"}.get(type(data).__name__, "Object")
            raise uncaught(f"{kind} does not have #dig method")
        return data

    def related(self, name: str) -> str | None:
        """The id in `data.relationships.<name>.data.id`, None where it is not given in that shape."""
        node: Any = self.data_object()
        for key in ("relationships", name, "data", "id"):
            node = node.get(key) if isinstance(node, dict) else None
        return node if isinstance(node, str) and node else None

    def link(self, path: str) -> str:
        """An absolute address on this server."""
        return self.base_url + path
