# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""What planning is given: one account's DOIs, and reasons for what is not allowed."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.registry import Registry
from unit.plugins.module_utils._datacite.api.scripted_server import Reply

FORBIDDEN = Reply(403, {"errors": [{"status": "403", "title": "You are not authorized to access this resource."}]})
KNOWN = {"X-Credential-Username": "pidops.lab"}


def repository(active: bool = True) -> Reply:
    prefixes = {"prefixes": {"data": [{"id": "10.82001", "type": "prefixes"}]}}
    return Reply(200, {"data": {"id": "pidops.lab", "attributes": {"isActive": active, "domains": "*"}, "relationships": prefixes}}, headers=KNOWN)


def failure(call, *arguments) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        call(*arguments)
    return caught.value


def test_a_creation_is_for_the_proven_account(server, session) -> None:
    server.script(repository(), Reply(201, {"data": {"id": "10.82001/a", "attributes": {}}}, headers=KNOWN))
    registry = Registry(session)
    assert registry.prove() == registry.account == "pidops.lab"
    registry.create("10.82001/a", {})
    assert server.seen[1].document["data"]["relationships"]["client"]["data"]["id"] == "pidops.lab"


def test_an_unknown_prefix_is_named_with_those_that_there_are(server, session) -> None:
    server.script(repository(), FORBIDDEN)
    error = failure(Registry(session).create, "10.9999/a", {})
    assert error.kind is ErrorKind.FORBIDDEN
    assert "The prefix 10.9999 does not belong to pidops.lab" in str(error)
    assert "its prefixes: 10.82001" in str(error)
    assert len(server.seen) == 2, "the repository's facts were known already"


def test_an_inactive_repository_is_named_before_the_write_where_it_is_known(server, session) -> None:
    server.script(repository(active=False))
    error = failure(Registry(session).prove)
    assert error.kind is ErrorKind.FORBIDDEN
    assert "pidops.lab: the repository is not active" in str(error)


def test_and_after_the_write_where_it_was_not(server, session) -> None:
    server.script(Reply(200, {"data": {"id": "10.82001/a", "attributes": {}}}, headers=KNOWN), FORBIDDEN, repository(active=False))
    registry = Registry(session)
    registry.read("10.82001/a")
    error = failure(registry.update, "10.82001/a", {"url": "https://example.org"})
    assert (error.method, error.status) == ("PUT", 403)
    assert "the repository is not active" in str(error)


def test_a_record_of_another_repository_keeps_its_advice(server, session) -> None:
    server.script(FORBIDDEN, repository())
    error = failure(Registry(session).update, "10.82002/a", {})
    assert "only by the repository that holds it" in str(error)


def test_a_member_is_told_that_members_write_no_dois(server, make_session) -> None:
    server.script(Reply(200, {"data": [], "meta": {"total": 0}}, headers={"X-Credential-Username": "pidops"}))
    error = failure(Registry(make_session(username="PIDOPS", password="member-secret")).prove)
    assert error.kind is ErrorKind.FORBIDDEN
    assert "members cannot write DOIs" in str(error)


def test_reasons_that_cannot_be_learnt_do_not_hide_the_error(server, make_session) -> None:
    server.script(FORBIDDEN, Reply(502))
    error = failure(Registry(make_session(username="PIDOPS.LAB", password="x", retries=0)).delete, "10.82001/a")
    assert (error.method, error.kind) == ("DELETE", ErrorKind.FORBIDDEN)


def test_a_trace_of_a_write(server, session) -> None:
    server.script(Reply(200, {"data": {"id": "x"}}), Reply(404, {"errors": [{"title": "no"}]}))
    assert Registry(session).activity("x")
    assert not Registry(session).activity("y")
