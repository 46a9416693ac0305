# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading records: by name, by what they have in common, as whom, and in what form."""

from __future__ import annotations

import json
from typing import Any

import pytest

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.formats import FORMATS
from ansible_collections.pidops.datacite.plugins.modules.datacite_doi_info import DOOR
from unit.plugins.modules.reader import NOBODY, Reader

FINDABLE, REGISTERED, DRAFT = "10.82001/gauge-00000", "10.82001/gauge-00001", "10.82001/gauge-00002"
WRONG = {"password": "wrong"}
MEMBER = {"username": "PIDOPS", "password": "member-secret"}


def test_by_name_with_what_is_missing(reader: Reader) -> None:
    result = reader.read(dois=[FINDABLE.upper(), f"https://doi.org/{DRAFT}", "10.82001/nowhere", FINDABLE])
    assert [(found["doi"], found["state"], found["repository"]) for found in result["dois"]] == [
        (FINDABLE, "findable", "pidops.lab"), (DRAFT, "draft", "pidops.lab")]
    assert (result["missing"], result["total"], len(reader.requests())) == (["10.82001/nowhere"], 2, 3)
    assert all("xml" not in found for found in result["dois"])


def test_no_names_are_no_records(reader: Reader) -> None:
    result = reader.read(dois=[])
    assert (result["dois"], result["missing"], result["total"], reader.requests()) == ([], [], 0, [])


def test_all_pages(reader: Reader) -> None:
    result = reader.read(prefix="10.82001", select="[].doi")
    assert result["dois"] == [f"10.82001/gauge-{i:05}" for i in range(12_000)]
    assert (result["total"], reader.requests()) == (12_000, ["GET /dois"] * 12)


def test_the_own_repository(reader: Reader) -> None:
    result = reader.read(select="length(@)")
    assert (result["dois"], result["total"]) == (12_000, 12_000)


def test_all_repositories_of_a_member(reader: Reader) -> None:
    result = reader.read(**MEMBER, select="[?repository != 'pidops.lab'].doi")
    assert (result["dois"], result["total"]) == (["10.82002/other-00000"], 12_001)


@pytest.mark.parametrize(("options", "names"), [
    ({"repository": "PIDOPS.OTHER"}, ["10.82002/other-00000"]),
    ({"query": "publicationYear:1999"}, ["10.82002/other-00000"]),
    ({"query": "publicationYear:1999 OR publicationYear:2000", "prefix": "10.82001"}, []),
    ({"prefix": "10.82003"}, ["10.82003/rival-00000", "10.82003/rival-00001"]),
    ({"prefix": "10.82003", "state": "findable"}, ["10.82003/rival-00000"]),
    ({"prefix": "10.82003", "state": "registered"}, []),
    ({"query": 'titles.title:"Gauge 00077"', "state": "draft"}, ["10.82001/gauge-00077"]),
    ({"repository": "PIDOPS.OTHER", "updated_since": "2020-01-01"}, ["10.82002/other-00000"]),
    ({"repository": "PIDOPS.OTHER", "updated_since": "2999-01-01"}, []),
], ids=str)
def test_by_what_they_have_in_common(reader: Reader, options: dict[str, Any], names: list[str]) -> None:
    result = reader.read(**options, select="[].doi")
    assert (result["dois"], result["total"]) == (names, len(names))


def test_by_state(reader: Reader) -> None:
    assert reader.read(state="registered", select="[].state | length(@)")["dois"] == 4_000


def test_a_limit(reader: Reader) -> None:
    result = reader.read(limit=1_001, select="length(@)")
    assert (result["dois"], result["total"], reader.requests()[-2:]) == (1_001, 12_000, ["GET /dois"] * 2)


@pytest.mark.parametrize(("options", "told"), [
    ({"limit": 0}, "limit: 0 is not 1 or more"),
    ({"limit": -1}, "limit: -1 is not 1 or more"),
    ({"prefix": 10.8201}, "prefix: YAML read 10.8201 as a number"),
    ({"dois": ["nonsense"]}, "cannot be asked for"),
    ({"dois": [FINDABLE], "limit": 3}, "mutually exclusive"),
    ({**NOBODY, "prefix": "10.82001", "state": "draft"}, "state: nobody is shown what is draft without credentials"),
    ({**NOBODY, "prefix": "10.82001", "state": "registered"}, "without credentials"),
    ({**NOBODY}, "no credentials were given"),
], ids=str)
def test_refused_without_a_request(reader: Reader, options: dict[str, Any], told: str) -> None:
    assert told in reader.refused(**options)
    assert reader.requests() == []


@pytest.mark.parametrize("options", [{"query": "((("}, {"updated_since": "yesterday"}], ids=str)
def test_what_datacite_says_of_a_query(reader: Reader, options: dict[str, Any]) -> None:
    message = reader.refused(**options)
    assert "(400)" in message and "arse" in message


@pytest.mark.parametrize("options", [{"dois": [FINDABLE]}, {"dois": [DRAFT]}, {"dois": ["10.82001/nowhere"]}, {}, {"prefix": "10.82001"}], ids=str)
def test_a_wrong_password_is_no_empty_answer(reader: Reader, options: dict[str, Any]) -> None:
    message = reader.refused(**WRONG, **options)
    assert "the credentials were not accepted" in message and "the test and of the production system are separate" in message


def test_nobody_sees_what_everybody_may(reader: Reader) -> None:
    result = reader.read(**NOBODY, dois=[FINDABLE, REGISTERED, DRAFT], select="[].doi")
    assert FINDABLE in result["dois"] and DRAFT in result["missing"]
    assert reader.read(**NOBODY, prefix="10.82001", select="length(@)")["dois"] == 4_000


def test_another_repositorys_draft_is_missing(reader: Reader) -> None:
    result = reader.read(dois=["10.82003/rival-00000", "10.82003/rival-00001"])
    assert ([found["repository"] for found in result["dois"]], result["missing"]) == (["rival.lab"], ["10.82003/rival-00001"])


@pytest.mark.parametrize(("form", "part"), [
    ("bibtex", "@misc{"), ("citation", "Lind, Eva. (2021)"), ("citeproc", '"DOI"'), ("codemeta", "codemeta"), ("crosscite", '"doi"'), ("csv", "doi,url"),
    ("datacite_json", '"titles"'), ("datacite_xml", "<resource"), ("jats", "<element-citation"), ("ris", "T1  - Gauge"), ("schema_org", "schema.org"),
])
def test_other_formats(reader: Reader, form: str, part: str) -> None:
    result = reader.read(dois=[FINDABLE], format=form)
    assert part in result["dois"][0]["content"] and "warnings" not in result
    # The XML comes with the record.
    assert len(reader.requests()) == (1 if form == "datacite_xml" else 2)


def test_other_formats_of_a_list(reader: Reader) -> None:
    contents = reader.read(repository="PIDOPS.OTHER", format="citeproc", select="[].content")["dois"]
    assert [json.loads(content)["title"] for content in contents] == ["Gauge 00000"]


def test_who_changed_what(reader: Reader) -> None:
    found = reader.read(dois=[FINDABLE], activities=True)["dois"][0]
    assert all(set(entry) == {"id", "action", "at", "by", "changes"} for entry in found["activities"])
    assert reader.requests()[-1].endswith("/activities")


def test_each_format_that_datacite_hands_out_can_be_chosen() -> None:
    assert DOOR.argument_spec["format"]["choices"] == sorted(FORMATS)
