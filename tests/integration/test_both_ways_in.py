# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two ways in, one house: what a task returns is the same whether its door is opened inside the controller or by a module on the host."""

from __future__ import annotations

import json
import pathlib

import pytest

from playbook_runner import Runner
from sandbox_server import LAB, PREFIX

DOI, INFO = "pidops.datacite.datacite_doi", "pidops.datacite.datacite_doi_info"
HERE, ELSEWHERE = "localhost", "elsewhere"
VARYING = {"created", "registered", "updated", "request_id", "invocation", "_ansible_no_log", "warnings", "deprecations", "ansible_facts", "exception"}
DATASET = {
    "creators": [{"name": "Lindqvist, Astrid", "affiliation": ["Institute of Hydrology"]}],
    "titles": [{"title": "Rain gauges, 2026"}],
    "publisher": "Example Data Archive",
    "publicationYear": 2026,
    "types": {"resourceTypeGeneral": "Dataset"},
}
FINDABLE = {"state": "findable", "url": "https://data.example.org/gauges", "metadata": DATASET}


def comparable(value, doi):
    """A result without times and names, so that two runs on two DOIs can be held side by side."""
    if isinstance(value, dict):
        return {name: comparable(member, doi) for name, member in value.items() if name not in VARYING}
    if isinstance(value, list):
        return [comparable(member, doi) for member in value]
    return value.replace(doi, "DOI").replace(doi.split("/")[1], "SUFFIX") if isinstance(value, str) else value


# What a case declares before the task that is compared, and the task's options; NEW stands for a DOI of the case's own.
CASES = {
    "a bare draft": ([], {"doi": "NEW"}),
    "created and published": ([], {"doi": "NEW", **FINDABLE}),
    "nothing to do": ([FINDABLE], {"doi": "NEW", **FINDABLE}),
    "an update": ([FINDABLE], {"doi": "NEW", "metadata": {"titles": [{"title": "Rain gauges"}], "language": "eng"}}),
    "hidden": ([FINDABLE], {"doi": "NEW", "state": "registered", "reason": "withdrawn"}),
    "a public DOI cannot be deleted": ([FINDABLE], {"doi": "NEW", "state": "absent"}),
    "a draft deleted": ([{}], {"doi": "NEW", "state": "absent"}),
    "nothing to delete": ([], {"doi": "NEW", "state": "absent"}),
    "a misspelt member": ([], {"doi": "NEW", "metadata": {"creators": [{"name": "A", "affilation": ["B"]}]}}),
    "what YAML made of a text": ([], {"doi": "NEW", "metadata": {"version": 1.1, "language": False}}),
    "metadata as JSON text": ([], {"doi": "NEW", "metadata": '{"titles": [{"title": "Given as text"}]}'}),
    "an unknown option": ([], {"doi": "NEW", "states": "draft"}),
    "an unknown state": ([], {"doi": "NEW", "state": "published"}),
    "two options that exclude each other": ([], {"doi": "NEW", "prefix": "10.82001"}),
    "a number that is none": ([], {"doi": "NEW", "timeout": "soon"}),
    "a prefix that YAML read as a number": ([], {"prefix": 10.8201, "identity": "a"}),
    "a wrong password": ([], {"doi": "NEW", "password": "not-the-password"}),
    "credentials without encryption": ([], {"doi": "NEW", "api_url": "http://data.example.org"}),
    "a warning": ([], {"doi": "NEW", "metadata": {"dates": [{"date": "2026-02-30T", "dateType": "Issued"}]}}),
    "a secret that a record repeats": ([], {"doi": "NEW", "metadata": {"titles": [{"title": "About lab-secret"}]}}),
    "an environment of its own": ([], {"doi": "NEW"}, {"environment": {"DATACITE_PASSWORD": "{{ 'not-the-' ~ 'password' }}"}}),
    "an option stronger than the environment": ([], {"doi": "NEW", "password": "lab-secret"}, {"environment": {"DATACITE_PASSWORD": "not-the-password"}}),
}
CHECKING = {"for real": {}, "check and diff": {"check": True, "diff": True}}


@pytest.fixture(scope="module")
def ends(shared_sandbox, tmp_path_factory):
    """`ends[how][host][case]` is how a case ended: its status and its result, made comparable."""
    environment = {"DATACITE_API_URL": shared_sandbox.base_url, "DATACITE_USERNAME": LAB[0], "DATACITE_PASSWORD": LAB[1]}
    runner = Runner(tmp_path_factory.mktemp("ways"), environment)
    return {how: {host: _all_cases(runner, host, how) for host in (HERE, ELSEWHERE)} for how in CHECKING}


def _all_cases(runner, host, how):
    names, tasks = {}, []
    for number, (case, (before, options, *task)) in enumerate(CASES.items()):
        names[case] = f"{PREFIX}/ways-{host}-{len(how)}-{number}"
        tasks += [{"name": "Before", DOI: {"doi": names[case], **earlier}, "check_mode": False} for earlier in before]
        named = {name: names[case] if value == "NEW" else value for name, value in options.items()}
        tasks.append({"name": case, DOI: named, "ignore_errors": True, **(task[0] if task else {})})
    run = runner.tasks(tasks, host=host, **CHECKING[how]).succeeded()
    return {case: (run[case].status, comparable(run[case].result, doi), comparable(run[case].result.get("warnings", []), doi)) for case, doi in names.items()}


@pytest.mark.parametrize("how", CHECKING)
@pytest.mark.parametrize("case", CASES)
def test_both_ways_end_alike(ends, case, how):
    here, elsewhere = ends[how][HERE][case], ends[how][ELSEWHERE][case]
    assert here == elsewhere
    assert "lab-secret" not in json.dumps(here)


@pytest.mark.parametrize(("case", "status"), [("an environment of its own", "failed"), ("an option stronger than the environment", "ok")])
def test_the_environment_of_a_task_is_heard(ends, case, status):
    assert ends["for real"][HERE][case][0] == status


def test_both_ways_return_the_same_of_a_reading(runner, new_doi):
    doi = new_doi()
    runner.tasks([{"name": "Declare", DOI: {"doi": doi, **FINDABLE}}]).succeeded()
    read = {"name": "Read", INFO: {"dois": [doi, doi + "-none"], "format": "bibtex", "activities": True}}
    here, elsewhere = (runner.tasks([read], host=host).succeeded()["Read"] for host in (HERE, ELSEWHERE))
    assert comparable(here.result, doi) == comparable(elsewhere.result, doi)
    assert here["missing"] == [doi + "-none"] and "@" in here["dois"][0]["content"]


WRAPPED = """
- hosts: {host}
  gather_facts: false
  vars:
    untemplated: !unsafe "Level {{{{ high }}}} and low"
    secret: !vault |
{vault}
  tasks:
    - name: Task
      pidops.datacite.datacite_doi:
        doi: "{doi}"
        password: "{{{{ secret }}}}"
        metadata:
          titles: [{{title: "{{{{ untemplated }}}}"}}]
          dates:
            - {{date: 2026-02-03, dateType: Issued}}
            - {{date: 2026-02-03T04:05:06Z, dateType: Created}}
          version: !unsafe "v{{{{ 1 }}}}"
"""


def test_vaulted_unsafe_and_dated_values_are_plain_both_ways(runner, new_doi, tmp_path):
    (tmp_path / "vault-password").write_text("vault-password\n", encoding="utf-8")
    vault = _encrypted("lab-secret", "vault-password")
    ends = []
    for host in (HERE, ELSEWHERE):
        doi = new_doi()
        text = WRAPPED.format(host=host, doi=doi, vault="\n".join("      " + line for line in vault.splitlines()))
        run = runner.plays(text, arguments=["--vault-password-file", str(tmp_path / "vault-password")]).succeeded()
        assert "lab-secret" not in run.output
        ends.append(comparable(run["Task"].result, doi))
    assert ends[0] == ends[1]
    assert ends[0]["record"]["titles"] == [{"title": "Level {{ high }} and low"}]
    assert ends[0]["record"]["dates"][0] == {"date": "2026-02-03", "dateType": "Issued"}


def _encrypted(text, password):
    from ansible.parsing.vault import VaultLib, VaultSecret

    return VaultLib([("default", VaultSecret(password.encode()))]).encrypt(text.encode()).decode()


@pytest.mark.parametrize(
    ("host", "task", "in_process"),
    [
        pytest.param(HERE, {}, True, id="local"),
        pytest.param(ELSEWHERE, {"delegate_to": HERE}, True, id="delegated to this machine"),
        pytest.param(ELSEWHERE, {}, False, id="another host"),
        pytest.param(HERE, {"delegate_to": ELSEWHERE}, False, id="delegated to another host"),
        pytest.param(HERE, {"become": True, "become_method": "same_user"}, False, id="as another user"),
        pytest.param(HERE, {"async": 60, "poll": 1}, False, id="asynchronous"),
    ],
)
def test_the_door_is_opened_here_only_where_the_task_runs_here(runner, new_doi, host, task, in_process):
    plugins = str(pathlib.Path(__file__).parent / "become_plugins")
    run = runner.with_environment(ANSIBLE_BECOME_PLUGINS=plugins).tasks(
        [{"name": "Task", DOI: {"doi": new_doi(), **FINDABLE}, **task}], host=host, arguments=["-vvv"]
    ).succeeded()
    assert run["Task"].changed and run["Task"]["actions"] == ["create", "publish"]
    assert ("EXEC " in run.stdout) is not in_process


def test_asynchronous_tasks_may_be_left_alone_and_asked_for_later(runner, new_doi):
    doi = new_doi()
    run = runner.tasks([
        {"name": "Start", DOI: {"doi": doi}, "async": 60, "poll": 0, "register": "started"},
        {"name": "Wait", "ansible.builtin.async_status": {"jid": "{{ started.ansible_job_id }}"}, "register": "job", "until": "job.finished | bool",
         "retries": 60, "delay": 1},
    ]).succeeded()
    assert run["Wait"]["doi"] == doi and run["Wait"].changed


def test_a_loop_here_proves_the_account_once(runner, new_doi, requested):
    runner.tasks([{"name": "Task", DOI: {"doi": "{{ item }}", "state": "absent"}, "loop": [new_doi() for _unused in range(4)]}]).succeeded()
    paths = [entry["path"].split("?")[0] for entry in requested()]
    assert len([path for path in paths if path.startswith("/repositories/")]) == 1
    assert len(paths) == 5
