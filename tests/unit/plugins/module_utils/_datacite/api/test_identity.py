# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Who is asking: proven by an answer, or by one request, or not at all."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.identity import Identity, is_member
from unit.plugins.module_utils._datacite.api.scripted_server import Reply

BAD_CREDENTIALS = Reply(401, {"errors": [{"status": "401", "title": "Bad credentials."}]})
NOT_FOUND = Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]})
ANONYMOUS = {"X-Anonymous-Consumer": "true"}
EMPTY_LIST = {"data": [], "meta": {"total": 3, "totalPages": 0}}


def known_as(account: str) -> dict[str, str]:
    return {"X-Credential-Username": account}


def repository(account: str = "pidops.lab", active: bool = True, **headers: str) -> Reply:
    prefixes = {"prefixes": {"data": [{"id": "10.82001", "type": "prefixes"}, {"id": "10.5438", "type": "prefixes"}]}}
    resource = {"id": account, "type": "repositories", "attributes": {"isActive": active, "domains": "*"}, "relationships": prefixes}
    return Reply(200, {"data": resource}, headers={name.replace("_", "-"): value for name, value in headers.items()})


def refusal(identity: Identity) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        identity.prove()
    assert caught.value.kind is ErrorKind.UNAUTHENTICATED
    assert "the DataCite test system (http://127.0.0.1" in str(caught.value)
    return caught.value


def test_a_good_answer_that_names_the_account_proves_it_for_nothing(server, session) -> None:
    server.script(Reply(200, {"data": {}}, headers=known_as("pidops.lab")))
    session.request("GET", "/dois/10.5438%2Fa")
    assert Identity(session).prove() == "pidops.lab"
    assert len(server.seen) == 1


def test_else_one_request_proves_it_and_tells_what_else_matters(server, session) -> None:
    server.script(repository(X_Credential_Username="pidops.lab"))
    identity = Identity(session)
    assert identity.known("PIDOPS.LAB") is None
    assert identity.prove() == identity.prove() == "pidops.lab"
    found = identity.repository()
    assert (found.account, found.is_active, found.prefixes, found.domains) == ("pidops.lab", True, ("10.82001", "10.5438"), "*")
    assert identity.known("PIDOPS.LAB") is found
    assert [seen.target for seen in server.seen] == ["/repositories/pidops.lab"]


def test_a_wrong_password_is_found_out(server, session) -> None:
    server.script(repository(X_Credential_Username=""))
    error = refusal(Identity(session))
    assert "did not match" in str(error)
    assert "credentials of the test and of the production system are separate" in str(error)
    assert "PIDOPS.LAB" in str(error)


@pytest.mark.parametrize("headers", [{}, ANONYMOUS])
def test_a_good_answer_that_names_nobody_proves_nothing(server, session, headers: dict) -> None:
    server.script(Reply(200, {"data": []}, headers=headers), Reply(200, repository().document, headers=headers))
    answer = session.request("GET", "/dois/10.5438%2Fa/activities")
    assert not answer.identified
    assert "does not say who asked" in str(refusal(Identity(session)))


def test_an_account_that_does_not_exist_is_told(server, session) -> None:
    server.script(NOT_FOUND)
    error = refusal(Identity(session))
    assert "there is no repository PIDOPS.LAB" in str(error)
    assert error.status == 404


def test_a_token_alone_learns_its_account_from_a_list_without_rows(server, make_session) -> None:
    server.script(Reply(200, EMPTY_LIST, headers=known_as("pidops.lab")), repository(X_Credential_Username="pidops.lab"))
    identity = Identity(make_session(token="DC.key1"))
    assert identity.prove() == "pidops.lab"
    assert identity.repository().is_active
    assert [seen.target for seen in server.seen] == ["/dois?page%5Bsize%5D=0&disable-facets=true", "/repositories/pidops.lab"]


def test_a_token_that_is_not_valid_is_refused_on_reads(server, make_session) -> None:
    server.script(BAD_CREDENTIALS)
    error = refusal(Identity(make_session(token="DC.key1")))
    assert "revoked API key" in str(error)
    assert "DC.key1" not in str(error)


def test_a_revoked_key_that_reads_as_nobody_is_found_out(server, make_session) -> None:
    server.script(Reply(200, EMPTY_LIST, headers=known_as("")))
    assert "did not match" in str(refusal(Identity(make_session(token="DC.key1"))))


def test_a_token_of_another_account_than_the_one_named_is_found_out(server, make_session) -> None:
    server.script(repository("pidops.lab", X_Credential_Username="pidops.other"))
    assert "belong to pidops.other, not to PIDOPS.LAB" in str(refusal(Identity(make_session(username="PIDOPS.LAB", token="DC.key1"))))


def test_a_member_is_proven_by_a_list(server, make_session) -> None:
    server.script(Reply(200, EMPTY_LIST, headers=known_as("pidops")))
    assert Identity(make_session(username="PIDOPS", password="member-secret")).prove() == "pidops"
    assert is_member("pidops")
    assert not is_member("pidops.lab")


def test_without_credentials_nothing_is_asked(server, make_session) -> None:
    error = refusal(Identity(make_session(username=None)))
    assert "no credentials were given" in str(error)
    assert server.seen == []


def test_a_repository_that_is_not_described_is_nonsense(server, session) -> None:
    for document in ({"data": {"id": "pidops.other", "attributes": {"isActive": True}}}, {"data": {"id": "pidops.lab", "attributes": {}}}, {"data": None}):
        server.script(Reply(200, document, headers=known_as("pidops.lab")))
        with pytest.raises(DataCiteError) as caught:
            Identity(session).repository("PIDOPS.LAB")
        assert caught.value.kind is ErrorKind.NONSENSE


def test_trouble_stays_trouble(server, make_session) -> None:
    server.script(Reply(502))
    with pytest.raises(DataCiteError) as caught:
        Identity(make_session(username="PIDOPS.LAB", password="x", retries=0)).prove()
    assert caught.value.kind is ErrorKind.UNAVAILABLE
