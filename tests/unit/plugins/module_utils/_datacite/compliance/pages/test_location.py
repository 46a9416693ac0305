# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses of pages: which are asked for, and which are the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.location import (
    Refused,
    is_local_name,
    joined,
    located,
    normalised,
    shown,
)

SAME = [
    ("HTTP://Example.ORG:80", "http://example.org/"),
    ("https://example.org:443/a", "https://example.org/a"),
    ("https://example.org/%7Ea/%c3%a4", "https://example.org/~a/%C3%A4"),
    ("https://example.org/ä", "https://example.org/%C3%A4"),
    ("https://example.org/a b", "https://example.org/a%20b"),
    ("https://bücher.example/x", "https://xn--bcher-kva.example/x"),
    ("https://example.org./x", "https://example.org/x"),
    (" https://example.org/x\n", "https://example.org/x"),
    ("https://example.org/?q=[1]", "https://example.org/?q=%5B1%5D"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("http://[2001:DB8::0:1]/", "http://[2001:db8::1]/"),
]
DIFFERENT = [
    ("http://example.org/", "https://example.org/"),
    ("https://example.org/a", "https://example.org/A"),
    ("https://example.org/a", "https://example.org/a/"),
    ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ("https://example.org/?a=1", "https://example.org/?a=2"),
    ("https://example.org/#a", "https://example.org/#b"),
    ("https://example.org:8443/", "https://example.org/"),
]
REFUSED = {
    "ftp://example.org/": "scheme ftp",
    "file:///etc/passwd": "scheme file",
    "javascript:alert(1)": "scheme javascript",
    "gopher://example.org/": "scheme gopher",
    "example.org/a": "no web address",
    "": "no web address",
    "http://": "no host",
    "http:///a": "no host",
    "https://me:secret@example.org/": "user name or password",
    "https://me@example.org/": "user name or password",
    "http://example.org:22/": "port 22",
    "http://example.org:25/": "port 25",
    "http://example.org:6379/": "port 6379",
    "http://example.org:99999/": "no web address",
    "http://example.org:x/": "no web address",
    "http://exa mple.org/": "host name",
    "http://a..b/": "host name",
    "http://[::1/": "no web address",
    "http://[fe80::1%25eth0]/": "IPv6",
    "http://example.org/a\x00b": "control character",
    "http://example.org/\r\nX: y": "control character",
    "http://" + "a" * 300 + ".org/": "host name",
    "http://example.org/" + "a" * 9000: "longer",
}


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_address(one, other):
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_addresses_that_differ(one, other):
    assert normalised(one) != normalised(other)


@pytest.mark.parametrize("url", REFUSED)
def test_what_is_not_asked_for(url):
    with pytest.raises(Refused, match=REFUSED[url]):
        located(url)


def test_a_password_is_not_shown():
    assert shown("https://me:secret@example.org/a") == "https://…@example.org/a"
    assert "secret" not in str(pytest.raises(Refused, located, "https://me:secret@example.org/").value)


@pytest.mark.parametrize("host", ["localhost", "a.localhost", "printer.local", "db.internal", "nas.home.arpa"])
def test_names_of_the_network_itself(host):
    assert is_local_name(host)
    assert not is_local_name(host + ".example.org")


def test_references_are_joined():
    assert joined("https://example.org/a/b", "../c?d") == "https://example.org/c?d"
    assert joined("https://example.org/a", "//other.example/x") == "https://other.example/x"
    assert joined("https://example.org/a", "http://[broken") == "http://[broken"


@given(st.text(max_size=60))
def test_a_normalised_address_stays_as_it_is(text):
    once = normalised("https://example.org/" + text)
    assert normalised(once) == once


@given(st.text(max_size=80))
def test_whatever_is_asked_for_fits_into_one_line_of_a_request(text):
    try:
        location = located("https://" + text)
    except Refused:
        return
    assert location.url.isascii() and location.url.isprintable() and " " not in location.url
