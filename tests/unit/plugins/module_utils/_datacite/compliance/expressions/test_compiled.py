# Copyright (c) 2026, pidops contributors
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compiled expressions mean what the package jmespath means: held against its own interpreter, over expressions and values of every kind."""

from __future__ import annotations

import json
import re
from typing import Any

import hypothesis
import jmespath
import pytest
from hypothesis import strategies
from jmespath.functions import Functions, signature
from jmespath.visitor import Options

import compliance_faults as faults
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.compiled import FAILURES, compiled, parse, truth
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.expressions.functions import FUNCTIONS
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.record_view import view
from ansible_collections.pidops.datacite.plugins.module_utils._datacite.compliance.rules.loading import load_rules

FAILED = "failed"


def with_own_functions() -> Functions:
    """jmespath's functions and ours, as its interpreter takes them. (Patterns are left to Python's own matching.)"""
    members: dict[str, Any] = {}
    for function in FUNCTIONS.values():
        call = function.call
        members[f"_func_{function.name}"] = signature(*[{"types": []}] * function.arguments)(lambda _self, *given, call=call: call(*given))

    def matches(_self: Any, text: Any, pattern: str) -> bool:
        return isinstance(text, str) and re.search(pattern.replace("$", r"\Z"), text) is not None

    members["_func_matches"] = signature({"types": []}, {"types": ["string"]})(matches)
    return type("OwnFunctions", (Functions,), members)()


OPTIONS = Options(custom_functions=with_own_functions())


def interpreted(text: str, value: Any) -> Any:
    try:
        return jmespath.search(text, value, OPTIONS)
    except FAILURES:
        return FAILED


def ours(text: str, value: Any) -> Any:
    try:
        return compiled(parse(text))(value)
    except FAILURES:
        return FAILED


names = strategies.sampled_from(["a", "b", "c", "d"])
scalars = strategies.one_of(
    strategies.none(), strategies.booleans(), strategies.integers(-2, 3), strategies.sampled_from(["", "a", "x", "10.5438/a", "2021-03", 0.0, 1.5])
)
values = strategies.recursive(
    scalars, lambda inner: strategies.lists(inner, max_size=4) | strategies.dictionaries(names, inner, max_size=4), max_leaves=12
)
literals = scalars.map(lambda value: f"`{json.dumps(value)}`") | strategies.sampled_from(["'a'", "'x'", "`[]`", "`{}`", "`[1, \"a\"]`"])


def larger(inner: strategies.SearchStrategy[str]) -> strategies.SearchStrategy[str]:
    unary = sorted(name for name, function in FUNCTIONS.items() if function.arguments == 1)
    known = ["abs", "avg", "ceil", "keys", "length", "max", "min", "reverse", "sort", "sum", "to_array", "to_number", "to_string", "type", "values", *unary]
    of_two = ["contains", "starts_with", "ends_with", "date_before", "dates_after", "not_null", "shared_words"]
    pairs = strategies.tuples(inner, inner)
    return strategies.one_of(
        strategies.tuples(inner, strategies.sampled_from(["==", "!=", "<", "<=", ">", ">=", "&&", "||", "|"]), inner).map(
            lambda t: f"({t[0]}) {t[1]} ({t[2]})"
        ),
        strategies.tuples(inner, names).map(lambda t: f"{t[0]}.{t[1]}"),
        pairs.map(lambda t: f"({t[0]})[?{t[1]}]"),
        strategies.tuples(inner, inner, names).map(lambda t: f"({t[0]})[?{t[1]}].{t[2]}"),
        strategies.tuples(inner, strategies.sampled_from(["[]", "[*]", ".*", "[0]", "[-1]", "[5]", "[1:]", "[::-1]", "[:2].a", "[].a", "[*].b", ".*.c"])).map(
            lambda t: f"({t[0]}){t[1]}"
        ),
        inner.map(lambda t: f"!({t})"),
        pairs.map(lambda t: f"[{t[0]}, {t[1]}]"),
        pairs.map(lambda t: f"{{a: {t[0]}, x: {t[1]}}}"),
        strategies.tuples(strategies.sampled_from(known), inner).map(lambda t: f"{t[0]}({t[1]})"),
        strategies.tuples(strategies.sampled_from(of_two), pairs).map(lambda t: f"{t[0]}({t[1][0]}, {t[1][1]})"),
        strategies.tuples(inner, strategies.sampled_from(["a", "^1", "x$", "."])).map(lambda t: f"matches({t[0]}, '{t[1]}')"),
        strategies.tuples(strategies.sampled_from(["sort_by", "max_by", "min_by"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, &{t[2]})"),
        pairs.map(lambda t: f"map(&{t[0]}, {t[1]})"),
    )


expressions = strategies.recursive(names | literals | strategies.just("@"), larger, max_leaves=8)


def usable(text: str) -> bool:
    try:
        parse(text)
    except FAILURES:
        return False
    return True


@hypothesis.settings(max_examples=600, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(expressions.filter(usable), values)
def test_compiled_expressions_mean_what_jmespath_means(text, value):
    expected = interpreted(text, value)
    found = ours(text, value)
    if "&" in text:  # What is no value (`&name` passed through) has no equality.
        expected, found = repr(type(expected)), repr(type(found))
    assert json.dumps(found, default=str) == json.dumps(expected, default=str)


PLAIN = [None, True, False, 0, 1, -1, 1.5, "", "a", "1", [], [None], [0, False, None, "", "a"], [[1, [2]], [None], 3], {}, {"a": 1}, {"a": None, "b": [1]}]
WRITTEN = [
    "a == b", "a != b", "a < b", "a >= b", "a || b", "a && b", "!a", "!a || b", "(a == b) || a", "(a != b) && b", "!(a && b)", "`0` || a", "`0` && a",
    *(f"a {sign} {literal}" for sign in ("==", "!=", "<") for literal in ("`0`", "`1`", "`true`", "`false`", "`null`", "'a'", "`[]`", "`1.0`")),
    *(f"a[{index}]" for index in ("0", "1", "-1", "-2", "-5", "-6", "4", "5")), "a[1:3]", "a[::-1]", "a[-2:]", "a[]", "a[][]", "a[*]", "a.*", "a[*].a", "a[].a",
    "a[?@]", "a[?!@]", "a[?@ == `0`]", "a[?@ == `false`]", "a[?@ == `null`]", "a[?@ != 'a']", "a[?a]", "a[?a == `1`].a", "a[?`true`].b[]", "[a, b][?@]",
    "[a, b][]", "a.[a, b]", "a.{x: a, y: b}", "[a, b] | [0]",
    "a.a.b", "a | a", "a | @", "length(a)", "not_null(a, b)", "contains(a, b)", "type(a)", "to_array(a)[0]",
    "sort_by(a, &@)", "map(&a, a)", "max_by(a, &a)", "filled(a)", "size(a)", "a[?filled(@)]", "matches(a, '^a')", "to_number(a) > b",
    "join('', a)", "keys(a)", "'a' == a",
]  # fmt: skip


@pytest.mark.parametrize("text", WRITTEN)
def test_written_expressions_mean_what_jmespath_means(text):
    """What chance seldom puts together: zeros beside false, nulls in lists, indexes at the ends."""
    for one in PLAIN:
        for other in PLAIN:
            value = {"a": one, "b": other}
            assert repr(ours(text, value)) == repr(interpreted(text, value)), value


@pytest.mark.parametrize("value", [None, True, False, 0, 0.0, 1, "", "a", [], [0], {}, {"a": None}])
def test_truth_is_that_of_jmespath(value):
    assert truth(value) is (jmespath.search("a && `true` || `false`", {"a": value}))


def test_shipped_rules_mean_what_jmespath_means_on_real_records(observations):
    with observations("records/records.jsonl").open(encoding="utf-8") as lines:
        records = [json.loads(line)["attributes"] for number, line in enumerate(lines) if number % 40 == 0]
    run = {"prefixes": ["10.5438"], "date": "2026-11-23", "year": 2026, "draft_cutoff": "2026-08-25", "expected_state": "findable"}
    seen = [{**view(record).attributes, "_run": run} for record in [*records, faults.clean(), *map(faults.spoiled, faults.FAULTS)]]
    for rule in load_rules().rules.values():
        for text in filter(None, (rule.when, rule.assertion, rule.show)):
            search, reference = compiled(parse(text)), jmespath.compile(text)
            for record in seen:
                assert search(record) == reference.search(record, OPTIONS), (rule.id, record["doi"])
