# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Addresses of DOIs and of sources: safe in every format, or none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.reports.links import doi_link, web_link
from unit.plugins.module_utils._datacite.reports.plans import HOSTILE_TEXTS

SAFE = re.compile(r"https?://(?:[A-Za-z0-9\-._~:/?@!$&*+,;=]|%[0-9A-Fa-f]{2})*(?:#(?:[A-Za-z0-9\-._~:/?@!$&*+,;=]|%[0-9A-Fa-f]{2})*)?")


@pytest.mark.parametrize(("address", "link"), [
    ("https://support.datacite.org/docs/landing-pages", "https://support.datacite.org/docs/landing-pages"),
    ("HTTP://x.org/a?b=c&d#e", "HTTP://x.org/a?b=c&d#e"),
    ("https://x.org/a b\"<>()[]'`|\\^{}", "https://x.org/a%20b%22%3C%3E%28%29%5B%5D%27%60%7C%5C%5E%7B%7D"),
    ("https://x.org/%zz%20#a#b", "https://x.org/%25zz%20#a%23b"),
    ("https://x.org/ü", "https://x.org/%C3%BC"),
    ("javascript:alert(1)", None), ("data:text/html,x", None), (" https://x.org/", None), ("//x.org/", None), ("https:", None), ("https://", None),
    ("https://[::1", None), ("https://[::1]/", None), ("https:x.org", None), ("https://x.org/\ud83d", None), ("", None), ("see https://x.org/", None),
])
def test_only_addresses_of_the_web_are_links(address: str, link: str | None) -> None:
    assert web_link(address) == link


@given(HOSTILE_TEXTS)
@example("\t\n\r")
def test_a_link_holds_nothing_that_means_something(text: str) -> None:
    link = web_link(f"https://x.org/{text}")
    assert link is None or (SAFE.fullmatch(link) and urlsplit(link).hostname == "x.org")


@given(HOSTILE_TEXTS)
def test_a_doi_is_an_address_whatever_it_holds(text: str) -> None:
    link = doi_link(f"10.5438/{text}")
    assert link is None or re.fullmatch(r"https://doi\.org/10\.5438/(?:[A-Za-z0-9\-._~/]|%[0-9A-F]{2})*", link)
