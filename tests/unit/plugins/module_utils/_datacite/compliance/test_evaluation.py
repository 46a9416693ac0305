# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole run: findings with all they need, waivers, scores, pages, and rules that cannot be answered."""

from __future__ import annotations

import json
import tracemalloc

import hypothesis
import pytest
from hypothesis import strategies

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import Declared, Drift, RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.evaluation import Evaluator, evaluate
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Finding, PageCounts, Waiver
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.outcome import PageOutcome
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.pages.verdict import failed, not_applicable, passed, unknown
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.record_view import NAMES
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules, read_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.rule import InvalidRules

SHIPPED = load_rules()
EVERYTHING = list(SHIPPED.profiles)
RUN = RunContext(at="2026-11-23T02:00:00Z", prefixes=(faults.PREFIX,))
DOI = faults.CLEAN["doi"]


def by_rule(evaluation):
    return {finding.rule: finding for finding in evaluation.findings}


def profile(rules, more=""):
    return read_rules(f"profiles: [{{id: p, title: P, rules: [{rules}]}}]\n{more}")


def without_orcid():
    record = faults.clean()
    record["creators"] += [{"name": f"Person {number}", "nameType": "Personal", "nameIdentifiers": [], "affiliation": []} for number in range(7)]
    return record


def test_a_finding_tells_which_where_why_and_what_to_do():
    run = RunContext(at=RUN.at, declared={DOI: Declared(place="dois/a.yml:3")})
    (finding,) = evaluate([without_orcid()], profile("R16"), ["p"], run).findings
    assert finding == Finding(
        rule="R16",
        severity="warning",
        doi=DOI,
        title="Every personal creator has an ORCID iD",
        message="without an ORCID iD: Person 0; Person 1; Person 2; Person 3; Person 4; and 2 more",
        help=SHIPPED.rules["R16"].help,
        source=SHIPPED.rules["R16"].source,
        attributes=("creators",),
        place="dois/a.yml:3",
        evidence={"shown": [f"Person {number}" for number in range(7)]},
    )


def test_a_wrong_state_tells_who_changed_it():
    run = RunContext(at=RUN.at, declared={DOI: Declared("registered")}, last_changes={DOI: ("https://api.datacite.org/users/x", "2026-11-20")})
    (finding,) = evaluate([faults.clean()], profile("R11"), ["p"], run).findings
    assert finding.message == "the state and the declared one differ: findable; registered; changed last by https://api.datacite.org/users/x at 2026-11-20"


def test_what_became_known_later_counts_as_if_it_had_been_known():
    evaluator = Evaluator(profile("R11, S06, S08, S09, S10"), ["p"], RunContext(at=RUN.at, declared={DOI: Declared("registered", "a.yml:1")}))
    findings = evaluator.record(faults.clean())
    handles = {DOI: "https://elsewhere.example.org/"}
    evaluator.learn(unindexed=["10.5072/x"], handles=handles, drifts=[Drift(DOI, ("url",))], last_changes={DOI: ("somebody", "yesterday")})
    found = by_rule(evaluator.finish(findings))
    assert set(found) == {"R11", "S06", "S08", "S10"}
    assert found["R11"].message.endswith("; changed last by somebody at yesterday")
    assert {finding.place for finding in found.values() if finding.doi == DOI} == {"a.yml:1"}


def test_only_handles_that_were_asked_for_are_counted():
    evaluator = Evaluator(profile("S08"), ["p"], RUN)
    records = [faults.clean(number) for number in range(1, 11)]
    findings = [finding for record in records for finding in evaluator.record(record)]
    evaluator.learn(handles={records[0]["doi"]: records[0]["url"], records[1]["doi"]: "https://elsewhere.example.org/"})
    (score,) = evaluator.finish(findings).scores
    assert (score.passed, score.asked) == (1, 2)


def test_rules_see_the_run_and_the_declaration():
    text = """
rules:
  - {id: X1, title: T, severity: info, assert: "_run.date == '2026-11-23' && _run.year == `2026` && _run.draft_cutoff == '2026-08-25'"}
  - {id: X2, title: T, severity: info, assert: "_run.profile == 'p' && _run.profiles == ['p']"}
  - {id: X3, title: T, severity: info, assert: "_run.declaration.owner == 'Sofia' && _run.prefixes == ['10.5072']"}
"""
    run = RunContext(at=RUN.at, prefixes=RUN.prefixes, declared={DOI: Declared(None, "", {"owner": "Sofia"})})
    assert evaluate([faults.clean()], profile("X1, X2, X3", text), ["p"], run).findings == ()


def test_a_rule_that_cannot_be_answered_is_a_finding_and_stops_nothing():
    text = """
rules:
  - {id: X1, title: T, severity: info, assert: "starts_with(version, '2')"}
  - {id: X2, title: T, severity: info, when: "length(language) > `1`", assert: url}
"""
    records = [{**faults.clean(number), "version": None, "language": None} for number in range(1, 4)]
    evaluation = evaluate([*records, faults.clean(9)], profile("X1, X2, R29", text), ["p"], RUN)
    found = by_rule(evaluation)
    assert len([finding for finding in evaluation.findings if finding.rule == "R29"]) == 3
    assert (found["X1"].doi, found["X1"].severity) == ("", "error")
    assert found["X1"].message.startswith(f"could not be answered for 3 of 4 records, such as {records[0]['doi']}: `assert`: In function starts_with()")
    assert "`when`: In function length()" in found["X2"].message
    assert found["X1"].place == "rules:4"


def test_an_unknown_profile_is_an_error():
    with pytest.raises(InvalidRules, match="did you mean"):
        evaluate([], SHIPPED, ["ops-hygene"], RUN)


WAIVERS = f"""
waivers:
  - {{rule: R16, doi: 10.5072/*, reason: They have none, by: Sofia}}
  - {{rule: R29, doi: {DOI}, reason: Mixed, expires: 2026-11-22}}
  - {{rule: R12, doi: 10.5072/gone, reason: Gone}}
  - {{rule: H01, doi: "*", reason: Not asked in this run}}
"""


def test_waived_findings_are_marked_and_count_in_no_score():
    ruleset = profile("R16, R29, R12, H01, S12, S13", WAIVERS)
    evaluation = evaluate([{**without_orcid(), "language": None}], ruleset, ["p"], RUN)
    found = by_rule(evaluation)
    assert found["R16"].waived == Waiver("They have none", None, "Sofia", "rules:4")
    assert found["R29"].waived is None
    (score,) = evaluation.scores
    assert (score.records, score.good_records, score.asked, score.passed) == (1, 1, 2, 1)


def test_waivers_that_are_over_or_of_no_use_are_findings_themselves():
    found = by_rule(evaluate([{**without_orcid(), "language": None}], profile("R16, R29, R12, H01, S12, S13", WAIVERS), ["p"], RUN))
    assert set(found) == {"R16", "R29", "S12", "S13"}
    assert (found["S12"].doi, found["S12"].place) == (DOI, "rules:5")
    assert found["S12"].message == f"the waiver of R29 for {DOI} (rules:5; Mixed) expired on 2026-11-22"
    assert (found["S13"].doi, found["S13"].message) == ("10.5072/gone", "the waiver of R12 for 10.5072/gone (rules:6; Gone) has nothing to waive")


def test_findings_over_all_records_can_be_waived():
    waiver = "waivers: [{rule: S01, doi: 10.5072/8kp3-0001x, reason: Fabrica's own}]"
    run = RunContext(at=RUN.at, declared={})
    evaluation = evaluate([faults.clean(1), faults.clean(2)], profile("S01", waiver), ["p"], run)
    assert [finding.waived is not None for finding in evaluation.findings] == [True, False]
    assert evaluation.scores[0].percent == 0.0


def test_scores_count_what_was_asked_and_records_without_open_errors_and_warnings():
    records = [faults.clean(1), {**faults.clean(2), "language": None}, {**faults.clean(3), "subjects": []}, {**faults.clean(4), "state": "draft"}]
    ruleset = read_rules("profiles: [{id: p, title: P, rules: [R14, R29]}, {id: q, title: Q, rules: [R29], severities: {R29: error}}]")
    one, other = evaluate(records, ruleset, ["p", "q"], RUN).scores
    assert (one.profile, one.title, one.records, one.good_records, one.passed, one.asked) == ("p", "P", 4, 3, 4, 6)
    assert (other.good_records, other.passed, other.asked) == (3, 2, 3)


def test_a_missing_doi_is_asked_for_and_not_there():
    run = RunContext(at=RUN.at, declared={DOI: Declared(), "10.5072/new": Declared(place="a.yml:1")})
    evaluation = evaluate([faults.clean()], profile("S02"), ["p"], run)
    assert [(finding.doi, finding.place) for finding in evaluation.findings] == [("10.5072/new", "a.yml:1")]
    assert (evaluation.scores[0].asked, evaluation.scores[0].passed, evaluation.scores[0].good_records) == (2, 1, 1)


def test_what_a_run_does_not_know_is_not_asked():
    evaluation = evaluate([faults.clean()], profile("S01, S02, S06, S08, S10, R03, R11"), ["p"], RunContext(at=RUN.at))
    assert (evaluation.findings, evaluation.scores[0].asked, evaluation.scores[0].percent) == ((), 0, 100.0)
    run = RunContext(at=RUN.at, drifts=[Drift(DOI, ("url",))])
    assert set(by_rule(evaluate([faults.clean()], profile("S10"), ["p"], run))) == {"S10"}


def test_findings_of_pages_get_severity_and_waiver_of_their_rules():
    more = "rules: [{id: H08, override: true, severity: error}]\nwaivers: [{rule: H01, doi: '*', reason: Moving}]"
    evaluator = Evaluator(profile("H01, H08, H09, H10", more), ["p"], RUN)
    found = evaluator.record(faults.clean())
    given = tuple(Finding(rule, "info", DOI, "?", "m", "h", "s") for rule in ("H01", "H08", "H11"))
    verdicts = {DOI: {"H01": failed("m"), "H08": failed("m"), "H09": passed, "H10": unknown("?"), "H11": failed("m"), "H12": not_applicable("?")}}
    kept = evaluator.pages(PageOutcome(given, PageCounts(checked=1), {}, verdicts))
    evaluation = evaluator.finish([*found, *kept])
    assert [(finding.rule, finding.severity, finding.waived is not None, finding.message) for finding in evaluation.findings] == [
        ("H01", "error", True, "m"),
        ("H08", "error", False, "m"),
    ]
    assert evaluation.findings[0].title == SHIPPED.rules["H01"].title
    assert (evaluation.scores[0].asked, evaluation.scores[0].passed) == (2, 1)


def test_no_shipped_rule_fails_on_any_real_record(observations):
    with observations("records/records.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line)["attributes"] for line in lines]
    evaluation = evaluate(records, SHIPPED, EVERYTHING, RUN)
    assert len(records) == evaluation.records == 1541
    assert [finding.message for finding in evaluation.findings if "could not be answered" in finding.message] == []
    for finding in evaluation.findings:
        assert finding.message and len(finding.message) < 4000
    json.dumps([dict(finding.evidence) for finding in evaluation.findings])


JUNK = strategies.recursive(
    strategies.sampled_from([None, True, False, -1, 7, 1e99, float("nan"), "", "x", "10.5072/x", "2020", "ROR", "ORCID"]),
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(strategies.sampled_from(["name", "title", "type", "date"]), inner, max_size=3),
    max_leaves=5,
)


@hypothesis.settings(max_examples=150)
@hypothesis.given(strategies.dictionaries(strategies.sampled_from(sorted(NAMES)), JUNK), strategies.data())
def test_no_shipped_rule_fails_on_a_damaged_record(members, data):
    record = {**faults.clean(), **members}
    _damage_within(record, data)
    evaluation = evaluate([record, faults.clean()], SHIPPED, EVERYTHING, RUN)
    assert [finding.message for finding in evaluation.findings if "could not be answered" in finding.message] == []


def _damage_within(record, data):
    """Put junk in the place of some member of an entry of a list."""
    lists = sorted(name for name, value in record.items() if isinstance(value, list) and value and isinstance(value[0], dict) and value[0])
    for name in data.draw(strategies.lists(strategies.sampled_from(lists), max_size=4)) if lists else ():
        record[name] = [dict(record[name][0]), *record[name][1:]]
        record[name][0][data.draw(strategies.sampled_from(sorted(record[name][0])))] = data.draw(JUNK)


def test_records_are_not_held():
    """What stays of a record is far less than the record, however large it is."""
    evaluator = Evaluator(profile("R12, S03, S04, S05"), ["p"], RUN)
    tracemalloc.start()
    for number in range(1, 301):
        record = faults.clean(number)
        record["descriptions"][0]["description"] = f"{number} " + "x" * 100_000
        evaluator.record(record)
    held, _most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 300 * 10_000
