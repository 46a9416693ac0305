# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The HTTP server, on aiohttp: reads requests, lets the service answer, adds what every answer has, cuts connections where asked to.

All work is done in the event loop's one thread, so the stores need no locks; waiting (latency, stalls) blocks nobody.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
import signal
import time
import uuid
import zlib
from typing import Any

from aiohttp import web

from . import faults as fault_texts
from .answer import Answer, problem
from .call import Call
from .faults import Fault
from .request import Request
from .request_log import RequestLog
from .service import CONTROL, Service

FAULT_HEADER = "x-sandbox-fault"
MAX_BODY = 10 * 1024 * 1024
MAX_UNPACKED = 20 * MAX_BODY
PACKINGS = {"gzip": 31, "x-gzip": 31, "deflate": 15}
UNREADABLE = b"\xff"
MAX_TARGET = 8192 - 20
COMPRESS_FROM = 512
REQUEST_ID = re.compile(r"[\w@-]{1,255}")
VERSION = "sandbox-0.1.0"


class Server:
    def __init__(self, service: Service, log: RequestLog) -> None:
        self.service, self.log = service, log
        long = 1 << 16
        server = web.Server(self.handle, request_factory=_request, access_log=None, auto_decompress=False, max_line_size=long, max_field_size=long)
        self.runner = web.ServerRunner(server)

    async def start(self, port: int) -> int:
        """Listen on the loopback address; the port is returned, which a 0 leaves to the system."""
        await self.runner.setup()
        site = web.TCPSite(self.runner, "127.0.0.1", port, shutdown_timeout=0.5, backlog=512)
        await site.start()
        return int(self.runner.addresses[0][1])

    async def stop(self) -> None:
        await self.runner.cleanup()

    async def handle(self, incoming: web.BaseRequest) -> web.StreamResponse:
        began = time.perf_counter()
        if int(incoming.headers.get("Content-Length") or 0) > MAX_BODY and not incoming.raw_path.startswith(CONTROL):
            return _page(413, "413 Request Entity Too Large")
        if len(incoming.raw_path) > MAX_TARGET:
            return _page(414, "414 Request-URI Too Large")
        try:
            request = await _read(incoming)
        except _TooLarge:
            return _page(413, "413 Request Entity Too Large")
        try:
            faults = self.service.met(request, fault_texts.parse(request.headers.get(FAULT_HEADER, "")))
        except fault_texts.BadFault as error:
            return self._finished(incoming, request, problem(400, f"{FAULT_HEADER}: {error}").answer, {}, began)
        wait = self.service.settings.latency + sum(fault.value / 1000 for fault in faults if fault.kind == "latency")
        if wait and not request.path.startswith(CONTROL):
            await asyncio.sleep(wait)
        return await self._answered(incoming, request, faults, began)

    async def _answered(self, incoming: web.BaseRequest, request: Request, faults: list[Fault], began: float) -> web.StreamResponse:
        if any(fault.kind == "drop-before" for fault in faults):
            return self._cut(incoming, request, faults, None)
        answer, call = self.service.call(request, faults)
        for fault in faults:
            if fault.kind == "stall":
                await asyncio.sleep(fault.value)
        if any(fault.kind == "drop-after" for fault in faults):
            return self._cut(incoming, request, faults, call)
        identity = call.identity() if answer.identified else {}
        if not request.path.startswith(CONTROL):
            self.log.write(request.method, request.target, answer.status, call.account(), request.request_id, [fault.kind for fault in faults])
        return self._finished(incoming, request, answer, identity, began)

    def _cut(self, incoming: web.BaseRequest, request: Request, faults: list[Fault], call: Call | None) -> web.StreamResponse:
        account = call.account() if call else None
        self.log.write(request.method, request.target, None, account, request.request_id, [fault.kind for fault in faults])
        if incoming.transport is not None:
            incoming.transport.abort()
        return web.Response()

    def _finished(self, incoming: web.BaseRequest, request: Request, answer: Answer, identity: dict[str, str], began: float) -> web.StreamResponse:
        headers = {"X-Request-Id": request.request_id, "X-LupoVersion": VERSION, "Vary": "Accept,Accept-Encoding", **identity, **answer.headers}
        if answer.content_type is not None:
            headers["Content-Type"] = answer.content_type
        if "origin" in request.headers:
            headers |= {"Access-Control-Allow-Origin": request.headers["origin"], "Access-Control-Allow-Credentials": "true"}
        status, content = answer.status, answer.content
        if len(content) >= COMPRESS_FROM and "gzip" in request.headers.get("accept-encoding", ""):
            content = _gzip(content)
            headers |= {"Content-Encoding": "gzip", "Cache-Control": "no-cache"}
        elif status in (200, 201) and content:
            tag = f'W/"{hashlib.md5(content, usedforsecurity=False).hexdigest()}"'
            headers |= {"ETag": tag, "Cache-Control": "max-age=0, private, must-revalidate"}
            if request.method == "GET" and request.headers.get("if-none-match") == tag:
                status, content = 304, b""
        headers["X-Runtime"] = f"{time.perf_counter() - began:.6f}"
        return (web.Response if answer.content_type else _Untyped)(status=status, headers=headers, body=content)


class _TooLarge(Exception):
    """The body is longer than the server takes."""


class _Incoming(web.BaseRequest):
    """A request whose answer has no Content-Type where none was given; aiohttp would make one up."""

    async def _prepare_hook(self, response: web.StreamResponse) -> None:
        if isinstance(response, _Untyped):
            response.headers.pop("Content-Type", None)


class _Untyped(web.Response):
    """An answer without a Content-Type."""


def _request(message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
    return _Incoming(message, payload, protocol, writer, task, asyncio.get_running_loop(), client_max_size=0)


async def _read(incoming: web.BaseRequest) -> Request:
    headers = {name.lower(): _text(value) for name, value in incoming.headers.items()}
    sent = headers.get("x-request-id", "")
    request_id = sent if REQUEST_ID.fullmatch(sent) else str(uuid.uuid4())
    content = await _body(incoming) if incoming.can_read_body else b""
    target = _text(incoming.raw_path)
    if "://" in target[:8]:
        target = "/" + target.split("://", 1)[1].partition("/")[2]
    return Request(incoming.method, target, headers, content, f"http://{headers.get('host', '127.0.0.1')}", request_id)


async def _body(incoming: web.BaseRequest) -> bytes:
    """The body, unpacked where it is packed. Raises _TooLarge."""
    free = incoming.raw_path.startswith(CONTROL)
    content = bytearray()
    async for part in incoming.content.iter_any():
        content += part
        if len(content) > MAX_BODY and not free:
            raise _TooLarge
    packing = incoming.headers.get("Content-Encoding", "").strip().lower()
    if packing in PACKINGS and incoming.method in ("POST", "PUT"):
        return _unpacked(bytes(content), PACKINGS[packing])
    return bytes(content)


def _unpacked(content: bytes, window: int) -> bytes:
    """The content of a packed body; what was said to be packed and is not comes back as something that nobody can parse."""
    unpacker = zlib.decompressobj(window)
    try:
        found = unpacker.decompress(content, MAX_UNPACKED)
    except zlib.error:
        return UNREADABLE
    if unpacker.unconsumed_tail:
        raise _TooLarge
    return found if unpacker.eof else UNREADABLE


def _text(value: str) -> str:
    """A line of the request without the bytes in it that are no UTF-8: it may go into answers and the log."""
    return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _page(status: int, title: str) -> web.Response:
    text = f"<html>\r\n<head><title>{title}</title></head>\r\n<body></body>\r\n</html>\r\n"
    return web.Response(status=status, text=text, content_type="text/html", headers={"Connection": "close"})


def _gzip(content: bytes) -> bytes:
    packer = zlib.compressobj(1, zlib.DEFLATED, 31)
    return packer.compress(content) + packer.flush()


async def serve(service: Service, log: RequestLog, port: int) -> None:
    """Listen until a signal to stop comes, having said so in the first line on stdout."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    server = Server(service, log)
    found = await server.start(port)
    print(f"listening on http://127.0.0.1:{found}", flush=True)
    try:
        await stop.wait()
    finally:
        await server.stop()
