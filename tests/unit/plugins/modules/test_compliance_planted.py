# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole repository with a fault for every rule and every look at a page: each is found, and nothing is in what was made clean."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import sandbox_server
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.options import Limits
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.doors import compliance, compliance_result
from conftest import observed
from landing_pages import make_certificate, serving
from unit.plugins.modules.assessor import Assessor, found
from unit.plugins.modules.planted_repository import CONSEQUENCES, OTHER_PREFIX, PREFIX, Planted, plant, suffix

RECORDS, CLEAN = 500, 60
PROFILES = [*load_rules().profiles]


def real_records() -> list[dict[str, Any]]:
    """What repositories have really registered: the attributes, as DataCite showed them."""
    lines = observed("records/records.jsonl").read_text("utf-8").splitlines()
    return [{name: value for name, value in json.loads(line)["attributes"].items() if name != "xml"} for line in lines]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Planted, dict[str, Any]]]:
    """What was planted, and the result of one run over it."""
    folder = tmp_path_factory.mktemp("planted")
    certificate = make_certificate(folder, "127.0.0.1")
    with pytest.MonkeyPatch.context() as patch, serving(certificate=certificate) as site, serving(name="localhost") as elsewhere:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        patch.setattr(compliance_result, "MOST_RETURNED", 1_000_000)
        usual = compliance.pages_at
        services = {"negotiation": site.resolver, "related_resolver": site.resolver, "orcid_api": site.base + "/orcid", "ror_api": site.base + "/ror"}
        quick = {"resolver_pause": 0.0, "service_pause": 0.0, "retries": 0, "limits": Limits(unpacked=1 << 20, bytes=1 << 20)}
        patch.setattr(compliance, "pages_at", lambda *given: replace(usual(*given), **services, **quick))
        with sandbox_server.running_sandbox() as sandbox:
            assessor = Assessor(sandbox, folder / "own", prefix=PREFIX)
            planted = plant(site, elsewhere, real_records()[:RECORDS], clean=CLEAN)
            sandbox.control("seed", {"records": [{"repository": assessor.repository, "attributes": record} for record in planted.records]})
            assessor.give_back(OTHER_PREFIX)
            for change in planted.later:
                change(assessor)
            assessor.write("all.json", {"dois": planted.declarations})
            result = assessor.assess(
                profiles=PROFILES, src=[str(assessor.tree)], rules=[assessor.rules({"waivers": planted.waivers})], handles="all", workers=8,
                ca_path=str(certificate),
                pages={"resolver": site.resolver, "allow_private_hosts": True, "allowed_domains": ["127.0.0.1"], "host_pause": 0.0, "identifiers": True},
            )
            yield planted, result


def test_every_rule_has_something_planted(run):
    assert {rule for rule, _suffix in run[0].faults} == set(load_rules().rules)


def test_every_planted_fault_is_found(run, figure):
    planted, result = run
    assert planted.faults - found(result) == set()
    figure(f"{len(planted.faults)} planted faults found among {len(found(result))} findings in {result['records']} records, {result['pages']}")


def test_nothing_else_is_found_where_something_was_planted(run):
    planted, result = run
    planted_in: dict[str, set[str]] = {}
    for rule, name in planted.faults:
        planted_in.setdefault(name, set()).update((rule, *CONSEQUENCES.get(rule, ())))
    assert [(rule, name, planted_in[name]) for rule, name in sorted(found(result)) if name in planted_in and rule not in planted_in[name]] == []


def test_nothing_is_found_in_what_was_made_clean(run):
    planted, result = run
    assert len(planted.clean) > CLEAN
    assert [finding for finding in result["findings"] if finding["doi"].partition("/")[2] in planted.clean] == []


def test_every_record_was_looked_at_and_no_rule_stumbled(run):
    planted, result = run
    unseen = {name for rule, name in planted.faults if rule == "S06"}
    assert result["records"] == len(planted.records) - len(unseen) == RECORDS - 1
    assert [finding for finding in result["findings"] if not finding["doi"]] == []
    assert {suffix(record) for record in planted.records} >= planted.clean


def test_no_real_record_is_too_strange(tmp_path, monkeypatch, figure):
    monkeypatch.setattr(compliance_result, "MOST_RETURNED", 1_000_000)
    records = [{**record, "doi": f"{PREFIX}/real-{number}"} for number, record in enumerate(real_records())]
    with sandbox_server.running_sandbox() as sandbox:
        assessor = Assessor(sandbox, tmp_path, prefix=PREFIX)
        sandbox.control("seed", {"records": [{"repository": assessor.repository, "attributes": record} for record in records]})
        result = assessor.assess(profiles=[name for name in PROFILES if name not in ("landing-page", "fuji-0.8")], handles="0")
    lost = [finding for finding in result["findings"] if finding["rule"] == "S06"]
    assert result["records"] + len(lost) == len(records) == 1541
    assert [finding for finding in result["findings"] if "could not be answered" in finding["message"]] == []
    assert [finding for finding in result["findings"] if not finding["doi"]] == []
    figure(f"{len(records)} real records, {len(found(result))} findings, no rule stumbled")
