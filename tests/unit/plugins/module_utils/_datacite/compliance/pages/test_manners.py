# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How hosts are treated."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.manners import manners
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import PageOptions, user_agent
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.turns import Manners

OPTIONS = PageOptions(resolver="https://handle.test.datacite.org", ror_api="https://ror.example/v2")
RESOLVER = Manners(OPTIONS.resolver_connections, OPTIONS.resolver_pause)
SERVICE = Manners(1, OPTIONS.service_pause)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("handle.test.datacite.org", RESOLVER),
        ("doi.org", RESOLVER),
        ("dx.doi.org", RESOLVER),
        ("data.crosscite.org", SERVICE),
        ("api.datacite.org", SERVICE),
        ("ror.example", SERVICE),
        ("pub.orcid.org", SERVICE),
        ("archive.example.org", Manners(1, OPTIONS.host_pause)),
        ("", Manners(1, OPTIONS.host_pause)),
    ],
)
def test_a_resolver_stands_more_and_a_repository_is_asked_one_at_a_time(host, expected):
    assert manners(host, OPTIONS) == expected


def test_services_are_asked_no_more_than_datacite_allows():
    """1,000 requests in five minutes: https://support.datacite.org/docs/rate-limit."""
    assert PageOptions().service_pause * 1000 >= 300
    assert PageOptions().host_pause >= 0.5


def test_who_asks_can_be_reached():
    assert user_agent("1.0", "me@example.org") == "pidops.datacite-bot/1.0 (landing page checks; mailto:me@example.org)"
    assert user_agent("1.0", "https://example.org/us") == "pidops.datacite-bot/1.0 (landing page checks; https://example.org/us)"
    assert user_agent("1.0", None) == "pidops.datacite-bot/1.0 (landing page checks)"
