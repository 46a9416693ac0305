# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""For each rule the smallest fault: it is found, by that rule and by no other, and a clean record is left in peace."""

from __future__ import annotations

from dataclasses import replace

import pytest

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import Declared, Drift, RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.evaluation import evaluate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules, read_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.rule import Profile
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.set_wide.checks import PAGE

RULESET = load_rules()
RUN = RunContext(at=f"{faults.DATE}T02:00:00Z", prefixes=(faults.PREFIX,))


def found(record, leave_out=(), run=RUN):
    everything = Profile("everything", "All rules", tuple(rule for rule in RULESET.rules if rule not in leave_out))
    ruleset = replace(RULESET, profiles={"everything": everything})
    return [finding.rule for finding in evaluate([record], ruleset, ["everything"], run).findings]


def test_nothing_is_found_in_a_clean_record():
    assert found(faults.clean()) == []


def test_nothing_is_found_in_many_clean_records():
    records = [faults.clean(number) for number in range(1, 30)]
    evaluation = evaluate(records, RULESET, list(RULESET.profiles), RUN)
    assert evaluation.findings == ()
    assert {score.percent for score in evaluation.scores} == {100.0}
    assert all(score.good_records == 29 for score in evaluation.scores)


@pytest.mark.parametrize("fault", faults.FAULTS, ids=lambda fault: fault.rule)
def test_a_fault_is_found_by_its_rule_alone(fault):
    assert found(faults.spoiled(fault), faults.ALONE.get(fault.rule, ())) == [fault.rule]


def found_in_all(fault=None):
    """The rules that find something in three clean records, declared as they are, with all that a run may know, before or after a fault is planted."""
    records = [faults.clean(number) for number in (1, 2, 3)]
    dois = [record["doi"] for record in records]
    known = {
        "states": dict.fromkeys(dois, "findable"),
        "unindexed": [],
        "unreadable": {},
        "handles": {record["doi"]: record["url"] for record in records},
        "drifts": [],
        "waivers": [],
    }
    if fault:
        fault.spoil(records, known)
    run = RunContext(
        at=RUN.at,
        prefixes=RUN.prefixes,
        declared={doi: Declared(state) for doi, state in known["states"].items()} | {doi: Declared() for doi in (*known["unindexed"], *known["unreadable"])},
        unindexed=known["unindexed"],
        unreadable=known["unreadable"],
        handles=known["handles"],
        drifts=[Drift(doi, ("titles[0].title",)) for doi in known["drifts"]],
    )
    everything = Profile("everything", "All rules", tuple(RULESET.rules))
    ruleset = replace(read_rules(f"waivers: [{', '.join(known['waivers'])}]"), profiles={"everything": everything})
    return {finding.rule for finding in evaluate(records, ruleset, ["everything"], run).findings}


def test_nothing_is_found_in_clean_records_of_which_everything_is_known():
    assert found_in_all() == set()


@pytest.mark.parametrize("fault", faults.WIDE_FAULTS, ids=lambda fault: fault.rule)
def test_a_fault_that_only_a_look_at_all_finds_is_found_by_its_rule_alone(fault):
    assert found_in_all(fault) == {fault.rule}


def test_every_rule_has_a_fault_of_its_own():
    planted = {fault.rule for fault in (*faults.FAULTS, *faults.WIDE_FAULTS)}
    assert {name for name, rule in RULESET.rules.items() if rule.check != PAGE} == planted


def test_every_rule_is_in_a_profile():
    assert set(RULESET.rules) == {rule for profile in RULESET.profiles.values() for rule in profile.rules}


def test_every_shipped_rule_says_why_how_to_mend_it_and_who_says_so():
    for rule in RULESET.rules.values():
        assert len(rule.help) > 40, rule.id
        assert rule.source.startswith("https://"), rule.id
        assert rule.check or rule.message, rule.id


def test_the_rules_of_pages_are_there_for_those_who_look_at_pages():
    assert [name for name, rule in RULESET.rules.items() if rule.check == PAGE] == [f"H{number:02d}" for number in range(1, 19)]
