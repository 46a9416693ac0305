# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""DataCite, played: a sandbox in whose conversions of documents there is what DataCite's own back end was seen to make of them.

    with playing(sandbox) as datacite:
        datacite.plays("10.82001/x", pair)
        requests.post(datacite.base_url + "/dois/validate", …)      # `doi` 10.82001/x and a document in `xml`

A pair is one line of `formats/pairs.jsonl`: a document (`input`), and what the back end answered to it. What is recorded and what is played:

- Every request goes to the sandbox, and its answer comes back as it is, save for `POST /dois/validate` with a document in `xml`, under a DOI for
  which a pair is played.
- There the attributes are the *recorded* ones, so that what DataCite spoils in that document is spoilt here as well, whatever the sandbox thinks.
- The document that arrives may have been mended before. An attribute that the sandbox reads otherwise in it than in the pair's own document has been
  mended, and only that attribute is the *sandbox's* reading; a change that DataCite does not see (another DOI, white space) leaves all the recorded ones.
- A document that the back end answered with 404 or 500, and that the sandbox answers so as well, gets the *recorded* answer.
- JSON attributes beside the document win, save null, as they do at DataCite. The sandbox then *judges* the whole (the schema, the vocabularies), since no
  observation can know what is sent along. So it does with a document that was refused before it was mended.
"""

from __future__ import annotations

import base64
import contextlib
import dataclasses
import gzip
import http.client
import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from typing import Any

from datacite_sandbox.record import view, write
from datacite_sandbox.record.refusal import Refused
from sandbox_server import Sandbox

NOW = "2026-11-22T12:00:00Z"
METADATA = (
    "creators", "contributors", "titles", "publisher", "publicationYear", "types", "descriptions", "container", "sizes", "formats", "version", "language",
    "dates", "identifiers", "relatedIdentifiers", "relatedItems", "fundingReferences", "geoLocations", "rightsList", "subjects", "contentUrl", "url",
    "schemaVersion",
)  # fmt: skip
HOP_BY_HOP = frozenset(("connection", "keep-alive", "transfer-encoding", "content-length", "host"))

Pair = Mapping[str, Any]


class Played:
    """A running play. `base_url` is where it answers, `plays` says which DOI stands for which pair."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.pairs: dict[str, Pair] = {}
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.base_url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def plays(self, doi: str, pair: Pair) -> None:
        """From now on a document that is validated under this DOI is this pair's, mended or not."""
        self.pairs[doi.lower()] = pair

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


@contextlib.contextmanager
def playing(sandbox: Sandbox) -> Iterator[Played]:
    """A play in front of a sandbox, stopped at the end."""
    played = Played(sandbox)
    try:
        yield played
    finally:
        played.close()


def converted(text: str, doi: str) -> dict[str, Any] | int:
    """The sandbox's reading of a document as the attributes of a draft, or the status with which it refuses one."""
    try:
        saved = write.save(None, {"doi": doi, "xml": base64.b64encode(text.encode()).decode()}, doi=doi, now=NOW)
        return view.attributes(saved.shown, affiliation=True, publisher=True, detail=True)
    except Refused as refused:
        return refused.status


@dataclasses.dataclass(frozen=True)
class Answered:
    """A whole answer that was recorded."""

    status: int
    body: Any


def played(sent: Mapping[str, Any], pair: Pair) -> Answered | dict[str, Any] | None:
    """What the document that was sent becomes: a refusal that was recorded, attributes, or None where the sandbox alone must know."""
    doi, text = str(sent["doi"]), base64.b64decode(sent["xml"]).decode()
    arrived, original, recorded = converted(text, doi), converted(pair["input"], doi), pair.get("attributes")
    if isinstance(arrived, int):
        judged = pair["validate"]
        unread = arrived in (404, 500) and arrived == judged.get("status")
        return Answered(arrived, _body(judged["errors"])) if unread else None
    if isinstance(original, int) or not recorded:
        return None
    return {name: recorded.get(name) if arrived.get(name) == original.get(name) else arrived.get(name) for name in METADATA}


def is_kept(sent: Mapping[str, Any], pair: Pair) -> bool:
    """Whether the document would be stored as it is: DataCite XML without an attribute of metadata beside it."""
    return pair["format"] == "datacite" and all(sent.get(name) is None for name in METADATA if name != "url")


def _body(errors: Any) -> Any:
    return {"errors": errors} if isinstance(errors, list) else errors


def _handler(play: Played) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        """Passes a request on, its document replaced by what the play makes of it."""

        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def handle_any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            sent = self._sent(body) if self.path.partition("?")[0] == "/dois/validate" else {}
            pair = play.pairs.get(str(sent.get("doi")).lower()) if sent.get("xml") else None
            found = played(sent, pair) if pair else None
            if isinstance(found, Answered):
                self._answer(found.status, {"Content-Type": "application/json; charset=utf-8"}, json.dumps(found.body).encode())
            elif found is None:
                self._answer(*self._passed_on(body))
            else:
                self._judged(sent, found, kept=pair is not None and is_kept(sent, pair))

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_any

        def _sent(self, body: bytes) -> dict[str, Any]:
            packed = self.headers.get("Content-Encoding") == "gzip"
            return dict(json.loads(gzip.decompress(body) if packed else body)["data"]["attributes"])

        def _judged(self, sent: Mapping[str, Any], conversion: Mapping[str, Any], kept: bool) -> None:
            """The sandbox judges the document itself where it would be kept, else the attributes; what they become is as it was recorded."""
            beside = {name: value for name, value in sent.items() if value is not None}
            whole = beside if kept else {name: value for name, value in {**conversion, **beside}.items() if value is not None and name != "xml"}
            del self.headers["Content-Encoding"], self.headers["Accept-Encoding"]
            status, headers, body = self._passed_on(json.dumps({"data": {"type": "dois", "attributes": whole}}).encode())
            answer = json.loads(body)
            if status == 200 and not answer.get("errors"):
                answer["data"]["attributes"].update({name: value for name, value in conversion.items() if name not in beside})
            self._answer(status, headers, json.dumps(answer).encode())

        def _passed_on(self, body: bytes) -> tuple[int, dict[str, str], bytes]:
            address = urllib.parse.urlsplit(play.sandbox.base_url)
            connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=60)
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            try:
                connection.request(self.command, self.path, body or None, headers)
                response = connection.getresponse()
                kept = {name: value for name, value in response.getheaders() if name.lower() not in HOP_BY_HOP}
                return response.status, kept, response.read()
            finally:
                connection.close()

        def _answer(self, status: int, headers: Mapping[str, str], body: bytes) -> None:
            self.send_response_only(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_unused: Any) -> None:
            """Nothing is written to the terminal."""

    return Handler
