# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which endpoint answers a method and a path. The first route that fits counts; what fits none is a 404, wrong methods included."""

from __future__ import annotations

import dataclasses
import functools
import re

from .answer import Answer, not_found
from .call import Call, Endpoint
from .endpoints import activities, control, credentials, doi_lists, doi_reads, doi_writes, empty, media, prefixes, providers, repositories

DOI = "(10\\..+)"
ANY = "(.+)"
ONE = "([^/]+)"


@dataclasses.dataclass(frozen=True)
class Route:
    methods: tuple[str, ...]
    pattern: re.Pattern[str]
    endpoint: Endpoint


def _route(methods: str, path: str, endpoint: Endpoint) -> Route:
    return Route(tuple(methods.split()), re.compile(path, re.DOTALL), endpoint)


def _accounts() -> list[Route]:
    """The two names of repositories, which differ in their serialisation."""
    found = []
    for kind in ("repositories", "clients"):
        bound = {name: functools.partial(getattr(repositories, name), kind=kind) for name in ("index", "show", "create", "update", "delete", "totals", "stats")}
        found += [
            _route("GET", f"/{kind}", bound["index"]),
            _route("POST", f"/{kind}", bound["create"]),
            _route("GET", f"/{kind}/totals", bound["totals"]),
            _route("GET", f"/{kind}/{ONE}/stats", bound["stats"]),
            _route("GET", f"/{kind}/{ONE}/activities", activities.of_account),
            _route("GET", f"/{kind}/{ONE}", bound["show"]),
            _route("PUT PATCH", f"/{kind}/{ONE}", bound["update"]),
            _route("DELETE", f"/{kind}/{ONE}", bound["delete"]),
        ]
    for path, as_client in (("repository-prefixes", False), ("client-prefixes", True)):
        found += [
            _route("GET", f"/{path}", functools.partial(prefixes.index_repository, as_client=as_client)),
            _route("POST", f"/{path}", functools.partial(prefixes.create_repository, as_client=as_client)),
            _route("GET", f"/{path}/{ONE}", functools.partial(prefixes.show_repository, as_client=as_client)),
            _route("DELETE", f"/{path}/{ONE}", prefixes.delete_repository),
            _route("PUT PATCH", f"/{path}/{ONE}", prefixes.change_repository),
        ]
    return found


ROUTES = (
    _route("GET", "/", empty.home),
    _route("GET", "/heartbeat", empty.heartbeat),
    _route("POST", "/token", credentials.token),
    _route("GET", "/(?:works|members|data-centers)(?:/.*)?", doi_reads.gone),
    _route("GET", "/dois", doi_lists.index),
    _route("POST", "/dois", doi_writes.create),
    _route("POST", "/dois/validate", doi_writes.validate),
    _route("POST", "/dois/undo", doi_writes.undo),
    _route("POST", "/dois/status", doi_reads.status),
    _route("GET", "/dois/random", doi_reads.random),
    _route("GET", "/dois/get-dois", doi_reads.get_dois),
    _route("GET", f"/dois/{ANY}/get-url", doi_reads.get_url),
    _route("GET", f"/dois/{ANY}/activities", activities.of_doi),
    _route("GET", f"/dois/{ANY}/metadata", empty.metadata),
    _route("GET", f"/dois/{ANY}/media", media.index),
    _route("POST", f"/dois/{ANY}/media", media.create),
    _route("GET", f"/dois/{DOI}/media/{ONE}", media.show),
    _route("PUT PATCH", f"/dois/{DOI}/media/{ONE}", media.update),
    _route("DELETE", f"/dois/{DOI}/media/{ONE}", media.delete),
    _route("GET", "/dois/((?:application|text)/[^/]+)", doi_lists.in_format),
    _route("GET", f"/dois/{ANY}", doi_reads.show),
    _route("PUT PATCH", f"/dois/{ANY}", doi_writes.put),
    _route("DELETE", f"/dois/{ANY}", doi_writes.delete),
    _route("GET", f"/clients/{ONE}/dois", doi_lists.of_client),
    _route("GET", f"/providers/{ONE}/dois", doi_lists.of_provider),
    _route("GET", f"/repositories/{ONE}/dois", doi_lists.of_repository),
    _route("GET", f"/clients/{ONE}/prefixes", prefixes.of_client),
    _route("GET", f"/repositories/{ONE}/prefixes", lambda call, _name: prefixes.index(call)),
    _route("GET", f"/providers/{ONE}/prefixes", prefixes.of_provider),
    *_accounts(),
    _route("GET", "/providers", providers.index),
    _route("POST", "/providers", providers.create),
    _route("GET", f"/providers/{ONE}/activities", activities.of_account),
    _route("GET", f"/providers/{ONE}", providers.show),
    _route("PUT PATCH", f"/providers/{ONE}", providers.update),
    _route("DELETE", f"/providers/{ONE}", providers.delete),
    _route("GET", "/prefixes", prefixes.index),
    _route("POST", "/prefixes", prefixes.create),
    _route("GET", f"/prefixes/{ONE}", prefixes.show),
    _route("PUT PATCH", f"/prefixes/{ONE}", prefixes.change),
    _route("DELETE", f"/prefixes/{ONE}", prefixes.delete),
    _route("GET", "/provider-prefixes", prefixes.index_provider),
    _route("POST", "/provider-prefixes", prefixes.create_provider),
    _route("GET", f"/provider-prefixes/{ONE}", prefixes.show_provider),
    _route("DELETE", f"/provider-prefixes/{ONE}", prefixes.delete_provider),
    _route("PUT PATCH", f"/provider-prefixes/{ONE}", prefixes.change_provider),
    _route("GET", "/activities", activities.index),
    _route("GET", f"/activities/{ONE}", activities.show),
    _route("GET", "/credentials/api-keys", credentials.index),
    _route("POST", "/credentials/api-keys", credentials.create),
    _route("DELETE", f"/credentials/api-keys/{ONE}", credentials.revoke),
    _route("GET", "/credentials/datafile", credentials.datafile),
    _route("GET POST", "/contacts", empty.contacts),
    _route("GET", "/enrichments", empty.enrichments),
    _route("GET", "/events", empty.events),
    *(_route(methods, f"/_sandbox/{path}", endpoint) for methods, path, endpoint in control.ROUTES),
    _route("GET", f"/{DOI}", doi_reads.bare),
)


def answer(call: Call) -> Answer:
    """What the endpoint of this method and path answers."""
    method = "GET" if call.request.method == "HEAD" else call.request.method
    if method == "OPTIONS":
        return Answer(204, content_type=None)
    for route in ROUTES:
        if method in route.methods:
            found = route.pattern.fullmatch(call.request.path)
            if found:
                return route.endpoint(call, *found.groups())
    raise not_found()
