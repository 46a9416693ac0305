# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How each host is treated. Private to the collection."""

from __future__ import annotations

from .location import host_of
from .options import PageOptions
from .turns import Manners

_SERVICES = frozenset((
    "data.crosscite.org", "data.datacite.org", "api.datacite.org", "api.test.datacite.org", "api.crossref.org", "pub.orcid.org", "api.ror.org", "orcid.org",
))  # fmt: skip
"""Where content negotiation leads to, and registries."""


def manners(host: str, options: PageOptions) -> Manners:
    """Resolvers stand many requests, services some, and a repository's host one at a time."""
    if host in (host_of(options.resolver or ""), host_of(options.related_resolver), "doi.org", "www.doi.org", "dx.doi.org"):
        return Manners(options.resolver_connections, options.resolver_pause)
    if host in _SERVICES or host in (host_of(options.negotiation or ""), host_of(options.orcid_api), host_of(options.ror_api)):
        return Manners(1, options.service_pause)
    return Manners(1, options.host_pause)
