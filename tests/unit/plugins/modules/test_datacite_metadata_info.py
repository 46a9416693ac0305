# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a document means, by the door of `datacite_metadata_info`, against the sandbox."""

from __future__ import annotations

import pathlib
from typing import Any

import pytest
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.door import Visit, answer
from ansible_collections.pidops.datacite.plugins.modules.datacite_metadata_info import DOOR

BIBTEX = r"""
@comment{from the group's library}
@dataset{gauges,
  author = {Lindqvist, Astrid and M{\"u}ller, J{\"o}rg and {Tide Gauge Network}},
  title = {Rain gauges of the {Upper} valley},
  publisher = {Example Data Archive},
  year = 2026,
  note = {second version},
  url = {https://data.example.org/gauges}
}
"""


@pytest.fixture
def sandbox(library: sandbox_server.Sandbox) -> sandbox_server.Sandbox:
    return library


def look(sandbox: sandbox_server.Sandbox, **options: Any) -> dict[str, Any]:
    given = {"api_url": sandbox.base_url, "username": "PIDOPS.LAB", "password": "lab-secret", "retries": 0, **options}
    validated = ArgumentSpecValidator(DOOR.argument_spec, **DOOR.constraints).validate({name: value for name, value in given.items() if value is not None})
    if validated.error_messages:
        return {"failed": True, "msg": validated.error_messages[0]}
    return answer(DOOR, Visit(validated.validated_parameters, False, False, {}))


def test_a_document_becomes_attributes(sandbox: sandbox_server.Sandbox) -> None:
    result = look(sandbox, content=BIBTEX)
    assert not result["changed"] and result["format"] == "bibtex" and result["request_count"] == 1
    metadata = result["metadata"]
    assert [creator["name"] for creator in metadata["creators"]] == ["Lindqvist, Astrid", "Müller, Jörg", "Tide Gauge Network"]
    assert metadata["titles"] == [{"title": "Rain gauges of the Upper valley"}]
    assert metadata["publisher"] == {"name": "Example Data Archive"} and metadata["publicationYear"] == 2026
    assert metadata["types"]["resourceTypeGeneral"] == "Dataset"
    assert result["url"] == "https://data.example.org/gauges"
    assert result["missing"] == []
    assert any("note" in warning for warning in result["warnings"])
    assert "doi" not in metadata and "xml" not in metadata


def test_nothing_is_written(sandbox: sandbox_server.Sandbox) -> None:
    before = len(sandbox.request_log())
    look(sandbox, content=BIBTEX)
    assert [(entry["method"], entry["path"].partition("?")[0]) for entry in sandbox.request_log(before)] == [("POST", "/dois/validate")]


def test_what_is_missing_is_told_and_not_invented(sandbox: sandbox_server.Sandbox) -> None:
    result = look(sandbox, content="@misc{k, title={Tides}}")
    assert result["missing"] == ["creators", "publisher", "publicationYear"]
    assert result["metadata"].keys() <= {"titles", "types"}
    assert "unav" not in str(result)


def test_a_file_on_the_host(sandbox: sandbox_server.Sandbox, tmp_path: pathlib.Path) -> None:
    file = tmp_path / "gauges.ris"
    file.write_bytes("\ufeffTY  - DATA\r\nAU  - Müller, Jörg\r\nTI  - Gauges\r\nPY  - 2020\r\nPB  - P\r\nER  - \r\n".encode())
    result = look(sandbox, src=str(file))
    assert result["format"] == "ris"
    assert result["metadata"]["titles"] == [{"title": "Gauges"}]


def test_the_document_of_another_doi_is_refused_where_one_is_given(sandbox: sandbox_server.Sandbox) -> None:
    content = "@misc{k, author={Lind, Eva}, title={T}, year=2020, publisher={P}, doi={10.1234/other}}"
    assert "metadata" in look(sandbox, content=content)
    assert "is about 10.1234/other, not about 10.82001/a" in look(sandbox, content=content, doi="10.82001/a")["msg"]


@pytest.mark.parametrize(("content", "said"), [
    ("", "is empty"),
    ("https://example.org/record.xml", "is an address"),
    ("10.1234/abc", "is an address"),
    ("<!DOCTYPE html><html><body>x</body></html>", "is a web page"),
    ("This is not metadata.", "none of the formats"),
])
def test_what_cannot_be_used_is_refused_before_any_request(sandbox: sandbox_server.Sandbox, content: str, said: str) -> None:
    before = len(sandbox.request_log())
    result = look(sandbox, content=content)
    assert result["failed"] and said in result["msg"] and result["problems"][0]["path"] == "content"
    assert len(sandbox.request_log()) == before


def test_of_several_entries_one_has_to_be_chosen(sandbox: sandbox_server.Sandbox) -> None:
    content = "@misc{a, title={One}}\n@misc{b, title={Two}}"
    result = look(sandbox, content=content)
    assert "`a`, `b`" in result["msg"] and result["problems"][0]["path"] == "entry"
    assert look(sandbox, content=content, entry="b")["metadata"]["titles"] == [{"title": "Two"}]


def test_a_wrong_password_is_told(sandbox: sandbox_server.Sandbox) -> None:
    result = look(sandbox, content=BIBTEX, password="wrong")
    assert result["failed"] and "wrong" not in result["msg"].lower().replace("wrong password", "")


def test_one_of_the_two_is_needed(sandbox: sandbox_server.Sandbox) -> None:
    assert "one of the following is required: content, src" in look(sandbox)["msg"]
