# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""`datacite_compliance` from its options to its result, against a sandbox: what it tells, when it fails, what it costs, and what it must never do."""

from __future__ import annotations

import datetime
import json
import pathlib
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.connection import connection
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.errors import DataCiteError, ErrorEntry, ErrorKind
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.registry import Registry
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.api.session import Session
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors import compliance_records, compliance_result
from landing_pages import Work, serving
from unit.plugins.modules.assessor import EVERYTHING, PASSWORD, Assessor, found, told

NEW_URL = "https://archive.example.org/moved"


@pytest.fixture
def assessor(sandbox: sandbox_server.Sandbox, tmp_path: pathlib.Path) -> Assessor:
    return Assessor(sandbox, tmp_path)


def day(days: int) -> str:
    """The day that many days from now."""
    return (datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=days)).date().isoformat()


def problems(result: dict[str, Any]) -> list[str]:
    """What the problems of a result are about."""
    return [problem["path"] for problem in result.get("problems", ())]


# ---- what is found, and what it costs


def test_nothing_is_found_in_a_clean_repository(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab")
    result = assessor.assess(profiles=list(EVERYTHING), fail_on="info")
    assert found(result) == set() and result["records"] == 2 and result["repository"] == assessor.repository.lower()
    assert result["counts"] == {"error": 0, "warning": 0, "info": 0, "new": 0, "fixed": 0, "waived": 0}
    assert {score["percent"] for score in result["scores"]} == {100.0} and {score["good_records"] for score in result["scores"]} == {2}
    assert [score["profile"] for score in result["scores"]] == list(EVERYTHING)
    assert result["completeness"]["creators"] == {"filled": 2, "records": 2}
    assert "pages" not in result and "warnings" not in result


def test_an_empty_repository_has_nothing_wrong(assessor):
    result = assessor.assess(profiles=list(EVERYTHING), fail_on="info")
    assert found(result) == set() and result["records"] == 0 and {score["percent"] for score in result["scores"]} == {100.0}


def test_a_run_reads_the_list_once_and_each_handle_once(assessor):
    assessor.seed(*(f"x7f2-{number:03}" for number in range(120)))
    result = assessor.assess(handles="0")
    assert assessor.requests() == [f"GET /repositories/{assessor.repository.lower()}", "GET /dois", "GET /dois/get-dois"]
    assert result["records"] == 120 and result["request_count"] == 3
    assert assessor.assess(handles="7")["request_count"] == 10
    assert len({request for request in assessor.requests() if request.endswith("/get-url")}) == 7
    assert assessor.assess(handles="all", workers=8)["request_count"] == 123
    assert found(result) == set()


def test_a_catalogue_that_agrees_costs_no_request(assessor):
    names = [f"x7f2-{number:03}" for number in range(60)]
    assessor.seed(*names)
    assessor.write("all.yml", {"dois": [assessor.declaration(name) for name in names]})
    result = assessor.assess(src=[str(assessor.tree)], handles="0")
    assert found(result) == set() and result["request_count"] == 3


def test_a_finding_says_everything_that_is_needed_to_mend_it(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    assessor.write("a.yml", "# the first line\n" + json.dumps(assessor.declaration("x7f2-aa")))
    result = assessor.assess(profiles=["datacite-recommended"], src=[str(assessor.tree)])
    finding = told(result, "R26", "x7f2-aa")
    assert (finding["severity"], finding["title"]) == ("error", "There is a licence with its address")
    assert finding["place"] == f"{assessor.tree}/a.yml:2" and "rightsList" in finding["help"] and finding["source"].startswith("https://")
    assert finding["doi"] == assessor.doi("x7f2-aa") and finding["message"] and finding["age"] is None


def test_the_gravest_come_first(assessor):
    assessor.seed("x7f2-aa", url="http://data.example.org/a")
    assessor.seed("x7f2-ab", language=None, rightsList=[])
    result = assessor.assess(profiles=["datacite-recommended", "openaire-data"])
    severities = [finding["severity"] for finding in result["findings"]]
    assert severities == sorted(severities, key=["error", "warning", "info"].index) and {"error", "warning", "info"} == set(severities)
    assert result["counts"]["error"] == severities.count("error")


def test_only_the_rules_of_the_chosen_profiles_are_asked(assessor):
    assessor.seed("x7f2-aa", rightsList=[], alternateIdentifiers=[])
    assert found(assessor.assess(profiles=["datacite-mandatory"])) == set()
    assert found(assessor.assess(profiles=["datacite-recommended"])) == {("R26", "x7f2-aa")}
    assert found(assessor.assess(profiles=["ops-hygiene"])) == {("R48", "x7f2-aa")}


def test_records_of_all_states_are_looked_at(assessor):
    assessor.seed("x7f2-aa", url=None)
    assessor.seed("x7f2-ab", state="registered", url=None)
    assessor.seed("x7f2-ac", state="draft", url=None, registered=None, created=f"{day(-40)}T00:00:00Z")
    result = assessor.assess(profiles=["datacite-mandatory"], handles="0")
    assert found(result) == {("R01", "x7f2-aa"), ("R01", "x7f2-ab")} and result["records"] == 3
    assert ("R10", "x7f2-ac") in found(assessor.assess(profiles=["datacite-mandatory"], draft_days=30))


def test_records_of_others_are_not_looked_at(assessor):
    assessor.seed("x7f2-aa")
    assessor.sandbox.put_record("10.82001/of-another", assessor.attributes("other", url=None), "PIDOPS.LAB")
    assert assessor.assess(profiles=["datacite-mandatory"])["records"] == 1


def test_a_prefix_that_is_not_the_repositorys(assessor):
    assessor.sandbox.put_record("10.79999/x7f2-aa", assessor.attributes("x7f2-aa"), assessor.repository)
    assessor.give_back("10.79999")
    assert found(assessor.assess(profiles=["datacite-mandatory"])) == {("R03", "x7f2-aa")}


# ---- options and rules that cannot be used: told at once, before any request

BAD_OPTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({"profiles": ["datacite-mandatroy"]}, ["datacite-mandatroy", "datacite-mandatory"]),
    ({"profiles": []}, ["profiles"]),
    ({"src": []}, ["src"]),
    ({"rules": []}, ["rules"]),
    ({"handles": "some"}, ["handles: some is neither a number nor `all`"]),
    ({"handles": "-3"}, ["handles: -3"]),
    ({"workers": 0}, ["workers: 0 is not between 1 and 16"]),
    ({"workers": 17, "reread": -1, "draft_days": -1}, ["workers: 17", "reread: -1", "draft_days: -1"]),
    ({"pages": {"max_age": -1.0}}, ["pages.max_age: -1"]),
    ({"pages": {"connections": 65, "host_pause": -1.0, "at_most": -1}}, ["pages.connections: 65", "pages.host_pause: -1", "pages.at_most: -1"]),
    ({"pages": {"timeout": 0.0}}, ["pages.timeout: 0"]),
    ({"pages": {"resolver": "doi.org"}}, ["pages.resolver: doi.org is no address"]),
    ({"src": ["nowhere"]}, ["nowhere"]),
    ({"rules": ["nowhere.yml"]}, ["nowhere.yml: is neither a file nor a folder"]),
]


@pytest.mark.parametrize(("options", "words"), BAD_OPTIONS, ids=lambda value: next(iter(value)) if isinstance(value, dict) else "")
def test_options_that_cannot_be_are_refused_in_words(assessor, options, words):
    message = assessor.refused(**options)
    for word in words:
        assert word in message
    assert "fault of pidops.datacite" not in message and "Traceback" not in message


def test_everything_that_is_wrong_with_rules_is_told_at_once_with_file_and_line(assessor):
    broken = assessor.rules(
        "rules:\n"
        "  - id: OWN1\n"
        "    title: One\n"
        "    severity: grave\n"
        "    assert: lenght(titles) > `0`\n"
        "  - id: OWN2\n"
        "    title: Two\n"
        "    severity: error\n"
        "    assert: 'titles['\n"
        "  - id: R01\n"
        "    title: Mine\n"
        "    severity: info\n"
        "    assert: url\n"
        "profiles:\n"
        "  - id: ours\n"
        "    title: Ours\n"
        "    rules: [OWN3]\n"
        "waivers:\n"
        "  - rule: R99\n"
        "    doi: PREFIX/a\n"
        "    expires: tomorrow\n"
    )
    result = assessor.run(rules=[broken], profiles=["ours"])
    assert result["failed"] and assessor.requests() == []
    lines = {(problem["path"].split(":")[1], problem["path"].rpartition(": ")[2]) for problem in result["problems"]}
    assert lines == {
        ("4", "rules[0].severity"), ("5", "rules[0].assert"), ("9", "rules[1].assert"), ("10", "rules[2].id"), ("17", "profiles[0].rules[0]"),
        ("19", "waivers[0].rule[0]"), ("19", "waivers[0].reason"), ("21", "waivers[0].expires"),
    }
    assert "length" in result["msg"] and "override: true" in result["msg"] and "Nothing was asked of DataCite" in result["msg"]


def test_a_catalogue_that_cannot_be_read_is_told_with_file_and_line(assessor):
    assessor.write("a.yml", "doi: PREFIX/a\nstate: findabel\n")
    message = assessor.refused(src=[str(assessor.tree)])
    assert "a.yml:2" in message and "findabel" in message


# ---- who is asking


def test_a_wrong_password_reads_nothing_and_is_not_told(assessor):
    assessor.seed("x7f2-aa")
    result = assessor.run(password="not-the-password")
    assert result["failed"] and "not-the-password" not in json.dumps(result) and len(assessor.requests()) == 1
    assert "GET /dois" not in assessor.requests()


def test_a_members_account_is_told_what_to_use(assessor):
    result = assessor.run(username=assessor.member)
    assert result["failed"] and "it is a member's account" in result["msg"] and "Use the account of the repository" in result["msg"]
    assert len(assessor.requests()) == 1


def test_another_repository_than_the_credentials_are_for(assessor):
    result = assessor.run(repository="PIDOPS.LAB")
    assert result["failed"] and problems(result) == ["repository"] and "GET /dois" not in assessor.requests()


def key_of(assessor: Assessor) -> str:
    """An API key of the repository's."""
    document = {"data": {"type": "apiKeys", "attributes": {"name": "for a test"}}}
    account = connection({"api_url": assessor.sandbox.base_url, "username": assessor.repository, "password": PASSWORD})
    with Session(account) as session:
        return str(session.request("POST", "/credentials/api-keys", document=document).attributes["key"])


def test_with_an_api_key_lost_records_are_not_looked_for_and_that_is_told(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    assessor.seed("x7f2-ab")
    assessor.sandbox.control(f"unregister/{assessor.doi('x7f2-ab')}")
    key = key_of(assessor)
    result = assessor.assess(username=None, password=None, token=key, profiles=["datacite-recommended", "ops-hygiene"])
    assert found(result) == {("R26", "x7f2-aa"), ("S09", "x7f2-ab")} and result["repository"] == assessor.repository.lower()
    assert key not in json.dumps(result)
    assert result["warnings"] == ["records that the index has lost were not looked for: DataCite tells their names to a repository's password alone"]


# ---- when it fails


@pytest.mark.parametrize(
    ("fail_on", "fails_for"),
    [("never", set()), ("error", {"error"}), ("warning", {"error", "warning"}), ("info", {"error", "warning", "info"})],
)
def test_it_fails_for_what_is_as_grave_as_it_was_told(assessor, fail_on, fails_for):
    changes = {"error": {"rightsList": []}, "warning": {"subjects": []}, "info": {"language": None}}
    for severity, change in changes.items():
        assessor.seed("x7f2-aa", **change)
        result = assessor.run(profiles=["openaire-data"], fail_on=fail_on)
        expected = severity in fails_for
        if severity == "error":
            # A record without any rights lacks the term of access as well.
            assert {finding["severity"] for finding in result["findings"]} == {"error", "warning"}
        assert bool(result.get("failed")) is expected, (severity, fail_on)
        assert result["counts"][severity] == 1 and result["changed"] is False


def test_the_sentence_of_a_failure_says_what_where_and_why(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    assessor.seed("x7f2-ab", "x7f2-ac", subjects=[])
    result = assessor.run(profiles=["datacite-recommended"])
    assert result["msg"] == (
        f"{assessor.repository.lower()}: 1 error and 2 warnings in 3 records, such as R26: {assessor.doi('x7f2-aa')}: there is no licence with an address "
        "(`fail_on` is error)."
    )
    assert result["findings"] and result["scores"] and result["request_count"]


# ---- rules, profiles and waivers of one's own


def test_rules_and_profiles_of_ones_own(assessor):
    assessor.seed("x7f2-aa", publisher={"name": "Another Archive"})
    assessor.seed("x7f2-ab", titles=[{"title": "Short"}])
    own = assessor.rules(
        {
            "rules": [
                {"id": "OWN1", "title": "We publish", "severity": "error", "assert": "publisher.name == 'Archive of Tides'", "show": "publisher.name",
                 "message": "somebody else publishes", "help": "Declare it."},
                {"id": "R43", "override": True, "severity": "error"},
            ],
            "profiles": [{"id": "ours", "title": "Ours", "rules": ["OWN1", "R43", "R01"]}],
        }
    )
    result = assessor.assess(rules=[own], profiles=["ours"])
    assert found(result) == {("OWN1", "x7f2-aa"), ("R43", "x7f2-ab")} and result["counts"]["error"] == 2
    assert "Another Archive" in told(result, "OWN1", "x7f2-aa")["message"]
    assert [score["profile"] for score in result["scores"]] == ["ours"]


def test_a_rule_that_cannot_be_answered_is_a_finding_and_stops_nothing(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    own = assessor.rules({
        "rules": [{"id": "OWN1", "title": "Odd", "severity": "info", "assert": "abs(titles[0].title) > `0`"}],
        "profiles": [{"id": "ours", "title": "Ours", "rules": ["OWN1", "R26"]}],
    })
    result = assessor.assess(rules=[own], profiles=["ours"])
    assert ("R26", "x7f2-aa") in found(result)
    assert told(result, "OWN1")["severity"] == "error" and "could not be answered for 1 of 1 records" in told(result, "OWN1")["message"]


def test_waivers_for_a_doi_and_for_a_pattern(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab", "old-001", "old-002", rightsList=[])
    own = assessor.rules({"waivers": [
        {"rule": "R26", "doi": "PREFIX/x7f2-aa", "reason": "No licence is possible", "expires": day(0), "by": "Eva"},
        {"rules": ["R26", "R30"], "doi": "PREFIX/OLD-*", "reason": "Before 2010"},
    ]})
    result = assessor.run(rules=[own], profiles=["datacite-recommended"])
    assert found(result) == {("R26", "x7f2-ab")} and result["counts"]["waived"] == 3
    assert result["failed"] and "1 error in 4 records" in result["msg"]
    waived = assessor.rules({"waivers": [{"rule": "R26", "doi": "*", "reason": "None of ours have one"}]})
    assert not assessor.run(rules=[waived], profiles=["datacite-recommended"], fail_on="info").get("failed")


def test_a_waiver_that_is_over_holds_no_longer_and_one_without_a_use_is_told(assessor):
    assessor.seed("x7f2-aa", alternateIdentifiers=[])
    own = assessor.rules(
        "waivers:\n"
        f"  - {{rule: R48, doi: PREFIX/x7f2-aa, reason: Soon, expires: '{day(-1)}'}}\n"
        "  - {rule: R33, doi: PREFIX/x7f2-zz, reason: Meant}\n"
    )
    result = assessor.assess(rules=[own])
    assert found(result) == {("R48", "x7f2-aa"), ("S12", "x7f2-aa"), ("S13", "x7f2-zz")}
    assert told(result, "S12", "x7f2-aa")["place"] == f"{own}:2" and told(result, "S13", "x7f2-zz")["place"] == f"{own}:3"
    assert f"expired on {day(-1)}" in told(result, "S12", "x7f2-aa")["message"]


def test_the_run_knows_its_date_prefixes_and_what_is_declared(assessor):
    assessor.seed("x7f2-aa")
    assessor.write("a.yml", assessor.declaration("x7f2-aa"))
    own = assessor.rules({
        "rules": [
            {"id": "OWN1", "title": "Date", "severity": "error", "assert": f"_run.date == '{day(0)}'"},
            {"id": "OWN2", "title": "Prefix", "severity": "error", "assert": "_run.prefixes == [prefix]"},
            {"id": "OWN3", "title": "State", "severity": "error", "assert": "_run.expected_state == 'findable'"},
            {"id": "OWN4", "title": "Declared", "severity": "error", "assert": "_run.declaration.titles[0].title == titles[0].title"},
            {"id": "OWN5", "title": "Fails", "severity": "error", "assert": "_run.declaration.url == 'nowhere'"},
        ],
        "profiles": [{"id": "ours", "title": "Ours", "rules": ["OWN1", "OWN2", "OWN3", "OWN4", "OWN5"]}],
    })
    result = assessor.assess(rules=[own], profiles=["ours"], src=[str(assessor.tree)])
    assert found(result) == {("OWN5", "x7f2-aa")}


# ---- against a catalogue


def test_what_was_changed_by_hand_is_told_with_who_and_when(assessor):
    names = ("x7f2-aa", "x7f2-ab", "x7f2-ac", "x7f2-ad")
    assessor.seed(*names)
    assessor.write("all.yml", {"dois": [assessor.declaration(name) for name in names]})
    assessor.declare("x7f2-aa", metadata={"titles": [{"title": "Something else altogether, and long enough", "lang": "en"}]})
    assessor.declare("x7f2-ab", url=NEW_URL)
    assessor.declare("x7f2-ac", state="registered")
    result = assessor.assess(src=[str(assessor.tree)])
    assert found(result) == {("S10", "x7f2-aa"), ("S10", "x7f2-ab"), ("R11", "x7f2-ac")}
    title = told(result, "S10", "x7f2-aa")["message"]
    assert "metadata.titles[0].title" in title and f"changed last by {assessor.repository.lower()} at {day(0)}" in title and "titles" in title
    assert "differs from its declaration in url" in told(result, "S10", "x7f2-ab")["message"]
    state = told(result, "R11", "x7f2-ac")
    assert "registered" in state["message"] and f"changed last by {assessor.repository.lower()}" in state["message"]
    assert state["place"].startswith(f"{assessor.tree}/all.yml:")


def test_what_only_one_of_catalogue_and_repository_has(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab")
    assessor.write("all.yml", {"dois": [
        assessor.declaration("x7f2-aa"), assessor.declaration("x7f2-ac"), {"doi": assessor.doi("x7f2-ad"), "state": "absent"},
    ]})
    result = assessor.assess(src=[str(assessor.tree)])
    assert found(result) == {("S01", "x7f2-ab"), ("S02", "x7f2-ac")}
    assert told(result, "S02", "x7f2-ac")["place"].startswith(f"{assessor.tree}/all.yml:") and told(result, "S01", "x7f2-ab")["place"] == ""


def test_what_is_to_be_gone_and_is_there(assessor):
    assessor.seed("x7f2-ab", state="draft", registered=None, created=f"{day(-1)}T00:00:00Z")
    assessor.write("all.yml", {"doi": assessor.doi("x7f2-ab"), "state": "absent"})
    result = assessor.assess(src=[str(assessor.tree)])
    assert found(result) == {("R11", "x7f2-ab")}


def test_an_index_that_lags_makes_no_drift_and_hides_none(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab")
    assessor.write("all.yml", {"dois": [assessor.declaration("x7f2-aa", url=NEW_URL), assessor.declaration("x7f2-ab"), assessor.declaration("x7f2-ac")]})
    assessor.sandbox.settings(index_paused=True)
    assessor.declare("x7f2-aa", url=NEW_URL)
    new = assessor.declaration("x7f2-ac")
    assessor.declare("x7f2-ac", **{name: new[name] for name in ("state", "url", "metadata")})
    result = assessor.assess(src=[str(assessor.tree)], handles="0")
    # What was just made is in no list yet, and that is nothing that anybody has to mend.
    assert found(result) == set()


def test_what_was_not_read_singly_is_not_called_missing(assessor):
    names = [f"x7f2-{number:03}" for number in range(4)]
    assessor.write("all.yml", {"dois": [assessor.declaration(name) for name in names]})
    result = assessor.assess(src=[str(assessor.tree)], reread=1)
    assert found(result) == {("S02", "x7f2-000")}
    assert [warning.partition(" that no list shows")[0] for warning in result["warnings"]] == ["whether 3 declared DOIs"]


def test_a_document_in_the_catalogue_is_compared_as_what_it_says(assessor):
    document = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<resource xmlns="http://datacite.org/schema/kernel-4">\n'
        '  <identifier identifierType="DOI">PREFIX/x7f2-aa</identifier>\n'
        "  <creators><creator><creatorName nameType=\"Organizational\">Institute of Tides</creatorName></creator></creators>\n"
        "  <titles><title>Water levels at the mouth of the river Elbe</title></titles>\n  <publisher>Archive of Tides</publisher>\n"
        "  <publicationYear>2026</publicationYear>\n  <resourceType resourceTypeGeneral=\"Dataset\">Series</resourceType>\n</resource>\n"
    )
    assessor.write("x7f2-aa.xml", document)
    assessor.write("a.yml", {"doi": assessor.doi("x7f2-aa"), "state": "findable", "url": "https://data.example.org/a", "src": "x7f2-aa.xml"})
    text = (assessor.tree / "x7f2-aa.xml").read_text("utf-8")
    assessor.declare("x7f2-aa", state="findable", url="https://data.example.org/a", content=text)
    assert found(assessor.assess(src=[str(assessor.tree)], profiles=["datacite-mandatory", "ops-hygiene"])) == {("R48", "x7f2-aa")}
    assessor.write("x7f2-aa.xml", document.replace("mouth", "source"))
    result = assessor.assess(src=[str(assessor.tree)], profiles=["datacite-mandatory", "ops-hygiene"])
    assert ("S10", "x7f2-aa") in found(result)


def test_a_declaration_that_cannot_be_carried_out_is_told(assessor):
    assessor.seed("x7f2-aa")
    assessor.write("all.yml", {"doi": assessor.doi("x7f2-aa"), "state": "absent"})
    result = assessor.assess(src=[str(assessor.tree)])
    assert any("x7f2-aa" in warning for warning in result["warnings"])
    assert found(result) == {("R11", "x7f2-aa")}


# ---- what nobody sees by looking at one record


def test_two_records_of_one_thing(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab", "x7f2-ac")
    twin = assessor.attributes("x7f2-aa")
    assessor.seed("x7f2-ba", **{name: twin[name] for name in ("url", "titles", "alternateIdentifiers")})
    result = assessor.assess()
    assert found(result) == {(rule, name) for rule in ("S03", "S04", "S11") for name in ("x7f2-aa", "x7f2-ba")}


def test_relations_that_one_side_alone_tells(assessor):
    def relation(name: str, kind: str) -> dict[str, str]:
        return {"relatedIdentifier": assessor.doi(name), "relatedIdentifierType": "DOI", "relationType": kind}

    assessor.seed("x7f2-aa", relatedIdentifiers=[relation("x7f2-ab", "HasPart"), relation("x7f2-ac", "HasPart")], version=None)
    assessor.seed("x7f2-ab", relatedIdentifiers=[relation("x7f2-aa", "IsPartOf")], version=None)
    assessor.seed("x7f2-ac")
    result = assessor.assess()
    assert found(result) == {("S05", "x7f2-ac")} and f"IsPartOf {assessor.doi('x7f2-aa')}" in told(result, "S05", "x7f2-ac")["message"]
    assessor.seed("x7f2-ac", relatedIdentifiers=[relation("X7F2-AC", "Cites")])
    assert ("R33", "x7f2-ac") in found(assessor.assess())


def test_handles_that_lead_elsewhere_or_are_not_registered(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab", "x7f2-ac")
    assessor.moved("x7f2-aa", NEW_URL)
    assessor.sandbox.control(f"unregister/{assessor.doi('x7f2-ab')}")
    result = assessor.assess(handles="all")
    assert found(result) == {("S08", "x7f2-aa"), ("S09", "x7f2-ab")}
    assert "leads to https://data.example.org/x7f2-aa and should lead to https://archive.example.org/moved" in told(result, "S08", "x7f2-aa")["message"]
    assert found(assessor.assess(handles="0")) == {("S09", "x7f2-ab")}


def test_an_index_that_forgets_the_time_of_registration_makes_no_finding(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab", registered="2026-01-05T10:00:00Z")
    for signed_in in ({}, {"username": None, "password": None, "token": key_of(assessor)}):
        assessor.sandbox.faults("registered-lost GET /dois")
        assert found(assessor.assess(handles="0", **signed_in)) == set()
        assessor.sandbox.clear_faults()
        lookups = [request for request in assessor.requests() if request.endswith("/get-url")]
        # The names of the handle system tell enough; who may not ask for them has to look each up.
        assert len(lookups) == (2 if signed_in else 0)


def test_doubtful_handles_are_looked_up_to_a_number(assessor, monkeypatch):
    monkeypatch.setattr(compliance_records, "_MOST_DOUBTFUL", 3)
    assessor.seed(*(f"x7f2-{number:03}" for number in range(5)))
    for number in range(5):
        assessor.sandbox.control(f"unregister/{assessor.doi(f'x7f2-{number:03}')}")
    result = assessor.assess(handles="0")
    assert found(result) == {("S09", f"x7f2-{number:03}") for number in range(3)}
    assert result["warnings"] == ["whether 2 more public DOIs resolve was not looked at; no list tells that they are registered"]


def test_a_handle_that_was_wrong_is_looked_up_again_whatever_the_sample_is(assessor):
    given = {"handles": "0", "history": assessor.path("history.jsonl")}
    assessor.seed("x7f2-aa", "x7f2-ab")
    assessor.moved("x7f2-aa", NEW_URL)
    assert found(assessor.assess(**{**given, "handles": "all"})) == {("S08", "x7f2-aa")}
    again = assessor.assess(**given)
    assert found(again) == {("S08", "x7f2-aa")} and again["findings"][0]["age"] == "known"
    assessor.seed("x7f2-aa")
    mended = assessor.assess(**given)
    assert found(mended) == set() and mended["counts"]["fixed"] == 1


def test_a_handle_that_cannot_be_seen_hides_no_other(assessor):
    assessor.seed("x7f2-aa", "x7f2-ab", "x7f2-ac")
    assessor.moved("x7f2-ac", NEW_URL)
    assessor.sandbox.faults("500 GET /dois/.*x7f2-aa/get-url x1")
    result = assessor.assess(handles="all", workers=1, retries=0)
    assert found(result) == {("S08", "x7f2-ac")}
    assert [warning.partition(": ")[0] for warning in result["warnings"]] == ["where the handles of 1 of 3 DOIs lead could not be seen"]


def test_a_handle_system_that_is_silent_is_left_alone(assessor):
    assessor.seed(*(f"x7f2-{number:03}" for number in range(20)))
    assessor.sandbox.faults("500 GET /dois/.*/get-url x20")
    result = assessor.assess(handles="all", workers=1, retries=0)
    assert found(result) == set() and "of 20 of 20 DOIs" in result["warnings"][0]
    assert sum(request.endswith("/get-url") for request in assessor.requests()) == 3


def test_a_record_that_no_list_shows_is_looked_for(assessor):
    assessor.seed("x7f2-aa")
    creators = [{"name": "Garcia, Sofia", "nameIdentifiers": [{"nameIdentifier": 7, "nameIdentifierScheme": "ORCID"}], "affiliation": []}]
    assessor.seed("x7f2-ab", creators=creators, updated="2026-01-05T10:00:00Z")
    result = assessor.assess()
    assert found(result) == {("S06", "x7f2-ab")} and result["records"] == 1


def test_damaged_records_are_told_and_stop_nothing(assessor):
    assessor.seed("x7f2-aa", sizes=[{"size": "3 MB"}])
    assessor.seed("x7f2-ab", rightsList=[])
    result = assessor.assess(profiles=["datacite-recommended", "ops-hygiene"])
    assert found(result) == {("S07", "x7f2-aa"), ("R26", "x7f2-ab")} and "sizes[0]" in told(result, "S07", "x7f2-aa")["message"]


def test_records_that_datacite_cannot_give_out_are_told(assessor):
    creators = [{"name": "Garcia, Sofia", "nameIdentifiers": [{"nameIdentifier": 7, "nameIdentifierScheme": "ORCID"}], "affiliation": []}]
    assessor.seed("x7f2-aa", creators=creators, updated="2026-01-05T10:00:00Z")
    assessor.seed("x7f2-ab", "x7f2-ac")
    for name in ("x7f2-aa", "x7f2-ab"):
        assessor.sandbox.damage(assessor.doi(name), creators="")
    assessor.write("all.yml", {"dois": [assessor.declaration("x7f2-ab", url=NEW_URL), assessor.declaration("x7f2-ac")]})
    result = assessor.assess(src=[str(assessor.tree)])
    assert found(result) == {("S07", "x7f2-aa"), ("S07", "x7f2-ab")}
    assert told(result, "S07", "x7f2-aa")["message"].startswith("cannot be read: ")
    assert told(result, "S07", "x7f2-ab")["place"].startswith(f"{assessor.tree}/all.yml:")


# ---- reports, history, check mode


FORMATS = ("html", "markdown", "json", "junit", "sarif", "csv")


def reports(assessor: Assessor) -> dict[str, str]:
    """A file for each format."""
    return {name: assessor.path(f"build/report.{name}") for name in FORMATS}


def test_reports_of_every_format_name_what_was_found_and_where(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    assessor.write("a.yml", assessor.declaration("x7f2-aa"))
    result = assessor.run(profiles=["datacite-recommended"], src=[str(assessor.tree)], reports=reports(assessor))
    assert result["failed"] and "problems" not in result
    for name, path in reports(assessor).items():
        text = pathlib.Path(path).read_text("utf-8")
        assert "R26" in text and "x7f2-aa" in text, name
    sarif = json.loads(pathlib.Path(reports(assessor)["sarif"]).read_text("utf-8"))
    place = sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"].endswith("catalogue/a.yml") and place["region"]["startLine"] == 1


def test_reports_have_what_the_result_leaves_out(assessor, monkeypatch):
    monkeypatch.setattr(compliance_result, "MOST_RETURNED", 3)
    assessor.seed(*(f"x7f2-{number:03}" for number in range(5)), rightsList=[])
    result = assessor.assess(profiles=["datacite-recommended"], reports={"json": assessor.path("report.json")})
    assert (len(result["findings"]), result["findings_left_out"], result["counts"]["error"]) == (3, 2, 5)
    assert len(json.loads(assessor.files()["report.json"])["findings"]) == 5


def test_a_report_or_history_that_cannot_be_written_is_told_beside_those_that_are(assessor):
    assessor.seed("x7f2-aa")
    (assessor.folder / "folder").mkdir()
    assessor.rules("a file", "file")
    files = {"reports": {"html": assessor.path("folder"), "csv": assessor.path("report.csv")}, "history": assessor.path("new/history.jsonl")}
    result = assessor.run(**files)
    assert result["failed"] and problems(result) == ["reports.html"] and {"report.csv", "new/history.jsonl"} <= set(assessor.files())
    assert result["msg"] == f"reports.html: {assessor.path('folder')} cannot be written: is no plain file (name another file)."
    assessor.seed("x7f2-ab", alternateIdentifiers=[])
    result = assessor.run(**files, fail_on="info")
    assert result["msg"].count("R48") == 1 and "reports.html" in result["msg"]


@pytest.mark.parametrize("name", ["folder", "file/history.jsonl"])
def test_a_history_that_cannot_be_read_stops_the_run(assessor, name):
    (assessor.folder / "folder").mkdir()
    assessor.rules("a file", "file")
    result = assessor.run(history=assessor.path(name))
    assert result["failed"] and problems(result) == ["history"] and "cannot be read: " in result["msg"] and "Errno" not in result["msg"]


def test_files_must_not_take_the_place_of_others(assessor):
    assessor.write("a.yml", assessor.declaration("x7f2-aa"))
    own = assessor.rules({"waivers": []})
    for options, words in (
        ({"reports": {"json": str(assessor.tree / "report.json")}}, "would be a file of the catalogue itself"),
        ({"history": str(assessor.tree / "a.yml")}, "would be a file of the catalogue itself"),
        ({"reports": {"html": assessor.path("same")}, "history": assessor.path("same")}, "is the file of `history` as well"),
        ({"page_cache": own, "rules": [own]}, "own-rules.yml"),
    ):
        assert words in assessor.refused(src=[str(assessor.tree)], **options)


def test_history_tells_what_is_new_known_and_fixed(assessor):
    given = {"profiles": ["datacite-recommended"], "history": assessor.path("history.jsonl")}
    assessor.seed("x7f2-aa", "x7f2-ab", rightsList=[])
    first = assessor.assess(**given)
    assert {finding["age"] for finding in first["findings"]} == {None} and first["counts"]["new"] == first["counts"]["fixed"] == 0
    assessor.seed("x7f2-aa")
    assessor.seed("x7f2-ac", subjects=[])
    second = assessor.assess(reports={"markdown": assessor.path("report.md")}, **given)
    assert {(finding["rule"], finding["age"]) for finding in second["findings"]} == {("R26", "known"), ("R14", "new")}
    assert (second["counts"]["new"], second["counts"]["fixed"]) == (1, 1)
    third = assessor.assess(**given)
    assert (third["counts"]["new"], third["counts"]["fixed"]) == (0, 0)


def test_what_a_run_did_not_ask_it_has_not_mended(assessor):
    given = {"history": assessor.path("history.jsonl")}
    assessor.seed("x7f2-aa", alternateIdentifiers=[])
    assessor.seed("x7f2-ab", "x7f2-ac")
    assessor.moved("x7f2-ab", NEW_URL)
    assessor.write("all.yml", {"dois": [assessor.declaration("x7f2-aa"), assessor.declaration("x7f2-ab", state="registered")]})
    full = assessor.assess(src=[str(assessor.tree)], handles="all", **given)
    assert {rule for rule, _name in found(full)} == {"R48", "S08", "S10", "S01", "R11"}
    partly = assessor.assess(profiles=["datacite-mandatory"], handles="0", **given)
    assert found(partly) == set() and partly["counts"]["fixed"] == 0
    again = assessor.assess(src=[str(assessor.tree)], handles="all", **given)
    assert found(again) == found(full) and again["counts"]["new"] == again["counts"]["fixed"] == 0


def test_a_history_of_another_repository_or_none_is_refused(assessor, sandbox, tmp_path):
    history = assessor.path("history.jsonl")
    assessor.assess(history=history)
    other = Assessor(sandbox, tmp_path / "other")
    for path in (history, assessor.rules("no history")):
        before = assessor.files()
        result = other.run(history=path)
        assert result["failed"] and problems(result) == ["history"] and "GET /dois" not in other.requests()
        assert assessor.files() == before and "fault of pidops.datacite" not in result["msg"]


def test_check_mode_writes_reports_and_nothing_else(assessor):
    assessor.seed("x7f2-aa", rightsList=[])
    given = {"profiles": ["datacite-recommended"], "history": assessor.path("history.jsonl"), "page_cache": assessor.path("pages.jsonl")}
    result = assessor.assess(check=True, reports=reports(assessor), **given)
    assert found(result) == {("R26", "x7f2-aa")}
    assert set(assessor.files()) == {f"build/report.{name}" for name in FORMATS}
    assessor.assess(**given)
    before = assessor.files()["history.jsonl"]
    assessor.seed("x7f2-ab", rightsList=[])
    told_again = assessor.assess(check=True, **given)
    assert told_again["counts"]["new"] == 1 and assessor.files()["history.jsonl"] == before


@pytest.mark.parametrize("way", ["password", "token"])
def test_no_secret_is_in_any_file_whatever_datacite_says(assessor, monkeypatch, way):
    """The driver looks for the password in every result and file of every run."""
    secret = PASSWORD if way == "password" else key_of(assessor)

    def blurt(*_unused: Any) -> None:
        entries = (ErrorEntry(None, f"nobody is called {secret}"),)
        raise DataCiteError(ErrorKind.REFUSED, method="GET", path="/dois/x", where="the sandbox", status=500, entries=entries)

    assessor.seed("x7f2-aa", rightsList=[])
    monkeypatch.setattr(Registry, "handle", blurt)
    monkeypatch.setattr(Registry, "handles", blurt)
    signed_in = {} if way == "password" else {"username": None, "password": None, "token": secret}
    result = assessor.assess(profiles=["datacite-recommended"], reports=reports(assessor), history=assessor.path("history.jsonl"), **signed_in)
    assert found(result) == {("R26", "x7f2-aa")} and sum("nobody is called" in warning for warning in result["warnings"]) == 2
    told = [name for name, text in assessor.files().items() if "nobody is called" in text]
    assert told and not [name for name, text in assessor.files().items() if secret in text]


# ---- landing pages


def test_pages_are_looked_at_where_a_profile_asks_and_remembered(assessor):
    with serving() as site:
        for name, kind in (("x7f2-aa", "good"), ("x7f2-ab", "soft-404")):
            record = assessor.attributes(name)
            url = site.publish(Work(record["doi"], record["titles"][0]["title"]), kind)
            assessor.seed(name, url=url)
        given = {
            "profiles": ["landing"], "page_cache": assessor.path("pages.jsonl"),
            "pages": {"resolver": site.resolver, "allow_private_hosts": True, "host_pause": 0.0},
            "rules": [assessor.rules({"profiles": [{"id": "landing", "title": "Pages", "rules": ["H01", "H04", "H06", "H08"]}]})],
        }
        checked = assessor.assess(check=True, **given)
        assert found(checked) == {("H06", "x7f2-ab")} and "pages.jsonl" not in assessor.files()
        first = assessor.assess(**given)
        assert found(first) == {("H06", "x7f2-ab")} and first["pages"] == {"checked": 2, "remembered": 0, "unknown": 0, "not_due": 0}
        asked = len(site.seen)
        second = assessor.assess(**given)
        assert found(second) == found(first) and second["pages"] == {"checked": 0, "remembered": 2, "unknown": 0, "not_due": 0}
        assert len(site.seen) == asked
        refused = assessor.assess(**{**given, "page_cache": None, "pages": {"resolver": site.resolver, "host_pause": 0.0}})
        assert {rule for rule, _name in found(refused)} == {"H01"} and len(site.seen) == asked


# ---- a DataCite that does not answer well


def test_nothing_is_concluded_from_a_list_that_ends_early(assessor):
    names = [f"x7f2-{number:03}" for number in range(6)]
    assessor.seed(*names)
    assessor.write("all.yml", {"dois": [assessor.declaration(name) for name in names]})
    assessor.sandbox.faults("truncated-page GET /dois")
    result = assessor.run(src=[str(assessor.tree)], history=assessor.path("history.jsonl"), reports={"json": assessor.path("report.json")})
    assert result["failed"] and "Nothing was concluded from it" in result["msg"] and set(assessor.files()) == {"catalogue/all.yml"}


@pytest.mark.parametrize("fault", ["500 GET /dois/get-dois x1", "nonsense GET /dois/get-dois x1"])
def test_a_fault_that_passes_changes_nothing_that_is_found(assessor, fault):
    assessor.seed("x7f2-aa", alternateIdentifiers=[])
    assessor.sandbox.faults(fault)
    result = assessor.run(fail_on="never", handles="0")
    assert not result.get("failed"), result["msg"]
    assert found(result) == {("R48", "x7f2-aa")}


def test_a_datacite_that_is_down_is_told_in_words(assessor):
    assessor.sandbox.faults("502 GET /dois")
    result = assessor.run(retries=0)
    assert result["failed"] and "502" in result["msg"] and "status.datacite.org" in result["msg"] and "fault of pidops.datacite" not in result["msg"]


def test_each_rule_is_told_with_all_that_it_has_found(assessor, monkeypatch):
    monkeypatch.setattr(compliance_result, "MOST_RETURNED", 1)
    assessor.seed("r-aa", "r-ab", "r-ac", rightsList=[])
    result = assessor.assess(profiles=["datacite-recommended"])
    licences = next(found for found in result["rules"] if found["rule"] == "R26")
    assert (licences["open"], licences["severity"], licences["new"]) == (3, "error", 0) and licences["doi"] == assessor.doi("r-aa")
    assert sum(found["open"] for found in result["rules"]) == len(result["findings"]) + result["findings_left_out"]
