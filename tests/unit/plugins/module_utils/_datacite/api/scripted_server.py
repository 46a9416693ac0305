# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""A real HTTP server on loopback that answers as a test tells it, dropped connections and silence included."""

from __future__ import annotations

import dataclasses
import http.server
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable, Mapping
from typing import Any


@dataclasses.dataclass(frozen=True)
class Seen:
    """A request as it arrived. Names of headers in lower case."""

    method: str
    #: Path and query as they were sent.
    target: str
    headers: Mapping[str, str]
    body: bytes
    #: The number of the connection that it came by.
    connection: int

    @property
    def document(self) -> Any:
        return json.loads(self.body)


@dataclasses.dataclass(frozen=True)
class Reply:
    """What to answer. `drop` closes the connection instead: `before` any byte, or `within` the body; `silent` says nothing until the client has gone."""

    status: int = 200
    document: Any = None
    body: bytes = b""
    headers: Mapping[str, str] = dataclasses.field(default_factory=dict)
    drop: str | None = None
    silent: bool = False

    @property
    def content(self) -> bytes:
        return self.body if self.document is None else json.dumps(self.document).encode()


HTML = {"Content-Type": "text/html"}
Answering = Callable[[Seen], Reply]


class ScriptedServer:
    """Answers the replies in their order, or whatever a function makes of the request; keeps what it saw."""

    def __init__(self, certificate: str | None = None) -> None:
        """With the path of a certificate and its key, it speaks HTTPS."""
        self.seen: list[Seen] = []
        self._replies: list[Reply] = []
        self._answer: Answering | None = None
        self._connections = 0
        self._lock = threading.Lock()
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._scheme = "https" if certificate else "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True, do_handshake_on_connect=False)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    def script(self, *replies: Reply) -> None:
        """Answer the next requests so; one too many is a 599 that fails the test."""
        self._replies += replies

    def answer(self, answering: Answering) -> None:
        """Answer every request that no script is left for so."""
        self._answer = answering

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _next(self, seen: Seen) -> Reply:
        with self._lock:
            self.seen.append(seen)
            if self._replies:
                return self._replies.pop(0)
        if self._answer is not None:
            return self._answer(seen)
        return Reply(599, {"errors": [{"status": "599", "title": "the script has come to its end"}]})

    def _handler(self) -> type[http.server.BaseHTTPRequestHandler]:
        script = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            # Head and body in one packet: in two, each answer takes 40 ms longer.
            wbufsize = -1

            def setup(self) -> None:
                super().setup()
                with script._lock:
                    script._connections += 1
                    self.number = script._connections

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                headers = {name.lower(): value for name, value in self.headers.items()}
                reply = script._next(Seen(self.command, self.path, headers, self.rfile.read(length), self.number))
                if reply.silent:
                    self.rfile.read(1)
                    self.close_connection = True
                    return
                if reply.drop == "before":
                    self.abort()
                    return
                self.send(reply)

            def send(self, reply: Reply) -> None:
                content = reply.content
                headers = {"Content-Type": "application/json; charset=utf-8", **reply.headers}
                self.send_response(reply.status)
                for name, value in headers.items():
                    if value is not None:
                        self.send_header(name, value)
                if reply.status != 204:
                    self.send_header("Content-Length", str(len(content) + (100 if reply.drop else 0)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)
                if reply.drop:
                    self.wfile.flush()
                    self.abort()

            def abort(self) -> None:
                """Close with a reset, as a server does that dies."""
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.close_connection = True
                self.connection.close()

            def log_message(self, *_unused: object) -> None:
                pass

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do_HEAD = do_CONNECT = handle_any

            def handle(self) -> None:
                # A client that has gone away is no error of the test's.
                try:
                    super().handle()
                except (OSError, ValueError):
                    self.close_connection = True

            def finish(self) -> None:
                try:
                    super().finish()
                except (OSError, ValueError):
                    self.close_connection = True

        return Handler
