# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which network addresses a landing page may have: those of the public internet. Private to the collection.

Sources: the registries of special-purpose addresses (https://www.iana.org/assignments/iana-ipv4-special-registry,
https://www.iana.org/assignments/iana-ipv6-special-registry), RFC 6052 (addresses of IPv4 inside of IPv6), RFC 3056. The table is written out here,
because what `ipaddress` calls global depends on the version of Python.
"""

from __future__ import annotations

import ipaddress

_SPECIAL_4 = tuple(
    (ipaddress.IPv4Network(network), kind)
    for network, kind in (
        ("0.0.0.0/8", "an unspecified"),
        ("10.0.0.0/8", "a private"),
        ("100.64.0.0/10", "a carrier's private"),
        ("127.0.0.0/8", "a loopback"),
        ("169.254.0.0/16", "a link-local"),
        ("172.16.0.0/12", "a private"),
        ("192.0.0.0/24", "a reserved"),
        ("192.0.2.0/24", "a documentation"),
        ("192.88.99.0/24", "a reserved"),
        ("192.168.0.0/16", "a private"),
        ("198.18.0.0/15", "a benchmarking"),
        ("198.51.100.0/24", "a documentation"),
        ("203.0.113.0/24", "a documentation"),
        ("224.0.0.0/4", "a multicast"),
        ("240.0.0.0/4", "a reserved"),
    )
)
_SPECIAL_6 = tuple(
    (ipaddress.IPv6Network(network), kind)
    for network, kind in (
        ("::/128", "an unspecified"),
        ("::1/128", "a loopback"),
        ("fc00::/7", "a private"),
        ("fe80::/10", "a link-local"),
        ("fec0::/10", "a site-local"),
        ("ff00::/8", "a multicast"),
        ("2001::/23", "a reserved"),
        ("2001:db8::/32", "a documentation"),
        ("3fff::/20", "a documentation"),
    )
)
_CARRYING_4 = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)
"""Networks whose addresses lead to an IPv4 address: (network, how many bits stand behind that address)."""

_PUBLIC_6 = ipaddress.IPv6Network("2000::/3")


_INNER = frozenset(("a private", "a loopback", "a carrier's private", "a site-local"))
"""What may be meant where private hosts are allowed. Link-local addresses never are: at one of them clouds give out a machine's credentials."""


def problem(text: str, *, allow_private: bool = False) -> str | None:
    """Why the address (as a socket has it, `fe80::1%eth0` too) is not to be connected to: `a loopback address`; None where it is.

    That is, one that is none of the public internet, nor, with `allow_private`, of a private network or this machine.
    """
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return "no network address"
    kind = _kind_of_4(address) if isinstance(address, ipaddress.IPv4Address) else _kind_of_6(address)
    if kind is None or (allow_private and kind in _INNER):
        return None
    return f"{kind} address"


def _kind_of_4(address: ipaddress.IPv4Address) -> str | None:
    return next((kind for network, kind in _SPECIAL_4 if address in network), None)


def _kind_of_6(address: ipaddress.IPv6Address) -> str | None:
    for network, behind in _CARRYING_4:
        if address in network:
            return _kind_of_4(ipaddress.IPv4Address((int(address) >> behind) & 0xFFFFFFFF))
    special = next((kind for network, kind in _SPECIAL_6 if address in network), None)
    return special or (None if address in _PUBLIC_6 else "a reserved")
