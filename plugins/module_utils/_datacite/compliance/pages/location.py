# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Web addresses that may be asked for, and when two of them are the same. Private to the collection.

Sources: RFC 3986 §6.2 (normalisation), https://fetch.spec.whatwg.org/#port-blocking (ports that no web server has).
"""

from __future__ import annotations

import ipaddress
import re
import urllib.parse
from dataclasses import dataclass

_USUAL_PORTS = {"http": 80, "https": 443}
_LOWEST_OTHER_PORT = 1024
_PORTS_OF_OTHERS = frozenset((
    1433, 1521, 1719, 1720, 1723, 2049, 2181, 2375, 2376, 2379, 3306, 3389, 3659, 4045, 5060, 5061, 5432, 5672, 5900, 6000, 6379, 6443, 6566, 6665, 6666,
    6667, 6668, 6669, 6679, 6697, 9042, 9092, 9200, 9300, 10080, 10250, 11211, 27017,
))  # fmt: skip
"""Where databases, caches, cluster managers, telephones and chats listen, none of which serves landing pages."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TRIPLET = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~"
_SAFE_IN_QUERY = _SAFE_IN_PATH + "?"
_LONGEST = 8000


class Refused(ValueError):
    """A web address that is not asked for; the text says why (`has the scheme ftp; only http and https are looked at`)."""


@dataclass(frozen=True)
class Location:
    """Where a page is: `host` in ASCII and lower case, `target` the path and query as a request has them."""

    scheme: str
    host: str
    port: int
    target: str
    fragment: str = ""

    @property
    def authority(self) -> str:
        """The host, in brackets where it is an IPv6 address, and the port unless it is the usual one."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _USUAL_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        """The whole address without its fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"


def located(url: str) -> Location:
    """Where `url` leads; raises Refused for what is no page of the web: another scheme, credentials, a port of something else, no host."""
    text = url.strip()
    if len(text) > _LONGEST:
        raise Refused(f"is longer than {_LONGEST} characters")
    if _CONTROL.search(text):
        raise Refused("has a control character in it")
    try:
        parts = urllib.parse.urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError as broken:
        raise Refused(f"is no web address: {broken}") from broken
    scheme = parts.scheme.lower()
    if scheme not in _USUAL_PORTS:
        raise Refused(
            f"has the scheme {scheme[:20]}; only http and https are looked at" if scheme else "is no web address: it must begin with https:// or http://"
        )
    if "@" in parts.netloc:
        raise Refused("has a user name or password in it, which would be public")
    port = _USUAL_PORTS[scheme] if port is None else port
    if port not in _USUAL_PORTS.values() and (port < _LOWEST_OTHER_PORT or port in _PORTS_OF_OTHERS):
        raise Refused(f"leads to port {port}, where no web server is expected")
    return Location(scheme, _host(host), port, _target(parts), _escaped(parts.fragment, _SAFE_IN_QUERY))


def joined(base: str, reference: str) -> str:
    """The address that `reference`, as a page or redirect has it, means on the page at `base`; the reference itself where it cannot be read."""
    try:
        return urllib.parse.urljoin(base, reference.strip())
    except ValueError:
        return reference.strip()


def normalised(url: str) -> str:
    """One spelling for all that RFC 3986 holds to be the same address; what is no web address is only stripped."""
    try:
        location = located(url)
    except Refused:
        return url.strip()
    return location.url + (f"#{location.fragment}" if location.fragment else "")


def shown(url: str) -> str:
    """The address as a report may show it: without a password, and not endlessly long."""
    bare = re.sub(r"//[^/@\s]*@", "//…@", url.strip(), count=1)
    return bare if len(bare) <= 300 else bare[:299] + "…"


def path_of(url: str) -> str:
    """The path alone, `/` where there is none."""
    try:
        return urllib.parse.urlsplit(url).path or "/"
    except ValueError:
        return "/"


def host_of(url: str) -> str:
    """The host in lower case; empty where there is none."""
    try:
        return (urllib.parse.urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_local_name(host: str) -> bool:
    """Whether a name means this machine or this network wherever it is asked for (RFC 6761, RFC 6762)."""
    return host == "localhost" or host.endswith((".localhost", ".local", ".internal", ".home.arpa"))


def _host(name: str | None) -> str:
    host = (name or "").rstrip(".")
    if not host:
        raise Refused("is no web address: it has no host")
    if ":" in host:
        return _literal(host)
    try:
        ascii_host = host.encode("ascii") if host.isascii() else host.encode("idna")
    except UnicodeError as broken:
        raise Refused("has a host name that cannot be looked up") from broken
    decoded = ascii_host.decode("ascii").lower()
    if not re.fullmatch(r"[a-z0-9._-]{1,253}", decoded) or any(not 0 < len(label) <= 63 for label in decoded.split(".")):
        raise Refused("has a host name that cannot be looked up")
    return decoded


def _literal(host: str) -> str:
    if "%" in host:
        raise Refused("has an IPv6 address of this machine's own network")
    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError as broken:
        raise Refused("has a host that is no IPv6 address") from broken


def _target(parts: urllib.parse.SplitResult) -> str:
    path = _escaped(parts.path or "/", _SAFE_IN_PATH)
    return path + (f"?{_escaped(parts.query, _SAFE_IN_QUERY)}" if parts.query else "")


def _escaped(text: str, safe: str) -> str:
    """The text with everything percent-encoded that must be and nothing that need not be."""
    whole = re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)
    return _TRIPLET.sub(_triplet, urllib.parse.quote(whole, safe=safe, errors="replace"))


def _triplet(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()
