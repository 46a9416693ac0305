# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The guides to compliance runs and to running them every night, followed as they stand; their tables are true."""

from __future__ import annotations

import configparser
import json
import pathlib
import re
import shutil
import subprocess

import pytest
import yaml

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.compiled import compiled, parse
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.functions import FUNCTIONS, MATCHES
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors.compliance_reports import _FORMATS
from catalogue_in_git import PASSWORD
from guide import blocks, follow, give
from playbook_runner import TREE

ROOT = pathlib.Path(__file__).resolve().parents[3]
GUIDES = ROOT / "docs" / "guides"
COMPLIANCE, SCHEDULE = GUIDES / "compliance.md", GUIDES / "schedule.md"


def rows(heading: str) -> list[list[str]]:
    """The cells of the rows below a heading of the guide, without those of the heads of tables."""
    section = COMPLIANCE.read_text(encoding="utf-8").partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    return [[cell.strip() for cell in row[1:-1].split(" | ")] for row in re.findall(r"^\|.*\|$", section, re.M) if row.startswith("| `")]


def bare(cell: str) -> str:
    return cell.strip("`")


def test_the_profiles_are_those_that_are_shipped():
    told = {bare(profile): int(number) for profile, number, _meaning in rows("Profiles")}
    assert told == {name: len(profile.rules) for name, profile in load_rules(()).profiles.items()}


def test_the_functions_are_those_that_there_are_and_do_what_is_said():
    found = [row for row in rows("What an expression sees") if not row[0].startswith("`_run")]
    assert [bare(row[0]) for row in found] == [MATCHES, *FUNCTIONS]
    for name, example, result in found:
        assert bare(example).startswith(bare(name) + "(")
        assert compiled(parse(with_lists(bare(example))))({"creators": []}) == json.loads(bare(result)), example


def with_lists(text: str) -> str:
    """Lists of texts as JMESPath takes them where nothing is known of a record."""
    return re.sub(r"\['[^\]]*\]", lambda found: "`" + found[0].replace("'", '"') + "`", text)


def test_what_the_run_tells_is_what_it_tells():
    told = {name for row in rows("What an expression sees") if row[0].startswith("`_run") for name in re.findall(r"`_run\.(\w+)`", row[0])}
    assert told == set(RunContext(at="2026-11-23").run_values(["ours"]))


def test_the_reports_are_those_that_there_are():
    assert [bare(row[0]) for row in rows("Reading the report")] == list(_FORMATS)


def test_rules_waivers_pages_and_drift(folder, reader, living):
    # Pages on this machine are refused, so no test waits for a network.
    shouting, thesis = {"titles": [{"title": "RIVER SURVEY"}]}, {"types": {"resourceTypeGeneral": "Dissertation"}}
    for name, attributes in {"old-1": {}, "river-survey-2025": {}, "shouting": shouting, "thesis": thesis}.items():
        living(f"10.82001/{name}", url=f"http://127.0.0.1/{name}", **attributes)
    done = follow(blocks(COMPLIANCE), folder, reader)
    first, ours, pages, drift = done
    assert "example.repo: 4 records" in first.output and "datacite-recommended: " in first.output and (folder / "build" / "compliance.html").exists()
    assert [ended.command for ended in done if PASSWORD in ended.output] == []

    found = json.loads((folder / "build" / "compliance.json").read_text(encoding="utf-8"))["findings"]
    told = {(finding["rule"], finding["doi"].removeprefix("10.82001/")): finding for finding in found}
    assert told["O1", "thesis"]["severity"] == "error" and ("O1", "shouting") not in told
    assert ("O2", "shouting") in told and ("O2", "old-1") not in told and "RIVER SURVEY" in told["O2", "shouting"]["message"]
    assert told["R12", "shouting"]["severity"] == "error" and told["R12", "shouting"]["waived"] is None
    assert told["R12", "old-1"]["waived"]["by"] == "Sofia Garcia" and "R32" not in {rule for rule, _doi in told}
    assert ("S12", "theses-1998") in told
    assert {path.name for path in (folder / "build").iterdir()} >= {"compliance.html", "compliance.md", "compliance.json", "compliance.csv", "history.jsonl"}

    assert "error H01" in pages.output and "127.0.0.1" in pages.output and "landing pages: 4 looked at" in pages.output
    assert "error S10 " in drift.output and "dois/river-survey-2025.yml" in drift.output


def test_what_the_file_of_all_runs_says_is_what_the_module_takes(folder):
    from ansible_collections.pidops.datacite.plugins.modules.datacite_compliance import DOOR

    for block in [*blocks(COMPLIANCE), *blocks(SCHEDULE)]:
        if block.file and block.file.endswith("compliance.yml") and not block.text.startswith("# playbooks/"):
            named = set(yaml.safe_load(block.text))
            assert named <= {f"compliance_{name}" for name in DOOR.argument_spec}


def test_cron_and_systemd(folder, reader, living):
    living("10.82001/theses")
    (folder / "dois").mkdir()
    (folder / "dois" / "theses.yml").write_text("doi: 10.82001/theses\n", encoding="utf-8")
    (bad,) = follow(blocks(SCHEDULE, "cron"), folder, reader)
    assert bad.output.startswith("<!-- pidops.datacite compliance") and "R26" in bad.output
    assert (folder / "kept" / "history.jsonl").exists() and (folder / "public" / "compliance.html").exists()
    broken = give(bad.command, folder, {**reader, "DATACITE_PASSWORD": "wrong"}).well()
    assert "<!--" not in broken.output and "PLAY RECAP" in broken.output
    (folder / "compliance.yml").write_text("compliance_profiles: [ops-hygiene]\ncompliance_fail_on: error\n", encoding="utf-8")
    assert give(bad.command, folder, reader).well().output == ""

    follow(blocks(SCHEDULE, "systemd"), folder, reader)
    units = {}
    for kind in ("service", "timer"):
        units[kind] = configparser.ConfigParser()
        units[kind].optionxform = str
        units[kind].read(folder / f"datacite-compliance.{kind}", encoding="utf-8")
    assert units["service"]["Service"]["ExecStart"].endswith("ansible-playbook pidops.datacite.compliance -e @compliance.yml")
    if shutil.which("systemd-analyze"):
        subprocess.run(["systemd-analyze", "calendar", units["timer"]["Timer"]["OnCalendar"]], check=True, capture_output=True)


def test_the_pipeline_of_gitlab_is_included(folder, reader):
    installed = pathlib.Path(reader["HOME"], ".ansible", "collections")
    installed.parent.mkdir()
    installed.symlink_to(TREE)
    follow(blocks(GUIDES / "review.md", "Review by pull request"), folder, reader)
    follow(blocks(SCHEDULE, "GitLab CI"), folder, reader)
    pipeline = yaml.safe_load((folder / ".gitlab-ci.yml").read_text(encoding="utf-8"))
    assert (folder / pipeline["include"]["local"]).exists() and pipeline[".ansible"]


@pytest.fixture
def office(folder, reader, own_sandbox):
    """The office's folder and environment: one password in a vault, the other not."""
    (folder / "catalogues" / "other").mkdir(parents=True)
    (folder / "catalogues" / "other" / "dois.yml").write_text("doi: 10.82002/declared\nstate: findable\n", encoding="utf-8")
    (folder / "rules").mkdir()
    (folder / "vault-password").write_text("vault-secret\n", encoding="utf-8")
    signed_in = {"DATACITE_API_URL": own_sandbox.base_url, "DATACITE_PASSWORD_OTHER": "other-secret"}
    return {name: value for name, value in reader.items() if not name.startswith("DATACITE_")} | signed_in


def test_many_repositories_and_what_the_office_makes_of_them(folder, office):
    _encrypted, looked = follow(blocks(SCHEDULE, "Many repositories"), folder, office)
    assert (folder / "passwords.yml").read_text(encoding="utf-8").startswith("$ANSIBLE_VAULT")
    assert "pidops.lab: 0 records" in looked.output and "S02 Every declaration has its record: 1, such as 10.82002/declared" in looked.output
    assert "lab-secret" not in looked.output and "other-secret" not in looked.output
    assert (folder / "kept" / "lab" / "history.jsonl").exists() and (folder / "kept" / "other" / "history.jsonl").exists()
    follow(blocks(SCHEDULE, "What an office does with the results"), folder, office)
    table = (folder / "build" / "office.md").read_text(encoding="utf-8").splitlines()
    assert [line.split(" | ")[:3] for line in table[2:]] == [["| pidops.other", "0", "1"], ["| pidops.lab", "0", "0"]]


def test_the_read_me_of_the_role(folder, reader, living):
    living("10.82001/a")
    playbook, command = blocks(ROOT / "roles" / "compliance" / "README.md")
    (folder / "site.yml").write_text(playbook.text + "\n", encoding="utf-8")
    assert '"warning": ' in give("ansible-playbook site.yml", folder, reader).well().output
    assert "example.repo: 1 records" in give(command.text, folder, reader).well().output
    assert {"history.jsonl", "report.html"} <= {path.name for path in folder.iterdir()}
