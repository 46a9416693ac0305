# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which addresses are the public internet's."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.address import problem

PUBLIC = ["93.184.216.34", "8.8.8.8", "1.1.1.1", "172.15.255.255", "172.32.0.1", "100.63.0.1", "192.0.1.1", "223.255.255.255", "2606:2800:220:1::1", "2a00::1",
          "64:ff9b::5db8:d822", "2002:5db8:d822::1", "::ffff:93.184.216.34"]  # fmt: skip
INNER = {
    "127.0.0.1": "loopback", "127.255.255.254": "loopback", "0.0.0.0": "unspecified", "0.1.2.3": "unspecified", "10.0.0.1": "private", "172.16.0.1": "private",
    "172.31.255.255": "private", "192.168.1.1": "private", "169.254.169.254": "link-local", "100.64.0.1": "carrier", "192.0.2.1": "documentation",
    "198.18.0.1": "benchmarking", "224.0.0.1": "multicast", "239.255.255.255": "multicast", "240.0.0.1": "reserved", "255.255.255.255": "reserved",
    "192.0.0.8": "reserved", "192.88.99.1": "reserved", "::1": "loopback", "::": "unspecified", "fe80::1": "link-local", "fe80::1%eth0": "link-local",
    "fc00::1": "private", "fd12::1": "private", "fec0::1": "site-local", "ff02::1": "multicast", "2001:db8::1": "documentation", "2001::1": "reserved",
    "::ffff:127.0.0.1": "loopback", "::ffff:10.0.0.1": "private", "::ffff:169.254.169.254": "link-local", "64:ff9b::7f00:1": "loopback",
    "64:ff9b::a00:1": "private", "64:ff9b:1::1": "reserved", "2002:7f00:1::": "loopback", "2002:a00:1::1": "private", "::7f00:1": "reserved",
    "100::1": "reserved", "4000::1": "reserved", "3fff::1": "documentation",
}  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert problem(address) is None


@pytest.mark.parametrize("address", INNER)
def test_addresses_that_nobody_outside_can_reach(address):
    assert INNER[address] in str(problem(address))


@pytest.mark.parametrize("address", INNER)
def test_private_hosts_may_be_allowed_and_others_never(address):
    allowed = INNER[address] in ("private", "loopback", "carrier", "site-local")
    assert (problem(address, allow_private=True) is None) is allowed


@pytest.mark.parametrize("text", ["", "example.org", "1.2.3", "0x7f000001", "999.1.1.1"])
def test_what_is_no_address_is_never_public(text):
    assert problem(text) == "no network address"


@given(st.ip_addresses(v=4))
def test_an_address_inside_of_another_is_judged_as_itself(address):
    for mapped in (
        f"::ffff:{address}",
        str(ipaddress.IPv6Address((0x64FF9B << 96) | int(address))),
        str(ipaddress.IPv6Address((0x2002 << 112) | (int(address) << 80))),
    ):
        assert problem(mapped) == problem(str(address))


@given(st.ip_addresses())
def test_nothing_counts_as_public_that_python_holds_to_be_private(address):
    """Python's own table is the second opinion: it may be older, but what it calls private is not public."""
    if problem(str(address)) is None and not str(address).startswith(("64:ff9b::", "2002:", "::ffff:")):
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast or address.is_unspecified)
