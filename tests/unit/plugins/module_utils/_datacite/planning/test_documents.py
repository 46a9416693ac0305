# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents of other formats as the source of a declaration: converted by DataCite, completed, compared and written as attributes."""

from __future__ import annotations

import base64
import json
import os
import pathlib
from typing import Any

import pytest

import sandbox_server
from unit.plugins.module_utils._datacite.api.scripted_server import HTML, Reply, ScriptedServer
from unit.plugins.module_utils._datacite.planning.librarian import METADATA, URL, Librarian, new_doi, record_reply

RELEASE = {"X-Credential-Username": "pidops.lab", "X-LupoVersion": "2.500.1"}


def ris(title: str = "Tides", *lines: str, authors: tuple[str, ...] = ("Lind, Eva",)) -> str:
    """A record in the dialect of reference managers."""
    return "\r\n".join(["TY  - JOUR", f"TI  - {title}", *(f"AU  - {name}" for name in authors), "PY  - 2020", "PB  - Sea Press", *lines, "ER  - ", ""])


def declare(librarian: Librarian, doi: str, content: str, **options: Any) -> dict[str, Any]:
    return librarian.done(doi=doi, content=content, **{"url": URL, **options})


@pytest.fixture
def scripted(server: ScriptedServer) -> Librarian:
    return Librarian(server.url, retries=0)


def test_from_draft_to_public_and_nothing_is_written_twice(librarian: Librarian, doi: str) -> None:
    assert declare(librarian, doi, ris())["actions"] == ["create"]
    assert librarian.requests() == ["GET /dois/DOI", "POST /dois/validate", "POST /dois/validate", "POST /dois"]
    assert declare(librarian, doi, ris(), state="findable")["actions"] == ["publish"]
    result = declare(librarian, doi, ris(), state="findable")
    assert (result["changed"], librarian.requests()) == (False, ["GET /dois/DOI"])
    result = declare(librarian, doi, ris("Tides and gauges"), state="findable")
    assert [change["path"] for change in result["changes"]] == ["titles[0].title"] and librarian.writes() == ["PUT"]
    result = declare(librarian, doi, ris("Tides and gauges"), state="findable")
    assert (result["changed"], librarian.requests()) == (False, ["GET /dois/DOI"])


def test_attributes_are_written_and_never_the_document(librarian: Librarian, doi: str) -> None:
    result = declare(librarian, doi, ris(), diff=True)
    sent = librarian.sent()
    assert "xml" not in sent and sent["titles"] == [{"title": "Tides"}]
    assert '"title": "Tides"' in result["diff"]["after"] and "xml" not in result["diff"]["after"]
    assert "xml" not in json.dumps(result["changes"])


def test_check_mode_tells_and_writes_nothing(librarian: Librarian, doi: str) -> None:
    result = declare(librarian, doi, ris(), check=True, state="findable")
    assert result["changed"] and result["irreversible"] and librarian.writes() == []
    assert result["record"]["titles"] == [{"title": "Tides"}]
    assert librarian.record(doi) is None


def test_metadata_beside_it_win(librarian: Librarian, doi: str) -> None:
    beside = {"publisher": {"name": "Example Archive"}, "language": "da"}
    declare(librarian, doi, ris(), metadata=beside, state="findable")
    record = librarian.record(doi) or {}
    assert record["publisher"]["name"] == "Example Archive" and record["language"] == "da" and record["titles"][0]["title"] == "Tides"
    assert not declare(librarian, doi, ris(), metadata=beside, state="findable")["changed"]


def test_metadata_beside_datacite_xml_win_too(librarian: Librarian, doi: str) -> None:
    document = librarian_xml(doi)
    declare(librarian, doi, document, metadata={"language": "da"})
    record = librarian.record(doi) or {}
    assert record["language"] == "da" and record["titles"][0]["title"] == "Hourly sea level" and "xml" not in librarian.sent()
    assert not declare(librarian, doi, document, metadata={"language": "da"})["changed"]


def librarian_xml(doi: str) -> str:
    return (
        f'<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">{doi.upper()}</identifier>'
        "<creators><creator><creatorName>Lind, Eva</creatorName></creator></creators><titles><title>Hourly sea level</title></titles>"
        '<publisher>Sea Press</publisher><publicationYear>2020</publicationYear><resourceType resourceTypeGeneral="Dataset">Series</resourceType></resource>'
    )


def test_what_the_document_leaves_out_is_undeclared(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, url=URL, metadata={**METADATA, "language": "da"})
    declare(librarian, doi, ris())
    assert (librarian.record(doi) or {})["language"] == "da"
    declare(librarian, doi, ris(), undeclared="clear")
    assert not (librarian.record(doi) or {})["language"]


def test_an_unfinished_document_makes_an_unfinished_draft(librarian: Librarian, doi: str) -> None:
    declare(librarian, doi, "TY  - JOUR\nTI  - Tides\nER  - \n")
    record = librarian.record(doi) or {}
    assert record["titles"] == [{"title": "Tides"}] and record["creators"] == [] and not record["publisher"] and not record["publicationYear"]
    assert "unav" not in json.dumps(librarian.sent())
    assert not declare(librarian, doi, "TY  - JOUR\nTI  - Tides\nER  - \n")["changed"]


@pytest.mark.parametrize("state", ["registered", "findable"])
def test_a_public_doi_needs_a_title_and_a_creator(librarian: Librarian, doi: str, state: str) -> None:
    message = librarian.refused(doi=doi, content="TY  - JOUR\nPY  - 2020\nPB  - P\nER  - \n", url=URL, state=state)
    assert "`titles` and `creators`" in message and librarian.requests() == []
    beside = {"titles": [{"title": "T"}], "creators": [{"name": "Lind, Eva"}], "types": {"resourceTypeGeneral": "Text"}}
    librarian.done(doi=doi, content="TY  - JOUR\nPY  - 2020\nPB  - P\nER  - \n", url=URL, state=state, metadata=beside)


def test_a_missing_publisher_is_not_invented(librarian: Librarian, doi: str) -> None:
    content = ris().replace("PB  - Sea Press\r\n", "")
    message = librarian.refused(doi=doi, content=content, url=URL, state="findable")
    assert "publisher" in message and librarian.writes() == []


def test_the_document_of_another_doi_is_the_wrong_file(librarian: Librarian, doi: str) -> None:
    message = librarian.refused(doi=doi, content=ris("Tides", "DO  - 10.1234/other"), url=URL)
    assert f"is about 10.1234/other, not about {doi}" in message and "replace_doi: true" in message and librarian.requests() == []
    declare(librarian, doi, ris("Tides", "DO  - 10.1234/other"), replace_doi=True)
    declare(librarian, doi, ris("Tides", "DO  - 10.5072/example"))
    assert librarian.writes() == []


def test_nobody_converts_without_datacite(librarian: Librarian, doi: str) -> None:
    message = librarian.refused(doi=doi, content=ris(), url=URL, server_validation="never")
    assert "server_validation: `never` leaves nobody to convert" in message and "datacite_metadata_info" in message and librarian.requests() == []
    librarian.done(doi=doi, content=librarian_xml(doi), url=URL, server_validation="never")


def test_the_landing_page_of_the_document_counts_where_none_is_declared(librarian: Librarian, doi: str) -> None:
    content = ris("Tides", "UR  - https://data.example.org/from-the-document")
    librarian.done(doi=doi, content=content)
    assert (librarian.record(doi) or {})["url"] == "https://data.example.org/from-the-document"
    declare(librarian, doi, content)
    assert (librarian.record(doi) or {})["url"] == URL


def test_a_doi_link_is_no_landing_page(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, content=ris("Tides", f"UR  - https://doi.org/{doi}"))
    assert not (librarian.record(doi) or {})["url"]


def test_absent_needs_no_conversion(librarian: Librarian, doi: str) -> None:
    declare(librarian, doi, ris())
    assert librarian.done(doi=doi, content=ris(), state="absent")["actions"] == ["delete"]
    assert "POST /dois/validate" not in librarian.requests()


# Conversions are kept from run to run.


def kept() -> list[pathlib.Path]:
    return [path for path in pathlib.Path(os.environ["XDG_CACHE_HOME"]).rglob("conversions/*/*") if path.is_file()]


def test_a_conversion_is_kept_for_this_user_alone(librarian: Librarian, doi: str) -> None:
    declare(librarian, doi, ris())
    (file,) = kept()
    assert file.stat().st_mode & 0o077 == 0 and file.parent.stat().st_mode & 0o077 == 0
    assert "lab-secret" not in file.read_text()


@pytest.mark.parametrize("spoil", ["", "{", "[]", "\0", '{"data": 1}'])
def test_a_spoiled_file_is_not_believed(librarian: Librarian, doi: str, spoil: str) -> None:
    declare(librarian, doi, ris())
    kept()[0].write_text(spoil)
    result = declare(librarian, doi, ris())
    assert (result["changed"], librarian.requests()) == (False, ["GET /dois/DOI", "POST /dois/validate"])


def test_without_a_place_to_keep_it_every_run_asks(librarian: Librarian, doi: str, tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    declare(librarian, doi, ris())
    result = declare(librarian, doi, ris())
    assert (result["changed"], librarian.requests()) == (False, ["GET /dois/DOI", "POST /dois/validate"])


def stored(doi: str, title: str, headers: dict[str, str]) -> Reply:
    creators = [{"name": "Lind, Eva", "nameType": "Personal", "givenName": "Eva", "familyName": "Lind"}]
    attributes = {**METADATA, "creators": creators, "titles": [{"title": title}], "state": "findable", "url": URL, "registered": "2021-01-01T00:00:00Z"}
    reply = record_reply(doi, attributes)
    return Reply(reply.status, reply.document, headers=headers)


def test_another_release_is_asked_anew(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    newer = {**RELEASE, "X-LupoVersion": "2.501.0"}
    server.script(stored(doi, "Tides", RELEASE), stored(doi, "Tides", RELEASE))
    declare(scripted, doi, ris())
    server.script(stored(doi, "Tides", RELEASE))
    declare(scripted, doi, ris())
    assert scripted.requests() == ["GET /dois/DOI"]
    server.script(stored(doi, "Tides", newer), stored(doi, "Tides", newer))
    declare(scripted, doi, ris())
    assert scripted.requests() == ["GET /dois/DOI", "POST /dois/validate"]


def test_of_an_unnamed_release_nothing_is_kept(server: ScriptedServer, scripted: Librarian, doi: str) -> None:
    anonymous = {"X-Credential-Username": "pidops.lab"}
    for _unused in range(2):
        server.script(stored(doi, "Tides", anonymous), stored(doi, "Tides", anonymous))
        declare(scripted, doi, ris())
        assert scripted.requests() == ["GET /dois/DOI", "POST /dois/validate"]


# What DataCite may answer instead.


@pytest.mark.parametrize(("reply", "said"), [
    (Reply(404, {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}), "DataCite cannot convert the document"),
    (Reply(500, {"errors": {"status": 400, "title": "wrong element type Hash at 0 (expected array)"}}), "wrong element type Hash"),
    (Reply(200, {"errors": [{"source": "publication_year", "title": "'10' is not accepted."}]}, headers=RELEASE), "declare `metadata.publicationYear`"),
    (Reply(422, {"errors": [{"source": "metadata", "title": "Is invalid"}]}), "DataCite says: Is invalid"),
    (Reply(403, {"errors": [{"status": "403", "title": "You are not authorized to access this resource."}]}), "not authorized"),
    (Reply(503, body=b"<html>", headers=HTML), "503"),
    (Reply(drop="before"), "connection"),
], ids=["404", "500", "errors", "422", "403", "html", "dropped"])
def test_without_a_conversion_nothing_is_written(server: ScriptedServer, scripted: Librarian, doi: str, reply: Reply, said: str) -> None:
    server.script(stored(doi, "Old title", RELEASE), reply)
    message = scripted.refused(doi=doi, content=ris(), url=URL)
    assert said.lower() in message.lower() and scripted.writes() == [] and kept() == []


@pytest.mark.parametrize("empty", [{}, {"creators": [], "titles": []}, {"creators": [{"name": "Lind, Eva"}], "titles": [{"title": ":(unav)"}]}])
def test_a_document_that_datacite_did_not_recognise_is_refused(server: ScriptedServer, scripted: Librarian, doi: str, empty: dict[str, Any]) -> None:
    server.script(stored(doi, "Old title", RELEASE), Reply(200, {"data": {"id": doi, "attributes": {"state": "draft", **empty}}}, headers=RELEASE))
    message = scripted.refused(doi=doi, content=ris(), url=URL)
    assert "did not recognise" in message and scripted.writes() == []


def test_a_wrong_password_converts_nothing(sandbox: sandbox_server.Sandbox, doi: str) -> None:
    message = Librarian(sandbox.base_url, password="wrong").refused(doi=doi, content=ris(), url=URL)
    assert "password" in message.lower()


def test_a_container_makes_way_for_the_one_that_datacite_derives(librarian: Librarian, doi: str) -> None:
    item = {"relatedItemType": "Journal", "relationType": "IsPublishedIn", "titles": [{"title": "Journal of Sea"}]}
    librarian.done(doi=doi, url=URL, metadata={**METADATA, "relatedItems": [item]})
    declare(librarian, doi, ris("Tides", "T2  - Another Journal", "VL  - 3"))
    record = librarian.record(doi) or {}
    assert record["container"]["title"] == "Journal of Sea" and record["titles"] == [{"title": "Tides"}]
    assert not declare(librarian, doi, ris("Tides", "T2  - Another Journal", "VL  - 3"))["changed"]


JSON_LD: dict[str, Any] = {
    "@context": "https://schema.org", "@type": "Dataset", "name": "Tides", "creator": {"@type": "Person", "name": "Eva Lind"}, "publisher": "Sea Press",
    "datePublished": "2020",
}


@pytest.mark.parametrize("content", [JSON_LD, [JSON_LD], json.dumps(JSON_LD)], ids=["object", "list", "text"])
def test_json_may_come_as_a_value(librarian: Librarian, doi: str, content: Any) -> None:
    declare(librarian, doi, content)
    assert (librarian.record(doi) or {})["titles"] == [{"title": "Tides"}]
    assert not declare(librarian, doi, json.dumps(JSON_LD))["changed"]


@pytest.mark.parametrize(("encoding", "declared"), [
    ("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("utf-16", "UTF-16"), ("iso-8859-1", "ISO-8859-1"), ("windows-1252", "windows-1252"),
    ("utf-16-le", "UTF-16"),
])
def test_a_file_is_read_as_it_says_it_is_encoded(librarian: Librarian, doi: str, tmp_path: pathlib.Path, encoding: str, declared: str) -> None:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    (tmp_path / "a.xml").write_bytes((declaration + librarian_xml(doi).replace("Lind, Eva", "M\u00fcller, Jo\u00ebl")).encode(encoding))
    librarian.done(doi=doi, src=str(tmp_path / "a.xml"), url=URL)
    assert (librarian.record(doi) or {})["creators"][0]["name"] == "M\u00fcller, Jo\u00ebl"
    assert not librarian.done(doi=doi, src=str(tmp_path / "a.xml"), url=URL)["changed"]


def test_a_file_in_no_known_encoding_is_refused_with_its_line(librarian: Librarian, doi: str, tmp_path: pathlib.Path) -> None:
    (tmp_path / "a.ris").write_bytes(ris("Fu\u00dfg\u00e4nger").encode("latin-1"))
    message = librarian.refused(doi=doi, src=str(tmp_path / "a.ris"), url=URL)
    assert "is no UTF-8 text (line 2)" in message and "save it as UTF-8" in message


@pytest.mark.parametrize("state", ["registered", "findable"])
def test_a_stored_document_that_lacks_something_is_refused_before_any_request(librarian: Librarian, doi: str, state: str) -> None:
    lacking = librarian_xml(doi).replace("<title>Hourly sea level</title>", "")
    message = librarian.refused(doi=doi, content=lacking, url=URL, state=state)
    assert "`titles`" in message and librarian.requests() == []


def test_any_format_may_be_pasted_in_base64(librarian: Librarian, doi: str) -> None:
    pasted = {"data": {"type": "dois", "attributes": {"doi": doi, "xml": base64.b64encode(ris().encode()).decode(), "url": URL, "event": "publish"}}}
    assert librarian.done(metadata=pasted)["actions"] == ["create", "publish"]
    assert "xml" not in librarian.sent() and not librarian.done(metadata=pasted)["changed"]


UNIXREF = (
    "<doi_records><doi_record><crossref><journal><journal_metadata><full_title>Journal of Sea</full_title></journal_metadata><journal_article>"
    '<titles><title>Tides</title></titles><contributors><person_name contributor_role="author" sequence="first"><given_name>Eva</given_name>'
    "<surname>Lind</surname></person_name></contributors><publication_date><year>2021</year></publication_date><doi_data><doi>10.5072/x</doi>"
    "<resource>https://elsewhere.example.com/x</resource></doi_data></journal_article></journal></crossref></doi_record></doi_records>"
)


def test_the_page_in_unixref_does_not_matter_where_another_is_declared(sandbox: sandbox_server.Sandbox) -> None:
    repository = {"id": "PIDOPS.TIGHT", "password": "tight-secret", "domains": "data.example.org", "prefixes": ["10.82018"]}
    sandbox.control("seed", {"members": [{"id": "PIDOPS", "password": "member-secret", "repositories": [repository]}]})
    librarian, declared = Librarian(sandbox.base_url, username="PIDOPS.TIGHT", password="tight-secret"), {"doi": new_doi("10.82018"), "content": UNIXREF}
    assert "declare `url` beside it" in librarian.refused(**declared)
    librarian.done(**declared, url=URL, state="findable")
    assert not librarian.done(**declared, url=URL, state="findable")["changed"]


def test_what_nobody_can_name_becomes_other_where_it_becomes_public(librarian: Librarian, doi: str) -> None:
    untyped = json.dumps({name: value for name, value in {**JSON_LD, "@type": ""}.items() if value})
    declare(librarian, doi, untyped)
    assert not (librarian.record(doi) or {})["types"].get("resourceTypeGeneral")
    result = declare(librarian, doi, untyped, state="findable")
    assert (librarian.record(doi) or {})["types"]["resourceTypeGeneral"] == "Other" and any("became Other" in warning for warning in result["warnings"])
    assert not declare(librarian, doi, untyped, state="findable")["changed"]


def test_what_the_record_says_of_the_kind_stays(librarian: Librarian, doi: str) -> None:
    librarian.done(doi=doi, url=URL, metadata=METADATA, state="findable")
    untyped = json.dumps({name: value for name, value in {**JSON_LD, "@type": ""}.items() if value})
    declare(librarian, doi, untyped, state="findable")
    assert (librarian.record(doi) or {})["types"]["resourceTypeGeneral"] == "Dataset"
