# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of rules, profiles and waivers: all that is wrong is told at once, with file and line."""

from __future__ import annotations

import json

import hypothesis
import pytest
from hypothesis import strategies

from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.context import RUN_NAMES, RunContext
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.finding import Waiver
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules, read_rules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.reading import PROFILE_KEYS, RULE_KEYS, WAIVER_KEYS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.rule import InvalidRules
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.waivers import DeclaredWaiver

SHIPPED = load_rules()

GOOD = """
rules:
  - id: X01
    title: The title has no question mark
    severity: warning
    when: state == 'findable'
    assert: "!contains(titles[0].title, '?')"
    show: titles[].title
    message: asks
    help: A title is no question. See https://rules.example.org/titles.html, there.
    attributes: titles
profiles:
  - {id: ours, title: Ours, rules: [+datacite-recommended, X01, -R14], severities: {R12: error, X01: info}}
waivers:
  - {rule: R12, doi: 10.5438/ABC*, reason: Old ones, expires: 2027-01-31, by: Sofia}
"""


def problems(text):
    with pytest.raises(InvalidRules) as refused:
        read_rules(text, "r.yml")
    return [str(problem) for problem in refused.value.problems]


def rule(**members):
    given = {"id": "X01", "title": "T", "severity": "info", "assert": "url", **members}
    return "rules:\n  - " + "\n    ".join(f"{name}: {value}" for name, value in given.items() if value is not None)


def test_the_shipped_rules_and_profiles_are_good():
    assert [name for name in SHIPPED.rules if name[0] == "R"] and SHIPPED.warnings == ()
    assert {f"R{number:02d}" for number in range(1, 49)} <= set(SHIPPED.rules)
    expected = ["datacite-mandatory", "datacite-recommended", "grei-v2", "openaire-data", "horizon-europe", "fuji-0.8", "landing-page", "ops-hygiene"]
    assert list(SHIPPED.profiles)[:8] == expected
    assert SHIPPED.profiles["datacite-recommended"].rules == (*(f"R{number:02d}" for number in range(1, 12)), "R12", "R14", "R16", "R26", "R30", "R32", "R51")


def test_a_file_adds_rules_profiles_and_waivers():
    ruleset = read_rules(GOOD, "r.yml")
    added = ruleset.rules["X01"]
    assert (added.severity, added.attributes, added.place) == ("warning", ("titles",), "r.yml:3")
    assert added.source == "https://rules.example.org/titles.html"
    profile = ruleset.profiles["ours"]
    assert "X01" in profile.rules and "R14" not in profile.rules and "R01" in profile.rules
    assert ruleset.waivers == (DeclaredWaiver(("R12",), ("10.5438/abc*",), Waiver("Old ones", "2027-01-31", "Sofia", "r.yml:15")),)
    chosen = ruleset.chosen(["ours"])
    assert (chosen["R12"], chosen["X01"], chosen["R01"]) == ("error", "info", "error")


def test_of_several_profiles_the_gravest_severity_counts():
    text = "profiles: [{id: a, title: A, rules: [R12], severities: {R12: info}}, {id: b, title: B, rules: [R12]}]"
    ruleset = read_rules(text)
    assert ruleset.chosen(["a"]) == {"R12": "info"}
    assert ruleset.chosen(["a", "b"]) == ruleset.chosen(["b", "a"]) == {"R12": "warning"}


def test_an_override_changes_what_it_says_and_nothing_else():
    ruleset = read_rules("rules: [{id: R13, override: true, severity: warning}, {id: S03, override: 'true', severity: info}]")
    assert ruleset.rules["R13"].severity == "warning"
    assert ruleset.rules["R13"].assertion == SHIPPED.rules["R13"].assertion
    assert ruleset.rules["S03"].check == "same-page"
    assert list(ruleset.rules) == list(SHIPPED.rules)
    assert read_rules("profiles: [{id: geo, override: true, severities: {R46: error}}]").chosen(["geo"])["R46"] == "error"


def test_a_profile_inherits_severities():
    first = "{id: a, title: A, rules: [R12, R14], severities: {R12: info, R14: info}}"
    ruleset = read_rules(f"profiles: [{first}, {{id: b, title: B, rules: [+a], severities: {{R14: error}}}}]")
    assert ruleset.chosen(["b"]) == {"R12": "info", "R14": "error"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            rule(assert_="x", **{"assert": None}),
            ["r.yml:5: rules[0].assert_: `assert_` is not known here; did you mean `assert`?", "r.yml:2: rules[0].assert: is missing"],
        ),
        (rule(id=None), ["r.yml:2: rules[0].id: is missing"]),
        (rule(id="a b"), ["r.yml:2: rules[0].id: `a b` is no id; an id begins"]),
        (rule(id="R12"), ["r.yml:2: rules[0].id: `R12` is there already, at shipped rules (content):2; choose another id, or say `override: true`"]),
        (rule(override="true"), ["r.yml:6: rules[0].override: there is no `X01` before it to override"]),
        (rule(override="maybe"), ["r.yml:6: rules[0].override: must be true or false, and is `maybe`"]),
        (rule(severity="warnin"), ["r.yml:4: rules[0].severity: `warnin` is no severity; did you mean `warning`?"]),
        (rule(title="[a]"), ["r.yml:3: rules[0].title: must be a text"]),
        (rule(title=""), ["r.yml:3: rules[0].title: is missing"]),
        (rule(check="unmanaged"), ["r.yml:6: rules[0].check: `check` is not known here"]),
        ("rules: [{id: S03, override: true, assert: url}]", ["r.yml:1: rules[0].assert: cannot be given to a rule that is built in"]),
        (rule(when="length(titles"), ["r.yml:6: rules[0].when: the expression is no JMESPath: it ends too early (at its character 14: `length(titles`)"]),
        (rule(show="foo(url)"), ["r.yml:6: rules[0].show: there is no function `foo` (at its character 1: `foo(url)`); did you mean `floor`?"]),
        (rule(**{"assert": "lenght(url, doi)"}), ["rules[0].assert: there is no function `lenght`"]),
        ("rules: [{}, 5]", ["rules[1]: must be an object", "rules[0].id: is missing"]),
        ("rules: 5", ["r.yml:1: rules: must be a list"]),
        ("rulez: []", ["r.yml:1: rulez: `rulez` is not known here; did you mean `rules`?"]),
        ("[]", ["r.yml: holds no rules, profiles or waivers"]),
        ("", ["r.yml: holds no rules, profiles or waivers"]),
        ("rules:\n  - id: a: b", ["r.yml:2: cannot be read as YAML"]),
        ("rules:\n  - id: X\n    id: Y", ["r.yml:3: `id` stands twice"]),
        ("profiles:\n  - {id: p, title: P, rules: [R99]}", ["r.yml:2: profiles[0].rules[0]: there is no rule `R99`"]),
        ("profiles:\n  - {id: p, title: P, rules: [grei-v2]}", ["there is no rule `grei-v2`; write `+grei-v2` for the profile"]),
        ("profiles:\n  - {id: p, title: P, rules: [+grei]}", ["there is no profile `grei`; did you mean `grei-v2`?"]),
        ("profiles:\n  - {id: p, title: P, rules: [+p]}", ["the profile `p` would contain itself"]),
        ("profiles:\n  - {id: p, title: P, rules: [R01], severities: {R02: info}}", ["`R02` is none of the profile's rules"]),
        ("profiles:\n  - {id: p, title: P, rules: [R01], severities: {R01: off}}", ["`off` is no severity"]),
        ("profiles:\n  - {id: p, title: P, rules: [R01], severities: R01}", ["profiles[0].severities: must be an object"]),
        ("profiles:\n  - {id: p, title: P, rules: [-R01]}", ["`-R01` leaves out what the profile does not have so far"]),
        ("profiles:\n  - {id: p, rules: [R01]}", ["profiles[0].title: is missing"]),
        ("profiles:\n  - {id: p, title: P}", ["profiles[0].rules: is missing"]),
        ("profiles:\n  - {id: geo, title: P, rules: [R01]}", ["`geo` is there already"]),
        ("waivers:\n  - {rule: R12, doi: 10.5438/x}", ["r.yml:2: waivers[0].reason: is missing"]),
        ("waivers:\n  - {rule: R12, doi: 10.5438/x, reason: ' '}", ["waivers[0].reason: is empty"]),
        ("waivers:\n  - {rule: R99, doi: 10.5438/x, reason: a}", ["waivers[0].rule[0]: there is no rule `R99`"]),
        ("waivers:\n  - {rule: R12, reason: a}", ["waivers[0].doi: is missing"]),
        ("waivers:\n  - {rule: R12, rules: [R13], doi: x, reason: a}", ["waivers[0].rules: stands beside `rule`"]),
        ("waivers:\n  - {rule: R12, dois: [[a]], reason: a}", ["waivers[0].dois[0]: must be texts"]),
        ("waivers:\n  - {rule: R12, doi: x, reason: a, expires: 31.1.2027}", ["`31.1.2027` is no day; write it as 2027-01-31"]),
        ("waivers:\n  - {rule: R12, doi: x, reason: a, expires: 2027-02-30}", ["`2027-02-30` is no day"]),
        ("waivers:\n  - {rule: R12, doi: x, reason: a, until: 2027-02-03}", ["`until` is not known here"]),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text, told):
    found = problems(text)
    assert len(found) == len(told), found
    for problem, wanted in zip(found, told, strict=True):
        assert wanted in problem


def test_profiles_that_contain_each_other_are_told():
    text = "profiles: [{id: a, title: A, rules: [+b]}, {id: b, title: B, rules: [+a]}]"
    assert ["would contain itself" in problem for problem in problems(text)] == [True]


def test_doubts_about_names_are_warnings():
    warnings = read_rules(rule(**{"assert": 'state == "draft" && length(tittles) > `0`'}), "r.yml").warnings
    assert warnings == (
        "r.yml:5: rules[0].assert: a record has no `draft`; a text is written in single quotes: 'draft'",
        "r.yml:5: rules[0].assert: a record has no `tittles`; did you mean `titles`?",
    )


def test_members_that_a_run_has_not_are_doubted_too():
    assert read_rules(rule(when="_run.expectd_state"), "r.yml").warnings == (
        "r.yml:6: rules[0].when: `_run` has no `expectd_state`; did you mean `expected_state`?",
    )
    assert set(RunContext(at="2026-11-23").run_values([])) == set(RUN_NAMES)
    assert read_rules(rule(when=" && ".join(f"_run.{name}" for name in RUN_NAMES) + " && _run.declaration.owner")).warnings == ()


JUNK = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.just(7) | strategies.sampled_from(["", "R12", "+geo", "-R12", "*", "error", "url", "(", "true"]),
    lambda inner: strategies.lists(inner, max_size=3) | strategies.dictionaries(strategies.sampled_from(["R12", "id", "x"]), inner, max_size=2),
    max_leaves=4,
)
ENTRIES = strategies.dictionaries(strategies.sampled_from(sorted({*RULE_KEYS, *PROFILE_KEYS, *WAIVER_KEYS, "check"})), JUNK, max_size=8)


@hypothesis.settings(max_examples=150)
@hypothesis.given(strategies.dictionaries(strategies.sampled_from(["rules", "profiles", "waivers", "x"]), JUNK | strategies.lists(ENTRIES, max_size=3)))
def test_whatever_stands_in_a_file_it_is_used_or_complained_about(content):
    try:
        ruleset = read_rules(json.dumps(content), "r.yml")
    except InvalidRules as refused:
        assert all(problem.place.startswith("r.yml") for problem in refused.problems)
    else:
        ruleset.chosen(list(ruleset.profiles))


def test_all_files_are_read_before_anything_is_complained_about(tmp_path):
    (tmp_path / "more").mkdir()
    (tmp_path / "a.yml").write_text(rule(severity="bad"))
    (tmp_path / "more" / "b.yaml").write_text(rule(**{"assert": "("}))
    (tmp_path / "readme.md").write_text("no rules")
    (tmp_path / ".hidden.yml").write_text("no rules")
    with pytest.raises(InvalidRules) as refused:
        load_rules([tmp_path, tmp_path / "gone"])
    told = str(refused.value)
    assert f"{tmp_path}/gone: is neither a file nor a folder" in told
    assert f"{tmp_path}/a.yml:4: rules[0].severity" in told
    assert f"{tmp_path}/more/b.yaml:5: rules[0].assert" in told
    assert f"`X01` is there already, at {tmp_path}/a.yml:2" in told
    assert len(refused.value.problems) == 4


def test_a_file_may_be_json(tmp_path):
    path = tmp_path / "r.json"
    path.write_text('{"rules": [{"id": "X01", "title": "T", "severity": "info", "assert": "url"}]}')
    assert "X01" in load_rules([path]).rules


def test_an_unknown_profile_is_told_when_it_is_chosen():
    with pytest.raises(InvalidRules, match="there is no profile `grei`; did you mean `grei-v2`"):
        SHIPPED.chosen(["grei"])
