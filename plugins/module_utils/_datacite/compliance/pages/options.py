# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How landing pages are looked at. Private to the collection."""

from __future__ import annotations

from dataclasses import dataclass

DAY = 86400.0
OPTIONAL = ("H17", "H18")
"""Checks that ask other services about each related DOI and each person or organisation; they run only where they are named."""


def user_agent(version: str, contact: str | None) -> str:
    """Who asks, so that those who run the pages can see it, reach somebody, and leave it out of their usage statistics (hence the word `bot`)."""
    reach = [] if contact is None else [contact if "://" in contact else f"mailto:{contact}"]
    return f"pidops.datacite-bot/{version} ({'; '.join(['landing page checks', *reach])})"


@dataclass(frozen=True)
class Limits:
    """What one request may take: seconds without a byte, seconds in all, bytes of content on the way and unpacked; and redirects on the way to a page."""

    silence: float = 15.0
    whole: float = 30.0
    bytes: int = 2 << 20
    unpacked: int = 4 << 20
    redirects: int = 10


@dataclass(frozen=True)
class PageOptions:
    """`checks` are the ids to run, None for all but the OPTIONAL ones.

    `resolver` is the base address to which a DOI is appended: https://doi.org, or https://handle.test.datacite.org for DOIs of the test system; None where
    there is none, then pages are looked at by their declared `url`. `negotiation` is the one that gives metadata (H14), None for none.
    Related DOIs (H17) are always asked for at `related_resolver`. `allowed_domains` (H03): none given means that any host will do.

    Pace: `connections` at once over all; one at a time to a host and `host_pause` seconds between them. A resolver stands more; the services that give
    metadata and tell of identifiers are held to `service_pause`, which is below what DataCite, ORCID and ROR allow (1,000 requests in five minutes).
    `host_failures` times in a row without an answer, and a host is left alone until the other hosts are done.
    After the run's first round, pages of which nothing could be learnt are asked `retries` times again, `retry_pause` seconds later.
    `longest_wait`: a server that asks for a longer pause (`Retry-After`) is left alone for this run.

    A page is due again after `max_age` seconds, after `failed_max_age` where something was wrong, and in any case where nothing could be learnt.
    `at_most` pages are looked at in one run, those that have waited longest first; None for all.
    """

    checks: tuple[str, ...] | None = None
    resolver: str | None = "https://doi.org"
    negotiation: str | None = "https://doi.org"
    related_resolver: str = "https://doi.org"
    orcid_api: str = "https://pub.orcid.org/v3.0"
    ror_api: str = "https://api.ror.org/v2/organizations"
    allowed_domains: tuple[str, ...] = ()
    allow_private_hosts: bool = False
    user_agent: str = "pidops.datacite-bot (landing page checks)"
    ca_path: str | None = None
    connections: int = 16
    host_pause: float = 1.0
    resolver_connections: int = 4
    resolver_pause: float = 0.05
    service_pause: float = 0.35
    host_failures: int = 3
    retries: int = 1
    retry_pause: float = 60.0
    longest_wait: float = 120.0
    limits: Limits = Limits()
    redirects_wanted: int = 5
    seconds_wanted: float = 10.0
    max_age: float = 7 * DAY
    failed_max_age: float = DAY
    at_most: int | None = None
