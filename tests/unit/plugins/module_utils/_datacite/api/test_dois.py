# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

"""Single DOIs: what is asked, and what counts as an answer."""

from __future__ import annotations

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.dois import Dois
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.paths import UnaddressableName
from unit.plugins.module_utils._datacite.api.scripted_server import Reply

NOT_FOUND = Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]})
BAD_GATEWAY = Reply(502, body=b"<html><title>502 Bad Gateway</title></html>")
LOSSLESS = "affiliation=true&publisher=true"


def record(doi: str = "10.5438/0012", status: int = 200) -> Reply:
    client = {"client": {"data": {"id": "PIDOPS.lab", "type": "clients"}}}
    return Reply(status, {"data": {"id": doi, "type": "dois", "attributes": {"doi": doi, "state": "draft"}, "relationships": client}})


def failure(call, *arguments) -> DataCiteError:
    with pytest.raises(DataCiteError) as caught:
        call(*arguments)
    return caught.value


def test_a_record_is_read_without_loss(server, session) -> None:
    server.script(record())
    answer = Dois(session).read("10.5438/0012")
    assert answer is not None
    assert (answer.id, answer.owner, answer.attributes["state"]) == ("10.5438/0012", "pidops.lab", "draft")
    assert server.seen[0].target == f"/dois/10.5438%2F0012?{LOSSLESS}"


def test_case_makes_no_difference(server, session) -> None:
    server.script(record("10.5438/abc"))
    assert Dois(session).read("10.5438/ABC") is not None


def test_a_missing_record_is_none(server, session) -> None:
    server.script(NOT_FOUND)
    assert Dois(session).read("10.5438/0012") is None


def test_the_page_of_another_server_is_not_a_missing_record(server, session) -> None:
    server.script(Reply(404, body=b"<html><title>404 Not Found</title></html>"))
    assert failure(Dois(session).read, "10.5438/0012").kind is ErrorKind.NONSENSE


@pytest.mark.parametrize("document", [{"data": None}, {"data": []}, {"data": {"id": "10.5438/other", "attributes": {}}}, {"data": {"id": "10.5438/0012"}}, {}])
def test_an_answer_about_something_else_is_nonsense(server, session, document: dict) -> None:
    server.script(Reply(200, document), Reply(200, document), Reply(201, document))
    for call, answered in (
        (lambda: Dois(session).read("10.5438/0012"), True),
        (lambda: Dois(session).update("10.5438/0012", {}), False),
        (lambda: Dois(session).create("10.5438/0012", {}, "A.B"), False),
    ):
        error = failure(call)
        assert (error.kind, error.answered, error.doi) == (ErrorKind.NONSENSE, answered, "10.5438/0012")


def test_a_damaged_record_is_an_error_with_its_status(server, session, clock) -> None:
    server.script(Reply(500, {"status": 400, "title": "undefined method `each' for an instance of String"}))
    error = failure(Dois(session).read, "10.5438/0012")
    assert (error.kind, error.status, error.doi, clock.slept) == (ErrorKind.REFUSED, 500, "10.5438/0012", [])


def test_creation_is_a_post_for_a_repository(server, session) -> None:
    server.script(record(status=201))
    Dois(session).create("10.5438/0012", {"url": "https://example.org"}, "PIDOPS.LAB")
    seen = server.seen[0]
    assert (seen.method, seen.target) == ("POST", f"/dois?{LOSSLESS}")
    assert seen.document == {
        "data": {
            "type": "dois",
            "attributes": {"url": "https://example.org", "doi": "10.5438/0012"},
            "relationships": {"client": {"data": {"type": "clients", "id": "pidops.lab"}}},
        }
    }


@pytest.mark.parametrize("reply", [Reply(422, {"errors": [{"source": "doi", "title": "This DOI has already been taken"}]}), Reply(409, {"errors": []})])
def test_a_name_that_is_taken_is_a_conflict(server, session, reply: Reply) -> None:
    server.script(reply)
    assert failure(Dois(session).create, "10.5438/0012", {}, "A.B").taken


def test_a_creation_is_never_repeated(server, session) -> None:
    server.script(Reply(drop="before"))
    error = failure(Dois(session).create, "10.5438/0012", {}, "A.B")
    assert (error.answered, error.doi, len(server.seen)) == (False, "10.5438/0012", 1)


def test_values_alone_are_repeated_and_an_event_is_not(server, session, clock) -> None:
    server.script(BAD_GATEWAY, record(), BAD_GATEWAY)
    assert Dois(session).update("10.5438/0012", {"url": "https://example.org"}).attempts == 2
    assert (server.seen[0].method, server.seen[0].target) == ("PUT", f"/dois/10.5438%2F0012?{LOSSLESS}")
    assert server.seen[0].document == {"data": {"type": "dois", "attributes": {"url": "https://example.org"}}}
    error = failure(Dois(session).update, "10.5438/0012", {"url": "https://example.org", "event": "publish"})
    assert (error.attempts, error.answered) == (1, False)


def test_a_repeated_deletion_that_finds_nothing_has_succeeded(server, session) -> None:
    server.script(Reply(204), BAD_GATEWAY, NOT_FOUND, NOT_FOUND)
    assert Dois(session).delete("10.5438/0012").status == 204
    again = Dois(session).delete("10.5438/0012")
    assert (again.status, again.attempts, again.request_id) == (404, 2, server.seen[2].headers["x-request-id"])
    assert failure(Dois(session).delete, "10.5438/0012").kind is ErrorKind.MISSING


def test_a_public_doi_is_not_deleted(server, session) -> None:
    server.script(Reply(405, {"errors": [{"status": "405", "title": "Method not allowed"}]}))
    error = failure(Dois(session).delete, "10.5438/0012")
    assert error.kind is ErrorKind.NOT_ALLOWED
    assert "Only a draft can be deleted" in str(error)


def test_validation_may_be_repeated_and_answers_with_complaints(server, session) -> None:
    complaint = {"errors": [{"source": "creators", "title": "Missing", "uid": "10.5438/0012"}]}
    server.script(BAD_GATEWAY, Reply(200, complaint), record())
    refused = Dois(session).validate("10.5438/0012", {"url": "https://example.org"})
    assert [(entry.source, entry.title) for entry in refused.entries] == [("creators", "Missing")]
    assert (refused.status, refused.attributes) == (200, {})
    assert Dois(session).validate("10.5438/0012", {}).entries == ()
    assert server.seen[0].target == f"/dois/validate?{LOSSLESS}"
    assert server.seen[0].document["data"]["attributes"] == {"url": "https://example.org", "doi": "10.5438/0012"}


def test_whether_a_write_left_a_trace(server, session) -> None:
    server.script(Reply(200, {"data": {"id": "abc", "type": "activities", "attributes": {}}}), NOT_FOUND)
    assert Dois(session).activity("abc") is not None
    assert Dois(session).activity("a/b") is None
    assert server.seen[1].target.startswith("/activities/a%2Fb")


def test_activities_are_asked_for_in_lower_case(server, session) -> None:
    server.script(Reply(200, {"data": []}))
    Dois(session).activities("10.5438/ABC")
    assert server.seen[0].target.startswith("/dois/10.5438%2Fabc/activities?page%5Bsize%5D=1000")


def test_other_formats_are_negotiated(server, session) -> None:
    server.script(Reply(200, body="Müller (2020)".encode(), headers={"Content-Type": "text/x-bibliography"}), NOT_FOUND, Reply(406, {"errors": []}))
    answer = Dois(session).render("10.5438/0012", "text/x-bibliography", style="apa", locale="de-DE")
    assert answer is not None
    assert answer.text == "Müller (2020)"
    assert server.seen[0].target == "/dois/10.5438%2F0012?style=apa&locale=de-DE"
    assert server.seen[0].headers["accept"] == "text/x-bibliography"
    assert Dois(session).render("10.5438/0012", "application/x-bibtex") is None
    assert failure(Dois(session).render, "10.5438/0012", "application/x-nothing").status == 406


@pytest.mark.parametrize(
    ("reply", "url"),
    [(Reply(200, {"url": "https://example.org"}), "https://example.org"), (Reply(204), None), (NOT_FOUND, None), (Reply(200, {"url": {"handle": "x"}}), None)],
)
def test_where_a_doi_leads(server, session, reply: Reply, url: str | None) -> None:
    server.script(reply)
    assert Dois(session).get_url("10.5438/0012") == url


@pytest.mark.parametrize("name", ["10.5438/a/media", "validate", "10.5438/../a", "https://doi.org/10.5438/0012"])
def test_names_that_lead_elsewhere_are_not_asked_for(server, session, name: str) -> None:
    dois = Dois(session)
    calls = [dois.read, dois.delete, dois.activities, dois.get_url, lambda doi: dois.update(doi, {}), lambda doi: dois.validate(doi, {})]
    for call in [*calls, lambda doi: dois.create(doi, {}, "A.B"), lambda doi: dois.render(doi, "text/csv")]:
        with pytest.raises(UnaddressableName):
            call(name)
    assert server.seen == []


@pytest.mark.parametrize(
    ("reply", "handles"),
    [
        (Reply(200, {"dois": ["10.5438/0012", "10.5438/ABC"]}), ["10.5438/0012", "10.5438/abc"]),
        (Reply(204), []),
        (Reply(401, {"errors": [{"title": "Bad credentials."}]}), None),
        (Reply(403, {"errors": [{"title": "You are not authorized to access this resource."}]}), None),
    ],
)
def test_the_names_of_the_handle_server(server, session, reply: Reply, handles: list[str] | None) -> None:
    server.script(reply)
    assert Dois(session).handles() == handles
    assert server.seen[0].target == "/dois/get-dois"


@pytest.mark.parametrize("document", [{"dois": "10.5438/0012"}, {"dois": [1]}, {"data": []}])
def test_what_is_no_list_of_names_is_not_taken_for_an_empty_one(server, session, document) -> None:
    server.script(Reply(200, document))
    assert failure(Dois(session).handles).kind is ErrorKind.NONSENSE
