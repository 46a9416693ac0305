# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""One HTTP exchange, by the package `requests`: what is sent, what comes back, or why nothing came.

Connections are kept open. A redirect is never followed, `~/.netrc` never asked, no cookie kept. The environment's proxies are honoured, save for servers on
this machine: credentials may go there unencrypted, and a proxy is not this machine.
"""

from __future__ import annotations

import dataclasses
import gzip
import json
import os
import re
import ssl
import threading
import urllib.parse
import uuid
import warnings
from collections.abc import Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any, Final

from .agent import Authorization, user_agent
from .connection import Connection
from .errors import READING, ErrorKind
from .requests_library import HAS_REQUESTS, requests

JSON_API: Final = "application/vnd.api+json"
#: Larger bodies are compressed (bytes): DataCite's web server takes 10 MB, counted as they travel.
COMPRESS_ABOVE: Final = 10_000_000
#: DataCite unpacks the bodies of these only.
COMPRESSED_METHODS: Final = frozenset({"POST", "PUT"})
MOST_CONNECTIONS: Final = 16
_TUNNEL_REFUSED: Final = re.compile(r"Tunnel connection failed: (\d{3})")


@dataclasses.dataclass(frozen=True)
class Order:
    """A request, ready to be sent any number of times. All repetitions of a write carry the same request id."""

    method: str
    #: Percent-encoded, without parameters.
    path: str
    query: str
    headers: Mapping[str, str] = dataclasses.field(repr=False)
    body: bytes | None = dataclasses.field(repr=False)
    timeout: float
    request_id: str | None

    @classmethod
    def of(cls, method: str, path: str, params: Mapping[str, str] | None, document: Mapping[str, Any] | None, accept: str, timeout: float) -> Order:
        """Encode a request; a write gets a request id of its own, under which DataCite records what it changed."""
        headers = {"Accept": accept}
        request_id = None if method in READING else str(uuid.uuid4())
        if request_id is not None:
            headers["X-Request-Id"] = request_id
        body = None
        if document is not None:
            # A lone surrogate cannot be UTF-8, but its escape is valid JSON.
            body = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
            headers["Content-Type"] = JSON_API
            if len(body) > COMPRESS_ABOVE and method in COMPRESSED_METHODS:
                body = gzip.compress(body, compresslevel=6, mtime=0)
                headers["Content-Encoding"] = "gzip"
        query = urllib.parse.urlencode(params, quote_via=urllib.parse.quote) if params else ""
        return cls(method, path, query, headers, body, timeout, request_id)


@dataclasses.dataclass(frozen=True)
class Received:
    """What came back, unread. Names of headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes = dataclasses.field(repr=False)


class TransportFailure(Exception):
    """Nothing came back. `words` are ours: those of the libraries hold addresses and may hold a proxy's password."""

    def __init__(self, kind: ErrorKind, words: str, *, may_have_arrived: bool = False, advice: str | None = None) -> None:
        super().__init__(words)
        self.kind = kind
        self.words = words
        self.may_have_arrived = may_have_arrived
        self.advice = advice


class Transport:
    """Sends orders to the connection's server, of as many threads at once as connections are kept."""

    def __init__(self, connection: Connection) -> None:
        if not HAS_REQUESTS:
            raise ImportError("The Python package requests is not installed.")
        self._connection = connection
        self._authorization = Authorization(connection)
        self._verify: bool | str = connection.ca_path or True if connection.validate_certs else False
        self._lock = threading.Lock()
        self._process = os.getpid()
        self._library_session = self._opened()

    def send(self, order: Order) -> Received:
        """One exchange; raises `TransportFailure` where nothing came back."""
        if self._process != os.getpid():
            self._reopen()
        url = self._connection.api_url + order.path + (f"?{order.query}" if order.query else "")
        try:
            response = self._library_session.request(
                order.method,
                url,
                headers=order.headers,
                data=order.body,
                auth=self._authorization,
                timeout=order.timeout,
                allow_redirects=False,
                verify=self._verify,
            )
            return Received(response.status_code, {name.lower(): value for name, value in response.headers.items()}, response.content)
        except requests.exceptions.RequestException as error:
            raise self._failure(error, order) from None
        except (OSError, ValueError) as error:
            # A certificate bundle that cannot be read, an address that one of the libraries below does not take.
            raise _unusable(error) from None

    def _reopen(self) -> None:
        """After a fork: two processes on one connection would read each other's answers."""
        with self._lock:
            if self._process != os.getpid():
                # In this order: another thread goes by the process alone.
                self._library_session = self._opened()
                self._process = os.getpid()

    def close(self) -> None:
        """Close the open connections."""
        self._library_session.close()

    def _opened(self) -> Any:
        session = requests.Session()
        session.headers = requests.structures.CaseInsensitiveDict(
            {"User-Agent": user_agent(self._connection.contact), "Accept-Encoding": "gzip", "Connection": "keep-alive"}
        )
        session.trust_env = not self._connection.is_loopback
        session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        # Even where it does not follow a redirect the library works out the next request, with credentials from ~/.netrc.
        session.get_redirect_target = lambda response: None
        adapter = requests.adapters.HTTPAdapter(pool_connections=1, pool_maxsize=MOST_CONNECTIONS, max_retries=0)
        session.mount("https://", adapter)
        session.mount("http://", adapter)
        if self._verify is False:
            warnings.filterwarnings("ignore", message="Unverified HTTPS request")
        return session

    def _failure(self, error: Exception, order: Order) -> TransportFailure:
        found = requests.exceptions
        if isinstance(error, found.SSLError):
            return _tls_failure(error)
        if isinstance(error, found.ProxyError):
            return _proxy_failure(error)
        if isinstance(error, found.ConnectTimeout):
            return TransportFailure(ErrorKind.UNREACHABLE, f"no connection within {order.timeout:g} seconds")
        if isinstance(error, found.ContentDecodingError):
            return TransportFailure(ErrorKind.NONSENSE, "the answer says that it is compressed, but is not", may_have_arrived=True)
        if isinstance(error, found.Timeout):
            return TransportFailure(ErrorKind.UNAVAILABLE, f"no answer within {order.timeout:g} seconds", may_have_arrived=True)
        if isinstance(error, (found.ConnectionError, found.ChunkedEncodingError)):
            if _chained(error, ("NewConnectionError", "NameResolutionError")):
                return TransportFailure(ErrorKind.UNREACHABLE, _cause(error))
            if _chained(error, ("ReadTimeoutError", "TimeoutError")):
                return TransportFailure(ErrorKind.UNAVAILABLE, f"the answer stopped for {order.timeout:g} seconds", may_have_arrived=True)
            return TransportFailure(ErrorKind.UNAVAILABLE, f"the connection was dropped ({_cause(error)})", may_have_arrived=True)
        return _unusable(error)


def _tls_failure(error: BaseException) -> TransportFailure:
    for link in _chain(error):
        if isinstance(link, ssl.SSLCertVerificationError):
            return TransportFailure(ErrorKind.UNTRUSTED, link.verify_message or "certificate verification failed")
        if isinstance(link, ssl.SSLError) and link.library in ("X509", "PEM"):
            return _unusable(link)
    return TransportFailure(ErrorKind.UNREACHABLE, "no encrypted connection came about")


def _proxy_failure(error: BaseException) -> TransportFailure:
    """A proxy that says no (407: it wants a password) will say so again; one that is in trouble may not."""
    for link in _chain(error):
        refused = _TUNNEL_REFUSED.search(str(link)) if isinstance(link, OSError) else None
        if refused is not None:
            kind = ErrorKind.MISCONFIGURED if refused.group(1).startswith("4") else ErrorKind.UNREACHABLE
            return TransportFailure(kind, f"the proxy did not connect (it answered {refused.group(1)})")
    return TransportFailure(ErrorKind.UNREACHABLE, f"the proxy did not connect ({_cause(error)})")


def _unusable(error: Exception) -> TransportFailure:
    """The libraries could not even begin. Their words are not repeated: they quote addresses."""
    return TransportFailure(ErrorKind.MISCONFIGURED, f"the libraries refused to send it ({type(error).__name__})")


def _chain(error: BaseException) -> list[BaseException]:
    """An error and all that it stems from: causes, contexts, and the errors that the libraries wrap in arguments and reasons."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < 50:
        link = waiting.pop(0)
        if isinstance(link, BaseException) and not any(link is other for other in found):
            found.append(link)
            waiting += [link.__cause__, link.__context__, getattr(link, "reason", None), getattr(link, "original_error", None), *link.args]
    return found


def _chained(error: BaseException, names: tuple[str, ...]) -> bool:
    return any(type(link).__name__ in names for link in _chain(error))


def _cause(error: BaseException) -> str:
    """The operating system's word for it, such as `Connection refused`."""
    for link in _chain(error):
        if isinstance(link, OSError) and isinstance(link.strerror, str):
            return link.strerror
    return "no reason known"
